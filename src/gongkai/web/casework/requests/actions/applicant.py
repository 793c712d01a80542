"""Look at who asked: each look is in the journal."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.casework import acts
from gongkai.web.casework.permissions import SEE_APPLICANT
from gongkai.web.casework.requests.files import read_file
from gongkai.web.casework.requests.models import DisclosureRequest, RequestFile
from gongkai.web.casework.requests.people import ApplicantFacts, unseal_person
from gongkai.web.journal.recording import record


@transaction.atomic
def see_applicant(
    disclosure_request: DisclosureRequest, *, acting_user: User | Platform, at: datetime
) -> ApplicantFacts:
    """The applicant in clear, for whoever must see it."""
    require(acting_user, SEE_APPLICANT, disclosure_request.body)
    record(
        acts.APPLICANT_SEEN,
        by=acting_user,
        body=disclosure_request.body,
        subject=disclosure_request,
        at=at,
    )
    return unseal_person(disclosure_request.applicant.sealed)


@transaction.atomic
def see_file(stored: RequestFile, *, acting_user: User | Platform, at: datetime) -> bytes:
    """A file that the applicant handed in, for whoever must see it."""
    disclosure_request = stored.disclosure_request
    require(acting_user, SEE_APPLICANT, disclosure_request.body)
    record(
        acts.APPLICANT_SEEN,
        by=acting_user,
        body=disclosure_request.body,
        subject=disclosure_request,
        after={"file": stored.sha256, "kind": stored.kind},
        at=at,
    )
    return read_file(stored)

"""The demo's disputes stand in several bodies, and its cases end in every way that a clerk meets."""

from __future__ import annotations

import io
from datetime import date

from gongkai.statute.outcomes import load_outcomes
from gongkai.web.casework import demo as cases
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.disputes import demo as disputes
from gongkai.web.disputes.models import Dispute
from gongkai.web.office.progress import Progress
from tests.web.casework.conftest import moment


def test_cases_and_disputes_in_three_townships_and_six_departments(county):
    at = moment("2026-11-27")
    for _again in range(2):
        cases.populate(Progress(io.StringIO()), at=at)
        disputes.populate(Progress(io.StringIO()), at=at)
    bodies = set(DisclosureRequest.objects.values_list("body__code", flat=True))
    townships, departments = {"QS11", "QS12", "QS13"}, {f"QS0{n}" for n in range(2, 8)}
    assert bodies == townships | departments
    assert set(Dispute.objects.values_list("body__code", flat=True)) == {"QS11", "QS12", "QS03"}
    assert Dispute.objects.filter(claimant="third-party").count() == 1
    reached = set(DisclosureRequest.objects.exclude(outcome="").values_list("outcome", flat=True))
    assert reached == set(load_outcomes())
    own = DisclosureRequest.objects.filter(body__code="QS11")
    assert own.filter(concluded_on__range=(date(2025, 1, 1), date(2025, 12, 31))).count() == 3
    assert DisclosureRequest.objects.filter(received_on__lt=date(2025, 6, 1)).exists()

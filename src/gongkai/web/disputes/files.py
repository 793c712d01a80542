"""Papers of disputes: checked like those of cases, kept beside the dispute."""

from __future__ import annotations

from datetime import datetime

from gongkai.web.casework.requests.files import NewFile, check_file
from gongkai.web.casework.requests.models import FileKind
from gongkai.web.disputes.models import Dispute, DisputeFile
from gongkai.web.files.store import digest_of, place_of, store_content


def checked(name: str, data: bytes) -> NewFile:
    """A paper that may come in.

    Raises:
        FileRefused: empty, too large, of a form that is not taken, or not what its name says.
    """
    return check_file(FileKind.PROOF, name, data)


def keep_paper(dispute: Dispute, new: NewFile, *, at: datetime) -> DisputeFile:
    """Put a checked paper beside a dispute."""
    digest = digest_of(new.data)
    return DisputeFile.objects.create(
        dispute=dispute,
        name=new.name,
        file=store_content(place_of(DisputeFile.folder, digest, new.name), new.data),
        size=len(new.data),
        sha256=digest,
        media_type=new.media_type,
        added_at=at,
    )

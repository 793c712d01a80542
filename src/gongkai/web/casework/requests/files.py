"""Files of a case: limited, checked for what they are, the personal ones sealed once more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gongkai.web.casework.requests.models import (
    PERSONAL_KINDS,
    DisclosureRequest,
    FileKind,
    RequestFile,
)
from gongkai.web.casework.requests.people import seal, unseal
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.store import digest_of, place_of, store_content
from gongkai.web.files.uploads import checked_type, shown_name

LARGEST = 10 * 1024 * 1024
SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".doc", ".wps", ".ofd", ".txt", ".eml")
ACCEPTED = ",".join(SUFFIXES)


@dataclass(frozen=True)
class NewFile:
    """A file as handed in, checked: its kind, shown name, bytes and media type."""

    kind: FileKind
    name: str
    data: bytes
    media_type: str


def check_file(kind: FileKind, name: str, data: bytes) -> NewFile:
    """A file that may come in.

    Raises:
        FileRefused: empty, too large, of a form that is not taken, or not what its name says.
    """
    name = shown_name(name)
    if not name.lower().endswith(SUFFIXES):
        raise FileRefused(
            _("文件“{name}”的格式不接收；请改用 PDF、图片、Word 或者文本。").format(name=name)
        )
    if len(data) > LARGEST:
        raise FileRefused(_("文件“{name}”超过 10 MB；请压缩或者分开。").format(name=name))
    return NewFile(kind, name, data, checked_type(name, data))


def keep_file(disclosure_request: DisclosureRequest, new: NewFile, *, at: datetime) -> RequestFile:
    """Put a checked file beside the case."""
    stored = seal(new.data) if new.kind in PERSONAL_KINDS else new.data
    digest = digest_of(stored)
    return RequestFile.objects.create(
        disclosure_request=disclosure_request,
        kind=new.kind,
        name=new.name,
        file=store_content(place_of(RequestFile.folder, digest, new.name), stored),
        size=len(new.data),
        sha256=digest,
        media_type=new.media_type,
        added_at=at,
    )


def read_file(stored: RequestFile) -> bytes:
    """The file as handed in."""
    data = stored.read()
    return unseal(data) if stored.kind in PERSONAL_KINDS else data

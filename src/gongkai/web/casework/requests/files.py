"""Files of a case: limited, checked for what they are, the personal ones sealed once more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError, Encrypted
from gongkai.web.casework.requests.models import (
    SEALED_KINDS,
    DisclosureRequest,
    FileKind,
    RequestFile,
)
from gongkai.web.casework.requests.people import seal, unseal
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.store import digest_of, place_of, store_content
from gongkai.web.files.uploads import checked_type, shown_name

LARGEST = 10 * 1024 * 1024
SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".doc", ".wps", ".ofd", ".txt", ".eml")
PICTURES = frozenset({"image/jpeg", "image/png"})
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
    media_type = checked_type(name, data)
    if media_type in PICTURES:
        _must_open(name, data)
    elif media_type == "application/pdf":
        _must_not_ask_for_a_password(name, data)
    return NewFile(kind, name, data, media_type)


def _must_open(name: str, data: bytes) -> None:
    """A picture that nobody can open proves nothing: whoever sends it is told now, not by a letter weeks later."""
    try:
        pool.run(jobs.cleaned_photo, data, name, name=name, quick=True)
    except DocumentError as error:
        raise FileRefused(
            _("图片“{name}”打不开，可能没有传完或者已经损坏；请重新拍照、重新选择。").format(
                name=name
            )
        ) from error


def _must_not_ask_for_a_password(name: str, data: bytes) -> None:
    """What is damaged may still be looked at by somebody; what asks for a password may not."""
    try:
        pool.run(jobs.page_count, data, name, name=name, quick=True)
    except Encrypted as error:
        raise FileRefused(
            _("文件“{name}”设有密码，办理的人打不开；请去掉密码再选一次。").format(name=name)
        ) from error
    except DocumentError:
        return


def keep_file(disclosure_request: DisclosureRequest, new: NewFile, *, at: datetime) -> RequestFile:
    """Put a checked file beside the case."""
    stored = seal(new.data) if new.kind in SEALED_KINDS else new.data
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
    return unseal(data) if stored.kind in SEALED_KINDS else data

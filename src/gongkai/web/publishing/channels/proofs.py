"""Photos and files that prove a posting: cleaned, looked into, kept where no address reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from gongkai.documents import media_types
from gongkai.documents.errors import DocumentError, ToolMissing
from gongkai.screening.kinds import Level
from gongkai.web.accounts.models import User
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.store import digest_of, place_of, store_content
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.channels.models import Posting, PostingProof
from gongkai.web.publishing.channels.models.posting import ProofMoment
from gongkai.web.vetting.errors import Blocked

LARGEST = 30 * 1024 * 1024
ACCEPTED = media_types.IMAGES | {media_types.PDF}


@dataclass(frozen=True)
class Proof:
    """A file that was looked into and may be kept. ``remarks`` are masked sentences for the office."""

    name: str
    data: bytes
    media_type: str
    remarks: tuple[str, ...]


def look_into(name: str, data: bytes) -> Proof:
    """Clean and screen a photo or PDF.

    Raises:
        ActionError: no photo or PDF, too large or broken.
        Blocked: it shows personal data or a secrecy mark; then the place where it hangs shows it too.
    """
    shown = get_valid_filename(PurePath(name).name)[-200:]
    if len(data) > LARGEST:
        raise ActionError(_("文件“{name}”超过 30 MB；请缩小后再上传。").format(name=name))
    try:
        media_type = pool.run(jobs.media_type, data, name, name=name, quick=True)
        if media_type not in ACCEPTED:
            raise ActionError(
                _("文件“{name}”不是照片或 PDF；凭证请用照片、截图或 PDF。").format(name=name)
            )
        if media_type in media_types.IMAGES:
            data = pool.run(jobs.cleaned_photo, data, name, name=name)
            media_type = media_types.JPEG
            shown = f"{PurePath(shown).stem}.jpg"
        return Proof(shown, data, media_type, _remarks(shown, data))
    except DocumentError as error:
        raise ActionError(str(error)) from error


def _remarks(name: str, data: bytes) -> tuple[str, ...]:
    try:
        findings, notes = pool.run(jobs.screened_file, data, name, None, name=name)
    except ToolMissing:
        return ("本机没有图片识别组件，照片中的文字未自动筛查，请人工核对。",)
    grave = [finding for finding in findings if finding.level is Level.ERROR]
    if grave:
        raise Blocked(
            grave, [_("照片或文件里能看到不应公开的内容：请先撤下或遮盖，再重新拍照登记。")]
        )
    return (*(finding.message() for finding in findings), *notes)


def keep_proofs(
    posting: Posting, moment: ProofMoment, proofs: Iterable[Proof], *, by: User, at: datetime
) -> list[PostingProof]:
    """Write them to the private store, by content, and beside the posting."""
    kept = []
    for proof in proofs:
        digest = digest_of(proof.data)
        path = store_content(place_of(PostingProof.folder, digest, proof.name), proof.data)
        kept.append(
            PostingProof.objects.create(
                posting=posting,
                moment=moment,
                name=proof.name,
                file=path,
                size=len(proof.data),
                sha256=digest,
                media_type=proof.media_type,
                remarks=list(proof.remarks),
                added_by=by,
                added_at=at,
            )
        )
    return kept

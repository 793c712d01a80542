"""A recording of a script by somebody's voice: told by its first bytes, never opened here, played by the browser."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.files.uploads import shown_name
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision import acts
from gongkai.web.supervision.broadcasts.models import Broadcast
from gongkai.web.supervision.papers.keeping import Paper, keep_papers
from gongkai.web.supervision.papers.models import KeptPaper
from gongkai.web.supervision.permissions import KEEP_RECORDS

LARGEST = 30 * 1024 * 1024
_SOUNDS = (
    (re.compile(rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]"), "audio/mpeg", "mp3"),
    (re.compile(rb"RIFF.{4}WAVE", re.S), "audio/wav", "wav"),
    (re.compile(rb".{4}ftyp(?:M4A|mp42|isom|3gp)", re.S), "audio/mp4", "m4a"),
    (re.compile(rb"OggS"), "audio/ogg", "ogg"),
)


def sound_of(name: str, data: bytes) -> Paper:
    """A recording as it may be kept.

    Raises:
        ActionError: it is too large, or neither MP3, WAV, M4A nor Ogg.
    """
    if len(data) > LARGEST:
        raise ActionError({"file": _("录音超过 30 MB；请缩短或者压缩后再上传。")})
    for pattern, media_type, suffix in _SOUNDS:
        if pattern.match(data):
            stem = shown_name(name).rpartition(".")[0] or shown_name(name)
            return Paper(f"{stem}.{suffix}", data, media_type)
    raise ActionError(
        {"file": _("“{name}”不是录音；请上传 MP3、WAV、M4A 或者 Ogg。").format(name=name)}
    )


@transaction.atomic
def add_recording(
    broadcast: Broadcast,
    *,
    acting_user: User | Platform,
    at: datetime,
    sound: Paper,
) -> KeptPaper:
    """Keep a recording of the script; it is played in every slot of the item."""
    require(acting_user, KEEP_RECORDS, broadcast.body)
    if not ItemPage.objects.public().filter(pk=broadcast.item_id).exists():
        raise WrongState(_("这条信息已经撤下，不能再播。"))
    (kept,) = keep_papers(broadcast, broadcast.body, [sound], by=acting_user, at=at)
    record(
        acts.RECORDING_ADDED,
        by=acting_user,
        body=broadcast.body,
        subject=broadcast,
        after={"name": kept.name, "sha256": kept.sha256, "size": kept.size},
        at=at,
    )
    return kept


def recordings_of(broadcast: Broadcast) -> list[KeptPaper]:
    """Recordings of the item for these loudspeakers, the newest first."""
    slots = Broadcast.objects.filter(item=broadcast.item_id, body=broadcast.body_id)
    return list(
        KeptPaper.objects.filter(
            subject_kind=Broadcast._meta.label_lower,
            subject_number__in=slots.values("pk"),
            media_type__startswith="audio/",
        ).order_by("-pk")
    )

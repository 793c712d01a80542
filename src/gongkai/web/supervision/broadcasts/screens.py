"""Screens about the loudspeaker: today's plan with its script, read out by the browser; the log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import ActionError
from gongkai.web.office.screens import FormScreen
from gongkai.web.publishing.channels.renderings.script import broadcast_script, minutes
from gongkai.web.publishing.channels.renderings.source import source_of
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.broadcasts.actions import (
    BEGINS,
    MOST_DAYS,
    is_off_the_plan,
    plan_broadcasts,
    play_broadcast,
)
from gongkai.web.supervision.broadcasts.models import Broadcast, BroadcastSlot
from gongkai.web.supervision.broadcasts.recordings import (
    LARGEST,
    add_recording,
    recordings_of,
    sound_of,
)
from gongkai.web.supervision.broadcasts.voices import spoken, voice_here
from gongkai.web.supervision.papers.models import KeptPaper
from gongkai.web.supervision.permissions import KEEP_RECORDS
from gongkai.web.supervision.registers import (
    Button,
    NewRecordScreen,
    OneRecord,
    RecordList,
    RecordSheet,
)

SHOWN = 100


class PlanForm(forms.Form):
    """What is read out, where, when."""

    body = forms.ModelChoiceField(
        PublicBody.objects.none(), label=_lazy("哪里的喇叭"), empty_label=None
    )
    item = forms.ModelChoiceField(ItemPage.objects.none(), label=_lazy("播什么"), empty_label=None)
    first = forms.DateField(label=_lazy("从哪天起"), widget=AdminDateInput)
    days = forms.IntegerField(label=_lazy("播几天"), min_value=1, max_value=MOST_DAYS, initial=3)
    slots = forms.MultipleChoiceField(
        label=_lazy("时段"),
        choices=BroadcastSlot.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=BroadcastSlot.values,
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].initial = timezone.localdate()
        self.fields["body"].queryset = bodies
        answering = bodies.values("public_body")
        newest = ItemPage.objects.public().filter(body__public_body__in=answering)
        numbers = newest.order_by("-published_on", "-pk").values_list("pk", flat=True)[:SHOWN]
        self.fields["item"].queryset = ItemPage.objects.filter(pk__in=list(numbers)).order_by(
            "-published_on"
        )


class PlayedForm(forms.Form):
    """When it was played."""

    played_at = forms.DateTimeField(
        label=_lazy("实际播出时间"), widget=AdminDateTimeInput, help_text=_lazy("不是登记的时间")
    )


class RecordingForm(forms.Form):
    """A recording, listened to by whoever hands it in."""

    file = forms.FileField(label=_lazy("录音（MP3、WAV、M4A、Ogg，30 MB 以内）"))
    heard = forms.BooleanField(label=_lazy("听过，内容与广播稿一致，没有姓名、号码和住址"))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("录音超过 30 MB；请缩短或者压缩后再上传。"))
        return file


class Broadcasts(RecordList):
    """The plan, and what was played."""

    page_title = _lazy("广播")
    model = Broadcast
    sheet_url = "supervision:broadcast"
    columns = (
        ("on", _lazy("日期")),
        ("slot", _lazy("时段")),
        ("item", _lazy("信息")),
        ("body", _lazy("哪里的喇叭")),
        ("played", _lazy("播出")),
    )
    searched = ("item__title", "body__short_name")
    search_hint = _lazy("信息或村名")
    empty = _lazy("还没有安排广播。")
    add_permission = KEEP_RECORDS
    add_url_name = "supervision:plan-broadcasts"
    add_label = _lazy("安排广播")

    def get_queryset(self) -> Any:
        slots = [When(slot=slot, then=at) for at, slot in enumerate(BroadcastSlot.values)]
        return (
            super()
            .get_queryset()
            .select_related("body", "item")
            .order_by("-on", Case(*slots, default=len(slots)), "pk")
        )

    def cells(self, record: Broadcast) -> list[Any]:
        played = f"{timezone.localtime(record.played_at):%H:%M}" if record.played_at else ""
        missed = not played and record.on < timezone.localdate()
        return [
            record.on.isoformat(),
            record.get_slot_display(),
            record.item.title,
            record.body.short_name,
            played or (_("没有登记播出") if missed else _("待播")),
        ]


class OneBroadcast(OneRecord):
    """About one slot."""

    model = Broadcast
    list_url, list_label = "supervision:broadcasts", _lazy("广播")
    sheet_url = "supervision:broadcast"

    def get_records(self) -> Any:
        return super().get_records().select_related("item", "body", "played_by")


class BroadcastSheet(OneBroadcast, RecordSheet):
    """The script, with a button that lets the browser read it."""

    template_name = "supervision/broadcast.html"

    def state(self) -> tuple[str, bool]:
        return (_("已播出") if self.record.played_at else _("待播")), False

    def buttons(self) -> list[Button]:
        if self.record.played_at or not self.may_keep():
            return []
        url = reverse("supervision:play-broadcast", args=[self.record.pk])
        recording = reverse("supervision:record-broadcast", args=[self.record.pk])
        found = [Button(_("登记已播出"), url), Button(_("上传录音"), recording, True)]
        if voice_here() is not None:
            spoken_url = reverse("supervision:speak-broadcast", args=[self.record.pk])
            found.append(Button(_("合成录音"), spoken_url, True))
        return found

    def facts(self) -> list[tuple[Any, Any]]:
        broadcast = self.record
        played = (
            f"{timezone.localtime(broadcast.played_at):%Y-%m-%d %H:%M}"
            if broadcast.played_at
            else ""
        )
        return [
            (_("哪里的喇叭"), broadcast.body),
            (_("日期"), broadcast.on.isoformat()),
            (_("时段"), broadcast.get_slot_display()),
            (_("播出"), played),
            (
                _("说明"),
                _("播出时间和安排的时段相差一小时以上，请核对。")
                if is_off_the_plan(broadcast)
                else "",
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        script, why = "", ""
        try:
            source = source_of(self.record.item, address="", on=timezone.localdate())
            script = broadcast_script(source)
        except ValidationError as error:
            why = "；".join(error.messages)
        return super().get_context_data(
            script=script,
            why=why,
            minutes=minutes(script) if script else 0,
            recordings=recordings_of(self.record),
            has_voice=voice_here() is not None,
            **kwargs,
        )


class PlanBroadcastsScreen(NewRecordScreen):
    """Plan an item for some days."""

    page_title = _lazy("安排广播")
    form_class = PlanForm
    parent_crumbs = (("supervision:broadcasts", _lazy("广播")),)

    def get_bodies(self) -> Any:
        return PublicBody.objects.filter(pk__in=self.user.bodies_where(KEEP_RECORDS)).order_by(
            "lineage"
        )

    def act(self, form: PlanForm) -> list[Broadcast]:
        return plan_broadcasts(acting_user=self.user, at=timezone.now(), **form.cleaned_data)

    def get_done_message(self, result: list[Broadcast]) -> str:
        return _("已安排 {number} 次。").format(number=len(result))

    def get_next_url(self, result: Any) -> str:
        return reverse("supervision:broadcasts")


class PlayBroadcastScreen(OneBroadcast, FormScreen):
    """It was played."""

    permission = KEEP_RECORDS
    page_title = _lazy("登记已播出")
    form_class = PlayedForm
    submit_label = _lazy("已播出")
    done_message = _lazy("已登记播出。")

    def get_initial(self) -> dict[str, Any]:
        broadcast = self.record
        planned = timezone.make_aware(
            datetime.combine(broadcast.on, BEGINS[BroadcastSlot(broadcast.slot)])
        )
        return {"played_at": timezone.localtime(min(planned, timezone.now()))}

    def act(self, form: PlayedForm) -> Broadcast:
        return play_broadcast(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class AddRecordingScreen(OneBroadcast, FormScreen):
    """A recording of the script."""

    permission = KEEP_RECORDS
    page_title = _lazy("上传录音")
    form_class = RecordingForm
    submit_label = _lazy("上传")
    done_message = _lazy("已上传，各时段都可以播这份录音。")

    def act(self, form: RecordingForm) -> KeptPaper:
        file = form.cleaned_data["file"]
        return add_recording(
            self.record,
            acting_user=self.user,
            at=timezone.now(),
            sound=sound_of(file.name, file.read()),
        )


class SpeakBroadcastScreen(OneBroadcast, FormScreen):
    """A recording by the voice of this machine."""

    permission = KEEP_RECORDS
    page_title = _lazy("合成录音")
    form_class = forms.Form
    template_name = "supervision/speak_broadcast.html"
    submit_label = _lazy("合成录音")
    done_message = _lazy("已合成，请先听一遍再播。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(voice=voice_here(), **kwargs)

    def act(self, form: forms.Form) -> KeptPaper:
        voice = voice_here()
        if voice is None:
            raise ActionError(_("这台机器没有离线语音；请用电脑朗读，或者上传录音。"))
        source = source_of(self.record.item, address="", on=timezone.localdate())
        data = spoken(voice, broadcast_script(source))
        return add_recording(
            self.record,
            acting_user=self.user,
            at=timezone.now(),
            sound=sound_of(_("合成语音（{name}）.wav").format(name=voice.name), data),
        )

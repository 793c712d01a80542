"""Screens about dispatches: what went where, with which receipt; a new one; again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.screens import FormScreen
from gongkai.web.publishing.channels.addresses import public_address
from gongkai.web.publishing.channels.renderings.short_text import text_message
from gongkai.web.publishing.channels.renderings.source import source_of
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.dispatches.actions import (
    LONGEST_TEXT,
    queue_dispatch,
    retry_dispatch,
)
from gongkai.web.supervision.dispatches.models import Dispatch, DispatchState, DispatchWay
from gongkai.web.supervision.permissions import DISPATCH
from gongkai.web.supervision.registers import (
    Block,
    BodyForm,
    Button,
    NewRecordScreen,
    OneRecord,
    RecordList,
    RecordSheet,
)

NEWEST = 100


class DispatchForm(BodyForm):
    """What goes where."""

    item = forms.ModelChoiceField(
        ItemPage.objects.none(), label=_lazy("推送哪一条"), empty_label=None
    )
    way = forms.ChoiceField(
        label=_lazy("发到"), choices=DispatchWay.choices, widget=forms.RadioSelect
    )
    audience = forms.CharField(
        label=_lazy("发给谁（群组名称）"),
        max_length=100,
        required=False,
        help_text=_lazy("例：柳河镇网格员；号码存在短信平台，这里不存"),
    )
    text = forms.CharField(
        label=_lazy("短信内容"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_lazy("70 字以内算一条；发到县级平台的不用填"),
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, bodies=bodies, **kwargs)
        newest = ItemPage.objects.public().filter(body__public_body__in=bodies)
        numbers = newest.order_by("-published_on", "-pk").values_list("pk", flat=True)[:NEWEST]
        self.fields["item"].queryset = ItemPage.objects.filter(pk__in=list(numbers)).order_by(
            "-published_on", "-pk"
        )


class Dispatches(RecordList):
    """What went out."""

    page_title = _lazy("短信和推送")
    model = Dispatch
    sheet_url = "supervision:dispatch"
    columns = (
        ("item", _lazy("信息")),
        ("way", _lazy("发到")),
        ("audience", _lazy("发给谁")),
        ("state", _lazy("状态")),
        ("sent_at", _lazy("发出")),
        ("body", _lazy("机关")),
    )
    searched = ("item__title", "audience")
    empty = _lazy("还没有推送。")
    add_permission = DISPATCH
    add_url_name = "supervision:new-dispatch"
    add_label = _lazy("发短信或者推送")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("body", "item")

    def cells(self, record: Dispatch) -> list[Any]:
        sent = f"{timezone.localtime(record.sent_at):%Y-%m-%d %H:%M}" if record.sent_at else ""
        return [
            record.item.title,
            record.get_way_display(),
            record.audience,
            record.get_state_display(),
            sent,
            record.body.short_name,
        ]

    def row(self, record: Dispatch) -> dict[str, Any]:
        tone = "late" if record.state == DispatchState.FAILED else ""
        return {**super().row(record), "tone": tone}


class OneDispatch(OneRecord):
    """About one dispatch."""

    model = Dispatch
    list_url, list_label = "supervision:dispatches", _lazy("短信和推送")
    sheet_url = "supervision:dispatch"

    def get_records(self) -> Any:
        return super().get_records().select_related("item", "body", "entered_by")


class DispatchSheet(OneDispatch, RecordSheet):
    """One, with its receipt."""

    def state(self) -> tuple[str, bool]:
        return self.record.get_state_display(), self.record.state == DispatchState.FAILED

    def buttons(self) -> list[Button]:
        if self.record.state != DispatchState.FAILED or not self.user.may(
            DISPATCH, self.record.body
        ):
            return []
        return [Button(_("重发"), reverse("supervision:retry-dispatch", args=[self.record.pk]))]

    def facts(self) -> list[tuple[Any, Any]]:
        dispatch = self.record
        sent = f"{timezone.localtime(dispatch.sent_at):%Y-%m-%d %H:%M}" if dispatch.sent_at else ""
        return [
            (_("机关"), dispatch.body),
            (_("信息"), dispatch.item.title),
            (_("发到"), dispatch.get_way_display()),
            (_("发给谁（群组名称）"), dispatch.audience),
            (_("发出时间"), sent),
            (_("回执"), dispatch.receipt),
            (_("原因"), dispatch.failure),
            (_("试了几次"), dispatch.tries),
        ]

    def blocks(self) -> list[Block]:
        return [Block(_("短信内容"), self.record.text)] if self.record.text else []


class NewDispatchScreen(NewRecordScreen):
    """Put an item on its way."""

    permission = DISPATCH
    page_title = _lazy("发短信或者推送")
    form_class = DispatchForm
    parent_crumbs = (("supervision:dispatches", _lazy("短信和推送")),)
    submit_label = _lazy("排入发送")
    done_message = _lazy("已排入，几分钟内发出；21 时至次日 8 时的短信早上发。")

    def get_bodies(self) -> Any:
        return PublicBody.objects.public().filter(pk__in=self.user.bodies_where(DISPATCH))

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("item", "")
        initial: dict[str, Any] = {"way": DispatchWay.SMS}
        item = (
            ItemPage.objects.public().filter(pk=int(asked)).first() if asked.isdecimal() else None
        )
        if item is None:
            return initial
        try:
            source = source_of(
                item, address=public_address(item.url or "/") or "", on=timezone.localdate()
            )
            initial["text"] = text_message(source)
        except ValidationError:
            # The form says why when it is sent.
            initial["text"] = ""
        return {**initial, "item": item.pk}

    def act(self, form: DispatchForm) -> Dispatch:
        return queue_dispatch(acting_user=self.user, at=timezone.now(), **form.cleaned_data)

    def get_next_url(self, result: Dispatch) -> str:
        return reverse("supervision:dispatch", args=[result.pk])


class RetryDispatchScreen(OneDispatch, FormScreen):
    """Again."""

    permission = DISPATCH
    page_title = _lazy("重发")
    form_class = ReasonForm
    submit_label = _lazy("重发")
    done_message = _lazy("已重新排入。")

    def act(self, form: ReasonForm) -> Dispatch:
        return retry_dispatch(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )

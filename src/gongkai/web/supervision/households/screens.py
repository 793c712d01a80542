"""Screens about look-ups: the county's switch, the township's lists, the sheet with the code and the risks."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.documents.tabular import Column, Sheet
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.tables import read_sheet
from gongkai.web.office.downloads import hand_out_in_pieces
from gongkai.web.office.errors import ActionError
from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.supervision.addresses import printed_code
from gongkai.web.supervision.households.actions import (
    LONGEST_DAYS,
    WRONG_A_NAME,
    WRONG_AN_HOUR,
    WRONG_IN_ALL,
    close_households,
    disable_households,
    enable_households,
    open_households,
    pack_households,
    shown_columns,
)
from gongkai.web.supervision.households.forms import EnableForm, OpenForm, PackForm
from gongkai.web.supervision.households.models import HouseholdLookup, HouseholdPermit
from gongkai.web.supervision.households.page_pack import page_pack_pieces
from gongkai.web.supervision.permissions import (
    ENABLE_HOUSEHOLDS,
    OPEN_HOUSEHOLDS,
    SEE_RECORDS,
)
from gongkai.web.supervision.registers import (
    Button,
    NewRecordScreen,
    OneRecord,
    RecordList,
    RecordSheet,
)

MOST = 20_000
VILLAGE = Column("village", ("村", "村名", "行政村", "所在村", "村（社区）", "村社区", "所属村"))
NAME = Column("name", ("姓名", "户主姓名", "农户姓名", "补贴对象", "户主"), required=True)
NUMBER = Column(
    "number",
    ("身份证号码", "身份证号", "公民身份号码", "证件号码", "户主身份证号", "户主身份证号码"),
    required=True,
)


class Lookups(RecordList):
    """Look-ups that are or were open."""

    page_title = _lazy("到户查询")
    model = HouseholdLookup
    sheet_url = "supervision:household-lookup"
    template_name = "supervision/households.html"
    columns = (
        ("title", _lazy("查询")),
        ("state", _lazy("状态")),
        ("closes_on", _lazy("关闭日期")),
        ("households", _lazy("户数")),
        ("found", _lazy("查到")),
        ("wrong", _lazy("查错")),
        ("body", _lazy("机关")),
    )
    searched = ("title",)
    empty = _lazy("没有开放过到户查询。")
    add_permission = OPEN_HOUSEHOLDS
    add_url_name = "supervision:open-households"
    add_label = _lazy("开放一份名单")

    def cells(self, record: HouseholdLookup) -> list[Any]:
        return [
            record.title,
            state_of(record),
            (record.closed_on or record.closes_on).isoformat(),
            record.households,
            record.found,
            record.wrong,
            record.body.short_name,
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            may_enable=self.user.may(ENABLE_HOUSEHOLDS, None),
            may_pack=self.user.may(OPEN_HOUSEHOLDS, None),
            **kwargs,
        )


def state_of(lookup: HouseholdLookup) -> str:
    """In a word."""
    if lookup.closed_on is not None or lookup.closes_on <= timezone.localdate():
        return _("已关闭，数据已销毁")
    return _("查错过多，已停") if lookup.wrong >= WRONG_IN_ALL else _("开放中")


class OneLookup(OneRecord):
    """About one look-up."""

    model = HouseholdLookup
    list_url, list_label = "supervision:households", _lazy("到户查询")
    sheet_url = "supervision:household-lookup"


class LookupSheet(OneLookup, RecordSheet):
    """One look-up; nothing of any household."""

    def state(self) -> tuple[str, bool]:
        return state_of(self.record), False

    def buttons(self) -> list[Button]:
        lookup = self.record
        if lookup.closed_on is not None:
            return []
        found = [
            Button(_("打印二维码"), reverse("supervision:household-poster", args=[lookup.pk]), True)
        ]
        if self.user.may(OPEN_HOUSEHOLDS, lookup.body):
            url = reverse("supervision:close-households", args=[lookup.pk])
            found.append(Button(_("关闭并销毁数据"), url, True))
        return found

    def facts(self) -> list[tuple[Any, Any]]:
        lookup = self.record
        return [
            (_("机关"), lookup.body),
            (_("名单"), lookup.item.title),
            (_("显示的列"), "、".join(lookup.columns)),
            (_("开放日期"), lookup.opens_on.isoformat()),
            (_("关闭日期"), (lookup.closed_on or lookup.closes_on).isoformat()),
            (_("户数"), lookup.households),
            (_("查到次数"), lookup.found),
            (_("查错次数"), lookup.wrong),
        ]


class OpenScreen(NewRecordScreen):
    """Open a list."""

    permission = OPEN_HOUSEHOLDS
    page_title = _lazy("开放到户查询")
    form_class = OpenForm
    parent_crumbs = (("supervision:households", _lazy("到户查询")),)
    submit_label = _lazy("加密并开放")

    def get_bodies(self) -> Any:
        return PublicBody.objects.public().filter(pk__in=self.user.bodies_where(OPEN_HOUSEHOLDS))

    def act(self, form: OpenForm) -> HouseholdLookup:
        values = dict(form.cleaned_data)
        file = values.pop("file")
        sheet, columns = read_payments(file.read(), file.name)
        return open_households(
            acting_user=self.user,
            at=timezone.now(),
            sheet=sheet,
            name_field=NAME.field,
            number_field=NUMBER.field,
            columns=columns,
            **values,
        )

    def get_done_message(self, result: HouseholdLookup) -> str:
        return _("已开放 {number} 户，显示：{columns}。名单文件没有保存。").format(
            number=result.households, columns="、".join(result.columns)
        )

    def get_next_url(self, result: HouseholdLookup) -> str:
        return reverse("supervision:household-lookup", args=[result.pk])


def read_payments(data: bytes, name: str) -> tuple[Sheet, list[tuple[str, str]]]:
    """A payment list with the columns that may be shown, as pairs of field and head."""
    found = read_sheet(data, name, (NAME, NUMBER, VILLAGE), most=MOST)
    heads = shown_columns([cell.text for cell in found.unknown])
    if not heads:
        raise ActionError({"file": _("没有可以显示的列：表里要有金额、项目、面积或日期这样的列。")})
    columns = [(f"column_{at}", head) for at, head in enumerate(heads)]
    known = (NAME, NUMBER, VILLAGE, *(Column(field, (head,)) for field, head in columns))
    return read_sheet(data, name, known, most=MOST), columns


class PackScreen(OpenScreen):
    """A folder for each village, to be taken away; nothing of it stays here."""

    page_title = _lazy("制作离线到户查询")
    form_class = PackForm
    submit_label = _lazy("加密并下载")

    def form_valid(self, form: PackForm) -> HttpResponseBase:
        values = dict(form.cleaned_data)
        file, _accepted = values.pop("file"), values.pop("accept")
        try:
            sheet, columns = read_payments(file.read(), file.name)
            villages, pack = pack_households(
                acting_user=self.user,
                at=timezone.now(),
                sheet=sheet,
                columns=columns,
                fields=(NAME.field, NUMBER.field, VILLAGE.field),
                **values,
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        return hand_out_in_pieces(page_pack_pieces(villages, pack), f"{pack.title}离线到户查询.zip")


class CloseScreen(OneLookup, FormScreen):
    """Shut it."""

    permission = OPEN_HOUSEHOLDS
    page_title = _lazy("关闭到户查询")
    form_class = ReasonForm
    submit_label = _lazy("关闭并销毁数据")
    done_message = _lazy("已关闭，数据已销毁。")

    def act(self, form: ReasonForm) -> HouseholdLookup:
        return close_households(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class LookupPoster(OneLookup, ScreenView):
    """A sheet with the code."""

    permission = SEE_RECORDS
    template_name = "supervision/household_poster.html"
    page_title = _lazy("到户查询二维码")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            lookup=self.record, **printed_code(f"/household/{self.record.pk}/"), **kwargs
        )


class Permits(ListScreen):
    """The county's switch for each body."""

    permission = ENABLE_HOUSEHOLDS
    page_title = _lazy("到户查询许可")
    parent_crumbs = (("supervision:households", _lazy("到户查询")),)
    columns = (("body", _lazy("机关")), ("state", _lazy("到户查询")))
    searched = ("name", "short_name")

    def get_queryset(self) -> Any:
        enabled = HouseholdPermit.objects.filter(body=OuterRef("pk"), ends_on=None)
        return (
            PublicBody.objects.public()
            .filter(pk__in=self.user.bodies_where(ENABLE_HOUSEHOLDS))
            .annotate(is_enabled=Exists(enabled))
        )

    def row(self, record: Any) -> dict[str, Any]:
        name = "disable-households" if record.is_enabled else "enable-households"
        return {
            "url": reverse(f"supervision:{name}", args=[record.pk]),
            "cells": [record.name, _("已启用") if record.is_enabled else _("未启用")],
        }


class OfABody:
    """About one body."""

    kwargs: dict[str, Any]

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get_next_url(self, result: Any) -> str:
        return reverse("supervision:household-permits")


class EnableScreen(OfABody, FormScreen):
    """Switch on."""

    permission = ENABLE_HOUSEHOLDS
    page_title = _lazy("启用到户查询")
    form_class = EnableForm
    template_name = "supervision/enable_households.html"
    submit_label = _lazy("启用")
    done_message = _lazy("已启用。")

    def act(self, form: EnableForm) -> HouseholdPermit:
        return enable_households(
            self.body,
            acting_user=self.user,
            at=timezone.now(),
            on=timezone.localdate(),
            **form.cleaned_data,
        )


class DisableScreen(OfABody, FormScreen):
    """Switch off: everything that is open is shut and destroyed."""

    permission = ENABLE_HOUSEHOLDS
    page_title = _lazy("停用到户查询")
    form_class = ReasonForm
    submit_label = _lazy("停用并销毁数据")
    done_message = _lazy("已停用，开放中的查询都已关闭。")

    def act(self, form: ReasonForm) -> HouseholdPermit:
        return disable_households(
            self.body,
            acting_user=self.user,
            at=timezone.now(),
            on=timezone.localdate(),
            **form.cleaned_data,
        )


class RiskSheet(OfABody, ScreenView):
    """The risks on a sheet, for print and signature."""

    permission = SEE_RECORDS
    template_name = "supervision/household_risk.html"
    page_title = _lazy("到户查询风险评估表")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            body=self.body,
            day=timezone.localdate(),
            an_hour=WRONG_AN_HOUR,
            a_name=WRONG_A_NAME,
            in_all=WRONG_IN_ALL,
            days=LONGEST_DAYS,
            **kwargs,
        )

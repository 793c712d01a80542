"""Screens about accountability."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.statute.citations import resolve
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.screens import FormScreen
from gongkai.web.supervision.accountability.actions import (
    close_accountability,
    enter_accountability,
)
from gongkai.web.supervision.accountability.models import (
    BASES,
    Accountability,
    LiabilityMeasure,
    LiabilitySource,
)
from gongkai.web.supervision.permissions import HOLD_ACCOUNTABLE
from gongkai.web.supervision.registers import (
    Block,
    BodyForm,
    Button,
    NewRecordScreen,
    OneRecord,
    RecordList,
    RecordSheet,
)


class AccountabilityForm(BodyForm):
    """One line of the register."""

    opened_on = forms.DateField(label=_lazy("日期"), widget=AdminDateInput)
    source = forms.ChoiceField(label=_lazy("来源"), choices=LiabilitySource.choices)
    source_number = forms.CharField(
        label=_lazy("来源编号"),
        required=False,
        max_length=60,
        help_text=_lazy("例：投诉登记号、复议决定书文号"),
    )
    measure = forms.ChoiceField(label=_lazy("方式"), choices=LiabilityMeasure.choices)
    basis = forms.ChoiceField(label=_lazy("依据"))
    about = forms.CharField(
        label=_lazy("责任站所和岗位"), max_length=100, help_text=_lazy("不写姓名")
    )
    fault = forms.CharField(
        label=_lazy("存在的问题"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened_on"].initial = timezone.localdate()
        self.fields["basis"].choices = [(basis, str(resolve(basis))) for basis in BASES]


class CloseForm(forms.Form):
    """It is mended."""

    on = forms.DateField(label=_lazy("整改完成日期"), widget=AdminDateInput)
    result = forms.CharField(
        label=_lazy("整改结果"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class Accountabilities(RecordList):
    """The register."""

    page_title = _lazy("追责问责")
    model = Accountability
    sheet_url = "supervision:accountability"
    columns = (
        ("about", _lazy("责任站所和岗位")),
        ("measure", _lazy("方式")),
        ("source", _lazy("来源")),
        ("on", _lazy("日期")),
        ("closed", _lazy("整改完成")),
        ("body", _lazy("机关")),
    )
    searched = ("about", "fault")
    empty = _lazy("没有追责问责；年度报告可以写“全年未发生追责问责情况”。")
    add_permission = HOLD_ACCOUNTABLE
    add_url_name = "supervision:enter-accountability"
    add_label = _lazy("登记")

    def cells(self, record: Accountability) -> list[Any]:
        return [
            record.about,
            record.get_measure_display(),
            record.get_source_display(),
            record.opened_on.isoformat(),
            record.closed_on.isoformat() if record.closed_on else "",
            record.body.short_name,
        ]


class OneAccountability(OneRecord):
    """About one line."""

    model = Accountability
    list_url, list_label = "supervision:accountabilities", _lazy("追责问责")
    sheet_url = "supervision:accountability"


class AccountabilitySheet(OneAccountability, RecordSheet):
    """One line."""

    def state(self) -> tuple[str, bool]:
        done = self.record.closed_on is not None
        return (_("已整改") if done else _("整改中")), not done

    def buttons(self) -> list[Button]:
        if self.record.closed_on or not self.user.may(HOLD_ACCOUNTABLE, self.record.body):
            return []
        url = reverse("supervision:close-accountability", args=[self.record.pk])
        return [Button(_("登记整改完成"), url)]

    def facts(self) -> list[tuple[Any, Any]]:
        entry = self.record
        source = f"{entry.get_source_display()} {entry.source_number}".strip()
        return [
            (_("机关"), entry.body),
            (_("日期"), entry.opened_on.isoformat()),
            (_("来源"), source),
            (_("方式"), entry.get_measure_display()),
            (_("依据"), str(resolve(entry.basis))),
            (_("整改完成日期"), entry.closed_on.isoformat() if entry.closed_on else ""),
        ]

    def blocks(self) -> list[Block]:
        found = [Block(_("存在的问题"), self.record.fault)]
        if self.record.result:
            found.append(Block(_("整改结果"), self.record.result))
        return found


class EnterAccountabilityScreen(NewRecordScreen):
    """Enter one."""

    permission = HOLD_ACCOUNTABLE
    page_title = _lazy("登记追责问责")
    form_class = AccountabilityForm
    parent_crumbs = (("supervision:accountabilities", _lazy("追责问责")),)

    def get_bodies(self) -> Any:
        return PublicBody.objects.public().filter(pk__in=self.user.bodies_where(HOLD_ACCOUNTABLE))

    def act(self, form: AccountabilityForm) -> Accountability:
        return enter_accountability(acting_user=self.user, at=timezone.now(), **form.cleaned_data)

    def get_next_url(self, result: Accountability) -> str:
        return reverse("supervision:accountability", args=[result.pk])


class CloseAccountabilityScreen(OneAccountability, FormScreen):
    """It is mended."""

    permission = HOLD_ACCOUNTABLE
    page_title = _lazy("登记整改完成")
    form_class = CloseForm
    done_message = _lazy("已登记。")

    def act(self, form: CloseForm) -> Accountability:
        return close_accountability(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )

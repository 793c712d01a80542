"""Screens about numbers: table three as it stands, the register, the months without requests."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views import View

from gongkai.statute.receipt import Door
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.counting.actions import doors_in, export_register, sign_none
from gongkai.web.casework.counting.choices import choices_of
from gongkai.web.casework.counting.fees import fee_events, summed
from gongkai.web.casework.counting.importing import Entered, import_register
from gongkai.web.casework.counting.models import NoneReceived
from gongkai.web.casework.counting.rules import RULES
from gongkai.web.casework.counting.table import count, table_rows
from gongkai.web.casework.permissions import HANDLE, SEE_APPLICANT, SEE_CASES
from gongkai.web.casework.requests.models import applicant_columns
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import FormScreen, GuardedView, ScreenView


def own_bodies(user: Any, permission: Any = SEE_CASES) -> Any:
    """Bodies that answer for themselves and whose cases this user may see."""
    return PublicBody.objects.public().filter(pk__in=user.bodies_where(permission))


class CountsScreen(ScreenView):
    """Table three of a year, with the rules by which it was counted."""

    permission = SEE_CASES
    page_title = _lazy("申请统计")
    template_name = "casework/counts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bodies = list(own_bodies(self.request.user))
        today = timezone.localdate()
        year = _year(self.request.GET.get("year"), today)
        wanted = self.request.GET.get("body")
        body = next(
            (each for each in bodies if str(each.pk) == wanted), bodies[0] if bodies else None
        )
        found = count(body, year, settings=choices_of(body, year)) if body else {}
        columns = [*applicant_columns(), ("total", _("总计"))]
        rows = table_rows()
        fees = fee_events(body, year) if body else []
        return super().get_context_data(
            bodies=bodies,
            chosen=body,
            year=year,
            years=range(today.year, today.year - 5, -1),
            heads=[label for _code, label in columns],
            rows=[
                (
                    label,
                    [
                        (found.get((row, code), 0), _cell_address(body, year, row, code))
                        for code, _l in columns
                    ],
                )
                for row, label in rows
            ],
            ledger=summed(fees, year) if body else None,
            fees=fees,
            rules=RULES.values(),
            may_see_who=body is not None and self.request.user.may(SEE_APPLICANT, body),
            may_import=self.request.user.may(HANDLE, None),
            **kwargs,
        )


def _cell_address(body: PublicBody | None, year: int, row: str, column: str) -> str:
    """The list of the cases that stand in a cell."""
    if body is None:
        return ""
    asked = {"body": body.pk, "year": year, "cell": f"{row}.{column}"}
    return f"{reverse('casework:list')}?{urlencode(asked)}"


def _year(text: str | None, today: date) -> int:
    return int(text) if text and text.isdecimal() and len(text) == 4 else today.year


class RegisterExport(GuardedView, View):
    """The register of a year as xlsx."""

    permission = SEE_CASES

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        year = self.kwargs["year"]
        if not 2019 <= year <= 2100:
            raise Http404
        whole = "whole" in request.GET and request.user.may(SEE_APPLICANT, self.body)
        content = export_register(
            self.body, acting_user=request.user, at=timezone.now(), year=year, whole=whole
        )
        return hand_out(content, f"{self.body.short_name}依申请公开台账{year}.xlsx")


class ImportForm(forms.Form):
    """A register kept by hand."""

    body = forms.ModelChoiceField(PublicBody.objects.none(), label=_lazy("机关"), empty_label=None)
    file = forms.FileField(
        label=_lazy("台账（Excel）"),
        help_text=_lazy(
            "要有申请人、收到日期、申请内容三列；还认申请编号、申请人情况、联系电话、渠道、类型、办理结果、办结日期、文号；这里导出的台账（全件）可以原样导入"
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.et,.ods,.csv"}),
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies


class ImportRegisterScreen(FormScreen):
    """Take over a register; all rows or none."""

    permission = HANDLE
    page_title = _lazy("导入台账")
    form_class = ImportForm
    parent_crumbs = (("casework:counts", _lazy("申请统计")),)
    submit_label = _lazy("核对并导入")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "bodies": own_bodies(self.request.user, HANDLE)}

    def act(self, form: ImportForm) -> Entered:
        file = form.cleaned_data["file"]
        return import_register(
            form.cleaned_data["body"],
            acting_user=self.request.user,
            at=timezone.now(),
            name=file.name,
            data=file.read(),
        )

    def get_done_message(self, result: Entered) -> str:
        return _("导入{made}件；已有的{known}件没有重复导入。").format(
            made=result.made, known=result.known
        )

    def get_next_url(self, result: Entered) -> str:
        return reverse("casework:counts")


class NoneForm(forms.Form):
    """The doors somebody looked at."""

    doors = forms.MultipleChoiceField(
        label=_lazy("查看过、没有收到申请的渠道"),
        choices=[(door.value, door.label) for door in Door],
        widget=forms.CheckboxSelectMultiple,
    )


class NoneReceivedList(ScreenView):
    """Which months are signed for, by body."""

    permission = SEE_CASES
    page_title = _lazy("本月无申请")
    template_name = "casework/none_received.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        months, day = [], today.replace(day=1)
        for _number in range(12):
            day = (day.replace(day=1) - date.resolution).replace(day=1)
            months.append(day)
        bodies = list(own_bodies(self.request.user))
        signed: dict[tuple[int, date], int] = {}
        for each in NoneReceived.objects.filter(
            body__in=bodies, month__in=months, contradicted_at=None
        ):
            signed[each.body_id, each.month] = signed.get((each.body_id, each.month), 0) + 1
        rows = [
            (
                body,
                month,
                signed.get((body.pk, month), 0),
                self.request.user.may(HANDLE, body),
            )
            for body in bodies
            for month in months
        ]
        return super().get_context_data(rows=rows, **kwargs)


class SignNoneScreen(FormScreen):
    """Sign for one month of one body."""

    keeps_typing = True
    permission = HANDLE
    page_title = _lazy("确认本月无申请")
    form_class = NoneForm
    parent_crumbs = (("casework:none-received", _lazy("本月无申请")),)
    submit_label = _lazy("签字确认")
    done_message = _lazy("已确认。")

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    @cached_property
    def month(self) -> date:
        try:
            return date(self.kwargs["year"], self.kwargs["month"], 1)
        except ValueError as error:
            raise Http404 from error

    def get_body(self) -> PublicBody:
        return self.body

    def get_page_title(self) -> str:
        return _("确认{body}{year}年{month}月无申请").format(
            body=self.body.short_name, year=self.month.year, month=self.month.month
        )

    def get_form(self, form_class: Any = None) -> forms.Form:
        form = super().get_form(form_class)
        form.fields["doors"].choices = [
            (door.value, door.label)
            for door, came, signed in doors_in(self.body, self.month)
            if not came and signed is None
        ]
        return form

    def act(self, form: NoneForm) -> list[NoneReceived]:
        return sign_none(
            self.body,
            acting_user=self.request.user,
            at=timezone.now(),
            month=self.month,
            doors=[Door.named(code) for code in form.cleaned_data["doors"]],
        )

    def get_next_url(self, result: Any) -> str:
        return reverse("casework:none-received")

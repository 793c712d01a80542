"""Screens of the registers: a year's lines, one more, a workbook full, struck out, signed as complete."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.permissions import Permission
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.errors import ActionError
from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.reporting.permissions import FILE_REPORT
from gongkai.web.reporting.registers.actions import (
    Entered,
    Imported,
    enter_line,
    import_lines,
    sign_register,
    strike_line,
)
from gongkai.web.reporting.registers.forms import BureauListForm, LineForm, LinesFileForm
from gongkai.web.reporting.registers.models import (
    KEPT_HERE,
    MONEY,
    RegisterKind,
    RegisterLine,
    RegisterSigned,
    lines_of,
)
from gongkai.web.reporting.registers.reconciling import RECONCILED, reconcile
from gongkai.web.reporting.registers.workbook import as_workbook
from gongkai.web.reporting.years import OfYear


class OfRegister(OfYear):
    """A screen about a kind's register of a year."""

    permission: Permission | None = FILE_REPORT
    kinds: tuple[RegisterKind, ...] = KEPT_HERE

    @cached_property
    def kind(self) -> RegisterKind:
        for kind in self.kinds:
            if kind.value == self.kwargs["kind"]:
                return kind
        raise Http404

    def address(self, name: str = "register") -> str:
        """Of a screen about the same register."""
        return reverse(f"reporting:{name}", args=[self.body.pk, self.kind, self.year])

    def get_title(self) -> str:
        """Of the register."""
        return _("{body} {year} 年{kind}台账").format(
            body=self.body.short_name, year=self.year, kind=self.kind.label
        )

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        figures = reverse("reporting:figures", args=[self.body.pk, self.year])
        return [
            *super().get_parent_crumbs(),
            (figures, _("{year} 年统计").format(year=self.year)),
            (self.address(), self.get_title()),
        ]

    def get_next_url(self, result: Any) -> str:
        return self.address()


class RegisterScreen(OfRegister, ListScreen):
    """The lines of a year."""

    template_name = "reporting/register.html"
    empty = _lazy("还没有登记。")

    @property
    def columns(self) -> tuple[tuple[str, Any], ...]:  # type: ignore[override]
        money = self.kind in MONEY
        ended = self.kind == RegisterKind.NORMATIVE
        return (
            ("number", _("文号")),
            ("on", _("日期")),
            ("title", _("名称")),
            *((("amount", _("金额（元）")),) if money else ()),
            *((("ended_on", _("废止、失效日期")),) if ended else ()),
            ("source", _("来源")),
        )

    def get_page_title(self) -> str:
        return self.get_title()

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return super().get_parent_crumbs()[:-1]

    def get_queryset(self) -> QuerySet[RegisterLine]:
        return lines_of(self.body, self.kind, self.year)

    def row(self, record: RegisterLine) -> dict[str, Any]:
        values = {
            "number": str(record),
            "on": record.on.isoformat(),
            "title": record.title,
            "amount": str(record.amount),
            "ended_on": record.ended_on.isoformat() if record.ended_on else "",
            "source": record.source,
        }
        return {
            "url": reverse("reporting:strike-line", args=[record.pk]),
            "cells": [values[name] for name, _label in self.columns],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            addresses={
                name: self.address(f"{name}-register" if name != "enter" else "enter-line")
                for name in ("enter", "import", "sign", "export")
            },
            signed=RegisterSigned.objects.filter(body=self.body, kind=self.kind, year=self.year)
            .select_related("signed_by")
            .first(),
            lines=lines_of(self.body, self.kind, self.year).count(),
            reconcile=self.address("reconcile-register") if self.kind in RECONCILED else "",
            year=self.year,
            may_sign=self.year < timezone.localdate().year,
            **{key: value for key, value in kwargs.items() if key not in {"pk", "year", "kind"}},
        )


class EnterLineScreen(OfRegister, FormScreen):
    """One more line."""

    form_class = LineForm
    submit_label = _lazy("登记")
    done_message = _lazy("已登记。")

    def get_page_title(self) -> str:
        return _("登记{kind}").format(kind=self.kind.label)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kind": self.kind}

    def act(self, form: forms.Form) -> RegisterLine:
        return enter_line(
            self.body,
            self.kind,
            acting_user=self.user,
            at=timezone.now(),
            line=Entered(**form.cleaned_data),
        )


class ImportRegisterScreen(OfRegister, FormScreen):
    """A workbook full of lines."""

    form_class = LinesFileForm
    submit_label = _lazy("导入")

    def get_page_title(self) -> str:
        return _("导入{kind}台账").format(kind=self.kind.label)

    def act(self, form: forms.Form) -> Imported:
        file = form.cleaned_data["file"]
        return import_lines(
            self.body,
            self.kind,
            acting_user=self.user,
            at=timezone.now(),
            name=file.name,
            data=file.read(),
            sure=form.cleaned_data["sure"],
        )

    def get_done_message(self, result: Imported) -> str:
        told = _("登记 {made} 行，{known} 行已在台账里。").format(
            made=result.made, known=result.known
        )
        if result.repeated:
            told += _(
                "第 {rows} 行没有文号，与别的行完全相同，没有登记；确是另外几件的，只留这些行，勾选“已核对”再导入一次。"
            ).format(rows="、".join(map(str, result.repeated)))
        return told


class ReconcileScreen(OfRegister, FormScreen):
    """The justice bureau's list beside ours: what each has and the other has not."""

    kinds = RECONCILED
    form_class = BureauListForm
    template_name = "reporting/reconcile.html"
    submit_label = _lazy("核对")

    def get_page_title(self) -> str:
        return _("与司法行政部门的名单核对：{kind}").format(kind=self.kind.label)

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        crumbs = super().get_parent_crumbs()
        return crumbs if self.kind in KEPT_HERE else crumbs[:-1]

    def form_valid(self, form: forms.Form) -> HttpResponse:
        file = form.cleaned_data["file"]
        try:
            found = reconcile(
                self.body,
                self.kind,
                self.year,
                acting_user=self.user,
                at=timezone.now(),
                name=file.name,
                data=file.read(),
            )
        except ActionError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, found=found))


class ExportRegister(OfRegister, ScreenView):
    """The register as a workbook; without lines the form to be filled in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        lines = lines_of(self.body, self.kind, self.year).order_by("on", "pk")
        content = as_workbook(self.kind, lines)
        return hand_out(content, f"{self.get_title()}.xlsx")


class SignRegisterScreen(OfRegister, FormScreen):
    """Say that the register is complete; of disputes, that they were compared with the justice bureau's list."""

    kinds = tuple(RegisterKind)
    form_class = forms.Form
    template_name = "reporting/sign_register.html"
    submit_label = _lazy("确认登记完毕")
    done_message = _lazy("已确认。")

    def get_page_title(self) -> str:
        return _("确认{title}登记完毕").format(title=self.get_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            lines=lines_of(self.body, self.kind, self.year).count(),
            is_kept=self.kind in KEPT_HERE,
            **kwargs,
        )

    def get_next_url(self, result: Any) -> str:
        if self.kind in KEPT_HERE:
            return super().get_next_url(result)
        return reverse("reporting:figures", args=[self.body.pk, self.year])

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        crumbs = super().get_parent_crumbs()
        return crumbs if self.kind in KEPT_HERE else crumbs[:-1]

    def act(self, form: forms.Form) -> RegisterSigned:
        return sign_register(
            self.body, self.kind, self.year, acting_user=self.user, at=timezone.now()
        )


class StrikeLineScreen(FormScreen):
    """Strike out a line entered by mistake."""

    permission = FILE_REPORT
    form_class = ReasonForm
    template_name = "reporting/line.html"
    submit_label = _lazy("划去这一行")
    done_message = _lazy("已划去。")

    @cached_property
    def line(self) -> RegisterLine:
        lines = RegisterLine.objects.standing().select_related("body", "entered_by")
        return get_object_or_404(lines, pk=self.kwargs["pk"])

    def get_body(self) -> Any:
        return self.line.body

    def get_page_title(self) -> str:
        return str(self.line)

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(self.get_next_url(None), self.line.get_kind_display())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(line=self.line, **kwargs)

    def act(self, form: forms.Form) -> RegisterLine:
        return strike_line(self.line, acting_user=self.user, at=timezone.now(), **form.cleaned_data)

    def get_next_url(self, result: Any) -> str:
        line = self.line
        return reverse("reporting:register", args=[line.body_id, line.kind, line.on.year])

"""Decide whether what was asked for becomes public for everybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.casework.decisions.models import ProactiveRelease
from gongkai.web.casework.decisions.proactive import asked_by, decide_proactive
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.screens import OneCase
from gongkai.web.office.screens import FormScreen


class ProactiveForm(forms.Form):
    """Where it is public now, or why it is not."""

    on = forms.DateField(label=_lazy("决定日期"), widget=AdminDateInput)
    address = forms.CharField(label=_lazy("已经公开的网址"), max_length=300, required=False)
    reason = forms.CharField(label=_lazy("不转为主动公开的理由"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class ProactiveScreen(OneCase, FormScreen):
    """The decision under article 44."""

    permission = HANDLE
    form_class = ProactiveForm
    done_message = _lazy("已登记。")

    def get_page_title(self) -> str:
        return _("转为主动公开（{number}人申请过）").format(number=asked_by(self.case))

    def act(self, form: ProactiveForm) -> ProactiveRelease:
        return decide_proactive(
            self.case, acting_user=self.request.user, at=timezone.now(), **form.cleaned_data
        )

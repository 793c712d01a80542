"""The screen on which consent to electronic delivery is recorded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.casework.consents.actions import record_electronic_consent
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.actions.register import LONGEST_FACT
from gongkai.web.casework.requests.forms import WithProof
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.screens import OneCase
from gongkai.web.office.screens import FormScreen


class ConsentForm(WithProof, forms.Form):
    """When the applicant agreed to electronic delivery, and where to."""

    on = forms.DateField(label=_lazy("申请人同意的日期"), widget=AdminDateInput)
    address = forms.CharField(
        label=_lazy("申请人确认的地址（邮箱、传真号、手机号）"), max_length=LONGEST_FACT
    )
    proof = forms.FileField(label=_lazy("送达地址确认书的扫描件"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class ConsentScreen(OneCase, FormScreen):
    """The applicant agrees to electronic delivery."""

    permission = HANDLE
    page_title = _lazy("登记同意电子送达")
    form_class = ConsentForm
    done_message = _lazy("已登记；此后可以电子送达，以到达对方系统之日为送达之日。")

    def act(self, form: forms.Form) -> DisclosureRequest:
        return record_electronic_consent(
            self.case, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )

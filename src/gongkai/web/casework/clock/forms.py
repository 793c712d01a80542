"""Forms about events and holiday notices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.statute.event_codes import OrderedBy, Position, Weight
from gongkai.web.casework.clock.workflow import WorkStep
from gongkai.web.casework.requests.forms import WithProof
from gongkai.web.casework.requests.models import DisclosureRequest

ORDERED_BY = {OrderedBy.REVIEW: _lazy("行政复议决定"), OrderedBy.COURT: _lazy("人民法院判决")}


class EventForm(WithProof, forms.Form):
    """One event: its day, what the statute asks of it, and what proves it."""

    on = forms.DateField(label=_lazy("日期"), widget=AdminDateInput)
    note = forms.CharField(label=_lazy("说明"), max_length=300, required=False)
    proof = forms.FileField(label=_lazy("凭证（扫描件、照片）"), required=False)

    def __init__(
        self,
        *args: Any,
        step: WorkStep,
        refs: list[tuple[str, str]],
        positions: Iterable[Position] = Position,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        asked = {
            "good_reason": lambda: forms.CharField(
                label=_lazy("逾期的正当理由"), max_length=200, required=False
            ),
            "ref": lambda: forms.ChoiceField(label=_lazy("哪一份征求意见书"), choices=refs),
            "position": lambda: forms.ChoiceField(
                label=_lazy("意见"), choices=[(each.value, each.label) for each in positions]
            ),
            "weight": lambda: forms.ChoiceField(
                label=_lazy("判断"),
                choices=[("", "——"), *((each.value, each.label) for each in Weight)],
            ),
            "reasons": lambda: forms.CharField(
                label=_lazy("判断的理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
            ),
            "approved_by": lambda: forms.CharField(
                label=_lazy("同意公开的负责人（不公开的不填）"), max_length=40, required=False
            ),
            "amount": lambda: forms.IntegerField(
                label=_lazy("实收金额（元）"), min_value=1, max_value=100_000_000
            ),
            "short_because": lambda: forms.CharField(
                label=_lazy("没有缴清而继续办理的理由（缴清的不填）"),
                max_length=200,
                required=False,
            ),
            "reason": lambda: forms.CharField(label=_lazy("理由"), max_length=200),
            "ordered_by": lambda: forms.ChoiceField(
                label=_lazy("由谁责令"),
                choices=[(each.value, label) for each, label in ORDERED_BY.items()],
            ),
            "days": lambda: forms.IntegerField(
                label=_lazy("限几个工作日（没有写明的不填）"), required=False, min_value=1
            ),
            "document": lambda: forms.CharField(label=_lazy("文号、案号"), max_length=100),
        }
        self.asked = step.asks
        for name in step.asks:
            self.fields[name] = asked[name]()
        self.order_fields(["on", *step.asks, "note", "proof"])

    def facts(self) -> dict[str, Any]:
        """What the statute's event takes."""
        return {name: self.cleaned_data[name] for name in self.asked if self.cleaned_data[name]}


class MergeForm(forms.Form):
    """Which case answers both."""

    into = forms.ModelChoiceField(
        DisclosureRequest.objects.none(), label=_lazy("并入哪一件"), empty_label=None
    )
    on = forms.DateField(label=_lazy("日期"), widget=AdminDateInput)
    note = forms.CharField(label=_lazy("理由（怎样告知了申请人）"), max_length=300)

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others
        self.fields["on"].initial = timezone.localdate()


class MovedDayForm(forms.Form):
    """That somebody knows the new last day."""

    told_on = forms.DateField(
        label=_lazy("告知申请人的日期"),
        widget=AdminDateInput,
        required=False,
        help_text=_lazy("已发出的文书（如延期告知书）写过原来的截止日的，先告知申请人，再填这一天"),
    )


class NoticeForm(forms.Form):
    """A notice as pasted; first read, then confirmed."""

    text = forms.CharField(
        label=_lazy("通知原文"),
        help_text=_lazy("从国务院网站整段粘贴：标题、各项安排、成文日期"),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=10_000,
    )
    confirmed = forms.BooleanField(
        label=_lazy("已与通知原文逐项核对无误"), required=False, widget=forms.HiddenInput
    )

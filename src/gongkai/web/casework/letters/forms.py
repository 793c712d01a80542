"""Forms about letters: their facts, their words, their way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.statute.event_codes import Channel
from gongkai.statute.outcomes import load_outcomes
from gongkai.web.casework.decisions.guide import FACTS, NO, QUESTIONS, UNKNOWN, YES
from gongkai.web.casework.letters.labels import DAYS, LABELS, LISTS, NUMBERS
from gongkai.web.casework.letters.models import channels
from gongkai.web.casework.letters.writing import asked_for
from gongkai.web.casework.requests.files import NewFile, check_file
from gongkai.web.casework.requests.models import FileKind
from gongkai.web.files.forms import ManyFilesField

SHORT = frozenset({"addressee", "approved_by", "archive", "earlier_number", "fee_amount"})


def fact_field(name: str, must: bool) -> forms.Field:
    """The field for a fact of a letter."""
    label = LABELS[name]
    if name in DAYS:
        return forms.DateField(label=label, widget=AdminDateInput, required=must)
    if name in NUMBERS:
        return forms.IntegerField(label=label, min_value=1, max_value=60, required=must)
    if name in SHORT:
        return forms.CharField(label=label, max_length=200, required=must)
    rows = 4 if name in LISTS else 2
    return forms.CharField(
        label=label, max_length=3000, required=must, widget=forms.Textarea(attrs={"rows": rows})
    )


class LetterFactsForm(forms.Form):
    """The facts of one kind of letter."""

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, must in asked_for(code):
            self.fields[name] = fact_field(name, must)


class GuideForm(forms.Form):
    """The seven questions; nothing is answered for the clerk."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.code] = forms.ChoiceField(
                label=question.text,
                help_text=question.why,
                choices=[(each.code, each.label) for each in question.choices],
                widget=forms.RadioSelect,
                required=False,
            )
        for name, label, _grounds in FACTS:
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=[(YES, _lazy("是")), (NO, _lazy("否")), (UNKNOWN, _lazy("还不知道"))],
                widget=forms.RadioSelect,
                required=False,
            )


class DecisionForm(forms.Form):
    """The facts of the answer, once the outcome is known; another outcome needs a reason."""

    def __init__(self, *args: Any, outcome: str, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, must in asked_for(code):
            if name != "search_record":
                self.fields[name] = fact_field(name, must)
        self.fields["chosen"] = forms.ChoiceField(
            label=_lazy("办理结果"),
            choices=[(each.id, each.label) for each in load_outcomes().values()],
            initial=outcome,
            widget=forms.HiddenInput,
        )


class ReviseForm(forms.Form):
    """The words of a draft, and what goes with it."""

    text = forms.CharField(
        label=_lazy("正文（一行一段）"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    files = ManyFilesField(label=_lazy("随文提供的文件（遮盖后的副本）"), required=False)

    def clean_files(self) -> list[NewFile]:
        return [
            check_file(FileKind.CONTENT, file.name, file.read())
            for file in self.cleaned_data["files"]
        ]


class OpinionForm(forms.Form):
    """What a reviewer says."""

    comment = forms.CharField(label=_lazy("意见"), max_length=300, required=False)


class ReviewForm(OpinionForm):
    """A review is a proof-reading too."""

    proofread = forms.BooleanField(label=_lazy("已逐字核对"), required=False)


class SendForm(forms.Form):
    """How, when, and what proves it."""

    channel = forms.ChoiceField(label=_lazy("送达方式"), choices=channels)
    on = forms.DateField(
        label=_lazy("送出日期"),
        widget=AdminDateInput,
        help_text=_lazy("当面交付、交邮、留置、发出、公告之日；邮寄以此日判断是否按时"),
    )
    signed_on = forms.DateField(
        label=_lazy("签收日期（还不知道的不填）"), widget=AdminDateInput, required=False
    )
    proof_words = forms.CharField(
        label=_lazy("凭证：邮件号码、签收人、见证人或者录像"), max_length=200, required=False
    )
    proof = forms.FileField(label=_lazy("凭证的扫描件、照片"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()

    def clean_proof(self) -> NewFile | None:
        file = self.cleaned_data["proof"]
        return check_file(FileKind.PROOF, file.name, file.read()) if file else None

    def clean_channel(self) -> Channel:
        return Channel.named(self.cleaned_data["channel"])


class ArrivalForm(forms.Form):
    """What the post brought back: the slip, or the letter."""

    on = forms.DateField(label=_lazy("日期"), widget=AdminDateInput)
    why = forms.CharField(label=_lazy("退回原因（退回的才填）"), max_length=200, required=False)

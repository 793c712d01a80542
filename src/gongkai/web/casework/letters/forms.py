"""Forms about letters: their facts, their words, their way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.statute.citations import in_series
from gongkai.statute.codelists import codelist
from gongkai.statute.event_codes import Channel
from gongkai.statute.outcomes import load_outcomes
from gongkai.web.casework.decisions.guide import FACTS, NO, QUESTIONS, UNKNOWN, YES
from gongkai.web.casework.decisions.models import CLASSIFIED
from gongkai.web.casework.letters.actions.paper import ANSWER, UNDER_WAY, PaperLetter
from gongkai.web.casework.letters.labels import (
    CHOICES,
    DAYS,
    FROM_ZERO,
    LABELS,
    LISTS,
    NUMBERS,
    OF_GROUND,
    ORGANISATION,
    SECRECY_REVIEW,
)
from gongkai.web.casework.letters.models import channels
from gongkai.web.casework.letters.receivers import RELATIONS, UNSEEN, Receiver
from gongkai.web.casework.letters.writing import asked_for
from gongkai.web.casework.requests.files import NewFile, check_file
from gongkai.web.casework.requests.forms import WithProof
from gongkai.web.casework.requests.models import FileKind, RequestFile
from gongkai.web.files.forms import ManyFilesField
from gongkai.web.office.errors import ActionError

RELATED = [("", "——"), *RELATIONS.items(), (UNSEEN, _lazy("回证上看不出"))]
SHORT = frozenset({"addressee", "approved_by", "archive", "earlier_number", "secrecy_reviewer"})


def fact_field(name: str, must: bool) -> forms.Field:
    """The field for a fact of a letter."""
    label = LABELS[name]
    if name in CHOICES:
        return forms.ChoiceField(
            label=label, choices=CHOICES[name], widget=forms.RadioSelect, required=must
        )
    if name in DAYS:
        return forms.DateField(label=label, widget=AdminDateInput, required=must)
    if name in NUMBERS:
        least = 0 if name in FROM_ZERO else 1
        return forms.IntegerField(
            label=label, min_value=least, max_value=NUMBERS[name], required=must
        )
    if name in SHORT:
        return forms.CharField(label=label, max_length=200, required=must)
    rows = 4 if name in LISTS else 2
    return forms.CharField(
        label=label, max_length=3000, required=must, widget=forms.Textarea(attrs={"rows": rows})
    )


class LetterFactsForm(forms.Form):
    """The facts of one kind of letter."""

    def __init__(
        self, *args: Any, code: str, refs: list[tuple[str, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, must in asked_for(code):
            if name == "ref":
                self.fields[name] = forms.ChoiceField(label=LABELS[name], choices=refs or [])
            else:
                self.fields[name] = fact_field(name, must)


class GuideForm(forms.Form):
    """The seven questions; nothing is answered for the clerk. Every answer is shown that may become one."""

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

    def __init__(
        self, *args: Any, outcome: str, code: str, ground: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, must in asked_for(code):
            if name != "search_record":
                required = must or (name, outcome) == ("over_objection", "disclosed_over_objection")
                self.fields[name] = fact_field(name, required)
        if ground in OF_GROUND:
            self.fields[OF_GROUND[ground]] = fact_field(OF_GROUND[ground], True)
        if "forbidding_law" in self.fields:
            self.fields["forbidding_law"].help_text = _("例：{laws}").format(
                laws="；".join(
                    f"{in_series(law.cites)}（{law.label}）" for law in codelist("forbidding_laws")
                )
            )
        if ground == CLASSIFIED:
            for name in SECRECY_REVIEW:
                self.fields[name] = fact_field(name, True)
        if outcome.startswith("withheld_"):
            self.fields["further"] = forms.MultipleChoiceField(
                label=_lazy("还有哪些理由"),
                help_text=_lazy(
                    "同样的内容还有别的理由，或者一件申请的几个事项理由不同的，都勾上，留在办件中。"
                ),
                choices=[
                    (ground, codelist("grounds")[ground].label)
                    for each in load_outcomes().values()
                    if each.id.startswith("withheld_") and each.id != outcome
                    for ground in each.grounds
                ],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
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
    files = ManyFilesField(
        label=_lazy("随文提供的文件（所给的材料；给纸质件的附所给各页的扫描件；遮盖后的副本）"),
        required=False,
    )
    take_out = forms.MultipleChoiceField(
        label=_lazy("不再随文提供"), required=False, widget=forms.CheckboxSelectMultiple
    )
    discard = forms.BooleanField(label=_lazy("这份草稿不要了，作废"), required=False)

    def __init__(self, *args: Any, enclosures: Iterable[RequestFile] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), each.name) for each in enclosures]
        if choices:
            self.fields["take_out"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["take_out"]

    def clean_files(self) -> list[NewFile]:
        return [
            check_file(FileKind.CONTENT, file.name, file.read())
            for file in self.cleaned_data["files"]
        ]


class SubmitForm(forms.Form):
    """Why the answer is not written as every answer is; asked only where something lacks."""

    because = forms.CharField(
        label=_lazy("为什么不照通行的写法（给审核、签发的人看）"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, lacking: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not lacking:
            del self.fields["because"]


class OpinionForm(forms.Form):
    """What a reviewer says."""

    comment = forms.CharField(label=_lazy("意见"), max_length=300, required=False)


class ReviewForm(OpinionForm):
    """A review is a proof-reading too."""

    proofread = forms.BooleanField(label=_lazy("已逐字核对"), required=False)


class SecrecyForm(OpinionForm):
    """Each thing that goes out is ticked by itself."""

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["looked_at"] = forms.MultipleChoiceField(
            label=_lazy(
                "逐项审查：打开看过，不涉及国家秘密、工作秘密，可以给申请人（以国家秘密为由不给的，定密依据属实）"
            ),
            choices=[(name, name) for name in names],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.order_fields(["looked_at", "comment"])


class ReceiverForm(forms.Form):
    """Who signed for it, as the slip has it."""

    signer = forms.CharField(
        label=_lazy("签收人（照送达回证、回执写）"), max_length=40, required=False
    )
    relation = forms.ChoiceField(
        label=_lazy("签收人与受送达人的关系"),
        choices=RELATED,
        required=False,
        help_text=_lazy("直接送达、委托送达必须写签收人和关系；看不出是谁签的，选“回证上看不出”"),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        signer, relation = values.pop("signer", "").strip(), values.pop("relation", "")
        try:
            values["signed_by"] = Receiver(signer, relation) if signer or relation else None
        except ActionError as error:
            self.add_error(None, error)
        return values


class SendForm(WithProof, ReceiverForm):
    """How, when, and what proves it."""

    channel = forms.ChoiceField(label=_lazy("送达方式"), choices=channels)
    on = forms.DateField(
        label=_lazy("送出日期"),
        widget=AdminDateInput,
        help_text=_lazy(
            "当面交付、交邮、交快递、留置、发出、公告之日；邮寄、电子送达以此日判断是否按时"
        ),
    )
    signed_on = forms.DateField(
        label=_lazy("签收日期（还不知道的不填）"),
        widget=AdminDateInput,
        required=False,
        help_text=_lazy(
            "电子送达的，到达对方系统之日，没有到达记录的不填；快递以签收之日判断是否按时"
        ),
    )
    proof_words = forms.CharField(
        label=_lazy("凭证：邮件号码、见证人或者录像、到达对方系统的记录"),
        max_length=200,
        required=False,
    )
    proof = forms.FileField(label=_lazy("凭证的扫描件、照片"), required=False)
    happened = forms.BooleanField(
        label=_lazy("已经实际送出，照实登记（有提示仍要登记的才勾选）"), required=False
    )

    field_order = ["channel", "on", "signer", "relation", "signed_on", "proof_words", "proof"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()

    def clean_channel(self) -> Channel:
        return Channel.named(self.cleaned_data["channel"])


class PaperLetterForm(SendForm):
    """A letter that went out on paper: what it was, its number and day, how it went."""

    code = forms.ChoiceField(label=_lazy("哪一种文书"))
    outcome = forms.ChoiceField(label=_lazy("办理结果（是答复的才选）"), required=False)
    ground = forms.ChoiceField(label=_lazy("不公开部分的理由（部分公开的才选）"), required=False)
    number = forms.CharField(label=_lazy("文号"), max_length=60)
    issued_on = forms.DateField(label=_lazy("文书日期"), widget=AdminDateInput)
    addressee = forms.CharField(
        label=_lazy("收件人（给第三方、其他机关的才填）"), max_length=200, required=False
    )
    addressee_is = forms.ChoiceField(
        label=_lazy("收件人是个人还是单位（给第三方的才选）"),
        choices=CHOICES["addressee_is"],
        initial=ORGANISATION,
        required=False,
    )
    days = forms.IntegerField(
        label=_lazy("延长几个工作日（延期的才填）"), min_value=1, required=False
    )
    approved_by = forms.CharField(
        label=_lazy("同意延长的负责人（延期的才填）"), max_length=40, required=False
    )
    supplement_days = forms.IntegerField(
        label=_lazy("补正期限，几个工作日（补正的才填）"), min_value=1, required=False
    )
    by = forms.DateField(
        label=_lazy("文书写明的最后一日（说明理由、其他机关的才填）"),
        widget=AdminDateInput,
        required=False,
    )
    fee_amount = forms.IntegerField(
        label=_lazy("应缴金额，元（收费通知的才填）"), min_value=1, required=False
    )
    until = forms.DateField(
        label=_lazy("确定的答复日期（延迟答复的才填）"), widget=AdminDateInput, required=False
    )
    ref = forms.ChoiceField(label=_lazy("哪一个第三方（告知决定公开的才选）"), required=False)
    not_before = forms.DateField(
        label=_lazy("不早于哪一天公开（告知决定公开的才填）"), widget=AdminDateInput, required=False
    )
    scan = forms.FileField(label=_lazy("文书的扫描件"), required=False)

    field_order = ["code", "outcome", "ground", "number", "issued_on", "scan", "channel", "on"]
    EVENT_FACTS = (
        "days",
        "approved_by",
        "supplement_days",
        "fee_amount",
        "by",
        "until",
        "ref",
        "not_before",
    )

    def __init__(self, *args: Any, refs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("happened", "proof"):
            del self.fields[name]
        none = [("", "——")]
        self.fields["code"].choices = [(ANSWER, _lazy("答复（处理决定）")), *UNDER_WAY.items()]
        self.fields["outcome"].choices = none + [
            (each.id, each.label)
            for each in load_outcomes().values()
            if each.letter != "closing_note"
        ]
        self.fields["ground"].choices = none + [
            (each.id, each.label) for each in codelist("grounds")
        ]
        self.fields["ref"].choices = none + refs
        self.fields["on"].initial = None

    def clean_scan(self) -> NewFile | None:
        file = self.cleaned_data["scan"]
        return check_file(FileKind.CONTENT, file.name, file.read()) if file else None

    def paper(self) -> PaperLetter:
        """What was entered."""
        given = self.cleaned_data
        plain = (
            "code",
            "number",
            "issued_on",
            "channel",
            "on",
            "signed_on",
            "signed_by",
            "proof_words",
        )
        return PaperLetter(
            **{name: given[name] for name in (*plain, "outcome", "ground", "addressee", "scan")},
            addressee_is=given["addressee_is"] or ORGANISATION,
            event_facts={name: given[name] for name in self.EVENT_FACTS},
        )


class ArrivalForm(WithProof, ReceiverForm):
    """What the post brought back: the slip, or the letter; of what went electronically, the log."""

    on = forms.DateField(label=_lazy("签收、到达或者退回的日期"), widget=AdminDateInput)
    proof_words = forms.CharField(
        label=_lazy("到达对方系统的记录（电子送达的才填：系统日志、回执）"),
        max_length=100,
        required=False,
    )
    why = forms.CharField(label=_lazy("退回原因（退回的才填）"), max_length=200, required=False)
    proof = forms.FileField(label=_lazy("送达回证、回执、退件的照片"), required=False)

    field_order = ["on", "signer", "relation", "proof_words", "why", "proof"]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("why", "").strip() and values.get("signed_by"):
            self.add_error("signer", _("又填了签收人，又填了退回原因；请只填一种结果。"))
        return values

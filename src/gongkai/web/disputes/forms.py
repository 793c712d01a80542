"""Forms about reviews, suits and complaints."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.statute.disputes import Forum, OnAppeal, load_results
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.requests.files import NewFile
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.disputes.actions.course import Decided
from gongkai.web.disputes.actions.open import Petition
from gongkai.web.disputes.files import checked
from gongkai.web.disputes.models import (
    FORUMS,
    Against,
    Claimant,
    Complaint,
    ComplaintResult,
    Dispute,
    ReviewBefore,
    Standing,
)

TEXTAREA = forms.Textarea(attrs={"rows": 4})


class WithPaper(forms.Form):
    """A form with a paper beside it."""

    paper = forms.FileField(label=_lazy("材料（扫描件）"), required=False)

    def clean_paper(self) -> NewFile | None:
        file = self.cleaned_data["paper"]
        return checked(file.name, file.read()) if file else None


class PetitionForm(WithPaper):
    """The copy of a petition or a complaint, as it came."""

    body = forms.ModelChoiceField(PublicBody.objects.none(), label=_lazy("机关"), empty_label=None)
    case_number = forms.CharField(
        label=_lazy("申请编号"),
        max_length=40,
        required=False,
        help_text=_lazy("例：QS11-2026-0003；针对主动公开信息的不填"),
    )
    forum = forms.ChoiceField(label=_lazy("类型"), choices=FORUMS)
    forum_name = forms.CharField(
        label=_lazy("复议机关、人民法院全称"),
        max_length=100,
        required=False,
        help_text=_lazy("不填则用“办件资料”里的"),
    )
    forum_number = forms.CharField(label=_lazy("案号"), max_length=60, required=False)
    against = forms.ChoiceField(label=_lazy("针对"), choices=Against.choices)
    act = forms.CharField(
        label=_lazy("被复议、被诉的行为"),
        max_length=200,
        help_text=_lazy("写文号；逾期不答复的写“逾期不答复”"),
    )
    claimant = forms.ChoiceField(label=_lazy("由谁提出"), choices=Claimant.choices)
    party = forms.CharField(label=_lazy("复议申请人、原告"), max_length=200)
    people = forms.IntegerField(
        label=_lazy("一个案号下几人"), min_value=1, max_value=9999, initial=1
    )
    claims = forms.CharField(label=_lazy("请求"), max_length=2000, required=False, widget=TEXTAREA)
    standing = forms.ChoiceField(label=_lazy("本机关的地位"), choices=Standing.choices)
    review_before = forms.ChoiceField(
        label=_lazy("起诉前的复议"),
        choices=ReviewBefore.choices,
        help_text=_lazy("决定计入“未经复议直接起诉”还是“复议后起诉”"),
    )
    follows = forms.ModelChoiceField(
        Dispute.objects.none(), label=_lazy("此前的复议案件"), required=False
    )
    again_because = forms.CharField(
        label=_lazy("同一行为再次提起的理由（首次的不填）"), max_length=200, required=False
    )
    simplified = forms.BooleanField(label=_lazy("适用简易程序"), required=False)
    accepted_on = forms.DateField(
        label=_lazy("受理、立案日期"), required=False, widget=AdminDateInput
    )
    copy_on = forms.DateField(label=_lazy("收到副本日期"), widget=AdminDateInput)
    court_day = forms.DateField(
        label=_lazy("法院指定的举证期限（简易程序）"), required=False, widget=AdminDateInput
    )

    def __init__(self, *args: Any, bodies: Any, reviews: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["follows"].queryset = reviews
        self.order_fields([*list(self.fields)[1:], "paper"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        body, number = data.get("body"), (data.get("case_number") or "").strip().upper()
        data["disclosure_request"] = _case(body, number) if number and body else None
        if body and not data.get("forum_name"):
            profile = getattr(body, "casework", None)
            review = data.get("forum") == Forum.REVIEW.value
            name = (profile.review_body if review else profile.court) if profile else ""
            if not name:
                raise ValidationError(
                    _("请填复议机关或者人民法院的全称；也可以先在“办件资料”里填好。")
                )
            data["forum_name"] = name
        return data

    def petition(self) -> Petition:
        """As the action takes it."""
        data = self.cleaned_data
        return Petition(
            forum=Forum(data["forum"]),
            forum_name=data["forum_name"],
            act=data["act"],
            party=data["party"],
            copy_on=data["copy_on"],
            against=Against(data["against"]),
            claimant=Claimant(data["claimant"]),
            standing=Standing(data["standing"]),
            forum_number=data["forum_number"],
            claims=data["claims"],
            people=data["people"],
            review_before=ReviewBefore(data["review_before"]),
            follows=data["follows"],
            again_because=data["again_because"],
            simplified=data["simplified"],
            accepted_on=data["accepted_on"],
            court_day=data["court_day"],
        )


def _case(body: PublicBody, number: str) -> DisclosureRequest:
    head, _dash, serial = number.rpartition("-")
    year = head.rpartition("-")[2]
    if serial.isdecimal() and year.isdecimal() and head.startswith(body.code):
        found = DisclosureRequest.objects.filter(
            body=body, year=int(year[:4]), serial=int(serial[:6])
        ).first()
        if found is not None:
            return found
    raise ValidationError(
        {
            "case_number": _("{body}没有编号为“{number}”的申请；请到“依申请公开”里查对。").format(
                body=body.short_name, number=number
            )
        }
    )


class DayForm(WithPaper):
    """A day, what there is to say, and a paper."""

    on = forms.DateField(label=_lazy("日期"), widget=AdminDateInput)
    note = forms.CharField(label=_lazy("说明"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        self.order_fields(["on", "head_attended", "note", "paper"])


class HearingForm(DayForm):
    """A hearing."""

    head_attended = forms.BooleanField(label=_lazy("本机关负责人到场"), required=False)


class JudgmentForm(WithPaper):
    """A decision as it came."""

    result = forms.ChoiceField(label=_lazy("结果"))
    document = forms.CharField(label=_lazy("文书号"), max_length=100)
    is_order = forms.BooleanField(
        label=_lazy("是裁定"),
        required=False,
        help_text=_lazy("裁定的上诉期为10日，判决为15日；驳回起诉、撤诉、终结必是裁定，不必勾选"),
    )
    decided_on = forms.DateField(label=_lazy("文书日期"), widget=AdminDateInput)
    served_on = forms.DateField(label=_lazy("收到日期"), widget=AdminDateInput)
    orders_answer = forms.BooleanField(label=_lazy("责令答复或者重新答复"), required=False)
    order_days = forms.IntegerField(
        label=_lazy("限几个工作日答复（没有写明的不填）"),
        required=False,
        min_value=1,
        max_value=365,
    )
    comply_by = forms.DateField(label=_lazy("其他履行期限"), required=False, widget=AdminDateInput)

    def __init__(self, *args: Any, dispute: Dispute, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (each.id, each.label)
            for each in load_results().values()
            if each.forum.value == dispute.forum
        ]
        if dispute.second_from is not None:
            choices = [*((each.value, each.label) for each in OnAppeal), *choices]
        self.fields["result"].choices = choices
        if dispute.forum == Forum.REVIEW.value:
            del self.fields["is_order"]
        self.order_fields([*list(self.fields)[1:], "paper"])

    def decided(self) -> Decided:
        """As the action takes it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "paper"}
        return Decided(**data)


class LessonForm(forms.Form):
    """What to do otherwise next time."""

    lesson = forms.CharField(label=_lazy("教训（不写当事人）"), max_length=1000, widget=TEXTAREA)


class ComplaintForm(forms.Form):
    """A complaint as it came."""

    body = forms.ModelChoiceField(PublicBody.objects.none(), label=_lazy("被投诉、举报的机关"))
    basis = forms.ChoiceField(label=_lazy("事由"), choices=Complaint.Basis.choices)
    on = forms.DateField(label=_lazy("收到日期"), widget=AdminDateInput)
    complainant = forms.CharField(
        label=_lazy("投诉、举报人和联系方式（匿名的不填）"), max_length=300, required=False
    )
    text = forms.CharField(label=_lazy("内容"), max_length=4000, widget=TEXTAREA)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["on"].initial = timezone.localdate()


class AskForm(forms.Form):
    """What the body is to explain, by when."""

    asked = forms.CharField(
        label=_lazy("要求说明的事项（不写投诉、举报人）"), max_length=500, widget=TEXTAREA
    )
    by = forms.DateField(label=_lazy("说明期限"), widget=AdminDateInput)


class ExplainForm(forms.Form):
    """What the body did and why."""

    explained = forms.CharField(label=_lazy("有关情况"), max_length=4000, widget=TEXTAREA)


class ConcludeForm(forms.Form):
    """What was found."""

    result = forms.ChoiceField(label=_lazy("结果"), choices=ComplaintResult.choices)
    findings = forms.CharField(label=_lazy("查明的情况和处理"), max_length=4000, widget=TEXTAREA)
    told_on = forms.DateField(
        label=_lazy("告知投诉、举报人的日期"), required=False, widget=AdminDateInput
    )
    rectify_by = forms.DateField(
        label=_lazy("整改期限（查证属实的）"), required=False, widget=AdminDateInput
    )


class RectifiedForm(forms.Form):
    """When it was put right."""

    on = forms.DateField(label=_lazy("整改完成日期"), widget=AdminDateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()

"""Forms about requests at the desk; the public form is the portal's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.statute.receipt import Door
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.requests.actions.register import (
    LONGEST,
    LONGEST_FACT,
    MOST_FILES,
    Arrival,
    Asked,
)
from gongkai.web.casework.requests.files import NewFile, check_file
from gongkai.web.casework.requests.models import FileKind, Profile, TriageKind, applicant_kinds
from gongkai.web.casework.requests.people import PERSON_FIELDS, ApplicantFacts
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.forms import ManyFilesField

# Which of the days a door asks for decides; the others may stay empty.
DESK_DOORS = [door for door in Door if door is not Door.INTERNET]


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_FACT, required=False, **more)


class AskedForm(forms.Form):
    """Who asks and what; no field asks what for."""

    applicant_kind = forms.ChoiceField(label=_lazy("申请人情况"), choices=applicant_kinds)
    name = forms.CharField(label=_lazy("姓名或者单位名称"), max_length=LONGEST_FACT)
    identity_number = _text(_lazy("身份证件号码或者统一社会信用代码"))
    phone = _text(_lazy("电话"))
    address = _text(_lazy("通信地址"))
    email = forms.EmailField(label=_lazy("电子邮箱"), required=False)
    electronic_address = _text(
        _lazy("同意电子送达的，送到哪里（邮箱、传真号、手机号）"),
        help_text=_lazy("申请人同意以电子方式送达文书、并确认了地址的才填；不填的邮寄或者当面送达"),
    )
    text = forms.CharField(
        label=_lazy("申请内容"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )
    wanted_form = forms.CharField(label=_lazy("形式要求"), max_length=100, required=False)
    agent = _text(_lazy("代理人"))
    agent_identity_number = _text(_lazy("代理人身份证号"))
    guardian = _text(_lazy("法定代理人（未成年人）"))
    identity_files = ManyFilesField(label=_lazy("身份证明"), required=False)
    power_files = ManyFilesField(label=_lazy("授权委托书"), required=False)
    nationality = _text(_lazy("国籍或者注册地（中国公民、境内单位不填）"))
    presence_files = ManyFilesField(
        label=_lazy("在境内居留、设有机构的证明（外国人、外国组织才附）"), required=False
    )
    content_files = ManyFilesField(label=_lazy("其他材料"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        checked: list[NewFile] = []
        for kind, field in (
            (FileKind.IDENTITY, "identity_files"),
            (FileKind.POWER, "power_files"),
            (FileKind.PRESENCE, "presence_files"),
            (FileKind.CONTENT, "content_files"),
        ):
            for file in values.get(field) or []:
                try:
                    checked.append(check_file(kind, file.name, file.read()))
                except FileRefused as error:
                    self.add_error(field, error)
        if len(checked) > MOST_FILES:
            self.add_error(
                None, _("一次最多附 {most} 个文件，请合并后再提交。").format(most=MOST_FILES)
            )
        values["files"] = tuple(checked)
        return values

    def asked(self) -> Asked:
        """What the action takes."""
        values = self.cleaned_data
        joint = tuple(line.strip() for line in values.get("joint", "").splitlines() if line.strip())
        person = ApplicantFacts(
            joint=joint, **{name: values[name].strip() for name in PERSON_FIELDS}
        )
        return Asked(
            person,
            values["applicant_kind"],
            values["text"],
            values["wanted_form"],
            values.get("read_back", ""),
            values["files"],
        )


class RegisterForm(AskedForm):
    """A request that came otherwise than by the public form."""

    body = forms.ModelChoiceField(PublicBody.objects.none(), label=_lazy("机关"))
    door = forms.ChoiceField(
        label=_lazy("渠道"), choices=[(door.value, door.label) for door in DESK_DOORS]
    )
    day = forms.DateField(
        label=_lazy("收到之日"),
        widget=AdminDateInput,
        help_text=_lazy(
            "当面：提交之日；挂号信、快递：签收之日；平信、传真、电子邮件、交给其他科室：与申请人确认之日"
        ),
    )
    came_on = forms.DateField(
        label=_lazy("到达之日（与收到之日不同的才填）"), widget=AdminDateInput, required=False
    )
    unreachable = _text(_lazy("联系不上的记录（何时打了哪些电话）"))
    joint = forms.CharField(
        label=_lazy("联名的其他申请人（一行一人）"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    read_back = _text(_lazy("口头申请：代填人，已宣读并经确认"))

    field_order = [
        "body",
        "door",
        "day",
        "applicant_kind",
        "name",
        "phone",
        "address",
        "text",
        "identity_files",
        "identity_number",
        "email",
        "electronic_address",
        "wanted_form",
        "agent",
        "agent_identity_number",
        "power_files",
        "guardian",
        "nationality",
        "presence_files",
        "joint",
        "came_on",
        "unreachable",
        "read_back",
        "content_files",
    ]

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["body"].initial = bodies.first()
        self.fields["day"].initial = timezone.localdate()
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()

    def arrival(self) -> Arrival:
        """How and when it came, with the day where its door wants it."""
        values = self.cleaned_data
        door, day, came = Door.named(values["door"]), values["day"], values["came_on"]
        if door in (Door.COUNTER, Door.ORAL, Door.HANDED_DOWN):
            return Arrival(door, submitted_on=day)
        if door is Door.SIGNED_MAIL:
            return Arrival(door, signed_on=day)
        if door is Door.OTHER_OFFICE:
            return Arrival(
                door, signed_on=came, confirmed_on=day, unreachable=values["unreachable"]
            )
        return Arrival(
            door,
            submitted_on=came or day,
            confirmed_on=day,
            unreachable=values["unreachable"],
        )


class TriageForm(forms.Form):
    """What the letter is."""

    matter = forms.ChoiceField(label=_lazy("这封信是"), choices=TriageKind.choices)
    reason = forms.CharField(
        label=_lazy("为什么"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class SplitForm(forms.Form):
    """The matters of one letter."""

    parts = forms.CharField(
        label=_lazy("几件事（每件之间空一行）"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST,
    )
    told_on = forms.DateField(label=_lazy("告知申请人的日期"), widget=AdminDateInput)

    def matters(self) -> list[str]:
        """Each matter, in its own words."""
        text = self.cleaned_data["parts"].replace("\r\n", "\n")
        return [part.strip() for part in text.split("\n\n") if part.strip()]


class ProfileForm(forms.ModelForm):
    """What letters of a body need."""

    class Meta:
        model = Profile
        fields = ["letter_word", "review_body", "court"]

    def _post_clean(self) -> None:
        # The action checks what it writes.
        pass

"""Forms about requests at the desk; the public form is the portal's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
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
    Brought,
)
from gongkai.web.casework.requests.files import NewFile, check_file
from gongkai.web.casework.requests.mail import STAYS, UNTOLD, Waiting, refuse_large_mail
from gongkai.web.casework.requests.models import (
    FileKind,
    Profile,
    TriageKind,
    applicant_kinds,
    doors,
)
from gongkai.web.casework.requests.people import PERSON_FIELDS, ApplicantFacts
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.forms import ManyFilesField

ENCLOSED_KINDS = [
    (UNTOLD, _lazy("请选择")),
    *((kind.value, kind.label) for kind in (FileKind.CONTENT, FileKind.IDENTITY, FileKind.POWER)),
    (STAYS, _lazy("不单独存（原件里有）")),
]
# Which of the days a door asks for decides; the others may stay empty.
DESK_DOORS = [door for door in Door if door is not Door.INTERNET]


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_FACT, required=False, **more)


FILE_FIELDS = ("identity_files", "power_files", "presence_files", "content_files")


class WithProof:
    """A form with `proof`: the scan or photograph of what shows that it happened."""

    cleaned_data: dict[str, Any]

    def clean_proof(self) -> NewFile | None:
        file = self.cleaned_data["proof"]
        return check_file(FileKind.PROOF, file.name, file.read()) if file else None


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
    joint = forms.CharField(
        label=_lazy("联名的其他申请人（一行一人）"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
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

    def person(self) -> ApplicantFacts:
        """Who asks."""
        values = self.cleaned_data
        joint = tuple(line.strip() for line in values.get("joint", "").splitlines() if line.strip())
        return ApplicantFacts(joint=joint, **{name: values[name].strip() for name in PERSON_FIELDS})

    def asked(self) -> Asked:
        """What the action takes."""
        values = self.cleaned_data
        return Asked(
            self.person(),
            values["applicant_kind"],
            values["text"],
            values["wanted_form"],
            values.get("read_back", ""),
            values["files"],
        )


class MailForm(forms.Form):
    """A mail, as the mailbox gives it out."""

    body = forms.ModelChoiceField(PublicBody.objects.none(), label=_lazy("机关"))
    mail = forms.FileField(
        label=_lazy("把邮件文件（.eml）拖到这里，或点击选择"),
        widget=forms.FileInput(attrs={"accept": ".eml,message/rfc822"}),
        help_text=_lazy(
            "在邮箱里打开这封邮件，选“导出”“下载”或者“另存为”，得到一个 .eml 文件；转发来的，导出转发的那一封。不超过 50 MB。"
        ),
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_bodies(self, bodies)

    def clean_mail(self) -> Any:
        """Refused before it is read into memory."""
        file = self.cleaned_data["mail"]
        refuse_large_mail(file.name, file.size)
        return file


def offer_bodies(form: forms.Form, bodies: Any) -> None:
    """The bodies that may be chosen; of one there is nothing to choose."""
    form.fields["body"].queryset = bodies
    form.fields["body"].initial = bodies.first()
    if len(bodies) == 1:
        form.fields["body"].widget = forms.HiddenInput()


class RegisterForm(AskedForm):
    """A request that came otherwise than by the public form.

    ``waiting`` is the mail that is registered, ``held`` the name under which it waits; ``gone`` where it waits no more.
    """

    held = forms.CharField(required=False, widget=forms.HiddenInput())
    body = forms.ModelChoiceField(PublicBody.objects.none(), label=_lazy("机关"))
    door = forms.ChoiceField(
        label=_lazy("渠道"), choices=[(door.value, door.label) for door in DESK_DOORS]
    )
    day = forms.DateField(
        label=_lazy("收到之日"),
        widget=AdminDateInput,
        help_text=_lazy(
            "当面：提交之日；挂号信、快递：签收之日；平信、传真、电子邮件、交给其他科室：与申请人确认之日，还没有联系上的空着"
        ),
        required=False,
    )
    came_on = forms.DateField(
        label=_lazy("到达之日（与收到之日不同的才填）"), widget=AdminDateInput, required=False
    )
    unreachable = _text(_lazy("联系不上的记录（几时打了哪个电话、结果怎样）"))
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

    def __init__(
        self,
        *args: Any,
        bodies: Any,
        waiting: Waiting | None = None,
        gone: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_bodies(self, bodies)
        self.fields["day"].initial = timezone.localdate()
        self.waiting, self.gone = waiting, gone
        if waiting is not None:
            self._offer_files(waiting)

    def _offer_files(self, waiting: Waiting) -> None:
        """A question for each file of the mail, behind what is asked for."""
        asked = {
            f"enclosed_{number}": forms.ChoiceField(
                label=_("邮件附件“{name}”（{size}）是").format(
                    name=file.name, size=filesizeformat(len(file.data))
                ),
                choices=ENCLOSED_KINDS,
                initial=kind,
            )
            for number, (file, kind) in enumerate(zip(waiting.files, waiting.kinds, strict=True))
        }
        self.fields |= asked
        order = list(self.field_order)
        behind = order.index("text") + 1
        self.order_fields([*order[:behind], *asked, *order[behind:]])

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        self._check_day(values)
        if self.gone:
            raise forms.ValidationError(
                _(
                    "邮件放得太久，或者已经登记过，所以这次没有登记；填写的内容还在下面。没有登记过的，请在“其他材料”里选这封邮件的 .eml 文件，再按一次登记。"
                )
            )
        return values

    def brought(self) -> Brought | None:
        """The mail with what was chosen for its files."""
        if self.waiting is None:
            return None
        kinds = [self.cleaned_data[f"enclosed_{n}"] for n in range(len(self.waiting.files))]
        return self.waiting.brought(kinds)

    def _check_day(self, values: dict[str, Any]) -> None:
        if self.waits_for_contact():
            if not values.get("came_on"):
                self.add_error("came_on", _("还没有联系上申请人的，请填写来信到达的日期。"))
        elif "day" in values and values["day"] is None:
            self.add_error(
                "day", _("请填写收到之日；平信等还没有联系上申请人的，在“联系不上的记录”写明。")
            )

    def waits_for_contact(self) -> bool:
        """Whether the sender has not been reached yet, so that no day counts as receipt."""
        given = self.cleaned_data
        return given.get("day") is None and bool(given.get("unreachable", "").strip())

    def arrival(self) -> Arrival:
        """How and when it came, with the day where its door wants it."""
        values = self.cleaned_data
        return Arrival.by(
            Door.named(values["door"]),
            values["day"],
            came_on=values["came_on"],
            unreachable=values["unreachable"],
        )


class CorrectForm(RegisterForm):
    """What was registered wrongly, with the reason; what somebody asks and handed in stays as it is."""

    because = forms.CharField(
        label=_lazy("更正的理由（原来错在哪里，凭什么更正）"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, bodies=PublicBody.objects.none(), **kwargs)
        for name in ("body", "text", "wanted_form", "read_back", *FILE_FIELDS):
            del self.fields[name]
        self.fields["door"] = forms.ChoiceField(label=_lazy("渠道"), choices=doors)
        self.fields["day"].required = True
        self.order_fields(self.field_order)


class CallForm(forms.Form):
    """One more attempt to reach a sender."""

    told = forms.CharField(
        label=_lazy("几时怎样联系、结果怎样"),
        max_length=LONGEST_FACT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReachedForm(forms.Form):
    """The day on which contact was restored."""

    on = forms.DateField(
        label=_lazy("联系上、双方确认之日"),
        widget=AdminDateInput,
        help_text=_lazy("这一天是收到申请之日，期限从次日起算"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


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

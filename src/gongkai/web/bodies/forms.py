"""Forms of the office screens about bodies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.models import (
    ContactDetails,
    Kind,
    Post,
    PublicBody,
    SeatRole,
    SmallOffice,
)
from gongkai.web.office.forms import check_phone


def on_field(label: str) -> forms.DateField:
    """A day, today unless changed."""
    return forms.DateField(label=label, initial=timezone.localdate, widget=AdminDateInput)


class BodyForm(forms.ModelForm):
    """A new body."""

    on = on_field(_lazy("设立日期"))
    basis = forms.CharField(label=_lazy("依据文件"), required=False, max_length=200)

    class Meta:
        model = PublicBody
        fields = ["name", "short_name", "kind", "parent", "code", "unified_code", "order"]

    def __init__(self, *args: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents
        self.fields["parent"].required = True
        self.fields["short_name"].required = False

    def _post_clean(self) -> None:
        # The action checks the whole record, with what it adds.
        pass


class ChangeOfBodyForm(forms.Form):
    """A change that holds at once: the tree of today is the one that everybody works in."""

    on = on_field(_lazy("自哪一天起"))
    basis = forms.CharField(label=_lazy("依据文件"), max_length=200)

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("{on} 还没有到；请到当日再办理。").format(on=on))
        return on


class ReorganiseForm(ChangeOfBodyForm):
    """A change of name or kind."""

    name = forms.CharField(label=_lazy("名称"), max_length=100)
    short_name = forms.CharField(label=_lazy("简称"), max_length=40)
    kind = forms.ChoiceField(label=_lazy("类别"), choices=Kind.choices)

    field_order = ["name", "short_name", "kind"]


class MoveForm(ChangeOfBodyForm):
    """A new place in the tree."""

    parent = forms.ModelChoiceField(label=_lazy("新的上级"), queryset=PublicBody.objects.none())

    field_order = ["parent"]

    def __init__(self, *args: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents


class AbolishForm(ChangeOfBodyForm):
    """The end of a body, and who carries on."""

    successor = forms.ModelChoiceField(
        label=_lazy("由哪个机关承接其职权"),
        queryset=PublicBody.objects.none(),
        required=False,
        help_text=_lazy(
            "合并时选并入的机关。下级机构随之划入；已公开的信息和未办完的事项由其人员继续办理。"
        ),
    )

    field_order = ["successor"]

    def __init__(self, *args: Any, successors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = successors


class ContactForm(forms.ModelForm):
    """Contact details from a day on."""

    website = forms.URLField(label=_lazy("互联网联系方式"), required=False, assume_scheme="https")
    on = on_field(_lazy("自哪一天起"))

    class Meta:
        model = ContactDetails
        fields = [
            "office_name",
            "address",
            "postcode",
            "hours",
            "phone",
            "fax",
            "email",
            "website",
            "supervision_phone",
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("phone", "fax", "supervision_phone"):
            if value := cleaned.get(name, "").strip():
                try:
                    check_phone(value)
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return cleaned

    def _post_clean(self) -> None:
        # The action checks the row that it writes.
        pass


class PostForm(forms.ModelForm):
    """A post."""

    class Meta:
        model = Post
        fields = ["title", "duties", "is_leader", "order"]

    def _post_clean(self) -> None:
        # The action checks the row that it writes.
        pass


class AppointForm(forms.Form):
    """Somebody into a post."""

    name = forms.CharField(label=_lazy("姓名"), max_length=60)
    on = on_field(_lazy("任职日期"))
    basis = forms.CharField(label=_lazy("任免文件"), required=False, max_length=200)


class LeaveForm(forms.Form):
    """Somebody out of a post."""

    on = on_field(_lazy("免职日期"))
    basis = forms.CharField(label=_lazy("任免文件"), required=False, max_length=200)


class RosterForm(forms.Form):
    """A roster from a day on: for each post its place in the group, or none."""

    on = on_field(_lazy("自哪一天起"))
    document_number = forms.CharField(
        label=_lazy("成立或调整文件的文号"), required=False, max_length=100
    )
    office = forms.CharField(label=_lazy("办公室设在"), required=False, max_length=100)

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = list(posts)
        for post in self.posts:
            holder = post.terms_today[0].person.name if post.terms_today else _("空缺")
            self.fields[f"seat-{post.pk}"] = forms.ChoiceField(
                label=f"{post}（{holder}）",
                choices=[("", _("不参加")), *SeatRole.choices],
                required=False,
            )

    def seats(self) -> list[tuple[SeatRole, Post]]:
        """Whoever takes part, the head first."""
        order = list(SeatRole)
        taken = [
            (SeatRole(self.cleaned_data[f"seat-{post.pk}"]), post)
            for post in self.posts
            if self.cleaned_data[f"seat-{post.pk}"]
        ]
        return sorted(taken, key=lambda seat: order.index(seat[0]))


class GroupForm(RosterForm):
    """A new group."""

    name = forms.CharField(label=_lazy("名称"), max_length=100)

    field_order = ["name"]


class AssignForm(forms.Form):
    """For each matter a section or village and a post, from a day on."""

    on = on_field(_lazy("自哪一天起"))

    def __init__(self, *args: Any, duties: Any, units: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duties = list(duties)
        self.units = {str(unit.pk): unit for unit in units}
        self.posts = {str(post.pk): post for post in posts}
        unit_choices = [(number, unit.short_name) for number, unit in self.units.items()]
        post_choices = [("", "—"), *((number, str(post)) for number, post in self.posts.items())]
        for duty in self.duties:
            code, name = duty.matter.code, duty.matter.name
            open_choice = [] if duty.unit else [("", "—")]
            self.fields[f"unit-{code}"] = forms.ChoiceField(
                label=_("{name}的承办单位").format(name=name),
                choices=[*open_choice, *unit_choices],
                initial=str(duty.unit.pk) if duty.unit else "",
                required=bool(duty.unit),
            )
            self.fields[f"post-{code}"] = forms.ChoiceField(
                label=_("{name}的责任职务").format(name=name),
                choices=post_choices,
                initial=str(duty.post.pk) if duty.post else "",
                required=False,
            )

    def lines(self) -> Iterator[tuple[Any, forms.BoundField, forms.BoundField]]:
        """Each matter with its two fields."""
        for duty in self.duties:
            code = duty.matter.code
            yield duty, self[f"unit-{code}"], self[f"post-{code}"]

    def owners(self) -> dict[str, tuple[PublicBody, Post | None]]:
        """Matters that have an owner; a post alone brings its own section."""
        found = {}
        for duty in self.duties:
            code = duty.matter.code
            post = self.posts.get(self.cleaned_data[f"post-{code}"])
            unit = self.units.get(self.cleaned_data[f"unit-{code}"]) or (
                post.body if post else None
            )
            if unit is not None:
                found[code] = (unit, post)
        return found


class RoleForm(forms.Form):
    """A role for a user."""

    user = forms.ModelChoiceField(label=_lazy("用户"), queryset=User.objects.none())
    role = forms.ChoiceField(label=_lazy("角色"), choices=Role.choices)
    starts_on = on_field(_lazy("自哪一天起"))
    ends_on = forms.DateField(
        label=_lazy("到哪一天止（该日起失效，可不填）"), required=False, widget=AdminDateInput
    )
    reason = forms.CharField(
        label=_lazy("事由"),
        required=False,
        max_length=200,
        help_text=_lazy("审核、发布、县级主管部门和管理员须写明，由另一名管理员确认后生效。"),
    )

    def __init__(self, *args: Any, users: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users


class WithdrawRoleForm(forms.Form):
    """A role taken back."""

    on = on_field(_lazy("自哪一天起收回"))
    reason = forms.CharField(label=_lazy("事由"), max_length=200)


class UserForm(forms.ModelForm):
    """A person's particulars."""

    class Meta:
        model = User
        fields = ["username", "name", "email", "phone"]

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data.get("phone") or ""
        if phone:
            check_phone(phone)
        return phone

    def _post_clean(self) -> None:
        # The action checks the row that it writes.
        pass


class ParticularsForm(UserForm):
    """A person's particulars, without the name they sign in with."""

    class Meta(UserForm.Meta):
        fields = ["name", "email", "phone"]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_lazy("事由"), max_length=200)


class CredentialForm(forms.Form):
    """Why an account is taken out of somebody's hands; asked for where it has power."""

    def __init__(self, *args: Any, needs_second: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_second:
            self.fields["reason"] = forms.CharField(
                label=_lazy("事由"),
                max_length=200,
                help_text=_lazy("此人有审核、发布或管理的角色，须由另一名管理员确认后才办理。"),
            )


class PowerForm(forms.Form):
    """Confirm what another administrator has asked for, or not."""

    decision = forms.ChoiceField(
        label=_lazy("决定"),
        choices=[("confirm", _lazy("确认")), ("refuse", _lazy("不同意或撤回"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_lazy("意见"),
        required=False,
        max_length=200,
        help_text=_lazy("不同意或撤回的，写明理由。"),
    )


class ExceptionForm(forms.ModelForm):
    """An exception for an office with too few people."""

    class Meta:
        model = SmallOffice
        fields = ["kind", "starts_on", "ends_on", "reason"]
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}
        help_texts = {
            "reason": _lazy("写明该机关人员情况；全文对外公示。"),
            "ends_on": _lazy("自该日起不再有效，最长一年。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = True

    def _post_clean(self) -> None:
        # The action checks the row that it writes.
        pass


class WorkbookForm(forms.Form):
    """A workbook of bodies."""

    file = forms.FileField(
        label=_lazy("Excel 表格"), help_text=_lazy("请使用本页导出的表格；已有编码的机构不改动。")
    )

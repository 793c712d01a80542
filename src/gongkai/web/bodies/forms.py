"""Forms of the office screens about bodies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.models import ContactDetails, Kind, Post, PublicBody


def on_field(label: str) -> forms.DateField:
    """A day, today unless changed."""
    return forms.DateField(label=label, initial=timezone.localdate, widget=AdminDateInput)


class BodyForm(forms.ModelForm):
    """A new body."""

    on = on_field("设立日期")
    basis = forms.CharField(label="依据文件", required=False, max_length=200)

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


class ReorganiseForm(forms.Form):
    """A change of name, kind or place."""

    name = forms.CharField(label="名称", max_length=100)
    short_name = forms.CharField(label="简称", max_length=40)
    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    on = on_field("自哪一天起")
    basis = forms.CharField(label="依据文件", max_length=200)


class ContactForm(forms.ModelForm):
    """Contact details from a day on."""

    website = forms.URLField(label="互联网联系方式", required=False, assume_scheme="https")
    on = on_field("自哪一天起")

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

    name = forms.CharField(label="姓名", max_length=60)
    on = on_field("任职日期")
    basis = forms.CharField(label="任免文件", required=False, max_length=200)


class LeaveForm(forms.Form):
    """Somebody out of a post."""

    on = on_field("免职日期")
    basis = forms.CharField(label="任免文件", required=False, max_length=200)


class RoleForm(forms.Form):
    """A role for a user."""

    user = forms.ModelChoiceField(label="用户", queryset=User.objects.none())
    role = forms.ChoiceField(label="角色", choices=Role.choices)
    starts_on = on_field("自哪一天起")
    ends_on = forms.DateField(
        label="到哪一天止（该日起失效，可不填）", required=False, widget=AdminDateInput
    )

    def __init__(self, *args: Any, users: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users


class WithdrawRoleForm(forms.Form):
    """A role taken back."""

    on = on_field("自哪一天起收回")
    reason = forms.CharField(label="事由", max_length=200)


class UserForm(forms.ModelForm):
    """A person's particulars."""

    class Meta:
        model = User
        fields = ["username", "name", "email", "phone"]

    def _post_clean(self) -> None:
        # The action checks the row that it writes.
        pass


class ParticularsForm(UserForm):
    """A person's particulars, without the name they sign in with."""

    class Meta(UserForm.Meta):
        fields = ["name", "email", "phone"]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="事由", max_length=200)


class WorkbookForm(forms.Form):
    """A workbook of bodies."""

    file = forms.FileField(
        label="Excel 表格", help_text="请使用本页导出的表格；已有编码的机构不改动。"
    )

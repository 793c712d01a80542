"""Forms about channels."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.bodies.models import Post, PublicBody
from gongkai.web.publishing.channels.models import Channel


class ChannelForm(forms.ModelForm):
    """What the inventory says of a channel."""

    class Meta:
        model = Channel
        fields = ["name", "place", "unit", "post", "registration_number", "opened_on"]
        widgets = {"opened_on": AdminDateInput}

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = PublicBody.objects.filter(
            public_body__in=bodies, abolished_on=None
        ).order_by("lineage")
        self.fields["unit"].label_from_instance = lambda unit: unit.name
        self.fields["post"].queryset = Post.objects.filter(
            body__public_body__in=bodies, closed_on=None
        ).select_related("body")

    def _post_clean(self) -> None:
        # The action checks the whole record.
        pass


class NewChannelForm(ChannelForm):
    """A new channel, with its body and its kind."""

    field_order = ["body", "kind", "name", "place"]

    class Meta(ChannelForm.Meta):
        fields = ["body", "kind", *ChannelForm.Meta.fields]

    def __init__(self, *args: Any, bodies: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, bodies=bodies, **kwargs)
        self.fields["body"].queryset = owners
        self.fields["body"].initial = owners.first()
        self.fields["opened_on"].initial = timezone.localdate


class CloseChannelForm(forms.Form):
    """No longer, and why."""

    on = forms.DateField(
        label=_lazy("自哪一天起停用"), initial=timezone.localdate, widget=AdminDateInput
    )
    reason = forms.CharField(
        label=_lazy("停用原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class CheckChannelForm(forms.Form):
    """What was seen on a channel."""

    on = forms.DateField(label=_lazy("检查日期"), initial=timezone.localdate, widget=AdminDateInput)
    works = forms.BooleanField(label=_lazy("能打开、看得清"), required=False, initial=True)
    last_update_on = forms.DateField(
        label=_lazy("看到的最近更新日期"),
        required=False,
        widget=AdminDateInput,
        help_text=_lazy("不论更新的是什么内容；看不出就不填"),
    )
    note = forms.CharField(label=_lazy("情况"), required=False, max_length=300)

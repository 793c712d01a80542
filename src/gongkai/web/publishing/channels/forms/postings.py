"""Forms about postings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.files.forms import ManyFilesField, ManyFilesInput
from gongkai.web.publishing.channels.models import Channel, Posting
from gongkai.web.publishing.channels.proofs import Proof, look_into

MOST_FILES = 9


class ProofsField(ManyFilesField):
    """Photos or PDF files, looked into before anything is saved."""

    widget = ManyFilesInput(attrs={"accept": "image/*,application/pdf"})

    def clean(self, data: Any, initial: Any = None) -> list[Proof]:
        files = super().clean(data, initial)
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("一次最多 {most_files} 个文件。").format(most_files=MOST_FILES)
            )
        return [look_into(file.name, file.read()) for file in files]


class ChannelBoxes(forms.ModelMultipleChoiceField):
    """Channels to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, channel: Channel) -> str:
        return f"{channel.body.short_name} {channel.name}（{channel.get_kind_display()}）"


class PostForm(forms.Form):
    """Where an item was posted, and when."""

    channels = ChannelBoxes(label=_lazy("发到哪些渠道"), queryset=Channel.objects.none())
    on = forms.DateField(label=_lazy("发布日期"), initial=timezone.localdate, widget=AdminDateInput)
    take_down_on = forms.DateField(
        label=_lazy("应撤下日"),
        required=False,
        widget=AdminDateInput,
        help_text=_lazy("公示期满后的第一天；长期张贴的不填"),
    )
    proofs = ProofsField(
        label=_lazy("照片或截图"), required=False, help_text=_lazy("照片中的拍摄地点不会保留")
    )
    url = forms.URLField(label=_lazy("网址"), required=False, max_length=500, assume_scheme="https")
    place = forms.CharField(label=_lazy("位置"), required=False, max_length=200)
    note = forms.CharField(label=_lazy("说明"), required=False, max_length=200)

    def __init__(self, *args: Any, channels: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channels"].queryset = channels


class RemoveForm(forms.Form):
    """Taken down."""

    on = forms.DateField(label=_lazy("撤下日期"), initial=timezone.localdate, widget=AdminDateInput)
    proofs = ProofsField(label=_lazy("撤下后的照片或截图"), required=False)
    note = forms.CharField(label=_lazy("说明"), required=False, max_length=200)


class CorrectForm(forms.ModelForm):
    """A record put right."""

    url = forms.URLField(label=_lazy("网址"), required=False, max_length=500, assume_scheme="https")
    proofs = ProofsField(label=_lazy("补充照片或截图"), required=False)
    reason = forms.CharField(label=_lazy("更正原因"), max_length=200)

    class Meta:
        model = Posting
        fields = ["posted_on", "take_down_on", "url", "place", "note"]
        widgets = {"posted_on": AdminDateInput, "take_down_on": AdminDateInput}

    def _post_clean(self) -> None:
        # The action checks the record.
        pass

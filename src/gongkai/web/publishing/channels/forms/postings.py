"""Forms about postings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
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
            raise forms.ValidationError(f"一次最多 {MOST_FILES} 个文件。")
        return [look_into(file.name, file.read()) for file in files]


class ChannelBoxes(forms.ModelMultipleChoiceField):
    """Channels to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, channel: Channel) -> str:
        return f"{channel.body.short_name} {channel.name}（{channel.get_kind_display()}）"


class PostForm(forms.Form):
    """Where an item was posted, and when."""

    channels = ChannelBoxes(label="发到哪些渠道", queryset=Channel.objects.none())
    on = forms.DateField(label="发布日期", initial=timezone.localdate, widget=AdminDateInput)
    take_down_on = forms.DateField(
        label="应撤下日",
        required=False,
        widget=AdminDateInput,
        help_text="公示期满后的第一天；长期张贴的不填",
    )
    proofs = ProofsField(label="照片或截图", required=False, help_text="照片中的拍摄地点不会保留")
    url = forms.URLField(label="网址", required=False, max_length=500, assume_scheme="https")
    place = forms.CharField(label="位置", required=False, max_length=200)
    note = forms.CharField(label="说明", required=False, max_length=200)

    def __init__(self, *args: Any, channels: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channels"].queryset = channels


class RemoveForm(forms.Form):
    """Taken down."""

    on = forms.DateField(label="撤下日期", initial=timezone.localdate, widget=AdminDateInput)
    proofs = ProofsField(label="撤下后的照片或截图", required=False)
    note = forms.CharField(label="说明", required=False, max_length=200)


class CorrectForm(forms.ModelForm):
    """A record put right."""

    url = forms.URLField(label="网址", required=False, max_length=500, assume_scheme="https")
    proofs = ProofsField(label="补充照片或截图", required=False)
    reason = forms.CharField(label="更正原因", max_length=200)

    class Meta:
        model = Posting
        fields = ["posted_on", "take_down_on", "url", "place", "note"]
        widgets = {"posted_on": AdminDateInput, "take_down_on": AdminDateInput}

    def _post_clean(self) -> None:
        # The action checks the record.
        pass

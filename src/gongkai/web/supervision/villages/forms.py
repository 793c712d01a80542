"""The forms behind the buttons of a cadre's telephone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.channels.forms.postings import ProofsField
from gongkai.web.publishing.channels.models import Channel, ChannelKind, Posting
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.villages.actions import least_days

RECENT = timedelta(days=120)
SHOWN = 40


class MessageForm(forms.Form):
    """What every message bears: the key and the moment, both made on the telephone."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    said_at = forms.DateTimeField(widget=forms.HiddenInput)


class PostedForm(MessageForm):
    """Which paper, on which board, for how long, with a photo."""

    item = forms.ModelChoiceField(
        ItemPage.objects.none(), label=_lazy("贴的是哪一条"), empty_label=None
    )
    board = forms.ModelChoiceField(
        Channel.objects.none(), label=_lazy("贴在哪里"), empty_label=None
    )
    days = forms.IntegerField(label=_lazy("贴多少天"), min_value=1, max_value=400)
    photos = ProofsField(label=_lazy("拍照"))

    def __init__(self, *args: Any, village: PublicBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["item"].queryset = items_for(village)
        self.fields["board"].queryset = boards_of(village)
        self.fields["board"].label_from_instance = lambda board: f"{board.name}（{board.place}）"
        least = least_days(today)
        self.fields["days"].initial = least
        # The telephone refuses it at once: what a cadre fills in without net is not to come back tomorrow.
        self.fields["days"].widget.attrs["min"] = least
        self.fields["photos"].widget.attrs.update({"capture": "environment", "accept": "image/*"})


class RemovedForm(MessageForm):
    """What was taken down, with a photo."""

    posting = forms.ModelChoiceField(
        Posting.objects.none(), label=_lazy("撤下的是哪一条"), empty_label=None
    )
    photos = ProofsField(label=_lazy("拍照"))

    def __init__(self, *args: Any, village: PublicBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posting"].queryset = (
            Posting.objects.standing()
            .filter(body=village, kind=ChannelKind.BOARD)
            .select_related("item", "channel")
            .order_by("take_down_on", "pk")
        )
        self.fields["posting"].label_from_instance = lambda posting: (
            f"{posting.item.title}（{posting.where}）"
        )
        self.fields["photos"].widget.attrs.update({"capture": "environment", "accept": "image/*"})


class WordsForm(MessageForm):
    """A sentence."""

    text = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class NothingForm(WordsForm):
    """Why there was nothing."""

    text = forms.CharField(
        label=_lazy("为什么没有"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class QuestionForm(WordsForm):
    """What to ask."""

    text = forms.CharField(
        label=_lazy("想问乡镇什么（不写村民姓名）"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(forms.Form):
    """What the township answers."""

    answer = forms.CharField(
        label=_lazy("答复"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


def items_for(village: PublicBody) -> Any:
    """Public items of the village and of its township that are recent, the newest first."""
    recent = ItemPage.objects.public().filter(
        body__in=[village.pk, village.public_body_id],
        published_on__gte=timezone.localdate() - RECENT,
    )
    newest = recent.order_by("-published_on", "-pk").values_list("pk", flat=True)[:SHOWN]
    # A slice cannot be filtered by the choice that comes back.
    return ItemPage.objects.filter(pk__in=list(newest)).order_by("-published_on", "-pk")


def boards_of(village: PublicBody) -> Any:
    """The boards of a village that are in use."""
    return (
        Channel.objects.open_on(timezone.localdate())
        .filter(body=village, kind=ChannelKind.BOARD)
        .select_related("body")
    )

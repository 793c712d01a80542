"""Screens about channels: the inventory, one channel's sheet, and the forms that change it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.screens import Chip, FormScreen, ListScreen, ScreenView
from gongkai.web.publishing.channels.actions.channel import (
    change_channel,
    check_channel,
    close_channel,
    open_channel,
)
from gongkai.web.publishing.channels.forms.channels import (
    ChannelForm,
    CheckChannelForm,
    CloseChannelForm,
    NewChannelForm,
)
from gongkai.web.publishing.channels.models import Channel, ChannelCheck
from gongkai.web.publishing.channels.permissions import MANAGE_CHANNELS, POST
from gongkai.web.publishing.channels.silence import TO_MEND, Pulse, Standing, silence_of, standings
from gongkai.web.publishing.channels.to_dos import with_facts
from gongkai.web.publishing.permissions import SEE_DRAFTS

TONES = {Pulse.SILENT: "late", Pulse.DEAD: "late", Pulse.SOON: "soon"}
STATES = (
    ("", _lazy("在用的渠道")),
    ("mend", _lazy("长期未更新、打不开的")),
    ("unowned", _lazy("没有落实责任人的")),
    ("all", _lazy("连同停用的")),
)
SHOWN = 20


CHIPS = {
    Pulse.LIVE: "done",
    Pulse.SOON: "soon",
    Pulse.SILENT: "late",
    Pulse.DEAD: "late",
    Pulse.CLOSED: "none",
}


class ChannelList(ListScreen):
    """Every channel of the bodies that this user looks after; silent and broken ones are marked."""

    permission = SEE_DRAFTS
    page_title = _lazy("发布渠道")
    template_name = "channels/channels.html"
    columns = (
        ("name", _lazy("名称")),
        ("pulse", _lazy("状态")),
        ("kind", _lazy("类别")),
        ("body", _lazy("机关")),
        ("last", _lazy("最后发布")),
        ("due", _lazy("最迟更新")),
        ("owner", _lazy("责任人")),
    )
    searched = ("name", "place", "registration_number", "body__name")
    search_hint = _lazy("名称、账号、位置")
    empty = _lazy("还没有登记发布渠道。")
    add_permission = MANAGE_CHANNELS
    add_url_name = "publishing:new-channel"
    add_label = _lazy("登记渠道")

    def get_queryset(self) -> QuerySet[Channel]:
        today, state = timezone.localdate(), self.request.GET.get("state", "")
        channels = Channel.objects.visible_to(self.request.user)
        if state != "all":
            channels = channels.open_on(today)
        if state in {"mend", "unowned"}:
            found = [
                each.channel.pk
                for each in standings(with_facts(channels, today), today)
                if (each.pulse in TO_MEND if state == "mend" else not each.owner)
            ]
            channels = channels.filter(pk__in=found)
        return with_facts(channels, today).order_by("body__lineage", "kind", "name")

    def row(self, record: Channel) -> dict[str, Any]:
        (standing,) = standings([record], timezone.localdate())
        return {
            "url": reverse("publishing:channel", args=[record.pk]),
            "tone": TONES.get(standing.pulse, ""),
            "cells": [
                record.name,
                Chip(standing.pulse.value, CHIPS[standing.pulse]),
                record.get_kind_display(),
                record.body.short_name,
                standing.last_on.isoformat() if standing.last_on else _("从未"),
                standing.due_on.isoformat() if standing.due_on else "—",
                standing.owner or _("未落实"),
            ],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            filters=True, states=STATES, state=self.request.GET.get("state", ""), **kwargs
        )


class NewChannelScreen(FormScreen):
    """Enter a channel."""

    permission = MANAGE_CHANNELS
    page_title = _lazy("登记渠道")
    form_class = NewChannelForm
    parent_crumbs = (("publishing:channels", _lazy("发布渠道")),)
    done_message = _lazy("已登记。")

    def get_form_kwargs(self) -> dict[str, Any]:
        owners = PublicBody.objects.filter(
            pk__in=self.request.user.bodies_where(MANAGE_CHANNELS), abolished_on=None
        )
        return {
            **super().get_form_kwargs(),
            "owners": owners.order_by("lineage"),
            "bodies": owners.values("public_body"),
        }

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "") for name in ("body", "kind", "name")}
        return {**super().get_initial(), **{name: told for name, told in asked.items() if told}}

    def act(self, form: forms.Form) -> Channel:
        values = dict(form.cleaned_data)
        return open_channel(
            values.pop("body"), acting_user=self.request.user, **values, at=timezone.now()
        )

    def get_next_url(self, result: Channel) -> str:
        return reverse("publishing:channel", args=[result.pk])


class OneChannel:
    """A screen about the channel named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def channel(self) -> Channel:
        return get_object_or_404(
            with_facts(Channel.objects.all(), timezone.localdate()), pk=self.kwargs["pk"]
        )

    @cached_property
    def standing(self) -> Standing:
        (standing,) = standings([self.channel], timezone.localdate())
        return standing

    def get_body(self) -> PublicBody:
        return self.channel.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse("publishing:channels"), _("发布渠道")),
            (reverse("publishing:channel", args=[self.channel.pk]), self.channel.name),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:channel", args=[self.channel.pk])


class ChannelSheet(OneChannel, ScreenView):
    """One channel: its facts, how it stands, what was posted on it and when it was looked at."""

    permission = SEE_DRAFTS
    template_name = "channels/channel.html"

    def get_page_title(self) -> str:
        return self.channel.name

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(reverse("publishing:channels"), _("发布渠道"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        channel, user, today = self.channel, self.request.user, timezone.localdate()
        postings = list(channel.postings.select_related("item", "body", "channel")[:SHOWN])
        is_open = channel.closed_on is None
        return super().get_context_data(
            channel=channel,
            standing=self.standing,
            silence=silence_of(channel),
            late=self.standing.pulse in {Pulse.SILENT, Pulse.DEAD},
            postings=[(posting, posting.must_go(today)) for posting in postings],
            checks=channel.checks.select_related("checked_by")[:SHOWN],
            may={
                "change": is_open and user.may(MANAGE_CHANNELS, channel.body),
                "check": is_open and user.may(POST, channel.body),
            },
            **kwargs,
        )


class EditChannelScreen(OneChannel, FormScreen):
    """Change what the inventory says."""

    permission = MANAGE_CHANNELS
    page_title = _lazy("修改渠道")
    form_class = ChannelForm

    def get_form_kwargs(self) -> dict[str, Any]:
        answering = self.channel.body.public_body_id or self.channel.body_id
        return {**super().get_form_kwargs(), "instance": self.channel, "bodies": [answering]}

    def act(self, form: forms.Form) -> Channel:
        return change_channel(
            self.channel, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class CloseChannelScreen(OneChannel, FormScreen):
    """Close a channel."""

    permission = MANAGE_CHANNELS
    page_title = _lazy("停用渠道")
    submit_label = _lazy("停用")
    done_message = _lazy("已停用，记录保留。")
    form_class = CloseChannelForm

    def act(self, form: forms.Form) -> Channel:
        return close_channel(
            self.channel, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class CheckChannelScreen(OneChannel, FormScreen):
    """Say what was seen."""

    permission = POST
    page_title = _lazy("登记检查")
    form_class = CheckChannelForm

    def act(self, form: forms.Form) -> ChannelCheck:
        return check_channel(
            self.channel, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )

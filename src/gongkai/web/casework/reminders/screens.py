"""The screen on which somebody gets the address of their calendar."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.reminders.feed import make_feed
from gongkai.web.casework.reminders.models import CalendarFeed
from gongkai.web.office.screens import FormScreen


class CalendarFeedScreen(FormScreen):
    """Make a new address; it is shown once."""

    permission = HANDLE
    page_title = _lazy("期限日历")
    form_class = forms.Form
    template_name = "casework/calendar_feed.html"
    submit_label = _lazy("生成新的订阅地址")
    address = ""

    def act(self, form: forms.Form) -> str:
        return make_feed(acting_user=self.request.user, at=timezone.now())

    def get_done_response(self, result: str) -> HttpResponse:
        """The address stands on this page and nowhere else."""
        self.address = self.request.build_absolute_uri(reverse("portal:calendar", args=[result]))
        response = self.render_to_response(self.get_context_data())
        response["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        feed = CalendarFeed.objects.filter(user=self.request.user.pk).first()
        return super().get_context_data(address=self.address, feed=feed, **kwargs)

"""What public items say of how to reach a body, where that is no longer so."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.office.screens import ScreenView
from gongkai.web.publishing.channels.contact_check import mismatches
from gongkai.web.publishing.permissions import SEE_DRAFTS


class ContactCheckScreen(ScreenView):
    """Each item with what it says and what holds."""

    permission = SEE_DRAFTS
    page_title = _lazy("联系方式核对")
    template_name = "channels/contact_check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = timezone.localdate()
        return super().get_context_data(
            day=day,
            mismatches=mismatches(self.request.user.bodies_where(SEE_DRAFTS), day),
            **kwargs,
        )

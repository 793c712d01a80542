"""What a person may do with their own account."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _lazy
from django_otp import user_has_device

from gongkai.web.accounts.permissions import ENTER_OFFICE
from gongkai.web.office.screens import ScreenView


class AccountScreen(ScreenView):
    """A person's own account; it hides Wagtail's screen of the same address."""

    permission = ENTER_OFFICE
    page_title = _lazy("我的账号")
    template_name = "office/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            roles=[service.role.label for service in self.request.user.services],
            has_second_factor=user_has_device(self.request.user),
            **kwargs,
        )

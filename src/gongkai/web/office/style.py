"""The living page of the components: each in all its states, in three ways of showing."""

from __future__ import annotations

from typing import Any

from gongkai.web.accounts.permissions import ENTER_OFFICE
from gongkai.web.office.screens import ScreenView

MODES = {"normal": "标准", "large": "大字", "contrast": "高对比"}


class StyleScreen(ScreenView):
    """What the office is built of."""

    permission = ENTER_OFFICE
    page_title = "界面组件"
    template_name = "office/style.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("mode", "")
        mode = asked if asked in MODES else "normal"
        return super().get_context_data(mode=mode, modes=MODES.items(), **kwargs)

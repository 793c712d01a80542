"""How something is approved: stages, steps, four eyes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class ApprovalsConfig(AppConfig):
    """One engine for items, replies, extensions and reports; its tables are abstract."""

    name = "gongkai.web.approvals"
    label = "approvals"
    verbose_name = _lazy("审批")

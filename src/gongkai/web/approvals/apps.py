"""How something is approved: stages, steps, four eyes."""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    """One engine for items, replies, extensions and reports; its tables are abstract."""

    name = "gongkai.web.approvals"
    label = "approvals"
    verbose_name = "审批"

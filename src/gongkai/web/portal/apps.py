"""The public pages: columns, bodies, items, search, feeds and open data."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save, pre_delete
from django.utils.translation import gettext_lazy as _lazy


class PortalConfig(AppConfig):
    """Reads what publishing has released, and keeps the search index in step with it."""

    name = "gongkai.web.portal"
    label = "portal"
    verbose_name = _lazy("门户")

    def ready(self) -> None:
        from gongkai.web.journal.models import Entry
        from gongkai.web.office.menu import Entry as MenuEntry
        from gongkai.web.office.menu import provide_further_entry
        from gongkai.web.portal import alerts, generation, listeners, unanswered
        from gongkai.web.portal.models import SearchEntry
        from gongkai.web.portal.search import schema
        from gongkai.web.publishing.duties.released import provide_mark
        from gongkai.web.publishing.items.signals import item_released, item_withdrawn
        from gongkai.web.publishing.permissions import SEE_DRAFTS
        from gongkai.web.schedule.jobs import provide_job
        from gongkai.web.supervision.demand.sources import provide_demand

        post_save.connect(listeners.act_recorded, sender=Entry)
        item_released.connect(listeners.released)
        item_withdrawn.connect(listeners.withdrawn)
        provide_mark(generation.current)
        provide_job("检索索引", listeners.mend)
        provide_job("没有结果的检索", unanswered.forget_old)
        provide_job("邮件提醒", alerts.send_alerts, daily=True)
        provide_demand("portal", unanswered.asked_of)
        provide_further_entry(
            19, MenuEntry(_lazy("群众没搜到的"), "unanswered:list", "search", SEE_DRAFTS)
        )
        pre_delete.connect(listeners.entry_deleted, sender=SearchEntry)
        post_migrate.connect(schema.after_migrate, sender=self)

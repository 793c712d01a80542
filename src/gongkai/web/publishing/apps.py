"""Publishing: the catalogue, items, their release and what is owed."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Stands on bodies; is read by the portal and by reporting."""

    name = "gongkai.web.publishing"
    label = "publishing"
    verbose_name = "主动公开"

    def ready(self) -> None:
        from gongkai.web.accounts.today import provide_errands, provide_signs
        from gongkai.web.bodies.matters import provide_matters
        from gongkai.web.bodies.signals import facts_changed
        from gongkai.web.publishing import signals
        from gongkai.web.publishing.actions import importing
        from gongkai.web.publishing.by_the_clock import expire, release, take_down
        from gongkai.web.publishing.catalogue.matters import matters
        from gongkai.web.publishing.channels.contact_check import contact_errands
        from gongkai.web.publishing.chores import provide_chore
        from gongkai.web.publishing.errands import consultations
        from gongkai.web.publishing.errands.channels import channel_errands
        from gongkai.web.publishing.errands.items import errands
        from gongkai.web.publishing.errands.signs import signs
        from gongkai.web.publishing.explanations import unexplained
        from gongkai.web.publishing.guides import outdating
        from gongkai.web.publishing.scanning.scan import scan_a_while
        from gongkai.web.publishing.working_rules import templates

        provide_errands("publishing", errands)
        provide_signs("publishing", signs)
        provide_errands("consultations", consultations.errands)
        provide_errands("explanations", unexplained.errands)
        provide_errands("working-rules", templates.errands)
        provide_errands("publishing.channels", channel_errands)
        provide_errands("publishing.outdated", outdating.errands)
        facts_changed.connect(outdating.facts_changed)
        signals.item_released.connect(outdating.item_released)
        provide_errands("publishing.contacts", contact_errands)
        provide_matters(matters)
        provide_chore("定时发布", release)
        provide_chore("公示期满", take_down)
        provide_chore("有效期满", expire)
        provide_chore("存量排查", scan_a_while)
        provide_chore("导入存量信息", importing.by_the_clock)

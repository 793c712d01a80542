"""Publishing: the catalogue, items, their release and what is owed."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Stands on bodies; is read by the portal and by reporting."""

    name = "gongkai.web.publishing"
    label = "publishing"
    verbose_name = "主动公开"

    def ready(self) -> None:
        from gongkai.web.accounts.today import provide_errands
        from gongkai.web.bodies.matters import provide_matters
        from gongkai.web.publishing import consultation_errands
        from gongkai.web.publishing.channel_errands import channel_errands
        from gongkai.web.publishing.errands import errands
        from gongkai.web.publishing.matters import matters

        provide_errands("publishing", errands)
        provide_errands("consultations", consultation_errands.errands)
        provide_errands("publishing.channels", channel_errands)
        provide_matters(matters)

"""Publishing: the catalogue, items, their release and what is owed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.office.nouns import ModelsByNoun

# Lowest first; each may use those before it, where import-linter lets it.
NOUNS = (
    "catalogue",
    "items",
    "channels",
    "submissions",
    "consultations",
    "explanations",
    "guides",
    "working_rules",
    "scans",
    "duties",
    "intake",
)


class PublishingConfig(ModelsByNoun, AppConfig):
    """Stands on bodies; is read by the portal and by reporting."""

    name = "gongkai.web.publishing"
    label = "publishing"
    verbose_name = _lazy("主动公开")
    nouns = NOUNS

    def ready(self) -> None:
        from gongkai.web.publishing import menu, wiring

        menu.provide()
        wiring.connect()

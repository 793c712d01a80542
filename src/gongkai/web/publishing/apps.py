"""Publishing: the catalogue, items, their release and what is owed."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy

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


class PublishingConfig(AppConfig):
    """Stands on bodies; is read by the portal and by reporting."""

    name = "gongkai.web.publishing"
    label = "publishing"
    verbose_name = _lazy("主动公开")

    def import_models(self) -> None:
        """Models stand with their nouns; there is no hall of all of them."""
        super().import_models()
        for noun in NOUNS:
            module = import_module(f"{self.name}.{noun}.models")
            self.models_module = self.models_module or module

    def ready(self) -> None:
        from gongkai.web.publishing import menu, wiring

        menu.provide()
        wiring.connect()

"""An app cut by noun: its models stand with their nouns."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import ClassVar


class ModelsByNoun:
    """For an ``AppConfig``: the models of each of its ``nouns``, lowest first; there is no hall of all of them."""

    name: str
    models_module: ModuleType | None
    nouns: ClassVar[tuple[str, ...]] = ()

    def import_models(self) -> None:
        """Import the models of every noun."""
        super().import_models()  # type: ignore[misc]
        for noun in self.nouns:
            module = import_module(f"{self.name}.{noun}.models")
            self.models_module = self.models_module or module

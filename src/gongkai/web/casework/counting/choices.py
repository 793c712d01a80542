"""The choices that hold for a body where counting is unsettled. The room that keeps them says at start how they are asked for."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.statute.settings import DEFAULT, Settings
from gongkai.web.bodies.models import PublicBody

CountingChoices = Callable[[PublicBody, int], Settings]
_provider: CountingChoices | None = None


def provide_choices(provider: CountingChoices) -> None:
    """Name the function that tells the choices of a body for a year, in the `ready()` of its room."""
    global _provider
    _provider = provider


def choices_of(body: PublicBody, year: int) -> Settings:
    """The choices by which a body's year is counted; the defaults where nobody chose."""
    return DEFAULT if _provider is None else _provider(body, year)

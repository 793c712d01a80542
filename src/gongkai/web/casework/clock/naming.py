"""What a clerk calls each consultation of a case: letters, which stand above, tell by number and addressee."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gongkai.web.casework.requests.models import DisclosureRequest

Names = Callable[[DisclosureRequest], Mapping[str, str]]
_sources: list[Names] = []


def provide_names(names: Names) -> None:
    """Register who knows: a case → its consultations by `ref`."""
    if names not in _sources:
        _sources.append(names)


def named_to(disclosure_request: DisclosureRequest) -> dict[str, str]:
    """The name of each consultation; for those who handle the case."""
    found: dict[str, str] = {}
    for names in _sources:
        found |= names(disclosure_request)
    return found

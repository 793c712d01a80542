"""Bodies that a question names, in full or as people call them."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.portal.search.wordings import wordings

GOVERNMENT = "人民政府"


class NamedBody(NamedTuple):
    """A body, and the part of the question that names it."""

    number: int
    said: str


def named_body(question: str) -> NamedBody | None:
    """The body that is named by the longest part of the question; a county by its bare name is a place."""
    asked = question
    known = _known(asked)
    said = max((form for form in known if form in asked), key=len, default="")
    return NamedBody(known[said], said) if said else None


def named_village(question: str) -> NamedBody | None:
    """The township that answers for the one village that is named; none where several bear the name."""
    villages = PublicBody.objects.filter(kind=Kind.VILLAGE, abolished_on=None)
    names = villages.values_list("short_name", "public_body")
    named = {each for each in names if len(each[0]) > 1 and each[0] in question}
    if len(named) != 1:
        return None
    [(said, number)] = named
    return NamedBody(number, said) if number else None


def _known(question: str) -> dict[str, int]:
    bodies = list(
        PublicBody.objects.public()
        .real()
        .values_list("pk", "name", "short_name", "kind", named=True)
    )
    places = [each.short_name for each in bodies if each.kind == Kind.COUNTY_GOVERNMENT]
    known: dict[str, int] = {}
    for each in bodies:
        for form in _forms(each.name, each.short_name, each.kind, places):
            known.setdefault(form, each.pk)
    today = wordings().bodies
    for former in (former for former in today if former in question):
        found = known.get(today[former])
        if found is not None:
            # 县农业局 as well as 农业局.
            for said in (former, f"县{former}", *(f"{place}{former}" for place in places)):
                known.setdefault(said, found)
    return known


def _forms(name: str, short_name: str, kind: str, places: list[str]) -> list[str]:
    forms = [name, name.replace(GOVERNMENT, "政府")]
    if kind == Kind.COUNTY_GOVERNMENT:
        return [*forms, f"{short_name[-1:]}政府"]
    bare = name
    for place in places:
        bare = bare.removeprefix(place)
    return [*forms, short_name, bare, f"县{bare}"]

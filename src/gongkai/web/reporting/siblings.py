"""The reports with whose words a body's report is compared: the other bodies', and its own of earlier years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.report.interchange import from_json
from gongkai.report.likeness import ComparedWords
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import county_of
from gongkai.web.reporting import jobs
from gongkai.web.reporting.models import ReportFile, YearReport

MOST = 400
"""With so many reports at most words are compared."""
YEARS = 3
"""How far back the body's own reports are looked at; the year before has rules of its own."""
KEPT = ("edition", "organization", "organization_full", "named_as", "source")


@dataclass(frozen=True)
class Sibling:
    """A stored file, and the name that a finding gives it."""

    file: int
    sha256: str
    name: str


def siblings_of(body: PublicBody, year: int) -> list[Sibling]:
    """The files with whose words a report is compared.

    Those of the same county on the same year and on the one before, and the body's own of the years before that.
    """
    county = county_of(body)
    others = Q(body__lineage__startswith=county.lineage, year__in=(year, year - 1)) & ~Q(body=body)
    own = Q(body=body, year__in=range(year - YEARS, year - 1))
    found = (
        YearReport.objects.filter(others | own)
        .exclude(current=None)
        .order_by("-year", "pk")
        .values_list("current", "current__sha256", "body__name", "year")[:MOST]
    )
    return [
        Sibling(
            file, sha256, name if of == year else _("{name}{year}年").format(name=name, year=of)
        )
        for file, sha256, name, of in found
    ]


def words_of(siblings: Sequence[Sibling]) -> list[tuple[str, str]]:
    """Their names and words, as the job takes them that compares."""
    names = {each.file: each.name for each in siblings}
    found = ReportFile.objects.filter(pk__in=names).order_by("pk").values_list("pk", "data")
    return [(names[pk], _words(data)) for pk, data in found]


def wordings_of(siblings: Sequence[Sibling]) -> list[ComparedWords]:
    """The same taken apart; kept for the next draft that is compared with them."""
    return [_wording(each) for each in siblings]


@lru_cache(maxsize=2048)
def _wording(sibling: Sibling) -> ComparedWords:
    data = ReportFile.objects.values_list("data", flat=True).get(pk=sibling.file)
    return ComparedWords.of(from_json(_words(data)), sibling.name)


def _words(data: Mapping[str, Any]) -> str:
    kept = {key: data[key] for key in KEPT if key in data}
    return jobs.as_text({**kept, "sections": data["sections"], "tables": {}})

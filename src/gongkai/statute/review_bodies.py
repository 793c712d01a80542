"""复议机关 by the kind of body that decided: `review_bodies/*.toml`, old law beside new.

What the law alone says is a description (上一级人民政府); the name is a field of the body, since the government above a county is not
always a prefecture's, and courts are often centralised (行政诉讼法第十八条第二款).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import MappingProxyType

from gongkai.statute.citations import read_cite
from gongkai.statute.errors import NotInForce, UnknownCode
from gongkai.statute.loader import Record, load_folder


class Level(Enum):
    """The kind of body that decided."""

    TOWNSHIP = "township"
    STREET = "street"
    COUNTY_DEPARTMENT = "county_department"
    JUSTICE_BUREAU = "justice_bureau"
    DISPATCHED_AGENCY = "dispatched_agency"
    AUTHORISED_ORGANISATION = "authorised_organisation"
    COUNTY = "county"
    VERTICAL = "vertical"

    @classmethod
    def named(cls, code: str) -> Level:
        """The level with this code.

        Raises:
            UnknownCode: no such level.
        """
        for level in cls:
            if level.value == code:
                return level
        raise UnknownCode("机关层级", code, [level.value for level in cls])


@dataclass(frozen=True)
class ReviewBodies:
    """Who reviews, from `begins` on.

    Attributes:
        bodies: several = the applicant chooses.
        cite: where it stands.
        checked: when it was last compared with the published text, or None where it never was.
    """

    begins: date
    bodies: tuple[str, ...]
    cite: str
    checked: date | None


def read_review_bodies(record: Record) -> tuple[ReviewBodies, ...]:
    """The versions of one file, in order of time."""
    record.text("label")
    versions: list[ReviewBodies] = []
    for entry in record.some_records("value"):
        version = ReviewBodies(
            entry.day("from"),
            entry.texts("bodies"),
            read_cite(entry),
            entry.day("checked") if entry.flag("compared", default=True) else None,
        )
        entry.close()
        if versions and version.begins <= versions[-1].begins:
            raise entry.wrong("from", f"为{version.begins}，应按时间先后排列")
        versions.append(version)
    return tuple(versions)


@cache
def load_review_bodies() -> Mapping[str, tuple[ReviewBodies, ...]]:
    """Every level's versions by its code."""
    return MappingProxyType(load_folder("review_bodies", read_review_bodies))


def review_bodies(level: Level, on: date) -> ReviewBodies:
    """Who reviews the acts of such a body on a day.

    Raises:
        NotInForce: no version covers that day.
    """
    versions = load_review_bodies()[level.value]
    for version in reversed(versions):
        if version.begins <= on:
            return version
    raise NotInForce("行政复议机关", on, versions[0].begins)

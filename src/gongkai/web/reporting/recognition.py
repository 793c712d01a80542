"""Whose report a file is: the body and the year that it names, matched with ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.report.organizations import parse_body
from gongkai.report.reading.headings.titles import parse_title
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.items.elsewhere import Elsewhere

OFFICES = ("党政综合办公室", "综合办公室", "党政办公室", "办公室")
"""Endings that do not make another body, the longest first."""
TOWNSHIP_RANK = 4
_GOVERNMENT = re.compile(r"(?:人民)?政府")


class NotOurs(ActionError):
    """The file names another body or year than it is filed for, or none that we know."""


@dataclass(frozen=True)
class Named:
    """What the file says of itself; empty or ``None`` where it does not say. ``places`` are the names in which higher places stand."""

    name: str
    full_name: str
    year: int | None
    places: tuple[str, ...] = ()

    @property
    def fullest(self) -> str:
        """The name that tells most, of those by which the body itself is called."""
        told = (self.full_name, *self.places, self.name)
        return next((name for name in told if county_in(name)), self.full_name or self.name)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Named:
        """From the report as data."""
        full = data.get("organization_full") or ""
        said = data.get("named_as") or {}
        elsewhere = [said.get(place) or "" for place in ("title", "signature", "text")]
        return cls(
            data.get("organization") or "",
            full,
            data.get("year"),
            tuple(filter(None, (full, *elsewhere))),
        )


def bodies_named(named: Named, bodies: Iterable[PublicBody]) -> list[PublicBody]:
    """Those of the bodies that the file may be of; several where a name is not enough.

    A body of the same name in another county is none of them, wherever the file names that county.
    """
    wanted = {_plain(named.name), _plain(named.full_name)} - {""}
    near = [body for body in bodies if _likely(body, wanted)]
    exact = [body for body in near if _plain(body.name) in wanted]
    return [body for body in exact or near if not _foreign_county(named, body)]


def _likely(body: PublicBody, wanted: set[str]) -> bool:
    plain = _plain(body.name)
    return any(name.endswith(plain) or plain.endswith(name) for name in wanted)


def _foreign_county(named: Named, body: PublicBody) -> bool:
    """Whether the names put the body into a county that is not its own. The fullest name that tells a county decides."""
    above = _places_above(body)
    for name in named.places:
        county = county_in(name)
        if county:
            return bool(above) and county not in above
    return False


def county_in(name: str) -> str:
    """The county, district or city directly above the body that is named; empty where the name tells none."""
    found = parse_body(name)
    if found is None or not found.places:
        return ""
    own = found.rank == TOWNSHIP_RANK or not found.tail or _GOVERNMENT.fullmatch(found.tail)
    higher = found.places[:-1] if own else found.places
    last = higher[-1] if higher else ""
    return last if last.endswith(("县", "区", "市", "旗")) else ""


def _named_in_full(body: PublicBody) -> str:
    """With the county before it, where the county is what differs."""
    county = next((each for each in sorted(_places_above(body)) if each), "")
    return body.name if body.name.startswith(county) else f"{county}{body.name}"


def _places_above(body: PublicBody) -> set[str]:
    """The county and what lies above it, as places."""
    names = set()
    standing: PublicBody | None = body
    while standing is not None:
        if standing.kind == Kind.COUNTY_GOVERNMENT:
            found = parse_body(standing.name)
            names |= set(found.places) if found else set()
            names.add(standing.name.removesuffix("人民政府"))
        standing = standing.parent
    return names


def require_ours(named: Named, body: PublicBody, year: int) -> None:
    """Raises `NotOurs` where the file names another body or another year; a file that names none is let pass."""
    if named.year is not None and named.year != year:
        raise NotOurs(
            _(
                "文件是 {found} 年的报告，应为 {year} 年；请换成本年度的文件，或者存到 {found} 年。"
            ).format(found=named.year, year=year)
        )
    if (named.name or named.full_name) and not bodies_named(named, [body]):
        raise NotOurs(
            _("文件写明的机关是“{found}”，应为“{body}”；请核对是不是拿错了文件。").format(
                found=named.fullest,
                body=_named_in_full(body) if _foreign_county(named, body) else body.name,
            )
        )


def where_reports_go(body: PublicBody, title: str) -> Elsewhere | None:
    """Where a paper with the title of an annual report is handed in; nowhere where it is another body's; ``None`` for any other paper."""
    read = parse_title(title)
    answering = body.public_body or body
    if read is None or read.year is None or not answering.is_public:
        return None
    what = _("{year} 年年度报告").format(year=read.year)
    said = read.body or ""
    found = parse_body(said) if said else None
    if found is not None:
        named = Named(found.name, found.full_name or "", read.year, (said,))
        if not bodies_named(named, [answering]):
            return Elsewhere(
                what,
                "",
                _(
                    "这是“{said}”的{what}，不是{body}的；不能登记为本机关的信息，请核对是不是拿错了文件。"
                ).format(said=said, what=what, body=answering.name),
            )
    return Elsewhere(
        what,
        reverse("reporting:new", args=[answering.pk, read.year]),
        _(
            "这是{what}，要在“年度报告”里存入、核对和报送，不作为一般信息登记；请从“年度报告”存入。"
        ).format(what=what),
    )


def _plain(name: str) -> str:
    plain = name.replace(" ", "").replace("　", "")
    for office in OFFICES:
        if plain.endswith(office) and len(plain) > len(office) + 2:
            return plain.removesuffix(office)
    return plain

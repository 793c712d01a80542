"""Whose report a file is: the body and the year that it names, matched with ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.report.reading.headings.titles import parse_title
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.intake.elsewhere import Elsewhere

OFFICES = ("党政综合办公室", "综合办公室", "党政办公室", "办公室")
"""Endings that do not make another body, the longest first."""


class NotOurs(ActionError):
    """The file names another body or year than it is filed for, or none that we know."""


@dataclass(frozen=True)
class Named:
    """What the file says of itself; empty or ``None`` where it does not say."""

    name: str
    full_name: str
    year: int | None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Named:
        """From the report as data."""
        return cls(
            data.get("organization") or "", data.get("organization_full") or "", data.get("year")
        )


def bodies_named(named: Named, bodies: Iterable[PublicBody]) -> list[PublicBody]:
    """Those of the bodies that the file may be of; several where a name is not enough."""
    wanted = {_plain(named.name), _plain(named.full_name)} - {""}
    exact = [body for body in bodies if _plain(body.name) in wanted]
    if exact:
        return exact
    return [
        body
        for body in bodies
        if any(
            name.endswith(_plain(body.name)) or _plain(body.name).endswith(name) for name in wanted
        )
    ]


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
                found=named.full_name or named.name, body=body.name
            )
        )


def where_reports_go(body: PublicBody, title: str) -> Elsewhere | None:
    """Where a paper with the title of an annual report is handed in; ``None`` for any other paper."""
    read = parse_title(title)
    answering = body.public_body or body
    if read is None or read.year is None or not answering.is_public:
        return None
    return Elsewhere(
        _("{year} 年年度报告").format(year=read.year),
        reverse("reporting:new", args=[answering.pk, read.year]),
    )


def _plain(name: str) -> str:
    plain = name.replace(" ", "").replace("　", "")
    for office in OFFICES:
        if plain.endswith(office) and len(plain) > len(office) + 2:
            return plain.removesuffix(office)
    return plain

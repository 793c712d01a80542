"""What the bodies of the invented county have published in the two years before a day.

The same day gives the same history. Figures come from the ranges of ``rhythm.toml``; some items are late.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_docx, spreadsheet
from gongkai.documents.writers.official import Form, OfficialDocument
from gongkai.documents.writers.spreadsheet import Look, Sheet, SheetCell
from gongkai.statute.errors import CalendarNotLoaded
from gongkai.statute.workdays import load_calendar
from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.demo.life import WAY, Decided, Past, one_day
from gongkai.web.publishing.demo.pictures import picture_of, tag_of
from gongkai.web.publishing.demo.prose import keywords_of, report, signed
from gongkai.web.publishing.demo.story import hour_of

YEARS = 2
# Of what comes every month all but the last two months shows one month in sixteen: enough to look back on.
THIN, ONE_IN = 22, 16
EVERY_MONTH = tuple(range(1, 13))
# A text of so many characters is whole as it is.
WHOLE = 320
# One item in so many comes weeks late.
LATE_ONE_IN = 17


@cache
def rhythm() -> dict[str, Any]:
    """The rhythm as data."""
    text = files("gongkai.web.publishing.demo").joinpath("rhythm.toml").read_text("utf-8")
    return tomllib.loads(text)


def rows_of(code: str) -> set[str]:
    """The rows of the catalogue under which a body publishes, or should."""
    owed = {each["row"] for each in rhythm()["series"] if code in each["bodies"]}
    owed |= {
        each["row"]
        for each in rhythm()["series"]
        if any(other.startswith(f"{code}-") for other in each["bodies"])
    }
    return owed | set(rhythm()["blank"].get(code, ()))


@dataclass(frozen=True)
class _Moment:
    """One item to come: whose, in which month, from which series."""

    series: dict[str, Any]
    code: str
    formed_on: date


def history(on: date) -> list[Past]:
    """Everything released before that day, in the two years that end with it."""
    bodies = {body.code: body for body in PublicBody.objects.select_related("public_body")}
    rows = {row.code: row for row in CatalogueRow.objects.all()}
    people = {user.username: user for user in User.objects.all()}
    found = []
    for moment in _moments(on):
        chance = random.Random(f"{moment.series['title']}{moment.code}{moment.formed_on}")  # noqa: S311  figures, no secrets
        body = bodies[moment.code]
        answering = body.public_body or body
        staff = [people[name] for name in rhythm()["staff"][answering.code]]
        item = _item(moment, body, rows[moment.series["row"]], staff, chance)
        if item.published_on < on:
            found.append(item)
    return found


def _moments(on: date) -> Iterator[_Moment]:
    first = date(on.year - YEARS, on.month, 1)
    months = [(first.year + (first.month + i) // 12, (first.month + i) % 12 + 1) for i in range(24)]
    for series in rhythm()["series"]:
        if "days_ago" in series:
            formed_on = working_day(on - timedelta(days=series["days_ago"]), 0)
            yield from (_Moment(series, code, formed_on) for code in series["bodies"])
            continue
        for number, (year, month) in enumerate(months):
            if month not in series.get("months", EVERY_MONTH):
                continue
            if "months" not in series and number < THIN and number % ONE_IN:
                continue
            formed_on = working_day(date(year, month, series["day"]), 0)
            for code in series["bodies"]:
                ended = series.get("ended", {}).get(code, 0)
                if formed_on < on - timedelta(days=30 * ended):
                    yield _Moment(series, code, formed_on)


def working_day(on: date, later: int) -> date:
    """The working day so many working days later; where no calendar is loaded, Monday to Friday."""
    calendar = load_calendar()
    left = later
    while True:
        try:
            works = calendar.is_working(on)
        except CalendarNotLoaded:
            works = on.weekday() < 5
        if works:
            if left == 0:
                return on
            left -= 1
        on += timedelta(days=1)


def _item(
    moment: _Moment,
    body: PublicBody,
    row: CatalogueRow,
    staff: list[User],
    chance: random.Random,
) -> Past:
    series, formed_on = moment.series, moment.formed_on
    words = _words(moment, body, chance)
    title = series["title"].format(**words)
    document_number = series.get("number", "").format(**words)
    summary = series["summary"].format(**words)
    sections = [section.format(**words) for section in series["sections"]]
    table = list(_people(series, words, body, chance)) if "people" in series else []
    if "days_ago" in series:
        # What hangs today came out on the day on which it was made.
        submitted_on, steps = formed_on, tuple(one_day(formed_on, staff[1:], 10))
    else:
        submitted_on = working_day(formed_on, chance.randint(1, 2))
        if chance.randrange(LATE_ONE_IN) == 0:
            submitted_on = working_day(formed_on, chance.randint(24, 33))
        steps = tuple(_steps(submitted_on, staff, chance))
    fields: dict[str, Any] = {
        "issuing_body": body.name,
        "document_number": document_number,
        "keywords": keywords_of(series["row"]),
    }
    if "matter" in series:
        fields |= {"matter": series["matter"].format(**words), "phase": series["phase"]}
    if "posted" in series:
        over = steps[-1].at.date() + timedelta(days=series["posted"])
        fields["take_down_on"] = working_day(over, 0)
    return Past(
        body=body,
        row=row,
        title=title,
        summary=summary,
        # A list that stands in a file is shown from there.
        text=_with_picture(
            _text(series, sections, [] if series.get("file") == "xlsx" else table, body, chance),
            series,
        )
        + signed(body.name, formed_on),
        formed_on=formed_on,
        drafted_by=staff[0],
        submitted_at=hour_of(submitted_on, 9, chance.randrange(60)),
        steps=steps,
        fields=fields,
        files=tuple(_files(series, title, document_number, body, sections, table)),
    )


def _words(moment: _Moment, body: PublicBody, chance: random.Random) -> dict[str, Any]:
    formed_on = moment.formed_on
    numbers = {
        name: chance.randint(*limits) for name, limits in moment.series.get("numbers", {}).items()
    }
    answering = body.public_body or body
    return {
        "name": body.name,
        "short": answering.short_name + body.short_name if body != answering else body.short_name,
        "unit": body.short_name[-1],
        "mark": body.short_name[0],
        "year": formed_on.year,
        "last_year": formed_on.year - 1,
        "month": formed_on.month,
        "quarter": (formed_on.month + 2) // 3,
        "serial": formed_on.month * 2 + chance.randrange(2),
        **numbers,
    }


def _steps(submitted_on: date, staff: list[User], chance: random.Random) -> Iterator[Decided]:
    on, hour = submitted_on, 10
    for (stage, comment), user in zip(WAY, staff[1:], strict=True):
        if chance.randrange(3) == 0:
            on, hour = working_day(on, 1), 9
        yield Decided(stage, user, hour_of(on, hour, chance.randrange(60)), comment)
        hour += 1


def _people(
    series: dict[str, Any], words: dict[str, Any], body: PublicBody, chance: random.Random
) -> Iterator[tuple[str, ...]]:
    """A list of as many lines as the text tells, village by village; names are masked."""
    names, heading = rhythm()["people"], series["people"]
    villages = list(body.children.filter(kind=Kind.VILLAGE).values_list("short_name", flat=True))
    yield "序号", "村", "姓名", heading, "金额（元）"
    total = 0
    lines = words[series["lines"]] if "lines" in series else chance.randint(30, 60)
    for number in range(lines):
        village = villages[number * len(villages) // lines] if villages else body.short_name
        name = f"{chance.choice(names['surnames'])}*{chance.choice(names['given'])}"
        amount = chance.randrange(12, 90) * 10
        total += amount
        kind = chance.choice(names["kinds"][heading])
        yield str(number + 1), village, name, kind, str(amount)
    yield "合计", "", "", "", str(total)


def _text(
    series: dict[str, Any],
    sections: list[str],
    table: list[tuple[str, ...]],
    body: PublicBody,
    chance: random.Random,
) -> str:
    if table or sum(map(len, sections)) > WHOLE:
        return "".join([*(f"<p>{escape(section)}</p>" for section in sections), _table(table)])
    answering = body.public_body or body
    villages = answering.children.filter(kind=Kind.VILLAGE).order_by("order")
    places = list(villages.values_list("short_name", flat=True))
    return "".join(report(series["row"], sections, places, chance))


def _table(lines: list[tuple[str, ...]]) -> str:
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in line) for line in lines)
    inside = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table>{inside}</table>" if inside else ""


def _with_picture(text: str, series: dict[str, Any]) -> str:
    if "picture" not in series:
        return text
    tag = tag_of(picture_of(series["picture"]["name"]), series["picture"]["alt"])
    first, end, rest = text.partition("</p>")
    return first + end + tag + rest


def _files(
    series: dict[str, Any],
    title: str,
    document_number: str,
    body: PublicBody,
    sections: list[str],
    table: list[tuple[str, ...]],
) -> Iterator[tuple[str, bytes]]:
    kind = series.get("file", "")
    if "picture" in series:
        yield f"{title}图1.png", picture_of(series["picture"]["name"])
    if kind == "docx":
        document = OfficialDocument(
            title=title,
            blocks=tuple(Paragraph(section) for section in sections),
            form=Form.DOCUMENT if document_number else Form.PLAIN,
            letterhead=f"{body.name}文件" if document_number else "",
            document_number=document_number,
        )
        yield f"{title}.docx", official_docx.write(document)
    if kind == "xlsx":
        lines = table or [("内容",), *((section,) for section in sections)]
        cells = tuple(
            SheetCell(row, column, text, Look.HEAD if row == 0 else Look.TEXT)
            for row, line in enumerate(lines)
            for column, text in enumerate(line)
        )
        sheet = Sheet("公开", cells, widths=tuple(18 for _ in lines[0]))
        yield f"{title}.xlsx", spreadsheet.write((sheet,))

"""Counts that sentences give of a list (共19人), compared with the list's rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.documents.model import Document, Origin, Paragraph
from gongkai.screening.people import people_in

_SAID = re.compile(
    r"(?:(?:以下|下列|上述|名单|本次|本批|本表|公示|对象|人员|家庭|农户|学生|老人|儿童)[^。；;\n，,]{0,16}?(?:共计?|合计|总计)|^\s*(?:共计?|合计|总计)|[，,：:（(]\s*(?:共计?|合计|总计))"
    r"\s*(?:有)?\s*(?P<count>\d{1,6})\s*(?P<unit>人|户|名|位)(?!次|均|员)"
)
# A list of households tells in a column how many people live in each: then its rows are no people.
_OF_A_HOUSEHOLD = re.compile(r"人\s*[口数]|户主")


@dataclass(frozen=True, slots=True)
class Count:
    """A sentence at `origin` that says `said` of a list whose rows give `rows` people.

    `start` and `end` are the number's place in `text`; `unit` is 人, 户, 名 or 位.
    """

    origin: Origin
    text: str
    start: int
    end: int
    said: int
    unit: str
    rows: int

    @property
    def agrees(self) -> bool:
        """Whether the sentence says what the rows give."""
        return self.said == self.rows

    @property
    def corrected(self) -> str:
        """The sentence with the number that the rows give."""
        return f"{self.text[: self.start]}{self.rows}{self.text[self.end :]}"


def people_listed(document: Document) -> int:
    """How many people the lists of `document` name together, masked or not."""
    return sum(people_in(table) for table in document.tables())


def counts(document: Document) -> Iterator[Count]:
    """The counts that sentences give of the one list of people in `document`.

    With none or several lists nothing is told: which of them a sentence means is not known.
    """
    said = [
        (block, match)
        for block in document.blocks
        if isinstance(block, Paragraph)
        for match in _SAID.finditer(block.text)
    ]
    tables = (
        [(found, table) for table in document.tables() if (found := people_in(table))]
        if said
        else []
    )
    if len(tables) != 1:
        return
    ((rows, table),) = tables
    by_household = any(_OF_A_HOUSEHOLD.search(cell.text) for cell in table.cells if cell.row < 3)
    for block, match in said:
        if by_household and match.group("unit") != "户":
            continue
        yield Count(
            block.origin,
            block.text,
            *match.span("count"),
            said=int(match.group("count")),
            unit=match.group("unit"),
            rows=rows,
        )

"""One table: what in its cells must not go out, told by its columns and by its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from gongkai.documents.model import Table, TableCell
from gongkai.screening.addresses import addresses
from gongkai.screening.columns import Column, Profile, digits_of, meaning_of, profile
from gongkai.screening.health import CAUSE, DISABILITY, ILLNESS, is_birth_date
from gongkai.screening.hit import Hit, plain
from gongkai.screening.lexicon import any_of, lexicon
from gongkai.screening.names import is_name, is_sensitive_title
from gongkai.screening.numbers import is_card, is_identity, looks_like_old_identity
from gongkai.screening.text import hits_in_text


class CellHit(NamedTuple):
    """A hit in the cell at position `cell` of `Table.cells`."""

    cell: int
    hit: Hit


_MASK = re.compile(r"[*＊○〇█■]|[Xx]{3}|某")
_NOTHING = re.compile(r"\s*(?:无|否|没有|不详|健康|良好|正常|一般|较好|[-/\\—_]+|0|×|√|是)?\s*")
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:0\d{2,3})?[2-8]\d{6,7}")
_SENSITIVE_VALUE = re.compile(any_of(lexicon("contexts")["after_name"]) + "|低保|五保|重度残")
_FRAGMENT = re.compile(r"[\dXx]{1,17}")
_SPACES = re.compile(r"[ \-'’`\n]")
_PLAIN_NUMBER = re.compile(r"[\d.,]{0,10}|\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?")
_SIMPLE = re.compile(r"[\u4e00-\u9fff]{1,4}|[\u4e00-\u9fff]{2,8}(?:村|社区|镇|乡|组|县)")
_BIRTH_HINT = re.compile(r"\d{4}")
_NOT_A_LABEL = re.compile(r"\d|[一二三四五六七八九十]组|(?:村|社区|[镇乡])(?:$|.*(?:组|号|社|队)$)")
_SCIENTIFIC = re.compile(r"[1-9]\.\d{3,16}[Ee]\+1[4-8]")


def hits_in_table(
    table: Table,
    *,
    title: str = "",
    recognised: bool = False,
    non_public_numbers: Sequence[str] = (),
) -> tuple[Profile, list[CellHit]]:
    """The table's profile and its hits, column by column, in the order of the columns.

    `title` is what stands above the table, with the names of its sheet and its file: it tells whether the people
    in it are in a sensitive situation.
    """
    seen = profile(table)
    screener = _TableScreener(table, seen, f"{title} {seen.title}", recognised, non_public_numbers)
    return seen, list(screener.hits())


class _TableScreener:
    def __init__(
        self,
        table: Table,
        seen: Profile,
        title: str,
        recognised: bool,
        non_public_numbers: Sequence[str],
    ) -> None:
        self.table = table
        self.seen = seen
        self.title = title
        self.recognised = recognised
        self.non_public_numbers = non_public_numbers
        self.known: dict[tuple[str, str], tuple[Hit, ...]] = {}
        has = {column.meaning for column in seen.columns}
        self.officials = "position" in has or (
            "body" in has and not has & {"resident_id", "account"}
        )
        self.directory = (
            "body" in has
            and not has & {"resident_id", "account", "birth_date"}
            and not self._of_persons()
        )
        self.of_persons = self._of_persons()
        heads = " ".join(column.head for column in seen.columns)
        self.sensitive = is_sensitive_title(self.title) or is_sensitive_title(heads)

    def _of_persons(self) -> bool:
        for column in self.seen.holding("name", "resident_id"):
            values = [self.table.cells[number].text for number in column.cells[:200]]
            named = sum(
                1
                for value in values
                if is_name(value) or _MASK.search(value) or is_identity(digits_of(value))
            )
            if named and named * 2 >= len([value for value in values if value.strip()]):
                return True
        return False

    def hits(self) -> Iterator[CellHit]:
        medical_rows: set[int] = set()
        by_meaning: dict[str, Callable[[str], Hit | None]] = {
            "resident_id": _resident_id,
            "account": _account,
            "social_security": _social_security,
            "passport": _document("passport"),
            "travel_permit": _document("travel-permit"),
            "disability_number": _disability_number,
            "telephone": self._telephone,
            "birth_date": _birth_date,
            "plate": _whole(
                "plate", re.compile(r"[\u4e00-\u9fff][A-Z][·. \-]?[A-Z\d]{4,6}[\u4e00-\u9fff]?")
            ),
            "email": _whole("email", re.compile(r"[^@\s]+@(?!.*\.gov\.)[^@\s]+")),
            "wechat": _whole("wechat", re.compile(r"[A-Za-z][\w\-]{5,19}|1[3-9]\d{9}")),
            "qq": _whole("qq", re.compile(r"[1-9]\d{4,10}")),
        }
        yield from self._split_identities()
        for column in self.seen.columns:
            meaning = column.meaning
            if meaning in ("illness", "disability", "cause"):
                for cell_hit in self._medical(column):
                    medical_rows.add(self.table.cells[cell_hit.cell].row)
                    yield cell_hit
            elif meaning == "address":
                yield from self._addresses(column)
            elif meaning in by_meaning:
                yield from self._typed(column, by_meaning[meaning])
            elif meaning not in ("name", "office_name"):
                yield from self._by_pattern(column)
            else:
                yield from self._by_pattern(column, only_long=True)
        yield from self._outside_columns()
        if not self.officials:
            yield from self._names(medical_rows)

    def _text(self, number: int) -> str:
        return self.table.cells[number].text

    def _typed(self, column: Column, read: Callable[[str], Hit | None]) -> Iterator[CellHit]:
        for number in column.cells:
            text = self._text(number)
            if not text:
                continue
            hit = read(text)
            if hit:
                yield CellHit(number, hit)
            elif len(text) > 4:
                yield from self._pattern_hits(number, text, column.head)

    def _telephone(self, text: str) -> Hit | None:
        digits = digits_of(text)
        if self.directory or self.officials:
            return None
        if _MOBILE.fullmatch(digits):
            return Hit("mobile", 0, len(text))
        if self.of_persons and _LANDLINE.fullmatch(digits.strip("()")):
            return Hit("landline", 0, len(text))
        return None

    def _addresses(self, column: Column) -> Iterator[CellHit]:
        if not self.of_persons and not column.by_values and self.directory:
            return
        for number in column.cells:
            text = self._text(number)
            if len(text) < 2 or _MASK.search(text):
                continue
            key = ("address", text)
            if key not in self.known:
                found = addresses(plain(text), labelled=self.of_persons)
                self.known[key] = (
                    (
                        Hit(
                            found[0].variety,
                            min(hit.start for hit in found),
                            max(hit.end for hit in found),
                        ),
                    )
                    if found
                    else ()
                )
            hits = self.known[key]
            if hits:
                yield from (CellHit(number, hit) for hit in hits)
            else:
                yield from self._pattern_hits(number, text, column.head)

    def _medical(self, column: Column) -> Iterator[CellHit]:
        variety = {"illness": "illness", "disability": "disability", "cause": "cause-of-poverty"}[
            str(column.meaning)
        ]
        if not self.of_persons:
            return
        for number in column.cells:
            text = self._text(number)
            if text.strip() and not _NOTHING.fullmatch(text) and not _MASK.search(text):
                yield CellHit(number, Hit(variety, 0, len(text)))

    def _names(self, medical_rows: set[int]) -> Iterator[CellHit]:
        columns = self.seen.holding("name")
        if not columns:
            return
        rows = medical_rows | self._sensitive_rows()
        if not self.sensitive and not rows:
            return
        for column in columns:
            for number in column.cells:
                cell = self.table.cells[number]
                if (self.sensitive or cell.row in rows) and is_name(plain(cell.text)):
                    yield CellHit(number, Hit("name-in-sensitive-list", 0, len(cell.text)))

    def _sensitive_rows(self) -> set[int]:
        rows = set()
        for column in self.seen.columns:
            if column.meaning in ("name", "address", "other_number", "body", "office_name"):
                continue
            for number in column.cells:
                cell = self.table.cells[number]
                if 2 <= len(cell.text) <= 16 and self._is_situation(cell.text):
                    rows.add(cell.row)
        return rows

    def _is_situation(self, text: str) -> bool:
        key = ("situation", text)
        if key not in self.known:
            told = (
                _SENSITIVE_VALUE.search(text) is not None and "非" not in text and "补" not in text
            )
            self.known[key] = (Hit("", 0, 0),) if told else ()
        return bool(self.known[key])

    def _by_pattern(self, column: Column, *, only_long: bool = False) -> Iterator[CellHit]:
        for number in column.cells:
            text = self._text(number)
            if (
                len(text) < 5
                or _PLAIN_NUMBER.fullmatch(text)
                or _SIMPLE.fullmatch(text)
                or (only_long and len(text) < 6)
            ):
                continue
            yield from self._pattern_hits(number, text, column.head)

    def _pattern_hits(self, number: int, text: str, head: str) -> Iterator[CellHit]:
        if self.seen.head_row < 0:
            head = self._field_name(number)
        key = (head, text)
        if key not in self.known:
            self.known[key] = self._read(text, head)
            if len(self.known) > 50_000:
                self.known.clear()
                self.known[key] = self._read(text, head)
        for hit in self.known[key]:
            yield CellHit(number, hit)

    def _read(self, text: str, head: str) -> tuple[Hit, ...]:
        meaning = meaning_of(head) if head else None
        if self.directory and meaning not in ("resident_id", "account"):
            head = head or "单位电话"
        if (
            meaning == "other_number"
            and digits_of(text).isdigit()
            and not is_identity(digits_of(text))
        ):
            return ()
        context = f"{head}：" if head and meaning else ""
        if (self.directory or self.officials) and _MOBILE.fullmatch(digits_of(text)):
            return ()
        hits = hits_in_text(
            context + text,
            sensitive=self.sensitive,
            recognised=self.recognised,
            non_public_numbers=self.non_public_numbers,
        )
        shift = len(context)
        return tuple(
            Hit(hit.variety, max(0, hit.start - shift), hit.end - shift)
            for hit in hits
            if hit.end > shift
        )

    def _field_name(self, number: int) -> str:
        cell = self.table.cells[number]
        if number and self.table.cells[number - 1].row == cell.row:
            left = self.table.cells[number - 1].text
            if (
                len(left) <= 10
                and meaning_of(left)
                and not _NOT_A_LABEL.search(left)
                and not is_name(left)
            ):
                return left
        return ""

    def _outside_columns(self) -> Iterator[CellHit]:
        """Cells above and among the heads, fields of forms, tables within cells' own text."""
        if self.seen.head_row >= 0:
            for number, cell in enumerate(self.table.cells):
                if cell.row <= self.seen.head_row and len(cell.text) > 4:
                    yield from self._pattern_hits(number, cell.text, "")
            return
        if len(self.table.cells) > 2_000:
            return
        for number, cell in enumerate(self.table.cells):
            meaning = meaning_of(self._field_name(number)) if cell.text else None
            hit = self._field(meaning, cell)
            if hit:
                yield CellHit(number, hit)

    def _field(self, meaning: str | None, cell: TableCell) -> Hit | None:
        text = cell.text
        if meaning is None or _MASK.search(text):
            return None
        if meaning == "resident_id":
            return _resident_id(text)
        if meaning == "account":
            return _account(text)
        if meaning == "birth_date":
            return _birth_date(text)
        if meaning == "address":
            found = addresses(plain(text), labelled=True)
            return (
                Hit(found[0].variety, found[0].start, max(hit.end for hit in found))
                if found
                else None
            )
        if meaning in ("illness", "disability", "cause") and not _NOTHING.fullmatch(text):
            variety = {
                "illness": "illness",
                "disability": "disability",
                "cause": "cause-of-poverty",
            }[meaning]
            told = re.search(f"{ILLNESS}|{DISABILITY}|{CAUSE}|病|癌|残", text)
            return Hit(variety, 0, len(text)) if told else None
        if meaning == "name" and self.sensitive and is_name(plain(text)):
            return Hit("name-in-sensitive-list", 0, len(text))
        return None

    def _split_identities(self) -> Iterator[CellHit]:
        """A resident ID written over neighbouring cells: one digit a cell, or in two to four pieces."""
        row: list[int] = []
        row_number = -1
        if not self._may_be_split():
            return
        for number, cell in enumerate(self.table.cells):
            if cell.row != row_number:
                yield from self._split_in_row(row)
                row, row_number = [], cell.row
            row.append(number)
        yield from self._split_in_row(row)

    def _may_be_split(self) -> bool:
        pieces = 0
        for cell in self.table.cells[:4_000]:
            text = _SPACES.sub("", cell.text)
            if text and _FRAGMENT.fullmatch(plain(text)):
                pieces += 1
                if pieces >= 2:
                    return True
        return False

    def _split_in_row(self, row: Sequence[int]) -> Iterator[CellHit]:
        pieces = [(number, _SPACES.sub("", plain(self._text(number)))) for number in row]
        at = 0
        while at < len(pieces):
            joined = ""
            taken: list[int] = []
            while at + len(taken) < len(pieces) and len(joined) < 18:
                number, piece = pieces[at + len(taken)]
                if not _FRAGMENT.fullmatch(piece):
                    break
                joined += piece
                taken.append(number)
            single = len(taken) == 18
            if len(joined) == 18 and (single or 2 <= len(taken) <= 4) and is_identity(joined):
                for number in taken:
                    yield CellHit(number, Hit("resident-id-split", 0, len(self._text(number))))
                at += len(taken)
            else:
                at += 1


def _resident_id(text: str) -> Hit | None:
    if _MASK.search(text):
        return None
    digits = digits_of(text).strip()
    if is_identity(digits):
        return Hit("resident-id-18", 0, len(text))
    if looks_like_old_identity(digits):
        return Hit("resident-id-15", 0, len(text))
    if (15 <= len(digits) <= 19 and digits[:-1].isdigit()) or _SCIENTIFIC.fullmatch(digits):
        return Hit("resident-id-18-unchecked", 0, len(text))
    if 6 <= len(digits) <= 14 and re.fullmatch(r"[A-Za-z]?\d{6,13}(?:[（(]\w[）)])?", digits):
        return Hit("travel-permit", 0, len(text))
    return None


def _account(text: str) -> Hit | None:
    digits = digits_of(text)
    if digits.isdigit() and 8 <= len(digits) <= 30:
        return Hit("bank-card" if is_card(digits) else "bank-account", 0, len(text))
    return Hit("bank-account", 0, len(text)) if _SCIENTIFIC.fullmatch(digits) else None


def _social_security(text: str) -> Hit | None:
    digits = digits_of(text)
    if is_identity(digits):
        return Hit("resident-id-18", 0, len(text))
    return (
        Hit("social-security-number", 0, len(text))
        if re.fullmatch(r"[A-Za-z]?\d{6,20}[Xx]?", digits)
        else None
    )


def _disability_number(text: str) -> Hit | None:
    return (
        Hit("disability", 0, len(text))
        if re.fullmatch(r"\d{15,18}[\dXx]{0,4}(?:B\d)?", digits_of(text))
        else None
    )


def _birth_date(text: str) -> Hit | None:
    return (
        Hit("birth-date", 0, len(text))
        if _BIRTH_HINT.search(text) and is_birth_date(plain(text))
        else None
    )


def _document(variety: str) -> Callable[[str], Hit | None]:
    pattern = re.compile(r"[A-Za-z]{0,2}\d{7,10}")
    return lambda text: Hit(variety, 0, len(text)) if pattern.fullmatch(digits_of(text)) else None


def _whole(variety: str, pattern: re.Pattern[str]) -> Callable[[str], Hit | None]:
    def read(text: str) -> Hit | None:
        return (
            Hit(variety, 0, len(text))
            if pattern.fullmatch(plain(text).strip()) and not _MASK.search(text)
            else None
        )

    return read

"""One table: what in its cells must not go out, told by its columns, its labels and its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from gongkai.documents.model import Table
from gongkai.screening.addresses import home
from gongkai.screening.cells import MASK, NOTHING, READERS, Reader
from gongkai.screening.columns import (
    IS_A_BODY,
    Column,
    Profile,
    acts_for_a_body,
    digits_of,
    letter,
    meaning_of,
    runs_a_business,
)
from gongkai.screening.health import CAUSE, DISABILITY, ILLNESS, SITUATION
from gongkai.screening.hit import Hit, plain
from gongkai.screening.later import later
from gongkai.screening.layouts import parts
from gongkai.screening.lexicon import any_of, dictionary, lexicon
from gongkai.screening.names import (
    given_of,
    is_chosen_in_public,
    is_likely,
    is_name,
    is_private_head,
    is_sensitive_head,
    is_sensitive_matter,
    is_sensitive_title,
)
from gongkai.screening.numbers import is_identity
from gongkai.screening.records import records
from gongkai.screening.split import split_identities
from gongkai.screening.text import hits_in_text


class CellHit(NamedTuple):
    """A hit in the cell at position `cell` of `Table.cells`; `column` is the number and the name of its column.

    `label` is that of the field, in a form.
    """

    cell: int
    hit: Hit
    column: tuple[int, str] | None = None
    label: str | None = None


_TITLES = {key: later(pattern) for key, pattern in lexicon("columns")["titles"].items()}
_MOBILE = later(r"(?:\+?86)?0?(1[3-9]\d{9})")
_LANDLINE = later(r"(?:0\d{2,3})?[2-8]\d{6,7}")
_SENSITIVE_VALUE = later(
    f"{any_of(lexicon('contexts')['after_name'])}|低保|五保|重度残|{lexicon('columns')['roles']['value']}"
)
_PLAIN_NUMBER = later(r"[\d.,]{0,10}|\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?")
_SIMPLE = later(r"[\u4e00-\u9fff]{1,4}|[\u4e00-\u9fff]{2,8}(?:村|社区|镇|乡|组|县)")
_ANY_NAME = later(r"[\u4e00-\u9fff\u3400-\u4dbf]{2,8}(?:[·•・][\u4e00-\u9fff]{1,10})*")
_NO_NAME = later(
    r"^[一二两三四五六七八九十]+[子女男儿孙]+$|^[子女儿]+[一二两三四五六七八九十]+$|合计|小计|总计|匿名|无名氏|(?:去世|离异|已故|失联|死亡|服刑|出走|改嫁|失踪|再婚|离婚|未知|未婚|本人|自己|父母|祖父母|外祖父母|爷爷|奶奶|外公|外婆|父亲|母亲|儿子|女儿|丈夫|妻子|配偶)$|教办|办公|经办|以上|以下|不详|同上|本页|公示|户$|^无$|名单|姓名|单位|联系|填表|审核|[铺店厂馆行场部坊院]$|公司|中心|超市|合作社|工会|商行"
)
_BEFORE_NUMBER = later(r"\s*([\u4e00-\u9fff]{2,4})\s*[：:（(，,]?\s*\d")
_PIECE = later(
    r"[\u4e00-\u9fff]{2,4}?(?=[与和及]|[^\u4e00-\u9fff]|$)|[\u4e00-\u9fff]{2,4}(?=$|[^\u4e00-\u9fff])"
)
_SOMEBODY_IN_OFFICE = later(
    r"(?:经办|填表|制表|审核|负责|联系|承办|报送|统计|填报|校对|监督)人?(?:签字|签名)?[：:]"
)
_PUNCTUATED = later(r"[^\u4e00-\u9fff]")
_LISTS = "、，,；;与和及"
_TOLD = later(f"{ILLNESS}|{DISABILITY}|{CAUSE}|病|癌|残")
_MEDICAL = {"illness": "illness", "disability": "disability", "cause": "cause-of-poverty"}
_REMARKS = frozenset({None, "label", "body", "other_number"})
# 监护人 and 监护人电话 speak of the same people.
_OF_SOMEBODY = ("name", "telephone", "account", "resident_id")
# What a mask left of a number shows nobody.
_MASKED_NUMBER = later(r"\d{0,6}[*＊×]{2,}[\dXx]{0,4}")
_SHORTEST_RECORD = 6
_PROBED = 60
_NAMES_A_BODY = later(
    r"(?<!工作)(?<!服务)(?:单位|企业|商户|店铺|门店|字号|主体|经营者|供应商|机构|场所|对象)名称|^名\s*称$|^字\s*号$|检查对象|被检查|相对方"
)
_OF_A_CLINIC = later(r"[出坐]诊|专家门诊|门诊(?:专家|安排|排班)|科室(?:设置|介绍|一览)")
_OF_ANIMALS = later(r"耳标|畜|禽|母猪|生猪|育肥|肉牛|奶牛|养殖险")
# 经营主体, 收款单位: in its column firms may stand beside persons.
_WHOSE_ACCOUNT = later(r"主体|收款|^户\s*名|开户名|供应商|供货|投保")
_RUNS_IT = later(r"经营者|业主|负责人|法定代表")
_POST_HEAD = later(r"(?:现任|所任|行政)?职\s*[务称](?:/职[务称])?")
_TEAM = later(r"副?(?:组长|队长|指挥长|总指挥|召集人)|(?:主要|工作|岗位)?(?:职责|分工)(?:分工)?")
# 2组 beside a name on the village's board says no more than the board.
_BARE_GROUP = later(r"第?[\d一二三四五六七八九十]{1,3}(?:村民)?[小]?组")
_OF_ANYBODY = later(
    r"姓\s*名|性\s*别|年\s*龄|住\s*址|户\s*主|村|组|身份|证号|电话|对象|患\s*者|病\s*人|儿童|学生|老人|[者户人]$|家庭|监护"
)
_NAMED_IN_A_CELL = later(
    r"(?P<label>[\u4e00-\u9fff]{2,8})\s*[：:]\s*(?P<name>[\u4e00-\u9fff·]{2,12})"
)
_FIELD_ENDS = later(r"\s*[，,、/／；;（(\d]|\s")


def hits_in_table(
    table: Table,
    *,
    title: str = "",
    headed: bool = False,
    recognised: bool = False,
    non_public_numbers: Sequence[str] = (),
) -> list[CellHit]:
    """The table's hits, part by part and column by column.

    `title` is what stands above the table, with the names of its sheet and its file: it tells whether the people
    in it are in a sensitive situation, or whether it is a directory of those whom the public may call.
    `headed`: the first row is known to hold heads.
    """
    found = [CellHit(number, hit) for number, hit in split_identities(table)]
    for seen, form in parts(table, headed=headed):
        screener = _PartScreener(
            table, seen, f"{title} {seen.title}", form, recognised, non_public_numbers
        )
        found.extend(screener.hits())
    return found


_OF_ONE_PERSON = later(r"\d{17}[\dXx]|1[3-9]\d{9}|62\d{14,17}|(?:19|20)\d{6}")
# Whoever is called there, is called at work.
_OF_A_TENDER = later(r"招标|投标|中标|采购|成交|询价|磋商|竞价|竞拍|拍卖")


class _PartScreener:
    def __init__(
        self,
        table: Table,
        seen: Profile,
        title: str,
        form: bool,
        recognised: bool,
        non_public_numbers: Sequence[str],
    ) -> None:
        self.table = table
        self.seen = seen
        self.form = form
        self.title = title
        self.recognised = recognised
        self.non_public_numbers = non_public_numbers
        self.known: dict[tuple[str, str], tuple[Hit, ...]] = {}
        self.situations: dict[str, bool] = {}
        has = {column.meaning for column in seen.columns}
        heads = " ".join(column.head for column in seen.columns)
        self.of_persons = self._of_persons() or (form and bool(has & {"name", "resident_id"}))
        people = [column for column in seen.holding("name") if not runs_a_business(column.head)]
        private = any(is_private_head(column.head) for column in seen.holding(*_OF_SOMEBODY))
        self.at_work = bool(people) and all(acts_for_a_body(column.head) for column in people)
        self.rows_of_bodies = (
            not (form or people or private or has & {"resident_id", "birth_date"})
            and self._names_bodies()
        )
        self.sensitive = not (self.rows_of_bodies or (self.at_work and not private)) and (
            is_sensitive_title(title)
            or is_sensitive_title(heads)
            or (self.of_persons and is_sensitive_matter(title))
            or (
                self.of_persons
                and not form
                and any(is_sensitive_head(column.head) for column in seen.columns)
            )
            or private
        )
        personal = has & {
            "resident_id",
            "account",
            "birth_date",
            "social_security",
            "household_number",
        }
        heads_of_people = {
            column.head for column in self.seen.columns if _TITLES["private"].search(column.head)
        }
        posted = self._have_posts()
        if posted:
            personal -= {"birth_date"}
        if posted and len(people) == 1 and not (personal or private or has & set(_MEDICAL)):
            self.sensitive = False
        # 组长 | 成员 | 职责: those who do the work.
        team = any(_TEAM.fullmatch(column.head) for column in seen.columns) and not (
            personal or private or has & set(_MEDICAL)
        )
        if team:
            self.sensitive, self.of_persons = False, False
        if _OF_ANIMALS.search(f"{title} {heads}") and not private:
            self.sensitive = False
        nobody = not (form or people or self.of_persons or has & set(_MEDICAL))
        self.officials = (self.rows_of_bodies and not self.of_persons) or (
            not (personal or heads_of_people)
            and (not self.sensitive or (nobody and bool(has & {"office_name", "position"})))
            and (posted or team or self._in_office(title, has))
        )
        # 行政许可、行政处罚 are published with the code of who was licensed (国办发〔2018〕118号).
        self.of_licences = _TITLES["licences"].search(f"{title} {heads}") is not None
        self.catalogue = self.rows_of_bodies or (
            not self.of_persons and _TITLES["catalogue"].search(title) is not None
        )

    def _names_bodies(self) -> bool:
        """Whether a column names firms, shops or offices, and not only where somebody works."""
        for column in self.seen.holding("body", "name"):
            values = [self._text(number).strip() for number in column.cells[:200]]
            told = [value for value in values if value]
            if told and sum(1 for value in told if IS_A_BODY.search(value)) * 2 >= len(told):
                return True
        return False

    def _in_office(self, title: str, has: set[str | None]) -> bool:
        if _TITLES["directory"].search(title) or "office_telephone" in has:
            return True
        return bool(has & {"office_name", "body"}) and not self.of_persons

    def _have_posts(self) -> bool:
        if self.form and self.seen.holding("position"):
            return True
        before: Column | None = None
        for column in self.seen.columns:
            if column.meaning in ("name", "office_name"):
                before = column
            if column.meaning not in ("position", None, "label"):
                continue
            # 代理家长 | 代理家长职务: the posts of those who help others.
            if before and before.meaning == "office_name" and self.seen.holding("name"):
                continue
            posts = [self._text(number) for number in column.cells[:200]]
            if _POST_HEAD.fullmatch(column.head) and any(posts):
                return True
            if posts and sum(1 for post in posts if _is_post(post)) * 2 >= len(posts):
                return True
        return False

    def _of_persons(self) -> bool:
        for column in self.seen.holding("name", "resident_id"):
            values = [self._text(number) for number in column.cells[:200]]
            named = sum(
                1
                for value in values
                if is_name(value) or MASK.search(value) or is_identity(digits_of(value))
            )
            if named and named * 2 >= len([value for value in values if value.strip()]):
                return True
        return False

    def hits(self) -> Iterator[CellHit]:
        medical_rows: set[int] = set()
        for column in self.seen.columns:
            named = None if self.form else (column.index, column.head or letter(column.index))
            for number, hit in self._column(column):
                if hit.variety in _MEDICAL.values():
                    medical_rows.add(self.table.cells[number].row)
                yield CellHit(number, hit, named, (column.head or None) if self.form else None)
        yield from self._above_the_heads()
        if not (self.officials or self.rows_of_bodies):
            yield from self._names(medical_rows)

    def _column(self, column: Column) -> Iterator[tuple[int, Hit]]:
        meaning = column.meaning
        if meaning in _MEDICAL:
            yield from self._medical(column)
        elif meaning == "address":
            yield from self._addresses(column)
        elif meaning == "telephone":
            if not self._belongs_to_a_body(column):
                yield from self._typed(column, self._telephone)
        elif meaning == "account" and self._belongs_to_a_body(column):
            return
        elif (meaning == "birth_date" and self.officials) or (
            meaning == "social_security" and self._only_bodies
        ):
            return
        elif meaning in READERS:
            yield from self._typed(column, self._reader(meaning, column.head))
        elif meaning in ("name", "office_name"):
            # Whether a name in its column must go is told by the list.
            yield from (
                (number, hit)
                for number, hit in self._by_pattern(column, only_long=True)
                if not hit.variety.startswith("name-")
            )
        else:
            if meaning in _REMARKS and not (self.officials or self.rows_of_bodies):
                if meaning != "other_number":
                    yield from self._records(column)
                yield from self._remarks(column)
            yield from self._by_pattern(column)

    def _reader(self, meaning: str, head: str) -> Reader:
        if meaning == "account" and self._only_bodies:
            return lambda _: None
        if meaning == "resident_id" and ("信用代码" in head or self.officials):
            return lambda text: READERS[meaning](text) if is_identity(digits_of(text)) else None
        return READERS[meaning]

    @cached_property
    def _of_bodies(self) -> bool:
        named = self.seen.holding("name")
        if not named:
            return bool(self.seen.holding("body"))
        values = [self._text(number).strip() for column in named for number in column.cells[:200]]
        return bool(values) and all(IS_A_BODY.search(value) for value in values if value)

    @cached_property
    def _only_bodies(self) -> bool:
        return self.rows_of_bodies or (self._of_bodies and not self.of_persons)

    @cached_property
    def _form_of_a_body(self) -> bool:
        return self.form and self._only_bodies

    def _belongs_to_a_body(self, column: Column) -> bool:
        """In a form: whether the last party named before this field is a shop, a firm or an office."""
        of_a_body, named = False, False
        for other in self.seen.columns if self.form else ():
            if other is column:
                break
            value = " ".join(self._text(number) for number in other.cells)
            if _NAMES_A_BODY.search(other.head) or (
                other.meaning == "name" and IS_A_BODY.search(value.strip())
            ):
                of_a_body = True
            elif other.meaning == "name" and not _RUNS_IT.search(other.head):
                of_a_body, named = False, True
            elif (
                not named
                and column.meaning != "telephone"
                and (
                    other.meaning == "office_name"
                    or (other.meaning == "body" and IS_A_BODY.search(value.strip()))
                )
            ):
                of_a_body = True
        return of_a_body

    def _text(self, number: int) -> str:
        return self.table.cells[number].text

    @cached_property
    def _rows_of_firms(self) -> frozenset[int]:
        """Rows of a list that are of a firm, where firms and persons stand below each other (经营主体, 收款单位)."""
        return frozenset(
            self.table.cells[number].row
            for column in (() if self.form else self.seen.columns)
            if _WHOSE_ACCOUNT.search(column.head) and "工作" not in column.head
            for number in column.cells
            if len(self._text(number)) > 4 and IS_A_BODY.search(self._text(number).strip())
        )

    def _typed(self, column: Column, read: Reader) -> Iterator[tuple[int, Hit]]:
        for number in column.cells:
            text = self._text(number)
            if not text:
                continue
            if column.meaning == "account" and self.table.cells[number].row in self._rows_of_firms:
                continue
            hit = read(text)
            if hit:
                yield number, hit
            elif len(text) > 4 and not _MASKED_NUMBER.fullmatch(text):
                yield from self._pattern_hits(number, text, column)

    def _telephone(self, text: str) -> Hit | None:
        digits = digits_of(text)
        if self.officials or self._form_of_a_body:
            return None
        if _MOBILE.fullmatch(digits):
            return Hit("mobile", 0, len(text))
        if (
            self.of_persons
            and not (self.rows_of_bodies or self.at_work or _OF_A_TENDER.search(self.title))
            and _LANDLINE.fullmatch(digits.strip("()"))
        ):
            return Hit("landline", 0, len(text))
        return None

    def _addresses(self, column: Column) -> Iterator[tuple[int, Hit]]:
        if self.officials or self._only_bodies:
            return
        if self._belongs_to_a_body(column):
            return
        if not (
            self.of_persons
            or (column.by_values and not column.head)
            or (self.sensitive and not self.form)
            or self._beside_persons()
            or (self.form and _TITLES["private"].search(column.head))
        ):
            return
        close = self.form or self.sensitive or self._holds_numbers()
        for number in column.cells:
            text = self._text(number)
            if len(text) < 2 or MASK.search(text) or (not close and _BARE_GROUP.fullmatch(text)):
                continue
            key = ("address", text)
            if key not in self.known:
                found = home(plain(text))
                self.known[key] = (found,) if found else ()
            hits = self.known[key]
            if hits:
                yield from ((number, hit) for hit in hits)
            else:
                yield from self._pattern_hits(number, text, column)

    def _beside_persons(self) -> bool:
        """Whether another column holds what only persons have."""
        telephone = () if self.form else ("telephone",)
        return bool(
            self.seen.holding(
                "resident_id", "passport", "travel_permit", "birth_date", "name", *telephone
            )
        )

    def _holds_numbers(self) -> bool:
        """Whether another column holds a person's number, so that even a bare group narrows down who it is."""
        return bool(
            self.seen.holding(
                "resident_id", "account", "birth_date", "telephone", "disability_number"
            )
        )

    def _medical(self, column: Column) -> Iterator[tuple[int, Hit]]:
        if self.catalogue or not (self.of_persons or self._tells_of_persons(column)):
            return
        if column.meaning == "illness" and not (self.of_persons or self.form or self._of_anybody()):
            return
        variety = _MEDICAL[str(column.meaning)]
        for number in column.cells:
            text = self._text(number)
            if text.strip() and not NOTHING.fullmatch(text) and not MASK.search(text):
                if not self.form or _TOLD.search(text) or column.meaning != "cause":
                    yield number, Hit(variety, 0, len(text))

    def _of_anybody(self) -> bool:
        """Whether a column says something of a person: what illnesses are treated, paid or counted is a catalogue."""
        return any(_OF_ANYBODY.search(column.head) for column in self.seen.columns if column.head)

    def _tells_of_persons(self, column: Column) -> bool:
        """Without a column of names: a cause, or a head that says whose it is; a bare 病种 may be a catalogue."""
        return column.meaning in ("cause", "disability") or self.sensitive

    def _remarks(self, column: Column) -> Iterator[tuple[int, Hit]]:
        """Illness and disability in a column that is called by nothing of the kind, in a list of persons."""
        if not (self.of_persons or self.sensitive) or _OF_A_CLINIC.search(self.title):
            return
        for number in column.cells:
            text = self._text(number)
            if not 2 <= len(text) <= 60 or text[0].isdigit() or MASK.search(text):
                continue
            for hit in self._situations_in(text):
                yield number, hit

    def _records(self, column: Column) -> Iterator[tuple[int, Hit]]:
        """Cells that hold a person each: name, number and amount in one cell, read as a table of their own."""
        told = [number for number in column.cells if len(self._text(number)) >= _SHORTEST_RECORD]
        if len(told) < 2 or len(told) * 2 < len(column.cells):
            return
        # A column that holds no record among its first cells holds none.
        first = [self._text(number) for number in told[:_PROBED]]
        if len(told) > _PROBED and next(records(first), None) is None:
            return
        for found in records([self._text(number) for number in told]):
            for cell, hit, _, _ in hits_in_table(
                found.table,
                title=self.title,
                headed=found.headed,
                non_public_numbers=self.non_public_numbers,
            ):
                place = found.places[cell]
                if place is not None:
                    line, at = place
                    yield told[line], Hit(hit.variety, at + hit.start, at + hit.end)

    def _situations_in(self, text: str) -> tuple[Hit, ...]:
        key = ("remark", text)
        if key not in self.known:
            folded = plain(text)
            if SITUATION.fullmatch(folded):
                told = "disability" if re.match(DISABILITY, folded) else "illness"
                self.known[key] = (Hit(told, 0, len(text)),)
            elif self.of_persons or column_free(folded):
                self.known[key] = tuple(
                    Hit("illness", *match.span()) for match in _SAID_IN_REMARK.finditer(folded)
                )
            else:
                self.known[key] = ()
        return self.known[key]

    def _names(self, medical_rows: set[int]) -> Iterator[CellHit]:
        columns = self.seen.holding("name")
        if not columns:
            return
        if any(not column.by_values for column in columns):
            # 姓名 … 护工: who stands under a head that nobody knows, beside those whom the list names, acts for them.
            columns = [
                column
                for column in columns
                if not (column.by_values and column.head)
                or column.head.endswith(("人", "者", "户"))
                or is_private_head(column.head)
            ]
        rows = set() if is_chosen_in_public(self.title) else medical_rows | self._sensitive_rows()
        whole = self.sensitive or (self.form and bool(medical_rows))
        if not whole and not rows:
            return
        yield from self._beside_numbers(rows, whole)
        # 储蓄, 左右: beside an ID, an account or a telephone a word too is somebody's name.
        numbered = {
            cell.row for cell in self.table.cells if _OF_ONE_PERSON.fullmatch(digits_of(cell.text))
        }
        for column in columns:
            named = None if self.form else (column.index, column.head or letter(column.index))
            for number in column.cells:
                cell = self.table.cells[number]
                if not (whole or cell.row in rows):
                    continue
                for start, end in self._persons_named(
                    plain(cell.text),
                    word=not self.form and (cell.row in numbered or not column.by_values),
                ):
                    yield CellHit(
                        number,
                        Hit("name-in-sensitive-list", start, end),
                        named,
                        (column.head or None) if self.form else None,
                    )

    def _beside_numbers(self, rows: set[int], whole: bool) -> Iterator[CellHit]:
        """Names that stand before the telephone in a column of telephones (代领人及电话)."""
        for column in self.seen.holding("telephone"):
            named = None if self.form else (column.index, column.head or letter(column.index))
            for number in column.cells:
                cell = self.table.cells[number]
                match = _BEFORE_NUMBER.match(cell.text)
                if match and (whole or cell.row in rows) and is_name(match.group(1)):
                    hit = Hit("name-in-sensitive-list", *match.span(1))
                    yield CellHit(number, hit, named, (column.head or None) if self.form else None)

    def _persons_named(self, text: str, *, word: bool = False) -> Iterator[tuple[int, int]]:
        """The whole of a cell that is a name, or each name of a cell that lists names with what belongs to them.

        `word`: what the dictionary knows may be a name too.
        """
        if self._is_persons_name(text):
            # A word is nobody's name: in a form what nobody knows as a label, in a list what stands below it.
            if word or not (text in dictionary() and not is_name(text)):
                yield 0, len(text)
            return
        if MASK.search(text) or _SOMEBODY_IN_OFFICE.match(text):
            return
        if IS_A_BODY.search(text) and not _PUNCTUATED.search(text):
            return
        pieces = [match.span() for match in _PIECE.finditer(text)]
        for start, end in pieces:
            listed = start > 0 and text[start - 1] in _LISTS and text[start:end] not in dictionary()
            if (start == 0 or listed or is_name(text[start:end])) and not _is_post(text[:end][-8:]):
                if not _NO_NAME.search(text[start:end]):
                    yield start, end

    def _is_persons_name(self, text: str) -> bool:
        """Any two to eight Han characters in a column of names: the names of minorities have no known surname."""
        text = re.sub(r"\s", "", text)
        return (
            _ANY_NAME.fullmatch(text) is not None
            and not MASK.search(text)
            and (not _NO_NAME.search(text) or _surely_named(text))
            and not _is_post(text)
        )

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
        if text not in self.situations:
            self.situations[text] = (
                _SENSITIVE_VALUE.search(text) is not None and "非" not in text and "补" not in text
            )
        return self.situations[text]

    def _by_pattern(self, column: Column, *, only_long: bool = False) -> Iterator[tuple[int, Hit]]:
        for number in column.cells:
            text = self._text(number)
            if (
                len(text) < 5
                or _PLAIN_NUMBER.fullmatch(text)
                or _SIMPLE.fullmatch(text)
                or (only_long and len(text) < 6)
            ):
                continue
            yield from self._pattern_hits(number, text, column)

    def _pattern_hits(
        self, number: int, text: str, column: Column | None
    ) -> Iterator[tuple[int, Hit]]:
        head = column.head if column else ""
        key = (head, text)
        if key not in self.known:
            if len(self.known) > 50_000:
                self.known.clear()
            self.known[key] = self._read(text, head, column.meaning if column else None)
        for hit in self.known[key]:
            yield number, hit

    def _read(self, text: str, head: str, meaning: str | None) -> tuple[Hit, ...]:
        digits = digits_of(text)
        if meaning == "other_number" and digits.isdigit() and not is_identity(digits):
            return ()
        if (self.officials or self._form_of_a_body) and (
            _MOBILE.fullmatch(digits) or meaning in ("telephone", "address")
        ):
            return ()
        if meaning == "office_telephone" and (
            _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits)
        ):
            return ()
        if self._only_bodies and meaning in ("account", "address"):
            return ()
        if self.sensitive and (told := _NAMED_IN_A_CELL.fullmatch(text)):
            if meaning_of(told["label"]) == "name" and self._is_persons_name(told["name"]):
                return (Hit("name-in-sensitive-list", *told.span("name")),)
        label = "信用代码" if "信用代码" in head else head
        context = f"{label}：" if label and len(label) <= 20 and meaning_of(label) else ""
        hits = hits_in_text(
            context + text,
            sensitive=self.sensitive,
            recognised=self.recognised,
            home_labelled=self.sensitive and self.of_persons and "地址" in text,
            non_public_numbers=self.non_public_numbers,
        )
        shift = len(context)
        return tuple(
            Hit(hit.variety, max(0, hit.start - shift), hit.end - shift)
            for hit in hits
            if hit.end > shift
            and not self._opens_a_record(hit, context + text, shift)
            and not (hit.variety == "sole-trader-code" and (self.of_licences or "信用代码" in head))
        )

    def _opens_a_record(self, hit: Hit, text: str, start: int) -> bool:
        """Whether a hit is the name at the head of a record in a cell, which only a sensitive list hides."""
        return (
            not self.sensitive
            and hit.variety == "name-in-sensitive-text"
            and hit.start == start
            and _FIELD_ENDS.match(text, hit.end) is not None
        )

    def _above_the_heads(self) -> Iterator[CellHit]:
        """Cells above and among the heads, and in a form what is no value of a label."""
        if self.form:
            return
        if self.seen.head_row >= 0:
            for number, cell in enumerate(self.table.cells):
                if cell.row > self.seen.head_row:
                    break
                if len(cell.text) > 4:
                    for place, hit in self._pattern_hits(number, cell.text, None):
                        yield CellHit(place, hit)


def _surely_named(text: str) -> bool:
    """赵敏行 ends as a shop does, and yet people are called so."""
    return len(text) == 3 and is_name(text) and is_likely(given_of(text))


def _is_post(text: str) -> bool:
    return len(text) <= 16 and _TITLES["post"].search(text) is not None


def column_free(text: str) -> bool:
    """Whether a remark speaks of somebody's health without a list of persons around it."""
    return "患" in text or "系" in text


_SAID_IN_REMARK = later(
    rf"(?:^|(?<=[：:])|(?<=患)|(?<=患有)|(?<=系)|(?<=因)|(?<=本人)|(?<=[妻夫父母子女])|(?<=[，、（ ]))(?:{DISABILITY}|{ILLNESS})"
)

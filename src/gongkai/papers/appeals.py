"""Lines of the 12345 hotline, of letters and visits, of the leader's box: what was asked, when, when it was answered.

The same matter comes by several doors, and one list counts it in 件, another in 条. Here a line is read, compared with others, and
told from a request for information, which has its own procedure. Nothing of a person is kept: what a line says is masked by
`gongkai.screening` before it is stored, and columns with names, numbers and addresses are not read at all.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from gongkai.documents.tabular import Column, Row, Sheet, day_of

_WORDS = tomllib.loads(files("gongkai.papers").joinpath("appeal_words.toml").read_text("utf-8"))
COLUMNS = (
    Column("number", tuple(_WORDS["number"])),
    Column("received_on", tuple(_WORDS["received_on"]), required=True),
    Column("gist", tuple(_WORDS["gist"]), required=True),
    Column("topic", tuple(_WORDS["topic"])),
    Column("answered_on", tuple(_WORDS["answered_on"])),
    Column("state", tuple(_WORDS["state"])),
)
"""The columns that are read. Names, telephones and addresses have no column here."""

UNITS = ("件", "条")
DAYS_APART = 45
"""What is alike and further apart in time is asked anew."""
ALIKE = 0.55
_COUNTED = re.compile(r"(?:共|计|总计|合计|办件量)\s*[:：]?\s*\d+\s*(件|条)")
_HEAD_UNIT = re.compile(r"[（(]\s*单位\s*[:：]\s*(件|条)\s*[）)]|单位\s*[:：]\s*(件|条)")
_TOTAL = re.compile(r"(?:合计|总计|共计|小计|总数)[:：]?.*|共?\s*\d+\s*(?:件|条)")
_DONE = re.compile(r"已?(?:办结|答复|回复|解决|反馈)|办理完毕|^是$")
_NOT_DONE = re.compile(r"未|正在|待|办理中")
_INSIGNIFICANT = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
_MASKED = re.compile(r"[\dXx*＊]*[*＊][\dXx*＊]*|[\u4e00-\u9fff]某{1,3}|\d{5,}")
_VILLAGE = re.compile(
    r"([\u4e00-\u9fff][\u4e00-\u9fff])(?<![农乡本全我各该邻山行])(?:村|社区|小区)"
)
_VILLAGE_NAMED = re.compile(
    r"(?:[\u4e00-\u9fff]{2})(?<![农乡本全我各该邻山行])(?:村|社区)(?!委|民|务|里|口|镇)"
)
_MANNERS = re.compile(
    r"关于|的信|市民|来电人|来电|反映|咨询|投诉|求助|建议|希望|相关|有关|部门|尽快|处理|问题|情况|核实|请|其|称|村民|群众|来信人|信访人|某某|某"
)
_HELD = (
    "信息|文件|批复|名单|名册|花名册|台账|明细|方案|合同|协议|资料|材料|档案|账目|决算|预算|清单|记录|纪要|复印件|凭证|规划|图纸|"
    "发放表|依据"
)
_REQUEST = re.compile(
    rf"(?:申请|要求|请求)(?:依法)?(?:公开|提供|查阅|查看|查询|调取|复制|复印)[^。；]{{0,30}}(?:{_HELD})"
    rf"|(?:希望|想要?|请)(?:镇里|政府|依法|能|您)*(?:公开|查阅|查看|调阅|调取|复制|复印|获取|获得|索取|索要)[^。；]{{0,40}}(?:{_HELD})"
    r"|政府信息公开申请|申请[^。；]{0,12}信息公开|依申请公开"
)
_IN_WRITING = re.compile(r"书面(?:答复|回复|告知|提供)")
_COMPLAINS = re.compile(r"不公开|没有公开|未公开|应公开")


@dataclass(frozen=True, slots=True)
class ReadAppeal:
    """One line of a list.

    Attributes:
        row: its row in the file, from 1.
        number: the list's own number; empty where it has none.
        received_on: the day on which it came.
        gist: what it says, not masked yet.
        topic: the list's own class.
        answered_on: the day of the answer, or None.
        is_answered: whether the list says that it was answered.
    """

    row: int
    number: str
    received_on: date
    gist: str
    topic: str
    answered_on: date | None
    is_answered: bool


def appeals_of(rows: Iterable[Row]) -> tuple[list[ReadAppeal], list[str]]:
    """The lines that can be read, and a sentence for each cell that cannot."""
    found: list[ReadAppeal] = []
    wrong: list[str] = []
    for row in rows:
        gist = row.text("gist").strip()
        if not gist or _is_total(row):
            continue
        received = day_of(row.text("received_on"))
        if received is None:
            wrong.append(row.cells["received_on"].wrong("2026-03-09的写法"))
            continue
        told = row.text("answered_on").strip()
        answered = day_of(told)
        if told and answered is None:
            wrong.append(row.cells["answered_on"].wrong("2026-03-09的写法，没有办结的留空"))
            continue
        if answered is not None and answered < received:
            wrong.append(row.cells["answered_on"].wrong(f"不早于受理日期{received}的日期"))
            continue
        state = row.text("state")
        done = answered is not None or (bool(_DONE.search(state)) and not _NOT_DONE.search(state))
        found.append(
            ReadAppeal(
                row.number,
                row.text("number").strip()[:40],
                received,
                gist,
                row.text("topic").strip()[:60],
                answered,
                done,
            )
        )
    return found, wrong


def _is_total(row: Row) -> bool:
    """Whether it is the sum at the foot: no day, and 合计 or 共77件 where words or numbers stand."""
    if day_of(row.text("received_on")) is not None:
        return False
    return any(
        _TOTAL.fullmatch(row.text(field).strip()) for field in ("number", "received_on", "gist")
    )


def unit_of(sheet: Sheet) -> str:
    """件 or 条, as the list itself counts; empty where it does not say."""
    totals = [cell.text for row in sheet.rows if _is_total(row) for cell in row.cells.values()]
    heads = [*sheet.above, *(cell.text for cell in sheet.unknown), *totals]
    for text in heads:
        match = _HEAD_UNIT.search(text) or _COUNTED.search(text)
        if match is not None:
            return next(group for group in match.groups() if group)
    return ""


def is_request(gist: str) -> bool:
    """Whether the words ask for government information, so that the procedure of the Regulation applies.

    A complaint that something is not made public asks for no information.
    """
    if not _REQUEST.search(gist):
        return False
    # Who wants it in writing wants the information, whatever he complains of.
    asked = re.search(r"申请(?:公开|[^。；]{0,12}信息公开)", gist) or _IN_WRITING.search(gist)
    return not _COMPLAINS.search(gist) or bool(asked)


_ASKS = re.compile(
    r"咨询|询问|了解|查询|打听|想知道|什么|何时|几时|哪里|哪些|怎么|怎样|如何|多少|是否|能否|几个|公布|公示|公开|告知|[?？吗]"
)
_WANTS_A_DEED = re.compile(r"投诉|举报|维修|修复|清运|制止|整治|督促|协调|处理|解决|尽快")


def wants_to_know(gist: str) -> bool:
    """Whether the words ask to be told something, and not that something be done: 路灯不亮，希望处理 is no wish to know."""
    if is_request(gist):
        return True
    return bool(_ASKS.search(gist)) and not _WANTS_A_DEED.search(gist)


def without_villages(gist: str) -> str:
    """The words with 各村 for the village that they name: for what several villages ask."""
    return _VILLAGE_NAMED.sub("各村", gist)


_FRAME = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,3}(?:村|社区))?(?:\d{1,3}组)?(?:市民|村民|群众|居民|来电人|来信人|信访人|网民|网友)?"
    r"(?:[\u4e00-\u9fff]某{1,2})?(?:来电|来信|来访)?(?:(?:反映|咨询|询问|投诉|求助|建议|提问)[:：，,]?|[:：])"
)
_GROUP_BEHIND = re.compile(r"[（(]\d{1,3}(?:[/、]\d{1,3})*(?:组|队|户)?[）)]$")


def bare_question(gist: str) -> str:
    """What is asked, without who asks: 河西村村民反映：名单为什么没有公示（10组） asks 名单为什么没有公示."""
    plain = " ".join(gist.split()).rstrip("。；;")
    plain = _GROUP_BEHIND.sub("", _FRAME.sub("", plain))
    return plain if len(plain) >= 4 else gist


def marks_of(gist: str) -> frozenset[str]:
    """The pairs of characters that stay when manners and marks are left out: by them two lines are compared."""
    plain = _plain(gist)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def _plain(gist: str) -> str:
    return _MANNERS.sub("", _INSIGNIFICANT.sub("", _MASKED.sub("", gist)))


def villages_of(gist: str) -> frozenset[str]:
    """The villages that a line names; lines about different ones are never one matter."""
    return frozenset(_VILLAGE.findall(_plain(gist)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1: what both have of what the shorter has, dimmed where the lengths differ much."""
    if not one or not other:
        return 0.0
    common = len(one & other)
    shorter, longer = sorted((len(one), len(other)))
    dimmed: float = (shorter / longer) ** 0.25
    return common / shorter * dimmed


class Matter:
    """A line to be compared: its key, its day, its marks, the villages that it names, the door by which it came if that is known."""

    __slots__ = ("door", "key", "marks", "on", "villages")

    def __init__(self, key: int, on: date, gist: str, door: str = "") -> None:
        self.key, self.on, self.marks = key, on, marks_of(gist)
        self.villages, self.door = villages_of(gist), door

    def may_be(self, other: Matter) -> bool:
        """Whether both may be one matter: they name no different villages, and came by different doors.

        One door gives each call a line of its own, and its list counts them so.
        """
        if self.door and self.door == other.door:
            return False
        return not (self.villages and other.villages) or bool(self.villages & other.villages)


def same_matters(known: Sequence[Matter], new: Sequence[Matter]) -> Mapping[int, int]:
    """For each new line that says what an earlier one says within 45 days, the key of the one most like it.

    Lines are found by common marks, so that a thousand against a thousand take a moment.
    """
    index: dict[str, list[Matter]] = defaultdict(list)
    for matter in known:
        for mark in matter.marks:
            index[mark].append(matter)
    found = {}
    for matter in new:
        best: tuple[float, int] | None = None
        counts: dict[int, Matter] = {}
        for mark in matter.marks:
            for other in index[mark]:
                counts[other.key] = other
        for other in counts.values():
            if abs((other.on - matter.on).days) <= DAYS_APART and matter.may_be(other):
                alike = likeness(matter.marks, other.marks)
                if alike >= ALIKE and (best is None or (alike, -other.key) > (best[0], -best[1])):
                    best = (alike, other.key)
        if best is not None:
            found[matter.key] = best[1]
        for mark in matter.marks:
            index[mark].append(matter)
    return found


def groups_of(matters: Sequence[Matter], least: int) -> Iterator[list[int]]:
    """Keys of matters that ask for much the same, at least so many together, the largest group first.

    Days do not count: a question of spring and one of autumn are the same question.
    """
    index: dict[str, list[int]] = defaultdict(list)
    leaders: dict[int, frozenset[str]] = {}
    members: dict[int, list[int]] = {}
    for matter in matters:
        candidates = {leader for mark in matter.marks for leader in index[mark]}
        scored = [(likeness(matter.marks, leaders[each]), each) for each in candidates]
        best = max(scored, default=(0.0, 0))
        if best[0] >= ALIKE:
            members[best[1]].append(matter.key)
            continue
        leaders[matter.key] = matter.marks
        members[matter.key] = [matter.key]
        for mark in matter.marks:
            index[mark].append(matter.key)
    large = [keys for keys in members.values() if len(keys) >= least]
    yield from sorted(large, key=len, reverse=True)

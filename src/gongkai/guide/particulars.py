"""A guide against what is known of its body: numbers, addresses, hours, names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.guide.facts import Contact, GuideFacts
from gongkai.guide.finding import Finding
from gongkai.guide.reading import Line

NOT_KNOWN = "机构资料中登记的内容（目前没有登记）"
_PHONE = r"(?:\(?0[0-9]{2,3}\)?[-—－ ]?)?[0-9]{7,8}(?:[-转][0-9]{1,4})?|1[3-9][0-9]{9}"
_PHONES = re.compile(rf"(?<![0-9])(?:{_PHONE})(?![0-9])")
_NUMBERED = re.compile(
    r"(?P<label>[\u4e00-\u9fff（）()]{0,12}(?:电话|传真|座机)[\u4e00-\u9fff（）()]{0,6})[:：\s　]*"
    rf"(?P<numbers>(?:(?:{_PHONE})[、，,;；/或\s　]*)+)"
)
_LABELS = (
    "邮政编码|邮编|(?:办公|通信|通讯|联系|受理|查阅)?地址|(?:办公|受理|工作|接待)时间|(?:联系|咨询|监督|办公|受理)?电话|传真"
    "|电子邮[箱件]|邮箱|网址|互联网"
)
_VALUE = rf"[:：\s　]+(?P<value>.+?)(?=(?:{_LABELS})[^:：]{{0,6}}[:：]|[。；;，]|$)"
_ADDRESS = re.compile(
    rf"(?P<label>(?:办公|通信|通讯|联系|受理|邮寄)?(?<![网箱件站页请台接阅所])地址){_VALUE}"
)
_HOURS = re.compile(
    rf"(?P<label>(?:办公|受理|工作|接待)时间)[:：\s　为]+(?P<value>.+?)(?=(?:{_LABELS})[^:：]{{0,6}}[:：]|[。；;]|$)"
)
_OFFICE = re.compile(rf"(?P<label>(?:工作|受理)机构(?:的?名称)?){_VALUE}")
_POSTCODE = re.compile(r"邮(?:政)?编(?:码)?[:：\s　]*(?P<value>[0-9]{6})(?![0-9])")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_TIME = re.compile(
    r"(?P<half>上午|下午|早上|晚上)|(?P<hour>[0-9]{1,2})(?:[:：](?P<minute>[0-9]{2})|[时点](?:(?P<spelt>[0-9]{1,2})分|(?P<thirty>半))?)"
)
_ELSEWHERE = re.compile(r"复议|诉讼|法院|上一级|主管部门|投诉|举报|监督")
_OF_ANOTHER_SERVICE = re.compile(r"查询|登记|热线|值班|报警|急救")
_PLACE_RUN = re.compile(
    r"(?P<run>[\u4e00-\u9fff]{1,8}(?:镇|乡|街道|县))(?:人民政府|办事处|党政(?:综合)?办公室)"
)
_GENERIC = re.compile(
    r"(?:[各本我该此属级辖及和或与的向由经报至到请给归是为在对从于按将把等、（(]|所在|下属|基层|乡|镇)(?:镇|乡|街道|县)$|^(?:镇|乡|街道|县)$"
)


def against_the_facts(lines: Iterable[Line], facts: GuideFacts) -> Iterator[Finding]:
    """Findings GD201 to GD209, in the order of the guide."""
    named, own = False, facts.body.removesuffix("人民政府")
    for line in lines:
        named = named or own in line.joined
        yield from _numbers(line, facts)
        yield from _address(line, facts)
        yield from _hours(line, facts)
        yield from _emails(line, facts)
        yield from _postcode(line, facts)
        yield from _office(line, facts)
        yield from _others(line, facts)
    if not named:
        yield Finding("GD209", "", "", facts.body)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _plain(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", text)


def _all_digits(text: str) -> list[str]:
    return [_main(number) for number in _PHONES.findall(text)]


def _main(number: str) -> str:
    """The digits without an extension."""
    return _digits(re.sub(r"(?<=[0-9]{7})[-转][0-9]{1,4}$", "", number))


def _offices(facts: GuideFacts) -> list[Contact]:
    return [facts.office, *([facts.supervisor] if facts.supervisor else [])]


def _numbers(line: Line, facts: GuideFacts) -> Iterator[Finding]:
    for match in _NUMBERED.finditer(line.text):
        label = match["label"]
        if _OF_ANOTHER_SERVICE.search(label):
            continue
        supervising = _ELSEWHERE.search(label) or _ELSEWHERE.search(line.joined)
        known = {
            number
            for office in _offices(facts)
            for number in _all_digits(f"{office.phone} {office.fax}")
        } | set(_all_digits(facts.supervision_phone))
        if "传真" in label and "电话" not in label:
            code, expected = "GD202", facts.office.fax
            own = set(_all_digits(expected))
            supervisors = {
                number for office in _offices(facts)[1:] for number in _all_digits(office.fax)
            }
            known = own | supervisors
        elif supervising:
            code, expected = (
                "GD201",
                facts.supervision_phone or (facts.supervisor.phone if facts.supervisor else ""),
            )
            if not expected:
                continue
        else:
            code, expected = "GD201", facts.office.phone
            if "传真" not in label:
                known -= set(_all_digits(facts.office.fax)) - set(_all_digits(facts.office.phone))
        for number in _PHONES.findall(match["numbers"]):
            digits = _main(number)
            if not any(each == digits or each.endswith(digits) for each in known):
                yield Finding(code, line.place, f"{label}：{number}", expected or NOT_KNOWN)


def _matches(value: str, expected: Iterable[str]) -> bool:
    plain = _plain(value)
    return any(
        known and (known in plain or (plain in known and len(plain) >= min(4, len(known))))
        for known in map(_plain, expected)
    )


def _address(line: Line, facts: GuideFacts) -> Iterator[Finding]:
    for match in _ADDRESS.finditer(line.text):
        known = [office.address for office in _offices(facts)]
        if _ELSEWHERE.search(line.joined) and (
            facts.supervisor is None or not facts.supervisor.address
        ):
            continue
        if not _matches(match["value"], known):
            yield Finding(
                "GD203", line.place, match.group().strip(), facts.office.address or NOT_KNOWN
            )


def times_in(text: str) -> tuple[str, ...]:
    """Times of day as 08:30, in their order; 下午2时 is 14:00."""
    half, found = "", []
    for match in _TIME.finditer(text):
        if match["half"]:
            half = match["half"]
            continue
        hour = int(match["hour"])
        if hour < 12 and half in {"下午", "晚上"}:
            hour += 12
        minute = match["minute"] or match["spelt"] or ("30" if match["thirty"] else "00")
        found.append(f"{hour:02}:{int(minute):02}")
    return tuple(found)


def _hours(line: Line, facts: GuideFacts) -> Iterator[Finding]:
    known = {time for office in _offices(facts) for time in times_in(office.hours)}
    own = set(times_in(facts.office.hours))
    for match in _HOURS.finditer(line.text):
        found = set(times_in(match["value"]))
        allowed = known if _ELSEWHERE.search(line.joined) else own
        if found and not found <= allowed:
            yield Finding(
                "GD204", line.place, match["value"].strip(), facts.office.hours or NOT_KNOWN
            )


def _emails(line: Line, facts: GuideFacts) -> Iterator[Finding]:
    known = {office.email.lower() for office in _offices(facts) if office.email}
    for email in _EMAIL.findall(line.text):
        if email.lower() not in known:
            yield Finding("GD205", line.place, email, facts.office.email or NOT_KNOWN)


def _postcode(line: Line, facts: GuideFacts) -> Iterator[Finding]:
    known = {office.postcode for office in _offices(facts) if office.postcode}
    for match in _POSTCODE.finditer(line.text):
        if known and match["value"] not in known:
            yield Finding("GD206", line.place, match["value"], facts.office.postcode or NOT_KNOWN)


def _office(line: Line, facts: GuideFacts) -> Iterator[Finding]:
    if _ELSEWHERE.search(line.joined):
        return
    for match in _OFFICE.finditer(line.text):
        value = match["value"].strip()
        if len(value) <= 40 and not _matches(value, [facts.office.name]):
            yield Finding("GD207", line.place, match.group().strip(), facts.office.name)


def _others(line: Line, facts: GuideFacts) -> Iterator[Finding]:
    text = line.joined
    allowed = {facts.body, facts.office.name, facts.authority}
    if facts.supervisor is not None:
        allowed.add(facts.supervisor.name)
    told: set[str] = set()
    for name in facts.other_bodies:
        if name in text and not any(name in each for each in allowed) and name not in told:
            told.add(name)
            yield Finding("GD208", line.place, name, facts.body)
    places = {match["run"] for each in allowed for match in _PLACE_RUN.finditer(each)}
    for match in _PLACE_RUN.finditer(text):
        run = match["run"]
        if _GENERIC.search(run) or any(run.endswith(place) for place in places):
            continue
        if not any(match.group().endswith(name) or name.endswith(match.group()) for name in told):
            yield Finding("GD208", line.place, match.group(), facts.body)

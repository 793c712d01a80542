"""Numbers of a guide that are no periods of the agency: free items and pages, the day of the report, the applicant's time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.guide.finding import Finding
from gongkai.guide.periods import duty_of, periods_in
from gongkai.statute.citations import number_in, resolve
from gongkai.statute.errors import NotInForce
from gongkai.statute.parameters import in_words, parameter

_NUMBER = r"(?P<number>[0-9]{1,4}|[一二三四五六七八九十百]{1,5})"
_FREE = re.compile(
    rf"{_NUMBER}(?P<unit>件|页)(?:（含[^）]*）)?(?:以下|以内|之内|内)?[^。；，、]{{0,10}}?，?[^。；，、]{{0,3}}(?:不收|免费|免收|不予收|免缴)"
)
_CHARGED_FROM = re.compile(rf"第{_NUMBER}(?P<unit>件|页)(?:起|开始)")
_CHARGED_BEYOND = re.compile(
    rf"超过{_NUMBER}(?P<unit>件|页)(?:的)?(?:部分)?，?[^。；，、或]{{0,8}}(?<!不)(?<!免)收"
)
_TIERS = {"件": "by_item", "页": "by_page"}
_REPORT = re.compile(r"年度(?:工作)?报告|年报")
_DAY = re.compile(r"(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日|底|末)[^。；，]{0,2}前")
_DEPARTMENT = re.compile(r"(?<!主管)部门|本局|本委|县直|[\u4e00-\u9fff]局")
_AT_LEAST = re.compile(r"不得?少于|不低于|至少|太短")
SHORTEST_SUPPLEMENT = 5  # 条例只说“合理的补正期限”；更短的收到告知书时往往已经过去
LAST_DAY_OF_MONTH = 31


def wrong_numbers(sentence: str, place: str, on: date) -> Iterator[Finding]:
    """Findings GD111, GD115 and GD120 of one sentence without white space."""
    yield from _free_tiers(sentence, place, on)
    yield from _report_day(sentence, place, on)
    yield from _short_supplement(sentence, place)


def _free_tiers(sentence: str, place: str, on: date) -> Iterator[Finding]:
    for pattern, beyond in ((_FREE, 0), (_CHARGED_BEYOND, 0), (_CHARGED_FROM, 1)):
        for match in pattern.finditer(sentence):
            try:
                free = parameter(_TIERS[match["unit"]], on).tiers[0].last or 0
            except NotInForce:
                return
            if number_in(match["number"]) not in (free + beyond, None):
                expected = f"{free}{match['unit']}以下不收取信息处理费"
                yield Finding("GD115", place, match.group(), expected)
                return


def _report_day(sentence: str, place: str, on: date) -> Iterator[Finding]:
    if not _REPORT.search(sentence):
        return
    for clause in re.split("[，；。]", sentence):
        match = _DAY.search(clause)
        if match is None:
            continue
        name = "department" if _DEPARTMENT.search(clause) else "government"
        limit = parameter(name, on)
        said = int(match["month"]) * 100 + int(match["day"] or LAST_DAY_OF_MONTH)
        if said > limit.amount:
            expected = f"{in_words(name, on)}前"
            yield Finding("GD120", place, match.group(), expected, (limit.cite,))


def _short_supplement(sentence: str, place: str) -> Iterator[Finding]:
    if _AT_LEAST.search(sentence):
        return
    for period in periods_in(sentence):
        duty = duty_of(period)
        if duty is None or duty.id != "supplement_period" or period.unit == "month":
            continue
        if period.number < SHORTEST_SUPPLEMENT:
            expected = f"合理的补正期限（{resolve('ogi-2019#30')}）"
            yield Finding("GD111", place, period.text, expected)

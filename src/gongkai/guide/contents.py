"""What a guide must contain and does not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from gongkai.guide.finding import Finding
from gongkai.guide.periods import duty_of, periods_in
from gongkai.guide.reading import Line
from gongkai.statute.codelists import codelist
from gongkai.statute.parameters import load_parameters

REMEDIES = (("投诉、举报", "投诉|举报"), ("行政复议", "复议"), ("行政诉讼", "诉讼|起诉|法院"))


@cache
def _signs() -> Mapping[str, re.Pattern[str]]:
    text = files("gongkai.guide").joinpath("contents.toml").read_text("utf-8")
    return {code: re.compile("|".join(each)) for code, each in tomllib.loads(text).items()}


def missing_contents(lines: Sequence[Line], on: date) -> Iterator[Finding]:
    """Findings GD301 to GD303: the nine contents of 条例第十二条, the reply period, the remedies."""
    whole = "\n".join(line.joined for line in lines)
    for content in codelist("guide_contents"):
        if not _signs()[content.id].search(whole):
            yield Finding("GD301", "", "", content.label, content.cites)
    told = {
        duty.id
        for line in lines
        for sentence in line.sentences()
        for duty in map(duty_of, periods_in(sentence))
        if duty is not None
    }
    parameter = load_parameters()["reply"]
    value = parameter.at(on)
    if "reply" not in told and not _bare_period(lines, value.amount):
        expected = f"自收到申请之日起{parameter.in_chinese(value)}内答复"
        yield Finding("GD302", "", "", expected, (value.cite,))
    missing = [label for label, sign in REMEDIES if not re.search(sign, whole)]
    if missing:
        yield Finding("GD303", "", "", "、".join(missing))


def _bare_period(lines: Sequence[Line], working_days: int) -> bool:
    """Whether the period stands where nothing beside it says what it is for, as under a heading 期限."""
    return any(
        duty_of(period) is None and (period.number, period.unit) == (working_days, "working day")
        for line in lines
        for sentence in line.sentences()
        for period in periods_in(sentence)
    )

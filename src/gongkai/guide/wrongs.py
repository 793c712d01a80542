"""Sentences that turn the law round: silence, doors, agents, delivery, remedies. One declaration a way of saying it, in `wrongs.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from gongkai.guide.finding import Finding
from gongkai.statute.citations import resolve

DENIED_AT_ONCE = re.compile(r"(?:不|未|非|勿|莫)(?:当然|直接|能|得|可|应|以|由|予|要|必|是)?$")
DENIED = re.compile(
    r"不得|不采取|不实行|不接受|不能|不会|不应|不再|不要求|不采用|不使用|不通过|不限|不必|不是|不等于|并非|禁止|严禁|无需|无须|请勿|取消|而不是|不由|不向|不许|不准|不看|不问|不查|不应当|不算|不因|不当作|不推定|不把|不拿|不以|不按|无关|免得"
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One way of getting the law wrong.

    Attributes:
        code: which check.
        pattern: what the sentence says; a group `verb` marks what a denial would stand before.
        needs: each must stand somewhere in the sentence.
        unless: any of them anywhere in the sentence makes it right.
        denied: whether a denial before the verb, in the same clause, makes it right.
        since: the first day on which it is wrong, or None for always.
        line: whether it is looked for in the whole line, since lists are parted by semicolons.
        expected: what should stand there.
        cites: where that stands; empty = as the check says.
    """

    code: str
    pattern: re.Pattern[str]
    needs: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    denied: bool
    since: date | None
    line: bool
    expected: str
    cites: tuple[str, ...]

    def found_in(self, sentence: str) -> str:
        """The words that are wrong; empty where there are none."""
        if any(pattern.search(sentence) for pattern in self.unless):
            return ""
        if not all(pattern.search(sentence) for pattern in self.needs):
            return ""
        for match in self.pattern.finditer(sentence):
            if not self.denied or not self._is_denied(sentence, match):
                return match.group()
        return ""

    def _is_denied(self, sentence: str, match: re.Match[str]) -> bool:
        at = match.start("verb") if match.groupdict().get("verb") else match.start()
        clause = re.split("[，。；：]", sentence[:at])[-1]
        return bool(DENIED_AT_ONCE.search(clause) or DENIED.search(clause))


def _with_fragments(pattern: str, fragments: Mapping[str, str]) -> str:
    for name, fragment in fragments.items():
        pattern = pattern.replace(f"{{{name}}}", fragment)
    return pattern


def _patterns(patterns: Iterable[str], fragments: Mapping[str, str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_with_fragments(pattern, fragments)) for pattern in patterns)


@cache
def wrongs() -> tuple[Wrong, ...]:
    """Every declaration in its order."""
    data = tomllib.loads(files("gongkai.guide").joinpath("wrongs.toml").read_text("utf-8"))
    declared = []
    for entry in data["wrong"]:
        cites = tuple(entry.get("cites", ()))
        for cite in cites:
            resolve(cite)
        declared.append(
            Wrong(
                entry["code"],
                re.compile(_with_fragments(entry["pattern"], data["fragments"])),
                _patterns(entry.get("needs", ()), data["fragments"]),
                _patterns(entry.get("unless", ()), data["fragments"]),
                entry.get("denied", True),
                entry.get("since"),
                entry.get("line", False),
                entry["expected"],
                cites,
            )
        )
    return tuple(declared)


def wrong_sentences(sentences: Sequence[str], place: str, on: date) -> Iterator[Finding]:
    """Findings of one line, one a sentence, code and right thing.

    Args:
        sentences: what the line rules, from `past`.
        place: where the line stands.
        on: the day whose law counts.
    """
    for sentence in sentences:
        yield from _findings(sentence, place, on, of_lines=False)
    yield from _findings("".join(sentences), place, on, of_lines=True)


def _findings(text: str, place: str, on: date, *, of_lines: bool) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for wrong in wrongs():
        kind = wrong.code, wrong.expected
        if wrong.line is not of_lines or kind in seen or (wrong.since and on < wrong.since):
            continue
        if words := wrong.found_in(text):
            seen.add(kind)
            yield Finding(wrong.code, place, words, wrong.expected, wrong.cites)

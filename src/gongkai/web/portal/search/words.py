"""Words without a dictionary: runs of Chinese as pairs of characters, everything else as whole words.

A text is folded first: width and case are levelled, spaces between Chinese characters go, signs part
the runs, a line break parts sentences. What is folded can be compared as a string; its tokens go into
the index. A question is folded in the same way, so that both databases answer alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# From the CJK radicals on: scripts that are written without spaces between words.
_HAN = r"(?:(?![\W_])[\u2e80-\U0010ffff])"
_LATIN = r"(?:(?![\W_])[\u0000-\u2e7f])"
_RUN = re.compile(rf"{_HAN}+(?:[ \t\u00a0]+{_HAN}+)*|{_LATIN}+|\n")
# No sign survives folding, so that this token can stand for a line break and nothing else.
BREAK = "¶"
LONGEST_QUESTION = 100
MOST_PHRASES = 8


def fold(text: str) -> str:
    """The text as its runs, parted by single spaces, with a space at either end."""
    level = unicodedata.normalize("NFKC", text).casefold()
    runs = ("".join(run.split()) or "\n" for run in _RUN.findall(level))
    return f" {' '.join(runs)} "


def _is_han(run: str) -> bool:
    return run[0] >= "\u2e80"


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def tokens(folded: str) -> Iterator[str]:
    """The tokens of a folded text in order: pairs, then the last single character of the run."""
    for run in folded.strip(" ").split(" "):
        if run == "\n":
            yield BREAK
        elif run and _is_han(run):
            yield from _pairs(run)
            yield run[-1]
        elif run:
            yield run


def distinct_tokens(folded: str) -> list[str]:
    """Every token once, and every single Chinese character, for an index that keeps no order."""
    found = set(tokens(folded)) - {BREAK}
    found.update(char for char in set(folded) if char >= "\u2e80")
    return sorted(found)


@dataclass(frozen=True)
class Phrase:
    """Runs that must stand in this order without a gap. A word of letters or digits stands whole."""

    runs: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """What a folded text must contain."""
        left = "" if _is_han(self.runs[0]) else " "
        right = "" if _is_han(self.runs[-1]) else " "
        return f"{left}{' '.join(self.runs)}{right}"

    @property
    def sequence(self) -> tuple[tuple[str, ...], bool]:
        """The tokens in order, and whether the last is only the beginning of one."""
        found: list[str] = []
        for run in self.runs[:-1]:
            found.extend(tokens(run))
        last = self.runs[-1]
        if not _is_han(last):
            return (*found, last), False
        if len(last) == 1:
            return (*found, last), True
        return (*found, *_pairs(last)), False

    @property
    def distinct(self) -> list[str]:
        """Tokens that a text must have, in whatever order."""
        found = set()
        for run in self.runs:
            found.update(_pairs(run) if _is_han(run) and len(run) > 1 else [run])
        return sorted(found)


def phrases(question: str) -> tuple[Phrase, ...]:
    """A question's phrases: what is parted by white space must each be found; signs alone are nothing."""
    found = []
    for part in question[:LONGEST_QUESTION].split()[:MOST_PHRASES]:
        runs = tuple(run for run in fold(part).strip(" ").split(" ") if run.strip())
        if runs and Phrase(runs) not in found:
            found.append(Phrase(runs))
    return tuple(found)

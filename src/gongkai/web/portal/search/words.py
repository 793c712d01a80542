"""Words without a dictionary: runs of Chinese as pairs of characters, everything else as whole words.

A text is folded first: width, case and script are levelled, marks that nobody sees and spaces between Chinese characters go, signs part
the runs, a line break parts sentences. What is folded can be compared as a string; its tokens go into
the index. A question is folded in the same way, so that both databases answer alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gongkai.documents.script import simplified

# From the CJK radicals on: scripts that are written without spaces between words.
_HAN = r"(?:(?![\W_])[\u2e80-\U0010ffff])"
_LATIN = r"(?:(?![\W_])[\u0000-\u2e7f])"
_RUN = re.compile(rf"{_HAN}+(?:[ \t\u00a0]+{_HAN}+)*|{_LATIN}+|\n")
# No sign survives folding, so that these can stand before a token and mean nothing else: a line break,
# a token of the title, one of the numbers, a single character wherever it stands, the first character of
# a run, a fact of the item.
BREAK, TITLE, NUMBER, ALONE, HEAD, FACT = "¶", "§", "№", "•", "†", "‡"
LONGEST_QUESTION = 100
MOST_PHRASES = 8


@cache
def _unseen() -> dict[int, None]:
    """Marks that nobody sees (U+200B, U+00AD, U+FEFF …): the format characters of Unicode."""
    return {code: None for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"}


def levelled(text: str) -> str:
    """One width, one case, simplified characters, no marks that nobody sees."""
    level = unicodedata.normalize("NFKC", text.translate(_unseen())).casefold()
    return simplified(level)


def fold(text: str) -> str:
    """The text as its runs, parted by single spaces, with a space at either end."""
    runs = ("".join(run.split()) or "\n" for run in _RUN.findall(levelled(text)))
    return f" {' '.join(runs)} "


def is_han(run: str) -> bool:
    """Whether a run is written without spaces between its words."""
    return run[0] >= "\u2e80"


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def tokens(folded: str) -> Iterator[str]:
    """The tokens of a folded text in order: of a Chinese run its head, its pairs, its last character."""
    for run in folded.strip(" ").split(" "):
        if run == "\n":
            yield BREAK
        elif run and is_han(run):
            yield f"{HEAD}{run[0]}"
            yield from _pairs(run)
            yield run[-1]
        elif run:
            yield run


def marked(mark: str, folded: str) -> Iterator[str]:
    """The tokens of a folded text in order, then every Chinese character once, each behind a mark."""
    for token in tokens(folded):
        yield token if token == BREAK else f"{mark}{token}"
    yield BREAK
    for char in sorted(set(folded)):
        if is_han(char):
            yield f"{mark}{ALONE}{char}"
    yield BREAK


@dataclass(frozen=True)
class Phrase:
    """Runs that must stand in this order without a gap. A word of letters or digits stands whole."""

    runs: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """What a folded text must contain."""
        left = "" if is_han(self.runs[0]) else " "
        right = "" if is_han(self.runs[-1]) else " "
        return f"{left}{' '.join(self.runs)}{right}"

    @property
    def is_one_token(self) -> bool:
        """Whether a text has it as soon as it has the one token."""
        return len(self.runs) == 1 and (not is_han(self.runs[0]) or len(self.runs[0]) <= 2)

    @property
    def single(self) -> str:
        """The one Chinese character that it is, or nothing."""
        run = self.runs[0]
        return run if len(self.runs) == 1 and len(run) == 1 and is_han(run) else ""

    def sequence(self, mark: str) -> list[str]:
        """The tokens in the order in which a text must have them."""
        if self.single:
            return [f"{mark}{ALONE}{self.single}"]
        found: list[str] = []
        for at, run in enumerate(self.runs):
            if not is_han(run):
                found.append(run)
                continue
            # A first run may begin within one of the text, and a last one may end within.
            found += [] if at == 0 else [f"{HEAD}{run[0]}"]
            found += _pairs(run)
            found += [] if at == len(self.runs) - 1 else [run[-1]]
        return [f"{mark}{token}" for token in found]

    def distinct(self, mark: str) -> list[str]:
        """Tokens that a text must have, in whatever order; a single character behind its own mark."""
        found = set()
        for run in self.runs:
            if is_han(run) and len(run) == 1:
                found.add(f"{mark}{ALONE}{run}")
            else:
                found.update(f"{mark}{token}" for token in (_pairs(run) if is_han(run) else [run]))
        return sorted(found)


def phrases(question: str) -> tuple[Phrase, ...]:
    """A question's phrases: what is parted by white space must each be found; signs alone are nothing."""
    found = []
    for part in question[:LONGEST_QUESTION].split()[:MOST_PHRASES]:
        runs = tuple(run for run in fold(part).strip(" ").split(" ") if run.strip())
        if runs and Phrase(runs) not in found:
            found.append(Phrase(runs))
    return tuple(found)

"""The declarations of letters in `texts/*.toml`: what each needs to be told, what it says and where that stands.

The label, the remedy class and the contents a letter must have are the statute's (`codelists/letters`); here are the words.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from gongkai.letters.errors import DeclarationError
from gongkai.statute.citations import resolve
from gongkai.statute.codelists import Code, codelist

SHARED = "shared_passages.toml"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a row of a form.

    Attributes:
        text: the words, with facts in braces.
        says: the contents (`letter_contents`) that it states.
        when: it stands only where this fact is given; empty = always.
        each: it stands once for each point of this fact, as {item} with {number}; empty = once.
        label: the name of a row; empty for a paragraph.
    """

    text: str
    says: tuple[str, ...]
    when: str = ""
    each: str = ""
    label: str = ""

    def names(self) -> Iterator[str]:
        """The names in braces."""
        for _, name, _, _ in string.Formatter().parse(self.text):
            if name:
                yield name


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter.

    Attributes:
        code: its entry in the statute's list `letters`.
        facts: what it must be told, by name.
        optional: what it may be told.
        cites: where it stands; empty where the outcome decides.
        passages: what it says, in order.
        encloses: the form that goes with it on a page of its own; empty where none does. Its facts are among those of the letter.
    """

    code: Code
    facts: tuple[str, ...]
    optional: tuple[str, ...]
    cites: tuple[str, ...]
    passages: tuple[Passage, ...]
    encloses: str = ""

    @property
    def is_form(self) -> bool:
        """Whether it is a table to be filled in and no running text."""
        return any(passage.label for passage in self.passages)

    @property
    def speaks_of_request(self) -> bool:
        """Whether it quotes the request."""
        return any({"quoted", "received_on"} & set(passage.names()) for passage in self.passages)

    @property
    def has_remedy(self) -> bool:
        """Whether it ends with a remedy paragraph."""
        return any("remedy" in passage.names() for passage in self.passages)


def _passage(entry: Mapping[str, Any], common: Mapping[str, Passage]) -> Passage:
    if "use" in entry:
        return common[entry["use"]]
    return Passage(
        entry["text"],
        tuple(entry["says"]),
        entry.get("when", ""),
        entry.get("each", ""),
        entry.get("label", ""),
    )


def _letter(file: str, entry: Mapping[str, Any], common: Mapping[str, Passage]) -> Letter:
    known = codelist("letters").codes
    if entry["id"] not in known:
        raise DeclarationError(file, entry["id"], "不在法规的文书之列")
    for cite in entry.get("cites", ()):
        resolve(cite)
    passages = [common[name] for name in entry.get("paragraphs", ())]
    passages += [_passage(each, common) for each in entry.get("paragraph", ())]
    passages += [_passage(each, common) for each in entry.get("row", ())]
    return Letter(
        known[entry["id"]],
        tuple(entry["facts"]),
        tuple(entry.get("optional", ())),
        tuple(entry.get("cites", ())),
        tuple(passages),
        entry.get("encloses", ""),
    )


@cache
def letters() -> Mapping[str, Letter]:
    """Every letter by its code."""
    folder = files("gongkai.letters").joinpath("texts")
    shared = tomllib.loads(folder.joinpath(SHARED).read_text("utf-8"))
    common = {name: _passage(entry, {}) for name, entry in shared.items()}
    found: dict[str, Letter] = {}
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        if path.name == SHARED or not path.name.endswith(".toml"):
            continue
        for entry in tomllib.loads(path.read_text("utf-8"))["letter"]:
            if entry["id"] in found:
                raise DeclarationError(path.name, entry["id"], "重复了")
            found[entry["id"]] = _letter(path.name, entry, common)
    return MappingProxyType(found)

"""Codelists: English code, Chinese label, and for each code where it stands or why it is practice.

A file declares the further keys of its entries (`keys`) and which of them name codes of another list (`refers`); anything else is
refused. Every entry has either `cite` (law) or `practice` (a sentence saying that it is practice, not law).

A number of the law stands once, in its parameter: an entry with the key `parameter` has its latest value as `period` (20 working days)
or `value` (20), whichever the list declares, and in its label where that says `{period}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from gongkai.statute.citations import read_cites
from gongkai.statute.errors import StatuteDataError, UnknownCode
from gongkai.statute.loader import Record, load_folder, refuse_repeated
from gongkai.statute.parameters import load_parameters


@dataclass(frozen=True)
class Code:
    """One entry.

    Attributes:
        id: English code.
        label: Chinese label; verbatim where it is a statutory or form label.
        cites: where it stands; empty where it is practice.
        practice: why it is not law, in Chinese; None where it is.
        further: the list's further keys → texts.
    """

    id: str
    label: str
    cites: tuple[str, ...]
    practice: str | None
    further: Mapping[str, tuple[str, ...]]

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts under a further key; empty where the entry has none."""
        return self.further.get(key, ())

    def text(self, key: str) -> str | None:
        """The first text under a further key, or None."""
        return next(iter(self.texts(key)), None)


@dataclass(frozen=True)
class Codelist:
    """A list of codes in order, with its Chinese label."""

    id: str
    label: str
    codes: Mapping[str, Code]
    keys: tuple[str, ...]
    refers: Mapping[str, str]

    def __iter__(self) -> Iterator[Code]:
        """The entries in order."""
        return iter(self.codes.values())

    def __len__(self) -> int:
        """How many entries."""
        return len(self.codes)

    def __getitem__(self, code: str) -> Code:
        """The entry with this code.

        Raises:
            UnknownCode: there is none.
        """
        if code not in self.codes:
            raise UnknownCode(self.label, code, self.codes)
        return self.codes[code]


def _texts(entry: Record, key: str) -> tuple[str, ...]:
    if not entry.has(key):
        return ()
    try:
        return entry.texts(key)
    except StatuteDataError:
        return (entry.text(key),)


def read_codelist(record: Record) -> Codelist:
    """A codelist from the record of its file."""
    label = record.text("label")
    keys = record.texts("keys")
    refers: dict[str, str] = {}
    for text in record.texts("refers"):
        key, _, target = text.partition("=")
        if key not in keys or not target:
            raise record.wrong("refers", f"中的“{text}”应写作“键=列表”，且键在keys之中")
        refers[key] = target
    entries: list[Code] = []
    for entry in record.some_records("code"):
        cites = read_cites(entry)
        practice = entry.optional_text("practice")
        if bool(cites) == bool(practice):
            raise entry.wrong("cites", "与practice应当有且只有一个：或者引用法条，或者说明是做法")
        label_of_entry = entry.text("label")
        further = {key: _texts(entry, key) for key in keys if entry.has(key)}
        if "parameter" in further:
            number = _number(entry, further["parameter"][0])
            further |= number.texts(keys)
            label_of_entry = label_of_entry.replace("{period}", number.words)
        entries.append(
            Code(entry.text("id"), label_of_entry, cites, practice, MappingProxyType(further))
        )
        entry.close()
    refuse_repeated(record, "code", [entry.id for entry in entries])
    name = record.file.rsplit("/", 1)[-1].removesuffix(".toml")
    codes = MappingProxyType({entry.id: entry for entry in entries})
    return Codelist(name, label, codes, keys, MappingProxyType(refers))


@dataclass(frozen=True)
class _Number:
    """The latest value of a parameter: as data, and in words."""

    amount: int
    unit: str
    words: str

    def texts(self, keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        texts = {"period": f"{self.amount} {self.unit}s", "value": str(self.amount)}
        return {key: (text,) for key, text in texts.items() if key in keys}


def _number(entry: Record, name: str) -> _Number:
    parameter = load_parameters().get(name)
    if parameter is None:
        raise entry.wrong("parameter", f"为“{name}”，没有这个期限或者数额")
    latest = parameter.values[-1]
    return _Number(latest.amount, parameter.unit, parameter.in_chinese(latest))


def check_references(lists: Mapping[str, Codelist]) -> None:
    """Refuse a code that another list does not have.

    Raises:
        StatuteDataError: naming the list, the entry and the key.
    """
    for codelist in lists.values():
        file = f"codelists/{codelist.id}.toml"
        for key, target in codelist.refers.items():
            if target not in lists:
                raise StatuteDataError(file, "refers", f"所指的列表“{target}”不存在")
            for entry in codelist:
                for code in entry.texts(key):
                    if code not in lists[target].codes:
                        raise StatuteDataError(
                            file, f"{entry.id}.{key}", f"为“{code}”，{target}中没有这个代码"
                        )


@cache
def load_codelists() -> Mapping[str, Codelist]:
    """Every codelist by id, references checked."""
    lists = load_folder("codelists", read_codelist)
    check_references(lists)
    return MappingProxyType(lists)


def codelist(name: str) -> Codelist:
    """The codelist with this id.

    Raises:
        UnknownCode: there is none.
    """
    known = load_codelists()
    if name not in known:
        raise UnknownCode("代码列表", name, known)
    return known[name]

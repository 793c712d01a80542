"""Read the room's TOML files strictly: an unknown key, a missing citation, a repeated date stops the program.

Every message names the file and the key (`StatuteDataError`). Each has its broken file in `tests/statute/broken/`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from gongkai.statute.errors import StatuteDataError

T = TypeVar("T")

DATA = files("gongkai.statute")


class Record:
    """One TOML table that is read key by key; `close` refuses what nobody asked for.

    Args:
        data: the table.
        file: path shown in messages.
        place: where the table sits in the file, e.g. `value[1]`; empty for the file itself.
    """

    def __init__(self, data: Mapping[str, object], file: str, place: str = "") -> None:
        self._data = data
        self._read: set[str] = set()
        self.file = file
        self.place = place

    def key(self, name: str) -> str:
        """`name` with its place in the file."""
        return f"{self.place}.{name}" if self.place else name

    def wrong(self, name: str, problem: str) -> StatuteDataError:
        """The error to raise about the key `name`."""
        return StatuteDataError(self.file, self.key(name), problem)

    def has(self, name: str) -> bool:
        """Whether the key is written in the file."""
        return name in self._data

    def _take(self, name: str) -> object:
        self._read.add(name)
        if name not in self._data:
            raise self.wrong(name, "缺失，请补上")
        return self._data[name]

    def text(self, name: str) -> str:
        """A text that is not empty."""
        value = self._take(name)
        if not isinstance(value, str):
            raise self.wrong(name, f"应为文字，写的是{value!r}")
        if not value.strip():
            raise self.wrong(name, "是空的，请填写")
        return value

    def optional_text(self, name: str) -> str | None:
        """A text, or None where the key is absent."""
        return self.text(name) if self.has(name) else None

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """A text that is one of `choices`."""
        value = self.text(name)
        if value not in choices:
            raise self.wrong(name, f"为“{value}”，应为{'、'.join(choices)}之一")
        return value

    def day(self, name: str) -> date:
        """A date without a time."""
        value = self._take(name)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(name, f"应为日期（如2026-01-01），写的是{value!r}")
        return value

    def optional_day(self, name: str) -> date | None:
        """A date, or None where the key is absent."""
        return self.day(name) if self.has(name) else None

    def days(self, name: str) -> tuple[date, ...]:
        """A list of dates; empty where the key is absent."""
        if not self.has(name):
            return ()
        value = self._take(name)
        if not isinstance(value, list) or not all(type(item) is date for item in value):
            raise self.wrong(name, f"应为日期的列表，写的是{value!r}")
        return tuple(value)

    def whole(self, name: str, least: int = 0) -> int:
        """A whole number of at least `least`."""
        value = self._take(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(name, f"应为整数，写的是{value!r}")
        if value < least:
            raise self.wrong(name, f"为{value}，不得小于{least}")
        return value

    def optional_whole(self, name: str, least: int = 0) -> int | None:
        """A whole number, or None where the key is absent."""
        return self.whole(name, least) if self.has(name) else None

    def flag(self, name: str, default: bool) -> bool:
        """true or false; `default` where the key is absent."""
        if not self.has(name):
            return default
        value = self._take(name)
        if not isinstance(value, bool):
            raise self.wrong(name, f"应为true或false，写的是{value!r}")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is absent."""
        if not self.has(name):
            return ()
        value = self._take(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(name, f"应为文字的列表，写的是{value!r}")
        return tuple(value)

    def counts(self, name: str) -> dict[int, int]:
        """A table from whole number to whole number; empty where the key is absent."""
        if not self.has(name):
            return {}
        value = self._take(name)
        if not isinstance(value, dict) or not all(
            key.isdigit() and type(count) is int and count > 0 for key, count in value.items()
        ):
            raise self.wrong(name, f"应为“序号 = 个数”的表，写的是{value!r}")
        return {int(key): count for key, count in value.items()}

    def records(self, name: str) -> tuple[Record, ...]:
        """The tables of an array `[[name]]`; empty where the key is absent."""
        if not self.has(name):
            return ()
        value = self._take(name)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(name, f"应为[[{name}]]的列表，写的是{value!r}")
        return tuple(
            Record(item, self.file, self.key(f"{name}[{index}]"))
            for index, item in enumerate(value, start=1)
        )

    def some_records(self, name: str) -> tuple[Record, ...]:
        """The tables of an array `[[name]]`, at least one."""
        found = self.records(name)
        if not found:
            raise self.wrong(name, "缺失，至少要有一项")
        return found

    def close(self) -> None:
        """Refuse keys that were never asked for."""
        unknown = sorted(set(self._data) - self._read)
        if unknown:
            raise self.wrong(unknown[0], "不是这种文件的键，请删去或改正拼写")


def parse(text: str, file: str) -> Record:
    """A file's text as a record.

    Args:
        text: TOML.
        file: path shown in messages.
    """
    try:
        return Record(tomllib.loads(text), file)
    except tomllib.TOMLDecodeError as error:
        raise StatuteDataError(file, "", f"不是合格的TOML文件（{error}）") from error


def walk(folder: str) -> Iterator[tuple[str, str]]:
    """Path below the room and text of every TOML file under `folder`, in order of path."""
    yield from _walk(DATA / folder, folder)


def _walk(node: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for child in sorted(node.iterdir(), key=lambda entry: entry.name):
        below = f"{path}/{child.name}"
        if child.is_dir():
            yield from _walk(child, below)
        elif child.name.endswith(".toml"):
            yield below, child.read_text(encoding="utf-8")


def load_folder(folder: str, read: Callable[[Record], T]) -> dict[str, T]:
    """Everything under `folder`, keyed by file name without `.toml`.

    Args:
        folder: a folder of this room.
        read: makes an object from a file's record; the record is closed afterwards.
    """
    found: dict[str, T] = {}
    for path, text in walk(folder):
        record = parse(text, path)
        name = path.rsplit("/", 1)[-1].removesuffix(".toml")
        if name in found:
            raise StatuteDataError(path, "", f"与另一个名为{name}的文件重名")
        found[name] = read(record)
        record.close()
    return found


def refuse_repeated(record: Record, key: str, ids: Sequence[str]) -> None:
    """Refuse a list in which an id stands twice."""
    seen: set[str] = set()
    for index, identity in enumerate(ids, start=1):
        if identity in seen:
            raise StatuteDataError(record.file, f"{key}[{index}].id", f"重复了“{identity}”")
        seen.add(identity)

"""Settings: where the law is silent or practice unsettled, a body decides; each choice has a stated default.

A setting is never cited as law: a trace that rests on one names it as `setting:<id>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from gongkai.statute.citations import read_cites
from gongkai.statute.errors import UnknownCode, WrongArgument
from gongkai.statute.loader import Record, load_folder

MARKS = ("believed", "unsettled")


@dataclass(frozen=True)
class Setting:
    """One choice that the law leaves open.

    Attributes:
        id: name of its file.
        label: Chinese name.
        default: the value used unless changed, as text.
        choices: code → Chinese meaning; empty where the value is a number.
        unit: unit of a number, in Chinese; None for a choice.
        least, most: bounds of a number.
        mark: `believed` (practice, not read in a text) or `unsettled`.
        why: why it is a setting and why this default, in Chinese.
        touches: the provisions it stands beside.
    """

    id: str
    label: str
    default: str
    choices: Mapping[str, str]
    unit: str | None
    least: int
    most: int
    mark: str
    why: str
    touches: tuple[str, ...]

    def in_chinese(self, value: str) -> str:
        """A value as a reader says it: the meaning of its code, or the number with its unit."""
        return self.choices.get(value) or f"{value}{self.unit or ''}"


def read_setting(record: Record) -> Setting:
    """A setting from the record of its file."""
    choices: dict[str, str] = {}
    for entry in record.records("choice"):
        code = entry.text("id")
        if code in choices:
            raise entry.wrong("id", f"重复了“{code}”")
        choices[code] = entry.text("label")
        entry.close()
    setting = Setting(
        id=record.file.rsplit("/", 1)[-1].removesuffix(".toml"),
        label=record.text("label"),
        default=record.text("default"),
        choices=MappingProxyType(choices),
        unit=None if choices else record.text("unit"),
        least=0 if choices else record.whole("least"),
        most=0 if choices else record.whole("most"),
        mark=record.choice("mark", MARKS),
        why=record.text("why"),
        touches=read_cites(record, "touches"),
    )
    if not _fits(setting, setting.default):
        raise record.wrong("default", f"为“{setting.default}”，应为{_expected(setting)}")
    return setting


def _fits(setting: Setting, value: str) -> bool:
    if setting.choices:
        return value in setting.choices
    whole = value.isascii() and value.isdigit() and len(value) <= 6
    return whole and setting.least <= int(value) <= setting.most


def _expected(setting: Setting) -> str:
    if setting.choices:
        return f"{'、'.join(setting.choices)}之一"
    return f"{setting.least}至{setting.most}的整数"


@cache
def load_settings() -> Mapping[str, Setting]:
    """Every setting by id."""
    return MappingProxyType(load_folder("settings", read_setting))


@dataclass(frozen=True)
class Settings:
    """A body's choices; those not made keep their default.

    Args:
        chosen: setting id → value as text.

    Raises:
        UnknownCode: no such setting.
        WrongArgument: a value that the setting does not allow.
    """

    chosen: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Check every choice against its setting."""
        known = load_settings()
        for name, value in self.chosen:
            if name not in known:
                raise UnknownCode("设置", name, known)
            if not _fits(known[name], value):
                raise WrongArgument(f"设置{name}", value, _expected(known[name]))

    def __getitem__(self, name: str) -> str:
        """The value of a setting."""
        known = load_settings()
        if name not in known:
            raise UnknownCode("设置", name, known)
        return dict(self.chosen).get(name, known[name].default)

    def number(self, name: str) -> int:
        """The value of a setting that is a number."""
        return int(self[name])


DEFAULT = Settings()

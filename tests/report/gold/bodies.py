"""Invented bodies of every kind that reports: townships, streets, zones, departments, vertical offices, cities."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.report.forge.bodies import Body


@dataclass(frozen=True)
class Issuer:
    """A body that reports.

    `full` is its name as the title gives it, `title` another lawful form of it in titles, `own` how it calls itself,
    `whole` its area or system, `place` its place without 人民政府, `above` the place above it, `government` the
    government above it, `office` the office that writes, `site` the site it uses.
    """

    full: str
    title: str
    level: str
    own: str
    whole: str
    place: str
    above: str
    office: str

    @property
    def government(self) -> str:
        """The government above the body, or the body itself where it is one of county level and more."""
        return self.full if self.level in ("county", "city") else f"{self.above}人民政府"

    @property
    def site(self) -> str:
        """The site that the body publishes on."""
        return f"{self.government.removesuffix('人民政府')}人民政府门户网站"

    @property
    def forged(self) -> Body:
        """The body as the forge takes it."""
        return Body(self.full, ("",), self.level, self.own, self.place)


def _township(county: str, name: str) -> Issuer:
    kind = name[-1]
    full = f"{county}{name}人民政府"
    return Issuer(
        full,
        f"{county}{name}",
        "township",
        f"我{kind}",
        f"全{kind}",
        name,
        county,
        "党政综合办公室",
    )


def _street(above: str, name: str) -> Issuer:
    full = f"{above}{name}办事处"
    return Issuer(full, full, "street", "我街道", "全街道", name, above, "党政办公室")


def _government(full: str, above: str, level: str) -> Issuer:
    place = full.removesuffix("人民政府")
    kind = place[-1]
    return Issuer(full, full, level, f"我{kind}", f"全{kind}", place, above, "办公室")


def _office(full: str, above: str, own: str = "我局", whole: str = "全局") -> Issuer:
    return Issuer(full, full, "department", own, whole, full, above, "办公室")


def _zone(full: str, above: str, short: str) -> Issuer:
    return Issuer(full, short, "other", "我区", "全区", short, above, "党政办公室")


ISSUERS = (
    *(_township("青山县", name) for name in ("柳河镇", "白杨乡", "石桥铺镇", "枣园乡", "云溪镇")),
    *(_township("鹿鸣县", name) for name in ("松林镇", "双塔寺乡", "麦垄镇", "茶岭乡")),
    *(_township("碧梧市", name) for name in ("竹影镇", "芦花乡", "稻香镇")),
    _street("澜和市望月区", "清泉街道"),
    _street("青山县", "书院街道"),
    _street("碧梧市", "钟楼街道"),
    _government("青山县人民政府", "澜和市", "county"),
    _government("鹿鸣县人民政府", "澜和市", "county"),
    _government("碧梧市人民政府", "澜和市", "county"),
    _government("澜和市望月区人民政府", "澜和市", "county"),
    _government("澜和市人民政府", "云岭省", "city"),
    _office("青山县教育局", "青山县"),
    _office("青山县卫生健康局", "青山县"),
    _office("澜和市交通运输局", "澜和市"),
    _office("碧梧市市场监督管理局", "碧梧市"),
    _office("国家税务总局青山县税务局", "青山县"),
    _office("青山县气象局", "青山县"),
    _office("澜和市发展和改革委员会", "澜和市", "我委", "全委"),
    _zone("青山综合实验区管理委员会", "澜和市", "青山综合实验区"),
    _zone("澜和经济技术开发区管理委员会", "澜和市", "澜和经济技术开发区"),
)


def draw(rng: Random) -> Issuer:
    """One of the bodies."""
    return rng.choice(ISSUERS)

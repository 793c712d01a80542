"""Invented public bodies. No place of this name and rank exists in this combination."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Body:
    """A public body: `name` without higher places, `above` the places above it from the outside in."""

    name: str
    above: tuple[str, ...]
    level: str
    self_name: str
    short: str

    @property
    def full_name(self) -> str:
        """The name with the county; a county and its departments have it in their name."""
        return self.name if self.level in ("county", "department") else self.above[-1] + self.name

    @property
    def phone(self) -> str:
        """A telephone number that nobody has."""
        return f"0000-5550{100 + sum(map(ord, self.name)) % 900}"


_COUNTIES = ("青山县", "碧梧县", "鹿鸣县", "晴川县", "雁栖县")
_TOWNSHIPS = (
    "柳河镇 白杨乡 松林镇 石桥铺镇 枣园乡 云溪镇 双塔寺乡 麦垄镇 杏花坡乡 竹影镇 芦花乡 铁匠营镇 "
    "梨树沟乡 望江楼镇 茶岭乡 银杏坪镇 野鹤乡 稻香镇"
).split()
_STREETS = "清泉街道 望月街道 书院街道 钟楼街道 槐荫里街道".split()
_DEPARTMENTS = (
    "教育局 民政局 水利局 农业农村局 卫生健康局 自然资源局 交通运输局 应急管理局 市场监督管理局 "
    "文化和旅游局 医疗保障局 财政局 司法局 统计局 林业局"
).split()


def forge_body(rng: Random, level: str | None = None) -> Body:
    """A body of the level, or of any level with townships the most frequent."""
    level = level or rng.choice(
        ("township", "township", "township", "street", "department", "county")
    )
    county = rng.choice(_COUNTIES)
    if level == "county":
        return named(county, "")
    names = {"department": _DEPARTMENTS, "street": _STREETS, "township": _TOWNSHIPS}
    return named(county, rng.choice(names[level]))


def named(county: str, short: str) -> Body:
    """The township (柳河镇), sub-district (清泉街道) or department (教育局) of the county; the county itself for ""."""
    if not short:
        return Body(f"{county}人民政府", ("澜和市",), "county", "我县", county)
    if short.endswith("局"):
        return Body(county + short, ("澜和市",), "department", "我局", county + short)
    if short.endswith("街道"):
        return Body(f"{short}办事处", ("澜和市", county), "street", "我街道", short)
    return Body(f"{short}人民政府", ("澜和市", county), "township", f"我{short[-1]}", short)

"""The four columns of 国办公开办函〔2019〕61号, and the way in for requests."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.statute.codelists import codelist


@dataclass(frozen=True)
class Column:
    """A column: its place in the address, its name, what stands in it, and the rows of the catalogue
    whose items it lists."""

    slug: str
    name: str
    short_name: str
    description: str
    rows: tuple[str, ...] = ()


GUIDE = Column(
    "guide",
    "政府信息公开指南",
    "指南",
    "信息怎样分类编排、怎样获取，以及公开工作机构的地址、时间和电话。",
    ("platform.guide",),
)
RULES = Column(
    "rules",
    "政府信息公开制度",
    "制度",
    "政府信息公开的法规依据和本地工作制度。",
    (
        "platform.rules",
        *(f"work.{row.id}" for row in codelist("working_rows") if row.id.startswith("rule_")),
    ),
)
DISCLOSURE = Column(
    "disclosure",
    "法定主动公开内容",
    "法定主动公开内容",
    "依照《条例》第二十条、第二十一条和标准目录应当公开的事项。",
)
REPORTS = Column(
    "reports",
    "政府信息公开年报",
    "年报",
    "各机关历年政府信息公开工作年度报告。",
    ("platform.reports",),
)
REQUESTS = Column(
    "requests",
    "依申请公开",
    "依申请公开",
    "向哪里申请、怎样写、多久答复、不服怎么办。",
)
COLUMNS = (GUIDE, RULES, DISCLOSURE, REPORTS, REQUESTS)
BY_SLUG = {column.slug: column for column in COLUMNS}

"""Makes lists and texts of real kinds with invented data, and knows what is to be found in them.

Numbers are of ranges that nobody holds: resident IDs of the divisions 1199xx (not in GB/T 2260), mobiles 1xx-0000-xxxx,
cards of the issuer 620000, area code 0000. Their check digits are right. The names, places and bodies are invented.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.documents.model import Document, Origin, Paragraph, Source, Table, TableCell

HERE = Path(__file__).parent
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
COMPOUND = ("欧阳", "上官", "司马", "诸葛", "皇甫")
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂花建国华红玉梅春生志海永福德文学忠贵荣仁义凤仙莲翠香云雪晨宇轩子涵浩然欣怡梓萱思远"
CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
TRADER_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
TRADER_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

# What each word in braces is; None is a decoy or harmless.
KIND = {
    "id": "resident_id", "id_spaced": "resident_id", "id15": "resident_id", "trader": "resident_id",
    "passport": "passport", "permit": "passport", "permit_taiwan": "passport",
    "mobile": "mobile", "landline": "landline", "landline_cell": "landline",
    "card": "bank_account", "card_spaced": "bank_account", "account": "bank_account", "social": "bank_account",
    "plate": "plate", "email": "email", "wechat": "wechat", "qq": "wechat",
    "home": "address", "room": "address", "group": "address",
    "birth": "birth_date", "sname": "sensitive_name",
    "illness": "medical", "illness_n": "medical", "illness_cell": "medical", "disability": "medical",
    "disability_card": "medical", "disability_level": "medical", "cause": "medical",
}  # fmt: skip
NUMBERS = {"resident_id", "passport", "mobile", "landline", "bank_account", "plate"}


@dataclass
class Truth:
    """Values to be found, with their kinds and positions in `text`; `may` are names that may be found or not."""

    text: str
    spans: list[tuple[str, int, int]] = field(default_factory=list)
    may: list[tuple[int, int]] = field(default_factory=list)


class Forge:
    """Makes values, texts and tables from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def pick(self, values: object) -> str:
        return self.random.choice(values)  # type: ignore[arg-type]

    def digits(self, count: int) -> str:
        return "".join(self.pick("0123456789") for _ in range(count))

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def id(self) -> str:
        first = f"1199{self.number(0, 99):02}{self.number(1935, 2018)}{self.number(1, 12):02}{self.number(1, 28):02}"
        first += self.digits(3)
        total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first, strict=True))
        last = "10X98765432"[total % 11]
        return first + (last.lower() if self.number(0, 3) == 0 else last)

    def id_spaced(self) -> str:
        whole = self.id()
        parts = self.pick(((6, 14), (4, 8, 12, 16), (3, 6, 10, 14)))
        return " ".join(whole[a:b] for a, b in zip((0, *parts), (*parts, 18), strict=True))

    def id15(self) -> str:
        return f"1199{self.number(0, 99):02}{self.number(35, 79)}{self.number(1, 12):02}{self.number(1, 28):02}{self.digits(3)}"

    def trader(self) -> str:
        body = (
            "92"
            + "1199"
            + self.digits(2)
            + "MA"
            + "".join(self.pick("0123456789ABCDEFGH") for _ in range(7))
        )
        return body + self._company_check(body)

    def company(self) -> str:
        body = (
            "91"
            + "1199"
            + self.digits(2)
            + "MA"
            + "".join(self.pick("0123456789ABCDEFGH") for _ in range(7))
        )
        return body + self._company_check(body)

    def _company_check(self, body: str) -> str:
        total = sum(w * TRADER_ALPHABET.index(c) for w, c in zip(TRADER_WEIGHTS, body, strict=True))
        return TRADER_ALPHABET[(31 - total % 31) % 31]

    def mobile(self) -> str:
        return (
            self.pick(("130", "139", "151", "158", "177", "186", "199")) + "0000" + self.digits(4)
        )

    def landline(self) -> str:
        return f"0000-555{self.digits(4)}"

    def landline_cell(self) -> str:
        return self.landline()

    def card(self) -> str:
        body = "620000" + self.digits(self.pick((9, 12)))
        total = 0
        for place, digit in enumerate(reversed(body)):
            value = int(digit) * (2 if place % 2 == 0 else 1)
            total += value - 9 if value > 9 else value
        return body + str(-total % 10)

    def card_spaced(self) -> str:
        card = self.card()
        return " ".join(card[at : at + 4] for at in range(0, len(card), 4))

    def account(self) -> str:
        return "6200001" + self.digits(self.pick((9, 10, 12)))

    def bid_account(self) -> str:
        return "8000" + self.digits(14)

    def social(self) -> str:
        return "1199" + self.digits(self.pick((6, 8)))

    def passport(self) -> str:
        return self.pick("EG") + self.digits(8)

    def permit(self) -> str:
        return self.pick("HM") + self.digits(8)

    def permit_taiwan(self) -> str:
        return self.digits(8)

    def plate(self) -> str:
        return "青A" + self.pick(("·", "", "")) + self.digits(4) + self.pick("ABCDEFGH0123")

    def email(self) -> str:
        return self.pick(("zhang", "li", "wang_", "qs.")) + self.digits(4) + "@example.com"

    def wechat(self) -> str:
        return self.pick(("wx_", "qingshan", "abc-")) + self.digits(4)

    def qq(self) -> str:
        return "1" + self.digits(8)

    def county(self) -> str:
        return self.pick(("青山县", "青山县", "云岭市青山县", "白水区"))

    def town(self) -> str:
        return self.pick(("柳河镇", "白杨乡", "松林镇", "河湾街道", "石桥乡"))

    def village(self) -> str:
        return self.pick(
            ("白杨村", "松林村", "上河湾村", "青山村", "东沟村", "桃园社区", "新安社区", "李家庄村")
        )

    def numeral(self) -> str:
        return self.pick((str(self.number(1, 15)), self.pick(CHINESE)))

    def home(self) -> str:
        village = self.village()
        forms = (
            f"{village}{self.numeral()}组{self.number(1, 199)}号",
            f"{village}{self.numeral()}组",
            f"{village}第{self.pick(CHINESE)}村民小组",
            f"{village}{self.number(1, 299)}号",
            f"{village}{self.numeral()}社{self.number(1, 99)}号",
            f"{village}王家湾组",
            f"{village}{self.numeral()}队{self.number(1, 99)}号附{self.number(1, 9)}号",
            f"{village}{self.number(1, 20)}栋{self.number(1, 4)}单元{self.number(101, 1802)}室",
        )
        return self.pick(forms)

    def group(self) -> str:
        return self.pick((f"{self.numeral()}组", f"{self.village()}{self.numeral()}组"))

    def room(self) -> str:
        estate = self.pick(
            ("幸福小区", "锦绣花园", "青山家园", "柳河新村", "文苑公寓", "水利局家属院")
        )
        road = self.pick(("人民路", "建设街", "柳河大道", "文化巷"))
        building, unit, room = self.number(1, 30), self.number(1, 4), self.number(101, 2602)
        forms = (
            f"{estate}{building}栋{unit}单元{room}室",
            f"{estate}{building}号楼{unit}单元{room}",
            f"{estate}{building}幢{room}室",
            f"{road}{self.number(1, 300)}号{estate}{building}号楼{room}室",
            f"{road}{self.number(1, 300)}号{building}栋{unit}单元{room}号",
            f"{estate}{building}-{unit}-{room}",
        )
        return self.pick(forms)

    def birth(self) -> str:
        year, month, day = self.number(1935, 2018), self.number(1, 12), self.number(1, 28)
        return self.pick(
            (
                f"{year}年{month}月{day}日",
                f"{year}-{month:02}-{day:02}",
                f"{year}.{month}.{day}",
                f"{year}年{month}月",
            )
        )

    def name(self) -> str:
        surname = self.pick(COMPOUND) if self.number(0, 30) == 0 else self.pick(SURNAMES)
        return surname + "".join(self.pick(GIVEN) for _ in range(self.pick((1, 2, 2))))

    def sname(self) -> str:
        return self.name()

    def official(self) -> str:
        return self.name()

    def illness(self) -> str:
        return self.pick(("尿毒症", "肺癌", "白血病", "糖尿病", "脑梗死", "先天性心脏病"))

    def illness_n(self) -> str:
        return self.illness()

    def illness_cell(self) -> str:
        return self.pick(
            ("尿毒症", "肺癌术后", "2型糖尿病", "高血压3级", "脑梗死后遗症", "乙肝携带")
        )

    def disability(self) -> str:
        return self.pick(("肢体残疾", "视力残疾", "听力残疾", "智力残疾", "精神残疾")) + self.pick(
            ("一级", "二级", "三级", "")
        )

    def disability_level(self) -> str:
        return self.pick(("一级", "二级", "三级", "四级"))

    def disability_card(self) -> str:
        return self.id()[:17] + "7" + self.pick("1234567") + self.pick("1234")

    def cause(self) -> str:
        return self.pick(("因病", "因残", "因学", "缺劳力", "因突发事故", "患大病"))

    def cause_plain(self) -> str:
        return self.pick(("缺少劳动力", "子女上学", "遭受旱灾"))

    def sex(self) -> str:
        return self.pick("男女")

    def serial(self) -> str:
        return str(self.number(1, 900))

    def n(self) -> str:
        return str(self.number(1, 120))

    def amount(self) -> str:
        return self.pick(
            (
                f"{self.number(100, 99999)}",
                f"{self.number(100, 9999)}.{self.digits(2)}",
                f"{self.number(1, 99)},{self.digits(3)},{self.digits(3)}.00",
                f"{self.number(10, 999)}0000",
            )
        )

    def year(self) -> str:
        return str(self.number(2008, 2026))

    def date(self) -> str:
        year, month, day = self.number(2015, 2026), self.number(1, 12), self.number(1, 28)
        return self.pick((f"{year}年{month}月{day}日", f"{year}-{month:02}-{day:02}"))

    def docno(self) -> str:
        return self.pick(
            (
                f"青政发〔{self.year()}〕{self.n()}号",
                f"柳政办〔{self.year()}〕{self.n()}号",
                f"青民发[{self.year()}]{self.n()}号",
                f"柳河罚决字〔{self.year()}〕第{self.n()}号",
            )
        )

    def law(self) -> str:
        return self.pick(
            (
                "《中华人民共和国行政处罚法》第三十二条",
                "《中华人民共和国政府信息公开条例》第二十条第（六）项",
                "《中华人民共和国土地管理法》第七十八条",
            )
        )

    def order(self) -> str:
        return self.pick(
            (
                f"{self.year()}{self.digits(8)}",
                f"QS{self.year()}{self.digits(6)}",
                self.digits(16),
                f"{self.year()}0{self.number(1, 9)}{self.digits(12)}",
                f"{self.year()}-000000-{self.digits(2)}-01-{self.digits(6)}",
                "13" + self.digits(9),
            )
        )

    def order_short(self) -> str:
        return self.digits(6)

    def index(self) -> str:
        return f"11000000MB{self.digits(7)}K/{self.year()}-000{self.digits(2)}"

    def office(self) -> str:
        return f"0000-555{self.digits(4)}"

    def office_mobile(self) -> str:
        return self.mobile()

    def bank(self) -> str:
        return self.pick(("青山农商行", "邮储银行青山支行", "农行柳河分理处"))

    def bureau(self) -> str:
        return self.pick(
            ("青山县民政局", "青山县水利局", "柳河镇财政所", "县残疾人联合会", "松林镇卫生院")
        )

    def company_name(self) -> str:
        return self.pick(("青山建筑工程有限公司", "云岭路桥有限公司"))

    def service(self) -> str:
        return self.village() + "便民服务点"

    def post(self) -> str:
        return self.pick(("主任", "科长", "副镇长", "所长"))

    def office_place(self) -> str:
        return self.village() + "村委会院内"

    def site(self) -> str:
        return f"{self.town()}{self.village()}{self.numeral()}组"

    def plain(self) -> str:
        return self.pick(
            ("修缮加固", "集中供养", "一年级二班", "护林员", "道路硬化工程", "重复领取", "财务管理")
        )

    def fill(self, template: str) -> Truth:
        """A text from a template, with the positions of what is to be found."""
        pieces, spans, may, at = [], [], [], 0
        for part in re.split(r"(\{\w+\})", template):
            if not part.startswith("{"):
                pieces.append(part)
                at += len(part)
                continue
            word = part[1:-1]
            before = ""
            if word == "birth_sentence":
                date = f"{self.number(1935, 2018)}年{self.number(1, 12)}月{self.number(1, 28)}日"
                before, value, after, kind = (
                    *self.pick(
                        (
                            ("", date, "出生"),
                            ("出生于", date, ""),
                            ("出生日期：", date, ""),
                            ("生于", date, ""),
                        )
                    ),
                    "birth_date",
                )
                value, after = value, after
            else:
                value, after, kind = getattr(self, word)(), "", KIND.get(word)
            if kind:
                spans.append((kind, at + len(before), at + len(before) + len(value)))
            elif word == "name":
                may.append((at, at + len(value)))
            pieces.append(before + value + after)
            at += len(before) + len(value) + len(after)
        return Truth("".join(pieces), spans, may)

    def table(
        self, template: dict, rows: int
    ) -> tuple[Document, dict[tuple[int, int], str], list[list[str]]]:
        """A document with one table, the kinds to be found by (row, column) from 0, and all its cells."""
        grid = [] if template.get("heads_shown") is False else [list(template["heads"])]
        truth: dict[tuple[int, int], str] = {}
        for _ in range(rows):
            row = []
            for column, word in enumerate(template["cells"]):
                value = getattr(self, word)()
                kind = KIND.get(word)
                if kind:
                    truth[len(grid), column] = kind
                row.append(value)
            grid.append(row)
        return document_of(grid, title=template["title"]), truth, grid


def document_of(
    grid: list[list[str]], *, title: str | None = None, name: str = "名单.xlsx"
) -> Document:
    """A document with `title` and one table of a sheet."""
    cells = tuple(
        TableCell(row, column, text, Origin(sheet="Sheet1", row=row + 1, column=column + 1))
        for row, texts in enumerate(grid)
        for column, text in enumerate(texts)
        if text
    )
    blocks = (Table(cells, Origin(sheet="Sheet1")),)
    above = (Paragraph(title, Origin(line=1)),) if title else ()
    return Document(Source(name, "0" * 64, "text/plain", 1), above + blocks)


def text_templates() -> list[tuple[str, str]]:
    """Every text template with its kind."""
    found = []
    for file in ("texts.toml", "texts_later.toml"):
        data = tomllib.loads((HERE / file).read_text("utf-8"))
        found += [
            (kind["name"], template) for kind in data["kind"] for template in kind["templates"]
        ]
    return found


def table_templates() -> list[dict]:
    """Every table template."""
    return tomllib.loads((HERE / "tables.toml").read_text("utf-8"))["table"]


def decoy_templates() -> list[str]:
    """Every line in which nothing is to be found."""
    return tomllib.loads((HERE / "decoys.toml").read_text("utf-8"))["templates"]

"""Invented people and papers' figures, written without a look at the rules that are to find them.

Numbers are of no one: resident IDs of divisions xx99xx (not in GB/T 2260), mobiles 1xx-0000-xxxx or 1xx-9999-xxxx,
account numbers of no issuer. A slot's name says what it is; `SECRET` and `STAYS` say what has to become of it.
"""

from __future__ import annotations

import random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯"
    "邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿卜路詹关苗凌费纪靳盛童欧甄项曲"
    "成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边净阴闫肖付代仝逯郎茹仇麻宫敬荆逄尚都寇鹿"
)
COMPOUND = ("欧阳", "上官", "司徒", "诸葛", "皇甫", "尉迟", "令狐", "东方")
GIVEN = (
    "建国 建军 建华 国庆 卫东 卫国 爱民 爱华 跃进 胜利 解放 团结 进步 向阳 东升 东海 长江 黄河 泰山 青山 满仓 满囤 丰收 有财 有才 来喜 来福 福来 守义 守信 德才 德厚 铁柱 铁蛋 石头 "
    "栓柱 狗剩 老三 小二 大柱 二妮 三妹 招娣 连弟 来弟 引弟 盼弟 桂兰 桂英 桂香 秀英 秀兰 秀芝 玉兰 玉珍 玉梅 凤英 凤霞 凤仙 翠花 翠莲 腊梅 春梅 春花 冬梅 夏荷 秋菊 月娥 月英 金花 银花 "
    "明霞 海燕 海霞 丽华 丽娟 丽萍 艳红 艳丽 小红 小芳 小军 小龙 晓明 晓宇 志强 志刚 志远 文博 文静 文杰 俊杰 俊峰 浩然 浩宇 子涵 梓涵 梓萱 欣怡 欣妍 雨桐 雨欣 雨泽 宇轩 宇航 诗琪 诗涵 "
    "佳怡 佳琪 嘉懿 嘉豪 家豪 一鸣 一诺 沐辰 若曦 奕辰 思源 思远 天佑 天赐 平安 健康 安全 和平 公平 文明 光明 光荣 永福 永红 永强 润生 水生 火生 根生 木生 土生 立春 雨水 惊蛰 清明 立夏 立秋 "
    "伟 芳 娜 敏 静 磊 洋 勇 杰 涛 超 鹏 辉 斌 波 亮 刚 平 丽 艳 娟 霞 浩 英 河 平 顺 发 旺 泽 萌 颖 锐 珂 蕾 瑶 琳 岚 贤 坤 茂 增 乾"
).split()
MINORITY = (
    "吉克阿牛 阿苏拉且 沙马石布 曲比阿乌 俄木尔布 扎西才让 卓玛措 才让东珠 索南达杰 拉姆吉 多吉次仁 旦增曲珍 阿依古丽 古丽米热 麦麦提明 艾合买提 阿布都拉 热孜万古丽 "
    "乌云其木格 巴特尔 娜仁花 斯琴高娃 那顺乌力吉 哈斯额尔敦 马哈比布 马阿依舍 韦秀妹 岩罕香 玉波香 木乃牛合 且沙依布 买买提·托乎提 帕提古丽·阿不都 迪丽努尔·艾山"
).split()
TOWNS = "清泉乡 石门镇 大田镇 柳溪镇 青石乡 云台镇 望江街道 北关街道 双河镇 松坪乡".split()
VILLAGES = "前湾村 石门村 大田村 下坝村 红岩村 杨树沟村 老寨村 新民村 团结村 三合村 罗家坝村 金鸡岭村 半坡村 西门社区 滨河社区 长虹社区 文昌社区 柏树嘎查 李家塬村 牛栏江村".split()
ESTATES = "阳光小区 锦绣江南 金色家园 教师新村 翠湖名邸 粮食局家属院 兴隆苑 安居苑 供销社宿舍 御景湾".split()
ROADS = "人民路 解放街 滨河大道 文昌巷 东大街 环城北路 迎宾路 学府路 五一街 光明巷".split()
ILLNESSES = (
    "肺癌 胃癌 乳腺癌 宫颈癌 结肠癌 肝癌晚期 食管癌 甲状腺癌 白血病 急性淋巴细胞白血病 淋巴瘤 骨髓瘤 脑膜瘤 垂体瘤 尿毒症 慢性肾炎 肾病综合征 慢性肾功能衰竭 糖尿病 2型糖尿病 糖尿病足 高血压 高血压3级 冠心病 "
    "心力衰竭 先天性心脏病 风湿性心脏病 心肌梗死 脑梗死 脑梗塞 脑出血 脑出血后遗症 脑瘫 癫痫 帕金森病 阿尔茨海默病 精神分裂症 抑郁症 双相情感障碍 孤独症 肺结核 尘肺 慢性阻塞性肺疾病 支气管哮喘 肝硬化 乙型肝炎 "
    "肝豆状核变性 红斑狼疮 类风湿性关节炎 强直性脊柱炎 股骨头坏死 腰椎间盘突出 渐进性肌营养不良 重症肌无力 克罗恩病 硬皮病 血友病 地中海贫血 再生障碍性贫血 苯丙酮尿症 戈谢病 多发性硬化 布鲁氏菌病 梅毒 "
    "艾滋病 白内障 青光眼 视网膜脱落 唐氏综合征 脊髓损伤 重度烧伤 股骨骨折 胆囊炎 慢性肠炎 败血症 甲亢 痛风 骨髓增生异常综合征"
).split()
DISABILITIES = "肢体一级 肢体二级 肢体三级 视力一级 视力二级 听力二级 听力一级 言语三级 智力二级 智力三级 精神二级 精神一级 多重一级 肢体残疾 视力残疾二级 肢体残疾四级 听力残疾 精神残疾一级 智力残疾".split()
BUREAUS = "青山县民政局 青山县教育局 青山县财政局 青山县农业农村局 青山县残疾人联合会 石门镇人民政府 清泉乡人民政府 青山县信访局 青山县卫生健康局 青山县自然资源局 青山县公安局 青山县司法局".split()
FIRMS = "青山县佳诚印务有限公司 云岭路桥有限公司 前湾砂石厂 青山县宏达建筑工程有限公司 石门粮油商行 清泉茶业专业合作社 青山县恒信会计师事务所 大田机砖厂".split()
BANKS = "青山农商银行 农业银行青山县支行 邮储银行石门支行 信用社清泉分社 建设银行青山支行".split()
SCHOOLS = "前湾小学 石门初中 青山县第一中学 清泉中心校 大田幼儿园 县职教中心".split()
HOSPITALS = "县医院 县中医院 市第一人民医院 省肿瘤医院 石门镇卫生院".split()
POSTS = "局长 副局长 科长 副镇长 党委书记 办公室主任 站长 所长 副县长 主任科员".split()

SECRET = {
    "id": "number", "idx": "number", "id15": "number", "idspaced": "number", "m": "number", "mspaced": "number",
    "land": "number", "acct": "number", "card": "number", "cardspaced": "number", "ss": "number", "hh": "number",
    "pass": "number", "permit": "number", "hk": "number", "foreign": "number", "plate": "number", "mail": "number",
    "wx": "number", "qq": "number", "discard": "number",
    "n": "name", "mn": "name", "addr": "address", "door": "address", "grp": "address", "ill": "illness", "dis": "illness",
    "birth": "birth",
}  # fmt: skip
STAYS = frozenset(
    "k o om tel oacct uscc docno order amt village town bureau firm date oaddr school hospital".split()
)


class Inventor:
    """Invents the value of a slot; the same seed gives the same values."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.serial = 0

    def pick(self, among):
        return self.random.choice(among)

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def digits(self, count: int) -> str:
        return "".join(str(self.number(0, 9)) for _ in range(count))

    def i(self) -> str:
        self.serial += 1
        return str(self.serial)

    def person(self) -> str:
        surname = self.pick(COMPOUND) if self.number(1, 40) == 1 else self.pick(SURNAMES)
        return surname + self.pick(GIVEN)

    n = k = o = person

    def mn(self) -> str:
        return self.pick(MINORITY)

    def _birth(self) -> tuple[int, int, int]:
        return self.number(1932, 2019), self.number(1, 12), self.number(1, 28)

    def birth(self) -> str:
        year, month, day = self._birth()
        return self.pick(
            (
                f"{year}年{month}月{day}日",
                f"{year}-{month:02}-{day:02}",
                f"{year}.{month:02}.{day:02}",
                f"{year}/{month}/{day}",
            )
        )

    def id(self) -> str:
        year, month, day = self._birth()
        body = f"{self.pick((11, 13, 21, 32, 37, 42, 44, 50, 51, 61, 62))}99{self.number(10, 99)}{year}{month:02}{day:02}{self.digits(3)}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        return (
            body + "10X98765432"[sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11]
        )

    def idx(self) -> str:
        """An ID miswritten: a wrong check digit, an unknown region, a letter for a digit, one character lost."""
        right = self.id()
        wrong = right[:17] + ("1" if right[17] != "1" else "2")
        return self.pick(
            (
                wrong,
                "99" + right[2:],
                right[:8] + right[8:17].replace("0", "O", 1) + right[17],
                right[:17],
            )
        )

    def id15(self) -> str:
        return f"{self.pick((13, 42, 51))}99{self.number(10, 99)}{self.number(32, 84)}{self.number(1, 12):02}{self.number(1, 28):02}{self.digits(3)}"

    def idspaced(self) -> str:
        right = self.id()
        return self.pick(
            (
                f"{right[:6]} {right[6:14]} {right[14:]}",
                f"{right[:6]}-{right[6:14]}-{right[14:]}",
                f"{right[:6]}.{right[6:14]}.{right[14:]}",
            )
        )

    def m(self) -> str:
        return (
            self.pick(
                "134 135 136 138 139 150 152 158 159 166 173 177 178 182 187 188 191 198 199".split()
            )
            + self.pick(("0000", "9999"))
            + self.digits(4)
        )

    om = m

    def mspaced(self) -> str:
        mobile = self.m()
        return self.pick(
            (
                f"{mobile[:3]}-{mobile[3:7]}-{mobile[7:]}",
                f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}",
                f"{mobile[:3]}.{mobile[3:7]}.{mobile[7:]}",
                f"+86 {mobile}",
                f"{mobile[:4]} {mobile[4:7]} {mobile[7:]}",
            )
        )

    def land(self) -> str:
        return f"0{self.number(310, 999)}-{self.number(2, 8)}{self.digits(6)}"

    tel = land

    def acct(self) -> str:
        return str(self.number(1, 9)) + self.digits(self.pick((14, 15, 16, 17, 18, 18, 20, 21)))

    oacct = acct

    def card(self) -> str:
        body = self.pick(("622202", "622848", "621700", "623059")) + self.digits(12)
        total = 0
        for place, digit in enumerate(reversed(body)):
            value = int(digit) * (2 if place % 2 == 0 else 1)
            total += value - 9 if value > 9 else value
        return body + str(-total % 10)

    def cardspaced(self) -> str:
        card = self.card()
        return " ".join(card[at : at + 4] for at in range(0, len(card), 4))

    def ss(self) -> str:
        return self.pick(("", self.pick("ABCDK"))) + self.digits(self.pick((8, 9, 10)))

    def hh(self) -> str:
        return self.digits(9)

    def discard(self) -> str:
        return self.id() + self.pick("1234567") + self.pick("1234")

    def passport(self) -> str:
        return self.pick(
            (
                f"E{self.digits(8)}",
                f"G{self.digits(8)}",
                f"EJ{self.digits(7)}",
                f"EK{self.digits(7)}",
                f"PE{self.digits(7)}",
            )
        )

    def permit(self) -> str:
        return self.pick("HM") + self.digits(8)

    def hk(self) -> str:
        return self.pick("ABCKYZ") + self.digits(6) + f"({self.digits(1)})"

    def foreign(self) -> str:
        return (
            "9"
            + self.digits(1)
            + "99"
            + self.digits(2)
            + f"{self.number(1950, 2005)}{self.number(1, 12):02}{self.number(1, 28):02}"
            + self.digits(4)
        )

    def plate(self) -> str:
        return self.pick(("晋M", "川Z", "豫Q", "甘P", "云L")) + self.pick(
            (
                self.digits(5),
                f"{self.pick('ABCEK')}{self.digits(4)}",
                f"D{self.digits(5)}",
                f"{self.digits(4)}学",
                f"{self.digits(4)}挂",
                f"F{self.digits(5)}",
            )
        )

    def mail(self) -> str:
        return (
            self.pick(("lixm", "wang.jg", "zhao_2", "cxy"))
            + self.digits(3)
            + "@"
            + self.pick(("example.com", "mail.example.com", "qq.example.com"))
        )

    def wx(self) -> str:
        return self.pick(("shanshui", "wxid_", "laowang-")) + self.digits(4)

    def qq(self) -> str:
        return str(self.number(1, 9)) + self.digits(8)

    def ill(self) -> str:
        return self.pick(ILLNESSES)

    def dis(self) -> str:
        return self.pick(DISABILITIES)

    def town(self) -> str:
        return self.pick(TOWNS)

    def village(self) -> str:
        return self.pick(VILLAGES)

    def _door(self) -> str:
        few, many = (
            self.pick(("一", "二", "三", "四", "五", "六", "1", "3", "7", "12", "15")),
            self.number(1, 199),
        )
        return self.pick(
            (
                f"{few}组{many}号",
                f"{few}组",
                f"第{few}村民小组",
                f"{few}社{many}号",
                f"{many}号附{self.number(1, 5)}号",
                f"{few}队{many}号",
                f"{many}号",
            )
        )

    def grp(self) -> str:
        return self.pick(("一组", "二组", "3组", "第四村民小组", "5社", "七队", "12组"))

    def door(self) -> str:
        return (
            f"{self.number(1, 28)}{self.pick(('号楼', '栋', '幢'))}{self.number(1, 5)}单元{self.number(1, 22)}0{self.number(1, 4)}"
            + self.pick(("", "室", "号"))
        )

    def oaddr(self) -> str:
        return self.pick(ROADS) + f"{self.number(1, 300)}号"

    def uscc(self) -> str:
        return (
            self.pick(("91", "92", "11", "52"))
            + "9900"
            + self.digits(2)
            + self.pick(("MA", "MB", "74", "68"))
            + self.digits(7)
            + self.pick("XKRQ")
        )

    def order(self) -> str:
        return self.pick(
            (
                f"20{self.number(20, 26)}{self.digits(12)}",
                f"QS{self.digits(10)}",
                self.digits(14),
                self.digits(20),
            )
        )

    def docno(self) -> str:
        return f"青{self.pick(('政办', '民', '许', '教', '自然资'))}〔20{self.number(19, 26)}〕{self.number(1, 199)}号"

    def amt(self) -> str:
        return self.pick(
            (
                f"{self.number(50, 9000)}",
                f"{self.number(100, 90000)}.00",
                f"{self.number(1, 90)}0000",
            )
        )

    def date(self) -> str:
        return f"202{self.number(1, 6)}年{self.number(1, 12)}月{self.number(1, 28)}日"

    def bureau(self) -> str:
        return self.pick(BUREAUS)

    def firm(self) -> str:
        return self.pick(FIRMS)

    def bank(self) -> str:
        return self.pick(BANKS)

    def school(self) -> str:
        return self.pick(SCHOOLS)

    def hospital(self) -> str:
        return self.pick(HOSPITALS)

    def post(self) -> str:
        return self.pick(POSTS)

    def sex(self) -> str:
        return self.pick("男女")

    def age(self) -> str:
        return str(self.number(6, 96))

    def area(self) -> str:
        return f"{self.number(1, 20)}.{self.number(0, 9)}"

    def year(self) -> str:
        return str(self.number(2019, 2026))

    def c(self) -> str:
        return str(self.number(2, 90))

    def slot(self, name: str) -> tuple[str, str]:
        """The text of a slot and the part of it that is the secret (the whole, but for an address)."""
        if name == "addr":
            return self._address()
        value = getattr(self, "passport" if name == "pass" else name)()
        return value, value

    def _address(self) -> tuple[str, str]:
        place = self.pick(
            (
                f"{self.town()}{self.village()}",
                f"青山县{self.town()}{self.village()}",
                self.village(),
            )
        )
        if self.number(1, 10) <= 7:
            door = self._door()
            return place + door, door
        door = self.door()
        road = self.pick(("", f"{self.pick(ROADS)}{self.number(1, 99)}号"))
        return f"{self.pick(('', '青山县', '县城'))}{road}{self.pick(ESTATES)}{door}", door

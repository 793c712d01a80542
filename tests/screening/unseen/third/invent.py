"""The third hand's people, places and figures: other names and other ways of writing than those of the first.

Numbers are of no one here too: resident IDs of divisions xx99xx, mobiles 1xx-0000-xxxx or 1xx-9999-xxxx, cards that
begin with 6299, landlines and accounts by chance. `SECRET`, `STAYS` and `EITHER` say what becomes of a slot.
"""

from __future__ import annotations

from tests.screening.unseen.invent import Inventor

COMMON = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
RARE = "亓仝佘冼刁区卞占吾咎哈尧屠岑幸庾廉弓扈敖晁晏朴权来桑楚滕漆燕牟狄玉瞿矫糜缪芮苑荀蒙蓝蔺褚邬邸郗郜郦鄢钮隆雍雒饶骆鲜麦揭禤仉逯撒虎勾苟母缑闻贠折白斗星海冷雪帅门户候乜展别战教户巴药"
COMPOUND = "司马 夏侯 慕容 宇文 长孙 轩辕 端木 公孙 澹台 东郭 鲜于 闾丘".split()
GIVEN = (
    "秀荣 秀花 秀云 玉芬 玉凤 玉莲 玉枝 大凤 二凤 小凤 桂芝 桂珍 桂荣 淑珍 淑芬 淑贞 素珍 素梅 素云 兰英 兰香 兰芳 菊香 菊花 改花 改香 改变 爱香 爱荣 喜莲 喜凤 俊英 俊梅 变花 粉娥 粉莲 巧云 巧玲 "
    "长有 长贵 长锁 长命 春生 春来 春喜 二娃 三娃 四娃 毛蛋 黑娃 牛娃 狗娃 留柱 留根 双喜 双全 双印 万元 万有 万山 万顺 得胜 得利 得福 金贵 金锁 金宝 银贵 银锁 有余 有粮 有田 有志 有亮 保全 保国 保平 保山 "
    "元旦 五一 六一 小满 谷雨 白露 重阳 正月 腊月 新春 新年 新民 新社 红旗 红军 红卫 红兵 红星 援朝 抗美 支前 备战 献忠 学文 学武 学军 学农 学礼 正义 正直 公正 忠诚 忠厚 老实 满意 常在 如意 吉祥 应成 应急 "
    "天才 天福 天佑 宝成 宝库 宝珠 文革 文化 文明 文学 社教 四清 永久 永远 永恒 生产 建设 建社 治国 治平 治安 安民 安定 定国 定邦 大海 大江 大山 长城 长征 延安 北京 上海 京生 海生 河生 路生 沟生 "
    "奕泽 奕涵 语桐 语晨 梓睿 梓墨 梓琪 皓轩 皓宇 宸熙 宸睿 艺涵 艺馨 依诺 依依 可欣 可馨 星辰 星宇 煜祺 煜城 博文 博雅 嘉怡 嘉欣 雅婷 雅雯 紫涵 紫萱 铭泽 铭轩 瑾萱 瑾瑜 芷若 昕怡 昕妍 子墨 子轩 子豪 "
    "建平 建民 建新 建斌 志明 志勇 志华 永生 永平 永刚 海波 海涛 海龙 红梅 红霞 红艳 小燕 小玲 小平 小刚 亚军 亚丽 亚娟 亚东 国栋 国强 国华 国良 克勤 克俭 世荣 世昌 世杰 继业 继红 耀祖 光宗 绍文 绍武 开明 开富 "
    "军 强 兵 斌 宝 栓 虎 龙 凤 燕 梅 莉 荣 琴 玲 云 翠 巧 香 英 柱 贵 财 富 全 义 礼 信 智 仁 忠 孝 良 善 诚 鑫 森 淼 焱 垚 婷 倩 莹 雪 冰 晶 欢 乐 悦 璐 彤 曦 玥 宸"
).split()
MINORITY = (
    "吉木日洛 阿的么尔作 海来伍各莫 马海尔布 勒格阿木 曲木史哈 次仁央宗 洛桑平措 嘎玛卓嘎 拥忠拉姆 更登加措 才仁吉 完么才让 周毛草 图门巴雅尔 萨仁图雅 敖特根 苏日娜 白音仓 孟和达来 岩温罕 玉应香 勒排麻鲁 密仕前 "
    "麻卡里木 撒拉麻乃 马一布拉 马索非亚 马则乃拜 阿卜力孜·吾斯曼 努尔比亚·阿西木 吐尔逊江·买买提 叶尔江·哈布力 古丽加娜提·胡安什 排生·毛拉 热依汗古丽·艾则孜 赵王氏 李张氏 龙么妹 石老央 滚老拉 王爱努拜 蓝妹更 韦特务"
).split()
TOWNS = "柳河镇 黑石镇 白水乡 桐子林镇 南坪乡 花园街道 龙泉寺镇 大营镇 莲花乡 东风街道".split()
VILLAGES = (
    "柳沟村 石盘村 沙塬村 芦苇村 桃坪村 马家集村 大庙村 南湾村 官庄村 小营子村 黄土坡村 七里铺村 王官屯村 孙家庄村 五里墩村 那龙村 陈塝村 田心村 上河社区 铁路社区 新桥社区 光明社区 巴彦嘎查"
).split()
HAMLETS = "上寨屯 马鞍屯 那坡屯 沙坝社 白崖湾 羊圈沟 陈家塝 大屋场 石板组 老鹰岩组 下湾组 河东组 枫树坳 李家坪 黑松驿 油坊台子 南营子 甘沟门 塘角 寺后头".split()
ESTATES = "和顺苑 瑞和佳苑 丽景花园 水岸人家 怡馨公寓 福泽嘉园 幸福里 移民新区 惠民安置点 柳河镇易地搬迁安置区 卫校公寓 龙腾国际城 老电影公司楼".split()
WORKS = "青山水泥厂职工宿舍 机械厂家属院 县农机公司家属楼 二中教职工楼 县医院老家属院 三线厂生活区 林场场部".split()
ROADS = "望河路 建设西路 柳河大街 府前街 凤凰山路 新华北路 车站路 花园一路 工业园区纬三路 振兴大道".split()
ILLNESSES = (
    "肺腺癌 胰腺癌 卵巢癌 鼻咽癌 喉癌 膀胱癌 前列腺癌 直肠癌 肺部恶性肿瘤 多发性骨髓瘤 急性心梗 心梗 脑溢血 脑梗 偏瘫 截瘫 小儿麻痹后遗症 精神发育迟滞 精神分裂 双下肢瘫痪 慢性肾衰竭 肾衰竭 尿毒症透析 系统性红斑狼疮 风湿病 类风湿 肺心病 慢阻肺 "
    "支气管扩张 肺气肿 先心病 冠状动脉粥样硬化性心脏病 心脏支架术后 股骨颈骨折 腰椎压缩性骨折 乙肝 肝硬化腹水 老年痴呆 智力障碍 聋哑 双目失明 急性髓系白血病 脑瘤 胃出血 糖尿病并发症 视网膜色素变性 运动神经元病 小脑萎缩 布病 结核性胸膜炎 矽肺 煤工尘肺 "
    "左下肢截肢 氟骨症 大骨节病 肝包虫病 癫痫病 肾结石 帕金森 二尖瓣狭窄 脑外伤 颅脑损伤 腰间盘突出 胃溃疡 重度抑郁 间质性肺炎 非霍奇金淋巴瘤 肾移植术后 动脉瘤 骨髓炎 自闭症 佝偻病 银屑病 丙肝 肺栓塞 心律失常 房颤"
).split()
DISABILITIES = "肢体2级 视力（一级） 精神三级 听力四级 多重（二级） 智力Ⅱ级 二级肢体 言语残疾三级 肢残三级 三级智力残疾 精神类二级 视力残疾一级 肢体叁级 听力言语一级 肢体重度残疾 一级肢体残疾 精神残疾Ⅰ级 智力四级".split()
WOUNDS = "因公六级 因战七级 伤残八级 因公致残五级 十级伤残 七级伤残".split()
BUREAUS = "青山县人民政府办公室 青山县市场监督管理局 青山县交通运输局 青山县应急管理局 青山县水利局 青山县林业和草原局 青山县医疗保障局 青山县退役军人事务局 青山县人力资源和社会保障局 青山县住房和城乡建设局 柳河镇人民政府 白水乡人民政府 花园街道办事处 青山县综合行政执法局 青山县乡村振兴局 青山县总工会".split()
FIRMS = "青山县远方环保科技有限公司 四方建设集团有限公司 青山县金穗种植专业合作社 柳河镇鑫旺农资经营部 德胜家庭农场 青山县诚信招标代理有限公司 瑞达测绘有限责任公司 白水乡平安加油站 中科创远信息技术有限公司 青山县康宁大药房连锁有限公司 桐子林水电开发有限公司 青山县和谐物业服务有限公司".split()
SHOPS = "张姐麻辣烫店 李二超市 老马牛肉面馆 王记烧饼铺 赵四水果摊 刘氏正骨诊所 春燕理发店 建国饭店 周黑牛肉干店 何家豆腐坊 小孙早点铺 金凤服装店 唐三修车行 阿秀米粉店".split()
BANKS = "青山县农村信用联社柳河分社 邮政储蓄银行柳河营业所 农行青山支行营业部 青山惠民村镇银行 工商银行青山建设路支行".split()
SCHOOLS = "柳河镇中心小学 白水九年制学校 青山县第二中学 黑石镇教学点 省农业职业技术学院 市卫生学校 桃坪幼儿园 青山县特殊教育学校".split()
HOSPITALS = "青山县人民医院 市中心医院 柳河镇中心卫生院 省第二人民医院 青山县妇幼保健院 市精神卫生中心".split()
POSTS = "镇长 党委副书记 人大主席 副镇长 武装部部长 组织委员 纪委书记 乡长 派出所所长 民政助理员 林业站站长 党政办主任 副局长 一级主任科员 综合执法队队长 卫生院院长".split()

SECRET = {
    "tractor": "number", "stu": "number", "vet": "number", "home": "number", "book": "number", "wound": "illness",
}  # fmt: skip
STAYS = frozenset(
    "parcel contract invoice index proj ticket lic cert bar batch shop omail maskn maskid maskm tail zip ob case bankno capital quota mk".split()
)
EITHER = frozenset(("e", "em", "deed", "grass", "proof", "seat", "team"))
"""Where a careful lawyer may sign both: a name or an office-holder's mobile the law lets stand and prudence may hide,
a deed's or a certificate's number, the group of a villager in the village's own accounts, where the land lies that a
register announces (不动产登记暂行条例实施细则第十八条)."""

FULLWIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
REGIONS = (14, 15, 22, 33, 34, 36, 41, 43, 45, 52, 53, 54, 63, 64, 65)


class ThirdInventor(Inventor):
    def person(self) -> str:
        if self.number(1, 60) == 1:
            return self.pick(COMPOUND) + self.pick(GIVEN)
        return self.pick(COMMON if self.number(1, 10) <= 7 else RARE) + self.pick(GIVEN)

    n = k = o = e = person

    def mn(self) -> str:
        return self.pick(MINORITY)

    mk = mn

    def maskn(self) -> str:
        name = self.person()
        return self.pick(
            (f"{name[0]}*{name[2:]}", f"{name[0]}某某", f"{name[0]}某", f"{name[0]}**")
        )

    def birth(self) -> str:
        year, month, day = self._birth()
        return self.pick(
            (
                f"{year}.{month}.{day}",
                f"{year}年{month:02}月{day:02}日",
                f"{year}{month:02}{day:02}",
                f"{year}年{month}月",
                f"{year}-{month}-{day}",
                f"{year}/{month:02}/{day:02}",
            )
        )

    def ob(self) -> str:
        return f"{self.number(1968, 1998)}年{self.number(1, 12)}月"

    def id(self) -> str:
        right = super().id()
        body = f"{self.pick(REGIONS)}{right[2:17]}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        sign = "10X98765432"[sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11]
        return body + (sign.lower() if self.number(1, 3) == 1 else sign)

    def idx(self) -> str:
        """Miswritten: I for 1, O for 0, two digits changed round, a digit too many, one lost."""
        right = self.id()
        return self.pick(
            (
                right[:10] + right[10:17].replace("1", "I", 1) + right[17],
                right[:8] + right[8:17].replace("0", "O", 1) + right[17],
                right[:14] + right[15] + right[14] + right[16:],
                right[:17] + right[16:],
                right[:15] + right[16:],
            )
        )

    def id15(self) -> str:
        return f"{self.pick(REGIONS)}99{self.digits(2)}{self.number(28, 79)}{self.number(1, 12):02}{self.number(1, 28):02}{self.digits(3)}"

    def idspaced(self) -> str:
        right = self.id()
        return self.pick(
            (
                right.translate(FULLWIDTH),
                f"{right[:3]} {right[3:6]} {right[6:10]} {right[10:14]} {right[14:]}",
                f"{right[:6]}　{right[6:14]}　{right[14:]}",
                f"{right[:6]}/{right[6:14]}/{right[14:]}",
                f"{right[:6]}_{right[6:14]}_{right[14:]}",
                " ".join(right),
            )
        )

    def maskid(self) -> str:
        right = self.id()
        return self.pick(
            (f"{right[:6]}********{right[14:]}", f"{right[:3]}***********{right[-4:]}")
        )

    def m(self) -> str:
        return (
            self.pick(
                "130 131 133 137 147 151 153 155 156 157 170 175 176 180 181 183 185 186 189 193 195".split()
            )
            + self.pick(("0000", "9999"))
            + self.digits(4)
        )

    om = em = m

    def maskm(self) -> str:
        mobile = self.m()
        return f"{mobile[:3]}****{mobile[7:]}"

    def mspaced(self) -> str:
        mobile = self.m()
        return self.pick(
            (
                mobile.translate(FULLWIDTH),
                f"{mobile[:3]}—{mobile[3:7]}—{mobile[7:]}",
                f"{mobile[:3]}_{mobile[3:7]}_{mobile[7:]}",
                f"({mobile[:3]}){mobile[3:]}",
                f"{mobile[:7]} {mobile[7:]}",
                f"0086-{mobile}",
                f"{mobile[:3]}·{mobile[3:7]}·{mobile[7:]}",
                f"{mobile[:5]} {mobile[5:]}",
            )
        )

    def land(self) -> str:
        area, rest = f"0{self.number(310, 999)}", f"{self.number(2, 8)}{self.digits(6)}"
        return self.pick(
            (
                f"{area}-{rest}",
                f"{area}—{rest}",
                f"（{area}）{rest}",
                f"{area}{rest}",
                f"{area} {rest}",
            )
        )

    tel = land

    def home(self) -> str:
        return f"{self.number(2, 8)}{self.digits(6)}"

    def acct(self) -> str:
        return self.pick(
            (
                f"{self.number(1, 9)}{self.digits(self.pick((11, 13, 15, 17, 18, 20, 22)))}",
                f"6299{self.digits(15)}",
                f"8109{self.digits(15)}",
                f"27{self.digits(15)}",
            )
        )

    def oacct(self) -> str:
        return self.pick(
            (
                f"{self.pick('134789')}{self.digits(self.pick((11, 13, 15, 17, 18, 20)))}",
                f"8109{self.digits(15)}",
                f"27{self.digits(15)}",
            )
        )

    def book(self) -> str:
        """A savings book's number as a counter prints it, in parts."""
        return self.pick(
            (
                f"27-{self.digits(9)}{self.digits(6)}",
                f"{self.digits(4)}-{self.digits(4)}-{self.digits(4)}-{self.digits(7)}",
                f"{self.digits(2)}-{self.digits(4)}-{self.digits(10)}",
            )
        )

    def card(self) -> str:
        body = f"6299{self.digits(14)}"
        total = 0
        for place, digit in enumerate(reversed(body)):
            value = int(digit) * (2 if place % 2 == 0 else 1)
            total += value - 9 if value > 9 else value
        return body + str(-total % 10)

    def cardspaced(self) -> str:
        card = self.card()
        return self.pick(
            (
                f"{card[:6]} {card[6:]}",
                " ".join(card[at : at + 4] for at in range(0, len(card), 4)),
                "-".join(card[at : at + 4] for at in range(0, len(card), 4)),
                card.translate(FULLWIDTH),
            )
        )

    def tail(self) -> str:
        return self.digits(4)

    def ss(self) -> str:
        return self.pick((self.digits(10), f"{self.pick('EFGH')}{self.digits(8)}", self.digits(12)))

    def stu(self) -> str:
        return f"G{self.id().upper()}"

    def vet(self) -> str:
        return self.pick(
            (
                f"退优{self.digits(10)}",
                f"{self.pick('军兵')}字第{self.digits(7)}号",
                f"999{self.digits(16)}",
            )
        )

    def discard(self) -> str:
        return (
            self.id().upper() + self.pick("1234567") + self.pick("1234") + self.pick(("", "", "B1"))
        )

    def plate(self) -> str:
        head = self.pick(("陕Z", "桂U", "黑Z", "蒙Z", "湘Y", "鄂Y", "贵Z", "新Z"))
        return self.pick(
            (
                f"{head}{self.digits(5)}",
                f"{head}·{self.pick('ABCFHK')}{self.digits(4)}",
                f"{head}{self.pick('AF')}{self.digits(5)}",
                f"{head}{self.digits(5)}D",
                f"{head}-{self.digits(3)}{self.pick('MNR')}{self.digits(1)}",
                f"{head}{self.digits(4)}挂",
            )
        )

    def tractor(self) -> str:
        return f"{self.pick('陕桂黑湘')}99·{self.digits(5)}"

    def mail(self) -> str:
        return (
            self.pick(("majianping", "zhou-lan", "h.y.x", "xiaoyanzi_", "ltd"))
            + self.digits(2)
            + "@"
            + self.pick(("example.net", "mail.example.org", "vip.example.com"))
        )

    def omail(self) -> str:
        return self.pick(("qsxzwgk", "liuhezhen", "qsjyjbgs")) + "@qingshan.example.gov.cn"

    def wx(self) -> str:
        return self.pick(("mjp", "hehua_", "a-xiu", "lvye")) + self.digits(5)

    def qq(self) -> str:
        return f"{self.number(1, 9)}{self.digits(9)}"

    def town(self) -> str:
        return self.pick(TOWNS)

    def village(self) -> str:
        return self.pick(VILLAGES)

    def grp(self) -> str:
        return self.pick(
            (
                "六社",
                "十一组",
                "3队",
                "河东组",
                "东风小组",
                "（四）组",
                "二社",
                "第九村民小组",
                "那坡屯",
                "13社",
            )
        )

    team = grp

    def door(self) -> str:
        building, unit, room = (
            self.number(1, 36),
            self.number(1, 6),
            f"{self.number(1, 26)}0{self.number(1, 6)}",
        )
        return self.pick(
            (
                f"{building}号楼{unit}-{room}",
                f"{building}-{unit}-{room}",
                f"{building}#楼{unit}单元{room}室",
                f"{building}弄{self.number(1, 60)}号{room}室",
                f"{self.pick('ABC')}区{building}栋{room}",
                f"{self.pick('一二三四五六')}号楼{self.pick('一二三')}单元{self.pick(('东户', '西户', '中户'))}",
                f"{building}幢{unit}单元{room}",
            )
        )

    def _address(self) -> tuple[str, str]:
        kind, number = self.number(1, 10), self.number(1, 260)
        place = self.pick(
            (
                f"{self.town()}{self.village()}",
                f"青山县{self.town()}{self.village()}",
                self.village(),
            )
        )
        if kind <= 3:
            door = self.pick(HAMLETS) + self.pick(
                (f"{number}号", f"{number:03}号", f"{number}号附1号", f"{number}-1号")
            )
            return place + door, door
        if kind <= 6:
            door = self.pick(
                (
                    f"{self.pick('一二三四五六七八九')}社{number}号",
                    f"十{self.pick('一二三四')}组{number:03}号",
                    f"{self.number(1, 16)}组",
                    f"（{self.number(1, 9)}）组{number}号",
                    f"第{self.pick('三五七')}牧业小组",
                    f"{self.pick('东西南北')}街{self.number(2, 19)}排{number}号",
                    f"{number}号",
                )
            )
            return place + door, door
        if kind == 7:
            door = self.pick(
                (
                    f"平房{self.number(1, 9)}排{self.number(1, 20)}号",
                    f"{self.number(1, 9)}号楼三单元西户",
                    self.door(),
                )
            )
            return self.pick(WORKS) + door, door
        if kind == 8:
            door = self.pick(
                (
                    f"{number}号附{self.number(1, 20)}号",
                    f"{self.number(2, 60)}弄{self.number(1, 30)}号",
                    f"{number}号院{self.number(1, 9)}号楼{self.number(1, 5)}单元{self.number(1, 6)}02",
                )
            )
            return self.pick(("", "青山县")) + self.pick(ROADS) + door, door
        door = self.door()
        return self.pick(("", "青山县", self.town())) + self.pick(ESTATES) + door, door

    def oaddr(self) -> str:
        return self.pick(ROADS) + self.pick(
            (
                f"{self.number(1, 300)}号",
                f"{self.number(1, 90)}号政务服务中心二楼",
                f"{self.number(1, 90)}号综合楼305室",
            )
        )

    def zip(self) -> str:
        return f"{self.number(10, 85)}9900"

    def parcel(self) -> str:
        """Codes of land: nineteen characters of a parcel, the code of contracted land."""
        return self.pick(
            (
                f"{self.pick(REGIONS)}99{self.digits(2)}{self.digits(6)}JC{self.digits(5)}",
                f"{self.pick(REGIONS)}99{self.digits(15)}",
                f"{self.digits(3)}-{self.digits(4)}-{self.digits(2)}",
            )
        )

    def contract(self) -> str:
        return self.pick(
            (
                f"{self.pick(REGIONS)}99{self.digits(13)}J",
                f"LZ-2026-{self.digits(4)}",
                f"HT2026{self.digits(8)}",
            )
        )

    def deed(self) -> str:
        return f"青（20{self.number(18, 26)}）青山县不动产权第{self.digits(7)}号"

    def proof(self) -> str:
        return self.pick(
            (f"S0000{self.digits(14)}", f"{self.digits(16)}", f"青健{self.digits(10)}")
        )

    def grass(self) -> str:
        return f"青草证字第{self.digits(6)}号"

    def seat(self) -> str:
        return self._address()[0]

    def invoice(self) -> str:
        return self.pick((self.digits(8), f"26{self.digits(18)}", f"0{self.digits(11)}"))

    def index(self) -> str:
        return self.pick(
            (
                f"{self.digits(9)}/2026-{self.digits(5)}",
                f"QS{self.digits(3)}-0{self.digits(2)}-2026-{self.digits(4)}",
                f"11{self.pick(REGIONS)}99{self.digits(10)}T/2026-{self.digits(6)}",
            )
        )

    def proj(self) -> str:
        return self.pick(
            (
                f"QSZC-2026-CS-{self.digits(3)}",
                f"2026-{self.pick(REGIONS)}99{self.digits(2)}-04-01-{self.digits(6)}",
                f"ZB2026{self.digits(6)}-1",
                f"青采竞磋（2026）{self.digits(3)}号",
            )
        )

    def ticket(self) -> str:
        return self.pick(
            (
                f"GD2026{self.digits(10)}",
                f"2026{self.digits(14)}",
                f"DH{self.digits(12)}",
                f"12345-{self.digits(8)}",
            )
        )

    order = ticket

    def lic(self) -> str:
        return self.pick(("JY1", "JY2", "JY3", "SC1")) + self.digits(13)

    def cert(self) -> str:
        return self.pick(
            (
                f"{self.pick(REGIONS[2:])}99{self.digits(7)}",
                f"青执法{self.digits(5)}",
                self.digits(8),
            )
        )

    def bar(self) -> str:
        return f"69{self.digits(11)}"

    def batch(self) -> str:
        return self.pick(
            (
                f"2026{self.number(1, 12):02}{self.number(1, 28):02}",
                f"2026{self.number(1, 12):02}{self.number(1, 28):02}A{self.digits(2)}",
            )
        )

    def bankno(self) -> str:
        return f"402{self.digits(9)}"

    def case(self) -> str:
        return self.pick(
            (
                f"（2026）青99行初{self.number(1, 90)}号",
                f"青政复决字〔2026〕第{self.number(1, 90)}号",
                f"青市监罚告〔2026〕{self.digits(3)}号",
            )
        )

    def docno(self) -> str:
        return f"{self.pick(('柳政发', '青政办发', '白政函', '青农发', '青医保字', '柳党发', '青人社函'))}〔20{self.number(20, 26)}〕{self.number(1, 160)}号"

    def uscc(self) -> str:
        return f"{self.pick(('91', '92', '93', '12', '54'))}{self.pick(REGIONS)}99{self.digits(2)}{self.pick(('MA', 'MC', '05', '77'))}{self.digits(7)}{self.pick('XKRQ0123456789')}"

    def capital(self) -> str:
        return f"{self.pick('壹贰叁肆伍陆柒捌玖')}万{self.pick('壹贰叁肆伍')}仟{self.pick('陆柒捌玖')}佰元整"

    def quota(self) -> str:
        return (
            self.pick(("¥", "￥", "")) + f"{self.number(1, 98)},{self.digits(3)}.{self.digits(2)}"
        )

    def bureau(self) -> str:
        return self.pick(BUREAUS)

    def firm(self) -> str:
        return self.pick(FIRMS)

    def shop(self) -> str:
        return self.pick(("", "青山县", self.town())) + self.pick(SHOPS)

    def bank(self) -> str:
        return self.pick(BANKS)

    def school(self) -> str:
        return self.pick(SCHOOLS)

    def hospital(self) -> str:
        return self.pick(HOSPITALS)

    def post(self) -> str:
        return self.pick(POSTS)

    def ill(self) -> str:
        return self.pick(ILLNESSES)

    def dis(self) -> str:
        return self.pick(DISABILITIES)

    def wound(self) -> str:
        return self.pick(WOUNDS)

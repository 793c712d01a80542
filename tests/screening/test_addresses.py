import pytest

from gongkai.screening.addresses import addresses, home, village_of


def found(text, **options):
    return [text[hit.start : hit.end] for hit in addresses(text, **options)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("张三，家住柳河镇白杨村3组12号。", "白杨村3组12号"),
        ("户籍地：青山县柳河镇白杨村三组", "白杨村三组"),
        ("现住青山县幸福小区3栋2单元501室", "幸福小区3栋2单元501室"),
        ("住址：青山县人民路12号", "人民路12号"),
        ("柳河镇白杨村第三村民小组村民张三", "白杨村第三村民小组"),
        ("住古镇村3组5号", "古镇村3组5号"),
    ],
)
def test_a_home_is_found_from_the_village_or_road_on(text, address):
    assert found(text)[0] == address


@pytest.mark.parametrize(
    "text",
    [
        "柳河镇白杨村3组道路硬化工程",
        "会议地点：县政府2号楼301室",
        "招标代理机构地址：青山县商务中心3号楼501室",
        "地址：青山县人民路12号",
        "柳河镇白杨村村民委员会",
        "家住柳河镇白杨村",
        "青政发〔2024〕12号",
    ],
)
def test_offices_works_and_villages_are_no_homes(text):
    assert found(text) == []


def test_in_a_column_of_addresses_no_further_word_is_asked():
    assert found("柳河镇白杨村3组", labelled=True) == ["白杨村3组"]
    assert found("3组", labelled=True) == ["3组"]
    assert found("柳河镇白杨村", labelled=True) == []


def test_the_village_of_an_address():
    assert village_of("白杨村3组12号") == "白杨村"
    assert village_of("桃园社区2号楼1单元101室") == "桃园社区"
    assert village_of("人民路12号") == ""


@pytest.mark.parametrize(
    "text",
    [
        "16弄8号706室",
        "A区11栋2102",
        "4号楼5-1902",
        "五号楼三单元西户",
        "平房3排6号",
        "（四）组",
        "第九村民小组",
        "那坡屯",
        "河东组",
    ],
)
def test_a_column_of_homes_loses_lanes_rows_and_hamlets_whole(text):
    assert found(text, labelled=True) == [text]


@pytest.mark.parametrize("text", ["青年组", "男子组", "评审工作组", "小学组"])
def test_groups_of_a_contest_are_no_hamlets(text):
    assert found(text, labelled=True) == []
    assert home(text) is None


def test_what_stands_behind_the_village_goes_to_the_end_of_the_cell():
    hit = home("青山县黑石镇南湾村甘沟门169号附1号")
    assert hit is not None
    assert "甘沟门169号附1号" in "青山县黑石镇南湾村甘沟门169号附1号"[hit.start : hit.end]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("一是垭口组3号宋阿公，已劝其住院", "垭口组3号"),
        ("二是老屋基下院2号的付水莲，怕花钱", "老屋基下院2号"),
        ("购机者满江，大河口村东队9号，补贴24500元", "大河口村东队9号"),
        ("由你县沙坨镇东风村七组其姐钟声家居住", "东风村七组"),
        ("举家搬至高新区和平里28幢。", "高新区和平里28幢"),
        ("居民王秀英（和平里14号楼1-101）反对", "和平里14号楼1-101"),
        ("重灾户：撒力哈，回族，老虎沟村河滩组9号，房屋全塌", "老虎沟村河滩组9号"),
        ("拍卖抵押房产青山镇滨河路水岸名都9幢1704号。", "滨河路水岸名都9幢1704号"),
        ("在瑶寨新村三排6号，95岁的老复员军人赵金旺", "瑶寨新村三排6号"),
        ("现住白塔镇供销社宿舍楼后排西户，工作单位无", "供销社宿舍楼后排西户"),
        ("苍术，原住石门村窑洞坡，双目失明", "窑洞坡"),
        ("李秀英，石桥镇大坪村委会拉木组", "大坪村委会拉木组"),
        ("通讯地址 石桥镇老街45号", "老街45号"),
        ("李秀英，家住12-3-402", "12-3-402"),
        ("老党员张福生（白杨村四组）说，路修好了。", "白杨村四组"),
        ("幸福里2号楼业主李红，要求退款", "幸福里2号楼"),
    ],
)
def test_a_place_is_a_home_where_somebody_is_told_to_live_there(text, address):
    assert address in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "城关派出所户籍室：城关镇人民路112号，周一至周六8:30—17:00",
        "取“和谐”二字命名，现住683户。",
        "滨湖新城1-6栋（单号楼）",
        "网格员李红，13800001111，滨湖新城1-6栋",
        "2024年第3号（总第41号），联系人13800001111",
        "通讯地址：青山县人民路12号，邮编621000",
        "县水利局通讯地址 石桥镇老街45号",
        "原住房面积120平方米",
        "新建垭口组3号机井",
        "李红（城关镇人民路112号红星药店）",
        "经营者李红，店铺位于城关镇解放路77号",
        "幸福里2号楼加装电梯，业主会议通过",
        "巡河员王芳，负责白杨村3组河段",
        "接种点：和平社区卫生服务站（和平里3号楼1层）",
    ],
)
def test_offices_ranges_of_buildings_and_shops_are_no_homes(text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["8户", "县政务服务中心一楼不动产窗口", "滨湖新城1-6栋"])
def test_counts_windows_and_ranges_fill_no_column_of_homes(text):
    assert home(text) is None


def test_a_group_of_villagers_who_decide_is_no_home():
    text = "宅基地申请坚持一户一宅，由村民小组讨论、村委会审查并公示，镇政府组织人员到场三次：选址踏勘、批后放线、建成验收。"
    assert addresses(text) == []

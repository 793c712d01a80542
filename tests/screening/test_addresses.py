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

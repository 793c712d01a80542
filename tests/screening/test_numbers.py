import pytest

from gongkai.screening.hit import plain
from gongkai.screening.numbers import (
    identity_check_digit,
    is_card,
    is_identity,
    looks_like_old_identity,
    numbers,
)
from gongkai.screening.text import hits_in_text

# The division 119900 and the issuer 620000 do not exist; the check digits are right.
IDENTITY = "119900199001010010"


def found(text):
    return [(hit.variety, text[hit.start : hit.end]) for hit in hits_in_text(text)]


def test_the_check_digit_of_the_standard_is_computed():
    assert identity_check_digit("11010519491231002") == "X"
    assert is_identity("11010519491231002X")
    assert not is_identity("110105194912310021")


def test_the_numbers_of_this_file_are_valid():
    assert identity_check_digit(IDENTITY[:17]) == IDENTITY[17]
    assert is_card("6200000000000005")
    assert looks_like_old_identity("119900900101001")


@pytest.mark.parametrize(
    "written",
    [
        "119900199001010010",
        "119900 19900101 0010",
        "1199 0019 9001 0100 10",
        "1 1 9 9 0 0 1 9 9 0 0 1 0 1 0 0 1 0",
        "１１９９００１９９００１０１００１０",
        "119900-19900101-0010",
        "1199001990\n01010010",
        "100 119900199001010010",
    ],
)
def test_a_resident_id_is_found_however_it_is_written(written):
    assert [hit.variety for hit in numbers(plain(written))][:1] == ["resident-id-18"]


def test_a_small_x_at_the_end_counts():
    assert found("证号11010519491231002x。") == [("resident-id-18", "11010519491231002x")]


def test_a_wrong_check_digit_counts_only_beside_the_word():
    assert found("身份证号：119900199001010015") == [
        ("resident-id-18-unchecked", "119900199001010015")
    ]
    assert found("流水号：119900199001010015") == []


def test_fifteen_digits_count_only_beside_the_word():
    assert found("身份证号119900900101001") == [("resident-id-15", "119900900101001")]
    assert found("编号119900900101001") == []


def test_a_personal_mobile_is_found_and_the_bodys_is_not():
    assert ("mobile", "13900001234") in found("户主张三，手机13900001234")
    assert ("mobile", "139-0000-1234") in found("户主张三，手机 139-0000-1234")
    assert found("咨询电话：13900001234") == []
    assert found("联系人：李工，联系电话：13900001234") == []
    assert found("如有疑问请与柳河镇人民政府联系，电话：13900001234") == []


def test_amounts_and_orders_are_not_mobiles():
    assert found("总投资13900001234元") == []
    assert found("订单编号：13900001234") == []
    assert found("13900001234.56") == []


def test_a_home_landline_is_found_and_an_office_landline_is_not():
    assert found("家庭电话：0000-5551234") == [("landline", "0000-5551234")]
    assert found("电话：0000-5551234") == []


def test_accounts_need_their_word_or_a_check_digit():
    assert found("银行卡号：6200000000000005") == [("bank-card", "6200000000000005")]
    assert found("一卡通账号：6200001234567890123") == [("bank-account", "6200001234567890123")]
    assert found("合同编号：1234567890123456") == []


def test_an_account_of_an_office_is_not_personal():
    assert found("账户名称：青山县公共资源交易中心，账号：8000123456789012345") == []


def test_travel_documents_need_their_word():
    assert found("护照号码：E12345678") == [("passport", "E12345678")]
    assert found("来往内地通行证号：H12345678") == [("travel-permit", "H12345678")]
    assert found("型号E12345678") == []


def test_plates_mailboxes_and_chat_names():
    assert found("号牌为青A·1234D的货车") == [("plate", "青A·1234D")]
    assert found("发至zhang1234@example.com") == [("email", "zhang1234@example.com")]
    assert found("发至office@example.gov.cn") == []
    assert found("本人微信号：abc_12345") == [("wechat", "abc_12345")]
    assert found("微信公众号：青山发布") == []


def test_a_sole_traders_code_is_found_and_a_companys_is_not():
    assert found("统一社会信用代码92119900MA0000000C") == [
        ("sole-trader-code", "92119900MA0000000C")
    ]
    assert found("统一社会信用代码：91119900MA0000000F") == []


@pytest.mark.parametrize(
    "line",
    [
        "青政发〔2024〕12号",
        "索引号：11000000MB1234567K/2024-00012",
        "2024-01-01至2024-12-31",
        "《中华人民共和国政府信息公开条例》第三十三条第二款",
        "统计数字 1199 0019 9001 0100 15",
        "邮政编码：000000",
    ],
)
def test_decoys_give_nothing(line):
    assert found(line) == []


def test_a_digit_too_many_beside_the_word_counts():
    assert found("身份证号1199001990010110010") == [
        ("resident-id-18-unchecked", "1199001990010110010")
    ]


def test_telephones_with_brackets_and_of_whoever_is_on_duty():
    assert ("mobile", "(185)00009385") in found("户主张三，手机(185)00009385")
    assert ("landline", "0712-2843381") in found("申请人张三，联系电话0712-2843381，请求公开")
    assert found("防汛值班电话：0712-2843381，值班员手机13900001234，24小时值守。") == []
    assert ("plate", "湘99·56126") in found("张三的湘99·56126号拖拉机")


@pytest.mark.parametrize(
    ("sentence", "goes"),
    [
        ("惠农一卡通账号：5107221002003004005123401", "5107221002003004005123401"),
        ("存折账号621704312242236968481（信用社）", "621704312242236968481"),
        ("计划，97934067608988264，3.2亩，256.00元", "97934067608988264"),
        ("存折遗失名单\n1. 李秀英 97934067608988", "97934067608988"),
        ("李秀英，证号510722001234", "510722001234"),
        ("驾驶证号：990381196810164137", "990381196810164137"),
        ("外国人永久居留证 FRA110085123457", "FRA110085123457"),
        ("NGUYEN VAN HAI，929961195905274227，住2晚", "929961195905274227"),
        ("岩叫，缅籍，M67747450，探亲30天", "M67747450"),
        ("李明，台湾居民，H99048240，配偶", "H99048240"),
        ("退伍证号：政字第0417739号", "政字第0417739号"),
        ("优待证号 5107221234567", "5107221234567"),
        ("低保证号N51343400271", "N51343400271"),
        ("边巴（学籍号G540123201108150037）。", "G540123201108150037"),
        ("生育服务证 鄂2822004177", "鄂2822004177"),
        ("农机驾驶证档案编号 510700123456", "510700123456"),
        ("目前在县医院治疗（住院号2303140087）。", "2303140087"),
        ("就诊卡号00385127", "00385127"),
    ],
)
def test_the_word_before_a_number_tells_whose_it_is(sentence, goes):
    assert goes in [value for _, value in found(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "公司账号：51072210020030040051234",
        "账号621704312242236968481（青山县宏达建材公司）",
        "合同编号，123456199001011234，5.5亩",
        "两船互保协会理赔号89576002086686178982另行办理",
        "存单号 510722001234567890，金额五万元",
        "食品经营许可证，证号：JY15107220012345",
        "林权证（证号：510722001234）",
        "执法证号：51072200123",
        "王大勇 证号02440930 青山县市场监管局",
        "结婚证办理5000000件",
        "军人优待证发放120000张",
        "结婚证：2019-05-20登记",
        "门诊10000000人次，住院号源2000个",
        "银行账号变更的公告\n青山县水利局 84561088232513718",
    ],
)
def test_numbers_of_things_and_bodies_stay(sentence):
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "goes"),
    [
        ("局办公室已回访，群众13900001234表示满意", "13900001234"),
        ("经办公室核实，13900001234机主为本村居民", "13900001234"),
        ("值班室接到13900001234来电，称家中漏水", "13900001234"),
        ("县信访局已将群众13900001234反映的事项转办", "13900001234"),
        ("执行机关多次拨打13900001235、13900001234均无人接听。", "13900001234"),
        ("镇工作人员电话回访（13900001234），田蓉表示满意。", "13900001234"),
        ("由县民政局办公室负责受理。\n李秀英13900001234", "13900001234"),
        ("电话：139\n0000\n1234", "139\n0000\n1234"),
        ("手机1390000123413900001235", "1390000123413900001235"),
        ("手机139000012345", "139000012345"),
        ("李秀英139000012341400元", "13900001234"),
        ("电话：+852 6177 4302", "+852 6177 4302"),
        ("来信人电话0000-5566778", "0000-5566778"),
        ("李秀英家电话5566778", "5566778"),
        ("来访人满春香，0000-4950935，询问失独补助", "0000-4950935"),
        ("群众何小满，来电0000-3981936，重度抑郁", "0000-3981936"),
    ],
)
def test_a_private_telephone_goes_whatever_office_is_named(sentence, goes):
    assert goes in [value for _, value in found(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "欢迎居民监督，电话0000-8087184",
        "若仍有家属疑义，请至渭滨派出所，或电话0000-8685672。",
        "欢迎来电0000-3981936咨询",
        "公示期间如有异议，请拨打13900001234反映",
        "请拨打值班室电话13900001234，称明情况",
        "群众如有疑问，请联系村委会王主任13900001234",
        "驻香港办事处咨询电话：+852 2827 1881",
        "局办公室值班人员\n王大勇13900001234\n李小勇13900001235",
        "农家乐电话5566778，专家电话0000-5566778",
        "群众办事大厅 0000-3981936",
        "预算13937722481400万元",
        "852 1234 5678",
        "征文2月28日截止，投library@example.com；",
        "意见反映：镇纪委0000-3968165，信箱jiwei@example.com",
    ],
)
def test_what_the_public_may_call_or_write_to_stays(sentence):
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "goes"),
    [
        ("香港身份证C668668(E)", "C668668(E)"),
        ("张小明51072219420812946×", "51072219420812946×"),
        ("订单 OO1234567890123456", None),
        ("张小明 ll99OO199OO1O1OO1O", "ll99OO199OO1O1OO1O"),
        ("手机 I39OOOO1234", "I39OOOO1234"),
    ],
)
def test_letters_that_were_read_for_digits_are_digits(sentence, goes):
    assert [value for _, value in found(sentence)] == ([goes] if goes else [])


def test_a_word_of_households_behind_a_telephone_makes_no_sum_of_it():
    assert ("mobile", "13900001234") in found("联系电话：13900001234　户籍类型：城镇")
    assert ("mobile", "13900001234") in found("手机13900001234户主张三")
    assert found("全省13900001234人") == []


def test_whoever_works_there_is_called_there():
    assert found("联系社区民警李强：13900001234") == []
    assert found("业主如需报修可打物业13900001234") == []
    assert ("mobile", "13900001234") in found("民警联系当事人13900001234未果")

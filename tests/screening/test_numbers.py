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

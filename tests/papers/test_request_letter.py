"""Who wrote a letter that asks for information."""

import pytest

from gongkai.papers.request_letter import Writer, writer_of


@pytest.mark.parametrize(
    ("text", "writer"),
    [
        (
            "申请人：田大有\n身份证号：000000199001010000\n联系电话：0000-5550199\n"
            "通信地址：青山县柳河镇河东村三组\n电子邮箱：tian@example.cn\n申请内容：验收报告",
            Writer(
                "田大有",
                "000000199001010000",
                "0000-5550199",
                "青山县柳河镇河东村三组",
                "tian@example.cn",
            ),
        ),
        (
            "申请人:田大有，身份证号码:000000199001010000，电话:0000-5550199，地址:柳河镇河东村。请公开合同。",
            Writer("田大有", "000000199001010000", "0000-5550199", "柳河镇河东村"),
        ),
        (
            "姓　名：田大有　手机：00055501990",
            Writer("田大有", phone="00055501990"),
        ),
        (
            "申请人（单位）名称：清泉供水有限公司\n统一社会信用代码：91000000MA00000000",
            Writer("清泉供水有限公司", "91000000MA00000000"),
        ),
        (
            # A form pasted into a mail: a line for each cell.
            "申请人信息\n公民\n姓　名\n田大有\n工作单位\n证件名称\n身份证\n证件号码\n000000199001010000\n"
            "联系电话\n0000-5550199\n通信地址\n柳河镇河东村三组\n电子邮箱\n申请时间\n2026年3月10日",
            Writer("田大有", "000000199001010000", "0000-5550199", "柳河镇河东村三组"),
        ),
        ("姓名：\n性别：男\n电话：\n地址：柳河镇河东村", Writer(address="柳河镇河东村")),
        ("姓名\n工作单位\n联系电话\n邮政编码", Writer()),
        ("请公开合同。\n此致\n敬礼！\n田大有\n2026年3月10日", Writer("田大有")),
        ("请公开合同。\n田大有\n2026年3月10日\n", Writer("田大有")),
    ],
)
def test_what_the_letter_says_of_its_writer(text, writer):
    assert writer_of(text) == writer


@pytest.mark.parametrize(
    "text",
    [
        "",
        "请公开合同。\n谢谢\n2026年3月10日",
        "请公开合同。\n盼复",
        "请公开2025年低保申请人的名单、联系电话的公示稿",
        "请公开项目地址和施工单位",
        # Two numbers: nobody knows whose.
        "请问000000199001010000和000000199002020000两户的批复",
    ],
)
def test_what_it_does_not_say_stays_empty(text):
    assert writer_of(text) == Writer()

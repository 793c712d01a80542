import pytest

from gongkai.statute.citations import (
    chinese_number,
    in_series,
    load_instruments,
    number_in,
    resolve,
)
from gongkai.statute.errors import UnknownCitation


@pytest.mark.parametrize(
    ("cite", "chinese"),
    [
        ("ogi-2019#33.2", "《政府信息公开条例》第三十三条第二款"),
        ("ogi-2019#36.1.7", "《政府信息公开条例》第三十六条第七项"),
        ("ogi-2019#20.1.15", "《政府信息公开条例》第二十条第十五项"),
        ("ogi-2019#4.2.3", "《政府信息公开条例》第四条第二款第三项"),
        ("ogi-2019#30", "《政府信息公开条例》第三十条"),
        ("ogi-2019", "《政府信息公开条例》"),
        ("fees-2020#6", "《政府信息公开信息处理费管理办法》第六条"),
        ("reconsideration-2023#23.1.4", "《行政复议法》第二十三条第一款第四项"),
        ("civil-code-2020#203.1", "《民法典》第二百零三条第一款"),
        ("holidays-2026#7", "《国务院办公厅关于2026年部分节假日安排的通知》第七项"),
    ],
)
def test_a_citation_reads_as_lawyers_write_it(cite, chinese):
    assert str(resolve(cite)) == chinese


@pytest.mark.parametrize(
    "cite",
    ["", "条例#33", "ogi-2019#", "ogi-2019#33.2.1.1", "ogi-2019#0", "ogi-2019#33.0", "nowhere#1"],
)
def test_a_citation_that_leads_nowhere_is_refused(cite):
    with pytest.raises(UnknownCitation) as refusal:
        resolve(cite)
    assert refusal.value.cite == cite


@pytest.mark.parametrize(
    ("number", "chinese"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (49, "四十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (201, "二百零一"),
        (1260, "一千二百六十"),
        (9009, "九千零九"),
    ],
)
def test_numbers_are_written_as_in_articles(number, chinese):
    assert chinese_number(number) == chinese
    assert number_in(chinese) == (number if number < 2000 else None)
    assert number_in(str(number)) == number


def test_numbers_that_no_article_has_are_refused():
    with pytest.raises(ValueError):
        chinese_number(0)


def test_all_56_articles_of_the_regulations_are_registered():
    assert list(load_instruments()["ogi-2019"].articles) == list(range(1, 57))


def test_old_law_stays_beside_new():
    instruments = load_instruments()
    assert (
        str(instruments["ogi-2007"].ends) == str(instruments["ogi-2019"].in_force) == "2019-05-15"
    )
    assert instruments["reconsideration-1999"].ends == instruments["reconsideration-2023"].in_force
    assert instruments["court-rules-2011"].ends == instruments["court-rules-2025"].in_force


def test_what_was_not_compared_with_the_text_says_so():
    instruments = load_instruments()
    assert instruments["civil-procedure-2017"].checked is None
    assert not instruments["ogi-2007"].articles[24].compared
    assert instruments["reconsideration-2023"].articles[29].compared


def test_several_places_name_each_instrument_once():
    assert in_series(["ogi-2019#15.1", "ogi-2019#32", "fees-2020#6", "ogi-2019#15.1"]) == (
        "《政府信息公开条例》第十五条、第三十二条、《政府信息公开信息处理费管理办法》第六条"
    )
    assert in_series(["delivery-2016"]) == "国办公开办函〔2016〕235号"
    assert in_series([]) == ""

"""A notice pasted as text gives the same days as its file; a wrong paste is told."""

from datetime import date

import pytest

from gongkai.statute.clock import start_clock
from gongkai.statute.errors import StatuteError
from gongkai.statute.notice_text import NoticeUnread, read_notice_text
from gongkai.statute.notices import load_notices
from gongkai.statute.provisional import missing_days
from gongkai.statute.recompute import recompute
from gongkai.statute.workdays import calendar_with, load_calendar

D = date.fromisoformat
TODAY = D("2026-12-08")

OF_2026 = """国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节等节假日放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
2025年11月4日
"""
# Invented, in the older wording: a year written out, a day alone, a recommendation that is no day off.
INVENTED = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：2027年1月1日（星期五）至3日（星期日）放假，共3天。
二、春节：2月5日至11日放假调休，共7天。2月14日（星期日）、2月20日（星期六）上班。鼓励各单位安排职工在2月4日（星期四）休息。
三、清明节：4月5日放假，与周末连休。
四、劳动节：5月1日至5日放假调休，共5天。4月25日（星期日）、5月8日（星期六）上班。
五、端午节：6月9日（星期三）放假1天，不调休。
六、中秋节：9月15日（星期三）放假1天，不调休。
七、国庆节：10月1日至7日放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。
国务院办公厅
2026年12月7日
"""


def test_the_sentences_of_2026_give_the_days_of_its_file():
    read = read_notice_text(OF_2026, checked=TODAY)
    (shipped,) = [notice for notice in load_notices() if notice.id == "holidays-2026"]
    assert (read.id, read.year, read.issued) == (shipped.id, 2026, shipped.issued)
    assert [(h.name, h.first, h.last, set(h.work)) for h in read.holidays] == [
        (h.name, h.first, h.last, set(h.work)) for h in shipped.holidays
    ]
    assert calendar_with(read) == load_calendar()


def test_a_new_year_is_loaded_and_the_guessed_days_become_certain():
    read = read_notice_text(INVENTED, checked=TODAY)
    calendar = calendar_with(read)
    assert calendar.loaded == (2019, 2027)
    assert not calendar.is_working(D("2027-02-10"))
    assert calendar.is_working(D("2027-02-04"))
    assert calendar.is_working(D("2027-02-20"))
    clocks = {
        "甲": start_clock(D("2026-12-04"), load_calendar()),
        "乙": start_clock(D("2027-01-25"), load_calendar()),
    }
    assert clocks["甲"].course.certain_until == D("2026-12-31")
    after = {key: clock.under(calendar).course for key, clock in clocks.items()}
    assert after["甲"].due_on == D("2027-01-04")
    assert after["甲"].certain_until is None
    (move,) = recompute(clocks, calendar)
    assert (move.key, move.before, move.after) == ("乙", D("2027-02-26"), D("2027-02-25"))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("2026年部分节假日安排", "节假日安排", "标题"),
        ("1月1日（周四）", "1月1日（周五）", "写作周五，实为周四"),
        ("共9天", "共8天", "写作共8天，由日期算得9天"),
        ("2月14日（周六）", "2月31日（周六）", "不是存在的日期"),
        ("2025年11月4日", "", "成文日期"),
        ("5月9日（周六）上班", "5月8日（周五）上班", "本来就是星期一至五"),
        ("4月4日（周六）至6日（周一）放假", "按规定休假", "没有写明哪天放假"),
        ("三、清明节：4月4日（周六）至6日（周一）放假，共3天。\n", "", "前面缺少第3项"),
    ],
)
def test_a_wrong_paste_is_told(old, new, problem):
    assert old in OF_2026
    with pytest.raises(StatuteError) as refusal:
        read_notice_text(OF_2026.replace(old, new), checked=TODAY)
    assert problem in refusal.value.message


def test_what_contradicts_itself_is_told_without_a_word_of_the_program():
    wrong = OF_2026.replace("5月9日（周六）上班", "5月8日（周五）上班")
    with pytest.raises(NoticeUnread) as refusal:
        read_notice_text(wrong, checked=TODAY)
    assert refusal.value.message == (
        "通知中上班日2026-05-08本来就是星期一至五；请对照通知原文核对粘贴的文字。"
    )


@pytest.mark.parametrize(
    ("old", "new", "left_out"),
    [
        ("", "", []),
        ("七、国庆节：10月1日至7日放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。\n", "",
         [("国庆节", "2027-10-01"), ("国庆节", "2027-10-02"), ("国庆节", "2027-10-03")]),
        ("2月5日至11日放假调休，共7天", "2月6日至11日放假调休，共6天", [("春节", "2027-02-05")]),
        ("9月15日（星期三）放假1天", "9月16日（星期四）放假1天", [("中秋节", "2027-09-15")]),
    ],
)  # fmt: skip
def test_a_statutory_day_that_is_left_out_is_found(old, new, left_out):
    read = read_notice_text(INVENTED.replace(old, new) if old else INVENTED)
    assert missing_days(read) == tuple((name, D(day)) for name, day in left_out)


def test_of_a_year_whose_lunar_days_are_unknown_the_others_are_found():
    read = read_notice_text(
        OF_2026.replace(
            "10月1日（周四）至7日（周三）放假调休，共7天",
            "10月2日（周五）至7日（周三）放假调休，共6天",
        )
    )
    assert missing_days(read) == (("国庆节", D("2026-10-01")),)


def test_a_notice_pasted_without_its_line_ends_is_read_whole():
    read = read_notice_text(OF_2026.replace("\n", "　"), checked=TODAY)
    assert calendar_with(read) == load_calendar()


def test_a_text_that_is_no_notice_is_refused():
    with pytest.raises(NoticeUnread):
        read_notice_text("2027年部分节假日安排，敬请期待。2026年12月1日", checked=TODAY)

from datetime import date

import pytest

from gongkai.statute.clock import start_clock
from gongkai.statute.event_text import parse_event
from gongkai.statute.settings import Settings
from gongkai.statute.trace import cite_in_chinese, lines, trace, verify
from gongkai.statute.workdays import load_calendar

D = date.fromisoformat
CALENDAR = load_calendar()


def course(received, *events, **settings):
    chosen = Settings(tuple(settings.items()))
    return start_clock(D(received), CALENDAR, map(parse_event, events), chosen).course


def test_every_day_from_18_september_to_22_october_2026_is_accounted_for():
    spans = [
        (str(span.first), str(span.last), span.days, span.kind, span.cite)
        for span in trace(course("2026-09-18"))
    ]
    assert spans == [
        ("2026-09-18", "2026-09-18", 0, "start", "civil-code-2020#201.1"),
        ("2026-09-19", "2026-09-19", 0, "weekend", "working-hours-1995#7.1"),
        ("2026-09-20", "2026-09-20", 1, "made-up", "holidays-2026#7"),
        ("2026-09-21", "2026-09-24", 4, "working", "ogi-2019#33.2"),
        ("2026-09-25", "2026-09-27", 0, "holiday", "holidays-2026#6"),
        ("2026-09-28", "2026-09-30", 3, "working", "ogi-2019#33.2"),
        ("2026-10-01", "2026-10-07", 0, "holiday", "holidays-2026#7"),
        ("2026-10-08", "2026-10-09", 2, "working", "ogi-2019#33.2"),
        ("2026-10-10", "2026-10-10", 1, "made-up", "holidays-2026#7"),
        ("2026-10-11", "2026-10-11", 0, "weekend", "working-hours-1995#7.1"),
        ("2026-10-12", "2026-10-16", 5, "working", "ogi-2019#33.2"),
        ("2026-10-17", "2026-10-18", 0, "weekend", "working-hours-1995#7.1"),
        ("2026-10-19", "2026-10-22", 4, "working", "ogi-2019#33.2"),
    ]


def test_the_written_trace_numbers_the_days_and_names_the_make_up_day():
    written = lines(course("2026-09-18"))
    assert written[2] == (
        " 3. 2026年9月20日（周日）：国庆节周末调休上班，计入答复期限——第1日"
        "〔《国务院办公厅关于2026年部分节假日安排的通知》第七项〕"
    )
    assert written[-1].startswith("13. 2026年10月19日（周一）至2026年10月22日（周四）")
    assert "第17至20日" in written[-1]


def test_a_consultation_stands_in_the_trace_with_its_article():
    spans = trace(
        course("2026-03-02", "consultation_sent=2026-03-04", "consultation_returned=2026-03-10")
    )
    paused = [span for span in spans if span.kind == "paused"]
    assert [(str(s.first), str(s.last), s.cite) for s in paused] == [
        ("2026-03-05", "2026-03-10", "ogi-2019#33.3")
    ]


def test_the_time_before_a_supplement_is_shown_and_not_counted():
    spans = trace(
        course("2026-03-02", "supplement_asked=2026-03-04", "supplement_received=2026-03-12")
    )
    assert [(str(s.first), str(s.last), s.days, s.kind) for s in spans[:4]] == [
        ("2026-03-02", "2026-03-02", 0, "start"),
        ("2026-03-03", "2026-03-04", 0, "given-up"),
        ("2026-03-05", "2026-03-11", 0, "given-up"),
        ("2026-03-12", "2026-03-12", 0, "start"),
    ]
    assert sum(span.days for span in spans) == 20


def test_days_of_an_extension_say_so():
    spans = trace(course("2026-03-02", "extended=2026-03-20,days=5"))
    extension = [span for span in spans if "延长的期限" in span.why]
    assert sum(span.days for span in extension) == 5


def test_a_trace_without_a_last_day_ends_with_the_last_event():
    waiting = course("2026-03-02", "supplement_asked=2026-03-04")
    assert waiting.due_on is None
    assert trace(waiting)[-1].last == D("2026-03-04")
    verify(waiting)


def test_waiting_for_payment_stands_in_the_trace():
    paid = course("2026-03-02", "fee_notified=2026-03-10", "fee_paid=2026-03-18")
    assert [span.why for span in trace(paid) if span.kind == "given-up"] == [
        "缴费前已经过的时间不再计入",
        "等待申请人缴费",
    ]


@pytest.mark.parametrize(
    ("cite", "chinese"),
    [
        ("ogi-2019#33.2", "《政府信息公开条例》第三十三条第二款"),
        ("setting:suspension", "设置“是否允许其他中止”（法律未明定，由本机关选定）"),
        ("local:torch-festival", "地方放假“torch-festival”"),
    ],
)
def test_every_kind_of_citation_reads_in_chinese(cite, chinese):
    assert cite_in_chinese(cite) == chinese

from datetime import date

import pytest

from gongkai.statute.deadlines import due
from gongkai.statute.errors import CalendarNotLoaded, WrongArgument
from gongkai.statute.remedies import (
    Authorities,
    RemedyClass,
    last_days,
    notice,
    procedural,
    remedy,
    remedy_against_silence,
)
from gongkai.statute.review_bodies import Level
from gongkai.statute.settings import Settings
from gongkai.statute.workdays import load_calendar

D = date.fromisoformat
CALENDAR = load_calendar()
NOW = D("2026-03-02")


def against(code, level=Level.TOWNSHIP, on=NOW, grounds=(), **settings):
    chosen = Settings(tuple(settings.items()))
    return remedy(code, level=level, decided_on=on, grounds=grounds, settings=chosen)


@pytest.mark.parametrize(
    "code",
    [
        "withheld_state_secret",
        "withheld_by_law",
        "withheld_security_stability",
        "withheld_third_party",
        "withheld_internal_affairs",
        "withheld_deliberative",
        "withheld_enforcement_file",
    ],
)
def test_withholding_under_articles_14_to_16_goes_to_reconsideration_first(code):
    facts = against(code)
    assert facts.kind is RemedyClass.REVIEW_FIRST
    assert facts.cites[0] == "reconsideration-2023#23.1.4"
    assert facts.litigation is None
    assert (facts.reconsideration.amount, facts.litigation_after.amount) == (60, 15)


@pytest.mark.parametrize(
    "code", ["not_existing", "not_this_agency", "not_processed_repeat", "disclosed"]
)
def test_other_answers_leave_a_free_choice(code):
    facts = against(code)
    assert facts.kind is RemedyClass.FREE_CHOICE
    assert (facts.reconsideration.amount, facts.litigation.amount) == (60, 6)


def test_a_business_query_leaves_a_free_choice_unless_set_otherwise():
    assert against("withheld_administrative_query").kind is RemedyClass.FREE_CHOICE
    local = against("withheld_administrative_query", business_query_remedy="review_first")
    assert local.kind is RemedyClass.REVIEW_FIRST
    assert local.settings == ("business_query_remedy",)


def test_partial_disclosure_goes_to_reconsideration_first_for_what_is_withheld_under_14_to_16():
    assert against("partly_disclosed", grounds=["third_party"]).kind is RemedyClass.REVIEW_FIRST
    other = against("partly_disclosed", grounds=["processing_needed"])
    assert other.kind is RemedyClass.FREE_CHOICE
    assert other.settings == ("partial_on_other_grounds",)
    with pytest.raises(WrongArgument):
        against("partly_disclosed")


def test_before_2024_no_reconsideration_was_needed_first():
    facts = against("withheld_state_secret", on=D("2023-12-31"))
    assert facts.kind is RemedyClass.FREE_CHOICE
    assert against("withheld_state_secret", on=D("2024-01-01")).kind is RemedyClass.REVIEW_FIRST


def test_before_2024_a_department_could_be_reviewed_by_government_or_superior():
    before = against("disclosed", Level.COUNTY_DEPARTMENT, D("2023-12-31"))
    assert before.bodies == ("县级人民政府", "上一级主管部门")
    assert against("disclosed", Level.COUNTY_DEPARTMENT).bodies == ("县级人民政府",)


def test_between_2024_and_june_2025_the_scope_is_a_setting():
    day = D("2025-05-31")
    assert against("not_existing", on=day).kind is RemedyClass.FREE_CHOICE
    wide = against("not_existing", on=day, review_first_before_2025_06="every_refusal")
    assert wide.kind is RemedyClass.REVIEW_FIRST
    after = against("not_existing", on=D("2025-06-01"), review_first_before_2025_06="every_refusal")
    assert after.kind is RemedyClass.FREE_CHOICE


@pytest.mark.parametrize(
    ("level", "bodies", "court_cite"),
    [
        (Level.TOWNSHIP, ("县级人民政府",), "litigation-2017#14"),
        (Level.COUNTY_DEPARTMENT, ("县级人民政府",), "litigation-2017#14"),
        (Level.JUSTICE_BUREAU, ("县级人民政府", "上一级司法行政部门"), "litigation-2017#14"),
        (Level.COUNTY, ("上一级人民政府",), "litigation-2017#15.1.1"),
        (Level.VERTICAL, ("上一级主管部门",), "litigation-2017#14"),
    ],
)
def test_body_and_court_follow_the_level_of_the_agency(level, bodies, court_cite):
    facts = against("not_existing", level)
    assert facts.bodies == bodies
    assert court_cite in facts.cites
    assert facts.court == "有管辖权的人民法院"


def test_the_names_of_the_reviewing_government_and_the_court_are_fields_of_the_body():
    named = Authorities(("云州市人民政府",), "云州铁路运输法院")
    facts = remedy("not_existing", level=Level.COUNTY, decided_on=NOW, authorities=named)
    assert (facts.bodies, facts.court) == (("云州市人民政府",), "云州铁路运输法院")
    assert "litigation-2017#18.2" in facts.cites
    assert notice(facts) == (
        "如不服本决定，可以自收到本告知书之日起60日内向云州市人民政府申请行政复议，"
        "或者自收到本告知书之日起6个月内依法向云州铁路运输法院提起行政诉讼。"
    )


def test_silence_leaves_a_free_choice_unless_set_otherwise():
    assert remedy_against_silence(level=Level.TOWNSHIP, due_on=NOW).kind is RemedyClass.FREE_CHOICE
    local = Settings((("silence_remedy", "review_first"),))
    facts = remedy_against_silence(level=Level.TOWNSHIP, due_on=NOW, settings=local)
    assert facts.kind is RemedyClass.REVIEW_FIRST
    old = remedy_against_silence(level=Level.TOWNSHIP, due_on=D("2023-05-01"), settings=local)
    assert old.kind is RemedyClass.FREE_CHOICE


def test_procedural_letters_have_no_remedy_of_their_own():
    facts = procedural()
    assert facts.kind is RemedyClass.PROCEDURAL
    assert notice(facts, body="青山县人民政府", court="青山县人民法院") == ""


def test_a_withdrawn_request_has_no_remedy():
    assert against("withdrawn").kind is RemedyClass.NONE


def test_the_remedy_paragraphs_are_those_of_the_two_classes():
    first = notice(against("withheld_deliberative"), body="青山县人民政府", court="青山县人民法院")
    assert first == (
        "如不服本决定，应当自收到之日起60日内先向青山县人民政府申请行政复议；"
        "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向人民法院提起行政诉讼。"
    )
    free = notice(against("not_existing"), body="青山县人民政府", court="青山县人民法院")
    assert free == (
        "如不服本决定，可以自收到本告知书之日起60日内向青山县人民政府申请行政复议，"
        "或者自收到本告知书之日起6个月内依法向青山县人民法院提起行政诉讼。"
    )


def test_the_last_days_roll_over_days_off():
    days = last_days(against("not_existing"), D("2026-03-06"), CALENDAR)
    assert days.reconsideration_by == D("2026-05-06")
    assert days.litigation_by == D("2026-09-07")
    assert last_days(against("withheld_by_law"), D("2026-03-06"), CALENDAR).litigation_by is None


def test_a_last_day_beyond_the_notices_is_a_guess_and_the_known_one_stays_known():
    days = last_days(against("not_existing"), D("2026-09-10"), CALENDAR)
    assert (days.reconsideration_by, days.reconsideration_guessed) == (D("2026-11-09"), False)
    assert (days.litigation_by, days.litigation_guessed) == (D("2027-03-10"), True)
    with pytest.raises(CalendarNotLoaded):
        last_days(against("not_existing"), D("2029-12-01"), CALENDAR)


def test_fifteen_days_to_sue_after_reconsideration():
    assert due("litigation_after_reconsideration", D("2026-09-18"), CALENDAR) == D("2026-10-08")


def test_the_respondent_answers_in_ten_or_five_working_days():
    assert due("respondent_ordinary", D("2026-03-02"), CALENDAR) == D("2026-03-16")
    assert due("respondent_simplified", D("2026-03-02"), CALENDAR) == D("2026-03-09")


def test_before_2024_a_street_office_was_reviewed_by_the_government_that_set_it_up():
    facts = against("disclosed", Level.STREET, D("2023-05-01"))
    assert facts.bodies == ("设立该派出机关的人民政府",)
    assert "reconsideration-1999#15.1.1" in facts.cites


def test_levels_are_read_by_their_codes():
    assert Level.named("county") is Level.COUNTY

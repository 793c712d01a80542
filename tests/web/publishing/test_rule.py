"""Release rules: how many reviews, and how index numbers look."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.items.actions.rule import check_scheme, set_rule
from gongkai.web.publishing.items.models import Stage
from gongkai.web.publishing.items.routes import route_of, rule_of

pytestmark = pytest.mark.both_databases
DAY = date(2026, 11, 16)
SCHEME = "{code}-{year}-{serial:05}"


def test_a_rule_holds_from_its_day_on(body):
    township = body("QS11")
    set_rule(
        township,
        acting_user=PLATFORM,
        on=date(2026, 1, 1),
        levels=3,
        index_scheme=SCHEME,
        at=timezone.now(),
    )
    set_rule(
        township, acting_user=PLATFORM, on=DAY, levels=2, index_scheme=SCHEME, at=timezone.now()
    )
    assert rule_of(township, date(2026, 11, 15)).levels == 3
    assert rule_of(township, DAY).levels == 2
    assert Entry.objects.first().values_after == {"levels": 2, "on": "2026-11-16"}


def test_a_shorter_rule_still_checks_secrecy(body, drafted, rows):
    set_rule(
        body("QS11"), acting_user=PLATFORM, on=DAY, levels=1, index_scheme=SCHEME, at=timezone.now()
    )
    plain = drafted(row=rows("statutory.statistics"))
    assert route_of(plain, DAY) == (Stage.FIRST_REVIEW, Stage.SECRECY_CHECK, Stage.RELEASE)
    people = drafted(row=rows("field.social_assistance"), lists_people=True)
    assert len(route_of(people, DAY)) == 5


@pytest.mark.parametrize(
    ("scheme", "sentence"),
    [
        ("{code}/{serial}", "应当同时含有机构编码、年份和序号"),
        ("{year}-{serial}", "应当同时含有机构编码、年份和序号"),
        ("{code}/{year}", "应当同时含有机构编码、年份和序号"),
        ("{code}/{year}-{month}-{serial}", "“month”不认识"),
        ("{code.__class__}/{year}-{serial}", "不认识"),
        ("{code}/{year-{serial}", "括号或格式不对"),
        ("{code}/{year}-{serial:x5y}", "括号或格式不对"),
        ("{0}/{code}{year}{serial}", "“0”不认识"),
    ],
)
def test_a_scheme_that_would_repeat_numbers_or_cannot_be_filled_is_refused(body, scheme, sentence):
    with pytest.raises(ActionError, match=sentence):
        check_scheme(body("QS11"), scheme)


def test_a_good_scheme_shows_its_first_number(body):
    assert check_scheme(body("QS11"), "{code}/{year}-{serial:05}") == "QS11/2026-00001"


def test_a_drafter_does_not_shorten_the_reviews(body, person):
    with pytest.raises(Refused):
        set_rule(
            body("QS11"),
            acting_user=person("柳河拟稿"),
            on=DAY,
            levels=1,
            index_scheme=SCHEME,
            at=timezone.now(),
        )


def test_the_county_office_sets_a_rule_on_the_screen(body, signed_in):
    client, township = signed_in("县公开办"), body("QS11")
    address = f"/office/items/rules/{township.pk}/"
    page = client.get(address).content.decode()
    state = re.search(r'name="seen_state" value="([0-9a-f]{64})"', page)[1]
    answer = client.post(
        address,
        {"levels": 2, "index_scheme": SCHEME, "on": "2026-11-16", "seen_state": state},
    )
    assert answer.status_code == 302
    assert rule_of(township, DAY).index_scheme == SCHEME
    assert "两级" in client.get("/office/items/rules/").content.decode()

"""What changes bodies, their people and their roles, with what is recorded of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.actions.body import abolish_body, establish_body, reorganise_body
from gongkai.web.bodies.actions.contacts import change_contacts
from gongkai.web.bodies.actions.post import appoint, leave_post
from gongkai.web.bodies.actions.responsibility import assign_matter
from gongkai.web.bodies.actions.role import give_role, withdraw_role
from gongkai.web.bodies.models import BodyPage, BodyPeriod, Kind, Membership, Person, PublicBody
from gongkai.web.bodies.permissions import MANAGE_BODY
from gongkai.web.bodies.services import users_who_may
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError

pytestmark = pytest.mark.both_databases
DAY = date(2026, 11, 16)


def test_the_county_has_an_office_six_departments_three_townships_twelve_villages(county):
    kinds = list(PublicBody.objects.values_list("kind", flat=True))
    assert kinds.count(Kind.COUNTY_GOVERNMENT) == 1
    assert kinds.count(Kind.COUNTY_DEPARTMENT) == 1 + 6
    assert kinds.count(Kind.TOWNSHIP) == 3
    assert kinds.count(Kind.VILLAGE) == 12


def test_a_village_answers_through_its_township(body):
    assert body("QS11-01").public_body == body("QS11")
    assert body("QS11-01").lies_beneath(body("QS"))
    assert not body("QS11-01").lies_beneath(body("QS12"))


def test_each_body_has_a_page_under_the_body_that_answers_for_it(body):
    page = BodyPage.objects.get(body=body("QS11-01"))
    assert page.get_parent().specific == BodyPage.objects.get(body=body("QS11"))


def test_a_renamed_body_keeps_its_former_name_for_former_days(body):
    township = body("QS12")
    reorganise_body(
        township,
        acting_user=PLATFORM,
        on=DAY,
        basis="青政〔2026〕5号",
        name="白杨镇人民政府",
        short_name="白杨镇",
        at=timezone.now(),
    )
    assert BodyPeriod.objects.on(date(2026, 11, 15)).get(body=township).name == "白杨乡人民政府"
    assert BodyPeriod.objects.on(DAY).get(body=township).name == "白杨镇人民政府"
    assert BodyPage.objects.get(body=township).title == "白杨镇人民政府"
    entry = Entry.objects.first()
    assert entry.values_before["name"] == "白杨乡人民政府"
    assert entry.reason == "青政〔2026〕5号"


def test_a_body_with_standing_units_is_not_abolished(body):
    with pytest.raises(ActionError, match="先撤销或划转下级机构"):
        abolish_body(body("QS12"), acting_user=PLATFORM, on=DAY, basis="x", at=timezone.now())


def test_a_township_does_not_rearrange_itself(body, person):
    with pytest.raises(Refused):
        reorganise_body(
            body("QS11"),
            acting_user=person("柳河管理"),
            on=DAY,
            basis="x",
            name="柳河市",
            at=timezone.now(),
        )


def test_an_unknown_code_sign_is_refused_in_a_sentence(body):
    with pytest.raises(ValidationError, match="机构编码只能由数字"):
        establish_body(
            acting_user=PLATFORM,
            code="柳河",
            name="测试站",
            kind=Kind.SECTION,
            parent=body("QS11"),
            on=DAY,
            at=timezone.now(),
        )


def test_new_contacts_hold_from_their_day_on(body):
    change_contacts(
        body("QS11"), acting_user=PLATFORM, on=DAY, phone="0000-5550199", at=timezone.now()
    )
    contacts = body("QS11").contacts
    assert contacts.on(date(2026, 11, 15)).get().phone == "0000-5550111"
    assert contacts.on(DAY).get().phone == "0000-5550199"
    assert contacts.on(DAY).get().address == "柳河镇人民路8号"


def test_whoever_takes_a_post_sits_in_its_group_at_once(body):
    post = body("QS11").posts.get(title="副镇长")
    appoint(post, person=Person(name="新副镇长"), acting_user=PLATFORM, on=DAY, at=timezone.now())
    seat = body("QS11").groups.get().versions.get().seats.get(post=post)
    assert seat.post.terms.on(DAY).get().person.name == "新副镇长"
    assert seat.post.terms.on(date(2026, 11, 15)).get().person.name == "卜小川"


def test_a_post_can_stand_vacant(body):
    post = body("QS11").posts.get(title="副镇长")
    leave_post(post, acting_user=PLATFORM, on=DAY, at=timezone.now())
    assert not post.terms.on(DAY).exists()
    with pytest.raises(ActionError, match="目前空缺"):
        leave_post(post, acting_user=PLATFORM, on=DAY, at=timezone.now())


def test_a_matter_goes_to_a_unit_of_the_body_only(body):
    row = assign_matter(
        body("QS11"),
        acting_user=PLATFORM,
        matter="20.2",
        unit=body("QS11-S01"),
        on=DAY,
        at=timezone.now(),
    )
    assert row.holds_on(DAY)
    with pytest.raises(ActionError, match="不属于"):
        assign_matter(
            body("QS11"),
            acting_user=PLATFORM,
            matter="20.3",
            unit=body("QS12-S01"),
            on=DAY,
            at=timezone.now(),
        )


def test_nobody_gives_a_role_to_themselves(body, person):
    chief = person("柳河管理")
    with pytest.raises(Refused):
        give_role(
            chief,
            body=body("QS11"),
            role=Role.PUBLISHER,
            acting_user=chief,
            starts_on=DAY,
            at=timezone.now(),
        )


def test_a_township_administrator_gives_roles_at_home_only(body, person):
    chief = person("柳河管理")
    give_role(
        person("柳河拟稿"),
        body=body("QS11-01"),
        role=Role.DRAFTER,
        acting_user=chief,
        starts_on=DAY,
        at=timezone.now(),
    )
    with pytest.raises(Refused):
        give_role(
            person("柳河拟稿"),
            body=body("QS12"),
            role=Role.DRAFTER,
            acting_user=chief,
            starts_on=DAY,
            at=timezone.now(),
        )


def test_a_role_is_not_given_twice_over_the_same_days(body, person):
    with pytest.raises(ActionError, match="无须重复授予"):
        give_role(
            person("柳河拟稿"),
            body=body("QS11"),
            role=Role.DRAFTER,
            acting_user=PLATFORM,
            starts_on=DAY,
            at=timezone.now(),
        )


def test_a_role_taken_back_opens_nothing_from_that_day(body, person):
    from django.utils import timezone

    membership = Membership.objects.get(user=person("柳河管理"))
    assert person("柳河管理").may(MANAGE_BODY, body("QS11"))
    withdraw_role(
        membership, acting_user=PLATFORM, on=timezone.localdate(), reason="轮岗", at=timezone.now()
    )
    assert not person("柳河管理").may(MANAGE_BODY, body("QS11"))


def test_the_county_office_reaches_every_body_beneath_and_the_township_only_itself(body, person):
    county, township = person("县公开办"), person("柳河管理")
    assert county.may(MANAGE_BODY, body("QS11"))
    assert county.may(MANAGE_BODY, body("QS12"))
    assert township.may(MANAGE_BODY, body("QS11-01"))
    assert not township.may(MANAGE_BODY, body("QS12"))
    assert not township.may(MANAGE_BODY, body("QS"))


def test_users_who_may_agrees_with_what_each_user_may(body, person):
    from gongkai.web.accounts.models import User

    for code in ("QS", "QS11", "QS11-01", "QS12"):
        expected = {user.pk for user in User.objects.all() if user.may(MANAGE_BODY, body(code))}
        found = set(users_who_may(MANAGE_BODY, body(code)).values_list("pk", flat=True))
        assert found == expected, code


def test_the_list_of_bodies_costs_the_same_for_any_number(body, signed_in):
    client = signed_in("县公开办")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/office/bodies/").status_code == 200
        return len(queries)

    before = cost()
    for number in range(20):
        establish_body(
            acting_user=PLATFORM,
            code=f"QS13-{number + 50}",
            name=f"松林镇新村{number}",
            kind=Kind.VILLAGE,
            parent=body("QS13"),
            on=date(2020, 1, 1),
            at=timezone.now(),
        )
    assert cost() == before


def test_a_township_is_merged_its_units_pass_and_its_record_remains(body, person):
    merged, heir = body("QS12"), body("QS11")
    villages = set(merged.children.standing_on(DAY))
    assert villages
    abolish_body(
        merged,
        at=timezone.now(),
        acting_user=person("县公开办"),
        on=DAY,
        basis="青政〔2026〕9号",
        successor=heir,
    )
    assert not PublicBody.objects.standing_on(DAY).filter(pk=merged.pk).exists()
    assert PublicBody.objects.standing_on(date(2026, 11, 15)).filter(pk=merged.pk).exists()
    for village in villages:
        village.refresh_from_db()
        assert (village.parent, village.public_body) == (heir, heir)
        assert village.periods.on(date(2026, 11, 15)).get().parent == merged
    assert merged.periods.get().ends_on == DAY
    assert not merged.contacts.on(DAY).exists()
    assert not merged.memberships.on(DAY).exists()
    assert BodyPage.objects.get(body=merged).live
    entry = Entry.objects.first()
    assert (entry.act, entry.reason) == ("bodies.abolish-body", "青政〔2026〕9号")
    assert entry.values_after["successor"] == "柳河镇人民政府"
    assert set(entry.values_after["units"]) == {village.name for village in villages}


def test_whoever_serves_the_successor_answers_for_what_was_taken_over(body, person):
    from gongkai.web.accounts.models import User
    from gongkai.web.publishing.permissions import DRAFT

    first, second, heir = body("QS13"), body("QS12"), body("QS11")
    abolish_body(
        first, at=timezone.now(), acting_user=PLATFORM, on=DAY, basis="x", successor=second
    )
    second.refresh_from_db()
    heir.refresh_from_db()
    assert not person("柳河拟稿").may(DRAFT, first)
    abolish_body(
        second,
        at=timezone.now(),
        acting_user=PLATFORM,
        on=DAY.replace(day=17),
        basis="x",
        successor=heir,
    )
    # The scheduler and the screens ask what holds today.
    for code in ("QS12", "QS13", "QS13-01"):
        former = body(code)
        assert person("柳河拟稿").may(DRAFT, former), code
        assert not person("白杨拟稿").may(DRAFT, former), code
        expected = {user.pk for user in User.objects.all() if user.may(DRAFT, former)}
        assert set(users_who_may(DRAFT, former).values_list("pk", flat=True)) == expected, code


@pytest.mark.parametrize(
    ("code", "successor", "reason"),
    [
        ("QS02", None, "请选择承接其职权的机关"),
        ("QS12", "QS12-01", "本身或其下级"),
        ("QS12", "QS12", "本身或其下级"),
        ("QS12", "QS11-01", "不能承接"),
    ],
)
def test_an_impossible_successor_is_refused_in_a_sentence(body, code, successor, reason):
    heir = body(successor) if successor else None
    with pytest.raises(ActionError, match=reason):
        abolish_body(
            body(code), at=timezone.now(), acting_user=PLATFORM, on=DAY, basis="x", successor=heir
        )


def test_a_village_ends_without_a_successor_and_cannot_be_rearranged_afterwards(body):
    village = body("QS11-01")
    abolish_body(village, at=timezone.now(), acting_user=PLATFORM, on=DAY, basis="x")
    assert village.abolished_on == DAY
    with pytest.raises(ActionError, match="已于 2026-11-16 撤销"):
        reorganise_body(
            village,
            at=timezone.now(),
            acting_user=PLATFORM,
            on=date(2026, 11, 20),
            basis="x",
            name="某村",
        )
    with pytest.raises(ActionError, match="已于 2026-11-16 撤销"):
        abolish_body(
            village, at=timezone.now(), acting_user=PLATFORM, on=date(2026, 11, 20), basis="x"
        )


def test_a_body_does_not_end_before_what_holds_for_it_began(body):
    change_contacts(
        body("QS11"), at=timezone.now(), acting_user=PLATFORM, on=DAY, phone="0000-5550199"
    )
    for unit in body("QS11").children.all():
        abolish_body(
            unit, at=timezone.now(), acting_user=PLATFORM, on=date(2026, 11, 15), basis="x"
        )
    with pytest.raises(ActionError, match="请填写更晚的日期"):
        abolish_body(
            body("QS11"),
            at=timezone.now(),
            acting_user=PLATFORM,
            on=DAY,
            basis="x",
            successor=body("QS12"),
        )


def test_a_township_does_not_abolish_its_neighbour_nor_itself(body, person):
    for code in ("QS11", "QS12"):
        with pytest.raises(Refused):
            abolish_body(
                body(code),
                at=timezone.now(),
                acting_user=person("柳河管理"),
                on=DAY,
                basis="x",
                successor=body("QS13"),
            )

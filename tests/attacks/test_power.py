"""Ways round the four eyes by way of accounts: one administrator makes, or takes over, whoever approves."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.actions.manage_user import add_user, reset_password
from gongkai.web.accounts.actions.second_factor import remove_second_factor
from gongkai.web.accounts.permissions import PLATFORM, NeedsSecond, Refused
from gongkai.web.accounts.roles import POWERFUL, Role
from gongkai.web.bodies.actions.exception import end_exception, grant_exception
from gongkai.web.bodies.actions.power import ask_power, confirm_power, refuse_power
from gongkai.web.bodies.actions.role import give_role
from gongkai.web.bodies.models import (
    Exempt,
    Membership,
    Power,
    PowerGrant,
    PowerState,
    SmallOffice,
)
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, OwnWork, WrongState
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.models import ReleaseState, Stage

pytestmark = pytest.mark.both_databases

FROM = date(2026, 1, 1)


@pytest.fixture
def ask(body, person):
    """``ask(Role.PUBLISHER)``: 柳河管理 asks a role for 柳河拟稿; other kinds by ``kind`` and ``user``."""

    def make(role: Role | None = None, *, kind=Power.ROLE, user="柳河拟稿", by="柳河管理"):
        days = {"body": body("QS11"), "role": role, "starts_on": FROM} if role else {}
        return ask_power(
            kind,
            person(user),
            acting_user=person(by),
            at=timezone.now(),
            on=timezone.localdate(),
            reason="岗位调整",
            **days,
        )

    return make


@pytest.fixture
def except_office(body, person):
    """``except_office(Exempt.POWER)``: the county excepts 柳河镇 for half a year from today."""

    def make(kind: Exempt, code: str = "QS11", by="县公开办"):
        today = timezone.localdate()
        return grant_exception(
            body(code),
            acting_user=person(by) if by else PLATFORM,
            at=timezone.now(),
            kind=kind,
            starts_on=today,
            ends_on=today + timedelta(days=180),
            reason="全镇信息公开人员二人",
        )

    return make


@pytest.fixture
def alone(person):
    """The county's administrator is away: 柳河管理 is the only one left."""
    chief = person("平台管理员")
    chief.is_active = False
    chief.save()


@pytest.mark.parametrize("role", sorted(POWERFUL))
def test_one_administrator_alone_gives_no_role_with_power(role, body, person):
    with pytest.raises((NeedsSecond, Refused)):
        give_role(
            person("柳河拟稿"),
            body=body("QS11-01"),
            role=role,
            acting_user=person("柳河管理"),
            starts_on=FROM,
            at=timezone.now(),
        )
    assert not Membership.objects.filter(body=body("QS11-01"), role=role).exists()


def test_no_other_code_gives_a_role():
    """Every role is written by one function, behind the one guard."""
    sources = Path("src/gongkai/web").rglob("*.py")
    makers = {
        path.as_posix().removeprefix("src/gongkai/web/")
        for path in sources
        if "migrations" not in path.parts
        and re.search(r"\bMembership(?:\.objects\.\w*create\w*)?\(\s*\n?\s*\w+=", path.read_text())
    }
    assert makers == {"bodies/actions/role.py"}


def test_a_role_with_power_holds_once_another_administrator_confirms(ask, person, body):
    grant, password = ask(Role.PUBLISHER)
    assert (grant.state, password) == (PowerState.WAITING, "")
    held = Membership.objects.filter(user=person("柳河拟稿"), role=Role.PUBLISHER)
    assert not held.exists()
    with pytest.raises(OwnWork, match="另一名管理员"):
        confirm_power(grant, acting_user=person("柳河管理"), at=timezone.now())
    confirm_power(grant, acting_user=person("平台管理员"), at=timezone.now())
    assert held.exists()
    told = Entry.objects.get(
        act="bodies.give-role", subject_name__contains="柳河拟稿", after__contains="confirmed_by"
    )
    assert "管小青" in told.after
    with pytest.raises(WrongState):
        confirm_power(grant, acting_user=person("平台管理员"), at=timezone.now())


def test_whoever_is_to_have_the_power_does_not_confirm_it(ask, person, body):
    # 柳河拟稿 has become an administrator, and is asked for as publisher.
    give_role(
        person("柳河拟稿"),
        body=body("QS11"),
        role=Role.ADMINISTRATOR,
        acting_user=PLATFORM,
        starts_on=FROM,
        at=timezone.now(),
    )
    grant, _ = ask(Role.PUBLISHER)
    with pytest.raises(OwnWork):
        confirm_power(grant, acting_user=person("柳河拟稿"), at=timezone.now())


def test_an_administrator_of_another_body_confirms_nothing_here(ask, person, body):
    give_role(
        person("白杨拟稿"),
        body=body("QS12"),
        role=Role.ADMINISTRATOR,
        acting_user=PLATFORM,
        starts_on=FROM,
        at=timezone.now(),
    )
    grant, _ = ask(Role.PUBLISHER)
    with pytest.raises(Refused):
        confirm_power(grant, acting_user=person("白杨拟稿"), at=timezone.now())


def test_what_was_asked_by_somebody_who_may_no_longer_is_not_confirmed(ask, person):
    grant, _ = ask(Role.PUBLISHER)
    Membership.objects.filter(user=person("柳河管理")).update(ends_on=timezone.localdate())
    with pytest.raises(Refused):
        confirm_power(grant, acting_user=person("平台管理员"), at=timezone.now())


@pytest.mark.parametrize("name", ["柳河一审", "柳河保密", "柳河发布"])
def test_one_administrator_alone_takes_over_no_account_with_power(name, person, body):
    with pytest.raises(NeedsSecond):
        reset_password(person(name), acting_user=person("柳河管理"), at=timezone.now())
    with pytest.raises(NeedsSecond):
        remove_second_factor(
            person(name), acting_user=person("柳河管理"), request=None, at=timezone.now()
        )


def test_an_account_that_is_to_have_power_is_guarded_before_it_has_it(ask, person):
    ask(Role.PUBLISHER)
    with pytest.raises(NeedsSecond):
        reset_password(person("柳河拟稿"), acting_user=person("柳河管理"), at=timezone.now())


def test_a_role_that_begins_later_counts_already(person, body):
    give_role(
        person("柳河拟稿"),
        body=body("QS11"),
        role=Role.PUBLISHER,
        acting_user=PLATFORM,
        starts_on=timezone.localdate() + timedelta(days=3),
        at=timezone.now(),
    )
    with pytest.raises(NeedsSecond):
        reset_password(person("柳河拟稿"), acting_user=person("柳河管理"), at=timezone.now())


def test_a_reset_that_is_confirmed_gives_the_password_to_whoever_confirmed(ask, person):
    grant, nothing = ask(kind=Power.PASSWORD, user="柳河发布")
    assert nothing == ""
    _, password = confirm_power(grant, acting_user=person("平台管理员"), at=timezone.now())
    user = person("柳河发布")
    assert user.check_password(password)
    assert user.must_change_password


def test_nobody_removes_the_second_factor_of_whom_they_do_not_manage(person):
    with pytest.raises(Refused):
        remove_second_factor(
            person("白杨拟稿"), acting_user=person("柳河管理"), request=None, at=timezone.now()
        )


def test_a_refused_or_recalled_grant_gives_nothing(ask, person):
    grant, _ = ask(Role.PUBLISHER)
    with pytest.raises(ActionError, match="理由"):
        refuse_power(grant, acting_user=person("平台管理员"), note=" ", at=timezone.now())
    refuse_power(grant, acting_user=person("柳河管理"), note="填错了人", at=timezone.now())
    grant.refresh_from_db()
    assert (grant.state, grant.decided_by) == (PowerState.REFUSED, None)
    with pytest.raises(WrongState):
        confirm_power(grant, acting_user=person("平台管理员"), at=timezone.now())
    assert not Membership.objects.filter(user=person("柳河拟稿"), role=Role.PUBLISHER).exists()


# The exception of an office with too few people.


def test_without_an_exception_the_only_administrator_waits(alone, ask):
    grant, _ = ask(Role.PUBLISHER)
    assert grant.state == PowerState.WAITING


def test_with_it_the_only_administrator_acts_alone_and_everybody_may_know(
    alone, ask, except_office, client, person
):
    except_office(Exempt.POWER)
    grant, _ = ask(Role.PUBLISHER)
    assert grant.state == PowerState.ALONE
    assert Membership.objects.filter(user=person("柳河拟稿"), role=Role.PUBLISHER).exists()
    page = client.get("/oversight/").content.decode()
    assert "柳河镇人民政府" in page
    assert "全镇信息公开人员二人" in page
    assert "已依此单独授权 1 次" in page
    assert Entry.objects.filter(act="bodies.power-alone").count() == 1


def test_the_exception_is_of_no_use_while_somebody_else_could_confirm(ask, except_office):
    except_office(Exempt.POWER)
    assert ask(Role.PUBLISHER)[0].state == PowerState.WAITING


@pytest.mark.parametrize(
    ("code", "by"), [("QS11", "柳河管理"), ("QS", "县公开办"), ("QS", "平台管理员")]
)
def test_no_office_excepts_itself(code, by, except_office, person, body):
    if by == "柳河管理":
        # Not even with the county's role, held in the township.
        give_role(
            person(by),
            body=body("QS11"),
            role=Role.COUNTY_OFFICE,
            acting_user=PLATFORM,
            starts_on=FROM,
            at=timezone.now(),
        )
    with pytest.raises(Refused):
        except_office(Exempt.POWER, code=code, by=by)
    assert not SmallOffice.objects.exists()


def test_an_exception_ends_within_a_year_and_is_not_granted_twice(body, person, except_office):
    def grant(starts_on: date, ends_on: date, reason: str = "只有一人"):
        return grant_exception(
            body("QS11"),
            acting_user=person("县公开办"),
            at=timezone.now(),
            kind=Exempt.RELEASE,
            starts_on=starts_on,
            ends_on=ends_on,
            reason=reason,
        )

    with pytest.raises(ActionError, match="最长一年"):
        grant(date(2026, 1, 1), date(2027, 1, 3))
    with pytest.raises(ActionError, match="终止日应在起始日之后"):
        grant(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(ActionError, match="理由"):
        grant(date(2026, 1, 1), date(2026, 6, 1), " ")
    grant(date(2026, 1, 1), date(2026, 6, 1))
    with pytest.raises(ActionError, match="已有同一例外"):
        grant(date(2026, 5, 31), date(2026, 9, 1))
    grant(date(2026, 6, 1), date(2026, 9, 1))


def two_persons(at_stage):
    """A release that one other person has reviewed and now releases."""
    release = at_stage(Stage.RELEASE)
    release.steps.all().delete()
    return release


def test_an_office_of_two_releases_under_the_exception_alone(
    at_stage, except_office, person, client
):
    release = two_persons(at_stage)
    with pytest.raises(ActionError, match="人少机构例外"):
        release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    except_office(Exempt.POWER)
    with pytest.raises(ActionError, match="至少应有 2 人办理"):
        release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    exception = except_office(Exempt.RELEASE)
    done = release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    assert done.state == ReleaseState.RELEASED
    assert "拟稿人以外一人审核发布" in client.get("/oversight/").content.decode()
    assert exception.granted_by == person("县公开办")


def test_an_exception_that_has_ended_helps_nobody(at_stage, except_office, person):
    exception = except_office(Exempt.RELEASE)
    SmallOffice.objects.filter(pk=exception.pk).update(starts_on=FROM)
    exception.refresh_from_db()
    end_exception(
        exception,
        acting_user=person("县公开办"),
        on=timezone.localdate(),
        reason="新来一人",
        at=timezone.now(),
    )
    with pytest.raises(ActionError, match="至少应有 2 人办理"):
        release_item(two_persons(at_stage), acting_user=person("柳河发布"), at=timezone.now())


def test_the_author_releases_nothing_under_any_exception(
    drafted, at_stage, except_office, person, body
):
    except_office(Exempt.RELEASE)
    give_role(
        person("柳河拟稿"),
        body=body("QS11"),
        role=Role.PUBLISHER,
        acting_user=PLATFORM,
        starts_on=FROM,
        at=timezone.now(),
    )
    with pytest.raises(OwnWork):
        release_item(at_stage(Stage.RELEASE), acting_user=person("柳河拟稿"), at=timezone.now())


# On the screens.


def test_the_screens_ask_confirm_and_show_the_password_once(signed_in, person, body):
    admin, second = signed_in("柳河管理"), signed_in("平台管理员")
    address = reverse("users:reset-password", args=[person("柳河发布").pk])
    assert "须由另一名管理员确认" in admin.get(address).content.decode()
    answer = admin.post(address, {"reason": "忘了口令"}, follow=True)
    assert "管小青" in answer.content.decode()
    grant = PowerGrant.objects.get()
    assert grant.state == PowerState.WAITING
    assert "确认授权：重置口令" in second.get("/office/").content.decode()
    assert "确认授权" not in admin.get("/office/").content.decode()
    page = reverse("users:power", args=[grant.pk])
    seen = second.get(page)
    answer = second.post(page, {"decision": "confirm", "seen_state": seen.context["seen_state"]})
    password = re.search(r"<code>(\w{13})</code>", answer.content.decode())[1]
    assert person("柳河发布").check_password(password)
    again = second.get(page)
    assert password not in again.content.decode()
    assert "<button" not in again.content.decode().split("office-form")[1].split("</form>")[0]


def test_the_screen_for_roles_asks_for_one_with_power_and_gives_one_without(
    signed_in, person, body
):
    admin = signed_in("柳河管理")
    address = reverse("bodies:give-role", args=[body("QS11").pk])
    values = {"user": person("柳河拟稿").pk, "starts_on": "2026-11-16"}
    asked = admin.post(address, {**values, "role": "publisher"})
    assert "请写明事由" in asked.content.decode()
    admin.post(address, {**values, "role": "publisher", "reason": "人手不够"})
    assert PowerGrant.objects.get().role == Role.PUBLISHER
    admin.post(address, {**values, "role": "supervisor"})
    held = Membership.objects.filter(user=person("柳河拟稿"))
    assert set(held.values_list("role", flat=True)) == {
        "drafter",
        "request-handler",
        "supervisor",
    }


def test_the_county_grants_and_ends_an_exception_on_the_bodys_sheet(signed_in, body):
    office = signed_in("县公开办")
    address = reverse("bodies:grant-exception", args=[body("QS11").pk])
    today = timezone.localdate()
    values = {
        "kind": "release",
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=90)).isoformat(),
        "reason": "全镇信息公开人员二人",
    }
    answer = office.post(address, values, follow=True)
    assert "全镇信息公开人员二人" in answer.content.decode()
    assert signed_in("柳河管理").get(address).status_code == 302
    exception = SmallOffice.objects.get()
    ending = reverse("bodies:end-exception", args=[exception.pk])
    office.post(ending, {"on": (today + timedelta(days=1)).isoformat(), "reason": "新来一人"})
    exception.refresh_from_db()
    assert exception.ends_on == today + timedelta(days=1)


def test_a_new_person_added_by_the_asker_is_seen_as_such_by_whoever_confirms(
    signed_in, person, body
):
    user, _ = add_user(
        acting_user=person("柳河管理"), username="新人", name="新人", at=timezone.now()
    )
    grant, _ = ask_power(
        Power.ROLE,
        user,
        acting_user=person("柳河管理"),
        at=timezone.now(),
        on=timezone.localdate(),
        reason="新到岗",
        body=body("QS11"),
        role=Role.FIRST_REVIEWER,
        starts_on=FROM,
    )
    page = signed_in("平台管理员").get(reverse("users:power", args=[grant.pk])).content.decode()
    assert "由田守正于" in page
    assert "还没有自行改定口令" in page

"""What several bodies share belongs to one of them; “anywhere” gives nobody a right over it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.actions.body import establish_body
from gongkai.web.bodies.actions.role import give_role
from gongkai.web.casework.calendars.calendar import current_calendar
from gongkai.web.casework.clock.loading import load_notice
from gongkai.web.office.errors import ActionError
from gongkai.web.office.screens import FormScreen, GuardedView
from tests.web.casework.test_numbers import NOTICE, moment

WEB = Path("src/gongkai/web")


def test_no_action_asks_for_a_right_anywhere():
    asking = [
        path.relative_to(WEB).as_posix()
        for path in WEB.rglob("*.py")
        if re.search(r"\brequire\([^()]*,\s*None\s*,?\s*\)", path.read_text())
    ]
    # A person's own calendar: of nobody else, and of no body.
    assert asking == ["casework/reminders/feed.py"]


# Each place that asks whether somebody may do something anywhere: only to show a link, or a list that is filtered.
ANYWHERE = {
    "accounts/actions/manage_user.py": "a new person has no body yet; roles come with one",
    "accounts/backends.py": "who may enter the office at all, and see the screens of users",
    "bodies/wagtail_hooks.py": "a line of the menu",
    "casework/counting/screens.py": "a button",
    "journal/indicators.py": "a sentence on the home screen",
    "journal/screens.py": "a link",
    "journal/wagtail_hooks.py": "a line of the menu",
    "office/menu.py": "a line of the menu",
    "office/screens.py": "a button of a list",
    "project/indicators.py": "a sentence on the home screen",
    "supervision/households/screens.py": "a button",
    "supervision/tasks/screens.py": "a button",
    "project/wagtail_hooks.py": "a sentence and a button on the home screen",
    "publishing/scans/screens.py": "a button",
    "schedule/alarms.py": "a sentence on the home screen",
}


def test_every_place_that_asks_anywhere_is_known():
    found = {
        path.relative_to(WEB).as_posix()
        for path in WEB.rglob("*.py")
        if re.search(r"\bmay\([^()]*,\s*None\s*,?\s*\)", path.read_text())
    }
    assert found == set(ANYWHERE)


def form_screens() -> dict[str, type]:
    """Every screen that changes something, by the name of its address."""
    found, waiting = {}, [(get_resolver(), ())]
    while waiting:
        resolver, spaces = waiting.pop()
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                view = getattr(entry.callback, "view_class", None)
                if view is not None and issubclass(view, FormScreen):
                    found[":".join([*spaces, entry.name])] = view
            else:
                inner = (*spaces, entry.namespace) if entry.namespace else spaces
                waiting.append((entry, inner))
    return found


# A form about no body in its address: the body is chosen in the form, and its action asks for it.
CHOSEN_IN_THE_FORM = {
    "bodies:establish",
    "bodies:import",
    "casework:import-register",
    "casework:register",
    "casework:register-mail",
    "disputes:open",
    "disputes:receive-complaint",
    "publishing:add-words",
    "publishing:drop",
    "publishing:new",
    "publishing:new-channel",
    "publishing:new-consultation",
    "publishing:new-import",
    "publishing:new-submission",
    "publishing:scans",
    "publishing:set-quota",
    "reporting:assign-fault",
    "reporting:drop",
    "reporting:merge",
    "reporting:start",
    "supervision:add-task",
    "supervision:enter-accountability",
    "supervision:enter-evaluation",
    "supervision:enter-fact",
    "supervision:enter-issue",
    "supervision:evidence",
    "supervision:new-dispatch",
    "supervision:open-households",
    "supervision:pack-households",
    "supervision:plan-broadcasts",
    "supervision:plan-training",
    "supervision:record-meeting",
    "supervision:record-outreach",
    "supervision:take-in-appeals",
    "supervision:take-in-tasks",
}
# Nothing of a body is kept: a check of a file, one's own calendar and exercises.
ONES_OWN = {"casework:calendar-feed", "reporting:check", "supervision:practice", "supervision:quiz"}


def test_a_form_names_its_body_before_anything_is_read():
    without = {
        name for name, view in form_screens().items() if view.get_body is GuardedView.get_body
    }
    # An account belongs to no body; whether it is managed is asked by each action about one.
    accounts = {name for name in without if name.startswith("users:")}
    assert without - accounts == CHOSEN_IN_THE_FORM | ONES_OWN


@pytest.fixture
def other_county(county):
    """白石县, with a township of its own."""
    kwargs = {"acting_user": PLATFORM, "on": timezone.localdate(), "at": timezone.now()}
    top = establish_body(code="BS", name="白石县人民政府", kind="county-government", **kwargs)
    establish_body(code="BS11", name="石桥镇人民政府", kind="township", parent=top, **kwargs)
    return top


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("who", "code"), [("柳河管理", "QS"), ("县公开办", "BS"), ("柳河管理", "QS11")]
)
def test_a_notice_is_loaded_by_the_county_for_itself_alone(who, code, other_county, person, body):
    with pytest.raises((Refused, ActionError)):
        load_notice(NOTICE, county=body(code), acting_user=person(who), at=moment("2027-01-10"))


@pytest.mark.both_databases
def test_it_moves_no_day_of_another_county(other_county, person, body):
    before = current_calendar(body("BS11")).certain_through
    give_role(
        person("县公开办"),
        body=body("QS"),
        role=Role.ADMINISTRATOR,
        acting_user=PLATFORM,
        starts_on=timezone.localdate(),
        at=timezone.now(),
    )
    load_notice(NOTICE, county=body("QS"), acting_user=person("县公开办"), at=moment("2027-01-10"))
    assert current_calendar(body("QS11")).certain_through > before
    assert current_calendar(body("BS11")).certain_through == before

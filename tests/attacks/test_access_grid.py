"""Every address with a place for an object, read from the addresses themselves, asked by somebody of another county.

That person holds every role there is, in a county that owns nothing: whatever is shown of an object is somebody else's.
So one session stands for all roles at once, and an address that is added is asked without being named here. Who may see
what within a county is the grid of ``tests/web/project/test_routes.py``.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.actions.body import establish_body
from gongkai.web.bodies.models import Membership, PublicBody
from gongkai.web.publishing.items.models import ItemPage
from tests.web.project.test_routes import ALL, items, refused, written

__all__ = ["items"]

# Where the place in the address is for no object that a body owns: what it is for, and the page is of one's own county.
NO_OBJECT = {
    "office/reports/county/<int:year>/drop/": "a year",
    "office/reports/county/<int:year>/due/": "a year",
    "office/reports/county/<int:year>/faults/": "a year",
    "office/reports/county/<int:year>/faults/<slug:code>/": "a year and a code",
    "office/reports/county/<int:year>/sum/": "a year",
}
PUBLIC = {"boards/<int:pk>/": "what hangs on a board in the street"}
# Of the asking person alone, whatever number is given: who has which editor open.
OWN_ALONE = {"wagtailadmin_editingsession"}
OBJECT = re.compile(r"<[^>]+>|\(\?P<\w+>[^()]*\)")
OBJECTS = sorted({pattern for pattern, _ in ALL if OBJECT.search(pattern)})


def addresses(pattern: str, ids: list[int], words: list[str]) -> list[str]:
    """The address for each object: the same number in each place for a number, the same word in each for a word."""
    plain = re.sub(r"\(\?P<\w+>[^()]*\)", "<int:x>", pattern)
    made = []
    for number in ids:
        for word in words:
            path = re.sub(r"<int:\w+>", str(number), plain)
            path = re.sub(r"<uuid:\w+>", "00000000-0000-0000-0000-000000000000", path)
            path = re.sub(r"<picture_form:\w+>", "png", path)
            path = re.sub(r"<[^>]+>", word, path)
            made.append("/" + re.sub(r"[\^$\\]", "", path))
    return list(dict.fromkeys(made))


@pytest.fixture
def stranger(items, django_user_model) -> Client:
    """Somebody with every role in 白石县 and in its township, which own nothing."""
    told = {"acting_user": PLATFORM, "on": timezone.localdate(), "at": timezone.now()}
    top = establish_body(code="BS", name="白石县人民政府", kind="county-government", **told)
    own = establish_body(code="BS11", name="石桥镇人民政府", kind="township", parent=top, **told)
    user = django_user_model.objects.create(
        username="外县", name="外县", must_change_password=False
    )
    for body in (top, own):
        for role in Role:
            Membership.objects.create(user=user, body=body, role=role, starts_on=date(2020, 1, 1))
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="gongkai.web.accounts.backends.RoleBackend")
    return client


@pytest.fixture
def theirs(items) -> tuple[list[int], list[str]]:
    """Numbers of records of 柳河镇, small ones of every table among them, and the digest of a file."""
    item = ItemPage.objects.filter(body__code="QS11").order_by("pk").first()
    ItemPage.objects.filter(body__code="QS11", live=False).update(title="金丝雀草稿")
    return [1, PublicBody.objects.get(code="QS11").pk, item.pk], [item.attachments.first().sha256]


def test_all_roles_of_another_county_open_nothing(stranger, theirs):
    seen, broken, told = set[str](), set[str](), set[str]()
    for pattern in OBJECTS:
        for path in addresses(pattern, *theirs):
            response = stranger.get(path)
            if response.status_code >= 500:
                broken.add(path)
            elif response.status_code < 400 and not refused(response):
                seen.add(pattern)
                if pattern not in PUBLIC and "柳河镇" in b"".join(response).decode():
                    told.add(path)
    assert (seen, broken, told) == (set(NO_OBJECT) | set(PUBLIC), set(), set())


def test_a_form_of_all_roles_of_another_county_changes_nothing(stranger, theirs):
    changed, (ids, words) = {}, theirs
    for pattern in OBJECTS:
        if pattern in NO_OBJECT or not pattern.lstrip("^").startswith("office/"):
            continue
        for path in addresses(pattern, ids[-1:], words):
            with written() as tables:
                stranger.post(path, {"reason": "没有理由", "title": "改了的标题"})
            if set(tables) - OWN_ALONE:
                changed[path] = tables
    assert changed == {}

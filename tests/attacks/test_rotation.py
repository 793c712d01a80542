"""Keys can be changed: what older keys sealed is sealed again, and nothing is lost on the way."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.encrypted import KeyDoesNotFit
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.casework.requests.actions.register import Asked, submit_request
from gongkai.web.casework.requests.lookup import look_up
from gongkai.web.casework.requests.people import (
    ApplicantFacts,
    is_under_newest,
    unseal_person,
)
from gongkai.web.files import rotation
from gongkai.web.files.rotation import column_again, sealed_columns
from gongkai.web.files.sealed import SealedStorage
from gongkai.web.files.store import private_store
from gongkai.web.journal import acts
from gongkai.web.journal.anchors import export_anchor
from gongkai.web.journal.models import Entry
from gongkai.web.journal.recording import record
from gongkai.web.journal.verification import verify
from gongkai.web.publishing.items.actions.draft import attach_file
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.households.actions import close_households, enable_households
from gongkai.web.supervision.households.actions import look_up as look_up_household
from gongkai.web.supervision.households.models import HouseholdLookup

NEW_FIELD, NEW_APPLICANT = "新" * 3 + "f" * 40, "新" * 3 + "a" * 40


def forget() -> None:
    """A new process reads its keys anew."""
    for _, field in sealed_columns():
        field.__dict__.pop("keys", None)
        field.__dict__.pop("f", None)


@pytest.fixture
def keys(settings):
    """``keys("new")``: only the new ones; ``keys("both")``: the old ones behind; ``keys("old")``."""
    old_field, old_applicant = settings.SALT_KEY, settings.APPLICANT_KEY
    of = {
        "old": (as_list(old_field), as_list(old_applicant)),
        "both": ([NEW_FIELD, *as_list(old_field)], [NEW_APPLICANT, *as_list(old_applicant)]),
        "new": ([NEW_FIELD], [NEW_APPLICANT]),
    }

    def use(which: str) -> None:
        settings.SALT_KEY, settings.APPLICANT_KEY = of[which]
        forget()

    yield use
    settings.SALT_KEY, settings.APPLICANT_KEY = old_field, old_applicant
    forget()


def as_list(value) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def raw_phone(user: User) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM accounts_user WHERE id = %s", [user.pk])
        return cursor.fetchone()[0]


def rotate() -> str:
    said = io.StringIO()
    call_command("rotate_keys", stdout=said)
    return said.getvalue()


@pytest.mark.both_databases
def test_a_column_is_under_the_new_key_and_reads_the_same(keys, person):
    user = person("柳河拟稿")
    user.phone = "13800000000"
    user.save()
    before, digest = raw_phone(user), user.phone_digest
    keys("both")
    assert "重新加密" in rotate()
    assert raw_phone(user) != before
    keys("new")
    found = User.objects.get(pk=user.pk)
    assert found.phone == "13800000000"
    assert found.phone_digest != digest
    assert Entry.objects.filter(act="journal.rotate-keys").count() == 1


@pytest.mark.both_databases
def test_a_run_that_was_broken_off_goes_on_where_it_was(keys, monkeypatch, county):
    monkeypatch.setattr(rotation, "AT_ONCE", 5)
    for number, user in enumerate(User.objects.order_by("pk")):
        user.phone = f"1380000{number:04}"
        user.save()
    keys("both")
    field = User._meta.get_field("phone")
    walk = column_again(User, field)
    first = next(walk)
    assert (first.seen, first.again) == (5, 5)
    # Here the machine was switched off.
    walk.close()
    *_, done = column_again(User, field)
    assert done.seen == User.objects.count()
    assert done.again == done.seen - 5
    *_, third = column_again(User, field)
    assert (third.again, third.unreadable) == (0, 0)


@pytest.mark.both_databases
def test_what_no_key_opens_is_told_and_left_as_it_is(keys, person):
    user = person("柳河拟稿")
    lost = Fernet(Fernet.generate_key()).encrypt(b"13800000000").decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET phone = %s WHERE id = %s", [lost, user.pk])
    keys("both")
    with pytest.raises(CommandError, match="1 处现有密钥都打不开"):
        rotate()
    assert raw_phone(user) == lost


@pytest.mark.both_databases
def test_what_no_key_opens_is_never_shown_and_is_saved_as_it_lies(person):
    user = person("柳河拟稿")
    lost = Fernet(Fernet.generate_key()).encrypt(b"13800000000").decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET phone = %s WHERE id = %s", [lost, user.pk])
    found = User.objects.get(pk=user.pk)
    for use in (str, "{}".format, "{0:>20}".format, list, len, lambda phone: phone[:3]):
        with pytest.raises(KeyDoesNotFit, match="“手机号码”是加密保存的，现有密钥都打不开"):
            use(found.phone)
    found.name = "改了名"
    found.save()
    assert raw_phone(user) == lost


def test_a_page_that_shows_it_says_why(signed_in, person):
    user = person("柳河拟稿")
    lost = Fernet(Fernet.generate_key()).encrypt(b"13800000000").decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET phone = %s WHERE id = %s", [lost, user.pk])
    admin = signed_in("柳河管理")
    admin.raise_request_exception = False
    answer = admin.get(reverse("users:change", args=[user.pk]))
    assert answer.status_code == 503
    assert "加密保存" in answer.content.decode()
    assert "gAAAA" not in answer.content.decode()


def test_a_value_that_is_changed_meanwhile_is_not_put_back(keys, person, monkeypatch):
    user = person("柳河拟稿")
    user.phone = "13800000000"
    user.save()
    keys("both")
    sealed_again = rotation._again

    def slowly(kept, newest, every):
        again = sealed_again(kept, newest, every)
        User.objects.filter(pk=user.pk).update(phone="13911111111")
        return again

    monkeypatch.setattr(rotation, "_again", slowly)
    list(column_again(User, User._meta.get_field("phone")))
    assert User.objects.get(pk=user.pk).phone == "13911111111"


@pytest.mark.both_databases
def test_files_of_the_store_are_sealed_again(keys, drafted, person):
    item = drafted()
    attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="安排.txt",
        data="值班安排".encode(),
        at=timezone.now(),
    )
    file = ItemPage.objects.get(pk=item.pk).latest_revision.as_object().attachments.get()
    store = private_store()
    assert isinstance(store, SealedStorage)
    keys("both")
    assert not store.is_under_newest(file.file.name)
    rotate()
    assert store.is_under_newest(file.file.name)
    keys("new")
    with store.open(file.file.name) as opened:
        assert opened.read().decode() == "值班安排"


@pytest.mark.both_databases
def test_applicants_their_papers_and_their_codes(keys, desk):
    case = desk.receive("2026-03-10")
    name = unseal_person(case.applicant.sealed).name
    keys("both")
    rotate()
    case.applicant.refresh_from_db()
    assert is_under_newest(bytes(case.applicant.sealed))
    keys("new")
    case.applicant.refresh_from_db()
    assert unseal_person(case.applicant.sealed).name == name


@pytest.mark.both_databases
def test_the_code_of_a_request_holds_under_the_new_key_alone(keys, desk):
    found = submit_request(
        desk.body, at=timezone.now(), asked=Asked(ApplicantFacts("试某"), "natural_person", "预案")
    )
    case, code = found.disclosure_request, found.code
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code_digest FROM casework_disclosurerequest WHERE id = %s", [case.pk]
        )
        assert cursor.fetchone()[0].startswith("gAAAA")
    keys("both")
    rotate()
    keys("new")
    asked = {"address": "198.51.100.7", "at": timezone.now()}
    assert look_up(case.number, code, **asked) == case
    assert look_up(case.number, "ABCDEFGHJK", **asked) is None


@pytest.mark.both_databases
def test_a_list_for_households_opens_under_the_new_key_alone(
    keys, released, body, person, signed_in
):
    at, on = timezone.now(), timezone.localdate()
    enable_households(
        body("QS11"), acting_user=person("县公开办"), at=at, on=on, assessment="可以开放。"
    )
    signed_in("柳河拟稿").post(
        "/office/supervision/households/new/",
        {
            "body": body("QS11").pk,
            "item": released(title="柳河镇补贴发放名单", text="<p>王*明 812.50元</p>").pk,
            "title": "补贴",
            "file": SimpleUploadedFile(
                "名单.csv", "姓名,身份证号码,补贴金额\n王小明,110101190002310011,812.50\n".encode()
            ),
            "closes_on": (on + timedelta(days=30)).isoformat(),
        },
    )
    opened = HouseholdLookup.objects.get()
    keys("both")
    rotate()
    keys("new")
    assert look_up_household(opened, "王小明", "0011", address="198.51.100.7", at=at) == [
        [("补贴金额", "812.50")]
    ]
    shut = close_households(opened, acting_user=person("柳河拟稿"), at=at, reason="发放完毕")
    assert shut.key is None


@pytest.mark.both_databases
def test_the_journal_is_checked_under_the_new_key_alone(county, settings):
    record_something()
    export_anchor(timezone.now())
    old = settings.JOURNAL_KEY
    settings.JOURNAL_KEY, settings.JOURNAL_OLD_KEYS = "新" * 3 + "j" * 40, [old]
    rotate()
    export_anchor(timezone.now() + timedelta(days=1))
    settings.JOURNAL_OLD_KEYS = []
    verdict = verify()
    assert verdict.sound, verdict
    assert verdict.anchors >= 2


def test_no_new_seal_covers_what_is_wrong(county, settings):
    record_something()
    settings.JOURNAL_KEY = "another key of somebody else, forty characters"
    with pytest.raises(CommandError, match=r"链尾封签不符.*查明以前不换密钥"):
        rotate()


def record_something() -> None:
    with transaction.atomic():
        record(acts.BACKED_UP, by=PLATFORM, at=timezone.now())

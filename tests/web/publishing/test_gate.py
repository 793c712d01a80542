"""What the gate keeps of a stopped item, and what of earlier versions stays within reach."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gongkai.screening.edition import rules_edition
from gongkai.web.bodies.models import Person, Post, Term
from gongkai.web.journal.models import Entry
from gongkai.web.publishing.items.actions.draft import attach_file, clean_attachment, revise_item
from gongkai.web.publishing.items.actions.override import override_finding
from gongkai.web.publishing.items.actions.release import release_due, release_item
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.models import (
    ItemPage,
    Release,
    ReleaseState,
    Stage,
    WithdrawalReason,
)
from gongkai.web.publishing.items.text_links import Link, links_in
from gongkai.web.vetting.errors import Blocked
from gongkai.web.vetting.models import ScreeningRun
from tests.web.publishing.leaks import LEAK, SUBSIDIES

pytestmark = pytest.mark.both_databases


def status(client, address: str) -> int:
    response = client.get(address)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def let_through(monkeypatch):
    """Let everything through, as rules did that knew less."""
    from gongkai.web.vetting import gate

    monkeypatch.setattr(gate, "BLOCKING", frozenset())


@pytest.fixture
def leaked_item(drafted, at_stage, person, monkeypatch):
    """A released item whose list leaks: it went out under rules that knew less."""
    with monkeypatch.context() as patch:
        let_through(patch)
        item = drafted()
        attach_file(
            item,
            acting_user=person("柳河拟稿"),
            name="名单.xlsx",
            data=SUBSIDIES,
            at=timezone.now(),
        )
        release = at_stage(Stage.RELEASE, item=ItemPage.objects.get(pk=item.pk))
        release_item(
            release,
            acting_user=person("柳河发布"),
            unopened_reason="已对照纸质件。",
            at=timezone.now(),
        )
    return ItemPage.objects.get(pk=item.pk)


def test_a_stopped_submission_leaves_its_screening_and_a_line_in_the_journal(drafted, person):
    item = drafted(text=LEAK)
    with pytest.raises(Blocked):
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    run = ScreeningRun.objects.of(item).get()
    assert (run.moment, run.blocking, run.screened_by.username) == ("submit", 2, "柳河拟稿")
    assert run.rules == rules_edition()
    assert "11010119900307803X" not in str(run.result)
    entry = Entry.objects.get(act="publishing.block")
    assert entry.subject_number == str(item.pk)
    assert "11010119900307803X" not in entry.after
    assert not Release.objects.exists()


def test_a_stopped_release_leaves_its_screening_and_stays_at_its_stage(
    at_stage, person, monkeypatch
):
    with monkeypatch.context() as patch:
        let_through(patch)
        release = at_stage(Stage.RELEASE, text=LEAK)
    with pytest.raises(Blocked):
        release_item(
            release,
            acting_user=person("柳河发布"),
            unopened_reason="已对照纸质件。",
            at=timezone.now(),
        )
    run = ScreeningRun.objects.first()
    assert (run.moment, run.blocking, run.screened_by.username) == ("release", 2, "柳河发布")
    release.refresh_from_db()
    assert (release.state, release.stage) == ("under-review", "release")
    assert list(release.steps.filter(stage="release")) == []


def test_a_scheduled_item_that_is_stopped_goes_back_with_its_screening(
    drafted, person, monkeypatch
):
    from gongkai.web.publishing.items.actions.review import approve
    from tests.web.publishing.conftest import REVIEWER

    hour = timezone.now() + timedelta(hours=1)
    with monkeypatch.context() as patch:
        let_through(patch)
        release = submit_item(
            drafted(text=LEAK), acting_user=person("柳河拟稿"), go_live_at=hour, at=timezone.now()
        )
        while release.stage != Stage.RELEASE:
            release = approve(
                release,
                acting_user=person(REVIEWER[Stage(release.stage)]),
                stage=release.stage,
                proofread=True,
                at=timezone.now(),
            )
        release_item(
            release,
            acting_user=person("柳河发布"),
            unopened_reason="已对照纸质件。",
            at=timezone.now(),
        )
    ((back, why),) = release_due(hour)
    assert back.state == ReleaseState.RETURNED
    assert "筛查未通过" in why
    assert ScreeningRun.objects.first().blocking == 2
    assert not ItemPage.objects.get(pk=back.item_id).live


def test_the_leaking_file_is_out_of_reach_once_the_masked_copy_is_released(
    leaked_item, at_stage, person, client
):
    leak = leaked_item.attachments.get().sha256
    address = f"/files/{leaked_item.pk}/{leak}/"
    assert status(client, address) == 200

    cleaned, _ = clean_attachment(
        leaked_item, acting_user=person("柳河拟稿"), sha256=leak, at=timezone.now()
    )
    # The masked copy is only drafted: the public still has the old version, and not the new one.
    assert status(client, address) == 200
    assert status(client, f"/files/{leaked_item.pk}/{cleaned.sha256}/") == 404

    release = at_stage(Stage.RELEASE, item=ItemPage.objects.get(pk=leaked_item.pk))
    release_item(
        release, acting_user=person("柳河发布"), unopened_reason="已对照纸质件。", at=timezone.now()
    )
    assert status(client, address) == 404
    assert client.get(address, headers={"if-none-match": f'"{leak}"'}).status_code == 404
    assert status(client, f"/files/{leaked_item.pk}/{cleaned.sha256}/") == 200
    assert leak not in client.get(f"/qs11/{leaked_item.slug}/").content.decode()


def test_no_cache_hands_out_a_file_without_asking(leaked_item, person, client):
    leak = leaked_item.attachments.get().sha256
    address = f"/files/{leaked_item.pk}/{leak}/"
    response = client.get(address)
    assert b"".join(response.streaming_content) == SUBSIDIES
    assert response["Cache-Control"] == "public, no-cache"
    assert response["ETag"] == f'"{leak}"'
    assert client.get(address, headers={"if-none-match": f'"{leak}"'}).status_code == 304
    withdraw_item(
        leaked_item,
        acting_user=person("柳河发布"),
        on=timezone.localdate(),
        reason=WithdrawalReason.PERSONAL_DATA,
        explanation="名单含身份证号。",
        at=timezone.now(),
    )
    assert client.get(address, headers={"if-none-match": f'"{leak}"'}).status_code == 404


def test_a_file_that_a_version_drops_is_out_of_reach(leaked_item, at_stage, person, client):
    address = f"/files/{leaked_item.pk}/{leaked_item.attachments.get().sha256}/"
    copy = ItemPage.objects.get(pk=leaked_item.pk).latest_revision.as_object()
    copy.attachments.set([])
    copy.save_revision(user=person("柳河拟稿"))
    release = at_stage(Stage.RELEASE, item=ItemPage.objects.get(pk=leaked_item.pk))
    release_item(
        release, acting_user=person("柳河发布"), unopened_reason="已对照纸质件。", at=timezone.now()
    )
    assert status(client, address) == 404


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<a linktype="page" id="7">旧办法</a>', [Link(7)]),
        ('<a href="/qs11/7/">旧办法</a>', [Link(7)]),
        (f"<a href='https://www.example/files/7/{'a' * 64}/'>名单</a>", [Link(7, "a" * 64)]),
        ('<a href="https://www.example/news/index.html">外网</a>', []),
        ('<a href="http://[">坏</a><p>无</p>', []),
    ],
)
def test_links_to_our_own_items_and_files_are_recognised(text, found):
    assert list(links_in(text)) == found


@pytest.mark.parametrize("link", ["file", "page", "superseded"])
def test_an_earlier_item_within_reach_is_screened_with_the_new_one(
    leaked_item, drafted, person, link
):
    sha = leaked_item.attachments.get().sha256
    text = {
        "file": f'<p>名单见<a href="/files/{leaked_item.pk}/{sha}/">去年公示</a>。</p>',
        "page": f'<p>见<a linktype="page" id="{leaked_item.pk}">去年公示</a>。</p>',
        "superseded": "<p>替代去年的公示。</p>",
    }[link]
    item = drafted(title="柳河镇2026年补贴公示", text=text)
    if link == "superseded":
        ItemPage.objects.filter(pk=leaked_item.pk).update(superseded_by=item)
    with pytest.raises(Blocked, match="身份证号"):
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    (linked,) = [part for part in examine(item).parts if part.blocking]
    assert linked.linked == leaked_item.pk
    assert linked.name.startswith(f"链接的信息“{leaked_item.title}”：名单")
    withdraw_item(
        leaked_item,
        acting_user=person("柳河发布"),
        on=timezone.localdate(),
        reason=WithdrawalReason.PERSONAL_DATA,
        explanation="名单含身份证号。",
        at=timezone.now(),
    )
    assert submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())


def test_what_was_answered_for_on_the_earlier_item_holds_for_the_link(leaked_item, drafted, person):
    for finding in examine(leaked_item).blocking:
        override_finding(
            leaked_item,
            acting_user=person("柳河保密"),
            fingerprint=finding.fingerprint,
            on=timezone.localdate(),
            reason="强制性信息披露",
            at=timezone.now(),
        )
    item = drafted(text=f'<p>见<a linktype="page" id="{leaked_item.pk}">公示</a>。</p>')
    assert submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())


def test_a_link_to_a_dropped_file_of_its_own_is_told(drafted):
    item = drafted()
    item = revise_item(
        item,
        acting_user=item.owner,
        text=f'<p><a href="/files/{item.pk}/{"b" * 64}/">名单</a></p>',
        at=timezone.now(),
    )
    (text,) = examine(item).parts
    assert text.note == "正文有 1 处链接指向已不在附件中的文件，读者打不开；请改正链接。"


def test_leaders_are_compared_with_those_in_office_on_the_day_of_the_item(drafted, body):
    post = Post.objects.create(body=body("QS11"), title="防汛总指挥", is_leader=True, order=90)
    Term.objects.create(
        post=post, person=Person.objects.create(name="李长河"), starts_on=date(2026, 1, 1)
    )

    def misnamed(item: ItemPage) -> list[str]:
        found = [finding for part in examine(item).parts for finding in part.findings]
        return [finding.variety_name for finding in found if finding.variety_name == "leader-name"]

    wrong = "<p>会议由防汛总指挥李长何主持。</p>"
    assert misnamed(drafted(text=wrong)) == ["leader-name"]
    assert misnamed(drafted("柳河镇2026年防汛会议", text=wrong.replace("何", "河"))) == []
    earlier = drafted("柳河镇2025年防汛会议", text=wrong, formed_on=date(2025, 11, 2))
    assert misnamed(earlier) == []

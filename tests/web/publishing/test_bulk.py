"""Several drafts sent to review with one press: each is screened, what lacks something is told and stays."""

from __future__ import annotations

import pytest

from gongkai.web.publishing.items.models import Release

LIST = "/office/items/"


@pytest.fixture
def clerk(signed_in):
    return signed_in("柳河拟稿")


def test_ticked_drafts_go_to_review_and_the_incomplete_one_is_told(drafted, clerk):
    first, second, third = drafted(), drafted(), drafted(summary="")
    page = clerk.get(LIST, {"state": "draft"}).content.decode()
    assert "提交审核勾选的草稿" in page
    assert "全不选" in page
    ticked = {"pick": [first.pk, third.pk]}
    page = clerk.post(f"{LIST}?state=draft", ticked, follow=True).content.decode()
    assert "已办理 1 条" in page
    assert "内容概述" in page
    assert [release.item_id for release in Release.objects.all()] == [first.pk]
    assert not second.releases.exists()


@pytest.mark.parametrize("state", ["", "public", "review"])
def test_only_drafts_are_sent_so(drafted, clerk, state):
    item = drafted()
    assert "提交审核勾选的草稿" not in clerk.get(LIST, {"state": state}).content.decode()
    assert clerk.post(f"{LIST}?state={state}", {"pick": [item.pk]}).status_code == 405
    assert not Release.objects.exists()


def test_whoever_drafts_nothing_sends_nothing(drafted, signed_in):
    item = drafted()
    reviewer = signed_in("柳河一审")
    assert "提交审核勾选的草稿" not in reviewer.get(LIST, {"state": "draft"}).content.decode()
    assert reviewer.post(f"{LIST}?state=draft", {"pick": [item.pk]}).status_code == 405

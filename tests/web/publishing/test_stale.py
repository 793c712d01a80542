"""An item changed meanwhile is not written over by a form that was opened before."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from gongkai.web.publishing.items.actions.draft import revise_item, working_copy
from gongkai.web.publishing.items.models import ItemPage

pytestmark = pytest.mark.both_databases


def test_an_item_revised_meanwhile_keeps_the_revision_and_the_typed_words(
    drafted, person, signed_in
):
    item = drafted()
    client = signed_in("柳河拟稿")
    address = f"/office/items/{item.pk}/edit/"
    page = client.get(address).content.decode()
    seen = re.search(r'name="seen_state" value="([0-9a-f]{64})"', page)[1]
    revise_item(
        item, acting_user=person("柳河拟稿"), summary="值班电话另行公布。", at=timezone.now()
    )
    answer = client.post(
        address,
        {
            "title": item.title,
            "row": item.row_id,
            "formed_on": "2026-11-02",
            "summary": "各村的值班安排。",
            "text": "null",
            "attribute": "proactive",
            "seen_state": seen,
        },
    )
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "这条记录又有修改，所以本次没有保存" in shown
    assert "各村的值班安排。" in shown
    assert working_copy(ItemPage.objects.get(pk=item.pk)).summary == "值班电话另行公布。"

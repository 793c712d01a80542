"""What every screen of the office does."""

from __future__ import annotations

import re
from datetime import date

from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.actions.contacts import change_contacts
from gongkai.web.bodies.actions.post import change_post
from gongkai.web.bodies.models import Post

SENTENCE = "这条记录又有修改，所以本次没有保存"


def state_on(page: str) -> str:
    return re.search(r'name="seen_state" value="([0-9a-f]{64})"', page)[1]


def test_a_form_over_a_record_changed_meanwhile_is_refused_and_keeps_the_words(body, signed_in):
    post = body("QS11").posts.get(title="副镇长")
    client = signed_in("柳河管理")
    address = f"/office/bodies/posts/{post.pk}/"
    seen = state_on(client.get(address).content.decode())
    change_post(
        post,
        acting_user=PLATFORM,
        on=date(2026, 11, 16),
        title="副镇长",
        duties="分管民政。",
        is_leader=True,
        order=post.order,
        at=timezone.now(),
    )
    typed = {"title": "副镇长", "duties": "分管农业。", "order": post.order}
    answer = client.post(address, {**typed, "seen_state": seen})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert SENTENCE in page
    assert "与现在的记录不同的是：分工、列入领导信息。" in page
    assert "分管农业。" in page
    assert Post.objects.get(pk=post.pk).duties == "分管民政。"

    again = client.post(address, {**typed, "seen_state": state_on(page)})
    assert again.status_code == 302
    assert Post.objects.get(pk=post.pk).duties == "分管农业。"


def test_a_form_that_does_not_say_what_it_saw_is_refused(body, signed_in):
    post = body("QS11").posts.get(title="副镇长")
    answer = signed_in("柳河管理").post(
        f"/office/bodies/posts/{post.pk}/", {"title": "镇长助理", "duties": "", "order": 1}
    )
    assert SENTENCE in answer.content.decode()
    assert Post.objects.get(pk=post.pk).title == "副镇长"


def test_a_mistake_in_the_form_does_not_make_a_stale_form_fresh(body, signed_in):
    client = signed_in("柳河管理")
    address = f"/office/bodies/{body('QS11').pk}/contacts/"
    seen = state_on(client.get(address).content.decode())
    change_contacts(
        body("QS11"),
        acting_user=PLATFORM,
        on=date(2026, 11, 16),
        phone="0000-5550177",
        at=timezone.now(),
    )
    wrong = client.post(address, {"on": "不是日期", "phone": "0000-5550178", "seen_state": seen})
    assert state_on(wrong.content.decode()) == seen

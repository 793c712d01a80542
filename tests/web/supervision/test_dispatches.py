"""Text messages and pushes: to a folder or an address, with a receipt; nothing of persons, nothing at night."""

from __future__ import annotations

import hashlib
import json
import threading
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from gongkai.web.accounts.permissions import Refused
from gongkai.web.files.store import digest_of, private_store
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.outbound import adapters
from gongkai.web.outbound.adapters import HttpPush, written
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import Attachment, WithdrawalReason
from gongkai.web.supervision.dispatches.actions import (
    queue_dispatch,
    retry_dispatch,
    send_dispatches,
)
from gongkai.web.supervision.dispatches.models import Dispatch

pytestmark = pytest.mark.django_db
SMS = {"way": "sms", "audience": "柳河镇网格员", "text": "【柳河镇】防汛安排已公开。"}


def moment(hour: int) -> datetime:
    today = timezone.localtime()
    return today.replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=1)


@pytest.fixture
def queued(released, body, person):
    def make(**more):
        return queue_dispatch(
            body("QS11"),
            acting_user=person("柳河拟稿"),
            at=timezone.now(),
            item=more.pop("item", None) or released(),
            **more,
        )

    return make


class Taker(BaseHTTPRequestHandler):
    """Takes what is pushed and says so; the first answer of `answers`, then 200."""

    taken: ClassVar[list[tuple[str, str, dict]]] = []
    answers: ClassVar[list[int]] = []

    def do_POST(self):
        data = self.rfile.read(int(self.headers["Content-Length"]))
        status = self.answers.pop(0) if self.answers else 200
        self.taken.append(
            (self.headers["Idempotency-Key"], self.headers["Authorization"], json.loads(data))
        )
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()
        self.wfile.write('{"msg": "已收到", "id": 81}'.encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def taker():
    server = HTTPServer(("127.0.0.1", 0), Taker)
    Taker.taken, Taker.answers = [], []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/push"
    server.shutdown()
    server.server_close()
    thread.join()


def test_without_an_address_each_message_is_a_file_with_all_fields(queued, settings, tmp_path):
    settings.OUTBOX = str(tmp_path)
    dispatch = queued(**SMS)
    told = send_dispatches(moment(10))
    assert told == ("已推送“柳河镇2026年防汛工作安排”到短信平台",)
    fields = json.loads((tmp_path / "sms" / f"{dispatch.pk}.json").read_text("utf-8"))
    assert (fields["audience"], fields["message"]) == ("柳河镇网格员", "【柳河镇】防汛安排已公开。")
    assert fields["title"] == "柳河镇2026年防汛工作安排"
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.receipt) == ("sent", f"已写入发件夹：{dispatch.pk}.json")
    assert send_dispatches(moment(11)) == ()


def test_no_telephone_rings_between_21_and_8_and_the_county_is_told_at_night_too(
    queued, settings, tmp_path
):
    settings.OUTBOX = str(tmp_path)
    sms, county = queued(**SMS), queued(way="county")
    send_dispatches(moment(22))
    sms.refresh_from_db()
    county.refresh_from_db()
    assert (sms.state, county.state) == ("waiting", "sent")
    send_dispatches(moment(22) + timedelta(hours=10))
    sms.refresh_from_db()
    assert sms.state == "sent"


def test_a_push_bears_the_template_the_token_and_the_same_number_when_tried_again(
    queued, settings, taker, tmp_path
):
    template = tmp_path / "county.json"
    template.write_text('{"docTitle": $title, "columnId": $column, "content": $html}', "utf-8")
    settings.PUSH_ADDRESSES = {"sms": "", "county": taker}
    settings.PUSH_TEMPLATES = {"sms": "", "county": str(template)}
    settings.PUSH_TOKENS = {"sms": "", "county": "secret-token"}
    Taker.answers = [503, 302]
    dispatch = queued(way="county")
    start = moment(10)
    for minutes, tries in ((0, 1), (10, 2), (40, 2)):
        send_dispatches(start + timedelta(minutes=minutes))
        dispatch.refresh_from_db()
        assert dispatch.tries == tries
    assert (dispatch.state, dispatch.receipt) == ("sent", '200 {"msg": "已收到", "id": 81}')
    assert [number for number, _token, _sent in Taker.taken] == [f"gongkai-{dispatch.pk}"] * 3
    assert {token for _number, token, _sent in Taker.taken} == {"Bearer secret-token"}
    sent = Taker.taken[-1][2]
    assert (sent["docTitle"], sent["columnId"]) == (
        "柳河镇2026年防汛工作安排",
        "statutory.emergencies",
    )


def test_the_files_of_an_item_go_with_it_and_too_large_a_one_is_named_with_its_address(
    queued, released, settings, taker, tmp_path, monkeypatch
):
    settings.WAGTAILADMIN_BASE_URL = "https://www.qingshan.gov.cn"
    settings.PUSH_ADDRESSES = {"sms": "", "county": taker}
    item = released()
    for name, data in (("安排.txt", "甲班".encode()), ("大文件.txt", b"0" * 100)):
        path = f"attachments/{digest_of(data)}"
        private_store().save(path, ContentFile(data))
        item.attachments.add(
            Attachment(
                name=name,
                file=path,
                size=len(data),
                sha256=digest_of(data),
                media_type="text/plain",
            )
        )
    item.save()
    monkeypatch.setattr(adapters, "MOST_CONTENT", 50)
    queued(item=item, way="county")
    send_dispatches(moment(10))
    small, large = Taker.taken[-1][2]["attachments"]
    assert (small["name"], small["size"], small["content"]) == ("安排.txt", 6, "55Sy54+t")
    assert (large["name"], large["size"], large["content"]) == ("大文件.txt", 100, "")
    digest = hashlib.sha256(b"0" * 100).hexdigest()
    assert large["address"] == f"https://www.qingshan.gov.cn/files/{item.pk}/{digest}/"
    template = tmp_path / "county.json"
    template.write_text('{"docTitle": $title, "attach": $attachments}', "utf-8")
    settings.PUSH_TEMPLATES = {"sms": "", "county": str(template)}
    queued(item=item, way="county")
    send_dispatches(moment(11))
    assert [each["name"] for each in Taker.taken[-1][2]["attach"]] == ["安排.txt", "大文件.txt"]


def test_what_fails_five_times_is_told_and_can_be_sent_again(queued, settings, person):
    settings.PUSH_ADDRESSES = {"sms": "", "county": "http://127.0.0.1:9/closed"}
    dispatch = queued(way="county")
    for hours in range(5):
        send_dispatches(moment(10) + timedelta(hours=3 * hours))
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.tries) == ("failed", 5)
    assert dispatch.failure
    clerk = person("柳河拟稿")
    retry_dispatch(dispatch, acting_user=clerk, at=timezone.now(), reason="对方已恢复")
    with pytest.raises(WrongState, match="没有失败"):
        retry_dispatch(dispatch, acting_user=clerk, at=timezone.now(), reason="再来")


def test_what_was_withdrawn_since_does_not_go_out(queued, released, person, settings, tmp_path):
    settings.OUTBOX = str(tmp_path)
    item = released()
    dispatch = queued(item=item, way="county")
    withdraw_item(
        item,
        acting_user=person("柳河发布"),
        at=timezone.now(),
        on=timezone.localdate(),
        reason=WithdrawalReason.PERIOD_OVER,
        explanation="公示期满。",
    )
    send_dispatches(moment(10))
    dispatch.refresh_from_db()
    assert dispatch.state == "failed"
    assert "已撤下" in dispatch.failure
    assert not (tmp_path / "county").exists()


def test_no_person_goes_to_telephones_and_nobody_else_sends(queued, released, body, person):
    with pytest.raises(ActionError, match="个人信息"):
        queued(**{**SMS, "text": "请王小明（13800005678）来领补贴"})
    with pytest.raises(ActionError, match="发给哪个群组"):
        queued(**{**SMS, "audience": ""})
    with pytest.raises(Refused):
        queue_dispatch(
            body("QS11"),
            acting_user=person("白杨拟稿"),
            at=timezone.now(),
            item=released(),
            way="county",
        )
    assert not Dispatch.objects.exists()


def test_a_template_with_an_unknown_field_or_broken_quotes_is_told():
    with pytest.raises(ValueError, match=r"模板里的 \$headline 没有这一项；可用：title"):
        written({"title": "甲"}, '{"a": $headline}')
    with pytest.raises(ValueError, match="不是 JSON"):
        written({"title": '甲"乙'}, '{"a": "$title"}')
    assert written({"title": '甲"乙'}, '{"a": $title}') == '{"a": "甲\\"乙"}'
    with pytest.raises(ValueError, match="应以 https:// 开头"):
        HttpPush("file:///etc/passwd")


def test_banner_message_and_fields_stand_beside_the_item_to_be_copied(
    released, signed_in, settings
):
    settings.WAGTAILADMIN_BASE_URL = "https://www.qingshan.example.cn"
    item = released()
    client = signed_in("柳河拟稿")
    page = client.get(f"/office/items/{item.pk}/renderings/").content.decode()
    assert "横幅（每幅 16 字以内）" in page
    assert "柳河镇2026年防汛工作安排" in page
    assert "已公开，详见https://www.qingshan.example.cn" in page
    assert "复制索引号" in page
    assert 'id="field-column"' in page
    form = client.get(f"/office/supervision/dispatches/new/?item={item.pk}").content.decode()
    assert "已公开，详见https://www.qingshan.example.cn" in form
    sent = client.post(
        "/office/supervision/dispatches/new/",
        {"body": item.body_id, "item": item.pk, **SMS},
        follow=True,
    )
    assert "已排入" in sent.content.decode()

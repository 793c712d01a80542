"""A request by e-mail: from the file that the mailbox gives out to the case."""

from __future__ import annotations

import base64
import io

from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from gongkai.web.casework.requests.models import DisclosureRequest


def mail():
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(drawn, "PNG")
    head = (
        "From: 田大有 <tian@example.cn>\r\nSubject: 申请公开\r\n"
        "Date: Tue, 10 Mar 2026 10:12:33 +0800\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n'
        "Content-Type: text/plain; charset=gbk\r\n\r\n"
        "请公开2025年河东村道路硬化工程的验收报告。\r\n申请人：田大有\r\n电话：0000-5550199\r\n"
        '--x\r\nContent-Type: image/png; name="IMG_0001.png"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode("gbk") + base64.encodebytes(drawn.getvalue()) + b"--x--\r\n"


def test_a_mail_becomes_a_case(open_page, findings):
    clerk = open_page("柳河拟稿")
    clerk.goto("/office/requests/")
    clerk.get_by_role("link", name="登记申请").first.click()
    clerk.get_by_role("link", name="从邮件登记（拖入 .eml）").click()
    assert findings(clerk) == []
    clerk.get_by_label("把邮件文件（.eml）拖到这里").set_input_files(
        {"name": "来信.eml", "mimeType": "message/rfc822", "buffer": mail()}
    )
    clerk.get_by_role("button", name="读出邮件").click()
    expect(clerk.get_by_text("已读出邮件，还没有登记")).to_be_visible()
    expect(clerk.get_by_text("邮件 2026-03-10 到达。")).to_be_visible()
    expect(clerk.get_by_label("姓名或者单位名称")).to_have_value("田大有")
    expect(clerk.get_by_label("电话", exact=False).first).to_have_value("0000-5550199")
    assert findings(clerk) == []
    phone = open_page("柳河拟稿", size="phone")
    phone.goto(clerk.url)
    assert findings(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    clerk.get_by_label("邮件附件“IMG_0001.png”").select_option(label="身份证明")
    clerk.get_by_label("申请人情况").select_option(label="自然人")
    clerk.get_by_role("button", name="登记，生成编号").click()
    expect(clerk.get_by_text("已登记，编号QS11-")).to_be_visible()
    case = DisclosureRequest.objects.get()
    assert (case.door, case.received_on) == ("email", timezone.localdate())
    assert sorted(file.kind for file in case.files.all()) == ["identity", "mail"]
    assert findings(clerk) == []
    clerk.get_by_role("link", name="去办理").click()
    clerk.get_by_role("link", name="申请人资料").click()
    expect(clerk.get_by_role("link", name="来信原件.eml")).to_be_visible()
    assert findings(clerk) == []

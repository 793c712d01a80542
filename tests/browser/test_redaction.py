"""A box drawn with the mouse, a word everywhere, undo, the copy, a reason for what stays in it."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import expect

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_pdf
from gongkai.documents.writers.official import OfficialDocument
from gongkai.statute.receipt import Door
from gongkai.web.casework.redactions.models import RedactionBox
from gongkai.web.casework.requests.actions.register import Arrival, Asked, register_request
from gongkai.web.casework.requests.people import ApplicantFacts


def test_a_clerk_draws_boxes_and_takes_the_copy(open_page, findings, body, person):
    case = register_request(
        body("QS11"),
        acting_user=person("柳河拟稿"),
        at=timezone.now(),
        arrival=Arrival(Door.COUNTER, submitted_on=timezone.localdate()),
        asked=Asked(ApplicantFacts("田大有"), "natural_person", "低保发放名册"),
    ).disclosure_request
    paper = official_pdf.write(
        OfficialDocument(
            "低保发放名册",
            blocks=(Paragraph("低保户孙二妮，证件号码000000199001010000，每月发放300元。"),),
        )
    )
    clerk = open_page("柳河拟稿")
    clerk.goto(f"/office/requests/{case.pk}/")
    clerk.get_by_role("link", name="遮盖材料").click()
    assert findings(clerk) == []
    clerk.get_by_label("要遮盖的文件").set_input_files(
        {"name": "名册.pdf", "mimeType": "application/pdf", "buffer": paper}
    )
    clerk.get_by_role("button", name="逐页显示，开始遮盖").click()
    clerk.get_by_label("不公开的理由").select_option("third_party")
    clerk.locator("#redact-page img").evaluate("picture => picture.decode()")
    frame = clerk.locator("#redact-page").bounding_box()
    clerk.mouse.move(frame["x"] + 100, frame["y"] + 100)
    clerk.mouse.down()
    clerk.mouse.move(frame["x"] + 300, frame["y"] + 160, steps=4)
    clerk.mouse.up()
    expect(clerk.get_by_text("已遮盖 1 处")).to_be_visible()
    box = RedactionBox.objects.get()
    assert abs(box.left - 100 / frame["width"]) < 0.01
    assert abs(box.bottom - 160 / frame["height"]) < 0.01
    clerk.get_by_label("不公开的理由").select_option("third_party")
    clerk.get_by_label("全文遮盖这个词").fill("孙二妮")
    clerk.get_by_role("button", name="全文遮盖").click()
    expect(clerk.get_by_text("已遮盖 2 处")).to_be_visible()
    clerk.reload()
    assert findings(clerk) == []
    clerk.get_by_role("button", name="撤销上一步").click()
    expect(clerk.get_by_text("已遮盖 1 处")).to_be_visible()
    clerk.get_by_label("不公开的理由").select_option("third_party")
    clerk.get_by_label("全文遮盖这个词").fill("孙二妮")
    clerk.get_by_role("button", name="全文遮盖").click()
    expect(clerk.get_by_text("孙二妮").first).to_be_visible()
    clerk.get_by_role("button", name="生成副本并核对").click()
    expect(clerk.get_by_role("heading", name="副本里还有，要逐项处理")).to_be_visible()
    expect(clerk.get_by_role("link", name="下载副本，再看一遍")).to_have_count(0)
    clerk.reload()
    assert findings(clerk) == []
    left = clerk.get_by_role("button", name="可以公开，保留").count()
    for _each in range(left):
        clerk.get_by_label("保留的理由").first.fill("样表上的号码，不是任何人的")
        clerk.get_by_role("button", name="可以公开，保留").first.click()
    expect(clerk.get_by_role("link", name="下载副本，再看一遍")).to_be_visible()
    clerk.set_viewport_size({"width": 390, "height": 844})
    clerk.reload()
    assert findings(clerk) == []
    assert clerk.evaluate("document.documentElement.scrollWidth <= innerWidth")

"""The public name of a file is the one it came with, without only what no disk takes."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.web.files.errors import FileRefused
from gongkai.web.files.uploads import checked_type, shown_name
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.models import ItemPage


@pytest.mark.parametrize(
    "name",
    [
        "柳政发〔2026〕18号 关于印发《柳河镇集市管理办法》的通知（终稿）.docx",
        "附件：低保名单（2026年11月）.xlsx",
        "“双引号”与——破折号.docx",
        "a&b 100%.docx",
        "【定稿】第1、2号 汇总+说明.pdf",
        "无后缀的说明",
    ],
)
def test_the_name_of_a_paper_stays_as_it_is(name):
    assert shown_name(name) == name


@pytest.mark.parametrize(
    ("uploaded", "kept"),
    [
        ("C:\\资料\\名单.xlsx", "名单.xlsx"),
        ("../../etc/名单.xlsx", "名单.xlsx"),
        ('1:2*3?4"5<6>7|8.docx', "12345678.docx"),
        ("名\x00单\x07\u200b.xlsx", "名单.xlsx"),
        ("名单\u202excod.exe", "名单xcod.exe"),
        ("CON.txt", "_CON.txt"),
        ("  名单 .xlsx. ", "名单 .xlsx"),
        ("...", "附件"),
        ("", "附件"),
        ("长" * 300 + ".xlsx", "长" * 195 + ".xlsx"),
    ],
)
def test_what_no_disk_takes_is_left_out(uploaded, kept):
    assert shown_name(uploaded) == kept


def test_a_file_from_the_form_keeps_its_name(signed_in, drafted):
    name = "柳政发〔2026〕18号 关于印发《柳河镇集市管理办法》的通知（终稿）.txt"
    item = drafted()
    signed_in("柳河拟稿").post(
        reverse("publishing:attach", args=[item.pk]),
        {"files": SimpleUploadedFile(name, "集市管理办法".encode())},
    )
    attachment = working_copy(ItemPage.objects.get(pk=item.pk)).attachments.get()
    assert attachment.name == name
    sheet = signed_in("柳河拟稿").get(reverse("publishing:item", args=[item.pk])).content.decode()
    assert name in sheet


@pytest.mark.parametrize("name", ["木马.exe", "名单.xlsx.vbs", "清理.BAT", "打开我.lnk"])
def test_what_runs_when_it_is_opened_does_not_come_in(name):
    with pytest.raises(FileRefused, match=r"是程序或脚本.*请改传文本、网页、Word、Excel、PDF"):
        checked_type(name, "柳河镇集市管理办法".encode())

"""The report clinic: findings beside the text, the mended Word, refusals in one sentence, nothing kept."""

from __future__ import annotations

import io
from html import unescape
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from gongkai.documents import open_bytes
from gongkai.web.reporting.models import ReportFile

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(autouse=True)
def _nobody_has_asked():
    cache.clear()


def drop(content: bytes, name: str, **more: str):
    file = io.BytesIO(content)
    file.name = name
    return Client().post("/clinic/", {"file": file, **more})


def test_the_findings_stand_beside_the_text(county):
    response = drop((EXAMPLES / "白杨乡.html").read_bytes(), "白杨乡.html")
    assert response.status_code == 200
    page = unescape(response.content.decode())
    assert "<strong>错误</strong>" in page
    assert "一、总体情况" in page
    assert not ReportFile.objects.exists()


def test_the_mended_report_comes_as_word(county):
    response = drop((EXAMPLES / "石桥铺镇.txt").read_bytes(), "石桥铺镇.txt", mended="1")
    assert response["Content-Type"].endswith("wordprocessingml.document")
    text = "\n".join(open_bytes(response.content, "新.docx").lines())
    assert "三、收到和处理政府信息公开申请情况" in text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.docx", b""),
        ("坏.docx", b"PK\x03\x04broken"),
        ("通知.txt", "明天开会。".encode()),
        ("程序.exe", b"MZ\x90\x00" * 50),
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(county, name, content):
    response = drop(content, name)
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


def test_a_script_in_a_report_stays_text(county):
    text = (EXAMPLES / "石桥铺镇.txt").read_text("utf-8")
    response = drop(f"{text}\n<script>alert(1)</script>".encode(), "石桥铺镇.txt")
    # Once escaped for the frame, once for its page.
    assert "<script>alert" not in unescape(response.content.decode())


def test_one_address_asks_only_so_often(county, monkeypatch):
    monkeypatch.setattr("gongkai.web.portal.screens.clinic.PER_HOUR", 2)
    codes = [drop("开会。".encode(), "通知.txt").status_code for _ in range(3)]
    assert codes == [400, 400, 429]


def test_a_large_file_is_refused_before_it_is_read(county, monkeypatch):
    monkeypatch.setattr("gongkai.web.portal.screens.clinic.LARGEST", 10)
    response = drop(b"x" * 11, "大.txt")
    assert "超过 20 MB" in response.content.decode()

"""Who asked stays where it must be seen."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from gongkai.web.casework.counting.actions import export_register
from gongkai.web.casework.requests.files import check_file, keep_file, read_file
from gongkai.web.casework.requests.models import FileKind
from gongkai.web.casework.searches.actions import ask_search
from gongkai.web.files.errors import FileRefused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from tests.web.casework.conftest import moment

SECRETS = ("田大有", "000000199001010000", "0000-5550199")


@pytest.fixture
def case(desk):
    return desk.receive()


def shows(response):
    text = response.content.decode()
    return [each for each in SECRETS if each in text]


def test_the_database_holds_neither_name_nor_number_in_clear(case):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if not table.startswith(("casework_", "journal_")):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            held = repr([[bytes(v) if isinstance(v, memoryview) else v for v in r] for r in cursor])
            assert not any(secret in held for secret in SECRETS), table


def test_lists_pages_and_register_tell_nobody(case, desk, signed_in):
    browser = signed_in("柳河拟稿")
    for address in (
        reverse("casework:list"),
        reverse("casework:case", args=[case.pk]),
        reverse("casework:counts"),
    ):
        response = browser.get(address)
        assert response.status_code == 200
        assert shows(response) == []
    content = export_register(desk.body, acting_user=desk.clerk, at=moment("2026-04-01"), year=2026)
    sheet = load_workbook(io.BytesIO(content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][0] == "QS11-2026-0001"
    assert not any(secret in repr(rows) for secret in SECRETS)


def test_the_handler_sees_and_the_look_is_recorded(case, signed_in):
    response = signed_in("柳河拟稿").get(reverse("casework:applicant", args=[case.pk]))
    assert shows(response) == list(SECRETS)
    assert Entry.objects.filter(act="casework.see-applicant").count() == 1
    for name in ("柳河一审", "柳河三审", "柳河管理", "县监督", "白杨拟稿"):
        assert signed_in(name).get(reverse("casework:applicant", args=[case.pk])).status_code in {
            302,
            403,
            404,
        }


def test_whoever_searches_is_not_told_who_asked(case, desk):
    with pytest.raises(ActionError, match="不需要知道谁申请"):
        ask_search(
            case,
            acting_user=desk.clerk,
            at=moment("2026-03-11"),
            unit=desk.body,
            sought="田大有家门前那条路的验收报告",
            answer_by=date(2026, 3, 16),
        )


def test_an_identity_file_is_sealed_once_more(case):
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(drawn, "PNG")
    picture = drawn.getvalue()
    kept = keep_file(
        case, check_file(FileKind.IDENTITY, "身份证.png", picture), at=moment("2026-03-10")
    )
    assert picture not in kept.read()
    assert read_file(kept) == picture


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("脚本.exe", b"MZ" + b"0" * 100, "格式不接收"),
        ("空.pdf", b"", "是空的"),
        ("大.pdf", b"%PDF-1.4" + b"0" * (10 * 1024 * 1024), "超过 10 MB"),
    ],
)
def test_files_are_limited_and_looked_at(name, data, why):
    with pytest.raises(FileRefused, match=why):
        check_file(FileKind.CONTENT, name, data)

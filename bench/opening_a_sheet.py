"""An item's sheet with a list of 15,000 rows, opened the first time and again: database queries and seconds.

Goes through the addresses of the screens alone, so that the figures of two versions can be laid side by side. Whatever
the first opening keeps, the later ones are to find.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from time import perf_counter

os.environ["GONGKAI_DATA"] = tempfile.mkdtemp(prefix="gongkai-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.web.project.settings.local"

import django

django.setup()

import xlsxwriter  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

ROWS = 15_000
AGAIN = 3


def long_list(rows: int) -> bytes:
    """An invented list of people, with numbers masked as a county does."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    sheet = book.add_worksheet("名单")
    sheet.write_row(0, 0, ["序号", "姓名", "村名", "身份证号", "金额"])
    for number in range(1, rows + 1):
        masked = f"35*************{number % 1000:03}"
        sheet.write_row(number, 0, [number, "王*明", "东河村", masked, 500])
    book.close()
    return stream.getvalue()


def clerk() -> Client:
    """The drafter of 柳河镇 in a new installation of the invented county."""
    from gongkai.web.accounts.models import User
    from gongkai.web.bodies.demo_county import make_county
    from gongkai.web.project.fresh import bring_up_to_date

    bring_up_to_date()
    make_county()
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(
        User.objects.get(username="柳河拟稿"),
        backend="gongkai.web.accounts.backends.RoleBackend",
    )
    return client


def drafted(client: Client, data: bytes) -> str:
    """The address of a new draft's sheet, with the list attached."""
    from gongkai.web.bodies.models import PublicBody
    from gongkai.web.publishing.catalogue.models import CatalogueRow

    row = CatalogueRow.objects.create(code="bench", name="补贴发放", category="农业补贴", order=1)
    answer = client.post(
        reverse("publishing:new"),
        {
            "body": PublicBody.objects.get(code="QS11").pk,
            "row": row.pk,
            "title": "柳河镇2026年10月农业补贴发放名单",
            "formed_on": "2026-11-02",
            "attribute": "proactive",
            "text": "null",
            "files": SimpleUploadedFile("名单.xlsx", data),
        },
    )
    if answer.status_code != 302:
        sys.exit(f"没有存为草稿：{dict(answer.context['form'].errors)}")
    return answer["Location"]


def opened(client: Client, address: str) -> tuple[int, float]:
    """Queries and seconds of one opening."""
    start = perf_counter()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address} 答复 {answer.status_code}")
    return len(queries), perf_counter() - start


def main(rows: int) -> None:
    """Print one line for each opening."""
    client = clerk()
    start = perf_counter()
    address = drafted(client, long_list(rows))
    print(f"{rows} 行名单：存为草稿 {perf_counter() - start:.2f} 秒")
    for time in range(1, AGAIN + 2):
        queries, seconds = opened(client, address)
        print(f"第 {time} 次打开：{queries} 次查询，{seconds:.2f} 秒")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)

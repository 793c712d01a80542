"""The folder for a village without net is attacked: what it tells, what guessing costs, what the code withstands."""

from __future__ import annotations

import base64
import io
import json
import os
import threading
import time
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.web.supervision.households import page_pack
from gongkai.web.supervision.households.page_pack import (
    ITERATIONS,
    PagePack,
    mark_and_key,
    page_pack_pieces,
    secret_of,
)
from tests.web.supervision.test_households import PUBLISHED, permit  # noqa: F401  the county's switch

LIST = (
    "行政村,姓名,身份证号码,补贴项目,补贴金额（元）\n"
    "河东村,王小明,110101190002310011,耕地地力保护补贴,812.50\n"
    "河东村,周小芳,110101190002310055,耕地地力保护补贴,300.75\n"
    "河东村,周小芳,110101190002310055,农机购置补贴,500.00\n"
    "河西村,钱小翠,11010119000231002X,耕地地力保护补贴,640.00\n"
)
VILLAGES = {
    "河东村": {
        ("王小明", "110101190002310011"): [["耕地地力保护补贴", "812.50"]],
        ("周小芳", "110101190002310055"): [["耕地地力保护补贴", "300.75"], ["农机购置补贴", "500"]],
        ("赵大山", "110101190002310033"): [["耕地地力保护补贴", "1200"]],
        ("赵大山", "110101190102310033"): [["耕地地力保护补贴", "75"]],
    }
}


def packed(code: str = "", iterations: int = 10) -> dict:
    pack = PagePack(
        "耕地补贴", "柳河镇人民政府", date(2027, 1, 1), ("项目", "金额"), code, iterations
    )
    file = io.BytesIO(b"".join(page_pack_pieces(VILLAGES, pack)))
    archive = zipfile.ZipFile(file)
    text = archive.read("河东村/data.js").decode()
    everything = "".join(archive.read(name).decode() for name in archive.namelist())
    for secret in ("王小明", "110101190002310011", "812.50"):
        assert secret not in everything
    return json.loads(text.removeprefix("window.HOUSEHOLDS = ").removesuffix(";\n"))


def guessed(data: dict, name: str, code: str = "") -> str | None:
    """The ending that opens the line of a name, tried one after the other by somebody with the folder."""
    salt = base64.b64decode(data["salt"])
    for ending in range(10_000):
        secret = secret_of(name, f"{ending:04}", code, salt, data["iterations"])
        if mark_and_key(secret)[0] in data["lines"]:
            return f"{ending:04}"
    return None


def test_the_folder_tells_no_name_no_number_no_amount_and_no_order():
    data = packed()
    assert len({len(line) for line in data["lines"].values()}) == 1
    # Two of one name and one ending are left out.
    assert len(data["lines"]) == 2


def test_the_order_of_the_list_is_not_that_of_the_folder():
    people = {(f"王{number}", f"1101011990023{number:05}"): [["补贴", "1"]] for number in range(40)}
    pack = PagePack("补贴", "柳河镇人民政府", date(2027, 1, 1), ("项目", "金额"), "K7M2", 1)
    salt = b"0" * 16
    in_the_list = [
        mark_and_key(secret_of(name, number[-4:], "K7M2", salt, 1))[0] for name, number in people
    ]
    marks = [mark for mark, _line in page_pack.data_of(people, pack, salt=salt)]
    assert sorted(marks) == sorted(in_the_list)
    assert marks != in_the_list


def test_without_a_code_whoever_has_the_folder_and_a_name_guesses_the_ending():
    # Honest: four digits are few, here with ten rounds instead of the usual number.
    assert guessed(packed(), "王小明") == "0011"
    assert guessed(packed(), "孙小芳") is None


def test_with_a_code_the_endings_alone_open_nothing():
    assert guessed(packed(code="K7M2PQ9X"), "王小明") is None
    assert guessed(packed(code="K7M2PQ9X"), "王小明", "k7m2pq9x") == "0011"


def test_one_guess_costs_as_many_rounds_as_is_said():
    assert ITERATIONS == 600_000
    began = time.process_time()
    secret_of("王小明", "0011", "", b"0" * 16, ITERATIONS)
    # Ten thousand of them take at least eight minutes on the fastest core that there is.
    assert time.process_time() - began > 0.05


def test_a_code_has_letters_that_are_not_taken_for_one_another():
    codes = {page_pack.new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 8 and not set(code) & set("01IO") for code in codes)


@pytest.mark.django_db
def test_a_clerk_takes_a_folder_for_each_village_away_and_nothing_stays(
    permit,  # noqa: F811
    released,
    body,
    signed_in,
):
    from gongkai.web.journal.models import Entry
    from gongkai.web.supervision.households.models import HouseholdRow

    item = released(title="柳河镇2026年耕地地力保护补贴发放名单", text=PUBLISHED)
    sent = {
        "body": body("QS11").pk,
        "item": item.pk,
        "title": "2026年耕地地力保护补贴",
        "closes_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        "code": "K7M2PQ9X",
    }
    client = signed_in("柳河拟稿")
    address = "/office/supervision/households/pack/"
    refused = client.post(address, {**sent, "file": SimpleUploadedFile("名单.csv", LIST.encode())})
    assert refused.status_code in {200, 400}
    response = client.post(
        address,
        {**sent, "accept": "on", "file": SimpleUploadedFile("名单.csv", LIST.encode())},
    )
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert {name.partition("/")[0] for name in archive.namelist()} == {
        "河东村",
        "河西村",
        "说明.txt",
    }
    told = archive.read("说明.txt").decode("utf-8-sig")
    assert "设了查询码" in told
    assert "K7M2PQ9X" not in "".join(archive.read(name).decode() for name in archive.namelist())
    assert not HouseholdRow.objects.exists()
    entry = Entry.objects.filter(act="supervision.pack-households").get()
    assert entry.values_after["households"] == 3
    assert "K7M2" not in repr(entry.values_after)


def test_the_download_begins_at_once_and_who_breaks_it_off_leaves_no_work_behind(monkeypatch):
    people = {
        (f"王{number}", f"1101011990023{number:05}"): [["补贴", "1"]] for number in range(400)
    }
    pack = PagePack("耕地补贴", "柳河镇人民政府", date(2027, 1, 1), ("项目", "金额"), "K7M2", 10)
    begun, gate, reckon = [], threading.Event(), page_pack.secret_of

    def held(*told):
        begun.append(told)
        if len(begun) > 5:
            gate.wait(60)
        return reckon(*told)

    monkeypatch.setattr(page_pack, "secret_of", held)
    assert "说明.txt".encode() in next(page_pack_pieces({"河东村": people}, pack))
    assert begun == []
    lines = page_pack.data_of(people, pack, salt=b"0" * 16)
    next(lines)
    lines.close()
    gate.set()
    # Five were let through, and each worker was at one more.
    assert len(begun) <= 5 + (os.cpu_count() or 1)

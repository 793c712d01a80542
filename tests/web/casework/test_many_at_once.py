"""Two hundred submissions at the same time: numbers unique, without a gap, none lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from gongkai.statute.receipt import Door
from gongkai.web.casework.requests.actions.register import Asked, submit_request
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.people import ApplicantFacts
from tests.web.casework.conftest import moment


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_hundred_at_once(county, body):
    township = body("QS11")

    def submit(number):
        try:
            asked = Asked(ApplicantFacts(f"第{number}人"), "natural_person", f"第{number}件")
            return submit_request(
                township, at=moment("2026-11-16"), asked=asked, address=f"10.0.0.{number}"
            ).disclosure_request.serial
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        serials = list(pool.map(submit, range(200)))
    assert sorted(serials) == list(range(1, 201))
    assert DisclosureRequest.objects.filter(door=Door.INTERNET.value).count() == 200

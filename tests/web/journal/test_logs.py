"""What a stranger causes is told in one line."""

from __future__ import annotations

import logging

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_foreign_host_is_one_line_without_a_traceback(caplog, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.DEBUG = False
    logger = logging.getLogger("django.security.DisallowedHost")
    assert [type(each).__name__ for each in logger.filters] == ["OneLine"]
    with caplog.at_level(logging.ERROR, "django.security.DisallowedHost"):
        answer = Client().get("/search/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    told = [each for each in caplog.records if each.name == "django.security.DisallowedHost"]
    assert told
    assert all(each.exc_info is None for each in told)

"""A call under another name of the host is one line of the log."""

from __future__ import annotations

import io
import logging

from gongkai.web.journal.logs import LineFormatter, OfStrangers


def test_another_name_of_the_host_is_answered_400_and_told_in_one_line(county, client, settings):
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.addFilter(OfStrangers())
    handler.setFormatter(LineFormatter())
    logging.getLogger("django.security.DisallowedHost").addHandler(handler)
    try:
        assert client.get("/", headers={"host": "192.168.1.20:8731"}).status_code == 400
    finally:
        logging.getLogger("django.security.DisallowedHost").removeHandler(handler)
    (line,) = told.getvalue().splitlines()
    assert line.startswith("Invalid HTTP_HOST header: '192.168.1.20:8731'.")


def test_the_log_of_the_installation_has_the_filter(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["of-strangers"]


def test_what_is_ours_to_mend_keeps_its_traceback():
    try:
        raise ValueError("broken")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "m", (), (ValueError, error, None))
    assert OfStrangers().filter(record)
    assert record.exc_info is not None

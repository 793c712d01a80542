"""The database learns once a day how large its tables are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from gongkai.web.project.statistics import take_statistics
from gongkai.web.schedule.jobs import is_daily

pytestmark = pytest.mark.django_db


def test_the_office_list_is_read_by_its_index_once_statistics_were_taken(county):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes them by itself")
    assert is_daily("数据库统计")
    assert list(take_statistics(datetime(2026, 11, 29, tzinfo=UTC))) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE idx = 'bodies_page_worked_on'")
        assert cursor.fetchone()[0] == 1

"""The lists of what comes in and goes out ask the database the same number of questions, however long they are."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongkai.web.publishing.intake.models import ColumnImport, ImportLine, ListIssue, RecurringList
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.submissions.models import Submission, SubmittedItem


def lists(item: ItemPage, number: int) -> None:
    made = RecurringList.objects.create(
        body=item.body, row=item.row, name=f"名单{number}", rhythm="month", columns=["村"]
    )
    ListIssue.objects.create(recurring_list=made, item=item, year=2026, number=10)


def imports(item: ItemPage, number: int) -> None:
    run = ColumnImport.objects.create(
        body=item.body, name=f"{number}.zip", sha256="0" * 64, size=1, started_at=timezone.now()
    )
    ImportLine.objects.create(run=run, number=1, source="第 1 行", item=item)


def submissions(item: ItemPage, number: int) -> None:
    made = Submission.objects.create(
        body=item.body, sha256="0" * 64, size=number, submitted_at=timezone.now()
    )
    SubmittedItem.objects.create(submission=made, item=item)


@pytest.mark.parametrize("make", [lists, imports, submissions])
def test_a_list_takes_a_constant_number_of_queries(make, drafted, signed_in):
    clerk = signed_in("柳河拟稿")
    address = reverse(f"publishing:{make.__name__}")
    clerk.get(address)
    counts = []
    for more in (1, 4):
        for number in range(more):
            make(drafted(f"第{more}-{number}件", formed_on=date(2026, 11, 2)), more * 10 + number)
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]

"""Hand items to the county for its website, and record the address under which they appeared."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urljoin

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.papers.ledger import day_of, guess_columns
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.models import stored_place
from gongkai.web.files.store import store_file
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.channels.actions.post import version_of
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.channels.permissions import POST
from gongkai.web.publishing.channels.renderings.source import source_of
from gongkai.web.publishing.channels.websites import website_of
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.submissions import acts
from gongkai.web.publishing.submissions.models import Submission, SubmittedItem
from gongkai.web.publishing.submissions.package import Entry, write_package

MOST = 200
IN_MEMORY = 8 * 1024 * 1024


def submit_to_county(
    body: PublicBody,
    *,
    acting_user: User,
    codes: Mapping[int, str],
    address: str,
    at: datetime,
    note: str = "",
) -> Submission:
    """Pack released items and keep the record. ``codes``: for each item's number the county's column code.

    Every item is screened once more. ``address`` is the platform's own, for the links.

    Raises:
        ActionError: nothing was chosen, or an item is not public or not of this body.
        Blocked: the screening finds what must not go out.
    """
    require(acting_user, POST, body)
    if not codes:
        raise ActionError(_("请选择要报送的信息。"))
    if len(codes) > MOST:
        raise ActionError(_("一次最多报送 {most} 条；请分几次报送。").format(most=MOST))
    answering = body.public_body or body
    items = list(
        ItemPage.objects.public()
        .filter(pk__in=codes, body__public_body=answering)
        .select_related("row", "body__public_body")
        .order_by("published_on", "pk")
    )
    if len(items) != len(codes):
        raise ActionError(_("有的信息没有发布、已撤下或不属于本单位；请刷新后重选。"))
    entries = [
        Entry(
            item,
            source_of(
                item,
                address=urljoin(address, item.url or "/"),
                on=timezone.localtime(at).date(),
            ),
            codes[item.pk].strip(),
            tuple(item.attachments.all()),
        )
        for item in items
    ]
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as stream:
        write_package(stream, entries, body=answering.name, made_at=timezone.localtime(at))
        submission = Submission(
            body=answering,
            submitted_by=acting_user,
            submitted_at=at,
            note=note,
            name=f"{answering.short_name}报送包{timezone.localdate(at):%Y%m%d}.zip",
            media_type="application/zip",
            size=stream.tell(),
        )
        stream.seek(0)
        submission.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        path = stored_place(submission, submission.name)
        submission.file.name = store_file(path, stream, submission.sha256)
    with transaction.atomic():
        submission.save()
        SubmittedItem.objects.bulk_create(
            SubmittedItem(submission=submission, item=entry.item, county_code=entry.county_code)
            for entry in entries
        )
        record(
            acts.SUBMITTED_TO_COUNTY,
            by=acting_user,
            body=answering,
            subject=submission,
            after={
                "sha256": submission.sha256,
                "items": [entry.item.index_number for entry in entries],
            },
            reason=note,
            at=at,
        )
    return submission


@transaction.atomic
def hand_over_submission(submission: Submission, *, acting_user: User, at: datetime) -> Submission:
    """Say that the package has reached the county; until then it only was made."""
    current = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    require(acting_user, POST, current.body)
    if current.handed_over_at is not None:
        raise WrongState(_("这个报送包已经登记为交出。"))
    current.handed_over_at, current.handed_over_by = at, acting_user
    current.save(update_fields=["handed_over_at", "handed_over_by"])
    record(acts.HANDED_OVER, by=acting_user, body=current.body, subject=current, at=at)
    return current


@dataclass(frozen=True)
class Receipt:
    """The county's answer for one item."""

    url: str
    published_on: date


@transaction.atomic
def record_receipts(
    submission: Submission, *, acting_user: User, receipts: Mapping[int, Receipt], at: datetime
) -> int:
    """Keep the addresses (by number of the submitted item) and record the postings; how many were new."""
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    require(acting_user, POST, current.body)
    made: dict[str, str] = {}
    for line in current.lines.select_related("item").filter(pk__in=receipts, url=""):
        receipt = receipts[line.pk]
        website = website_of(current.body, receipt.published_on)
        if website is None:
            raise ActionError(
                _(
                    "{published_on} 没有在用的“政府网站”渠道；请先在“发布渠道”登记县政府网站栏目。"
                ).format(published_on=receipt.published_on)
            )
        require(acting_user, POST, website.body)
        if receipt.published_on > timezone.localdate(at):
            raise ActionError(
                _("“{item_title}”的刊登日期 {published_on} 晚于今天。").format(
                    item_title=line.item.title, published_on=receipt.published_on
                )
            )
        if line.item.published_on and receipt.published_on < line.item.published_on:
            raise ActionError(
                _(
                    "“{item_title}”的刊登日期 {published_on} 早于审核发布日 {published_on_2}。"
                ).format(
                    item_title=line.item.title,
                    published_on=receipt.published_on,
                    published_on_2=line.item.published_on,
                )
            )
        posting = Posting(
            item=line.item,
            body=website.body,
            kind=website.kind,
            channel=website,
            version=version_of(line.item),
            url=receipt.url,
            posted_on=receipt.published_on,
            take_down_on=line.item.take_down_on,
            posted_by=acting_user,
            note="县级刊登回执",
        )
        posting.full_clean()
        posting.save()
        line.url, line.published_on, line.posting = receipt.url, receipt.published_on, posting
        line.save(update_fields=["url", "published_on", "posting"])
        made[line.item.index_number] = receipt.url
    if made:
        record(
            acts.RECEIPT_RECORDED,
            by=acting_user,
            body=current.body,
            subject=current,
            after=made,
            at=at,
        )
    return len(made)


def read_receipts(
    submission: Submission, data: bytes, name: str
) -> tuple[dict[int, Receipt], list[str]]:
    """The receipts in a table that the county sent back, and what is wrong with it, line by line.

    Lines are matched by index number, else by title.

    Raises:
        ActionError: the file cannot be opened or has no such columns.
    """
    try:
        found = pool.run(jobs.ledger, data, name, name=name)
    except DocumentError as error:
        raise ActionError(str(error)) from error
    heads = (
        {c: head.removesuffix("（县级填写）") for c, head in found.heads.items()} if found else {}
    )
    columns = guess_columns(heads)
    told = {head: column for column, head in heads.items()}
    url = told.get("刊登网址", columns.get("url"))
    day = told.get("刊登日期", columns.get("published_on"))
    if found is None or url is None or day is None:
        raise ActionError(
            _("“{name}”中没有找到“标题、刊登网址、刊登日期”这几列；请使用报送清单填写。").format(
                name=name
            )
        )
    lines = list(submission.lines.select_related("item"))
    by_number = {line.item.index_number: line for line in lines}
    by_title = {line.item.title: line for line in lines}
    receipts: dict[int, Receipt] = {}
    problems = []
    for row in found.rows:
        where, when = row.cells.get(url, ""), row.cells.get(day, "")
        if not where and not when:
            continue
        line = by_number.get(row.cells.get(columns.get("index_number", -1), "")) or by_title.get(
            row.cells.get(columns["title"], "")
        )
        published_on = day_of(when)
        if line is None:
            problems.append(f"第 {row.number} 行不在本次报送中")
        elif not where.startswith(("http://", "https://")):
            problems.append(f"{row.at(url)}“{where[:30]}”不是网址")
        elif published_on is None:
            problems.append(f"{row.at(day)}“{when[:20]}”不是日期")
        else:
            receipts[line.pk] = Receipt(where, published_on)
    return receipts, problems

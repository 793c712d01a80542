"""Bring an existing column in: take the file, settle its columns, check its lines, draft what is new.

The work is done line by line, each in a transaction of its own, so that it can stop anywhere and go on.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import BinaryIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from gongkai.documents.errors import DocumentError
from gongkai.papers.ledger import FIELDS, Ledger, facts_of, guess_columns
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM, Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.bundles import Bundle, opened_bundle
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.models import stored_place
from gongkai.web.files.store import store_file
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.intake import acts
from gongkai.web.publishing.intake.checking import (
    as_html,
    check_line,
    is_page,
    read_ahead,
    read_files,
)
from gongkai.web.publishing.intake.models import ColumnImport, ImportLine, ImportState, LineState
from gongkai.web.publishing.items.actions.draft import attach_file, draft_item
from gongkai.web.publishing.items.elsewhere import refuse_foreign
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import DRAFT

LARGEST = 2048 * 1024 * 1024
MOST_LINES = 50_000
SLICE = 20.0
_LEDGERS = (".xlsx", ".xls", ".csv", ".et", ".ods")
_BATCH = 500
_WORKING = (ImportState.CHECKING, ImportState.IMPORTING)


def start_import(
    body: PublicBody, *, acting_user: User | Platform, at: datetime, name: str, file: BinaryIO
) -> ColumnImport:
    """Keep the file and look what it is: a ledger, a zip with one, or a zip of files.

    Raises:
        ActionError: it is none of them.
    """
    require(acting_user, DRAFT, body)
    run = ColumnImport(
        body=body,
        name=PurePosixPath(name.replace("\\", "/")).name[-200:],
        started_by=acting_user if isinstance(acting_user, User) else None,
        started_at=at,
    )
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(1024 * 1024):
        digest.update(chunk)
        size += len(chunk)
        if size > LARGEST:
            raise ActionError(
                gettext("文件“{run_name}”超过 2 GB；请拆分后再导入。").format(run_name=run.name)
            )
    if not size:
        raise ActionError(
            gettext("文件“{run_name}”是空的；请重新选择文件。").format(run_name=run.name)
        )
    run.sha256, run.size = digest.hexdigest(), size
    run.file.name = store_file(stored_place(run, run.name), file, run.sha256)
    try:
        _look_into(run)
    except DocumentError as error:
        raise ActionError(str(error)) from error
    with transaction.atomic():
        run.save()
        record(
            acts.IMPORT_STARTED,
            by=acting_user,
            body=body,
            subject=run,
            after={"file": run.name, "sha256": run.sha256, "size": size, "ledger": run.ledger},
            at=at,
        )
    return run


def _look_into(run: ColumnImport) -> None:
    with run.file.storage.open(run.file.name) as stream:
        head = stream.read(4)
    suffix = PurePosixPath(run.name).suffix.lower()
    if head.startswith(b"PK") and suffix not in _LEDGERS:
        run.is_zip = True
        with bundle_of(run) as bundle:
            if not bundle.names:
                raise ActionError(gettext("“{run_name}”里没有文件。").format(run_name=run.name))
            for name in bundle.names:
                if name.lower().endswith(_LEDGERS) and len(bundle.names) > 1:
                    found = bundle.ledger(name)
                    if found is not None and _is_index(found, bundle):
                        _take_heads(run, found, name)
                        return
        return
    found = ledger_of(run)
    if found is None:
        raise ActionError(
            gettext(
                "“{run_name}”中没有找到带“标题”一列的表格；请核对表头，或把文件打成 zip 再导入。"
            ).format(run_name=run.name)
        )
    _take_heads(run, found, run.name)


def _is_index(found: Ledger, bundle: Bundle) -> bool:
    """Whether a table names the other files; a list that is itself to be published does not."""
    columns = guess_columns(found.heads)
    if "file" not in columns:
        return len(columns) > 2 and "text" in columns
    named = [row.cells.get(columns["file"], "") for row in found.rows[:50]]
    return any(value and bundle.find(value) for value in named)


def _take_heads(run: ColumnImport, found: Ledger, name: str) -> None:
    run.ledger = name
    run.heads = {str(column): head for column, head in found.heads.items()}
    run.columns = guess_columns(found.heads)


@contextmanager
def bundle_of(run: ColumnImport) -> Iterator[Bundle]:
    """The zip, open as long as it is needed; its parts are read one by one."""
    with opened_bundle(run) as bundle:
        yield bundle


def ledger_of(run: ColumnImport) -> Ledger | None:
    """The ledger of the import."""
    if run.is_zip:
        with bundle_of(run) as bundle:
            return bundle.ledger(run.ledger)
    return pool.run(jobs.ledger, run.read(), run.name, name=run.name)


@transaction.atomic
def confirm_columns(
    run: ColumnImport,
    *,
    acting_user: User | Platform,
    at: datetime,
    columns: Mapping[str, int],
    row: CatalogueRow | None,
) -> ColumnImport:
    """Confirm which column is which, and the row for lines that name none; the lines are then checked."""
    current = ColumnImport.objects.select_for_update().get(pk=run.pk)
    require(acting_user, DRAFT, current.body)
    if current.state not in {ImportState.MAPPING, ImportState.CHECKED}:
        raise WrongState(
            gettext("这次导入{state}，不能更改列的对应。").format(state=current.get_state_display())
        )
    unknown = set(columns) - set(FIELDS)
    if unknown:
        raise ValueError(f"not fields of a ledger: {sorted(unknown)}")
    if current.ledger and "title" not in columns:
        raise ActionError(gettext("请指明哪一列是标题。"))
    if len(set(columns.values())) != len(columns):
        raise ActionError(gettext("一列只能对应一项内容；请核对。"))
    current.columns, current.row = dict(columns), row
    current.lines.all().delete()
    try:
        made = _make_lines(current)
    except DocumentError as error:
        raise ActionError(str(error)) from error
    current.state = ImportState.CHECKING
    current.save()
    record(
        acts.IMPORT_COLUMNS,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"columns": current.columns, "row": row.code if row else "", "lines": made},
        at=at,
    )
    return current


def _make_lines(run: ColumnImport) -> int:
    lines = _ledger_lines(run) if run.ledger else _file_lines(run)
    batch: list[ImportLine] = []
    made = 0
    for number, line in enumerate(lines, start=1):
        if number > MOST_LINES:
            raise ActionError(
                gettext("一次最多导入 {most_lines} 条；请拆分后再导入。").format(
                    most_lines=MOST_LINES
                )
            )
        line.number = number
        batch.append(line)
        if len(batch) == _BATCH:
            made += len(ImportLine.objects.bulk_create(batch))
            batch = []
    return made + len(ImportLine.objects.bulk_create(batch))


def _ledger_lines(run: ColumnImport) -> Iterator[ImportLine]:
    found = ledger_of(run)
    if found is None:
        raise ActionError(gettext("台账已无法读取；请重新上传。"))
    for row in found.rows:
        facts = facts_of(row, run.columns)
        yield ImportLine(
            run=run,
            source=f"第 {row.number} 行",
            title=facts.values.get("title", "")[:200],
            facts=facts.values,
            files=facts.files,
            state=LineState.PROBLEM if facts.problems else LineState.WAITING,
            note="；".join(facts.problems),
        )


def _file_lines(run: ColumnImport) -> Iterator[ImportLine]:
    with bundle_of(run) as bundle:
        for name in bundle.items:
            yield ImportLine(
                run=run, source=name[:500], title=PurePosixPath(name).stem[:200], files=[name]
            )


def work(run: ColumnImport, *, seconds: float = SLICE, at: datetime) -> ColumnImport:
    """Check or import lines for so many seconds; stops early when another stops the import.

    Constant memory: one line and its files at a time. Each line is a transaction of its own.
    """
    deadline = time.monotonic() + seconds
    while True:
        run.refresh_from_db()
        if run.state not in _WORKING:
            return run
        wanted = LineState.WAITING if run.state == ImportState.CHECKING else LineState.NEW
        number = run.lines.filter(state=wanted).values_list("pk", flat=True).first()
        if number is None:
            return _next_state(run, at=at)
        if run.is_zip:
            with bundle_of(run) as bundle:
                _some_lines(run, bundle, wanted, deadline, at=at)
        else:
            _some_lines(run, None, wanted, deadline, at=at)
        if time.monotonic() > deadline:
            return run


def _some_lines(
    run: ColumnImport, bundle: Bundle | None, wanted: str, deadline: float, *, at: datetime
) -> None:
    """Up to a batch of lines with the zip opened once."""
    numbers = list(run.lines.filter(state=wanted).values_list("pk", flat=True)[:_BATCH])
    for number in numbers:
        if not ColumnImport.objects.filter(pk=run.pk, state=run.state).exists():
            return
        if wanted == LineState.WAITING:
            read_ahead(ImportLine.objects.get(pk=number), bundle)
        with transaction.atomic():
            line = ImportLine.objects.select_for_update().get(pk=number)
            if line.state == wanted:
                if wanted == LineState.WAITING:
                    check_line(run, line, bundle, on=timezone.localdate(at))
                else:
                    _import(run, line, bundle, at=at)
        if time.monotonic() > deadline:
            return


@transaction.atomic
def _next_state(run: ColumnImport, *, at: datetime) -> ColumnImport:
    current = ColumnImport.objects.select_for_update().get(pk=run.pk)
    if current.state == ImportState.CHECKING:
        current.state = ImportState.CHECKED
        current.save(update_fields=["state"])
    elif current.state == ImportState.IMPORTING:
        current.state = ImportState.DONE
        current.finished_at = at
        current.save(update_fields=["state", "finished_at"])
        record(
            acts.IMPORT_DONE,
            by=current.started_by or PLATFORM,
            body=current.body,
            subject=current,
            after={"imported": current.lines.filter(state=LineState.IMPORTED).count()},
            at=at,
        )
    return current


def _import(run: ColumnImport, line: ImportLine, bundle: Bundle | None, *, at: datetime) -> None:
    """Draft the item of a line. Whatever an action refuses becomes the line's note."""
    by = run.started_by or PLATFORM
    values = line.facts
    try:
        # The body's own reports of past years stand in an old column; another body's stand there by mistake.
        refuse_foreign(run.body, line.title)
        with transaction.atomic():
            item = draft_item(
                run.body,
                acting_user=by,
                title=line.title,
                row=CatalogueRow.objects.get(code=values["row_code"]),
                formed_on=date.fromisoformat(values["formed_on"]),
                document_number=values.get("document_number", "")[:100],
                issuing_body=values.get("issuing_body", "")[:200],
                keywords=values.get("keywords", "")[:200],
                summary=values.get("summary", "") or line.title,
                text=as_html(values),
                **({"lists_people": True} if values.get("lists_people") else {}),
                at=at,
            )
            files, _ = read_files(line, bundle)
            for name, data in files:
                if not (values.get("html") and is_page(name)):
                    attach_file(item, acting_user=by, name=name, data=data, at=at)
                    item = ItemPage.objects.get(pk=item.pk)
            line.item = item
            line.imported_revision = ItemPage.objects.get(pk=item.pk).latest_revision
            line.state, line.note = LineState.IMPORTED, ""
            line.save()
            record(
                acts.IMPORTED,
                by=by,
                body=run.body,
                subject=item,
                after={
                    "import": run.pk,
                    "file": run.name,
                    "sha256": run.sha256,
                    "source": line.source,
                    "original": {
                        key: values[key]
                        for key in ("index_number", "published_on", "url")
                        if values.get(key)
                    },
                },
                at=at,
            )
    except (ValidationError, PermissionDenied) as error:
        line.refresh_from_db()
        told = error.messages if isinstance(error, ValidationError) else [str(error)]
        line.state, line.note = LineState.PROBLEM, "；".join(told)
        line.save()


@transaction.atomic
def import_lines(run: ColumnImport, *, acting_user: User | Platform) -> ColumnImport:
    """Begin to draft the new lines."""
    current = ColumnImport.objects.select_for_update().get(pk=run.pk)
    require(acting_user, DRAFT, current.body)
    if current.state != ImportState.CHECKED:
        raise WrongState(
            gettext("这次导入{state}；请先核对完再导入。").format(state=current.get_state_display())
        )
    current.state = ImportState.IMPORTING
    current.save(update_fields=["state"])
    return current


@transaction.atomic
def stop_import(run: ColumnImport, *, acting_user: User | Platform, at: datetime) -> ColumnImport:
    """Stop after the line that is being worked on. What was imported stays."""
    current = ColumnImport.objects.select_for_update().get(pk=run.pk)
    require(acting_user, DRAFT, current.body)
    if current.state not in _WORKING:
        raise WrongState(
            gettext("这次导入{state}，无须停止。").format(state=current.get_state_display())
        )
    current.before_stop, current.state = current.state, ImportState.STOPPED
    current.save(update_fields=["state", "before_stop"])
    record(acts.IMPORT_STOPPED, by=acting_user, body=current.body, subject=current, at=at)
    return current


@transaction.atomic
def continue_import(
    run: ColumnImport, *, acting_user: User | Platform, at: datetime
) -> ColumnImport:
    """Go on where it was stopped."""
    current = ColumnImport.objects.select_for_update().get(pk=run.pk)
    require(acting_user, DRAFT, current.body)
    if current.state != ImportState.STOPPED:
        raise WrongState(
            gettext("这次导入{state}，无须继续。").format(state=current.get_state_display())
        )
    current.state = current.before_stop
    current.save(update_fields=["state"])
    record(acts.IMPORT_CONTINUED, by=acting_user, body=current.body, subject=current, at=at)
    return current


def by_the_clock(at: datetime) -> Iterator[str]:
    """A slice of each import that is at work, for the background worker."""
    for run in ColumnImport.objects.filter(state__in=_WORKING).order_by("started_at"):
        work(run, at=at)
        left = run.lines.filter(state__in=[LineState.WAITING, LineState.NEW]).count()
        yield f"“{run.name}”{run.get_state_display()}，还有 {left} 条"

"""Whether a published budget, or published accounts, contain the tables that they must."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from django.db.models import Case, Exists, OuterRef, Q, When

from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.models import Attachment, ItemPage

ROW_ID = "budgets_and_accounts"
KIND_WORDS = {"budget": "预算", "accounts": "决算"}
KIND_LABELS = {"budget": "预算", "accounts": "决算"}
YEAR = timedelta(days=366)


@dataclass(frozen=True)
class FiscalTable:
    """A table, the kinds of publication that need it, and words by which it is recognised."""

    id: str
    label: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    practice: str


@dataclass(frozen=True)
class Incomplete:
    """What a body's budget or accounts of the last year lack."""

    body: int
    row: int
    kind: str
    missing: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{KIND_LABELS[self.kind]}公开缺{'、'.join(self.missing)}"


@cache
def fiscal_tables() -> tuple[FiscalTable, ...]:
    """The tables of ``fiscal_tables.toml``."""
    text = files("gongkai.web.publishing.duties").joinpath("fiscal_tables.toml").read_text("utf-8")
    return tuple(
        FiscalTable(
            entry["id"],
            entry["label"],
            tuple(entry["kinds"]),
            tuple(entry["words"]),
            entry["practice"],
        )
        for entry in tomllib.loads(text)["table"]
    )


def is_fiscal(row: CatalogueRow) -> bool:
    """Whether budgets and accounts stand under the row."""
    return ROW_ID in {row.statutory_item, row.standard_field}


def _contains(table: FiscalTable) -> Q:
    own, in_file = Q(), Q()
    for word in table.words:
        own |= Q(title__contains=word) | Q(text__contains=word)
        in_file |= Q(name__contains=word) | Q(text__contains=word)
    return own | Exists(Attachment.objects.filter(in_file, item=OuterRef("pk")))


def incomplete(bodies: Iterable[int], on: date) -> list[Incomplete]:
    """Budgets and accounts of the last year that lack a table; a body that published neither is blank
    on the board, not incomplete here. One question to the database."""
    items = (
        ItemPage.objects.public()
        .filter(
            Q(row__statutory_item=ROW_ID) | Q(row__standard_field=ROW_ID),
            body__public_body__in=list(bodies),
            published_on__range=(on - YEAR, on),
        )
        .annotate(**{table.id: _has(table) for table in fiscal_tables()})
        .order_by("body__public_body", "row")
        .values("body__public_body", "row", "title", *[table.id for table in fiscal_tables()])
    )
    found: dict[tuple[int, int, str], set[str]] = {}
    for item in items:
        for kind, word in KIND_WORDS.items():
            if word in item["title"]:
                held = found.setdefault((item["body__public_body"], item["row"], kind), set())
                held |= {table.id for table in fiscal_tables() if item[table.id]}
    return [
        Incomplete(body, row, kind, missing)
        for (body, row, kind), held in found.items()
        if (
            missing := tuple(
                t.label for t in fiscal_tables() if kind in t.kinds and t.id not in held
            )
        )
    ]


def _has(table: FiscalTable) -> Case:
    return Case(When(_contains(table), then=True), default=False)

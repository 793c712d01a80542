"""The report as JSON, in the shape that others rely on (`schema.json` beside this file).

`gongkai.report.interchange` reads it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from gongkai.report.checks.finding import Finding, Value
from gongkai.report.dismissals import Dismissed
from gongkai.report.facts import FACTS, fact_value
from gongkai.report.model import AnnualReport, CellState, Number, plain


def as_data(
    report: AnnualReport,
    findings: Iterable[Finding] = (),
    dismissed: Iterable[Dismissed] | None = None,
) -> dict[str, Any]:
    """The report and its findings as plain JSON data; `dismissed` is a key of its own where it is not None."""
    data = _report_data(report, findings)
    if dismissed is not None:
        data["dismissed"] = [dismissed_data(item) for item in dismissed]
    return data


def _report_data(report: AnnualReport, findings: Iterable[Finding]) -> dict[str, Any]:
    identity = report.identity
    tables: dict[str, dict[str, dict[str, int | float | None]]] = {}
    for cell in report.cells.values():
        tables.setdefault(cell.table, {}).setdefault(cell.row, {})[cell.column] = plain(cell.value)
    return {
        "source": {
            "name": report.source.name,
            "sha256": report.source.sha256,
            "media_type": report.source.media_type,
        },
        "title": identity.title,
        "organization": identity.organization,
        "organization_full": identity.organization_full,
        "level": identity.level,
        "year": identity.year,
        "edition": report.edition,
        "period": None if identity.period is None else [day.isoformat() for day in identity.period],
        "issued_on": None if identity.issued_on is None else identity.issued_on.isoformat(),
        "named_as": {
            "title": identity.title_body,
            "text": identity.text_body,
            "signature": identity.signature_body,
        },
        "evidence": [{"place": item.place, "name": item.name} for item in identity.evidence],
        "quality": report.quality.value,
        "preamble": list(report.preamble),
        "sections": [
            {"id": section.id, "heading": section.heading, "text": section.text}
            for section in report.sections
        ],
        "signature": list(report.signature),
        "tables": tables,
        "states": {
            cell.id: cell.state.value
            for cell in report.cells.values()
            if cell.state is not CellState.READ
        },
        "facts": {fact.id: plain_fact(fact_value(report, fact.id)) for fact in FACTS},
        "candidates": _candidates(report),
        "statements": [
            {
                "fact": item.fact,
                "value": plain_fact(item.value),
                "quote": item.quote,
                "section": item.section,
                "unit": item.unit,
                "vague": item.vague,
                "cumulative": item.cumulative,
                "candidate": item.candidate,
                "place": item.origin.place(),
            }
            for item in report.statements
        ],
        "unread": list(report.unread()),
        "irregularities": [
            {
                "kind": item.kind.value,
                "where": item.where,
                "before": item.before,
                "after": item.after,
                "repaired": item.repaired,
                "place": item.origin.place(),
            }
            for item in report.irregularities
        ],
        "findings": [finding_data(finding) for finding in findings],
    }


def _candidates(report: AnnualReport) -> dict[str, list[dict[str, Any]]]:
    """The figures between which nothing decides, of the facts that have therefore no value."""
    found = {
        fact.id: report.candidates(fact.id) for fact in FACTS if fact.kind in {"count", "amount"}
    }
    return {
        id: [
            {
                "value": plain_fact(item.value),
                "quote": item.quote,
                "section": item.section,
                "place": item.origin.place(),
            }
            for item in items
        ]
        for id, items in found.items()
        if items and fact_value(report, id) is None
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding as plain JSON data."""
    return {
        "code": finding.code,
        "name": finding.name,
        "level": None if finding.level is None else finding.level.value,
        "cells": list(finding.cells),
        "place": finding.place,
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "hint": finding.hint,
    }


def dismissed_data(item: Dismissed) -> dict[str, Any]:
    """A dismissed finding as plain JSON data, with the reason, who and when."""
    return {
        **finding_data(item.finding),
        "reason": item.dismissal.reason,
        "by": item.dismissal.by,
        "on": item.dismissal.on.isoformat(),
    }


def as_json(
    report: AnnualReport,
    findings: Iterable[Finding] = (),
    dismissed: Iterable[Dismissed] | None = None,
    *,
    indent: int | None = None,
) -> str:
    """The report and its findings as a JSON text; one line where `indent` is None."""
    return json.dumps(as_data(report, findings, dismissed), ensure_ascii=False, indent=indent)


def plain_fact(value: Number | str | bool | list[str] | None) -> Value | bool | list[str]:
    """A fact's value as JSON data."""
    return plain(value) if isinstance(value, Decimal) else value

"""The report as a Word file in the style of an official document."""

from __future__ import annotations

from gongkai.documents.writers import official_docx
from gongkai.report.model import AnnualReport
from gongkai.report.writers.page import official_document


def write(report: AnnualReport) -> bytes:
    """The bytes of a .docx file. A figure that is unknown is an empty, shaded cell."""
    return official_docx.write(official_document(report))

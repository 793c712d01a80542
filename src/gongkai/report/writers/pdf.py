"""The report as a PDF in the style of an official document."""

from __future__ import annotations

from gongkai.documents.writers import official_pdf
from gongkai.report.model import AnnualReport
from gongkai.report.writers.page import official_document


def write(report: AnnualReport) -> bytes:
    """The bytes of a PDF. A figure that is unknown is an empty, shaded cell.

    Raises `gongkai.documents.writers.errors.FontsMissing` where the machine has no Chinese face.
    """
    return official_pdf.write(official_document(report))

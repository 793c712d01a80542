"""Where a command writes: the form by the file's ending, the file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import click

from gongkai.cli.refusal import Refusal
from gongkai.report.checks.registry import Context, run
from gongkai.report.model import AnnualReport

FORMS = ("docx", "pdf", "html", "xlsx", "json")


def output_option(told: str) -> Callable[[Any], Any]:
    """The option `-o` of a command that writes one file; `told` is its help."""
    return click.option(
        "-o",
        "--output",
        required=True,
        type=click.Path(path_type=Path),
        metavar="OUT",
        help=told,
    )


def form_of(path: Path, forms: Collection[str] = FORMS) -> str:
    """The form that the file's ending names; ends the command where it is none of `forms`."""
    form = path.suffix.lower().lstrip(".")
    if form not in forms:
        found = f"“.{form}”" if form else "没有扩展名"
        raise Refusal(
            f"输出文件“{path}”：扩展名是{found}，应为 {'、'.join(forms)} 之一；请改名后再试。"
            if form
            else f"输出文件“{path}”：{found}，应为 {'、'.join(forms)} 之一；请写明扩展名。"
        )
    return form


def written(report: AnnualReport, form: str) -> bytes:
    """The report in one of `FORMS`; a workbook also holds the findings. Raises a `WriterError`."""
    if form == "docx":
        from gongkai.report.writers import docx

        return docx.write(report)
    if form == "pdf":
        from gongkai.report.writers import pdf

        return pdf.write(report)
    if form == "xlsx":
        from gongkai.report.writers import xlsx

        return xlsx.write(report, run(Context(report)))
    if form == "html":
        from gongkai.report.writers import html

        return html.write(report).encode()
    from gongkai.report.writers.json import as_json

    return f"{as_json(report, indent=2)}\n".encode()


def save(path: Path, data: bytes, *, sources: Collection[Path] = ()) -> None:
    """Write the file through a temporary one beside it; ends the command where that is not possible.

    A file that was read (`sources`) is never written over.
    """
    if any(source.exists() and path.exists() and source.samefile(path) for source in sources):
        raise Refusal(f"输出文件“{path}”：与原文件相同，应另存为新文件；请换一个文件名。")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise Refusal(
            f"输出文件“{path}”：写不进去（{error.strerror}），应为可以写入的位置；请核对文件夹和权限。"
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

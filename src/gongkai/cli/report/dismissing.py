"""`gongkai report check --dismiss`: leave a finding, with a reason, in the record beside the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from gongkai.cli.files import STANDARD_INPUT
from gongkai.cli.refusal import Refusal
from gongkai.cli.report.inputs import READING_ERRORS, read_input
from gongkai.report.checks.finding import Finding
from gongkai.report.checks.hierarchy import ALIKE
from gongkai.report.checks.registry import REDIRECTS, Context, checks, run
from gongkai.report.dismissals import (
    Dismissal,
    add_dismissal,
    fingerprint,
    read_dismissals,
    set_apart,
    sidecar_beside,
)
from gongkai.report.errors import DismissalInvalid
from gongkai.report.model import AnnualReport


def dismiss(
    paths: Sequence[Path],
    code: str,
    *,
    reason: str | None,
    by: str,
    place: str,
    previous: AnnualReport | None,
    published_on: date | None,
) -> Iterator[str]:
    """Record that the finding `code` of the first file is left, and yield one line that says so.

    `place` names one of several findings of the code by its place or by words of its message. For the likeness to
    other bodies' reports the further files are those compared with. Raises `Refusal` where nothing can be recorded.
    """
    code = REDIRECTS.get(code, code)
    if code not in {item.code for item in checks()}:
        raise Refusal(f"没有规则“{code}”，应为核对结果里的代码（如 AR112）；请核对代码。")
    if not reason or not reason.strip():
        raise Refusal("忽略（--dismiss）须同时写明理由（--reason）；请补上理由。")
    path = paths[0]
    if path == STANDARD_INPUT or (len(paths) > 1 and code != ALIKE):
        raise Refusal("忽略（--dismiss）每次只对一个文件，记在文件旁；请只写一个文件。")
    sidecar = sidecar_beside(path)
    try:
        known = read_dismissals(sidecar)
        context = Context(
            read_input(path),
            previous=previous,
            siblings=[read_input(other) for other in paths[1:]],
            published_on=published_on,
        )
        found, _ = set_apart((item for item in run(context) if item.code == code), known)
        finding = _chosen(found, code, place, path.name)
        add_dismissal(
            sidecar,
            Dismissal(code, fingerprint(finding), reason, by, date.today(), finding.place),  # noqa: DTZ011 - the clerk's own day
        )
    except (*READING_ERRORS, DismissalInvalid) as error:
        raise Refusal(str(error)) from error
    except OSError as error:
        raise Refusal(
            f"忽略记录“{sidecar.name}”：写不进去（{error.strerror}）；请核对文件夹和权限。"
        ) from error
    yield f"已忽略 {code} {finding.message}记在“{sidecar.name}”。"


def _chosen(found: Sequence[Finding], code: str, place: str, name: str) -> Finding:
    """The one finding that is meant."""
    meant = [item for item in found if place in item.place or place in item.message]
    if not meant:
        where = f"“{place}”处" if place and found else ""
        raise Refusal(
            f"文件“{name}”{where}没有（未忽略的）{code}；请先核对一次，按结果写代码和位置。"
        )
    if len({fingerprint(item) for item in meant}) > 1:
        shown = "；".join(item.message for item in meant[:4])
        raise Refusal(
            f"文件“{name}”的 {code} 有{len(meant)}处，请用 --place 写明位置或句中的几个字：{shown}"
        )
    return meant[0]

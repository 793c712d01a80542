"""Every file that the database names, and whether the store has it whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.apps import apps
from django.utils.translation import gettext as _

from gongkai.web.files.models import StoredFile
from gongkai.web.files.store import is_whole, private_store
from gongkai.web.schedule.jobs import JobAlarm, keep_place_of_job, place_of_job

JOB = "文件核对"
# So long a slice of the nightly check may take, in seconds.
SLICE = 60


class NamedFile(NamedTuple):
    """A file as the database knows it: its path in the store, its SHA-256, the name that people gave it."""

    path: str
    sha256: str
    name: str


class Fault(NamedTuple):
    """A file that is missing or not what was put in."""

    file: NamedFile
    missing: bool

    def __str__(self) -> str:
        what = _("缺失") if self.missing else _("内容残缺或被改动")
        return _("文件 {path} {what}；请从备份恢复").format(path=self.file.path, what=what)


class FilesAlarm(JobAlarm):
    """The nightly check has found files that are missing or broken."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(
            _("{number} 个文件缺失或损坏，如{first}；全部清单请运行 check_files").format(
                number=len(faults), first=faults[0]
            )
        )


_sources: dict[str, Callable[[], Iterator[NamedFile]]] = {}


def provide_files(room: str, source: Callable[[], Iterator[NamedFile]]) -> None:
    """Register files that a room names otherwise than by a `StoredFile`."""
    _sources[room] = source


def named_files() -> Iterator[NamedFile]:
    """Every file that the database names, each path once."""
    seen: set[str] = set()
    for each in _every():
        if each.path and each.path not in seen:
            seen.add(each.path)
            yield each


def _every() -> Iterator[NamedFile]:
    for model in apps.get_models():
        if issubclass(model, StoredFile):
            rows = model._default_manager.values_list("file", "sha256", "name")
            yield from (NamedFile(*row) for row in rows.iterator(chunk_size=2000))
    for source in _sources.values():
        yield from source()


def fault_of(file: NamedFile) -> Fault | None:
    """What is wrong with a file; it is read to its last byte."""
    store = private_store()
    if not store.exists(file.path):
        return Fault(file, missing=True)
    return None if is_whole(store, file.path, file.sha256) else Fault(file, missing=False)


def in_the_middle() -> bool:
    """Whether a walk has been begun and not ended."""
    return bool(place_of_job(JOB))


def check_a_while(at: datetime) -> tuple[str, ...]:
    """The nightly job, a slice of it: it goes on where the last one stopped, in whichever process that was.

    Raises:
        FilesAlarm: a file that was read since the walk began is missing or broken.
    """
    place, until = place_of_job(JOB), time.monotonic() + SLICE
    past, faults = place.get("past", ""), place.get("faults", [])
    left = sorted(file for file in named_files() if file.path > past)
    for number, file in enumerate(left):
        if number and time.monotonic() >= until:
            break
        fault = fault_of(file)
        if fault is not None:
            faults.append([*fault.file, fault.missing])
        past = file.path
    else:
        past = ""
    keep_place_of_job(JOB, {"past": past, "faults": faults} if past else {})
    if faults:
        raise FilesAlarm([Fault(NamedFile(*file), missing) for *file, missing in faults])
    return ()

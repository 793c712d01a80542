"""What goes into the log, and out of it: a line, or JSON, with personal values masked, tracebacks included."""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from gongkai.web.journal.personal import mask, mask_numbers


def safe(text: str) -> str:
    """The text masked; by the shape of numbers alone where the screening itself is what has failed."""
    try:
        return "\n".join(mask(line) for line in text.split("\n"))
    except Exception:  # noqa: BLE001  a log line must come out, whatever is broken
        return mask_numbers(text)


class LineFormatter(logging.Formatter):
    """One line a record, and its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        return safe(super().format(record))


class JsonLinesFormatter(logging.Formatter):
    """One JSON object a line, for whoever gathers logs: no address of a caller, no query, no body."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": safe(record.getMessage()),
            "process": record.process,
        }
        request = getattr(record, "request", None)
        route = getattr(getattr(request, "resolver_match", None), "route", None)
        if route is not None:
            said |= {"method": request.method, "route": route}
        if isinstance(status := getattr(record, "status_code", None), int):
            said["status"] = status
        if record.exc_info:
            said["exception"] = safe(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)


def _told(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error or kind(), trace)
        return
    sys.stderr.write(safe("".join(traceback.format_exception(kind, error, trace))))


def mask_tracebacks() -> None:
    """From now on what nobody catches is told masked: in commands, threads and clean-ups."""
    sys.excepthook = _told
    threading.excepthook = lambda told: _told(told.exc_type, told.exc_value, told.exc_traceback)
    sys.unraisablehook = lambda told: _told(told.exc_type, told.exc_value, told.exc_traceback)


class OneLine(logging.Filter):
    """What a stranger can cause as often as he likes is told in one line: no traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info, record.exc_text = None, None
        return True

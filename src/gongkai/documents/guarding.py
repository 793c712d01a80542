"""What a parser trips over becomes one clear refusal: no file may end in a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from gongkai.documents.errors import Damaged, DocumentError, LimitExceeded

TRIPPED = "文件结构异常，没有读完"
"""What is said where a parser met what it does not know; every such file is worth a case."""


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn whatever goes wrong with the file `name` into a `DocumentError`; its cause stays behind it.

    An `ImportError` passes: it tells of the installation and not of the file.
    """
    try:
        yield
    except (DocumentError, ImportError):
        raise
    except RecursionError as error:
        raise LimitExceeded(
            name, found="结构嵌套过深", expected="正常的文件", next_step="请另存后再试"
        ) from error
    except MemoryError as error:
        raise LimitExceeded(
            name,
            found="所需内存超过允许的内存",
            expected="更小的文件",
            next_step="请拆分后再试",
        ) from error
    except Exception as error:
        raise Damaged(
            name,
            found=TRIPPED,
            expected="完整的文件",
            next_step="请用原软件另存后再试",
        ) from error

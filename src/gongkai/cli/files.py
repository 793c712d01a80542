"""Which files a command was given, and what it may spend on one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from gongkai.cli.refusal import Refusal
from gongkai.documents.confined import Bounds
from gongkai.screening.hidden import masked_name
from gongkai.screening.profiles import shipped_profile

STANDARD_INPUT = Path("-")

BOUNDS = Bounds(seconds=900.0, processor=1800.0)
"""What a command may spend on one file; a scan of a hundred pages that is also masked takes minutes."""


def expand(paths: Iterable[Path], wanted: Callable[[Path], bool]) -> list[Path]:
    """Files in the order given, each once; a folder stands for the `wanted` files in it and below, by name.

    `-` stays as it is. A path that leads nowhere ends the command with exit code 2; a name may itself hold personal
    data and is shown masked.
    """
    files: list[Path] = []
    for path in paths:
        if path == STANDARD_INPUT or path.is_file():
            files.append(path)
        elif path.is_dir():
            found = (item for item in path.rglob("*") if not item.name.startswith((".", "~$")))
            files.extend(sorted(item for item in found if wanted(item) and item.is_file()))
        else:
            name = masked_name(path.name, shipped_profile("county"))
            raise Refusal(f"文件“{name}”：没有找到，应为一个文件或文件夹；请检查路径。")
    return list(dict.fromkeys(files))

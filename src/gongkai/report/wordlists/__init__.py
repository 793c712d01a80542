"""Word lists of the text rules: dated data that an office may replace with its own."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from gongkai.report.errors import ReportError

OVERRIDE = "GONGKAI_WORDLISTS"
"""Environment variable that names a folder; a list found there is used instead of the package's."""


class WordListError(ReportError):
    """A word list that cannot be read; names the file."""

    def __init__(self, file: str, problem: str) -> None:
        self.file = file
        self.problem = problem
        super().__init__(f"词表“{file}”：{problem}，应为可读的 TOML；请改正或移走该文件。")


@cache
def word_list(name: str) -> dict[str, Any]:
    """The list `name` (`confusable`, `outdated`, …) as its TOML data."""
    folder = os.environ.get(OVERRIDE)
    own = Path(folder) / f"{name}.toml" if folder else None
    try:
        if own is not None and own.is_file():
            return tomllib.loads(own.read_text(encoding="utf-8"))
        file = resources.files("gongkai.report.wordlists") / f"{name}.toml"
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise WordListError(f"{name}.toml", str(error)) from error

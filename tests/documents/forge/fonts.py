"""Whether this machine can set Chinese text."""

from __future__ import annotations

import shutil
import subprocess

import pytest


def _has_chinese_font() -> bool:
    listing = shutil.which("fc-list")
    if listing is None:
        return False
    found = subprocess.run([listing, ":lang=zh", "family"], capture_output=True, check=False)
    return b"Noto S" in found.stdout


needs_fonts = pytest.mark.skipif(not _has_chinese_font(), reason="no Noto CJK fonts installed")

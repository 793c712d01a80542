"""Write the lock: one file an extra, every version with its hashes, no addresses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LOCKS = {
    "core": (),
    "web": ("web",),
    "ocr": ("web", "ocr"),
    "names": ("web", "names"),
    "dev": ("dev",),
    "bench": ("bench",),
}


def lock(name: str, extras: tuple[str, ...]) -> None:
    """Resolve `pyproject.toml` with `extras` for every platform into `requirements/<name>.txt`."""
    target = HERE / f"{name}.txt"
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml"),
        *("--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"),
        *("--no-emit-index-url", "--no-header", "--no-annotate", "--output-file", str(target)),
        *(part for extra in extras for part in ("--extra", extra)),
    ]
    subprocess.run(command, check=True, cwd=HERE.parent)


if __name__ == "__main__":
    for name, extras in LOCKS.items():
        lock(name, extras)

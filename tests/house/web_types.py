"""How many errors of type the platform still has, room by room: never more than recorded.

python -m tests.house.web_types            # counts, and shows what is too much
python -m tests.house.web_types --record   # writes down the lower numbers
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
RECORD = Path(__file__).with_name("web_types.toml")
ERROR = re.compile(r"^src/gongkai/web/([\w/]+)\.py:\d+: error: ", re.MULTILINE)


def errors() -> str:
    """What mypy says of `web`.

    Raises:
        RuntimeError: mypy could not do its work.
    """
    with tempfile.TemporaryDirectory() as data:
        done = subprocess.run(
            [sys.executable, "-m", "mypy", "--config-file", "mypy-web.ini"],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": "src", "GONGKAI_DATA": data},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode not in {0, 1} or done.stderr:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout.replace("\\", "/")


def counted(said: str) -> Counter[str]:
    """Errors by room; in publishing by noun."""
    rooms: Counter[str] = Counter()
    for path in ERROR.findall(said):
        room, *inner = path.split("/")
        rooms[f"{room}/{inner[0]}" if room == "publishing" and inner else room] += 1
    return rooms


def recorded() -> dict[str, int]:
    """The errors that were there when last counted."""
    with RECORD.open("rb") as file:
        return dict(tomllib.load(file)["errors"])


def too_many(now: Counter[str], before: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Rooms with more errors than recorded: how many now, how many then."""
    return {
        room: (count, before.get(room, 0))
        for room, count in now.items()
        if count > before.get(room, 0)
    }


def record(now: Counter[str]) -> None:
    """Write the numbers down."""
    lines = [
        "# Errors of type in web, by room; `python -m tests.house.web_types --record` writes this.",
        f"# Together: {now.total()}",
        "[errors]",
        *(f'"{room}" = {count}' for room, count in sorted(now.items())),
    ]
    RECORD.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    said = errors()
    now = counted(said)
    if "--record" in sys.argv:
        record(now)
        return 0
    more = too_many(now, recorded())
    for room, (count, before) in more.items():
        path = re.compile(rf"^src/gongkai/web/{room}[/.]")
        print(f"{room}: {count} errors, {before} recorded")
        print("\n".join(line for line in said.splitlines() if path.match(line)))
    print(f"web: {now.total()} errors of type, {sum(recorded().values())} recorded")
    return bool(more)


if __name__ == "__main__":
    sys.exit(main())

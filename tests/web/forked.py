"""Processes to be killed: each is forked from one that has loaded Django and touched nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

ROOT = Path(__file__).resolve().parents[2]
PARENT = """
import json, os, sys, traceback
import django
django.setup()
folder = sys.argv[1]
for line in sys.stdin:
    code, arguments = json.loads(line)
    child = os.fork()
    if not child:
        for name, number in (("out", 1), ("err", 2)):
            file = os.open(os.path.join(folder, name), os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
            os.dup2(file, number)
        sys.argv, status = ["-c", *arguments], 0
        try:
            exec(compile(code, "<forked>", "exec"), {"__name__": "__main__"})
        except BaseException:
            traceback.print_exc()
            status = 1
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Done(NamedTuple):
    """What a process left."""

    returncode: int
    stdout: str
    stderr: str


class Run(Protocol):
    def __call__(self, code: str, *arguments: str) -> Done: ...


@contextmanager
def processes(folder: Path, database: str) -> Iterator[Run]:
    """``run(code, *arguments)``: a process of its own on the installation in that folder.

    Nothing of the database is open when a process begins: it finds what it would find after a start from nothing.
    """
    written = folder / "told"
    written.mkdir()
    environment = {
        **{
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("GONGKAI_", "DJANGO_"))
        },
        "PYTHONPATH": "src",
        "GONGKAI_DATA": str(folder / "var"),
        "GONGKAI_DATABASE": database,
        "DJANGO_SETTINGS_MODULE": "gongkai.web.project.settings.local",
        "PYTHONWARNINGS": "ignore",
    }
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(written)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None

        def run(code: str, *arguments: str) -> Done:
            print(json.dumps([code, arguments]), file=parent.stdin, flush=True)
            returncode = int(parent.stdout.readline())
            return Done(
                returncode, *((written / name).read_text("utf-8") for name in ("out", "err"))
            )

        yield run
        parent.stdin.close()

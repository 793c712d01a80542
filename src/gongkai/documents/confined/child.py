"""The child process of `confined` as its parent sees it: hand it a job, wait within the bounds, end it."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, Protocol

from gongkai.documents.confined.work import LENGTH, Answer, ChildGone, Job, serve

_PATIENCE = 5.0
"""Seconds that a child which has closed its pipe is given to end."""
_START = (
    "import sys; sys.path[:] = {path!r}; from gongkai.documents.confined.work import main; main()"
)

_TIME_SIGNALS = {-getattr(signal, name) for name in ("SIGXCPU", "SIGALRM") if hasattr(signal, name)}


class Child(Protocol):
    """A process that answers jobs; `jobs` counts them."""

    jobs: int

    def ask(self, job: Job) -> Answer:
        """The answer to a job. Raises `ChildGone` where the child ended first, at the bound of time at the latest."""

    def is_alive(self) -> bool:
        """Whether it can take another job."""

    def end(self) -> None:
        """End the process and what it has started."""


class _Process(Protocol):
    def kill(self) -> None: ...
    def exit_code(self) -> int: ...


class SpawnedChild:
    """A new interpreter. It knows nothing of this process but where modules are found."""

    def __init__(self) -> None:
        self.jobs = 0
        # The interpreter that runs this, and a text of our own making.
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", _START.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def ask(self, job: Job) -> Answer:
        """As in `Child`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.jobs += 1
        return _asked(job, self, self._process.stdout, self._process.stdin)

    def is_alive(self) -> bool:
        """As in `Child`."""
        return self._process.poll() is None

    def end(self) -> None:
        """As in `Child`."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def kill(self) -> None:
        """End the process and its group at once."""
        if self._process.poll() is None:
            _kill_group(self._process.pid)
            self._process.kill()

    def exit_code(self) -> int:
        """What the process ended with; a process that still lives after a while is ended."""
        try:
            return self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            return self._process.wait()


class ForkedChild:
    """A fork of this process, for one command on one file. The caller sees to it that there are no other threads."""

    def __init__(self) -> None:
        self.jobs = 0
        jobs, give = os.pipe()
        take, answers = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid = os.fork()
        if not self._pid:
            os.close(give)
            os.close(take)
            _serve_and_exit(jobs, answers)
        os.close(jobs)
        os.close(answers)
        self._give, self._take = os.fdopen(give, "wb"), os.fdopen(take, "rb")
        self._status: int | None = None

    def ask(self, job: Job) -> Answer:
        """As in `Child`."""
        self.jobs += 1
        return _asked(job, self, self._take, self._give)

    def is_alive(self) -> bool:
        """As in `Child`."""
        return self._status is None

    def end(self) -> None:
        """As in `Child`."""
        self.kill()
        self.exit_code()
        for pipe in (self._give, self._take):
            with suppress(OSError):
                pipe.close()

    def kill(self) -> None:
        """End the process and its group at once."""
        if self._status is None:
            _kill_group(self._pid)
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)

    def exit_code(self) -> int:
        """What the process ended with."""
        if self._status is None:
            self._status = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self._status


def _serve_and_exit(jobs: int, answers: int) -> None:
    try:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        serve(os.fdopen(jobs, "rb"), os.fdopen(answers, "wb"))
    finally:
        os._exit(0)


def _asked(job: Job, child: _Process, take: IO[bytes], give: IO[bytes]) -> Answer:
    packed = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    watch = threading.Timer(job.bounds.seconds, stop)
    watch.daemon = True
    watch.start()
    try:
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            give.write(LENGTH.pack(len(packed)) + packed)
            give.flush()
            head = take.read(LENGTH.size)
            if len(head) == LENGTH.size:
                answer: Answer = pickle.loads(take.read(LENGTH.unpack(head)[0]))  # noqa: S301 - our own child's
                if isinstance(answer.value, ChildGone):
                    raise answer.value
                return answer
        raise ChildGone(out_of_time=late.is_set() or child.exit_code() in _TIME_SIGNALS)
    finally:
        watch.cancel()


def _kill_group(pid: int) -> None:
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)

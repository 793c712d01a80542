"""Anonymous pages beside a static file, behind the same server, in the same run, with the same concurrency.

`python bench/serving.py [SECONDS]` starts the platform as `manage.py serve` does (granian, WSGI) with one process over an
invented county of 1,000 items, and asks over kept-alive connections for a style sheet (served by WhiteNoise), for kept public
pages, and for the same pages behind a session cookie, which are made anew each time. Rounds alternate; each figure is the median.
"""

from __future__ import annotations

import os
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import county
from gongkai.web.office.turns import THREADS

ITEMS = 1000
CONNECTIONS = 16
ROUNDS = 5
WAIT = 60


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(port: int) -> Iterator[None]:
    """The platform in a process of its own, until the end of the block."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--workers",
            "1",
            "--blocking-threads",
            str(THREADS),
            "--no-ws",
            "--log-level",
            "error",
            "gongkai.web.project.wsgi:application",
        ],
        env=os.environ,
    )
    try:
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait()


class Connection:
    """One kept-alive connection that asks the same thing again and again."""

    def __init__(self, port: int, asked: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.asked = asked
        self.missing = 0
        self.begun = b""

    def ask(self) -> None:
        """Send the question."""
        self.socket.sendall(self.asked)
        self.missing = -1

    def read(self) -> bool:
        """Take in what has come; whether the answer is whole."""
        data = self.socket.recv(262_144)
        if not data:
            raise SystemExit("the server has closed the connection")
        if self.missing >= 0:
            self.missing -= len(data)
            return self.missing == 0
        data = self.begun + data
        end = data.find(b"\r\n\r\n")
        if end < 0:
            self.begun = data
            return False
        self.begun = b""
        head = data[:end].lower()
        if not head.startswith(b"http/1.1 200"):
            raise SystemExit(head.decode("latin-1"))
        at = head.index(b"content-length:") + 15
        length = int(head[at:].split(b"\r\n", 1)[0])
        self.missing = length - (len(data) - end - 4)
        return self.missing == 0


def throughput(port: int, path: str, seconds: float, cookie: str = "") -> float:
    """Answers in a second over all connections."""
    extra = f"Cookie: {cookie}\r\n" if cookie else ""
    asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n{extra}\r\n"
    connections = [Connection(port, asked.encode()) for _ in range(CONNECTIONS)]
    done = 0
    with selectors.DefaultSelector() as selector:
        for each in connections:
            selector.register(each.socket, selectors.EVENT_READ, each)
            each.ask()
        begun = time.perf_counter()
        while time.perf_counter() - begun < seconds:
            for ready, _ in selector.select(1):
                if ready.data.read():
                    done += 1
                    ready.data.ask()
        taken = time.perf_counter() - begun
    for each in connections:
        each.socket.close()
    return done / taken


def main() -> None:
    """Print the figures and the ratios to the static file."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    county.prepare(ITEMS)
    from django.conf import settings
    from django.contrib.staticfiles import finders
    from django.templatetags.static import static

    from gongkai.web.publishing.items.models import ItemPage

    address = ItemPage.objects.public().order_by("pk")[7].url
    # A cookie that no session has: the page is made anew, as for somebody who is signed in.
    session = f"{settings.SESSION_COOKIE_NAME}={'0' * 32}"
    cases = {
        "静态文件": (static("portal/portal.css"), ""),
        "首页": ("/", ""),
        "信息页": (address, ""),
        "信息页（每次重做）": (address, session),
    }
    port = free_port()
    found: dict[str, list[float]] = {name: [] for name in cases}
    with server(port):
        for path, cookie in cases.values():
            throughput(port, path, 0.5, cookie)
        for _ in range(ROUNDS):
            for name, (path, cookie) in cases.items():
                found[name].append(throughput(port, path, seconds, cookie))
    base = median(found["静态文件"])
    print(f"granian，1 个进程，{CONNECTIONS} 个连接，负载 {os.getloadavg()[0]:.1f}")
    size = Path(str(finders.find("portal/portal.css"))).stat().st_size
    for name, rates in found.items():
        print(f"  {name}：每秒 {median(rates):.0f} 次，为静态文件的 {median(rates) / base:.0%}")
    print(f"  静态文件 {size} 字节")


if __name__ == "__main__":
    main()

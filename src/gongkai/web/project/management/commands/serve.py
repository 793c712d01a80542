"""Start everything with one command."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.web.files import reader
from gongkai.web.office.progress import Progress
from gongkai.web.office.turns import THREADS
from gongkai.web.project.fresh import bring_up_to_date

# Seconds between two rounds of what is due by the clock.
EVERY = 60
INVENTED = {
    "SITE_CODE": ("site_code", "0000000000（演示）"),
    "ICP": ("icp", "演ICP备00000000号（演示）"),
    "POLICE_RECORD": ("police_record", "演公网安备00000000000000号（演示）"),
}
# Seconds between two looks at what may have died.
RESPAWN = 1.0
# Seconds that an answer under way may take when the server is stopped.
STOP = 5
# The browser opens as soon as somebody answers, within about a minute.
MOST_TRIES = 300
# Seconds after which an installation is given up.
MOST_SECONDS = 1800

# What listens on every address of the machine, and what on none that others reach.
EVERYWHERE, LOCAL = ("0.0.0.0", "::"), ("127.0.0.1", "localhost", "::1")  # noqa: S104  compared, not bound

logger = logging.getLogger(__name__)


def open_to_neighbours(host: str) -> list[str]:
    """Let the site answer by the machine's own addresses too, where it listens on them; gives these.

    Where GONGKAI_HOSTS says which names hold, that is all.
    """
    if host in LOCAL or os.environ.get("GONGKAI_HOSTS") or not settings.DEMO_ALLOWED:
        return []
    own = addresses_of_this_machine() if host in EVERYWHERE else [host]
    names = [*settings.ALLOWED_HOSTS, *own]
    settings.ALLOWED_HOSTS = names
    # For the workers, which read the settings anew.
    os.environ["GONGKAI_HOSTS"] = ",".join(names)
    return own


def addresses_of_this_machine() -> list[str]:
    """Its addresses in the local network, the one of the way out first, then its names."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: the system only says by which address it would go (RFC 5737, an address of nobody).
            probe.connect(("192.0.2.1", 9))
            found.append(probe.getsockname()[0])
        except OSError:
            pass
    name = socket.gethostname()
    try:
        found += [each[4][0] for each in socket.getaddrinfo(name, None, socket.AF_INET)]
    except OSError:
        pass
    own = [each for each in dict.fromkeys(map(str, found)) if not each.startswith("127.")]
    return [*own, name.lower(), f"{name.lower()}.local"] if name else own


class Command(BaseCommand):
    """Bring the database up to date, gather static files, and serve."""

    help = "一条命令启动：更新数据库、（可选）建立演示县、开始服务。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="监听地址")
        parser.add_argument("--port", type=int, default=8000, help="监听端口")
        parser.add_argument("--workers", type=int, default=1, help="工作进程数")
        parser.add_argument(
            "--no-background",
            action="store_true",
            help="不在后台做定时发布、到期撤下等（另有定时任务运行 run_due 时用）",
        )
        parser.add_argument("--demo", action="store_true", help="同时建立演示县")
        parser.add_argument(
            "--fetch-reader",
            action="store_true",
            help="启动后在后台安装扫描件识别程序（requirements/ocr.txt，按校验值）",
        )
        parser.add_argument("--open", action="store_true", help="启动后打开浏览器")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        _require_free(host, port)
        progress = Progress(self.stdout)
        with progress.step("数据库"):
            bring_up_to_date()
        if options["demo"]:
            self.stdout.flush()
            build_demo()
            show_invented_numbers()
        if settings.STATIC_ROOT:
            with progress.step("静态文件"):
                call_command("collectstatic", verbosity=0, interactive=False)
        own = open_to_neighbours(host)
        address = f"http://{'localhost' if host in LOCAL else own[0] if own else host}:{port}"
        self.stdout.write(f"\n公开网站：{address}/\n工 作 台：{address}/office/\n按 Ctrl+C 停止。")
        if own:
            told = "、".join(f"http://{each}:{port}/" for each in own)
            self.stdout.write(f"同一局域网的其他电脑可以打开：{told}")
        self.stdout.flush()
        if options["open"]:
            opening = threading.Thread(
                target=_open_when_ready, args=(host, port, f"{address}/office/"), daemon=True
            )
            opening.start()
        if options["fetch_reader"] and reader.state() is not reader.State.READY:
            threading.Thread(target=fetch_reader, daemon=True).start()
        from granian import Granian
        from granian.constants import Interfaces
        from granian.log import LogLevels

        server = Granian(
            "gongkai.web.project.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=THREADS,
            websockets=False,
            log_level=LogLevels.error,
            workers_kill_timeout=STOP,
            # A worker that dies is replaced, the others go on.
            respawn_failed_workers=True,
            respawn_interval=RESPAWN,
        )
        background = None if options["no_background"] else Background()
        try:
            server.serve()
        finally:
            if background is not None:
                background.stop()


def build_demo() -> None:
    """Build the demo county in a process of its own.

    What sets papers leaves threads behind; a worker that is split off from a process with them would wait for them for ever.
    """
    built = subprocess.run(
        [sys.executable, "-m", "django", "demo"], check=False, env=own_environment()
    )
    if built.returncode:
        raise CommandError("演示县没有建成；原因见上面，处理后再启动一次，会接着建。")


def own_environment() -> dict[str, str]:
    """What another process of this program needs to find the same installation."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }


def show_invented_numbers() -> None:
    """The foot of the demo county's pages bears numbers, recognisable as nobody's; what is set goes before."""
    for name, (key, shown) in INVENTED.items():
        if not settings.PORTAL[key]:
            # For this process and for the workers, which read the settings anew.
            settings.PORTAL[key] = os.environ[f"GONGKAI_{name}"] = shown


def fetch_reader(folder: Path | None = None) -> None:
    """Install the reader of scans, by its hashes, while the first pages are already shown; never twice at once."""
    folder = folder or Path(sys.argv[0]).resolve().parent
    listed, wheels = folder / "requirements" / "ocr.txt", folder / "wheels"
    if not listed.is_file():
        return
    source = ["--no-index", "--find-links", str(wheels)] if wheels.is_dir() else []
    command = [sys.executable, "-m", "pip", "install", "--quiet", *source]
    command += ["--require-hashes", "-r", str(listed)]
    reader.note_state(reader.State.INSTALLING)
    try:
        done = subprocess.run(  # noqa: S603  our own list
            command, check=False, capture_output=True, timeout=MOST_SECONDS
        )
        installed = done.returncode == 0
    except (OSError, subprocess.SubprocessError):
        installed = False
    if not installed:
        logger.warning("扫描件识别程序没有装成；可以稍后再启动一次，或者执行 make ocr")
    reader.note_state(reader.State.READY if installed else reader.State.FAILED)


class Background:
    """What is due by the clock, in a process of its own that is started again when it dies."""

    def __init__(self, start: Callable[[], subprocess.Popen[bytes]] | None = None) -> None:
        self._start = start or start_background
        self._stopping = threading.Event()
        self.process = self._start()
        self._watch = threading.Thread(target=self._keep_alive, daemon=True)
        self._watch.start()

    def _keep_alive(self) -> None:
        while not self._stopping.wait(RESPAWN):
            if self.process.poll() is not None:
                logger.error("定时任务进程已退出（%s），重新启动", self.process.returncode)
                _close(self.process)
                self.process = self._start()

    def stop(self) -> None:
        """End it, and start it no more."""
        self._stopping.set()
        self._watch.join()
        self.process.terminate()
        self.process.wait()
        _close(self.process)


def _close(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()


def start_background() -> subprocess.Popen[bytes]:
    """Do what is due by the clock in a process of its own, which ends with this one, however it ends."""
    command = ["-m", "django", "run_due", "--every", str(EVERY), "--until-input-closes"]
    return subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=own_environment(),
        # Ctrl+C is for the main program, which then closes this one's input.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def _open_when_ready(host: str, port: int, address: str) -> None:
    for _ in range(MOST_TRIES):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            webbrowser.open(address)
            return


def _require_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"端口 {port} 已被占用；请用 --port 换一个，如 --port {port + 1}。"
            ) from error

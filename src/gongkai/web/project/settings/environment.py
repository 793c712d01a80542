"""Settings that come from outside: environment variables named GONGKAI_…, and the data folder."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The value of ``GONGKAI_<name>``, or the default where it is unset."""
    return os.environ.get(f"GONGKAI_{name}", default)


def flag(name: str, default: bool) -> bool:
    """``GONGKAI_<name>`` read as yes or no; anything else is refused."""
    value = text(name).strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value == "":
        return default
    raise ImproperlyConfigured(
        f"环境变量 GONGKAI_{name} 的值是“{value}”，应为 yes 或 no；请改正后重新启动。"
    )


def number(name: str, default: int) -> int:
    """``GONGKAI_<name>`` read as a whole number."""
    value = text(name)
    if value == "":
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(
            f"环境变量 GONGKAI_{name} 的值是“{value}”，应为整数；请改正后重新启动。"
        )
    return int(value)


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """``GONGKAI_<name>`` split at commas."""
    value = text(name)
    return [word.strip() for word in value.split(",") if word.strip()] if value else list(default)


def one_of(name: str, allowed: Iterable[str], default: str) -> str:
    """``GONGKAI_<name>`` where it is one of the allowed words; any other is refused."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(
            f"环境变量 GONGKAI_{name} 的值是“{value}”，应为{'、'.join(allowed)}之一；请改正后重新启动。"
        )
    return value


def required(name: str, what: str, *, at_least: int = 1) -> str:
    """The value of ``GONGKAI_<name>``; without it, or shorter than allowed, nothing starts."""
    value = text(name)
    if len(value) < at_least:
        raise ImproperlyConfigured(
            f"缺少环境变量 GONGKAI_{name}（{what}，至少 {at_least} 个字符）；请设置后重新启动。"
        )
    return value


def secrets_of(name: str, what: str, *, at_least: int) -> list[str]:
    """The secrets in ``GONGKAI_<name>``, split at commas, the one in use first and those before it after it."""
    found = words(name)
    if not found or any(len(each) < at_least for each in found):
        required(name, what, at_least=at_least)
        raise ImproperlyConfigured(
            f"环境变量 GONGKAI_{name}（{what}）以逗号分隔的各个密钥都应至少 {at_least} 个字符；"
            "请改正后重新启动。"
        )
    return found


SHORTEST_SECRET = 32


def kept_secrets(folder: Path, name: str, *, fresh: bool = True) -> list[str]:
    """The secrets of this installation, kept in the data folder one a line, the one in use first.

    The first start makes one, whole or not at all: of two starts at once both get the same. Without ``fresh``
    nothing is made: what was sealed with a lost key would not open with a new one.
    """
    path = folder / name
    if not path.exists():
        if not fresh:
            raise ImproperlyConfigured(
                f"数据文件夹中已有数据库，却没有密钥文件 keys/{name}；换一个新密钥会使已加密的内容读不出来。"
                "请从备份中恢复该文件后重新启动。"
            )
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_new(path, secrets.token_urlsafe(48) + "\n")
    found = path.read_text(encoding="ascii", errors="replace").split()
    if not found or any(len(each) < SHORTEST_SECRET for each in found):
        raise ImproperlyConfigured(
            f"密钥文件 keys/{name} 是空的或残缺（每行一个密钥，至少 {SHORTEST_SECRET} 个字符）；"
            "请从备份中恢复该文件后重新启动，不要删除后另建。"
        )
    return found


def _write_new(path: Path, content: str) -> None:
    """Make a file with its whole content, unless it is there already."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    write_secret(beside, content)
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    except OSError:
        # A disk without links, as a USB stick.
        if not path.exists():
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_secret(path: Path, content: str) -> None:
    """Write a new file that only its owner reads, and see it on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        " PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA cache_size=-32000;"
    ),
}


def database(url: str, data: Path) -> dict[str, Any]:
    """The database: a file in the data folder, or the server named by ``postgresql://…``."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "gongkai.sqlite3",
            "CONN_MAX_AGE": 60,
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": Path(unquote(parts.path)),
            "CONN_MAX_AGE": 60,
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            f"环境变量 GONGKAI_DATABASE 以“{parts.scheme}”开头，应为"
            " postgresql://用户:口令@主机:端口/库名；请改正后重新启动。"
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    # A socket folder may stand in the query (host=/run/postgresql), as libpq allows.
    host = options.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }

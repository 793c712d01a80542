"""Settings that come from outside: environment variables named GONGKAI_…, and the data folder."""

from __future__ import annotations

import os
import secrets
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


def required(name: str, what: str, *, at_least: int = 1) -> str:
    """The value of ``GONGKAI_<name>``; without it, or shorter than allowed, nothing starts."""
    value = text(name)
    if len(value) < at_least:
        raise ImproperlyConfigured(
            f"缺少环境变量 GONGKAI_{name}（{what}，至少 {at_least} 个字符）；请设置后重新启动。"
        )
    return value


def kept_secret(folder: Path, name: str) -> str:
    """A secret of this installation, made once and kept in the data folder, readable by its owner."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()


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

"""What may not start, and what may not be forgotten."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]
COMPLETE = {
    "GONGKAI_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz" * 2,
    "GONGKAI_FIELD_KEY": "f" * 32,
    "GONGKAI_APPLICANT_KEY": "a" * 32,
    "GONGKAI_JOURNAL_KEY": "j" * 32,
    "GONGKAI_HOSTS": "www.qingshan.example",
    "GONGKAI_ADDRESS": "https://www.qingshan.example",
}


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    clean = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("GONGKAI_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            **clean,
            "PYTHONPATH": "src",
            "GONGKAI_DATA": str(settings.DATA),
            "DJANGO_SETTINGS_MODULE": "gongkai.web.project.settings.production",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_complete_server_starts_without_a_warning():
    run = start(COMPLETE)
    assert run.returncode == 0, run.stderr


@pytest.fixture
def production(monkeypatch, tmp_path):
    """Read the settings of a server afresh, under an environment of their own."""

    def read(environment: dict[str, str]) -> Any:
        for name in [name for name in os.environ if name.startswith("GONGKAI_")]:
            monkeypatch.delenv(name)
        for name, value in {"GONGKAI_DATA": str(tmp_path), **environment}.items():
            monkeypatch.setenv(name, value)
        for module in ("base", "production"):
            monkeypatch.delitem(
                sys.modules, f"gongkai.web.project.settings.{module}", raising=False
            )
        return import_module("gongkai.web.project.settings.production")

    return read


@pytest.mark.parametrize("missing", sorted(COMPLETE))
def test_a_server_without_a_secret_does_not_start(production, missing):
    with pytest.raises(ImproperlyConfigured, match=f"缺少环境变量 {missing}"):
        production({key: value for key, value in COMPLETE.items() if key != missing})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("GONGKAI_HOSTS", "*", r"不得为 \*"),
        ("GONGKAI_ADDRESS", "http://www.qingshan.example", "应以 https:// 开头"),
        ("GONGKAI_DATABASE", "mysql://x", "应为 postgresql://"),
        ("GONGKAI_SECOND_FACTOR", "maybe", "应为 yes 或 no"),
        ("GONGKAI_IDLE_MINUTES", "half", "应为整数"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_expected(production, name, value, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        production({**COMPLETE, name: value})


def test_a_database_server_is_one_setting(production):
    settings = production(
        {**COMPLETE, "GONGKAI_DATABASE": "postgresql://user:a%40b@db.example:5433/gongkai"}
    )
    database = settings.DATABASES["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db.example",
        "5433",
        "gongkai",
    )
    assert (database["USER"], database["PASSWORD"]) == ("user", "a@b")


def test_wagtail_calls_nobody():
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAILEMBEDS_FINDERS == []


def test_every_page_forbids_other_hosts(county, client):
    policy = client.get("/office/login/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src 'self'" in policy
    assert "http" not in policy

"""No lock names a version with a weakness that has been published; nothing is asked of the net."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.version import Version

FOLDER = Path(__file__).parents[2] / "requirements"
ADVISORIES = tomllib.loads((FOLDER / "advisories.toml").read_text("utf-8"))["advisory"]
_PIN = re.compile(r"^(?P<package>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;\\]+)", re.MULTILINE)


def weak(lock: str) -> list[str]:
    """What a lock names that is older than the mending of an advisory."""
    pins = [(each["package"], Version(each["version"])) for each in _PIN.finditer(lock)]
    return [
        f"{package} {version}: {each['id']}, mended in {each['fixed']}"
        for package, version in pins
        for each in ADVISORIES
        if each["package"] == package and version < Version(each["fixed"])
    ]


@pytest.mark.parametrize("lock", sorted(FOLDER.glob("*.txt")), ids=lambda lock: lock.stem)
def test_no_locked_version_has_a_published_weakness(lock):
    assert weak(lock.read_text("utf-8")) == []


def test_an_old_version_is_found():
    assert weak("django==5.2.7 \\\n    --hash=sha256:00\nidna==3.20\n") == [
        "django 5.2.7: CVE-2025-64459, mended in 5.2.8"
    ]


def test_each_advisory_is_of_something_locked():
    named = {
        each["package"]
        for lock in FOLDER.glob("*.txt")
        for each in _PIN.finditer(lock.read_text("utf-8"))
    }
    assert {each["package"] for each in ADVISORIES} - named == set()

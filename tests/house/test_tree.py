"""The repository speaks of the product only, and every file has its place."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = {".py", ".md", ".toml", ".html", ".css", ".js", ".txt", ".json", ".yml", ".cfg", ""}


def tracked():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    paths = [ROOT / name for name in listed] or [
        path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts
    ]
    return [path for path in paths if path.suffix in TEXT and path.exists()]


def test_no_module_has_a_name_that_says_nothing():
    empty_names = {"core", "common", "helpers", "utils", "util", "misc", "helper"}
    assert [path for path in tracked() if path.suffix == ".py" and path.stem in empty_names] == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:^|[\s\"'=(])/(?:home|root|work|Users)/",
        r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
        r"\b(?:TODO|FIXME|XXX)\b",
        r"(?:files\.pythonhosted|pypi|registry\.npmjs)\.org",
    ],
)
def test_no_path_secret_reminder_or_registry_is_left(pattern):
    here = Path(__file__)
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in tracked()
        if path != here and path.stat().st_size < 2_000_000
        for match in [
            re.search(pattern, path.read_text(encoding="utf-8", errors="replace"), re.MULTILINE)
        ]
        if match
    ]
    assert found == []


def test_the_lock_pins_every_version_with_its_hash_and_no_address():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text
        for line in text.splitlines():
            if line and not line.startswith((" ", "#")):
                assert re.match(r"[a-z0-9][a-z0-9._-]*==\S+", line), line
        assert text.count("==") <= text.count("--hash=sha256:")

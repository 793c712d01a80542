"""Each dependency is used, and argued in the ADR."""

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ADR = (ROOT / "docs" / "adr" / "0002-dependencies.md").read_text(encoding="utf-8").lower()
# Called by another program, never imported by name.
WITHOUT_AN_IMPORT = {
    "lxml-stubs": "types for mypy",
    "types-jsonschema": "types for mypy",
    "types-openpyxl": "types for mypy",
    "django-stubs": "types for mypy",
    "mypy": "make lint",
    "import-linter": "make lint",
    "ruff": "make lint",
    "pytest-django": "a plugin of pytest",
    "pytest-randomly": "a plugin of pytest",
    "pytest-xdist": "a plugin of pytest",
    "hatchling": "builds the wheel",
    "build": "builds the wheel",
    "uv": "make lock",
    "psycopg": "Django's engine of PostgreSQL",
    "onnxruntime": "runs the models of rapidocr",
}


def project():
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]


def names(lines):
    found = [re.match(r"[A-Za-z0-9_-]+", line)[0].lower() for line in lines]
    return sorted(set(found) - {"gongkai"})


OWNERS = {
    module: {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners}
    for module, owners in packages_distributions().items()
}
EXTRAS = project()["optional-dependencies"]
SHIPPED = names(
    [
        *project()["dependencies"],
        *EXTRAS["ocr"],
        *EXTRAS["names"],
        *EXTRAS["cluster"],
        *EXTRAS["web"],
    ]
)


def modules_of(name):
    """What one imports of an installed distribution."""
    return {module for module, owners in OWNERS.items() if name in owners}


def sources(*folders):
    return "\n".join(
        file.read_text(encoding="utf-8")
        for folder in folders
        for file in sorted((ROOT / folder).rglob("*.py"))
    )


PROGRAM = sources("src")
ALL = sources("src", "tests", "requirements", "bench")


def is_named(module, text):
    """Imported, or named in a list of settings."""
    return re.search(
        rf"^\s*(?:from|import) {module}\b|\"{module}(?:\.[\w.]+)?\"", text, re.MULTILINE
    )


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_is_used_and_argued(name):
    if name not in WITHOUT_AN_IMPORT:
        assert any(is_named(module, PROGRAM) for module in modules_of(name)), name
    assert name in ADR


@pytest.mark.parametrize("name", [n for n in names(EXTRAS["dev"]) if n not in WITHOUT_AN_IMPORT])
def test_what_a_developer_installs_is_used(name):
    modules = modules_of(name)
    if not modules:
        pytest.skip("not for this platform")
    assert any(is_named(module, ALL) for module in modules)

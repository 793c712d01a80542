"""Only the children look into what comes from outside: no other module of `web` imports what parses it."""

import ast
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src" / "gongkai" / "web"
THE_PLACE = WEB / "files" / "confined" / "jobs.py"
# Where the children do what only a higher room asks of them.
PLACES = (
    THE_PLACE,
    WEB / "publishing" / "catalogue" / "jobs.py",
    WEB / "reporting" / "jobs.py",
)
# By module, the names that open, read, screen, mask or draw a file.
PARSES = {
    "gongkai.documents": {"open_bytes", "open_document"},
    "gongkai.documents.opening": {"open_bytes", "open_document"},
    "gongkai.documents.media_types": {"sniff"},
    "gongkai.documents.keeping": {"unpack"},
    "gongkai.documents.tabular": {"find_sheet"},
    "gongkai.documents.mail": {"read_mail"},
    "gongkai.documents.page_facts": {"page_facts"},
    "gongkai.screening.screen": {"screen", "screen_text", "mask_text"},
    "gongkai.screening.anybody": {"mask_anybody", "persons_named"},
    "gongkai.screening.masking": {"mask_file"},
    "gongkai.papers.ledger": {"read_ledger"},
    "gongkai.papers.lists": {"read_list", "with_columns"},
    "gongkai.papers.proposal": {"propose"},
    "gongkai.papers.bundle": {"Bundle"},
    "gongkai.guide.reading": {"lines_of_document"},
    "gongkai.report.reading": {"read_report", "read_file"},
    "gongkai.catalogue.county": {"read_county_catalogue"},
}
PARSERS = (
    "PIL", "calamine", "docx", "openpyxl", "pikepdf", "pypdfium2", "python_calamine", "rapidocr", "tarfile",
)  # fmt: skip
# Looks at the journal's own words, and at what is short (a question, a title, a notice), not at files from outside.
OWN_WORDS = (
    WEB / "journal" / "personal.py",
    WEB / "portal" / "unanswered.py",
    WEB / "reporting" / "personal.py",
)
# What draws pictures of its own; it opens none.
DRAWS = {WEB / "publishing" / "demo" / "pictures.py"}
# What writes zips of its own; it opens only what it has written.
WRITES_ZIPS = {
    WEB / "supervision" / "households" / "page_pack.py",
    WEB / "casework" / "evidence" / "package.py",
    WEB / "publishing" / "channels" / "renderings" / "wechat.py",
    WEB / "publishing" / "submissions" / "package.py",
    WEB / "supervision" / "evidence" / "exporting.py",
    WEB / "supervision" / "management" / "commands" / "offline_pack.py",
    WEB / "supervision" / "offline" / "writing.py",
}


def parsing_imports(file):
    """What a module imports that opens a file, at its top or inside a function."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for each in node.names:
                root = each.name.split(".")[0]
                if root in PARSERS or (root == "zipfile" and file not in WRITES_ZIPS):
                    yield each.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module.split(".")[0] in PARSERS and file not in DRAWS:
                yield node.module
            if node.module.startswith(
                ("gongkai.documents.readers", "gongkai.documents.writers.redaction")
            ):
                yield node.module
            for each in node.names:
                if each.name in PARSES.get(node.module, ()):
                    yield f"{node.module}.{each.name}"


def test_nothing_of_the_platform_opens_a_file_but_the_children():
    found = {
        str(file.relative_to(WEB)): sorted(set(parsing_imports(file)))
        for file in WEB.rglob("*.py")
        if file not in (*PLACES, *OWN_WORDS) and any(parsing_imports(file))
    }
    assert found == {}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.parent.name)
def test_the_places_do_and_know_nothing_of_django(place):
    assert "gongkai.documents.open_bytes" in set(parsing_imports(place))
    text = place.read_text(encoding="utf-8")
    assert "django" not in text
    assert "gongkai.web" not in text


def test_a_name_of_a_parsing_module_is_still_there():
    import importlib

    for module, names in PARSES.items():
        for name in names:
            assert hasattr(importlib.import_module(module), name), f"{module}.{name}"

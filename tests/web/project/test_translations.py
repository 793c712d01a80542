"""Chinese is the source of every screen, and the catalogues hold what the screens say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.utils.translation import override

from gongkai.web.project import translations
from gongkai.web.publishing.menu import DAILY

LANGUAGES = [code for code, _ in settings.LANGUAGES if not code.startswith("zh")]
HAN = re.compile("[\u3400-\u9fff]")
# Read by the national search of government sites, which knows its words in Chinese only.
META = re.compile(r"<meta\b[^>]*>")
TRANSLATED = re.compile(r"""_\(("[^"]*"|'[^']*')\)""")
# A word with which the template compares is not shown.
COMPARING = {"if", "elif"}
# A sheet printed for the file is an official paper.
PAPER = "look/print.css"
TEMPLATES = [
    path
    for path in translations.sources()
    if path.suffix == ".html" and PAPER not in path.read_text(encoding="utf-8")
]


def untranslated(text: str) -> list[str]:
    """Chinese of a template that no translation tag holds."""
    found, until = [], ""
    bare = META.sub(lambda match: re.sub(HAN, "", match.group()), text)
    for token in Lexer(bare).tokenize():
        word = token.contents.split()[0] if token.contents.split() else ""
        if until:
            until = "" if token.token_type == TokenType.BLOCK and word == until else until
        elif token.token_type == TokenType.BLOCK and word in {"blocktranslate", "comment"}:
            until = f"end{word}"
        elif token.token_type == TokenType.BLOCK and word in {"translate", *COMPARING}:
            continue
        elif token.token_type != TokenType.COMMENT and HAN.search(
            TRANSLATED.sub("", token.contents)
        ):
            found.append(token.contents.strip())
    return found


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: path.relative_to(translations.WEB).as_posix()
)
def test_what_a_template_says_can_be_translated(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<p>检索</p>", ["<p>检索</p>"]),
        ('<p>{% translate "检索" %}</p>', []),
        ("{% blocktranslate %}共 {{ n }} 条{% endblocktranslate %}。条", ["。条"]),
        ('{{ day|default:"无" }}', ['day|default:"无"']),
        ('{{ day|default:_("无") }}{# 无 #}', []),
        ('<meta name="ColumnName" content="检索">', []),
        ('<b title="检索">', ['<b title="检索">']),
        ('{% include "a.html" with nothing="无" %}', ['include "a.html" with nothing="无"']),
    ],
)
def test_a_word_without_a_tag_is_found(text: str, left: list[str]) -> None:
    assert untranslated(text) == left


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_what_the_screens_say(language: str) -> None:
    kept = {message.id for message in translations.catalogue_of(language) if message.id}
    said = {message.id for message in translations.found() if message.id}
    assert kept == said, "run `make translations`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_django_reads_is_compiled_from_the_catalogue(language: str) -> None:
    kept = {
        message.id: message.string
        for message in translations.catalogue_of(language)
        if message.id and message.string
    }
    with translations.path_of(language).with_suffix(".mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    assert compiled == kept, "run `make translations`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_sentence(language: str) -> None:
    wrong = [
        message.id
        for message in translations.catalogue_of(language)
        if message.id and isinstance(message.string, str) and message.string
        if translations.placeholders(message.id) != translations.placeholders(message.string)
    ]
    assert wrong == []


def test_the_menu_speaks_the_language_asked_for_and_chinese_otherwise() -> None:
    label = DAILY[0][1].label
    assert str(label) == "主动公开"
    with override("en"):
        assert str(label) == "Proactive disclosure"
    # Without a translation the source is shown.
    with override("fr"):
        assert str(label) == "主动公开"

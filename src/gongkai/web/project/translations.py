"""The words of the screens for translators: found in the code, kept in ``locale/<language>``.

Chinese is the source: a sentence without a translation is shown as it stands in the code. Babel, which only
developers install, reads and writes the catalogues; serving pages needs nothing but the compiled file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

HEADER = """\
# What the screens say, for readers of another language. `make translations` keeps it up to date.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
WEB = Path(__file__).resolve().parents[1]
# An act and a permission are declared with their Chinese name, and translated where they are shown.
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_lazy": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "declare": (2,),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{([a-z_][\w]*)(?:![rsa])?(?::[^}]*)?\}")


def sources() -> Iterator[Path]:
    """Every file that may hold words for a screen."""
    for path in sorted(WEB.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield path
        elif path.suffix == ".html" and "templates" in path.parts:
            yield path


def words_of(path: Path) -> Iterator[str]:
    """What one file marks for translation."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # What Django leaves of a template is a row of calls; its indents mean nothing.
        text = "\n".join(line.strip() for line in templatize(text, origin=path.name).splitlines())
    for _, message, _, _ in extract("python", io.BytesIO(text.encode()), KEYWORDS):
        yield message if isinstance(message, str) else message[0]


def found() -> Catalog:
    """Everything to translate, each sentence with the files it stands in."""
    catalog = Catalog(domain="django", charset="utf-8")
    for path in sources():
        for words in words_of(path):
            catalog.add(words, locations=[(path.relative_to(WEB).as_posix(), 0)])
    return catalog


def path_of(language: str) -> Path:
    """The catalogue of a language, as ``en``."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def catalogue_of(language: str) -> Catalog:
    """The catalogue as kept; an empty one for a new language."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, domain="django", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django")


def renewed(language: str) -> Catalog:
    """The catalogue with what the code says now; a translation stays while its sentence stands."""
    catalog = catalogue_of(language)
    catalog.update(found(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def as_text(catalog: Catalog) -> bytes:
    """The file for translators."""
    out = io.BytesIO()
    write_po(out, catalog, include_lineno=False, width=0, sort_output=True, omit_header=True)
    header = HEADER.format(language=catalog.locale, plural=catalog.plural_forms)
    return header.encode() + out.getvalue()


def as_compiled(catalog: Catalog) -> bytes:
    """The file that Django reads."""
    catalog = read_po(io.BytesIO(as_text(catalog)), locale=catalog.locale, domain="django")
    # The same words give the same file on any day.
    catalog.creation_date = catalog.revision_date = datetime(1970, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def placeholders(sentence: str) -> set[str]:
    """What is put into a sentence: ``{name}`` in the code, ``%(name)s`` in a template."""
    return {old or new for old, new in PLACEHOLDER.findall(sentence)}

"""Take in a list of wordings, put it out of use, and what of them holds for a body."""

from __future__ import annotations

import binascii
from base64 import b64decode
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from gongkai.screening.dictionary import WordPackage, read_package, stored_package, with_words
from gongkai.screening.errors import ScreeningError
from gongkai.screening.profiles import shipped_profile
from gongkai.screening.wording import Word, parse_word_list
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.vetting import acts
from gongkai.web.vetting.models import WordList
from gongkai.web.vetting.permissions import KEEP_WORDS

_LARGEST = 4_000_000
_KEY_BYTES = 32


@transaction.atomic
def add_words(
    body: PublicBody,
    *,
    acting_user: User,
    at: datetime,
    name: str,
    data: bytes,
    public_key: str = "",
) -> WordList:
    """Take in the body's own list (.toml), which replaces the one before, or a signed package (.zip).

    Raises:
        ActionError: it is no list, its signature is not right, or its issuer used another key before.
    """
    require(acting_user, KEEP_WORDS, body)
    if len(data) > _LARGEST:
        raise ActionError(gettext("词表“{name}”超过4MB；请核对文件。").format(name=name))
    made = WordList(body=body, name=name[:200], added_by=acting_user, added_at=at)
    try:
        if data[:2] == b"PK":
            _take_package(made, data, public_key)
        else:
            made.content = data.decode("utf-8-sig")
            made.words = len(parse_word_list(made.content, name))
            made.issued_on = timezone.localdate(at)
    except UnicodeDecodeError as error:
        raise ActionError(
            gettext(
                "词表“{name}”不是 UTF-8 文字，应为 TOML 词表或者签名的更新包（zip）；请另存后再试。"
            ).format(name=name)
        ) from error
    except ScreeningError as error:
        raise ActionError(str(error)) from error
    if not made.words and not made.is_package:
        raise ActionError(gettext("词表“{name}”里没有一个词；请对照示例填写。").format(name=name))
    if not made.is_package:
        body.word_lists.filter(closed_at=None, public_key="").update(closed_at=at)
    made.save()
    record(
        acts.WORDS_ADDED,
        by=acting_user,
        body=body,
        subject=made,
        after={"file": made.name, "words": made.words, "issuer": made.issuer},
        at=at,
    )
    return made


def _take_package(made: WordList, data: bytes, public_key: str) -> None:
    key = _key(public_key)
    package = read_package(data, made.name, public_key=key)
    known = WordList.objects.filter(body=made.body, issuer=package.issuer).exclude(public_key="")
    if (before := known.first()) is not None and before.public_key != key.hex():
        raise ActionError(
            gettext(
                "“{issuer}”以前的更新包是另一把公钥签的；请向发布单位核实后，先停用旧包再装入。"
            ).format(issuer=package.issuer)
        )
    made.content = package.text
    made.words = len(package.words) + len(package.withdrawn)
    made.issuer, made.issued_on, made.public_key = package.issuer[:200], package.issued, key.hex()


def _key(text: str) -> bytes:
    """The 32 bytes of a public key, written in hexadecimal figures or base 64."""
    for decode in (bytes.fromhex, b64decode):
        try:
            found = decode(text.strip())
        except (ValueError, binascii.Error):
            continue
        if len(found) == _KEY_BYTES:
            return found
    raise ActionError(
        gettext("更新包须填发布单位的公钥（Ed25519，64位十六进制或 base64）；请向发布单位索取。")
    )


@transaction.atomic
def close_words(word_list: WordList, *, acting_user: User, at: datetime) -> None:
    """Put a list out of use; it stays on record."""
    require(acting_user, KEEP_WORDS, word_list.body)
    if word_list.closed_at is not None:
        raise ActionError(gettext("该词表已经停用。"))
    word_list.closed_at = at
    word_list.save(update_fields=["closed_at"])
    record(
        acts.WORDS_CLOSED,
        by=acting_user,
        body=word_list.body,
        subject=word_list,
        before={"file": word_list.name},
        at=at,
    )


def words_of(word_list: WordList) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """The words of a list, and those that it takes back."""
    if not word_list.is_package:
        return tuple(parse_word_list(word_list.content, word_list.name)), ()
    package = stored_package(word_list.content, word_list.name)
    return package.words, package.withdrawn


def words_for(body: PublicBody) -> tuple[Word, ...]:
    """The words by which the body's papers are screened; empty where only those of the software hold."""
    held: list[Any] = list(WordList.objects.holding_for(body))
    if not held:
        return ()
    own: dict[str, Word] = {}
    # What a lower body keeps prevails over what one above it keeps.
    for kept in sorted(held, key=lambda kept: (len(kept.body.lineage), kept.pk)):
        if not kept.is_package:
            own |= {word.wrong: word for word in parse_word_list(kept.content, kept.name)}
    packages: list[WordPackage] = [
        stored_package(kept.content, kept.name) for kept in held if kept.is_package
    ]
    profile = with_words(shipped_profile("county"), own=tuple(own.values()), packages=packages)
    return profile.words

"""The dictionary of wordings as a county keeps it: its own file, and signed packages of updates that come without a network."""

from __future__ import annotations

import tomllib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from gongkai.screening.errors import PackageInvalid, VerifierMissing
from gongkai.screening.profiles import Profile
from gongkai.screening.wording import Word, read_word_list

_LIST = "wording.toml"
_SIGNATURE = "wording.toml.sig"
_LARGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class WordPackage:
    """An update: who issued it and when, its words, the wrong words that it takes back, and its list as TOML."""

    issuer: str
    issued: date
    words: tuple[Word, ...]
    withdrawn: tuple[str, ...] = ()
    text: str = ""


def verify(data: bytes, signature: bytes, public_key: bytes, name: str) -> None:
    """Check the Ed25519 `signature` (64 bytes) over `data` with `public_key` (32 bytes).

    Raises `PackageInvalid` where it does not fit, `VerifierMissing` where the library that checks is not installed.
    """
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError as error:
        raise VerifierMissing() from error
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
    except (InvalidSignature, ValueError) as error:
        raise PackageInvalid(name, "签名", "与公钥不符，内容可能被改过") from error


def read_package(data: bytes, name: str, *, public_key: bytes) -> WordPackage:
    """The update in a .zip of `wording.toml` and `wording.toml.sig`, after its signature was checked.

    The list has a table `package` with `issuer` and `issued`, `[[word]]` entries as in `lists/wording.toml`, and may
    have `withdrawn`, the wrong words that count no more. Raises `PackageInvalid`, `ListInvalid`, `VerifierMissing`.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if max(archive.getinfo(part).file_size for part in (_LIST, _SIGNATURE)) > _LARGEST:
                raise PackageInvalid(name, "文件", "超过4MB")
            listed, signature = archive.read(_LIST), archive.read(_SIGNATURE)
    except (zipfile.BadZipFile, KeyError) as error:
        raise PackageInvalid(name, "文件", f"不是含有 {_LIST} 和 {_SIGNATURE} 的zip") from error
    verify(listed, signature, public_key, name)
    try:
        text = listed.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackageInvalid(name, _LIST, "不是TOML") from error
    return stored_package(text, name)


def stored_package(text: str, name: str) -> WordPackage:
    """The update whose list is `text`, of which the signature was checked before. Raises `PackageInvalid`, `ListInvalid`."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackageInvalid(name, _LIST, "不是TOML") from error
    package = content.get("package", {})
    issuer, issued = package.get("issuer"), package.get("issued")
    if not isinstance(issuer, str) or not isinstance(issued, date):
        raise PackageInvalid(name, "package", "须有 issuer 和 issued")
    withdrawn = content.get("withdrawn", [])
    if not isinstance(withdrawn, list) or not all(isinstance(word, str) for word in withdrawn):
        raise PackageInvalid(name, "withdrawn", "应为词的列表")
    return WordPackage(issuer, issued, read_word_list(content, name), tuple(withdrawn), text)


def updated(words: Sequence[Word], package: WordPackage) -> tuple[Word, ...]:
    """`words` with the package's in place of those that have the same wrong word, and without what it withdraws."""
    gone = {word.wrong for word in package.words} | set(package.withdrawn)
    return tuple(word for word in words if word.wrong not in gone) + package.words


def with_words(
    profile: Profile, *, own: Sequence[Word] = (), packages: Sequence[WordPackage] = ()
) -> Profile:
    """`profile` with the packages by their day of issue, and then the county's own words, which prevail."""
    words: tuple[Word, ...] = profile.words
    for package in sorted(packages, key=lambda package: package.issued):
        words = updated(words, package)
    mine = {word.wrong for word in own}
    return replace(
        profile, words=tuple(word for word in words if word.wrong not in mine) + tuple(own)
    )

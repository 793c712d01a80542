"""Lists of wordings given on the command line: the county's own file, and signed packages of updates."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from gongkai.cli.refusal import Refusal
from gongkai.screening.dictionary import WordPackage, read_package, with_words
from gongkai.screening.errors import ScreeningError
from gongkai.screening.profiles import Profile
from gongkai.screening.wording import Word, parse_word_list

_KEY_BYTES = 32
_LARGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class LocalWords:
    """The county's own words, packages of updates, and a digest that changes with any of them."""

    own: tuple[Word, ...] = ()
    packages: tuple[WordPackage, ...] = ()
    digest: str = ""

    def added_to(self, profile: Profile) -> Profile:
        """The profile with these words; itself where there are none."""
        if not self.digest:
            return profile
        return with_words(profile, own=self.own, packages=self.packages)


def read_words(paths: Sequence[Path], key: Path | None) -> LocalWords:
    """Read lists (.toml) and packages (.zip, checked with the public key in `key`); refuses what cannot be relied on."""
    own: list[Word] = []
    packages: list[WordPackage] = []
    digest = sha256()
    for path in paths:
        data = _bytes(path)
        digest.update(sha256(data).digest())
        try:
            if data[:2] == b"PK":
                packages.append(read_package(data, path.name, public_key=_public_key(key)))
            else:
                own.extend(parse_word_list(data.decode("utf-8-sig"), path.name))
        except UnicodeDecodeError as error:
            raise Refusal(
                f"词表“{path.name}”：不是UTF-8文字，应为 TOML 词表或者签名的更新包（zip）；请另存后再试。"
            ) from error
        except ScreeningError as error:
            raise Refusal(str(error)) from error
    return LocalWords(tuple(own), tuple(packages), digest.hexdigest() if paths else "")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise Refusal(f"词表“{path.name}”：超过4MB，应为一个词表；请核对文件。")
        return path.read_bytes()
    except OSError as error:
        raise Refusal(
            f"词表“{path.name}”：读不到（{error.strerror}），应为 TOML 词表或者签名的更新包；请核对位置。"
        ) from error


def _public_key(path: Path | None) -> bytes:
    """The 32 bytes of the key, as they are or in base 64 or hexadecimal figures."""
    if path is None:
        raise Refusal("词库更新包须用 --words-key 指明发布单位的公钥；没有公钥不能装入。")
    data = _bytes(path)
    if len(data) == _KEY_BYTES:
        return data
    text = data.decode("ascii", "replace").strip()
    for decode in (bytes.fromhex, b64decode):
        try:
            found = decode(text)
        except (ValueError, binascii.Error):
            continue
        if len(found) == _KEY_BYTES:
            return found
    raise Refusal(
        f"公钥“{path.name}”：不是 Ed25519 公钥，应为32字节或者它的 base64、十六进制写法；请向发布单位索取。"
    )

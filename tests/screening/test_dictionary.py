from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongkai.screening.dictionary import read_package, updated, with_words
from gongkai.screening.errors import ListInvalid, PackageInvalid, VerifierMissing
from gongkai.screening.profiles import shipped_profile
from gongkai.screening.wording import parse_word_list, shipped_words, wordings

KEY = Ed25519PrivateKey.generate()
PUBLIC = KEY.public_key().public_bytes_raw()
LIST = """
withdrawn = ["布署"]
[package]
issuer = "青山县融媒体中心"
issued = 2026-11-01
[[word]]
variety = "outdated-body"
wrong = "青山县扶贫局"
right = "青山县农业农村局"
from = 2021-06-01
cite = "青山县机构改革方案"
"""


def package(text=LIST, signature=None):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("wording.toml", text)
        archive.writestr("wording.toml.sig", signature or KEY.sign(text.encode()))
    return stream.getvalue()


def test_a_signed_package_adds_words_and_takes_words_back():
    words = updated(shipped_words(), read_package(package(), "更新.zip", public_key=PUBLIC))
    rights = [word.right for _, word in wordings("青山县扶贫局布署工作", words)]
    assert rights == ["青山县农业农村局"]
    assert [word.right for _, word in wordings("青山县扶贫局布署工作", shipped_words())] == ["部署"]


def test_a_package_that_was_changed_is_refused():
    altered = package(LIST + "\n", signature=KEY.sign(LIST.encode()))
    with pytest.raises(PackageInvalid, match="与公钥不符"):
        read_package(altered, "更新.zip", public_key=PUBLIC)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"no archive", "不是含有 wording.toml"),
        (package("[package]\n"), "须有 issuer 和 issued"),
        (package("= 1"), "不是TOML"),
        (
            package('withdrawn = "布署"\n' + LIST.replace('withdrawn = ["布署"]', "")),
            "应为词的列表",
        ),
    ],
)
def test_a_broken_package_is_refused_by_part(data, found):
    with pytest.raises(PackageInvalid, match=found):
        read_package(data, "更新.zip", public_key=PUBLIC)


def test_a_word_without_its_day_names_the_entry():
    with pytest.raises(ListInvalid, match=r"word\[1\].from"):
        read_package(package(LIST.replace("from =", "since =")), "更新.zip", public_key=PUBLIC)


def test_without_the_library_the_sentence_says_what_to_install(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    with pytest.raises(VerifierMissing, match=r"gongkai\[web\]"):
        read_package(package(), "更新.zip", public_key=PUBLIC)


def test_the_countys_own_words_prevail_over_packages():
    own = parse_word_list(
        '[[word]]\nvariety = "outdated-body"\nwrong = "青山县扶贫局"\nright = "青山县乡村振兴中心"\nfrom = 2022-01-01\ncite = "县编办"\n',
        "青山县.toml",
    )
    told = read_package(package(), "更新.zip", public_key=PUBLIC)
    profile = with_words(shipped_profile("county"), own=own, packages=(told,))
    found = [word.right for _, word in wordings("青山县扶贫局", profile.words, on=date(2026, 1, 1))]
    assert found == ["青山县乡村振兴中心"]

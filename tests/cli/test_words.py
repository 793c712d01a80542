import zipfile

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongkai.cli.screen import screen

KEY = Ed25519PrivateKey.generate()
OWN = """
[[word]]
variety = "outdated-body"
wrong = "青山县扶贫局"
right = "青山县农业农村局"
from = 2021-06-01
cite = "青山县机构改革方案"
"""
UPDATE = (
    OWN.replace("青山县扶贫局", "青山县畜牧局")
    + """
[package]
issuer = "青山县融媒体中心"
issued = 2026-11-01
"""
)


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text("由青山县扶贫局、青山县畜牧局负责。\n", "utf-8")
    return path


@pytest.fixture
def update(tmp_path):
    path = tmp_path / "更新.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("wording.toml", UPDATE)
        archive.writestr("wording.toml.sig", KEY.sign(UPDATE.encode()))
    return path


def call(*args):
    return CliRunner().invoke(screen, [str(arg) for arg in args])


def test_the_countys_own_list_is_looked_up_too(notice, tmp_path):
    (tmp_path / "本县.toml").write_text(OWN, "utf-8")
    assert "青山县扶贫局" not in call(notice).output
    result = call(notice, "--words", tmp_path / "本县.toml")
    assert result.exit_code == 1
    assert "青山县农业农村局" in result.output
    assert "青山县畜牧局" not in result.output


@pytest.mark.parametrize("written", ["raw", "hex"])
def test_a_signed_package_is_taken_in(notice, update, tmp_path, written):
    public = KEY.public_key().public_bytes_raw()
    key = tmp_path / "发布单位.pub"
    key.write_bytes(public if written == "raw" else public.hex().encode() + b"\n")
    assert "青山县畜牧局" in call(notice, "--words", update, "--words-key", key).output


def test_a_package_without_its_key_or_of_another_hand_is_refused(notice, update, tmp_path):
    result = call(notice, "--words", update)
    assert result.exit_code == 2
    assert "须用 --words-key 指明" in result.stderr
    key = tmp_path / "别人.pub"
    key.write_bytes(Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    result = call(notice, "--words", update, "--words-key", key)
    assert result.exit_code == 2
    assert "与公钥不符" in result.stderr
    key.write_text("不是公钥", "utf-8")
    assert "不是 Ed25519 公钥" in call(notice, "--words", update, "--words-key", key).stderr


def test_a_list_that_is_none_is_refused_with_a_sentence(notice, tmp_path):
    (tmp_path / "坏.toml").write_text("[[word", "utf-8")
    result = call(notice, "--words", tmp_path / "坏.toml")
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert "读不到" in call(notice, "--words", tmp_path / "无.toml").stderr

import pytest

from gongkai.screening.errors import ProfileInvalid
from gongkai.screening.kinds import Kind
from gongkai.screening.profiles import (
    MASKABLE,
    Action,
    load_profile,
    parse_profile,
    shipped_profile,
)


@pytest.mark.parametrize("name", ["strict", "county"])
def test_shipped_profiles_have_a_rule_for_every_kind(name):
    assert set(shipped_profile(name).masks) == set(MASKABLE)


def test_an_own_profile_changes_what_it_names():
    profile = parse_profile(
        'base = "county"\nlabel = "本县"\nnon_public_numbers = ["青办字"]\n[mask.sensitive_name]\naction = "leave"',
        "本县.toml",
    )
    assert profile.masks[Kind.SENSITIVE_NAME].action is Action.LEAVE
    assert profile.masks[Kind.MOBILE].head == 3
    assert profile.non_public_numbers == ("青办字",)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "mask.resident_id"),
        ('base = "county"\n[mask.secrecy_mark]\naction = "drop"', "mask.secrecy_mark"),
        ('base = "county"\n[mask.mobile]\naction = "blur"', "mask.mobile.action"),
        ('base = "county"\n[mask.mobile]\naction = "keep"\nhead = 99', "mask.mobile.head"),
        (
            'base = "county"\n[mask.address]\naction = "generalise"\nto = "street"',
            "mask.address.to",
        ),
        ('base = "other"', "名称"),
        ('base = "county"\nnon_public_numbers = [1]', "non_public_numbers"),
        ("[mask", "全文"),
    ],
)
def test_a_broken_profile_names_its_entry(text, key):
    with pytest.raises(ProfileInvalid) as caught:
        parse_profile(text, "本县.toml")
    assert caught.value.key == key


def test_a_profile_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ProfileInvalid, match="读不到"):
        load_profile(str(tmp_path / "无.toml"))

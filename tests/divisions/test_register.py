from collections import Counter

from gongkai.divisions import Rank, register


def test_the_register_holds_the_whole_country_but_for_the_three_it_leaves_out():
    counts = Counter(item.rank for item in register().by_code.values())
    assert counts == {
        Rank.PROVINCE: 31,
        Rank.PREFECTURE: 342,
        Rank.COUNTY: 2978,
        Rank.TOWNSHIP: 41352,
    }


def test_a_place_knows_what_holds_it_and_what_it_holds():
    (county,) = register().named("平罗县")
    assert (county.code, county.rank, county.stem) == ("640221", Rank.COUNTY, "平罗")
    assert [item.name for item in register().above(county)] == ["宁夏回族自治区", "石嘴山市"]
    assert "渠口乡" in {item.name for item in register().within(county)}


def test_the_same_name_may_be_that_of_many():
    assert len(register().named("城关镇")) > 50
    assert register().named("城关镇", Rank.COUNTY) == ()
    assert {item.name for item in register().with_stem("青山", Rank.COUNTY)} == {"青山区"}


def test_words_for_districts_without_a_name_are_no_names():
    assert register().named("市辖区") == ()


def test_invented_places_of_the_examples_are_no_counties():
    assert register().named("青山县") == ()
    assert register().named("松林市") == ()

import pytest

from gongkai.screening.kinds import Kind, varieties
from gongkai.screening.masks import excerpt, masked
from gongkai.screening.profiles import Action, Mask, Profile, shipped_profile

COUNTY, STRICT = shipped_profile("county"), shipped_profile("strict")


@pytest.mark.parametrize(
    ("variety", "value", "county", "strict"),
    [
        ("resident-id-18", "119900199001010010", "11*************010", "***"),
        ("resident-id-18", "119900 19900101 0010", "11**** ******** *010", "***"),
        ("mobile", "13900001234", "139****1234", "***"),
        ("bank-card", "6200000000000005", "************0005", "***"),
        ("address-below-village", "白杨村3组12号", "白杨村", "**"),
        ("address-road", "人民路12号", "**", "**"),
        ("birth-date", "1980年5月3日", "1980年", "***"),
        ("name-in-sensitive-list", "张三", "张某", "张某"),
        ("name-in-sensitive-list", "欧阳小明", "欧阳某某", "欧阳某某"),
        ("name-in-sensitive-list", "阿依古丽·买买提", "阿某某", "阿某某"),
        ("illness", "尿毒症", "***", "***"),
        ("passport", "E12345678", "E******78", "***"),
    ],
)
def test_values_become_their_masked_form(variety, value, county, strict):
    assert masked(variety, value, COUNTY) == county
    assert masked(variety, value, STRICT) == strict


def test_dropping_a_whole_cell_leaves_it_empty():
    assert masked("illness", "尿毒症", COUNTY, whole_cell=True) == ""


def test_masking_a_masked_form_changes_nothing():
    for variety, value in (
        ("resident-id-18", "119900199001010010"),
        ("mobile", "13900001234"),
        ("name-in-sensitive-list", "张三"),
    ):
        once = masked(variety, value, COUNTY)
        assert masked(variety, once, COUNTY) == once


def test_a_short_value_shows_nothing():
    profile = Profile("甲", "甲", {Kind.MOBILE: Mask(Action.KEEP, 3, 4)})
    assert masked("mobile", "123456", profile) == "******"


def test_no_excerpt_shows_the_value():
    for name, variety in varieties().items():
        value = {Kind.ADDRESS: "白杨村3组12号", Kind.BIRTH_DATE: "1980年5月3日"}.get(
            variety.kind, "张三19900001234"
        )
        if variety.kind is not Kind.WORDING:
            assert excerpt(name, value) != value

"""The standard catalogue as data: what a body starts from, and what is said of each entry."""

from __future__ import annotations

import copy
import tomllib
from importlib.resources import files

import pytest

from gongkai.catalogue.errors import StandardDataError
from gongkai.catalogue.standard import NOT_STATED, read_standard, standard_catalogue


def entry(code):
    return next(each for each in standard_catalogue().entries if each.code == code)


def data():
    text = files("gongkai.catalogue").joinpath("standard.toml").read_text("utf-8")
    return copy.deepcopy(tomllib.loads(text))


def test_the_whole_catalogue_and_what_each_level_starts_from():
    catalogue = standard_catalogue()
    assert len(catalogue.entries) == 273
    assert len(catalogue.enabled()) == 249
    assert len(catalogue.of_level("township")) == 135
    assert len(catalogue.of_level("county")) == 218


def test_of_one_matter_one_wording_is_enabled():
    names = [(each.field, each.level_1, each.level_2) for each in standard_catalogue().enabled()]
    assert len(names) == len(set(names))
    usual = {each.code for each in standard_catalogue().enabled()}
    assert "standard.poverty_alleviation.07" in usual
    assert "standard.poverty_alleviation.01" not in usual
    merged = {
        each.code for each in standard_catalogue().enabled({"社会救助及福利合并口径（2024）"})
    }
    assert {"standard.social_assistance.13", "standard.poverty_alleviation.01"} <= merged


def test_every_entry_has_a_time_limit_or_says_why_not():
    for each in standard_catalogue().entries:
        assert each.time_limit or each.no_limit_reason, each.code
        if not each.time_limit:
            assert each.no_limit_reason == NOT_STATED


def test_an_entry_in_words():
    first = entry("standard.major_construction_projects.03")
    assert first.time_limit == (
        "自信息形成之日起20个工作日内；自行政许可、行政处罚决定作出之日起7个工作日内"
    )
    assert first.contents[:3] == ("审批结果", "批复时间", "批复文号")
    assert first.confidence == "seen"
    assert entry("standard.major_construction_projects.02").audience == "项目单位"


def test_a_basis_that_holds_no_longer_says_what_became_of_it():
    told = [str(basis) for each in standard_catalogue().entries for basis in each.bases]
    assert "环境噪声污染防治法（已失效：《噪声污染防治法》（2022年6月5日施行））" in told


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (lambda d: d["row"][1].update(number=1), "出现两次"),
        (lambda d: d["row"][0].update(field="zoo"), "领域不在"),
        (lambda d: d["row"][0].update(time_limit=[]), "没有时限"),
        (lambda d: d["row"][0].update(contents=[]), "没有要素"),
        (lambda d: d["variant"][0].update(label="无"), "没有事项属于口径"),
    ],
)
def test_data_that_contradict_themselves_are_refused(break_it, told):
    broken = data()
    break_it(broken)
    with pytest.raises(StandardDataError, match=told):
        read_standard(broken)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.organizations import parse_body


@pytest.mark.parametrize(
    ("text", "places", "tail", "level", "name"),
    [
        ("柳河镇", ("柳河镇",), "", "township", "柳河镇人民政府"),
        ("青山县柳河镇政府", ("青山县", "柳河镇"), "政府", "township", "柳河镇人民政府"),
        ("西山城镇", ("西山城镇",), "", "township", "西山城镇人民政府"),
        ("青山县白杨街道办", ("青山县", "白杨街道"), "办", "street", "白杨街道办事处"),
        ("青山旗松林苏木", ("青山旗", "松林苏木"), "", "township", "松林苏木人民政府"),
        (
            "景德镇市昌江区鲇鱼山镇",
            ("景德镇市", "昌江区", "鲇鱼山镇"),
            "",
            "township",
            "鲇鱼山镇人民政府",
        ),
        ("镇江市", ("镇江市",), "", "city", "镇江市人民政府"),
        ("济宁市市中区", ("济宁市", "市中区"), "", "county", "市中区人民政府"),
        ("沙市区人民政府", ("沙市区",), "人民政府", "county", "沙市区人民政府"),
        ("津市市", ("津市市",), "", "city", "津市市人民政府"),
        ("北京市", ("北京市",), "", "province", "北京市人民政府"),
        ("大同市城区", ("大同市", "城区"), "", "county", "城区人民政府"),
        ("青山县乡村振兴局", ("青山县",), "乡村振兴局", "department", "青山县乡村振兴局"),
        ("青山县城镇管理局", ("青山县",), "城镇管理局", "department", "青山县城镇管理局"),
        (
            "青山县住房和城乡建设局",
            ("青山县",),
            "住房和城乡建设局",
            "department",
            "青山县住房和城乡建设局",
        ),
        ("青山县政府办公室", ("青山县",), "政府办公室", "department", "青山县人民政府办公室"),
        ("青山市柳河新区管委会", ("青山市", "柳河新区"), "管委会", "other", "柳河新区管委会"),
        ("青山县政务服务中心", ("青山县",), "政务服务中心", "other", "青山县政务服务中心"),
        ("自然资源局", (), "自然资源局", "department", "自然资源局"),
    ],
)
def test_names_are_taken_apart(
    text: str, places: tuple[str, ...], tail: str, level: str, name: str
) -> None:
    body = parse_body(text)
    assert body is not None
    assert (body.places, body.tail, body.level, body.name) == (places, tail, level, name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "镇",
        "我镇主动公开政府信息",
        "县人民政府",
        "2024年",
        "有序开展工作",
        "关于公开的局",
        "一、总体情况",
        "柳河镇人民政府联系电话",
        "政府信息公开",
    ],
)
def test_what_is_no_name_is_refused(text: str) -> None:
    assert parse_body(text) is None


def test_white_space_and_seal_do_not_matter() -> None:
    body = parse_body(" 青山县 柳河镇人民政府（盖章） ")
    assert body is not None
    assert body.full_name == "青山县柳河镇人民政府"


@given(st.text(alphabet="青山县柳河镇市区省乡局办人民政府街道委员会和", max_size=30))
def test_no_name_breaks_the_parser(text: str) -> None:
    body = parse_body(text)
    if body is not None:
        assert body.level in {
            "province",
            "city",
            "county",
            "township",
            "street",
            "department",
            "other",
        }
        assert "".join(body.places) + body.tail == text

import pytest

from gongkai.screening.secrecy import secrecy


def varieties(text, **options):
    return [hit.variety for hit in secrecy(text, **options)]


@pytest.mark.parametrize(
    "mark", ["绝密★30年", "机密★", "秘密★长期", "机　密".replace("　", " "), "密级：秘密"]
)
def test_marks_of_secrecy_are_found(mark):
    assert "secrecy-level" in varieties(f"{mark}\n关于某事的通知")


@pytest.mark.parametrize(
    "mark", ["内部资料，注意保存", "工作秘密", "仅供内部使用", "会后收回", "此件不得外传"]
)
def test_internal_marks_are_found(mark):
    assert "internal-mark" in varieties(f"{mark}\n关于某事的通知")


@pytest.mark.parametrize("mark", ["（此件不公开）", "公开属性：不予公开", "此件依申请公开"])
def test_papers_marked_as_not_public_are_found(mark):
    assert "not-for-disclosure" in varieties(mark)


def test_numbers_of_papers_that_are_not_public_are_found():
    assert varieties("根据青密发〔2024〕3号文件") == ["non-public-document-number"]
    assert varieties("根据青办字〔2024〕3号文件") == []
    assert varieties("根据青办字〔2024〕3号文件", non_public_numbers=("青办字",)) == [
        "non-public-document-number"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "涉及国家秘密、商业秘密、个人隐私的不予公开",
        "严格保守机密，密切联系群众",
        "《中华人民共和国保守国家秘密法》",
        "（此件公开发布）",
        "内部机构设置",
        "不予公开3件",
    ],
)
def test_words_about_secrecy_are_no_marks(text):
    assert varieties(text) == []

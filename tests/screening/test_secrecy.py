import pytest

from gongkai.screening.kinds import Kind
from gongkai.screening.kinds import varieties as varieties_of
from gongkai.screening.secrecy import secrecy
from gongkai.screening.text import hits_in_text


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


@pytest.mark.parametrize(
    "mark",
    [
        "工作秘密\u30005年",
        "通知（工作秘密）",
        "【内部资料 注意保存】",
        "内部资料·不得外传",
        "内部学习资料 请勿外传",
        "密级：机密    保密期限：10年",
        "仅供县领导参阅",
        "专供党政领导同志参考",
        "仅供与会代表使用",
        "（仅供参阅）",
        "征求意见稿，请勿外传",
        "讨论稿 不得上网",
        "本材料严禁上传微信群",
        "此件阅后请退回",
        "会后请交回",
        "公开类型：免予公开",
        "是否公开：否",
        "公开属性：不主动公开",
        "严禁翻印、严禁上传互联网",
        "CONFIDENTIAL 秘密",
        "【机密】关于某事的报告",
        "关于某事的请示（内部掌握）",
        "公开选项：暂不公开",
        "请勿转发朋友圈",
        "涉密标志：工作秘密",
        "此件阅毕销毁",
        "工作秘密  妥善保管",
        "标志：工作秘密",
        "【工作秘密】通知",
        "仅供领导参阅",
        "仅供参阅",
        "不得上传互联网",
        "本文件不得上传互联网，不得翻印。",
        "内部使用，严禁外传",
        "内部刊物",
        "密级 机密",
        "公开类别：不公开",
        "主动公开选项：否",
        "信息公开属性： 免予公开",
        "（秘密）",
        "商业秘密，严禁外泄",
        "此件发至县团级",
    ],
)
def test_a_mark_is_found_by_itself_labelled_or_in_brackets(mark: str) -> None:
    for text in (mark, f"青山县人民政府\n{mark}\n各镇人民政府："):
        hits = hits_in_text(text)
        assert any(varieties_of()[hit.variety].kind is Kind.SECRECY_MARK for hit in hits)


@pytest.mark.parametrize(
    "text",
    [
        "机关、单位应当确定工作秘密事项范围，妥善保管工作秘密载体。",
        "第十三条\u3000属于工作秘密的，应当标注“工作秘密”标志，不得上传互联网。",
        "培训内容：一、什么是工作秘密；二、内部资料管理；三、不得上传互联网的信息种类。",
        "三、工作秘密管理",
        "（三）工作秘密、商业秘密的保护",
        "国家秘密的密级分为绝密、机密、秘密三级。",
        "密级：绝密、机密、秘密三级",
        "密级：□绝密 □机密 □秘密",
        "公开方式：主动公开",
        "主动公开选项：是",
        "是否公开：是",
        "以上数据仅供参考，以正式公布为准。",
        "严禁在互联网上传输、处理国家秘密和工作秘密。",
        "党员干部不得在微信群发布内部文件、内部资料。",
        "不得上传互联网的内容包括：",
        "涉及国家秘密、工作秘密、商业秘密的，不得公开。",
        "本展厅资料仅供参观者现场阅览。",
        "开展保密宣传教育，观看《严禁外传》警示片。",
        "内部审计、内部控制和内部管理制度健全。",
        "内部刊物管理办法",
        "停车场仅供内部车辆停放。",
        "会议领导讲话后，请各单位贯彻落实。",
        "秘密级国家秘密不超过十年，机密级不超过二十年，绝密级不超过三十年。",
        "《工作秘密管理暂行办法》已经审议通过。",
        "申请人对商业秘密负有保密义务。",
        "严禁拍照打卡、翻越护栏。",
        "依申请公开：向本机关申请获取政府信息",
        "信息公开形式：政府网站、公开栏",
        "公开属性 主动公开",
        "第二讲：秘密载体的保管（主讲：县保密局）",
        "请与会代表会后参观。",
        "内部控制、内部情况通报制度",
        "本文件自印发之日起施行，有效期5年。",
        "任何单位和个人不得泄露举报人信息。",
        "敏感信息脱敏处理后公开",
        "保密期限和解密条件由定密责任人确定",
        "用后请关闭阀门",
    ],
)
def test_law_training_and_notices_about_secrecy_are_no_marks(text: str) -> None:
    hits = hits_in_text(text)
    assert not [hit for hit in hits if varieties_of()[hit.variety].kind is Kind.SECRECY_MARK]

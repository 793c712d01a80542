"""Whole guides and planted faults, written apart from the rules (`guides/`).

`faults-first` was before the eyes when the rules were written, `faults-second` was written before them and looked at for its kinds only,
`faults-third` was written before them and run once when they stood: 46 of 50 (8 of 50 before), and no false alarm on `unseen-*`.
The others were written afterwards, each to try the rules again in freer words; at their first run `fourth` gave 27, `fifth` 39, `sixth` 40,
`seventh` 32 of 50; `eighth`, by another hand, 40 of 49, with 9 false alarms on its author's four correct guides (`correct-12` to `correct-15`).
What was missed was mended as kinds each time, so none of the eight is unseen any more.
`ninth` and `tenth` are eight kinds of 30 sentences, written before the rules of today; two thirds (`ninth`) were mended against, one third
(`tenth`, drawn by lot) was run when they stood: 77 of 80 (14 before). Their author also wrote the rules with them in mind, so three sets were
written after the rules, each freer than a guide is: at first 12 of 64, 22 of 48, 29 of 40 (`eleventh`), mended as kinds each time. `twelfth`, in
the plain words of a guide, was run once at the end and nothing was mended: 38 of 40. `right-sentences` gave 22 false alarms in its first 66
before, and 0, 1, 3, 2, 0 at the first runs of its five parts; `correct-16` to `correct-25`, ten guides in other words, 15 before and 1 at the first run.
"""

from datetime import date
from pathlib import Path

import pytest

from gongkai.guide.checking import check_guide
from gongkai.guide.finding import checks
from gongkai.guide.reading import lines_of_text
from gongkai.guide.wrongs import wrongs

FOLDER = Path(__file__).parent / "guides"
DAY = date(2026, 11, 16)
CORRECT = sorted([*FOLDER.glob("correct-*.txt"), *FOLDER.glob("unseen-*.txt")])
PLANTED = {"eighth": 47, "ninth": 160, "tenth": 80, "eleventh": 152, "twelfth": 40}
SETS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()

# Right sentences beside each wrong one; those of the file tell how it was, or say the right thing in the words of the wrong.
DECOYS = [
    *(FOLDER / "right-sentences.txt").read_text("utf-8").splitlines(),
    "第三方逾期未提出意见的，由本机关决定是否公开，共同制作机关逾期未提出意见的，视为同意公开。",
    "申请人通过快递公司寄来申请的，以签收之日为收到申请之日。",
    "未满8周岁的儿童不能独立提出申请，由监护人代为提出。",
    "不得拒绝代理人提出的申请。",
    "对不予公开以外的答复不服的，可以申请行政复议或者提起行政诉讼。",
    "主动公开的信息统一通过政府信息公开平台发布。",
    "当面领取答复的，应当由本人或者其委托的代理人签收。",
    "答复以交邮之日为送达时间。",
    "企业登记档案中涉及商业秘密的部分不予公开。",
    "延长答复期限由政府信息公开工作机构负责人批准，并告知申请人。",
    "征求意见所需时间从答复期限中扣除，不包括在20个工作日之内。",
    "20个工作日的期限不包括征求第三方意见的时间。",
    "网上申请登记后与申请人确认，确认之日为收到申请之日。",
    "内部管理信息不再作为不予公开的理由。",
    "对不予公开决定不可直接起诉，应当先申请行政复议。",
    "查询本人婚姻登记档案，请携带身份证原件到婚姻登记处办理。",
    "反映干部违纪问题的，请向纪委监委反映，不适用政府信息公开申请程序。",
    "重复投诉的，不予答复。",
    "复议机关延长复议期限的，最多延长30日。",
    "县政府各部门每年1月31日前公布年度报告，县政府每年3月31日前公布年度报告。",
    "补正期限一般为10个工作日，自收到补正告知书之日起计算。",
    "第三方不同意公开且有合理理由的，不予公开。",
    "第三方未提出意见的，我们会再次电话联系，仍无意见的依法决定，不按同意处理。",
    "征求意见书发出后，应当告知申请人，所需时间不计入答复期限。",
    "报经政府信息公开工作机构负责人同意后可以延长，延长的期限和理由书面告知申请人。",
    "信函申请以签收之日为准，请保留邮戳和挂号凭证。",
    "请提供有效身份证明的复印件，原件核对后当场退还。",
    "申请公开与本人有关的信息，也可以委托他人办理。",
    "年满18周岁的，可以自行申请；未满的由监护人代为申请。",
    "网站只用于在线申请和查询，当面和邮寄的申请同样受理。",
    "申请表缺项的，由窗口人员指导补齐，不予退回。",
    "邮寄费用由本机关承担，不向申请人收取。",
    "超过30页的部分收取信息处理费，超过10件的按件收取。",
    "税务部门的复议，向上一级税务局申请。",
    "不予公开的，先向县人民政府申请行政复议，6个月的起诉期限不适用。",
    "对申请人的身份证明严格保密，征求第三方意见时不附身份证复印件。",
    "向上级主管部门投诉举报，或者依法申请行政复议。",
    "正在讨论的决策草案，依照规定征求公众意见。",
    "没有查到的，书面答复申请人该信息不存在，并说明查找的范围。",
    "同一申请人再次申请相同信息，且本机关已经答复的，告知不予重复处理。",
    "受理申请的窗口设在便民服务中心，20个工作日内答复，自收到申请之日起算。",
    "一份申请表可以填写一项或者几项内容。",
    "律师代理申请的，提交授权委托书和律师证复印件。",
    "本局上年度报告于1月20日前公布。",
    "请勿通过快递公司寄送，建议使用EMS。",
    "不动产登记资料涉及第三方隐私的部分，依照规定不予公开。",
    "申请表每份只需填写一个申请人。",
    "第三方未提出意见的，本机关依法审查，属于应当公开的，予以公开。",
    "收到申请的日期为工作人员与申请人电话确认之日。",
    "复议机关为县人民政府，税务等垂直领导部门的复议机关为上一级主管部门。",
    "办公时间以外，窗口无法受理当面提交的申请，可以次日提交或者网上提交。",
    "申请人未使用本机关申请表、内容齐全的，不予退回。",
    "一份申请书中含有多项内容的，不得拒绝。",
    "邮寄送达的费用由本机关承担。",
    "第三方联系不上的，本机关通过户籍地村委会转告，并依法作出决定。",
    "补正以一次为限，不得多次要求补正。",
    "征求意见书不附申请人的身份证复印件，也不向第三方透露申请人的身份证号码。",
    "延长答复期限的理由和期限，应当在期限届满之前告知申请人。",
]


def faults(name):
    for line in (FOLDER / f"faults-{name}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, _, text = line.partition("\t")
            yield code, text


def codes(text):
    found = check_guide(lines_of_text(text.splitlines()), None, DAY)
    return {finding.code for finding in found if finding.code < "GD2"}


@pytest.mark.parametrize("name", SETS)
def test_most_planted_faults_are_found_under_their_code(name):
    planted = list(faults(name))
    missed = [(code, text) for code, text in planted if code not in codes(text)]
    assert len(planted) == PLANTED.get(name, 50)
    assert len(missed) * 10 <= len(planted), missed


@pytest.mark.parametrize("path", CORRECT, ids=[path.stem for path in CORRECT])
def test_a_correct_guide_in_other_words_has_no_finding(path):
    lines = lines_of_text(path.read_text("utf-8").splitlines())
    assert [finding.message() for finding in check_guide(lines, None, DAY)] == []


@pytest.mark.parametrize("decoy", DECOYS)
def test_a_right_sentence_beside_a_wrong_one_is_no_fault(decoy):
    assert codes(decoy) == set()


@pytest.mark.parametrize("name", SETS)
def test_a_fault_planted_in_a_correct_guide_is_found_there_and_nothing_else(name):
    guide = CORRECT[0].read_text("utf-8").splitlines()
    for code, text in faults(name):
        found = check_guide(lines_of_text([*guide, text]), None, DAY)
        assert {finding.place for finding in found} <= {f"第{len(guide) + 1}行"}, (code, text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("现场受理，现已取消，请在网上申请。", "GD112"),
        ("本机关已经取消信函申请渠道。", "GD112"),
        ("补正逾期的申请全部作废。", "GD111"),
        ("逾期不补正的，视为撤回，不再要求补正。", "GD111"),
        ("除收取复印工本费外，不再收取任何其他费用。", "GD106"),
        ("原条例规定15个工作日，现改为30个工作日内答复。", "GD101"),
        ("过去可以收取复制费，现在仍可以收取复制费。", "GD106"),
        ("以前第三方不答复视为不同意，现在第三方不答复也视为不同意。", "GD107"),
    ],
)
def test_a_wrong_of_today_is_found_beside_the_past(text, code):
    assert code in codes(text)


def test_every_declaration_finds_something_and_belongs_to_a_check():
    texts = [text for name in SETS for _, text in faults(name)]
    for wrong in wrongs():
        assert wrong.code in checks()
        assert any(wrong.found_in(text) for text in texts), wrong.expected


def test_direct_suits_against_refusals_were_allowed_before_2024():
    text = "对不予公开决定不服的，可以直接向人民法院提起行政诉讼。"
    before = check_guide(lines_of_text([text]), None, date(2023, 12, 31))
    assert "GD116" not in {finding.code for finding in before}
    assert "GD116" in codes(text)

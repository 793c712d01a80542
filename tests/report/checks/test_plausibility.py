import pytest

from tests.report.checks.builder import Case, Draft, applicants, ids, person

NEW_ROW = "一、本年新收政府信息公开申请数量\t\t\t{}\t0\t0\t0\t0\t0\t{}"


def new_row(natural_person: object, total: object) -> tuple[tuple[str, str], ...]:
    """The row 新收 with other words in its first and last cell."""
    return ((NEW_ROW.format(0, 0), NEW_ROW.format(natural_person, total)),)


CASES = (
    Case(
        "AR306",
        "商业企业空白，自然人5，总计3",
        Draft(edits=((NEW_ROW.format(0, 0), NEW_ROW.format(5, 3).replace("5\t0", "5\t/")),)),
        "warning",
        place="表三“新收”行“自然人”列",
        says=("表三“新收”行“自然人”列为5，大于总计3；请核对这一行。",),
        cells=("requests.new.natural_person",),
        found=5,
        expected="不大于3",
    ),
    Case(
        "AR306",
        "商业企业空白，自然人3，总计3",
        Draft(edits=((NEW_ROW.format(0, 0), NEW_ROW.format(3, 3).replace("3\t0", "3\t/")),)),
        None,
    ),
    Case(
        "AR307",
        "没有收件而予以公开2",
        Draft(person(disclosed=2, result_total=2)),
        "warning",
        place="表三“自然人”列",
        says=("没有新收和结转，却有办理结果予以公开2；请核对是否填错了列。",),
        cells=("requests.disclosed.natural_person",),
        found=2,
        expected=0,
        count=2,
    ),
    Case(
        "AR307",
        "上年结转2件，本年予以公开2",
        Draft(person(carried_in=2, disclosed=2, result_total=2)),
        None,
    ),
    Case(
        "AR307",
        "收件没有数字而予以公开2",
        Draft(person(disclosed=2, result_total=2), edits=new_row("/", "/")),
        "unassessable",
        says=("“新收”行“自然人”列没有数字，无法核验有没有收件",),
        count=2,
    ),
    Case(
        "AR308",
        "乡镇收费填961716000",
        Draft({"proactive.fees.amount": 961716000}),
        "warning",
        place="表二“行政事业性收费”行“本年收费金额（单位：万元）”列",
        says=("为961716000万元，疑为961716000元", "961716000元即96171.6万元"),
        found=961716000,
        expected=96171.6,
    ),
    Case("AR308", "乡镇收费9.6万元", Draft({"proactive.fees.amount": 9}), None),
    Case(
        "AR308",
        "县收费比上年大一千倍",
        Draft({"proactive.fees.amount": 5_200_000}, place=""),
        "warning",
        says=("疑为5200000元",),
        previous=Draft({"proactive.fees.amount": 512}, place="", year=2023),
    ),
    Case(
        "AR308",
        "县收费与上年相近",
        Draft({"proactive.fees.amount": 52_000}, place=""),
        None,
        previous=Draft({"proactive.fees.amount": 51_200}, place="", year=2023),
    ),
    Case(
        "AR308",
        "收费一格填无",
        Draft(edits=(("行政事业性收费\t0", "行政事业性收费\t无"),)),
        "unassessable",
        cells=("proactive.fees.amount",),
    ),
    Case(
        "AR309",
        "商业企业的2件填到了科研机构",
        Draft(
            {
                **applicants("new", 0, 2, 0, 0, 0, 0, 2),
                **applicants("disclosed", 0, 0, 2, 0, 0, 0, 2),
                **applicants("result_total", 0, 2, 0, 0, 0, 0, 2),
            }
        ),
        "notice",
        place="表三“予以公开”行“商业企业”列",
        says=("（0）与“科研机构”列（2）互换后，各列合计全部相符",),
        found=0,
        expected=2,
    ),
    Case(
        "AR309",
        "商业企业2件，列都对",
        Draft(
            {
                **applicants("new", 0, 2, 0, 0, 0, 0, 2),
                **applicants("disclosed", 0, 2, 0, 0, 0, 0, 2),
                **applicants("result_total", 0, 2, 0, 0, 0, 0, 2),
            }
        ),
        None,
    ),
    Case(
        "AR310",
        "制发8件，废止0件，现行有效5件",
        Draft(
            {
                "proactive.normative_documents.issued": 8,
                "proactive.normative_documents.in_force": 5,
            }
        ),
        "warning",
        place="表二“行政规范性文件”行“本年制发件数”列",
        says=("为8，多于现行有效5＋废止0＝5；请核对文件台账。",),
        found=8,
        expected="不多于5",
    ),
    Case(
        "AR310",
        "制发8件，废止3件，现行有效5件",
        Draft(
            {
                "proactive.normative_documents.issued": 8,
                "proactive.normative_documents.repealed": 3,
                "proactive.normative_documents.in_force": 5,
            }
        ),
        None,
    ),
    Case(
        "AR310",
        "废止一格填斜线",
        Draft(edits=(("行政规范性文件\t0\t0\t0", "行政规范性文件\t0\t/\t0"),)),
        "unassessable",
        says=("所在一行不全",),
    ),
)

EXEMPT = {
    "AR306": "正是为缺格的行而设；总计缺时由 AR303、AR304 说无法核验",
    "AR309": "只解释 AR301–AR303 已报的不符；缺格时由它们说无法核验",
}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_figures_that_cannot_be_right(case: Case) -> None:
    case.prove()

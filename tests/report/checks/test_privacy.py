import io
from dataclasses import dataclass

import pytest
from docx import Document as Word

from gongkai.documents.opening import open_bytes
from gongkai.report.model import AnnualReport
from gongkai.report.reading import read_report
from gongkai.report.writers import docx
from tests.report.checks.builder import OTHER, Case, Draft, ids


def also(sentence: str) -> tuple[str, ...]:
    """Part six with this sentence behind it."""
    return (*OTHER, sentence)


@dataclass(frozen=True)
class InWord(Draft):
    """The report as a Word file, with hidden words and an author in its properties."""

    hidden: str = ""
    author: str = ""

    def read(self) -> AnnualReport:
        """The Word file as the software reads it."""
        word = Word(io.BytesIO(docx.write(super().read())))
        word.core_properties.author = self.author
        if self.hidden:
            word.paragraphs[3].add_run(self.hidden).font.hidden = True
        out = io.BytesIO()
        word.save(out)
        return read_report(open_bytes(out.getvalue(), "柳河镇.docx"))


PLACE = "六、其他需要报告的事项"
CASES = (
    Case(
        "AR501",
        "申请人身份证号",
        Draft(other=also("受助人身份证号11010519491231002X。")),
        "error",
        place=PLACE,
        says=("公开前必须删去或遮盖，请改正。", "11****"),
    ),
    Case("AR501", "十八位的项目编号", Draft(other=also("项目编号202411050000123456。")), None),
    Case(
        "AR502",
        "群众的手机号",
        Draft(other=also("反映情况的村民手机13800000000，已回复。")),
        "error",
        place=PLACE,
        says=("公开前必须删去或遮盖",),
    ),
    Case("AR502", "办公电话作为联系方式", Draft(), None),
    Case(
        "AR503",
        "受助人的银行账号",
        Draft(other=also("补助打入银行卡号6222020000000000009。")),
        "error",
        place=PLACE,
    ),
    Case("AR503", "信息索引号", Draft(other=also("索引号011000000-2024-00012。")), None),
    Case(
        "AR504",
        "写出申请人全名",
        Draft(other=also("申请人张小明不服答复，向县政府申请复议。")),
        "warning",
        place=PLACE,
        says=("写出了申请人或当事人的姓名（张某）；请改为“申请人”或“张某”。",),
        found="张某",
    ),
    Case("AR504", "只写申请人", Draft(other=also("申请人提出补充材料，已受理。")), None),
    Case(
        "AR505",
        "由镇长某某任组长",
        Draft(other=also("领导小组由镇长李大明任组长。")),
        "notice",
        place=PLACE,
        says=("写出了1名干部的姓名（李某）；可以公开，但以只写职务为宜，请酌定。",),
        found=1,
    ),
    Case("AR505", "只写职务", Draft(other=also("领导小组由镇长任组长。")), None),
    Case(
        "AR506",
        "页首内部资料",
        Draft(
            edits=(
                (
                    "青山县柳河镇人民政府2024年政府信息公开工作年度报告\n",
                    "内部资料 注意保存\n青山县柳河镇人民政府2024年政府信息公开工作年度报告\n",
                ),
            )
        ),
        "warning",
        says=("公开前必须删去或遮盖",),
    ),
    Case(
        "AR506",
        "讲保密审查的句子",
        Draft(other=also("落实保密审查，国家秘密、工作秘密不公开。")),
        None,
    ),
    Case("AR507", "纯文本没有隐藏内容", Draft(), None),
    Case(
        "AR507", "没有原文件", Draft(), "unassessable", without_document=True, says=("没有原文件",)
    ),
    Case("AR507", "干净的 Word 文件", InWord(), None),
    Case(
        "AR507",
        "Word 文件里有隐藏文字",
        InWord(hidden="此处待核"),
        "warning",
        place="文件",
        says=(
            "文件里有1处隐藏内容（隐藏文字）；请用 gongkai screen --mask 生成干净的副本再公开。",
        ),
        found=1,
    ),
    Case(
        "AR507",
        "Word 文件属性里有作者",
        InWord(author="李大明"),
        "notice",
        place="文件属性",
        says=("文件属性里有1项作者信息；请清除后再公开。",),
    ),
)

WORDS_ONLY = "只看正文的字句；没有字句就没有可报的"
EXEMPT = {
    "AR501": WORDS_ONLY,
    "AR502": WORDS_ONLY,
    "AR503": WORDS_ONLY,
    "AR504": WORDS_ONLY,
    "AR505": WORDS_ONLY,
    "AR506": WORDS_ONLY,
}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_what_must_not_be_published(case: Case) -> None:
    case.prove()


def test_hidden_content_is_counted_apart_from_authors() -> None:
    draft = InWord(hidden="此处待核", author="李大明")
    findings = Case("AR507", "", draft, "warning").findings()
    assert [(finding.level, finding.found) for finding in findings] == [
        ("warning", 1),
        ("notice", 1),
    ]

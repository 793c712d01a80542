"""The indicators: what each asks, its default weight, how it is measured, and how lost points come back.

A holder of whom the records tell nothing has no share: it neither wins nor loses points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.reporting.assessing import measures
from gongkai.web.reporting.assessing.measures import by_codes
from gongkai.web.reporting.assessing.verdicts import Measure


@dataclass(frozen=True)
class AssessmentIndicator:
    """One indicator. ``regain`` says how lost points come back; ``strict`` that one loss loses all."""

    code: str
    label: Any
    weight: int
    regain: Any
    measure: Measure
    strict: bool = False


INDICATORS: tuple[AssessmentIndicator, ...] = (
    AssessmentIndicator("KP1", _lazy("公开事项覆盖率"), 12, _lazy("发布空白事项的信息，或者签署本期无信息说明。"), measures.coverage),
    AssessmentIndicator("KP2", _lazy("更新及时，没有超期"), 10, _lazy("更新超期事项。"), measures.fresh),
    AssessmentIndicator("KP3", _lazy("形成后按期公开"), 8, _lazy("以后按期发布；已迟的写明原因。"), measures.in_time),
    AssessmentIndicator("KP4", _lazy("月度条数要求"), 4, _lazy("以后每月月底前补足条数。"), measures.quotas),
    AssessmentIndicator("KP5", _lazy("以情况说明代替发布的比例"), 3, _lazy("有信息可发的，改为发布信息。"), measures.nil_returns),
    AssessmentIndicator("KP6", _lazy("索引号、概述、主题齐全"), 4, _lazy("补全缺项后重新发布。"), measures.metadata),
    AssessmentIndicator("KP7", _lazy("规范性文件台账、公开、年报一致，可下载、有解读"), 6, _lazy("补公开台账里的文件，补 Word、PDF 附件和解读，更新有效性，或者改正年报表二。"), measures.normative),
    AssessmentIndicator("KP8", _lazy("政策文件解读率"), 5, _lazy("给现行有效的文件补解读并互相链接。"), measures.explained),
    AssessmentIndicator("KP9", _lazy("意见征集满 30 日并反馈结果"), 4, _lazy("发布意见采纳情况。"), measures.consultations),
    AssessmentIndicator("KS1", _lazy("没有泄露个人信息"), 10, _lazy("立即遮盖或者撤下，再全面筛查一次；有一处就不得分。"), measures.privacy, strict=True),
    AssessmentIndicator("KS2", _lazy("没有表述和用语差错"), 4, _lazy("改正后重新发布，再全面筛查一次。"), measures.wording),
    AssessmentIndicator("KS3", _lazy("三审三校和保密审查齐全"), 4, _lazy("以后发布须经三人审核。"), measures.review_trail),
    AssessmentIndicator("KC1", _lazy("申请按期答复"), 6, _lazy("尽快答复逾期办件。"), measures.replies),
    AssessmentIndicator("KC2", _lazy("答复有回执、理由、依据、救济途径、送达凭证"), 4, _lazy("补登送达凭证；以后用平台的文书，逐项写全。"), measures.whole_replies),
    AssessmentIndicator("KC3", _lazy("复议、诉讼没有被纠正"), 3, _lazy("按决定、判决重新办理，写明教训。"), measures.corrected),
    AssessmentIndicator("KR1", _lazy("年报格式和六个部分、五个方面"), 3, _lazy("用规范格式换一版。"), by_codes("AR001", "AR002", "AR009", "AR205", "AR208", "AR210", "AR214")),
    AssessmentIndicator("KR2", _lazy("年报表格勾稽关系"), 3, _lazy("改正不平衡的格。"), by_codes("AR006", "AR301", "AR302", "AR303", "AR304", "AR305")),
    AssessmentIndicator("KR3", _lazy("年报文字与表格、分项与总数一致"), 2, _lazy("改正前后不一的数字。"), by_codes("AR101", "AR102", "AR103", "AR104", "AR105", "AR106", "AR107", "AR108", "AR109", "AR110", "AR111", "AR130", "TJ001", "TJ002", "TJ003")),
    AssessmentIndicator("KR4", _lazy("年报不雷同"), 2, _lazy("改写与上年、与其他机关相同的段落。"), by_codes("AR404", "AR601", "AR704", "AR807", "AR808")),
    AssessmentIndicator("KR5", _lazy("年报按时报送"), 1, _lazy("下一年按时报送。"), measures.report_in_time),
    AssessmentIndicator("KO1", _lazy("公开栏每季度检查并留照片，村级财务每季度公布"), 1, _lazy("每季度到现场检查、拍照并登记；村里公布财务收支。"), measures.boards),
    AssessmentIndicator("KO2", _lazy("公开渠道 14 日内有更新，网上互动 5 个工作日内答复"), 1, _lazy("更新或者停用不再使用的渠道；尽快答复。"), measures.channels),
)  # fmt: skip
BY_CODE = {each.code: each for each in INDICATORS}

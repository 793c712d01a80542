"""Reviews 行政复议, suits 行政诉讼, and complaints 投诉举报 (条例第四十七条、第五十一条)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.disputes import Forum, OnAppeal, load_results
from gongkai.web.accounts.encrypted import SealedTextField
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.disputes.permissions import SEE_COMPLAINTS, SEE_DISPUTES
from gongkai.web.files.models import StoredFile

FORUMS = [(Forum.REVIEW.value, _lazy("行政复议")), (Forum.COURT.value, _lazy("行政诉讼"))]


def results() -> list[tuple[str, str]]:
    """Codes and names of how a review or an instance ends."""
    return [
        *((each.id, each.label) for each in load_results().values()),
        *((each.value, each.label) for each in OnAppeal),
    ]


class Against(models.TextChoices):
    """What is disputed."""

    ANSWER = "answer", _lazy("答复")
    SILENCE = "silence", _lazy("逾期不答复")
    LETTER = "letter", _lazy("其他文书（更正、不再处理等）")
    PUBLICATION = "publication", _lazy("主动公开的信息")


class Claimant(models.TextChoices):
    """Who disputes it."""

    APPLICANT = "applicant", _lazy("申请人")
    THIRD_PARTY = "third-party", _lazy("第三方")
    OTHER = "other", _lazy("其他人")


class Standing(models.TextChoices):
    """What the body is in it; only whose act it is counts (D1)."""

    RESPONDENT = "respondent", _lazy("被申请人、被告（本机关的行为）")
    CO_DEFENDANT = "co-defendant", _lazy("复议维持后的共同被告")
    THIRD_PARTY = "third-party", _lazy("第三人")


class ReviewBefore(models.TextChoices):
    """Whether a reviewing body has dealt with the same act (D5)."""

    NONE = "none", _lazy("未经复议")
    DECIDED = "decided", _lazy("复议机关作出决定")
    REFUSED = "refused", _lazy("复议机关不予受理或者驳回申请")
    LAPSED = "lapsed", _lazy("复议机关逾期不作决定")


class DisputeState(models.TextChoices):
    """Where it stands."""

    ANSWER_OWED = "answer-owed", _lazy("待答复、答辩")
    UNDER_WAY = "under-way", _lazy("审理中")
    APPEALABLE = "appealable", _lazy("上诉期内")
    ON_APPEAL = "on-appeal", _lazy("上诉审理中")
    CONCLUDED = "concluded", _lazy("已审结")


class DisputeQuerySet(models.QuerySet["Dispute"]):
    """The one door to reviews and suits."""

    def visible_to(self, user: Any) -> DisputeQuerySet:
        """Those of bodies whose disputes this user may see."""
        return self.filter(body__in=user.bodies_where(SEE_DISPUTES))

    def running(self, on: date) -> DisputeQuerySet:
        """Those whose result does not stand yet on that day."""
        return self.filter(Q(final_from=None) | Q(final_from__gt=on))

    def counted(self) -> DisputeQuerySet:
        """Those in table four: about an act of the body itself (D1)."""
        return self.filter(standing=Standing.RESPONDENT)


class Dispute(models.Model):
    """One review of one act, or one suit about it through its instances.

    ``state``, ``final_from`` and ``due_on`` are what the days said last, kept for lists. ``final_from``: the day from which
    the result stands. ``people``: how many sued together under one case number.
    """

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="disputes")
    year = models.PositiveSmallIntegerField(_lazy("登记年份"))
    serial = models.PositiveIntegerField(_lazy("序号"))
    disclosure_request = models.ForeignKey(
        DisclosureRequest,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="disputes",
    )
    forum = models.CharField(_lazy("类型"), max_length=10, choices=FORUMS)
    forum_name = models.CharField(_lazy("复议机关、人民法院"), max_length=100)
    forum_number = models.CharField(_lazy("案号"), max_length=60, blank=True)
    against = models.CharField(_lazy("针对"), max_length=20, choices=Against)
    act = models.CharField(_lazy("被复议、被诉的行为"), max_length=200)
    claimant = models.CharField(_lazy("由谁提出"), max_length=20, choices=Claimant)
    party = SealedTextField(_lazy("复议申请人、原告"))
    people = models.PositiveSmallIntegerField(_lazy("人数"), default=1)
    claims = SealedTextField(_lazy("请求"), blank=True, null=True)
    standing = models.CharField(_lazy("本机关的地位"), max_length=20, choices=Standing)
    review_before = models.CharField(
        _lazy("起诉前的复议"), max_length=10, choices=ReviewBefore, default=ReviewBefore.NONE
    )
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    simplified = models.BooleanField(_lazy("简易程序"), default=False)
    accepted_on = models.DateField(_lazy("受理、立案日期"), null=True, blank=True)
    copy_on = models.DateField(_lazy("收到副本日期"))
    court_day = models.DateField(_lazy("法院指定的举证期限"), null=True, blank=True)
    answered_on = models.DateField(_lazy("提交答复、答辩日期"), null=True, blank=True)
    second_from = models.DateField(_lazy("上诉日期"), null=True, blank=True)
    state = models.CharField(
        _lazy("状态"), max_length=20, choices=DisputeState, default=DisputeState.ANSWER_OWED
    )
    final_from = models.DateField(_lazy("生效日期"), null=True, blank=True)
    opinion_on = models.DateField(_lazy("收到意见书日期"), null=True, blank=True)
    opinion_reported_on = models.DateField(_lazy("报送落实情况日期"), null=True, blank=True)
    comply_by = models.DateField(_lazy("履行期限"), null=True, blank=True)
    complied_on = models.DateField(_lazy("履行日期"), null=True, blank=True)
    due_on = models.DateField(_lazy("本机关下一个截止日"), null=True, blank=True)
    lesson = models.TextField(_lazy("教训"), blank=True)
    hollowed_on = models.DateField(_lazy("保管期满、已去除当事人的日期"), null=True, blank=True)
    registered_at = models.DateTimeField(_lazy("登记时间"))
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("复议诉讼")
        verbose_name_plural = _lazy("复议诉讼")
        ordering = ["-copy_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "serial"], name="disputes_number_once"),
            models.CheckConstraint(
                condition=Q(forum="court") | Q(review_before="none", second_from=None),
                name="disputes_review_has_no_instances",
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="disputes_somebody"),
        ]
        indexes = [
            models.Index(fields=["body", "state", "due_on"], name="disputes_desk"),
            models.Index(fields=["body", "copy_on"], name="disputes_list"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """`QS11-2026-复003` of a review, `QS11-2026-诉004` of a suit."""
        sign = "复" if self.forum == Forum.REVIEW.value else "诉"
        return f"{self.body.code}-{self.year}-{sign}{self.serial:03}"

    @property
    def opened_on(self) -> date:
        """Since when it is open for table four: accepted, or else known to the body."""
        return self.accepted_on or self.copy_on


class DisputeFile(StoredFile):
    """A paper of a dispute: the petition, our answer, a decision."""

    folder = "disputes"

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="files")
    added_at = models.DateTimeField(_lazy("加入时间"))

    class Meta:
        verbose_name = _lazy("复议诉讼材料")
        verbose_name_plural = _lazy("复议诉讼材料")
        ordering = ["pk"]


class Judgment(models.Model):
    """A review decision, a judgment or an order of an instance."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="judgments")
    instance = models.PositiveSmallIntegerField(_lazy("审级"), default=1)
    result = models.CharField(_lazy("结果"), max_length=40, choices=results)
    is_order = models.BooleanField(_lazy("裁定"), default=False)
    document = models.CharField(_lazy("文书号"), max_length=100)
    decided_on = models.DateField(_lazy("文书日期"))
    served_on = models.DateField(_lazy("收到日期"))
    orders_answer = models.BooleanField(_lazy("责令重新答复"), default=False)
    order_days = models.PositiveSmallIntegerField(_lazy("限几个工作日"), null=True, blank=True)
    comply_by = models.DateField(_lazy("履行期限"), null=True, blank=True)

    class Meta:
        verbose_name = _lazy("复议决定、裁判")
        verbose_name_plural = _lazy("复议决定、裁判")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(served_on__gte=F("decided_on")), name="disputes_served_after_decided"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.get_result_display()}"


class DisputeEvent(models.Model):
    """What happened in a dispute, on which day, who entered it, and what proves it."""

    class Kind(models.TextChoices):
        """What happened."""

        OPENED = "opened", _lazy("收到副本")
        ANSWERED = "answered", _lazy("提交答复、答辩和证据")
        HEARD = "heard", _lazy("听证、开庭")
        DECIDED = "decided", _lazy("复议决定、裁判")
        APPEALED = "appealed", _lazy("上诉")
        OPINION = "opinion", _lazy("收到复议意见书")
        REPORTED = "reported", _lazy("报送意见书落实情况")
        COMPLIED = "complied", _lazy("履行")

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_lazy("事项"), max_length=20, choices=Kind)
    on = models.DateField(_lazy("日期"))
    note = models.CharField(_lazy("说明"), max_length=300, blank=True)
    head_attended = models.BooleanField(_lazy("负责人到场"), null=True, blank=True)
    proof = models.ForeignKey(
        DisputeFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(_lazy("登记时间"))

    class Meta:
        verbose_name = _lazy("复议诉讼经过")
        verbose_name_plural = _lazy("复议诉讼经过")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"


class ComplaintResult(models.TextChoices):
    """What came of a complaint (条例第四十七条)."""

    RECTIFY = "rectify", _lazy("查证属实，督促整改")
    CRITICISE = "criticise", _lazy("查证属实，通报批评")
    UNFOUNDED = "unfounded", _lazy("经查不属实")
    REFERRED = "referred", _lazy("不属于受理范围，告知途径")


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """The one door to complaints."""

    def visible_to(self, user: Any) -> ComplaintQuerySet:
        """Complaints about bodies of which this user may see them."""
        return self.filter(body__in=user.bodies_where(SEE_COMPLAINTS))


class Complaint(models.Model):
    """A complaint or report to the competent authority about a body beneath it; it stands in no table."""

    class Basis(models.TextChoices):
        """What is complained of."""

        NOT_PUBLISHED = "not-published", _lazy("未按要求主动公开（第四十七条第二款）")
        NOT_ANSWERED = "not-answered", _lazy("不依法答复申请（第四十七条第二款）")
        INFRINGED = "infringed", _lazy("侵犯合法权益（第五十一条）")

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="complaints")
    basis = models.CharField(_lazy("事由"), max_length=20, choices=Basis)
    received_on = models.DateField(_lazy("收到日期"))
    complainant = SealedTextField(_lazy("投诉、举报人和联系方式"), blank=True, null=True)
    text = SealedTextField(_lazy("内容"))
    asked = models.CharField(_lazy("要求被投诉机关说明的事项"), max_length=500, blank=True)
    explain_by = models.DateField(_lazy("说明期限"), null=True, blank=True)
    explained = SealedTextField(_lazy("被投诉机关的说明"), blank=True, null=True)
    explained_on = models.DateField(_lazy("说明日期"), null=True, blank=True)
    result = models.CharField(_lazy("结果"), max_length=20, choices=ComplaintResult, blank=True)
    findings = SealedTextField(_lazy("查明的情况和处理"), blank=True, null=True)
    told_on = models.DateField(_lazy("告知投诉、举报人日期"), null=True, blank=True)
    rectify_by = models.DateField(_lazy("整改期限"), null=True, blank=True)
    rectified_on = models.DateField(_lazy("整改完成日期"), null=True, blank=True)
    concluded_on = models.DateField(_lazy("办结日期"), null=True, blank=True)
    hollowed_on = models.DateField(_lazy("保管期满、已去除投诉举报人的日期"), null=True, blank=True)
    registered_at = models.DateTimeField(_lazy("登记时间"))
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("投诉举报")
        verbose_name_plural = _lazy("投诉举报")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="") & Q(concluded_on=None)
                | ~Q(result="") & Q(concluded_on__isnull=False),
                name="disputes_complaint_concluded_whole",
            )
        ]
        indexes = [models.Index(fields=["body", "concluded_on"], name="disputes_complaint_desk")]

    def __str__(self) -> str:
        return f"投诉举报{self.pk}"

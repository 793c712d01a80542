"""Two years of requests in three townships and six departments of the demo county, told through the acts of their people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.statute.event_codes import Channel
from gongkai.statute.provisional import provisional
from gongkai.statute.receipt import Door
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.models import Membership, PublicBody
from gongkai.web.casework.calendars.calendar import current_calendar
from gongkai.web.casework.clock.actions import merge_request, record_event
from gongkai.web.casework.letters.actions.deliver import send_letter
from gongkai.web.casework.letters.actions.draft import draft_decision, draft_lapse, draft_letter
from gongkai.web.casework.letters.actions.issue import (
    approve_letter,
    check_secrecy,
    going_out,
    sign_letter,
    submit_letter,
)
from gongkai.web.casework.letters.models import Letter
from gongkai.web.casework.letters.parties import TO_OTHERS, ref_of
from gongkai.web.casework.letters.receivers import NOT_SEEN, Receiver
from gongkai.web.casework.requests.actions.profile import set_profile
from gongkai.web.casework.requests.actions.register import Arrival, Asked, register_request
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.people import ApplicantFacts, unseal_person
from gongkai.web.casework.searches.actions import ask_search, return_search
from gongkai.web.casework.searches.models import Found
from gongkai.web.office.progress import Progress

BODY = "QS11"
GO = "go-on"
HELD = {"nature": GO, "clear": GO, "before": GO, "held": GO, "public": GO}
# Days before today, what is asked, how it ends.
ANSWERED: tuple[tuple[int, str, str, Mapping[str, str], Mapping[str, Any]], ...] = (
    (
        330,
        "2024年河东村道路硬化工程的中标通知书",
        "natural_person",
        {**HELD, "severable": "all"},
        {"form_or_place": "纸质复印件1份，共2页"},
    ),
    (
        250,
        "2024年全镇低保发放名册",
        "legal_service",
        {
            **HELD,
            "severable": "part",
            "ground": "third_party",
            "consent": "no",
            "public_interest": "no",
        },
        {
            "form_or_place": "遮盖后的复印件1份，共4页",
            "withheld_pieces": "各页的身份证号码、银行账号：属于个人隐私\n各页的家庭住址门牌：属于个人隐私",
        },
    ),
    (
        180,
        "镇里的年度财政预算",
        "enterprise",
        {**HELD, "public": "already"},
        {"form_or_place": "本网站“柳河镇”栏目，《柳河镇2026年财政预算》"},
    ),
    (
        120,
        "我家的补贴为什么少了",
        "natural_person",
        {"nature": "not-information"},
        {"reasons": "询问补贴减少的原因，属于咨询", "channel": "柳河镇便民服务中心窗口"},
    ),
    (
        90,
        "北坡加油点的经营许可材料",
        "natural_person",
        {**HELD, "held": "other-agency"},
        {
            "reasons": "该许可由县级部门办理，本机关没有制作也没有保存",
            "right_agency": "青山县发展和改革局",
        },
    ),
)
# 柳河镇 the year before.
ANSWERED_BEFORE: tuple[tuple[int, str, str, Mapping[str, str], Mapping[str, Any]], ...] = (
    (
        560,
        "河西村某起治安案件的处罚记录",
        "natural_person",
        {**HELD, "severable": "nothing", "ground": "prohibited_by_law"},
        {
            "reasons": "法律规定这类记录应当封存，不得向本人以外的人提供",
            "forbidding_law": "《治安管理处罚法》第一百三十六条",
        },
    ),
    (
        450,
        "集镇农贸市场摊位的租赁合同",
        "enterprise",
        {**HELD, "severable": "all"},
        {"form_or_place": "纸质复印件1份，共5页"},
    ),
)
NOT_FOUND = (60, "1998年集镇规划图")
WITHHELD = {**HELD, "severable": "nothing"}
BEFORE = {"nature": GO, "clear": GO}
# Body, days before today, what is asked, by whom, how it ends: what 柳河镇 does not show.
ELSEWHERE: tuple[tuple[str, int, str, str, Mapping[str, str], Mapping[str, Any]], ...] = (
    (
        "QS12",
        640,
        "白杨乡2024年春季农技培训的通知",
        "natural_person",
        {**HELD, "severable": "all"},
        {"form_or_place": "纸质复印件1份，共1页"},
    ),
    (
        "QS12",
        420,
        "白杨乡工作人员年度考核登记表",
        "natural_person",
        {**WITHHELD, "ground": "internal_affairs"},
        {"reasons": "属于人事管理方面的内部事务信息，不影响外部的人"},
    ),
    (
        "QS12",
        150,
        "白杨乡文书：要求在已取得的复印件上盖章确认",
        "natural_person",
        {**BEFORE, "before": "reissue"},
        {"reasons": "该复印件已经提供，要求重新确认"},
    ),
    (
        "QS13",
        560,
        "松林镇去年的垃圾清运合同",
        "enterprise",
        {**HELD, "severable": "part", "ground": "processing_needed"},
        {
            "form_or_place": "合同复印件1份，共6页",
            "withheld_pieces": "分村的费用汇总表：没有现成的，需要加工汇总",
        },
    ),
    (
        "QS13",
        200,
        "投诉松林镇某路段的工程质量",
        "natural_person",
        {"nature": "complaint"},
        {"reasons": "实为对工程质量的投诉", "channel": "松林镇信访窗口"},
    ),
    (
        "QS02",
        500,
        "青山县项目审批会议的讨论记录",
        "legal_service",
        {**WITHHELD, "ground": "deliberative", "publication_ordered": "no"},
        {"reasons": "属于会议讨论记录，没有应当公开的规定"},
    ),
    (
        "QS02",
        170,
        "青山县五年来各类项目投资的汇总表",
        "research",
        {**HELD, "held": "make"},
        {"reasons": "只有分年度的表，没有五年汇总表"},
    ),
    (
        "QS03",
        460,
        "青山县财政局某次检查的执法案卷",
        "enterprise",
        {**WITHHELD, "ground": "enforcement_file", "publication_ordered": "no"},
        {"reasons": "属于行政执法案卷，没有应当公开的规定"},
    ),
    (
        "QS03",
        130,
        "青山县财政年鉴",
        "research",
        {**BEFORE, "before": "publication"},
        {"form_or_place": "青山县图书馆一楼地方文献室"},
    ),
    (
        "QS04",
        390,
        "青山县婚姻登记档案材料",
        "legal_service",
        {**HELD, "held": "archive"},
        {"archive": "青山县档案馆", "transferred": date(2015, 6, 1)},
    ),
    (
        "QS05",
        350,
        "某地块的不动产登记簿",
        "natural_person",
        {**HELD, "held": "special-law"},
        {"special_law": "《不动产登记暂行条例》", "right_agency": "青山县不动产登记中心"},
    ),
    (
        "QS05",
        110,
        "水库大坝加固工程的结构图纸",
        "welfare",
        {**WITHHELD, "ground": "security_stability"},
        {
            "reasons": "图纸载明大坝的薄弱部位",
            "danger": "公共安全：薄弱部位为人知晓，可能被用来破坏大坝，危及下游三个村",
        },
    ),
    (
        "QS05",
        230,
        "某地块的测绘成果图",
        "enterprise",
        {**WITHHELD, "ground": "state_secret"},
        {
            "reasons": "该成果由上级机关定密，尚在保密期限内",
            "secrecy_reviewer": "县自然资源局保密办",
            "secrecy_basis": "省测绘主管部门定为秘密级，期限十年",
        },
    ),
    (
        "QS07",
        380,
        "某校学生资助的申请材料",
        "natural_person",
        {**WITHHELD, "ground": "third_party", "consent": "no", "public_interest": "no"},
        {"reasons": "材料写明学生家庭的经济情况，家长不同意公开，理由成立"},
    ),
)


@transaction.atomic
def populate(progress: Progress, *, at: datetime) -> None:
    """A few cases of each kind that ends, and three that are under way; once."""
    if DisclosureRequest.objects.exists():
        return
    with progress.step("依申请公开"):
        desk = _Desk(timezone.localdate(at), BODY, "柳政公复")
        for days, text, kind, answers, facts in ANSWERED:
            case = desk.receive(days, text, kind)
            desk.answer(case, days - 9, answers, facts)
        for days, text, kind, answers, facts in ANSWERED_BEFORE:
            desk.answer(desk.receive(days, text, kind), days - 9, answers, facts)
        desk.something_else(640)
        days, text = NOT_FOUND
        desk.not_found(desk.receive(days, text, "natural_person"), days)
        desk.withdrawn(desk.receive(45, "镇办公楼维修的合同", "enterprise"), 40)
        desk.waiting_for_supplement(desk.receive(8, "有关材料", "natural_person"), 6)
        desk.receive(40, "河东村2025年村道养护的验收单", "natural_person")
        desk.receive(2, "2025年防汛物资的采购清单", "natural_person")
        desks = {
            code: _Desk(desk.on, code, word)
            for code, word in (
                ("QS12", "白政公复"),
                ("QS13", "松政公复"),
                ("QS02", "青发改公复"),
                ("QS03", "青财公复"),
                ("QS04", "青民公复"),
                ("QS05", "青自然资公复"),
                ("QS06", "青农公复"),
                ("QS07", "青教公复"),
            )
        }
        for code, days, text, kind, answers, facts in ELSEWHERE:
            other = desks[code]
            other.answer(other.receive(days, text, kind), days - 9, answers, facts)
        desks["QS12"].over_an_objection(75)
        desks["QS13"].lapsed(70)
        desks["QS13"].unpaid(105)
        desks["QS06"].asked_again(500)
        desks["QS07"].still_unclear(240)
        desks["QS07"].too_many(430)


def _moment(on: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(hour)))


class _Desk:
    """One body at work. Nobody acts on a day off."""

    def __init__(self, on: date, code: str, letter_word: str) -> None:
        self.on = on
        self.body = PublicBody.objects.get(code=code)
        self.clerk = self._holder(Role.REQUEST_HANDLER)
        self.reviewer = self._holder(Role.FIRST_REVIEWER)
        self.secrecy_reviewer = self._holder(Role.SECRECY_REVIEWER)
        self.head = self._holder(Role.THIRD_REVIEWER)
        self.number = 0
        set_profile(
            self.body,
            acting_user=PLATFORM,
            at=_moment(self.before(700)),
            letter_word=letter_word,
            review_body="青山县人民政府",
            court="青山县人民法院",
        )

    def _holder(self, role: Role) -> User:
        """Who holds the role in this body."""
        held = Membership.objects.filter(body=self.body, role=role).select_related("user")
        found: User = held.order_by("pk")[0].user
        return found

    def before(self, days: int) -> date:
        """A working day so many days ago, or the one before it."""
        day, calendar = self.on - timedelta(days=days), provisional(current_calendar(self.body))
        while not calendar.is_working(day):
            day -= timedelta(days=1)
        return day

    def receive(
        self, days: int, text: str, kind: str, *, same_person: bool = False
    ) -> DisclosureRequest:
        """Over the counter, from somebody new or from whoever asked last."""
        self.number += not same_person
        day = self.before(days)
        who = ApplicantFacts(
            f"演示申请人{self.number}",
            identity_number=f"演示证件{self.body.code}{self.number:04}",
            phone="0000-5550199",
        )
        return register_request(
            self.body,
            acting_user=self.clerk,
            at=_moment(day),
            arrival=Arrival(Door.COUNTER, submitted_on=day),
            asked=Asked(who, kind, text),
        ).disclosure_request

    def answer(
        self,
        case: DisclosureRequest,
        days: int,
        answers: Mapping[str, str],
        facts: Mapping[str, Any],
        **otherwise: str,
    ) -> Letter:
        """Decided, signed and handed over on one day; whoever it touches was asked before, whatever is secret reviewed."""
        day = self.before(days)
        if answers.get("ground") == "third_party" and answers["severable"] == "nothing":
            self._objected(case, days)
        if "form_or_place" in facts:
            facts = {"given_place": f"底稿存本机关档案室：{facts['form_or_place']}", **facts}
        if "secrecy_reviewer" in facts:
            facts = {**facts, "secrecy_reviewed_on": day}
        letter = draft_decision(
            case, acting_user=self.clerk, at=_moment(day), answers=answers, facts=facts, **otherwise
        )
        self._out(letter, day)
        return letter

    def _out(self, letter: Letter, on: date) -> None:
        approval = submit_letter(letter, acting_user=self.clerk, at=_moment(on, 11))
        approve_letter(
            approval, acting_user=self.reviewer, at=_moment(on, 14), comment="", proofread=True
        )
        if letter.needs_secrecy_check:
            check_secrecy(
                approval,
                acting_user=self.secrecy_reviewer,
                at=_moment(on, 15),
                looked_at=going_out(letter),
            )
        person = unseal_person(letter.disclosure_request.applicant.sealed)
        signed = sign_letter(approval, acting_user=self.head, at=_moment(on, 16))
        send_letter(
            signed,
            acting_user=self.clerk,
            at=_moment(on, 16),
            channel=Channel.DIRECT,
            on=on,
            signed_by=NOT_SEEN if letter.code in TO_OTHERS else Receiver(person.name, "self"),
        )

    def _letter(self, case: DisclosureRequest, code: str, on: date, **facts: Any) -> Letter:
        letter = draft_letter(case, acting_user=self.clerk, at=_moment(on), code=code, facts=facts)
        self._out(letter, on)
        return letter

    def _event(self, case: DisclosureRequest, step: str, on: date, **facts: Any) -> None:
        record_event(case, acting_user=self.clerk, at=_moment(on), step=step, on=on, facts=facts)

    def _objected(self, case: DisclosureRequest, days: int) -> None:
        """A third party was asked, says no for good reasons, and is heard; nothing where that has been told already."""
        if case.events.filter(kind="consultation_sent").exists():
            return
        inquiry = self._letter(
            case,
            "third_party_inquiry",
            self.before(days + 6),
            addressee="演示学生家长",
            addressee_is="person",
            information_concerned=case.text,
        )
        ref, day = ref_of(inquiry), self.before(days + 2)
        self._event(case, "consultation_returned", day, ref=ref, position="objects_with_reasons")
        self._event(
            case,
            "opinion_weighed",
            day,
            ref=ref,
            weight="withheld",
            reasons="涉及家庭经济情况，公开会损害其合法权益",
        )

    def over_an_objection(self, days: int) -> None:
        """A third party objects, is weighed against the public interest, told, and only then it goes out."""
        case = self.receive(days, "集镇供水厂的水质检测报告", "natural_person")
        inquiry = self._letter(
            case,
            "third_party_inquiry",
            self.before(days - 3),
            addressee="演示供水有限公司",
            addressee_is="organisation",
            information_concerned="集镇供水厂的水质检测报告",
        )
        ref = ref_of(inquiry)
        day = self.before(days - 10)
        self._event(case, "consultation_returned", day, ref=ref, position="objects_with_reasons")
        self._event(
            case,
            "opinion_weighed",
            day,
            ref=ref,
            weight="public_interest",
            reasons="水质关系全乡居民的饮水安全，不公开可能对公共利益造成重大影响",
            approved_by=self.head.name,
        )
        self._letter(
            case,
            "third_party_notice",
            self.before(days - 11),
            ref=ref,
            information_concerned="集镇供水厂的水质检测报告",
            reasons="不公开可能对公共利益造成重大影响",
            release_day=self.before(days - 18),
        )
        answers = {
            **WITHHELD,
            "ground": "third_party",
            "consent": "no",
            "public_interest": "yes",
        }
        facts = {
            "form_or_place": "纸质复印件1份，共4页",
            "over_objection": "水质关系全乡居民的饮水安全",
        }
        self.answer(case, days - 18, answers, facts)

    def lapsed(self, days: int) -> None:
        """Asked once to say more, and never did."""
        case = self.receive(days, "松林镇有关材料", "natural_person")
        self.waiting_for_supplement(case, days - 2)
        day = self.before(days - 35)
        self._out(draft_lapse(case, acting_user=self.clerk, at=_moment(day)), day)

    def unpaid(self, days: int) -> None:
        """Told what it costs, and never paid."""
        case = self.receive(days, "松林镇近五年的全部会议通知", "enterprise")
        self._letter(
            case,
            "fee_notice",
            self.before(days - 6),
            fee_pages=50,
            payment_way="松林镇财政所窗口",
        )
        day = self.before(days - 45)
        self._out(draft_lapse(case, acting_user=self.clerk, at=_moment(day)), day)

    def asked_again(self, days: int) -> None:
        """The same twice in a week, answered in one; and once more months later."""
        text = "粮食补贴发放的工作方案"
        case = self.receive(days, text, "natural_person")
        double = self.receive(days - 3, text, "natural_person", same_person=True)
        day = self.before(days - 4)
        merge_request(
            double, into=case, acting_user=self.clerk, at=_moment(day), on=day, note="电话告知"
        )
        letter = self.answer(
            case, days - 9, {**HELD, "severable": "all"}, {"form_or_place": "纸质复印件1份，共3页"}
        )
        letter.refresh_from_db()
        again = self.receive(days - 200, text, "natural_person", same_person=True)
        facts = {"earlier_number": letter.number, "earlier_on": letter.issued_on}
        self.answer(again, days - 206, {**BEFORE, "before": "repeat"}, facts)

    def still_unclear(self, days: int) -> None:
        """Asked once to say more, and what came said no more."""
        case = self.receive(days, "教育局有关材料", "natural_person")
        self.waiting_for_supplement(case, days - 3)
        self._event(case, "supplement_received", self.before(days - 10))
        facts = {"reasons": "补正后仍只写“有关材料”，看不出要什么"}
        self.answer(case, days - 15, {"nature": GO, "clear": "unclear"}, facts)

    def too_many(self, days: int) -> None:
        """Far more than anybody needs; asked why, and the reasons do not hold."""
        case = self.receive(days, "各校历年的全部会议记录", "enterprise")
        self._letter(
            case,
            "reasons_request",
            self.before(days - 3),
            volume="三个月内申请120件",
            volume_because="其余的是同一时期向各学校提出、转来本机关的，登记在纸质台账",
            to_explain="为什么需要这些信息",
            answer_by=self.before(days - 13),
        )
        self._event(case, "reasons_given", self.before(days - 10))
        facts = {"reasons": "所述理由与申请的数量、频次不相称"}
        self.answer(case, days - 15, {**BEFORE, "before": "excessive"}, facts)

    def something_else(self, days: int) -> None:
        """No question of any kind that the guide knows."""
        case = self.receive(days, "寄来剪报一份，没有写要什么", "natural_person")
        self.answer(
            case,
            days - 7,
            {"nature": "not-information"},
            {"reasons": "只附了一份剪报，没有提出申请事项", "channel": "柳河镇便民服务中心窗口"},
            chosen="other_other",
            because="不是咨询，也没有提出任何请求",
        )

    def not_found(self, case: DisclosureRequest, days: int) -> None:
        """Searched for and not there."""
        asked, searched = self.before(days - 1), self.before(days - 4)
        search = ask_search(
            case,
            acting_user=self.clerk,
            at=_moment(asked),
            unit=self.body,
            sought=case.text,
            answer_by=self.before(days - 7),
        )
        return_search(
            search,
            acting_user=self.clerk,
            at=_moment(searched),
            on=searched,
            places="镇档案室、村镇建设办公室文件柜",
            terms="集镇规划、规划图、1996至2000年",
            people="档案员、原建设助理员",
            archive_lists="镇档案室案卷目录",
            found=Found.NOTHING,
        )
        self.answer(case, days - 12, {**HELD, "held": "nothing"}, {})

    def withdrawn(self, case: DisclosureRequest, days: int) -> None:
        """Taken back in writing."""
        day = self.before(days)
        record_event(
            case, acting_user=self.clerk, at=_moment(day), step="withdrawn", on=day, note="书面撤回"
        )

    def waiting_for_supplement(self, case: DisclosureRequest, days: int) -> None:
        """Told once what is missing."""
        day = self.before(days)
        letter = draft_letter(
            case,
            acting_user=self.clerk,
            at=_moment(day),
            code="supplement_notice",
            facts={
                "unclear_points": "没有写明需要哪一方面、哪一年的材料",
                "how_to_fix": "写明文件名称、文号或者年份、事项",
                "supplement_days": 10,
            },
        )
        self._out(letter, day)

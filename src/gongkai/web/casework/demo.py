"""A year of requests in the demo county, told through the acts of its people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.statute.event_codes import Channel
from gongkai.statute.receipt import Door
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.calendars.calendar import current_calendar
from gongkai.web.casework.clock.actions import record_event
from gongkai.web.casework.letters.actions.deliver import send_letter
from gongkai.web.casework.letters.actions.draft import draft_decision, draft_letter
from gongkai.web.casework.letters.actions.issue import approve_letter, sign_letter, submit_letter
from gongkai.web.casework.letters.models import Letter
from gongkai.web.casework.requests.actions.profile import set_profile
from gongkai.web.casework.requests.actions.register import Arrival, Asked, register_request
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.people import ApplicantFacts
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
NOT_FOUND = (60, "1998年集镇规划图")


@transaction.atomic
def populate(progress: Progress, *, at: datetime) -> None:
    """A few cases of each kind that ends, and three that are under way; once."""
    if DisclosureRequest.objects.exists():
        return
    with progress.step("依申请公开"):
        desk = _Desk(timezone.localdate(at))
        set_profile(
            desk.body,
            acting_user=PLATFORM,
            at=_moment(desk.before(340)),
            letter_word="柳政公复",
            review_body="青山县人民政府",
            court="青山县人民法院",
        )
        for days, text, kind, answers, facts in ANSWERED:
            case = desk.receive(days, text, kind)
            desk.answer(case, days - 9, answers, facts)
        days, text = NOT_FOUND
        desk.not_found(desk.receive(days, text, "natural_person"), days)
        desk.withdrawn(desk.receive(45, "镇办公楼维修的合同", "enterprise"), 40)
        desk.waiting_for_supplement(desk.receive(8, "有关材料", "natural_person"), 6)
        desk.receive(40, "河东村2025年村道养护的验收单", "natural_person")
        desk.receive(2, "2025年防汛物资的采购清单", "natural_person")


def _moment(on: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(hour)))


class _Desk:
    """柳河镇 at work. Nobody acts on a day off."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.body = PublicBody.objects.get(code=BODY)
        people = {user.username: user for user in User.objects.filter(username__startswith="柳河")}
        self.clerk, self.reviewer = people["柳河拟稿"], people["柳河一审"]
        self.head = people["柳河三审"]
        self.number = 0

    def before(self, days: int) -> date:
        """A working day so many days ago, or the one before it."""
        day, calendar = self.on - timedelta(days=days), current_calendar(self.body)
        while not calendar.is_working(day):
            day -= timedelta(days=1)
        return day

    def receive(self, days: int, text: str, kind: str) -> DisclosureRequest:
        """Over the counter."""
        self.number += 1
        day = self.before(days)
        who = ApplicantFacts(
            f"演示申请人{self.number}",
            identity_number=f"演示证件{self.number:04}",
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
    ) -> None:
        """Decided, signed and handed over on one day."""
        day = self.before(days)
        letter = draft_decision(
            case, acting_user=self.clerk, at=_moment(day), answers=answers, facts=facts
        )
        self._out(letter, day)

    def _out(self, letter: Letter, on: date) -> None:
        approval = submit_letter(letter, acting_user=self.clerk, at=_moment(on, 11))
        approve_letter(
            approval, acting_user=self.reviewer, at=_moment(on, 14), comment="", proofread=True
        )
        signed = sign_letter(approval, acting_user=self.head, at=_moment(on, 15))
        send_letter(
            signed,
            acting_user=self.clerk,
            at=_moment(on, 16),
            channel=Channel.DIRECT,
            on=on,
            proof_words="本人签收",
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

"""Two months of supervision in the demo county, told through the acts of its people."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from gongkai.documents.tabular import Cell, Row, Sheet
from gongkai.papers.task_list import ProposedTask
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.office.progress import Progress
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.broadcasts.actions import plan_broadcasts, play_broadcast
from gongkai.web.supervision.broadcasts.models import Broadcast
from gongkai.web.supervision.evaluation.actions import (
    answer_evaluation,
    enter_evaluation,
    publish_evaluation,
)
from gongkai.web.supervision.facts.actions import enter_fact
from gongkai.web.supervision.ledgers.actions import answer_issue, enter_issue, take_in_appeals
from gongkai.web.supervision.meetings.actions import Decision, record_meeting
from gongkai.web.supervision.outreach.actions import record_outreach
from gongkai.web.supervision.tasks.actions import close_task, take_in_list
from gongkai.web.supervision.tasks.models import Task
from gongkai.web.supervision.training.actions import hold_training, plan_training
from gongkai.web.supervision.training.models import TrainingSession
from gongkai.web.supervision.villages.actions import ask_township, nothing_this_quarter

BODY = "QS11"
TASKS = (
    ("公开养老机构名录和收费标准", "民政办"),
    ("惠民惠农补贴发放清单公开到村", "财政所"),
    ("更新机构职能和领导分工", "党政办"),
    ("公开年度财政预算和决算", "财政所"),
    ("公开防汛抗旱应急预案", "应急办"),
    ("规范政务公开栏和各村公开栏", "党政办"),
    ("开展政府开放日活动两次", "党政办"),
    ("政策解读与文件同步公开", "党政办"),
    ("清理栏目中的失效文件", "党政办"),
    ("排查已公开信息中的个人信息", "党政办"),
    ("公开征地补偿信息", "自然资源所"),
    ("组织业务培训两次", "党政办"),
)
PLACES = ("河东村", "河西村", "上坪村", "石桥村", "水口村", "松岗村", "集镇社区")
THINGS = (
    "路灯不亮",
    "自来水停水",
    "垃圾没有清运",
    "路面坑洼不平",
    "水渠堵塞",
    "危房漏雨",
    "医保缴费不成功",
    "养老金没有到账",
    "班车不停站",
    "电线杆倾斜",
    "广场夜间噪音大",
)
OPINIONS = (
    ("box", "公开栏的字太小，老人看不清", 3, "已改用大字海报。", "公开栏字小，老人看不清"),
    ("phone", "低保名单在网上找不到", 2, "已在首页加了“查低保”。", "网上难找低保名单"),
    ("paper", "补贴发放及时公布，很好", 5, "谢谢肯定，继续按月公布。", "补贴公布及时"),
)


@transaction.atomic
def populate(progress: Progress, *, at: datetime) -> None:
    """Training, meetings, tasks, ledgers, opinions, and what came from the villages; once."""
    body = PublicBody.objects.filter(code=BODY).first()
    if body is None or TrainingSession.objects.exists():
        return
    with progress.step("监督保障"):
        desk = _Desk(body, timezone.localdate(at))
        desk.train()
        desk.meet()
        desk.listen()
        desk.count()
        desk.reach()


PLAYED = {"morning": 7, "noon": 12, "evening": 18}


class _Desk:
    """柳河镇 at work."""

    def __init__(self, body: PublicBody, on: date) -> None:
        self.body, self.on = body, on
        self.clerk = User.objects.get(username="柳河拟稿")
        self.publisher = User.objects.get(username="柳河发布")

    def at(self, days: int, hour: int = 10) -> datetime:
        """A moment so many days ago."""
        day = self.on - timedelta(days=days)
        return timezone.make_aware(datetime.combine(day, time(hour)))

    def day(self, days: int) -> date:
        """A day so many days ago."""
        return self.on - timedelta(days=days)

    def train(self) -> None:
        for days, topic, people in (
            (50, "信息发布规范和个人信息遮盖", 23),
            (20, "依申请公开办理流程", 18),
        ):
            session = plan_training(
                self.body,
                acting_user=self.clerk,
                at=self.at(days + 15),
                topic=topic,
                planned_on=self.day(days),
                audience="各站所、各村信息员",
            )
            hold_training(
                session,
                acting_user=self.clerk,
                at=self.at(days, 17),
                on=self.day(days),
                people=people,
                teacher="县政务公开办",
                place="镇政府三楼会议室",
            )
        plan_training(
            self.body,
            acting_user=self.clerk,
            at=self.at(1),
            topic="年度报告编写",
            planned_on=self.day(-10),
        )

    def meet(self) -> None:
        take_in_list(
            self.body,
            acting_user=self.clerk,
            at=self.at(60),
            title=f"青山县{self.on.year}年政务公开重点工作清单",
            year=self.on.year,
            tasks=[
                ProposedTask(str(number), text, "", owner, "年底前", date(self.on.year, 12, 31))
                for number, (text, owner) in enumerate(TASKS, start=1)
            ],
        )
        for task in Task.objects.filter(body=self.body).order_by("pk")[:9]:
            close_task(
                task,
                acting_user=self.clerk,
                at=self.at(10),
                on=self.day(10),
                state="done",
                result="已完成并公开。",
                url="https://www.qingshan.example.cn/liuhe/",
            )
        record_meeting(
            self.body,
            acting_user=self.clerk,
            at=self.at(30, 16),
            title="全镇政府信息公开工作会议",
            kind="work",
            held_on=self.day(30),
            chair="镇长",
            people=31,
            minutes="通报三季度公开情况，部署年底工作。",
            decisions=[
                Decision("补齐养老服务栏目", "民政办", self.day(-7)),
                Decision("各村公开栏全部更换一遍", "党政办", self.day(5)),
            ],
        )

    def listen(self) -> None:
        rows = []
        for number in range(77):
            received = self.day(120 - number)
            texts = {
                "number": f"GD{self.on.year}{number:04}",
                "received_on": received.isoformat(),
                "gist": f"反映{PLACES[number % 7]}{THINGS[number // 7]}，希望处理",
                "topic": "民生",
                "answered_on": min(received + timedelta(days=4), self.on).isoformat(),
                "state": "",
            }
            cells = {
                field: Cell(text, number + 3, column, field)
                for column, (field, text) in enumerate(texts.items(), start=1)
            }
            rows.append(Row(number + 3, cells))
        take_in_appeals(
            self.body,
            acting_user=self.clerk,
            at=self.at(1),
            door="hotline",
            name="12345热线办件台账.xlsx",
            data=b"",
            sheet=Sheet("台账", 2, {}, (), tuple(rows), ("12345热线办件台账（单位：件）",)),
        )
        found = self.at(15, 9)
        issue = enter_issue(
            self.body,
            acting_user=self.clerk,
            at=found,
            title="网传集镇自来水有异味",
            found_at=found,
            is_grave=False,
        )
        answered = found + timedelta(hours=6)
        answer_issue(
            issue,
            acting_user=self.clerk,
            at=answered,
            answered_at=answered,
            whole=True,
            fact="管网检修后余氯偏高，次日恢复正常，水样检测合格。",
            reply="已公布检测结果和检修安排。",
            reply_url="https://www.qingshan.example.cn/liuhe/water/",
        )
        for days, (way, text, score, answer, gist) in enumerate(OPINIONS, start=8):
            made = enter_evaluation(
                self.body,
                acting_user=self.clerk,
                at=self.at(days),
                way=way,
                received_on=self.day(days),
                text=text,
                score=score,
            )
            answer_evaluation(
                made,
                acting_user=self.clerk,
                at=self.at(days - 3),
                on=self.day(days - 3),
                outcome="adopted",
                answer=answer,
                gist=gist,
                publish=True,
            )
            publish_evaluation(made, acting_user=self.publisher, at=self.at(days - 3))
        enter_evaluation(
            self.body,
            acting_user=self.clerk,
            at=self.at(1),
            way="visit",
            received_on=self.day(1),
            text="希望公布班车的时刻",
        )

    def count(self) -> None:
        sections = PublicBody.objects.filter(public_body=self.body, kind=Kind.SECTION)
        for unit, value in zip(sections[:2], (120, 118), strict=False):
            enter_fact(
                unit,
                acting_user=self.clerk,
                at=self.at(3),
                matter="农村低保",
                period=f"{self.day(30):%Y-%m}",
                measure="户",
                value=Decimal(value),
                source=f"{unit.short_name}月报",
            )

    def reach(self) -> None:
        villages = list(PublicBody.objects.filter(public_body=self.body, kind=Kind.VILLAGE))
        village = next((each for each in villages if each.code == f"{BODY}-01"), None)
        if village is not None:
            cadre = User.objects.get(username="河东村")
            ask_township(
                village,
                acting_user=cadre,
                at=self.at(2),
                key=UUID(int=1),
                said_at=self.at(2, 8),
                text="低保名单要贴多少天？",
            )
        for number, each in enumerate(villages[1:3], start=2):
            nothing_this_quarter(
                each,
                acting_user=PLATFORM,
                at=self.at(4),
                key=UUID(int=number),
                said_at=self.at(4, 9),
                text="本季度没有新的项目和收支",
            )
        record_outreach(
            self.body,
            acting_user=self.clerk,
            at=self.at(12),
            kind="leaflets",
            title="赶集日政府信息公开宣传",
            held_on=self.day(12),
            village=villages[0] if villages else None,
            place="集镇广场",
            people=60,
            leaflets=200,
        )
        # What is read out is news; the guide holds addresses and mailboxes.
        public = (
            ItemPage.objects.public().filter(body=self.body).exclude(row__code="platform.guide")
        )
        for item in public.order_by("-published_on", "-pk")[:1]:
            plan_broadcasts(
                self.body,
                acting_user=self.clerk,
                at=self.at(2, 6),
                item=item,
                first=self.day(2),
                days=4,
                slots=["morning", "noon", "evening"],
            )
            for broadcast in Broadcast.objects.filter(body=self.body, on=self.day(2)):
                play_broadcast(
                    broadcast, acting_user=self.clerk, at=self.at(2, PLAYED[broadcast.slot])
                )

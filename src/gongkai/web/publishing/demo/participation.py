"""柳河镇 asks, explains and keeps its rules: a consultation answered, one that is open, and the papers around."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from gongkai.letters.working_rules import kinds
from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.consultations.actions.consultation import (
    proposed_channels,
    start_consultation,
)
from gongkai.web.publishing.consultations.actions.opinion import (
    answer_group,
    enter_opinion,
    group_opinions,
    receive_opinion,
)
from gongkai.web.publishing.consultations.actions.result import draft_result
from gongkai.web.publishing.consultations.models import (
    Adoption,
    Opinion,
    OpinionChannel,
    PublicConsultation,
)
from gongkai.web.publishing.demo.life import go_public, one_day
from gongkai.web.publishing.demo.story import Story, hour_of
from gongkai.web.publishing.explanations.actions import draft_explanation
from gongkai.web.publishing.items.actions.draft import draft_item
from gongkai.web.publishing.items.actions.link import link_items
from gongkai.web.publishing.items.models import ItemPage, LinkKind
from gongkai.web.publishing.working_rules.actions import draft_rule

DRAFT_OF_RULES = (
    "<p>第一条　补助对象为住房经鉴定为C级或者D级的低保户、分散供养特困人员和低保边缘家庭。</p>"
    "<p>第二条　补助标准：C级每户1.2万元，D级每户3万元。</p>"
    "<p>第三条　每年3月31日前向村委会提出申请，镇便民服务中心2号窗口受理。</p>"
)
MARKET = "<p>逢五逢十开市，中午十二时收市；摊位划线，不得占道。</p>"
POLICY = (
    "<h2>一、补助对象</h2><p>补助对象为住房经鉴定为C级或者D级的低保户、分散供养特困人员和低保边缘家庭。</p>"
    "<h2>二、补助标准</h2><p>C级每户补助1.2万元，D级每户补助3万元。验收合格后30日内打入一卡通。</p>"
    "<h2>三、申请时间和地点</h2><p>每年4月30日前向村委会提出申请，由镇便民服务中心2号窗口受理。</p>"
    "<h2>四、申请材料</h2><p>提交申请书，出示身份证和户口簿，附房屋鉴定报告。</p>"
    "<h2>五、咨询</h2><p>咨询电话：0000-5550111。</p>"
)


DAYS = 30


def participation(last: date, people: dict[str, User]) -> Iterator[Story]:
    """Two consultations, a document with its explanation, and seven of the eight rules."""
    town = _Town(last, people)
    yield town.answered_consultation()
    yield town.open_consultation()
    for place, kind in enumerate(kinds()[:-1]):
        yield town.rule(kind.id, 380 if place == 0 else 120)


class _Town:
    """柳河镇 and its people."""

    def __init__(self, last: date, people: dict[str, User]) -> None:
        self.last = last
        self.body = PublicBody.objects.get(code="QS11")
        names = ("柳河拟稿", "柳河一审", "柳河二审", "柳河三审", "柳河保密", "柳河发布")
        self.drafter, *self.deciding = (people[name] for name in names)

    def at(self, days_ago: int, hour: int = 8) -> datetime:
        return hour_of(self.last - timedelta(days=days_ago), hour)

    def out(self, item: ItemPage, at: datetime) -> Story:
        yield from go_public(item, self.drafter, at, tuple(one_day(at.date(), self.deciding)))

    def consultation(self, title: str, draft: str, at: datetime) -> PublicConsultation:
        return start_consultation(
            self.body,
            acting_user=self.drafter,
            at=at,
            title=title,
            summary=f"{title.removesuffix('的公告')}。",
            draft=draft,
            facts={"days": DAYS, **proposed_channels(self.body, at.date())},
        )

    def answered_consultation(self) -> Story:
        at = self.at(95)
        yield at
        consultation = self.consultation(
            "关于《柳河镇农村危房改造补助办法》公开征求意见的公告", DRAFT_OF_RULES, at
        )
        yield from self.out(consultation.item, at)
        yield from self.answers(consultation)
        at = self.at(55)
        yield at
        result = draft_result(consultation, acting_user=self.drafter, at=at)
        yield from self.out(result, at)
        at = self.at(45)
        yield at
        policy = draft_item(
            self.body,
            acting_user=self.drafter,
            at=at,
            title="柳河镇农村危房改造补助办法",
            row=CatalogueRow.objects.get(code="statutory.regulations_and_normative_documents"),
            formed_on=at.date(),
            document_number=f"柳政发〔{at.year}〕18号",
            summary="柳河镇农村危房改造补助办法。",
            text=POLICY,
        )
        link_items(
            consultation.item, policy, kind=LinkKind.CONSULTS_ON, acting_user=self.drafter, at=at
        )
        yield from self.out(policy, at)
        at = self.at(45, 14)
        yield at
        explanation = draft_explanation(policy, acting_user=self.drafter, at=at)
        yield from go_public(
            explanation.item, self.drafter, at, tuple(one_day(at.date(), self.deciding, 15))
        )

    def answers(self, consultation: PublicConsultation) -> Story:
        at = self.at(92)
        yield at
        later = receive_opinion(
            consultation,
            at=at,
            text="三月底太早，外出打工的人还没回来，建议推迟一个月。",
            name="韩小满",
            contact="0000-5550901",
            address="192.0.2.11",
        )
        at = self.at(95 - DAYS)
        yield at
        letter = enter_opinion(
            consultation,
            acting_user=self.drafter,
            at=at,
            channel=OpinionChannel.LETTER,
            received_on=at.date(),
            text="建议一般户的危房也给补助。",
        )
        at = self.at(60)
        yield at
        self.answer(
            later,
            "建议把申请截止时间推迟一个月",
            Adoption.ADOPTED,
            "申请截止时间改为每年4月30日",
            at,
        )
        self.answer(
            letter,
            "建议把一般户纳入补助范围",
            Adoption.NOT_ADOPTED,
            "上级资金的用途限于低收入群体，一般户可以申请建房贷款贴息",
            at,
        )

    def answer(
        self, opinion: Opinion, gist: str, adoption: Adoption, reason: str, at: datetime
    ) -> None:
        group = group_opinions(
            opinion.consultation,
            acting_user=self.drafter,
            at=at,
            digests=[opinion.digest],
            gist=gist,
        )
        answer_group(group, acting_user=self.drafter, at=at, adoption=adoption, reason=reason)

    def open_consultation(self) -> Story:
        at = self.at(6)
        yield at
        running = self.consultation("关于《柳河镇集市管理办法》公开征求意见的公告", MARKET, at)
        yield from self.out(running.item, at)
        for days_ago, text, address in (
            (4, "建议下午三时收市，上班的人也能赶集。", "192.0.2.21"),
            (3, "请给卖自家菜的老人留几个免费摊位。", "192.0.2.22"),
        ):
            at = self.at(days_ago)
            yield at
            receive_opinion(running, at=at, text=text, address=address)
        at = self.at(2)
        yield at
        enter_opinion(
            running,
            acting_user=self.drafter,
            at=at,
            channel=OpinionChannel.PHONE,
            received_on=at.date(),
            text="集市旁边要有停车的地方。",
        )

    def rule(self, kind: str, days_ago: int) -> Story:
        at = self.at(days_ago)
        yield at
        yield from self.out(draft_rule(self.body, acting_user=self.drafter, at=at, kind=kind), at)

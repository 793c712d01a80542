"""柳河镇 asks, explains and keeps its rules: a consultation answered, one that is open, and the papers around."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.consultations.actions.consultation import notice_text, proposed_channels
from gongkai.web.publishing.consultations.actions.opinion import (
    answer_group,
    enter_opinion,
    group_opinions,
    receive_opinion,
)
from gongkai.web.publishing.consultations.actions.result import result_text
from gongkai.web.publishing.consultations.models import Adoption, OpinionChannel, PublicConsultation
from gongkai.web.publishing.demo.history import WAY
from gongkai.web.publishing.demo.take_over import EarlierItem, EarlierStep, take_over
from gongkai.web.publishing.explanations.actions import fields_of
from gongkai.web.publishing.explanations.models import Explanation
from gongkai.web.publishing.explanations.proposals import as_html, propose
from gongkai.web.publishing.items.actions.link import link_items
from gongkai.web.publishing.items.models import ItemPage, LinkKind
from gongkai.web.publishing.working_rules.templates import kinds, text_of, title_of

DRAFT_OF_RULES = (
    "<p>第一条　补助对象为住房经鉴定为C级或者D级的低保户、分散供养特困人员和低保边缘家庭。</p>"
    "<p>第二条　补助标准：C级每户1.2万元，D级每户3万元。</p>"
    "<p>第三条　每年3月31日前向村委会提出申请，镇便民服务中心2号窗口受理。</p>"
)
POLICY = (
    "<h2>一、补助对象</h2><p>补助对象为住房经鉴定为C级或者D级的低保户、分散供养特困人员和低保边缘家庭。</p>"
    "<h2>二、补助标准</h2><p>C级每户补助1.2万元，D级每户补助3万元。验收合格后30日内打入一卡通。</p>"
    "<h2>三、申请时间和地点</h2><p>每年4月30日前向村委会提出申请，由镇便民服务中心2号窗口受理。</p>"
    "<h2>四、申请材料</h2><p>提交申请书，出示身份证和户口簿，附房屋鉴定报告。</p>"
    "<h2>五、咨询</h2><p>咨询电话：0000-5550111。</p>"
)


def populate_participation(on: date, staff: dict[str, User]) -> None:
    """Two consultations, a document with its explanation, and seven of the eight rules."""
    town = _Town(on, staff)
    notice = town.take_over(
        "work.consultation",
        "关于《柳河镇农村危房改造补助办法》公开征求意见的公告",
        95,
        notice_text(town.planned(30)) + f"<h2>征求意见稿</h2>{DRAFT_OF_RULES}",
    )
    answered = town.consult(notice, 30)
    town.answer(answered)
    result = town.take_over(
        "work.consultation_result",
        "关于《柳河镇农村危房改造补助办法》公开征求意见结果反馈",
        55,
        result_text(answered),
    )
    PublicConsultation.objects.filter(pk=answered.pk).update(result=result)
    policy = town.take_over(
        "statutory.regulations_and_normative_documents",
        "柳河镇农村危房改造补助办法",
        45,
        POLICY,
        document_number=f"柳政发〔{on.year}〕18号",
    )
    content = propose(policy)
    explained = town.take_over(
        "work.explanation", "《柳河镇农村危房改造补助办法》政策解读", 45, as_html(content)
    )
    Explanation.objects.create(item=explained, policy=policy, **fields_of(content))
    for source, target, kind in (
        (result, notice, LinkKind.RESULT_OF),
        (notice, policy, LinkKind.CONSULTS_ON),
        (explained, policy, LinkKind.EXPLAINS),
    ):
        link_items(source, target, kind=kind, acting_user=PLATFORM, at=timezone.now())
    running = town.take_over(
        "work.consultation",
        "关于《柳河镇集市管理办法》公开征求意见的公告",
        6,
        notice_text(town.planned(30))
        + "<h2>征求意见稿</h2><p>逢五逢十开市，中午十二时收市；摊位划线，不得占道。</p>",
    )
    town.ask(town.consult(running, 30))
    for place, kind in enumerate(kinds()[:-1]):
        issued = on - timedelta(days=380 if place == 0 else 120)
        town.take_over(
            f"work.{kind.id}",
            title_of(town.body, kind.id),
            (on - issued).days,
            text_of(town.body, kind.id, issued),
            issued_on=issued,
        )


class _Town:
    """柳河镇 and its people."""

    def __init__(self, on: date, staff: dict[str, User]) -> None:
        self.today = on
        self.body = PublicBody.objects.get(code="QS11")
        names = ("柳河拟稿", "柳河一审", "柳河二审", "柳河三审", "柳河保密", "柳河发布")
        self.drafter, *self.deciding = (staff[name] for name in names)

    def at(self, days_ago: int, hour: int = 9) -> datetime:
        return timezone.make_aware(
            datetime.combine(self.today - timedelta(days=days_ago), time(hour))
        )

    def take_over(self, row: str, title: str, days_ago: int, text: str, **fields: Any) -> ItemPage:
        steps = tuple(
            EarlierStep(stage, user, self.at(days_ago, 9 + place), comment)
            for place, ((stage, comment), user) in enumerate(zip(WAY, self.deciding, strict=True))
        )
        earlier = EarlierItem(
            body=self.body,
            row=CatalogueRow.objects.get(code=row),
            title=title,
            summary=f"{title.removesuffix('的公告')}。",
            text=text,
            formed_on=self.today - timedelta(days=days_ago),
            drafted_by=self.drafter,
            submitted_at=self.at(days_ago, 8),
            steps=steps,
            fields=fields,
        )
        return take_over([earlier], acting_user=PLATFORM)[0]

    def planned(self, days: int) -> PublicConsultation:
        channels = proposed_channels(self.body, self.today)
        return PublicConsultation(body=self.body, days=days, **channels)

    def consult(self, notice: ItemPage, days: int) -> PublicConsultation:
        consultation = self.planned(days)
        consultation.item = notice
        consultation.opens_on = notice.published_on
        consultation.closes_on = notice.published_on + timedelta(days=days)
        consultation.save()
        return consultation

    def answer(self, consultation: PublicConsultation) -> None:
        days_ago = (self.today - consultation.opens_on).days - 3
        later = receive_opinion(
            consultation,
            at=self.at(days_ago),
            text="三月底太早，外出打工的人还没回来，建议推迟一个月。",
            name="韩小满",
            contact="0000-5550901",
            address="192.0.2.11",
        )
        letter = enter_opinion(
            consultation,
            acting_user=self.drafter,
            channel=OpinionChannel.LETTER,
            received_on=consultation.closes_on,
            text="建议一般户的危房也给补助。",
            at=timezone.now(),
        )
        for opinion, gist, adoption, reason in (
            (
                later,
                "建议把申请截止时间推迟一个月",
                Adoption.ADOPTED,
                "申请截止时间改为每年4月30日",
            ),
            (
                letter,
                "建议把一般户纳入补助范围",
                Adoption.NOT_ADOPTED,
                "上级资金的用途限于低收入群体，一般户可以申请建房贷款贴息",
            ),
        ):
            group = group_opinions(
                consultation,
                acting_user=self.drafter,
                digests=[opinion.digest],
                gist=gist,
                at=timezone.now(),
            )
            answer_group(
                group, acting_user=self.drafter, adoption=adoption, reason=reason, at=timezone.now()
            )

    def ask(self, consultation: PublicConsultation) -> None:
        for number, text in enumerate(
            ("建议下午三时收市，上班的人也能赶集。", "请给卖自家菜的老人留几个免费摊位。")
        ):
            receive_opinion(
                consultation,
                at=self.at(4 - number),
                text=text,
                address=f"192.0.2.{21 + number}",
            )
        enter_opinion(
            consultation,
            acting_user=self.drafter,
            channel=OpinionChannel.PHONE,
            received_on=self.today - timedelta(days=2),
            text="集市旁边要有停车的地方。",
            at=timezone.now(),
        )

"""The steps of a practice, each done or not by what lies in the body for practice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.letters.models import Letter
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.journal.models import Entry
from gongkai.web.publishing.items.models import ItemPage, Release, ReleaseState
from gongkai.web.supervision.training.models import QuizAttempt


@dataclass(frozen=True)
class PracticeStep:
    """One step: what to do, why, where; whether it was done."""

    title: str
    hint: str
    url: str
    is_done: bool


def steps(body: PublicBody, user: Any) -> Iterator[PracticeStep]:
    """The way of a learner, in order."""
    releases = Release.objects.filter(body=body, submitted_by=user)
    requests = DisclosureRequest.objects.filter(body=body, registered_by=user)
    yield PracticeStep(
        _("拟一条信息"),
        _("选公开事项，写标题、成文日期和正文；可以故意写一个身份证号码，看平台怎样拦。"),
        f"{reverse('publishing:new')}?body={body.pk}",
        ItemPage.objects.filter(body=body, owner=user).exists(),
    )
    yield PracticeStep(
        _("提交审核"),
        _("筛查通过后在这条信息里点“提交审核”；没有通过的按提示遮盖。"),
        reverse("publishing:list"),
        releases.exists(),
    )
    yield PracticeStep(
        _("请同事审核"),
        _("先提交审核，再点下面的“请演练同事审核”，看三审、保密审查和发布怎样留痕。"),
        "",
        releases.filter(state=ReleaseState.RELEASED).exists(),
    )
    yield PracticeStep(
        _("登记一件申请"),
        _("机关已经选好“练习乡”，不要改；编一个申请人，登记后看截止日怎样算。"),
        f"{reverse('casework:register')}?body={body.pk}",
        requests.exists(),
    )
    yield PracticeStep(
        _("写一份答复"),
        _("在办件里逐题判断，拟一份文书。"),
        reverse("casework:list"),
        Letter.objects.filter(disclosure_request__in=requests).exists(),
    )
    yield PracticeStep(
        _("写一份年报"),
        _("把上面办过的写进练习乡的年报，看数字从哪里来、检查指出什么；练习乡的年报不收、不公开。"),
        reverse("reporting:write", args=[body.pk, timezone.localdate().year]),
        Entry.objects.filter(act="reporting.write", actor=user, body_number=body.pk).exists(),
    )
    yield PracticeStep(
        _("答一份题"),
        _("十道题，答对八道发合格证明。"),
        reverse("supervision:quiz"),
        QuizAttempt.objects.filter(user=user).exclude(serial=None).exists(),
    )

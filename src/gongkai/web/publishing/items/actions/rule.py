"""Set how many reviews a body's items take and how their index numbers look."""

from __future__ import annotations

import string
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import changes, describe, record
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.models import ReleaseRule
from gongkai.web.publishing.items.numbering import index_number
from gongkai.web.publishing.items.permissions import SET_RULE

PARTS = frozenset({"code", "unified_code", "year", "serial"})
FACTS = ("levels", "index_scheme")


def check_scheme(body: PublicBody, scheme: str) -> str:
    """The first number of a year under the scheme.

    Raises:
        ActionError: numbers under it could not be told apart, or it cannot be filled in.
    """
    wanted = "；请写成如 {code}/{year}-{serial:05} 的样子。"
    try:
        parts = {name for _, name, _, _ in string.Formatter().parse(scheme) if name is not None}
        unknown = parts - PARTS
        if unknown:
            raise ActionError(
                gettext("索引号规则中的“{sorted}”不认识{wanted}").format(
                    sorted="、".join(sorted(unknown)), wanted=wanted
                )
            )
        sample = index_number(body, year=2026, scheme=scheme, serial=1)
    except (ValueError, IndexError, LookupError) as error:
        raise ActionError(
            gettext("索引号规则“{scheme}”括号或格式不对{wanted}").format(
                scheme=scheme, wanted=wanted
            )
        ) from error
    # Without one of these two bodies, two years or two items would get the same number.
    if not parts & {"code", "unified_code"} or not {"year", "serial"} <= parts:
        raise ActionError(
            gettext(
                "索引号规则“{scheme}”应当同时含有机构编码、年份和序号，否则会重号{wanted}"
            ).format(scheme=scheme, wanted=wanted)
        )
    return sample


@transaction.atomic
def set_rule(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    levels: int,
    index_scheme: str,
) -> ReleaseRule:
    """A rule from a day on; the one before ends that day. Numbers given stay as they are."""
    require(acting_user, SET_RULE, body)
    check_scheme(body, index_scheme)
    current = body.release_rules.filter(ends_on=None).first()
    before = describe(current, FACTS) if current else {}
    rule = ReleaseRule(body=body, starts_on=on)
    if current is not None:
        if on < current.starts_on:
            raise ActionError(
                gettext(
                    "起始日 {on} 早于现行规则的起始日 {starts_on}；请填写该日或更晚的日期。"
                ).format(on=on, starts_on=current.starts_on)
            )
        if on == current.starts_on:
            rule = current
        else:
            current.ends_on = on
            current.save(update_fields=["ends_on"])
    rule.levels, rule.index_scheme = levels, index_scheme
    rule.full_clean()
    rule.save()
    was, now = changes(before, describe(rule, FACTS))
    record(
        acts.RULE_SET,
        by=acting_user,
        body=body,
        subject=rule,
        before=was,
        after={**now, "on": on},
        at=at,
    )
    return rule

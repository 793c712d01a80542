"""Choose where the law is silent, from a day on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.statute.errors import StatuteError
from gongkai.statute.settings import Settings
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework import acts
from gongkai.web.casework.choices.models import SettingChoice
from gongkai.web.casework.choices.reading import SETTABLE
from gongkai.web.casework.permissions import CHOOSE
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError


@transaction.atomic
def choose_setting(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    setting: str,
    value: str,
    on: date,
    reason: str,
) -> SettingChoice:
    """A choice for a body and all beneath it. Requests received before ``on`` keep the clock they have.

    Raises:
        ActionError: no such choice, no reason, or a day that lies behind.
    """
    require(acting_user, CHOOSE, body)
    if setting not in SETTABLE:
        raise ActionError(_("没有“{setting}”这项办件设置。").format(setting=setting))
    try:
        Settings(((setting, value),))
    except StatuteError as error:
        raise ActionError({"value": error.message}) from error
    if not reason.strip():
        raise ActionError({"reason": _("请写明依据：文件名称、文号，或者谁在什么会上定的。")})
    today = timezone.localdate(at)
    if on < today:
        raise ActionError(
            {
                "on": _(
                    "起始日应在今天（{today}）或者以后，填写的是{on}；已经收到的申请不变。"
                ).format(today=today, on=on)
            }
        )
    own = SettingChoice.objects.select_for_update(of=("self",)).filter(body=body, setting=setting)
    later = own.filter(starts_on__gt=on).first()
    if later is not None:
        raise ActionError(
            {
                "on": _("已有自{later}起的选择；请填写该日或者以后的日期。").format(
                    later=later.starts_on
                )
            }
        )
    before = own.filter(ends_on=None).first()
    choice: SettingChoice
    if before is not None and before.starts_on == on:
        choice = before
    else:
        choice = SettingChoice(body=body, setting=setting, starts_on=on)
        own.filter(ends_on=None).update(ends_on=on)
    told = before.value if before is not None else ""
    choice.value, choice.reason, choice.chosen_at = value, reason.strip(), at
    choice.chosen_by = acting_user if isinstance(acting_user, User) else None
    choice.full_clean()
    choice.save()
    record(
        acts.SETTING_CHOSEN,
        by=acting_user,
        body=body,
        before={"setting": setting, "value": told},
        after={"setting": setting, "value": value, "on": on},
        reason=reason,
        at=at,
    )
    return choice

"""Release an item: the last screening, its index number, its page, its posting, in one transaction."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM, Platform, require
from gongkai.web.approvals.engine import (
    at_stage,
    refuse_own_work,
    send_back_altered,
    with_unopened,
)
from gongkai.web.bodies.exceptions import exception_of
from gongkai.web.bodies.models import Exempt
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.items import acts, signals
from gongkai.web.publishing.items.actions.versions import is_for_practice, publish_version
from gongkai.web.publishing.items.gate import pass_gate
from gongkai.web.publishing.items.models import (
    Decision,
    ItemPage,
    Release,
    ReleaseState,
    Stage,
    Step,
)
from gongkai.web.publishing.items.numbering import next_index_number
from gongkai.web.publishing.items.permissions import RELEASE
from gongkai.web.publishing.items.posting_period import is_list_of_people, proposed_take_down
from gongkai.web.publishing.items.release_procedure import RELEASES
from gongkai.web.publishing.items.routes import rule_of
from gongkai.web.vetting.gate import Examination
from gongkai.web.vetting.models import Moment, ScreeningRun

FEWEST_PERSONS = 2


def release_item(
    release: Release,
    *,
    acting_user: User,
    at: datetime,
    comment: str = "",
    unopened_reason: str = "",
) -> Release:
    """Release now, or at the time that was asked for. The version released is the version reviewed.

    ``unopened_reason``: why a file of the version was not opened. What is no more as it was submitted goes back.

    Raises:
        Blocked: the last screening found what must not go out; what was seen is kept.
    """
    with transaction.atomic():
        current = _releasable(release, acting_user, timezone.localdate(at))
        if send_back_altered(RELEASES, current, acting_user=acting_user, at=at):
            return current
        comment = with_unopened(
            RELEASES, current, acting_user, comment=comment, reason=unopened_reason
        )
    # The version reviewed is fixed: what is screened here is what goes out below.
    seen = pass_gate(current.version, moment=Moment.RELEASE, by=acting_user, at=at)
    with transaction.atomic():
        current = _releasable(release, acting_user, timezone.localdate(at))
        return _release(current, seen, acting_user, at, comment)


def _releasable(release: Release, user: User, on: date) -> Release:
    current = at_stage(RELEASES, release, Stage.RELEASE)
    require(user, RELEASE, current.body)
    refuse_own_work(RELEASES, current, user)
    _refuse_too_few(current, user, on)
    return current


def _refuse_too_few(release: Release, user: User, on: date) -> None:
    """Whatever a rule or a skipped stage leaves out: two persons beside the authors stand behind every release.

    One in an office that the body above has excepted because it has no third person.
    """
    decided = set(
        release.steps.filter(decision=Decision.APPROVED).values_list("decided_by", flat=True)
    )
    persons = (decided | {user.pk}) - RELEASES.authors_of(release)
    exception = exception_of(release.body, Exempt.RELEASE, on)
    if len(persons) < (1 if exception else FEWEST_PERSONS):
        raise ActionError(
            _(
                "“{title}”的各个环节都由您一人办理，至少应有 {fewest} 人办理；请由另一位有权限的人办理发布，人员确实不足的，请上级批准“人少机构例外”。"
            ).format(title=release.item.title, fewest=FEWEST_PERSONS)
        )


def _release(
    current: Release, seen: Examination, acting_user: User, at: datetime, comment: str
) -> Release:
    Step.objects.create(
        release=current,
        stage=Stage.RELEASE,
        decision=Decision.RELEASED,
        decided_by=acting_user,
        decided_at=at,
        comment=comment,
    )
    if current.go_live_at is not None and current.go_live_at > at:
        current.state = ReleaseState.SCHEDULED
        current.save(update_fields=["state"])
        record(
            acts.SCHEDULED,
            by=acting_user,
            body=current.body,
            subject=current.item,
            after={"go_live_at": current.go_live_at},
            reason=comment,
            at=at,
        )
        return current
    return _make_public(current, seen, by=acting_user, at=at, comment=comment)


def _make_public(
    release: Release,
    seen: Examination,
    *,
    by: User | Platform,
    at: datetime,
    comment: str = "",
) -> Release:
    if is_for_practice(release.body):
        return _practise(release, by=by, at=at, comment=comment)
    today = timezone.localtime(at).date()
    current = ItemPage.objects.whole().select_for_update(of=("self",)).get(pk=release.item_id)
    version = current.with_content_json(release.revision.content)
    if is_list_of_people(version) and version.take_down_on is None:
        version.take_down_on = proposed_take_down(version, today)
    if version.take_down_on is not None and version.take_down_on <= today:
        raise ActionError(
            _("“{version_title}”的撤下日 {take_down_on} 已到；请退回拟稿人改定。").format(
                version_title=version.title, take_down_on=version.take_down_on
            )
        )
    version.index_number = current.index_number or next_index_number(
        release.body, year=today.year, scheme=rule_of(release.body, today).index_scheme
    )
    version.published_on = current.published_on or today
    if current.published_on is not None:
        # Since its first release the document's validity has acts of its own.
        version.validity, version.superseded_by_id = current.validity, current.superseded_by_id
    version.withdrawn_on = None
    version.withdrawal_reason = ""
    revision = publish_version(version, by=by, at=at)
    # What was screened as reviewed is what went out.
    ScreeningRun.objects.of(release.item).filter(
        revision_number=release.revision_id, moment=Moment.RELEASE, blocking=0
    ).update(revision_number=revision.pk)
    release.state = ReleaseState.RELEASED
    release.finished_at = at
    release.save(update_fields=["state", "finished_at"])
    signals.tell(
        signals.item_released, item=version, before=current, seen=seen, by=by, on=today, at=at
    )
    record(
        acts.RELEASED,
        by=by,
        body=release.body,
        subject=version,
        after={
            "index_number": version.index_number,
            "published_on": version.published_on,
            "revision": revision.pk,
        },
        reason=comment,
        at=at,
    )
    return release


def _practise(release: Release, *, by: User | Platform, at: datetime, comment: str) -> Release:
    """The end of a release in a body for practice: everything was done, nobody outside sees it, nobody counts it."""
    release.state = ReleaseState.RELEASED
    release.finished_at = at
    release.save(update_fields=["state", "finished_at"])
    record(acts.PRACTISED, by=by, body=release.body, subject=release.item, reason=comment, at=at)
    return release


def release_due(at: datetime) -> list[tuple[Release, str]]:
    """Make public what was scheduled for this moment or before; each with why it failed, if it did.

    An item that no longer passes the screening, or whose day to be taken down has come, goes back to
    its drafters.
    """
    done = []
    waiting = Release.objects.filter(state=ReleaseState.SCHEDULED, go_live_at__lte=at)
    for number in list(waiting.order_by("go_live_at").values_list("pk", flat=True)):
        release = Release.objects.select_related("item", "revision").get(pk=number)
        try:
            if told := RELEASES.altered(release):
                raise ActionError(told)
            seen = pass_gate(release.version, moment=Moment.RELEASE, by=PLATFORM, at=at)
            with transaction.atomic():
                release = Release.objects.select_for_update().get(pk=number)
                if release.state == ReleaseState.SCHEDULED:
                    done.append((_make_public(release, seen, by=PLATFORM, at=at), ""))
        except ActionError as error:
            back = _send_back(number, str(error), at)
            done += [(back, str(error))] if back else []
    return done


@transaction.atomic
def _send_back(number: int, why: str, at: datetime) -> Release | None:
    release = Release.objects.select_for_update().get(pk=number)
    if release.state != ReleaseState.SCHEDULED:
        return None
    release.state = ReleaseState.RETURNED
    release.finished_at = at
    release.save(update_fields=["state", "finished_at"])
    record(acts.RETURNED, by=PLATFORM, body=release.body, subject=release.item, reason=why, at=at)
    return release

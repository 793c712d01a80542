"""Who serves where today, and who may do a deed in a body."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai.web.accounts.permissions import Permission, Service
from gongkai.web.accounts.roles import POWERFUL, Role
from gongkai.web.bodies.models import Membership, PowerGrant, PublicBody


def services_today(user: Any) -> list[Service]:
    """The roles a user holds today. A technical superuser is administrator everywhere, no more."""
    if user.is_superuser:
        everywhere = frozenset(PublicBody.objects.values_list("pk", flat=True))
        roots = PublicBody.objects.filter(parent=None).values_list("pk", flat=True)
        return [Service(Role.ADMINISTRATOR, root, everywhere, everywhere) for root in roots]
    held = list(
        Membership.objects.on(timezone.localdate()).filter(user=user).select_related("body")
    )
    if not held:
        return []
    tree = _beneath({membership.body for membership in held})
    services = []
    for membership in held:
        body = membership.body
        beneath = frozenset(
            number for number, _, lineage, _ in tree if lineage.startswith(body.lineage)
        )
        own = _with_predecessors(body.pk, {number: heir for number, _, _, heir in tree if heir})
        # Serving a public body includes its sections and villages; a section stands for itself.
        units = {number for number, answers, _, _ in tree if answers in own} | own
        services.append(
            Service(
                Role(membership.role),
                body.pk,
                frozenset(units) if body.is_public else own,
                beneath,
            )
        )
    return services


def has_power(user: Any) -> bool:
    """Whether a powerful role is held, begins later, or waits to be confirmed."""
    held = Membership.objects.filter(user=user, role__in=POWERFUL).exclude(
        ends_on__lte=timezone.localdate()
    )
    return held.exists() or PowerGrant.objects.waiting().filter(user=user, role__gt="").exists()


def _with_predecessors(number: int, heirs: dict[int, int]) -> frozenset[int]:
    """The body and every abolished one that it, or a predecessor of it, took over from."""
    own = {number}
    while more := {former for former, heir in heirs.items() if heir in own} - own:
        own |= more
    return frozenset(own)


def _beneath(bodies: Iterable[PublicBody]) -> list[tuple[int, int | None, str, int | None]]:
    under = Q(successor__isnull=False)
    for body in bodies:
        under |= Q(lineage__startswith=body.lineage)
    return list(
        PublicBody.objects.filter(under)
        .order_by()
        .values_list("pk", "public_body_id", "lineage", "successor_id")
    )


def users_who_may(permission: Permission, body: PublicBody) -> QuerySet[Any]:
    """Active users who may do the deed in the body today."""
    answering = [body] + ([body.public_body] if body.public_body_id else [])
    here = {each.pk for one in answering for each in (one, *one.successors())}
    held = Membership.objects.on(timezone.localdate()).filter(
        Q(body__in=here, role__in=permission.at)
        | Q(body__in=body.upward, role__in=permission.below)
    )
    return get_user_model().objects.filter(is_active=True, pk__in=held.values("user"))

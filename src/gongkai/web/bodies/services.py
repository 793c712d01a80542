"""Who serves where today, and who may do a deed in a body."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai.web.accounts.permissions import Permission, Service
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.models import Membership, PublicBody


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
            number for number, _, lineage in tree if lineage.startswith(body.lineage)
        )
        # Serving a public body includes its sections and villages; a section stands for itself.
        units = {number for number, answers, _ in tree if answers == body.pk} | {body.pk}
        services.append(
            Service(
                Role(membership.role),
                body.pk,
                frozenset(units) if body.is_public else frozenset({body.pk}),
                beneath,
            )
        )
    return services


def _beneath(bodies: Iterable[PublicBody]) -> list[tuple[int, int | None, str]]:
    under = Q()
    for body in bodies:
        under |= Q(lineage__startswith=body.lineage)
    return list(
        PublicBody.objects.filter(under).order_by().values_list("pk", "public_body_id", "lineage")
    )


def users_who_may(permission: Permission, body: PublicBody) -> QuerySet[Any]:
    """Active users who may do the deed in the body today."""
    here = {body.pk} | ({body.public_body_id} if body.public_body_id else set())
    above = {int(number) for number in body.lineage.strip("/").split("/")}
    held = Membership.objects.on(timezone.localdate()).filter(
        Q(body__in=here, role__in=permission.at) | Q(body__in=above, role__in=permission.below)
    )
    return get_user_model().objects.filter(is_active=True, pk__in=held.values("user"))

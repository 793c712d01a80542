"""Models of this noun."""

from gongkai.web.approvals.models import Decision
from gongkai.web.publishing.items.models.attachment import Attachment
from gongkai.web.publishing.items.models.attribute_card import AttributeCard, Manner
from gongkai.web.publishing.items.models.item import (
    Attribute,
    ItemPage,
    Phase,
    Validity,
    WithdrawalReason,
    is_public,
)
from gongkai.web.publishing.items.models.link import ItemLink, LinkKind, ValidityChange
from gongkai.web.publishing.items.models.release import Release, ReleaseState, Stage, Step
from gongkai.web.publishing.items.models.rule import ReleaseRule
from gongkai.web.publishing.items.models.urgent import UrgentWithdrawal

__all__ = [
    "Attachment",
    "Attribute",
    "AttributeCard",
    "Decision",
    "ItemLink",
    "ItemPage",
    "LinkKind",
    "Manner",
    "Phase",
    "Release",
    "ReleaseRule",
    "ReleaseState",
    "Stage",
    "Step",
    "UrgentWithdrawal",
    "Validity",
    "ValidityChange",
    "WithdrawalReason",
    "is_public",
]

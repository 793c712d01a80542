"""Models of this noun."""

from gongkai.web.publishing.items.models.attachment import Attachment
from gongkai.web.publishing.items.models.attribute_card import AttributeCard, Manner
from gongkai.web.publishing.items.models.index_number import IndexCounter
from gongkai.web.publishing.items.models.item import (
    Attribute,
    ItemPage,
    Phase,
    Validity,
    WithdrawalReason,
)
from gongkai.web.publishing.items.models.link import ItemLink, LinkKind, ValidityChange
from gongkai.web.publishing.items.models.release import Decision, Release, ReleaseState, Stage, Step
from gongkai.web.publishing.items.models.rule import ReleaseRule
from gongkai.web.publishing.items.models.screening import (
    IgnoredFinding,
    IgnoredWording,
    ScreeningRun,
)

__all__ = [
    "Attachment",
    "Attribute",
    "AttributeCard",
    "Decision",
    "IgnoredFinding",
    "IgnoredWording",
    "IndexCounter",
    "ItemLink",
    "ItemPage",
    "LinkKind",
    "Manner",
    "Phase",
    "Release",
    "ReleaseRule",
    "ReleaseState",
    "ScreeningRun",
    "Stage",
    "Step",
    "Validity",
    "ValidityChange",
    "WithdrawalReason",
]

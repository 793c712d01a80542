"""The catalogue, items with their attachments, index numbers, releases, screenings and postings."""

from gongkai.web.publishing.models.attachment import Attachment
from gongkai.web.publishing.models.attribute_card import AttributeCard, Manner
from gongkai.web.publishing.models.catalogue import BodyRow, CatalogueRow, Way
from gongkai.web.publishing.models.channel import Channel, ChannelCheck, ChannelKind
from gongkai.web.publishing.models.consultation import (
    Adoption,
    Consultation,
    ConsultationState,
    Opinion,
    OpinionChannel,
    OpinionGroup,
)
from gongkai.web.publishing.models.explanation import Explanation
from gongkai.web.publishing.models.guide import GuideSettings, OutdatedPage
from gongkai.web.publishing.models.importing import (
    ColumnImport,
    ImportLine,
    ImportState,
    LineState,
)
from gongkai.web.publishing.models.index_number import IndexCounter
from gongkai.web.publishing.models.intake import Intake, IntakeFile
from gongkai.web.publishing.models.item import (
    Attribute,
    ItemPage,
    Phase,
    Validity,
    WithdrawalReason,
)
from gongkai.web.publishing.models.lateness import LatenessNote
from gongkai.web.publishing.models.lease import WorkLease
from gongkai.web.publishing.models.link import ItemLink, LinkKind, ValidityChange
from gongkai.web.publishing.models.posting import Posting, PostingProof, ProofMoment
from gongkai.web.publishing.models.quota import MonthlyQuota
from gongkai.web.publishing.models.recurring import ListIssue, RecurringList
from gongkai.web.publishing.models.release import Decision, Release, ReleaseState, Stage, Step
from gongkai.web.publishing.models.rule import ReleaseRule
from gongkai.web.publishing.models.rule_review import RuleReview
from gongkai.web.publishing.models.scan import HitState, Scan, ScanHit, ScanState
from gongkai.web.publishing.models.screening import IgnoredFinding, IgnoredWording, ScreeningRun
from gongkai.web.publishing.models.submission import Submission, SubmittedItem
from gongkai.web.publishing.models.zero import ZeroStatement

__all__ = [
    "Adoption",
    "Attachment",
    "Attribute",
    "AttributeCard",
    "BodyRow",
    "CatalogueRow",
    "Channel",
    "ChannelCheck",
    "ChannelKind",
    "ColumnImport",
    "Consultation",
    "ConsultationState",
    "Decision",
    "Explanation",
    "GuideSettings",
    "HitState",
    "IgnoredFinding",
    "IgnoredWording",
    "ImportLine",
    "ImportState",
    "IndexCounter",
    "Intake",
    "IntakeFile",
    "ItemLink",
    "ItemPage",
    "LatenessNote",
    "LineState",
    "LinkKind",
    "ListIssue",
    "Manner",
    "MonthlyQuota",
    "Opinion",
    "OpinionChannel",
    "OpinionGroup",
    "OutdatedPage",
    "Phase",
    "Posting",
    "PostingProof",
    "ProofMoment",
    "RecurringList",
    "Release",
    "ReleaseRule",
    "ReleaseState",
    "RuleReview",
    "Scan",
    "ScanHit",
    "ScanState",
    "ScreeningRun",
    "Stage",
    "Step",
    "Submission",
    "SubmittedItem",
    "Validity",
    "ValidityChange",
    "Way",
    "WithdrawalReason",
    "WorkLease",
    "ZeroStatement",
]

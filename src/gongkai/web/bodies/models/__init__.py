"""Bodies and everything that holds for a time: names, contacts, posts, groups, roles, duties."""

from gongkai.web.bodies.models.body import BodyPeriod, Kind, PublicBody
from gongkai.web.bodies.models.contact import ContactDetails
from gongkai.web.bodies.models.group import GroupVersion, LeadingGroup, Seat, SeatRole
from gongkai.web.bodies.models.membership import Membership
from gongkai.web.bodies.models.number_series import NumberSeries
from gongkai.web.bodies.models.page import BodyPage, DisclosurePage, HomePage
from gongkai.web.bodies.models.post import Person, Post, Term
from gongkai.web.bodies.models.power import (
    Exempt,
    Power,
    PowerGrant,
    PowerState,
    SmallOffice,
)
from gongkai.web.bodies.models.responsibility import Responsibility

__all__ = [
    "BodyPage",
    "BodyPeriod",
    "ContactDetails",
    "DisclosurePage",
    "Exempt",
    "GroupVersion",
    "HomePage",
    "Kind",
    "LeadingGroup",
    "Membership",
    "NumberSeries",
    "Person",
    "Post",
    "Power",
    "PowerGrant",
    "PowerState",
    "PublicBody",
    "Responsibility",
    "Seat",
    "SeatRole",
    "SmallOffice",
    "Term",
]

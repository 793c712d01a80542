"""Deeds about what is owed."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import Role

DEMAND = declare(
    "publishing.demand", "督办未公开的事项", at=[Role.COUNTY_OFFICE], below=[Role.COUNTY_OFFICE]
)

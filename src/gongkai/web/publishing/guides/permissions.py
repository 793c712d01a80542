"""Deeds on guides."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import Role

SET_GUIDE = declare(
    "publishing.set-guide",
    "确定指南公布的渠道",
    at=[Role.DRAFTER, Role.ADMINISTRATOR],
    below=[Role.COUNTY_OFFICE],
)

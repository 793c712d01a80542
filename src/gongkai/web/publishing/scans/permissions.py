"""Deeds on scans of what is public."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import Role

SCAN = declare(
    "publishing.scan",
    "排查已发布信息",
    at=[Role.SECRECY_REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR],
    below=[Role.COUNTY_OFFICE, Role.ADMINISTRATOR],
)

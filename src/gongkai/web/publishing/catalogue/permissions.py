"""Deeds on the catalogue."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import Role

MANAGE_CATALOGUE = declare(
    "publishing.manage-catalogue",
    "维护公开目录",
    below=[Role.COUNTY_OFFICE, Role.ADMINISTRATOR],
)
TRIM_CATALOGUE = declare(
    "publishing.trim-catalogue",
    "确定本单位公开目录",
    at=[Role.DRAFTER, Role.ADMINISTRATOR],
    below=[Role.COUNTY_OFFICE],
)

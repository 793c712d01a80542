"""Deeds of supervision."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import Role

HAND_OVER = declare(
    "publishing.hand-over",
    "打印工作交接单",
    at=[Role.DRAFTER, Role.ADMINISTRATOR],
    below=[Role.COUNTY_OFFICE, Role.ADMINISTRATOR],
)

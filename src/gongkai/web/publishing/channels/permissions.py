"""Deeds on channels and what is posted there."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import Role

POST = declare("publishing.post", "登记发到渠道和从渠道撤下", at=[Role.DRAFTER, Role.PUBLISHER])
MANAGE_CHANNELS = declare(
    "publishing.manage-channels",
    "维护发布渠道",
    at=[Role.PUBLISHER, Role.ADMINISTRATOR],
    below=[Role.COUNTY_OFFICE],
)

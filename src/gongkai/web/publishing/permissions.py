"""Deeds that every noun of publishing asks for."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import REVIEWERS, Role

SEE_DRAFTS = declare(
    "publishing.see-drafts",
    "查看未发布信息",
    at=[Role.DRAFTER, *REVIEWERS, Role.PUBLISHER, Role.ADMINISTRATOR, Role.SUPERVISOR],
    below=[Role.COUNTY_OFFICE, Role.SUPERVISOR],
)
DRAFT = declare("publishing.draft", "起草主动公开信息", at=[Role.DRAFTER])

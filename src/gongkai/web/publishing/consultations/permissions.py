"""Deeds on consultations of the public."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import REVIEWERS, Role

SEE_OPINIONS = declare(
    "publishing.see-opinions",
    "查看公众意见",
    at=[Role.DRAFTER, *REVIEWERS, Role.PUBLISHER, Role.SUPERVISOR],
)
HANDLE_OPINIONS = declare("publishing.handle-opinions", "办理意见征集", at=[Role.DRAFTER])

"""Deeds on working rules."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import Role

REVIEW_RULES = declare(
    "publishing.review-rules", "复核工作制度", at=[Role.DRAFTER, Role.THIRD_REVIEWER]
)

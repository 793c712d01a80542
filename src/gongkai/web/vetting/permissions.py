"""Whose words a body leaves alone is seen by whoever sees its drafts."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import REVIEWERS, Role

KEEP_WORDS = declare(
    "vetting.keep-words",
    "维护本级规范表述词表",
    at=[Role.ADMINISTRATOR, Role.COUNTY_OFFICE],
)
SEE_WORDINGS = declare(
    "vetting.see-wordings",
    "查看不再提示的用语",
    at=[Role.DRAFTER, *REVIEWERS, Role.PUBLISHER, Role.ADMINISTRATOR, Role.SUPERVISOR],
    below=[Role.COUNTY_OFFICE, Role.SUPERVISOR],
)

"""Deeds on bodies and their people."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import Role

MANAGE_BODY = declare(
    "bodies.manage-body",
    "维护机构资料",
    at=[Role.ADMINISTRATOR],
    below=[Role.ADMINISTRATOR, Role.COUNTY_OFFICE],
)
MANAGE_TREE = declare(
    "bodies.manage-tree",
    "设立、调整和撤销机构",
    below=[Role.ADMINISTRATOR, Role.COUNTY_OFFICE],
)
MANAGE_PEOPLE = declare(
    "bodies.manage-people",
    "维护领导、职务和责任分工",
    at=[Role.ADMINISTRATOR, Role.DRAFTER],
    below=[Role.ADMINISTRATOR],
)
# Asked of the body above, so that no office excepts itself.
GRANT_EXCEPTION = declare("bodies.grant-exception", "批准人少机构例外", below=[Role.COUNTY_OFFICE])
GIVE_ROLE = declare(
    "bodies.give-role",
    "授予和收回岗位角色",
    at=[Role.ADMINISTRATOR],
    below=[Role.ADMINISTRATOR],
)

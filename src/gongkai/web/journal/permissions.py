"""Who may read the record."""

from gongkai.web.accounts.permissions import declare
from gongkai.web.accounts.roles import Role

READ_JOURNAL = declare(
    "journal.read",
    "查看留痕记录",
    at=[Role.SUPERVISOR, Role.ADMINISTRATOR, Role.COUNTY_OFFICE],
    below=[Role.SUPERVISOR, Role.COUNTY_OFFICE],
)
EXPORT_JOURNAL = declare(
    "journal.export",
    "导出留痕记录",
    at=[Role.SUPERVISOR, Role.ADMINISTRATOR, Role.COUNTY_OFFICE],
    below=[Role.SUPERVISOR, Role.COUNTY_OFFICE],
)

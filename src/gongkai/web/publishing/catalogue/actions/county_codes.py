"""The codes of the county's own site: read from its table, and set to the rows of its catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.catalogue.codes import LONGEST, Assigned, Entry, assign
from gongkai.catalogue.errors import NoCatalogue
from gongkai.documents.errors import DocumentError
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined import pool
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.store import digest_of
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue import jobs
from gongkai.web.publishing.catalogue.actions.entries import may_manage
from gongkai.web.publishing.catalogue.actions.entry import change_row
from gongkai.web.publishing.catalogue.models import CatalogueRow


def read_county_codes(county: PublicBody, data: bytes, name: str) -> Assigned:
    """Which row would have which code by the county's table; nothing is kept.

    Raises:
        FileRefused: the file cannot be opened, or has no table of codes.
    """
    try:
        lines = pool.run(jobs.codes_in, data, name, name=name, of=digest_of(data))
    except (DocumentError, NoCatalogue) as error:
        raise FileRefused(f"“{name}”：{error}") from error
    rows = CatalogueRow.objects.filter(county=county)
    entries = [
        Entry(row.pk, row.group, row.category, row.name) for row in rows if not row.is_heading
    ]
    return assign(lines, entries)


@transaction.atomic
def set_county_codes(
    county: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    codes: Mapping[int, str],
) -> int:
    """Set the codes, by number of the row; how many rows have another one now."""
    may_manage(acting_user, county)
    rows = CatalogueRow.objects.filter(county=county).in_bulk(codes)
    if len(rows) != len(codes):
        raise ActionError(_("有的事项已不在本县目录中；请刷新本页后重新填写。"))
    changed = 0
    for number, row in rows.items():
        code = codes[number].strip()
        if len(code) > LONGEST:
            raise ActionError(
                _("“{row}”的栏目编码超过 {most} 个字；请核对。").format(row=row.name, most=LONGEST),
                fields=(f"code-{number}",),
            )
        if code != row.county_code:
            change_row(row, acting_user=acting_user, at=at, county_code=code)
            changed += 1
    return changed

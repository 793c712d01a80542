"""A body's guide: what is known for it, the item that holds it, and what the check says of it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.guide.checking import check_guide
from gongkai.guide.facts import Contact, GuideFacts
from gongkai.guide.finding import Finding
from gongkai.guide.reading import Line
from gongkai.guide.writing import Guide, write_guide
from gongkai.web.bodies.models import ContactDetails, Kind, PublicBody
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.readings import ask, content_of
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue.models import BodyRow, CatalogueRow
from gongkai.web.publishing.guides.models import GuideSettings
from gongkai.web.publishing.items.gate import body_as_html
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.prose import words_of
from gongkai.web.vetting.parts import BODY_NAME

GUIDE_ROW = "platform.guide"
LEADERS_ROW = "statutory.functions_and_organisation"


def guide_row(body: PublicBody) -> CatalogueRow:
    """The row of the body's catalogue under which guides are published.

    Raises:
        ActionError: the county has no catalogue yet.
    """
    row = CatalogueRow.objects.of(body).filter(plain_code=GUIDE_ROW).first()
    if row is None:
        raise ActionError(_("全县公开目录中没有“政府信息公开指南”；请先由县级主管部门载入目录。"))
    return row


def guide_item(body: PublicBody) -> ItemPage | None:
    """The item that holds the body's guide, draft or public; the newest where there are several."""
    items = ItemPage.objects.filter(body=body, row__plain_code=GUIDE_ROW, withdrawn_on=None)
    return items.select_related("row", "body", "latest_revision").order_by("-live", "-pk").first()


def released_guide(body: PublicBody) -> ItemPage | None:
    """The body's guide as the public reads it."""
    items = ItemPage.objects.public().filter(body=body, row__plain_code=GUIDE_ROW)
    return items.order_by("-published_on", "-pk").first()


def facts_of(body: PublicBody, on: date) -> GuideFacts:
    """Everything that the guide of a body needs to know on a day.

    Raises:
        ActionError: the body has no contact details.
    """
    contact = body.contacts.on(on).first()
    if contact is None:
        raise ActionError(_("“{body}”还没有填写联系方式；请先到“机构”中填写。").format(body=body))
    county = _county_of(body)
    supervisor = county.contacts.on(on).first() if county is not None else None
    settings = GuideSettings.objects.on(on).filter(body=body).first()
    owed = BodyRow.objects.on(on).filter(body=body)
    own = {body.name, contact.office_name, county.name if county else ""}
    if supervisor is not None:
        own.add(supervisor.office_name)
    others = PublicBody.objects.public().exclude(name__in=own).values_list("name", flat=True)
    categories = owed.order_by("row__order").values_list("row__category", flat=True)
    return GuideFacts(
        body=body.name,
        office=_contact(contact),
        supervision_phone=contact.supervision_phone,
        supervisor=_contact(supervisor) if supervisor is not None else None,
        authority=county.name if county is not None else "",
        categories=tuple(dict.fromkeys(categories)),
        reading_place=settings.reading_place if settings else "",
        online_address=settings.online_address if settings else "",
        takes_email=settings.takes_email if settings else False,
        takes_fax=settings.takes_fax if settings else False,
        other_bodies=tuple(others),
    )


def _county_of(body: PublicBody) -> PublicBody | None:
    """The county government above the body; none for that government itself."""
    above = PublicBody.objects.filter(pk__in=body.upward[1:], kind=Kind.COUNTY_GOVERNMENT)
    return above.order_by("-lineage").first()


def _contact(held: ContactDetails) -> Contact:
    return Contact(
        held.office_name,
        held.address,
        held.postcode,
        held.hours,
        held.phone,
        held.fax,
        held.email,
        held.website,
    )


def written_guide(body: PublicBody, on: date) -> Guide:
    """The guide as it should read on a day.

    Raises:
        ActionError: the body has no contact details.
    """
    return write_guide(facts_of(body, on), on)


def lines_of_item(item: ItemPage) -> list[Line]:
    """What a version of an item says, its files included.

    Raises:
        ActionError: a file cannot be read.
    """
    page = body_as_html(item)
    lines = pool.run(jobs.lines_of_guide, page, BODY_NAME, name=BODY_NAME, quick=True)
    for attachment in item.attachments.all():
        try:
            lines += ask(content_of(attachment), jobs.guide_lines)
        except DocumentError as error:
            raise ActionError(
                _("附件“{attachment_name}”无法核对：{error}").format(
                    attachment_name=attachment.name, error=error
                )
            ) from error
    return lines


def findings_in(item: ItemPage, body: PublicBody, on: date) -> tuple[Finding, ...]:
    """What the check says of a version of the guide."""
    return check_guide(lines_of_item(item), facts_of(body, on), on)


def findings_in_file(data: bytes, name: str, body: PublicBody, on: date) -> tuple[Finding, ...]:
    """What the check says of a file from elsewhere.

    Raises:
        ActionError: the file cannot be opened.
    """
    try:
        lines = pool.run(jobs.lines_of_guide, data, name, name=name)
    except DocumentError as error:
        raise ActionError(str(error)) from error
    return check_guide(lines, facts_of(body, on), on)


def fields_of(written: Guide) -> dict[str, str]:
    """The fields of the item that holds a written guide."""
    return {"title": written.title, "summary": written.summary, "text": written.as_html()}


@dataclass(frozen=True)
class Rewording:
    """Paragraphs that a newly written guide has in place of others; one side may be empty."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def rewordings(item: ItemPage, written: Guide) -> list[Rewording]:
    """What a written guide would change in a version of the item, paragraph by paragraph."""
    was = [item.title, item.summary, *words_of(item.text)]
    now = [written.title, written.summary, *words_of(written.as_html())]
    matcher = difflib.SequenceMatcher(None, was, now, autojunk=False)
    return [
        Rewording(tuple(was[a1:a2]), tuple(now[b1:b2]))
        for kind, a1, a2, b1, b2 in matcher.get_opcodes()
        if kind != "equal"
    ]

"""Public items that tell how to reach a body, against the body's contact details in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from gongkai.guide.facts import Contact, GuideFacts
from gongkai.guide.finding import Finding
from gongkai.guide.particulars import against_the_facts
from gongkai.guide.reading import lines_of_text
from gongkai.web.bodies.models import ContactDetails
from gongkai.web.office.home import Slot, ToDo
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.models import ItemPage, Validity
from gongkai.web.publishing.items.prose import words_of
from gongkai.web.publishing.permissions import DRAFT

# 条例第二十条第二项：机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名
ROW = "functions_and_organisation"
# Telephone, fax, address, hours, e-mail and postcode; names are another matter.
CHECKED = frozenset({"GD201", "GD202", "GD203", "GD204", "GD205", "GD206"})


@dataclass(frozen=True)
class Mismatch:
    """A public item, and what in it is not what holds today."""

    item: ItemPage
    findings: tuple[Finding, ...]


def mismatches(bodies: Iterable[int], on: date) -> list[Mismatch]:
    """Items of these public bodies, and of their sections and villages, that tell other contact details.

    Bodies without contact details are left out: nothing is known to compare with. Three questions to the database.
    """
    numbers = list(bodies)
    contacts: dict[int, list[ContactDetails]] = {}
    for each in (
        ContactDetails.objects.on(on)
        .filter(body__public_body__in=numbers)
        .select_related("body")
        .order_by("body__lineage")
    ):
        contacts.setdefault(each.body.public_body_id, []).append(each)
    # The few rows by their numbers, so that the database comes by them and not by every item of the bodies.
    rows = list(CatalogueRow.objects.filter(statutory_item=ROW).values_list("pk", flat=True))
    items = (
        ItemPage.objects.public()
        .filter(body__public_body__in=numbers, row__in=rows, validity=Validity.VALID)
        .select_related("body__public_body")
        .order_by("body__lineage", "-published_on", "pk")
    )
    found = []
    for item in items:
        known = contacts.get(item.body.public_body_id, [])
        wrong = tuple(_wrong(item, known)) if known else ()
        if wrong:
            found.append(Mismatch(item, wrong))
    return found


def _wrong(item: ItemPage, known: list[ContactDetails]) -> Iterator[Finding]:
    facts = _facts(str(item.body.public_body), known)
    lines = lines_of_text([item.summary, *words_of(item.text)])
    for finding in against_the_facts(lines, facts):
        if finding.code in CHECKED:
            yield finding


def _facts(body: str, known: list[ContactDetails]) -> GuideFacts:
    """The body's own details first; the numbers of its sections and villages are right as well."""
    own = known[0]
    return GuideFacts(
        body=body,
        office=Contact(
            name=own.office_name,
            address=own.address,
            postcode=own.postcode,
            hours=own.hours,
            phone="、".join(dict.fromkeys(each.phone for each in known)),
            fax="、".join(dict.fromkeys(each.fax for each in known if each.fax)),
            email=own.email,
        ),
        supervision_phone=own.supervision_phone,
    )


def contact_to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """Items to bring into line, for those who draft: one line for each body."""
    numbers = user.bodies_where(DRAFT)
    if not numbers:
        return
    wrong: dict[str, list[Mismatch]] = {}
    for each in mismatches(numbers, on):
        wrong.setdefault(each.item.body.short_name, []).append(each)
    for body, found in wrong.items():
        more = f"等 {len(found)} 条" if len(found) > 1 else ""
        yield ToDo(
            Slot.DUE,
            f"联系方式与机构资料不符：{found[0].item.title}{more}",
            reverse("publishing:contact-check"),
            body=body,
        )

"""Draft an explanation from its document, revise it, and draw its one-page picture."""

from __future__ import annotations

import io
from datetime import datetime

import segno
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.documents.writers import one_page
from gongkai.documents.writers.errors import WriterError
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.explanations import acts
from gongkai.web.publishing.explanations.models import Explanation
from gongkai.web.publishing.explanations.proposals import Content, as_html, propose
from gongkai.web.publishing.items.actions.attachments import remove_attachment
from gongkai.web.publishing.items.actions.draft import (
    attach_file,
    draft_item,
    revise_item,
    working_copy,
)
from gongkai.web.publishing.items.actions.link import link_items
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.models import Attachment, ItemPage, LinkKind
from gongkai.web.publishing.permissions import DRAFT
from gongkai.web.vetting.errors import Blocked

ROW = "work.explanation"
PICTURE = "一图读懂.pdf"
QUESTIONS_ON_PICTURE = 4


@transaction.atomic
def draft_explanation(
    policy: ItemPage, *, acting_user: User | Platform, at: datetime
) -> Explanation:
    """An item that explains a document, proposed from the document's own words and linked with it."""
    require(acting_user, DRAFT, policy.body)
    # Two clerks at once must not draft two.
    ItemPage.objects.select_for_update().get(pk=policy.pk)
    if hasattr(policy, "explanation"):
        raise WrongState(_("政策解读本身不再解读。"))
    standing = Explanation.objects.filter(policy=policy.pk, item__withdrawn_on=None).first()
    if standing is not None:
        raise WrongState(
            _("“{draft_title}”已经起草，请在该解读中修改。").format(
                draft_title=standing.item.draft_title
            )
        )
    copy = working_copy(policy)
    content = propose(copy)
    item = draft_item(
        policy.body,
        acting_user=acting_user,
        title=f"《{copy.title.strip('《》')}》政策解读"[:255],
        row=CatalogueRow.objects.of(policy.body).get(plain_code=ROW),
        formed_on=timezone.localdate(at),
        summary=f"对“{copy.title}”主要内容的解读。",
        text=as_html(content),
        at=at,
    )
    explanation = Explanation.objects.create(item=item, policy_id=policy.pk, **fields_of(content))
    link_items(item, policy, kind=LinkKind.EXPLAINS, acting_user=acting_user, at=at)
    record(
        acts.EXPLANATION_DRAFTED,
        by=acting_user,
        body=policy.body,
        subject=item,
        after={
            "policy": policy.pk,
            "points": len(content.card),
            "questions": len(content.questions),
        },
        at=at,
    )
    return explanation


def fields_of(content: Content) -> dict[str, object]:
    """The content as the columns of an `Explanation`."""
    return {
        "card": [list(pair) for pair in content.card],
        "questions": [list(pair) for pair in content.questions],
        "table": [list(row) for row in content.table],
    }


def content_of(explanation: Explanation) -> Content:
    """What the explanation is made of."""
    return Content(
        tuple((label, text) for label, text in explanation.card),
        tuple((question, answer) for question, answer in explanation.questions),
        tuple(tuple(row) for row in explanation.table),
    )


@transaction.atomic
def revise_explanation(
    explanation: Explanation, *, acting_user: User, at: datetime, content: Content
) -> Explanation:
    """Other points, questions or table; the text of the working copy follows."""
    require(acting_user, DRAFT, explanation.item.body)
    current = Explanation.objects.select_for_update().get(pk=explanation.pk)
    if not content.card and not content.questions:
        raise ActionError(_("要点和问答不能都空着。"))
    for name, value in fields_of(content).items():
        setattr(current, name, value)
    current.save()
    revise_item(current.item, acting_user=acting_user, text=as_html(content), at=at)
    return current


def picture(explanation: Explanation, form: one_page.Form, *, address: str) -> bytes:
    """The explanation on one page with a code that leads to ``address``.

    Raises:
        Blocked: its words do not pass the screening.
        ActionError: it does not fit, or the machine has no Chinese type.
    """
    copy = working_copy(explanation.item)
    examination = examine(copy)
    if not examination.passes:
        raise Blocked(examination.blocking, examination.unread)
    content = content_of(explanation)
    code = io.BytesIO()
    segno.make(address, error="m").save(code, kind="svg", border=1, xmldecl=False)
    page = one_page.OnePage(
        title=copy.title.replace("政策解读", "一图读懂"),
        points=content.card,
        questions=content.questions[:QUESTIONS_ON_PICTURE],
        code=code.getvalue(),
        caption="扫码看解读全文和文件原文",
        footer=f"{copy.body.name}　{copy.formed_on.year}年{copy.formed_on.month}月",
    )
    try:
        return one_page.write(page, form)
    except WriterError as error:
        raise ActionError(str(error).replace("；请改存为 .docx 再试", "")) from error


@transaction.atomic
def attach_picture(
    explanation: Explanation, *, acting_user: User, at: datetime, address: str
) -> Attachment:
    """Put the picture as an A4 PDF among the attachments, in place of an earlier one.

    Its words are a layer of the file, so the gate screens it like any text.
    """
    item = explanation.item
    require(acting_user, DRAFT, item.body)
    data = picture(explanation, "pdf", address=address)
    for attachment in working_copy(item).attachments.all():
        if attachment.name == PICTURE:
            remove_attachment(item, acting_user=acting_user, sha256=attachment.sha256, at=at)
            item = ItemPage.objects.get(pk=item.pk)
    return attach_file(item, acting_user=acting_user, name=PICTURE, data=data, at=at)

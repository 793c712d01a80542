"""The rights of everybody on one page, in plain words; every number and article from the law's data."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import segno

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_docx, one_page
from gongkai.documents.writers.official import OfficialDocument
from gongkai.documents.writers.one_page import OnePage
from gongkai.letters.writing import in_chinese
from gongkai.statute.citations import resolve
from gongkai.statute.parameters import in_words
from gongkai.web.bodies.models import ContactDetails, PublicBody
from gongkai.web.publishing.channels.addresses import public_address


def _points(body: PublicBody, on: date) -> list[tuple[str, str]]:
    contacts = ContactDetails.objects.on(on).filter(body=body).first()
    where = [f"到{contacts.address}{contacts.office_name}"] if contacts and contacts.address else []
    phone = contacts.phone if contacts else ""
    supervision = (contacts.supervision_phone if contacts else "") or phone
    return [
        (
            "看什么",
            f"政策文件、预算决算、救助补贴、征地拆迁、重大项目等，政府应当在形成之后{in_words('publication', on)}内"
            f"主动公开（{resolve('ogi-2019#26.1')}）。村务公开栏至少公布"
            f"{in_words('village_posting', max(on, date(2026, 1, 1)))}。",
        ),
        (
            "到哪看",
            "政府网站、村里的公开栏、广播，"
            + (f"{where[0]}也可以查阅。" if where else f"{body.name}也可以查阅。"),
        ),
        (
            "没有怎么办",
            f"可以申请公开，谁都能申请，不用说明用途（{resolve('ogi-2019#27')}、{resolve('ogi-2019#29.2')}）。"
            "写不了字的，口头说，由工作人员代写"
            f"（{resolve('ogi-2019#29.1')}）。",
        ),
        (
            "多久答复",
            f"收到申请后{in_words('reply', on)}内；确需延长的，最多再延长{in_words('extension', on)}，"
            f"并且告诉您（{resolve('ogi-2019#33.2')}）。一般不收费（{resolve('ogi-2019#42')}）。",
        ),
        (
            "不给怎么办",
            f"说属于国家秘密、商业秘密、个人隐私、内部信息等不给的，在{in_words('reconsideration', on)}内"
            f"先申请行政复议，对复议决定不服的再到法院起诉（{resolve('reconsideration-2023#23.1.4')}）；"
            f"其他答复不服的，可以申请行政复议，也可以起诉，按答复书上写的办。"
            f"还可以投诉举报（{resolve('ogi-2019#51')}）。",
        ),
        (
            "问谁",
            "　".join(
                each
                for each in (
                    f"咨询 {phone}" if phone else "",
                    f"监督 {supervision}" if supervision and supervision != phone else "",
                )
                if each
            )
            or body.name,
        ),
    ]


TITLE = "政府信息，您有权知道"
LEAD = "根据《政府信息公开条例》"


def leaflet_pdf(body: PublicBody, on: date) -> bytes:
    """One A4 page.

    Raises:
        WriterError: this machine cannot set Chinese text.
    """
    address = public_address("/")
    code = None
    if address is not None:
        picture = BytesIO()
        segno.make(address, error="m").save(picture, kind="svg", border=0, xmldecl=False)
        code = picture.getvalue()
    return one_page.write(
        OnePage(
            title=TITLE,
            lead=LEAD,
            points=tuple(_points(body, on)),
            code=code,
            caption="扫码看公开信息、提申请" if code else "",
            footer=f"{body.name}　{on.year}年{on.month}月",
        ),
        "pdf",
    )


def leaflet_docx(body: PublicBody, on: date) -> bytes:
    """The same for Word, to be changed and printed."""
    blocks = [Paragraph(f"{label}：{text}") for label, text in _points(body, on)]
    return official_docx.write(
        OfficialDocument(
            title=TITLE,
            blocks=tuple(blocks),
            signature=(body.name, in_chinese(on)),
        )
    )

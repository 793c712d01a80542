"""Two-dimensional codes that are printed: they lead to the public site, or are not drawn."""

from __future__ import annotations

from io import BytesIO

import segno
from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from gongkai.web.publishing.channels.addresses import public_address


def printed_code(path: str) -> dict[str, str]:
    """``address`` and ``code`` (svg) of a public page for a sheet to print; else ``why`` there is none.

    A code that leads to somebody's own machine is worse than none.
    """
    address = public_address(path)
    if address is None:
        told = _(
            "还没有登记公开网站的网址（现在是“{address}”），印出的二维码扫不开；"
            "请管理员设置 GONGKAI_ADDRESS 为群众能打开的网址。"
        ).format(address=settings.WAGTAILADMIN_BASE_URL)
        return {"address": "", "code": "", "why": told}
    picture = BytesIO()
    segno.make(address, error="m").save(
        picture, kind="svg", scale=5, border=2, xmldecl=False, omitsize=True
    )
    # Drawn here, of our own address.
    return {"address": address, "code": mark_safe(picture.getvalue().decode()), "why": ""}  # noqa: S308

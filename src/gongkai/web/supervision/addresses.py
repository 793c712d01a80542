"""Two-dimensional codes that are printed: they lead to the public site, or are not drawn."""

from __future__ import annotations

from io import BytesIO

import segno
from django.conf import settings
from django.utils.translation import gettext as _

from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.channels.addresses import public_address


def printed_address(path: str) -> str:
    """The address of a public page, as a telephone finds it.

    Raises:
        ActionError: the site's address was never set, so that the code would lead nowhere.
    """
    address = public_address(path)
    if address is None:
        raise ActionError(
            _(
                "还没有登记公开网站的网址（现在是“{address}”），印出的二维码扫不开；"
                "请管理员设置 GONGKAI_ADDRESS 为群众能打开的网址。"
            ).format(address=settings.WAGTAILADMIN_BASE_URL)
        )
    return address


def code_picture(address: str) -> str:
    """The address as a two-dimensional code, for a page: svg."""
    picture = BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", scale=5, border=2, xmldecl=False)
    return picture.getvalue().decode()

"""What a reader wants to hear of by e-mail, and nothing else about the reader."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.encrypted import SealedCharField


class AlertKind(models.TextChoices):
    """Of what somebody hears."""

    VILLAGE = "village", _lazy("村")
    BODY = "body", _lazy("机关")
    COLUMN = "column", _lazy("栏目")
    SEARCH = "search", _lazy("检索词")


class MailAlert(models.Model):
    """A wish that was confirmed by the owner of the address. It goes with one click in any of its mails.

    ``wanted`` is the code of a village or body, the name of a column, or the words of a search, which may name somebody
    and are kept as closely as the address. ``mark`` is the same for the same wish of the same address. ``told_until`` is the
    first day of which it has not heard yet.
    """

    address = SealedCharField(_lazy("邮箱"), max_length=400)
    kind = models.CharField(_lazy("订阅内容"), max_length=10, choices=AlertKind)
    wanted = SealedCharField(_lazy("订阅的村、机关、栏目或检索词"), max_length=400)
    mark = models.CharField(max_length=64, unique=True)
    told_until = models.DateField(_lazy("已提醒至"))

    class Meta:
        verbose_name = _lazy("邮件提醒")
        verbose_name_plural = _lazy("邮件提醒")

    def __str__(self) -> str:
        return self.get_kind_display()

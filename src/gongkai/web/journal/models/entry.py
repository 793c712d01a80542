"""One recorded act, chained by hash to the one before it."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.journal.acts import label_of
from gongkai.web.journal.errors import AppendOnly

GENESIS = "0" * 64


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads entries; refuses everything that would change them."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def append(self, entries: list[Entry]) -> None:
        """New links of the chain, in their order; for `record_each` alone."""
        super().bulk_create(entries, batch_size=500)

    def visible_to(self, user: Any) -> EntryQuerySet:
        """Acts for the bodies whose record this user may read."""
        from gongkai.web.journal.permissions import READ_JOURNAL

        return self.filter(body_number__in=user.bodies_where(READ_JOURNAL))


class Entry(models.Model):
    """Who did what for which body, when, from where, and what changed. Written by ``record()`` only.

    Bodies and subjects are kept by number and by the name they had then, so that the entry can be
    read when they are gone.
    """

    sequence = models.BigIntegerField(_lazy("序号"), primary_key=True)
    recorded_at = models.DateTimeField(_lazy("时间"), db_index=True)
    act = models.CharField(_lazy("行为"), max_length=60, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("用户"),
        null=True,
        on_delete=models.PROTECT,
        related_name="journal_entries",
    )
    actor_name = models.CharField(_lazy("姓名"), max_length=130, blank=True)
    body_number = models.BigIntegerField(_lazy("机关编号"), null=True, db_index=True)
    body_name = models.CharField(_lazy("机关"), max_length=200, blank=True)
    subject_kind = models.CharField(_lazy("对象类型"), max_length=100, blank=True)
    subject_number = models.CharField(_lazy("对象编号"), max_length=64, blank=True)
    subject_name = models.CharField(_lazy("对象"), max_length=300, blank=True)
    before = models.TextField(_lazy("变更前"), default="{}")
    after = models.TextField(_lazy("变更后"), default="{}")
    reason = models.TextField(_lazy("事由"), blank=True)
    channel = models.CharField(_lazy("途径"), max_length=20)
    address = models.CharField(_lazy("来源地址"), max_length=60, blank=True)
    previous_hash = models.CharField(_lazy("上一条校验值"), max_length=64)
    hash = models.CharField(_lazy("校验值"), max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("留痕记录")
        verbose_name_plural = _lazy("留痕记录")
        ordering = ["-sequence"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_number"], name="journal_entry_subject")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sequence__gte=1), name="journal_entry_sequence_positive"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.act_label} {self.subject_name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    @property
    def act_label(self) -> str:
        """The verb for the screen."""
        return label_of(self.act)

    @property
    def values_before(self) -> dict[str, Any]:
        """Field values before the act."""
        return json.loads(self.before)

    @property
    def values_after(self) -> dict[str, Any]:
        """Field values after the act."""
        return json.loads(self.after)

    def computed_hash(self) -> str:
        """The hash that this content must have."""
        content = [
            self.sequence,
            self.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.act,
            self.actor_id,
            self.actor_name,
            self.body_number,
            self.body_name,
            self.subject_kind,
            self.subject_number,
            self.subject_name,
            self.before,
            self.after,
            self.reason,
            self.channel,
            self.address,
            self.previous_hash,
        ]
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class Head(models.Model):
    """The last link, sealed with a key that is not in the database.

    A chain cut off at its end, or rewritten from some link on, no longer agrees with the seal.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)
    seal = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = _lazy("留痕链尾")
        verbose_name_plural = _lazy("留痕链尾")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_head_single")]

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"

    def computed_seal(self) -> str:
        """The seal that this link must have under the installation's key."""
        return self._sealed_with(settings.JOURNAL_KEY)

    @property
    def seal_holds(self) -> bool:
        """Whether the seal is the installation's, made with the key in use or with one before it."""
        keys = (settings.JOURNAL_KEY, *settings.JOURNAL_OLD_KEYS)
        return any(hmac.compare_digest(self._sealed_with(key), self.seal) for key in keys)

    def _sealed_with(self, key: str) -> str:
        content = f"{self.sequence}:{self.hash}".encode()
        return hmac.new(key.encode(), content, hashlib.sha256).hexdigest()

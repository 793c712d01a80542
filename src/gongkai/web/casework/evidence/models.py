"""What was in the file when an answer was signed, by digests."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.casework.letters.models import Letter


class FrozenEvidence(models.Model):
    """The list of everything that an answer rested on, with the digest of each; ``manifest`` is JSON, ``sha256`` its own digest."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="evidence")
    manifest = models.TextField(_lazy("清单"))
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(_lazy("固定时间"))

    class Meta:
        verbose_name = _lazy("固定的证据")
        verbose_name_plural = _lazy("固定的证据")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.letter} {self.sha256[:12]}"

    @property
    def pieces(self) -> list[dict[str, Any]]:
        """Each piece: `id`, `name`, `sha256`."""
        found: list[dict[str, Any]] = json.loads(self.manifest)
        return found

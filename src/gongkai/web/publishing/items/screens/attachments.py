"""The screen on which the files of a draft are renamed, ordered and removed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.publishing.items.actions.attachments import (
    order_attachments,
    remove_attachment,
    rename_attachment,
)
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.forms.attachments import AttachmentsForm
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.screens.items import WorkingCopyForm


class AttachmentsScreen(WorkingCopyForm):
    """All files of a draft on one screen."""

    page_title = _lazy("整理附件")
    form_class = AttachmentsForm
    template_name = "items/attachments.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        copy = working_copy(self.item)
        return {**super().get_form_kwargs(), "attachments": list(copy.attachments.all())}

    def act(self, form: forms.Form) -> None:
        with transaction.atomic():
            for sha256 in form.removed():
                remove_attachment(
                    self._fresh(), acting_user=self.user, sha256=sha256, at=timezone.now()
                )
            for sha256, name in form.names().items():
                rename_attachment(
                    self._fresh(),
                    acting_user=self.user,
                    sha256=sha256,
                    name=name,
                    at=timezone.now(),
                )
            order_attachments(
                self._fresh(), acting_user=self.user, order=form.order(), at=timezone.now()
            )

    def _fresh(self) -> ItemPage:
        return ItemPage.objects.get(pk=self.item.pk)

"""The screen that hands evidence to an inspection."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.permissions import EXPORT_JOURNAL
from gongkai.web.office.downloads import hand_out_in_pieces
from gongkai.web.office.screens import FormScreen
from gongkai.web.supervision.evidence.exporting import Scope, export_evidence
from gongkai.web.supervision.evidence.forms import EvidenceForm


class EvidenceScreen(FormScreen):
    """Choose a body and a period, and take the zip away."""

    permission = EXPORT_JOURNAL
    form_class = EvidenceForm
    template_name = "supervision/evidence.html"
    page_title = _lazy("佐证材料")
    submit_label = _lazy("导出")

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(EXPORT_JOURNAL)
        bodies = PublicBody.objects.public().filter(pk__in=numbers)
        return {**super().get_form_kwargs(), "bodies": bodies, "on": timezone.localdate()}

    def form_valid(self, form: EvidenceForm) -> HttpResponseBase:
        scope = Scope(**form.cleaned_data)
        return hand_out_in_pieces(
            export_evidence(scope, acting_user=self.request.user, at=timezone.now()),
            scope.file_name,
        )

"""Screens about outreach, and the leaflet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.documents.writers.errors import WriterError
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import ScreenView
from gongkai.web.supervision.outreach.actions import record_outreach
from gongkai.web.supervision.outreach.leaflet import leaflet_docx, leaflet_pdf
from gongkai.web.supervision.outreach.models import Outreach, OutreachKind
from gongkai.web.supervision.papers.forms import PapersField
from gongkai.web.supervision.permissions import KEEP_RECORDS, SEE_RECORDS
from gongkai.web.supervision.registers import (
    BodyForm,
    NewRecordScreen,
    RecordList,
    RecordSheet,
)

FORMS = {"pdf": leaflet_pdf, "docx": leaflet_docx}


class OutreachForm(BodyForm):
    """An activity."""

    kind = forms.ChoiceField(label=_lazy("类别"), choices=OutreachKind.choices)
    title = forms.CharField(label=_lazy("名称"), max_length=200)
    held_on = forms.DateField(label=_lazy("日期"), widget=AdminDateInput)
    village = forms.ModelChoiceField(
        PublicBody.objects.none(),
        label=_lazy("在哪个村"),
        required=False,
        empty_label=_lazy("不分村"),
    )
    place = forms.CharField(label=_lazy("地点"), max_length=100, required=False)
    people = forms.IntegerField(label=_lazy("人数"), min_value=0, initial=0)
    leaflets = forms.IntegerField(label=_lazy("发放份数"), min_value=0, initial=0)
    papers = PapersField(label=_lazy("照片、材料"), required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, bodies=bodies, **kwargs)
        self.fields["held_on"].initial = timezone.localdate()
        self.fields["village"].queryset = PublicBody.objects.filter(
            kind=Kind.VILLAGE, public_body__in=bodies
        ).order_by("lineage")


class Outreaches(RecordList):
    """Activities held."""

    page_title = _lazy("宣传活动")
    model = Outreach
    sheet_url = "supervision:outreach"
    template_name = "supervision/outreaches.html"
    columns = (
        ("title", _lazy("名称")),
        ("kind", _lazy("类别")),
        ("held_on", _lazy("日期")),
        ("village", _lazy("村")),
        ("people", _lazy("人数")),
        ("leaflets", _lazy("发放份数")),
    )
    searched = ("title", "place")
    empty = _lazy("还没有登记宣传活动。")
    add_permission = KEEP_RECORDS
    add_url_name = "supervision:record-outreach"
    add_label = _lazy("登记活动")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("body", "village")

    def cells(self, record: Outreach) -> list[Any]:
        return [
            record.title,
            record.get_kind_display(),
            record.held_on.isoformat(),
            record.village.short_name if record.village else "",
            record.people,
            record.leaflets,
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bodies = PublicBody.objects.public().filter(pk__in=self.user.bodies_where(SEE_RECORDS))
        return super().get_context_data(bodies=bodies[:5], **kwargs)


class OutreachSheet(RecordSheet):
    """One activity."""

    model = Outreach
    list_url, list_label = "supervision:outreaches", _lazy("宣传活动")

    def facts(self) -> list[tuple[Any, Any]]:
        activity = self.record
        return [
            (_("机关"), activity.body),
            (_("类别"), activity.get_kind_display()),
            (_("日期"), activity.held_on.isoformat()),
            (_("村"), activity.village),
            (_("地点"), activity.place),
            (_("人数"), activity.people),
            (_("发放份数"), activity.leaflets),
        ]


class RecordOutreachScreen(NewRecordScreen):
    """Record one."""

    page_title = _lazy("登记宣传活动")
    form_class = OutreachForm
    parent_crumbs = (("supervision:outreaches", _lazy("宣传活动")),)

    def act(self, form: OutreachForm) -> Outreach:
        return record_outreach(acting_user=self.user, at=timezone.now(), **form.cleaned_data)

    def get_next_url(self, result: Outreach) -> str:
        return reverse("supervision:outreach", args=[result.pk])


class Leaflet(ScreenView):
    """The leaflet as a file."""

    permission = SEE_RECORDS
    page_title = _lazy("权利宣传单")

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.kwargs["form"]
        if form not in FORMS:
            raise Http404
        try:
            data = FORMS[form](self.body, timezone.localdate())
        except WriterError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("supervision:outreaches"))
        return hand_out(data, f"{self.body.short_name}权利宣传单.{form}")

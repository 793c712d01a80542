"""Screens about the catalogue: the county's rows, what each body owes, and the sheets for printing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.catalogue.codes import Assigned
from gongkai.catalogue.county import Line
from gongkai.catalogue.standard import standard_catalogue
from gongkai.statute.codelists import codelist
from gongkai.web.accounts.permissions import SEE_BODY
from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.screens.one_body import OnePublicBody
from gongkai.web.files.errors import FileRefused
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.publishing.catalogue.actions.county_catalogue import (
    HEADS,
    Confirmed,
    RowFacts,
    comparison_of,
    confirm_catalogue,
    hand_in_catalogue,
    row_facts_of,
    rows_in,
)
from gongkai.web.publishing.catalogue.actions.county_codes import (
    read_county_codes,
    set_county_codes,
)
from gongkai.web.publishing.catalogue.actions.entries import (
    load_catalogue,
    rows_for,
    trim_catalogue,
)
from gongkai.web.publishing.catalogue.actions.entry import add_row, change_row
from gongkai.web.publishing.catalogue.actions.import_catalogue import Imported, import_catalogue
from gongkai.web.publishing.catalogue.actions.standard import Adopted, adopt_standard
from gongkai.web.publishing.catalogue.forms import (
    CatalogueFileForm,
    CodeTableForm,
    CountyCodesForm,
    CountyForm,
    HandInForm,
    NewRowForm,
    RowForm,
    StandardForm,
    TrimForm,
)
from gongkai.web.publishing.catalogue.models import (
    BodyRow,
    CatalogueFile,
    CatalogueRow,
    Way,
    counties,
    county_of,
)
from gongkai.web.publishing.catalogue.permissions import MANAGE_CATALOGUE, TRIM_CATALOGUE
from gongkai.web.publishing.catalogue.row_limits import UNITS
from gongkai.web.publishing.catalogue.sheets import (
    Printed,
    catalogue_sheet,
    rows_of_body,
    rows_of_county,
    standard_sheet,
)
from gongkai.web.publishing.catalogue.workbook import as_workbook
from gongkai.web.publishing.permissions import SEE_DRAFTS


def show_sheet(request: HttpRequest, sheet: Printed, form: str) -> HttpResponse:
    """A sheet as a page, a workbook or a document."""
    if form == "html":
        return render(request, "catalogue/catalogue_sheet.html", {"sheet": sheet})
    if form == "xlsx":
        content = sheet.as_xlsx()
    elif form == "docx":
        content = sheet.as_docx()
    else:
        raise Http404
    return hand_out(content, f"{sheet.title}.{form}")


def managed_counties(user: Any) -> list[PublicBody]:
    """The counties whose catalogue the user looks after."""
    return [county for county in counties() if user.may(MANAGE_CATALOGUE, county)]


def first_county(user: Any) -> PublicBody | None:
    """The county whose catalogue the user looks after; the only one, where the user looks after none."""
    found = managed_counties(user) or counties()
    return found[0] if found else None


def first_seen_county(user: Any) -> PublicBody | None:
    """The county in which the user serves, for the sheets."""
    body = PublicBody.objects.visible_to(user).order_by("lineage").first()
    if body is None:
        return None
    return next((each for each in counties() if each.lies_beneath(body)), county_of(body))


class CatalogueList(ListScreen):
    """The county's rows."""

    permission = SEE_DRAFTS
    page_title = _lazy("全县公开目录")
    page_size = 100
    columns = (
        ("name", _lazy("二级事项")),
        ("category", _lazy("一级事项")),
        ("time_limit", _lazy("公开时限")),
        ("cadence", _lazy("时限类型")),
        ("way", _lazy("公开方式")),
        ("county_code", _lazy("县级栏目编码")),
        ("bodies", _lazy("列入机关")),
    )
    searched = ("name", "category", "content", "basis", "county_code", "code")
    search_hint = _lazy("事项、内容、依据或编码")
    template_name = "catalogue/catalogue.html"
    add_permission = MANAGE_CATALOGUE
    add_url_name = "publishing:add-row"
    add_label = _lazy("增加事项")

    def get_queryset(self) -> QuerySet[CatalogueRow]:
        today = timezone.localdate()
        holding = Q(bodies__starts_on__lte=today) & (
            Q(bodies__ends_on=None) | Q(bodies__ends_on__gt=today)
        )
        rows = CatalogueRow.objects.visible_to(self.request.user)
        return rows.annotate(owing=Count("bodies", filter=holding)).order_by("order", "code")

    def row(self, record: CatalogueRow) -> dict[str, Any]:
        return {
            "url": reverse("publishing:change-row", args=[record.pk]) if self.may_manage else "",
            "cells": [
                record.name,
                f"{record.group}／{record.category}"
                if record.group != record.category
                else record.category,
                record.shown_time_limit,
                record.cadence_label,
                record.get_way_display(),
                record.county_code,
                record.owing or "",
            ],
        }

    @cached_property
    def may_manage(self) -> bool:
        return bool(managed_counties(self.request.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_manage=self.may_manage, **kwargs)


class CountyScreen(FormScreen):
    """A form about the whole catalogue of the user's county; asks for the county where its form does."""

    permission = MANAGE_CATALOGUE
    parent_crumbs = (("publishing:catalogue", _lazy("全县公开目录")),)

    def get_body(self) -> PublicBody | None:
        return first_county(self.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = issubclass(self.form_class, CountyForm)
        counties = {"counties": managed_counties(self.user)} if asked else {}
        return {**super().get_form_kwargs(), **counties}


class AddRowScreen(CountyScreen):
    """A row of the county's own."""

    keeps_typing = True
    page_title = _lazy("增加事项")
    form_class = NewRowForm

    def act(self, form: forms.Form) -> CatalogueRow:
        return add_row(
            acting_user=self.request.user,
            county=self.get_body(),
            **form.values(),
            at=timezone.now(),
        )

    def get_next_url(self, result: CatalogueRow) -> str:
        return reverse("publishing:catalogue")


CONFIDENCE = {
    "seen": _lazy("内容取自已公布的目录。"),
    "inferred": _lazy("内容由相近的目录推定，请对照本县实际核对。"),
    "heading": _lazy("已公布的目录只列了名称，内容请本县补充。"),
}
"""What the evidence of a row of the standard catalogue is worth."""


class ChangeRowScreen(FormScreen):
    """Change a row for every body that owes it."""

    keeps_typing = True
    permission = MANAGE_CATALOGUE
    form_class = RowForm
    parent_crumbs = (("publishing:catalogue", _lazy("全县公开目录")),)

    @cached_property
    def record(self) -> CatalogueRow:
        rows = CatalogueRow.objects.visible_to(self.request.user)
        return get_object_or_404(rows.select_related("county"), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody | None:
        return self.record.county

    def guarded(self) -> QuerySet[CatalogueRow]:
        return CatalogueRow.objects.filter(pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("修改事项：{record_name}").format(record_name=self.record.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.record}

    def get_about(self) -> str:
        if not self.record.evidence:
            return ""
        return _("出处：{evidence}。{confidence}").format(
            evidence=self.record.evidence.rstrip("。"),
            confidence=CONFIDENCE.get(self.record.confidence, ""),
        )

    def act(self, form: forms.Form) -> CatalogueRow:
        return change_row(
            self.record, acting_user=self.request.user, **form.values(), at=timezone.now()
        )

    def get_next_url(self, result: CatalogueRow) -> str:
        return reverse("publishing:catalogue")


class ImportCatalogueScreen(CountyScreen):
    """Take the catalogue over from a workbook."""

    page_title = _lazy("从表格导入目录")
    form_class = CatalogueFileForm

    submit_label = _lazy("导入")

    def act(self, form: forms.Form) -> Imported:
        file = form.cleaned_data["file"]
        return import_catalogue(
            file.read(),
            file.name,
            acting_user=self.request.user,
            county=self.get_body(),
            at=timezone.now(),
        )

    def get_done_message(self, result: Imported) -> str:
        return _("新增 {added} 项，更新 {changed} 项，{same} 项没有变化。").format(
            added=result.added, changed=result.changed, same=result.same
        )

    def get_next_url(self, result: Imported) -> str:
        return reverse("publishing:catalogue")


class StandardScreen(CountyScreen):
    """Work from the standard catalogue from a day on."""

    page_title = _lazy("换用标准目录")
    form_class = StandardForm
    submit_label = _lazy("换用")
    template_name = "catalogue/standard.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        catalogue = standard_catalogue()
        return super().get_context_data(
            entries=len(catalogue.enabled()),
            in_townships=len(catalogue.of_level("township")),
            **kwargs,
        )

    def act(self, form: forms.Form) -> Adopted:
        return adopt_standard(
            form.cleaned_data["county"],
            acting_user=self.request.user,
            at=timezone.now(),
            on=form.cleaned_data["on"],
            variants=form.cleaned_data["variants"],
        )

    def get_done_message(self, result: Adopted) -> str:
        return _(
            "目录新增 {rows} 项，{merged} 项与本县已有事项同名，合为一项；各机关共增列 {owed} 项，"
            "{ended} 个只有领域名的事项不再使用，名下 {moved} 条信息已归入相应事项；原有事项的编码没有变。"
        ).format(
            rows=result.rows,
            merged=result.merged,
            owed=result.owed,
            ended=result.ended,
            moved=result.moved,
        )

    def get_next_url(self, result: Adopted) -> str:
        return reverse("publishing:body-catalogues")


class HandInScreen(CountyScreen):
    """Hand in the county's own catalogue; nothing changes before the differences are confirmed."""

    page_title = _lazy("上传本县目录")
    form_class = HandInForm
    submit_label = _lazy("上传并看差别")

    def act(self, form: forms.Form) -> CatalogueFile:
        file = form.cleaned_data["file"]
        return hand_in_catalogue(
            form.cleaned_data["county"],
            file.read(),
            file.name,
            acting_user=self.request.user,
            at=timezone.now(),
        )

    def get_done_message(self, result: CatalogueFile) -> str:
        return _("读到 {lines} 项，请核对下面的差别。").format(lines=len(result.lines))

    def get_next_url(self, result: CatalogueFile) -> str:
        return reverse("publishing:catalogue-differences", args=[result.pk])


def _told(line: Line) -> list[tuple[str, str]]:
    """What the county's sheet says of a new row, with its heads; what it does not say is left out."""
    told = (
        (_("公开内容"), "；".join(line.contents)),
        (_("公开依据"), "；".join(line.bases)),
        (_("公开时限"), line.time_limit),
        (_("公开主体"), line.owner),
        (_("公开渠道"), "、".join(line.channels)),
        (_("公开对象"), line.audience),
        (_("县级栏目编码"), line.code),
        (_("备注"), line.note),
    )
    return [(head, words) for head, words in told if words]


class DifferencesScreen(FormScreen):
    """What the county's own catalogue would change, to be ticked and confirmed."""

    permission = MANAGE_CATALOGUE
    page_title = _lazy("核对本县目录")
    form_class = forms.Form
    template_name = "catalogue/differences.html"
    parent_crumbs = (("publishing:catalogue", _lazy("全县公开目录")),)

    @cached_property
    def record(self) -> CatalogueFile:
        files = CatalogueFile.objects.visible_to(self.request.user).select_related("county")
        return get_object_or_404(files, pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.record.county

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        comparison = comparison_of(self.record)
        pairs = list(enumerate(comparison.pairs))
        rows = rows_in(comparison.pairs)
        facts = {
            at: self._shown(at, pair.line, rows.get(pair.held.key) if pair.held else None)
            for at, pair in pairs
        }
        return super().get_context_data(
            file=self.record,
            unread=self.record.unread,
            cadences=[(each.id, each.label) for each in codelist("cadence_classes")],
            units=list(UNITS.items()),
            added=[
                (at, pair, facts[at], _told(pair.line)) for at, pair in pairs if pair.held is None
            ],
            changed=[
                (
                    at,
                    pair,
                    facts[at],
                    [(HEADS[name], was, now) for name, (was, now) in pair.changes.items()],
                )
                for at, pair in pairs
                if pair.held is not None and pair.changes
            ],
            same=sum(pair.held is not None and not pair.changes for _, pair in pairs),
            repeated=comparison.repeated,
            absent=comparison.absent,
            doubts=[(pair.line.sheet, doubt) for _, pair in pairs for doubt in pair.line.doubts],
            **kwargs,
        )

    def act(self, form: forms.Form) -> Confirmed:
        posted = self.request.POST
        chosen = {int(each) for each in posted.getlist("take") if each.isdecimal()}
        facts = {
            int(each): self._said(each) for each in posted.getlist("facts") if each.isdecimal()
        }
        return confirm_catalogue(
            self.record,
            acting_user=self.request.user,
            at=timezone.now(),
            chosen=chosen,
            facts=facts,
        )

    def _shown(self, at: int, line: Line, row: CatalogueRow | None) -> dict[str, Any]:
        """What stands beside a line to be set: as it was sent, else as the sheet has it."""
        said = row_facts_of(line, row)
        if self.request.method == "POST" and str(at) in self.request.POST.getlist("facts"):
            said = self._said(str(at))
        days, _space, unit = said.posting.partition(" ")
        return {
            "people": said.lists_people,
            "days": days,
            "unit": unit.removesuffix(" days") or "calendar",
            "cadence": said.cadence,
        }

    def _said(self, at: str) -> RowFacts:
        posted = self.request.POST
        days = posted.get(f"days-{at}", "").strip()
        return RowFacts(
            lists_people=f"people-{at}" in posted,
            posting=f"{days} {posted.get(f'unit-{at}', 'calendar')} days" if days else "",
            cadence=posted.get(f"cadence-{at}", ""),
        )

    def get_done_message(self, result: Confirmed) -> str:
        told = _("新增 {added} 项，更新 {changed} 项，{left} 项没有改动。").format(
            added=result.added, changed=result.changed, left=result.left
        )
        if result.added:
            told += _("新增的事项还没有列入任何机关的目录，请在下面逐个机关勾选。")
        return told

    def get_next_url(self, result: Confirmed) -> str:
        return reverse("publishing:body-catalogues" if result.added else "publishing:catalogue")


class CountyCodesScreen(CountyScreen):
    """The codes of the county's own site, row by row; a table fills them in, to be looked at before they are saved."""

    page_title = _lazy("县级栏目编码")
    form_class = CountyCodesForm
    template_name = "catalogue/county_codes.html"
    read: Assigned | None = None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "read" not in request.POST:
            return super().post(request, *args, **kwargs)
        table, county = CodeTableForm(request.POST, request.FILES), self.get_body()
        if table.is_valid() and county is not None:
            file = table.cleaned_data["file"]
            try:
                self.read = read_county_codes(county, file.read(), file.name)
            except FileRefused as error:
                table.add_error("file", error)
        return self.render_to_response(self.get_context_data(table=table))

    def get_form_kwargs(self) -> dict[str, Any]:
        rows = CatalogueRow.objects.filter(county=self.get_body()).order_by("order", "code")
        given = super().get_form_kwargs()
        if "read" in self.request.POST:
            given.pop("data", None)
            given.pop("files", None)
        return {
            **given,
            "rows": [row for row in rows if not row.is_heading],
            "proposed": self.read.codes if self.read else None,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("table", CodeTableForm())
        return super().get_context_data(read=self.read, county=self.get_body(), **kwargs)

    def act(self, form: Any) -> int:
        county: Any = self.get_body()
        return set_county_codes(
            county, acting_user=self.user, at=timezone.now(), codes=form.codes()
        )

    def get_done_message(self, result: int) -> str:
        return _("已保存，{result} 个事项的编码有改动；以后的报送按此填写。").format(result=result)

    def get_next_url(self, result: int) -> str:
        return reverse("publishing:catalogue")


class LoadCatalogueScreen(CountyScreen):
    """Take the rows that the law names, and those of the platform."""

    page_title = _lazy("载入法定公开事项")
    form_class = forms.Form

    submit_label = _lazy("载入")

    def act(self, form: forms.Form) -> int:
        return load_catalogue(
            acting_user=self.request.user, county=self.get_body(), at=timezone.now()
        )

    def get_done_message(self, result: int) -> str:
        return _("已载入 {result} 项；目录中原有的事项没有改动。").format(result=result)

    def get_next_url(self, result: int) -> str:
        return reverse("publishing:catalogue")


class ExportCatalogueScreen(ScreenView):
    """The county's rows, to be changed and imported again."""

    permission = SEE_DRAFTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return hand_out(
            as_workbook(CatalogueRow.objects.visible_to(request.user)), "全县公开目录.xlsx"
        )


class CountySheet(ScreenView):
    """The whole catalogue on paper."""

    permission = SEE_DRAFTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        day = timezone.localdate()
        county = first_seen_county(request.user)
        owner = county.short_name if county else ""
        name = self.kwargs["sheet"]
        rows = rows_of_county(county)
        if name == "standard":
            sheet = standard_sheet(owner, rows, day)
        elif name in {"proactive", "on-request"}:
            way = Way(name)
            shown = [each for each in rows if each.row.way == way]
            sheet = catalogue_sheet(owner, shown, way, day)
        else:
            raise Http404
        return show_sheet(request, sheet, self.kwargs["form"])


class BodyCatalogueList(ListScreen):
    """Bodies with the size of their catalogues."""

    permission = SEE_BODY
    page_title = _lazy("各机关公开目录")
    columns = (
        ("body", _lazy("机关")),
        ("proactive", _lazy("主动公开事项")),
        ("on_request", _lazy("依申请公开事项")),
    )
    searched = ("name", "short_name")
    search_hint = _lazy("机关名称")

    def get_queryset(self) -> QuerySet[PublicBody]:
        today = timezone.localdate()
        holding = Q(catalogue__starts_on__lte=today) & (
            Q(catalogue__ends_on=None) | Q(catalogue__ends_on__gt=today)
        )
        bodies = PublicBody.objects.visible_to(self.request.user).public().standing_on(today)
        return bodies.annotate(
            proactive=Count("catalogue", filter=holding & Q(catalogue__row__way=Way.PROACTIVE)),
            on_request=Count("catalogue", filter=holding & Q(catalogue__row__way=Way.ON_REQUEST)),
        ).order_by("lineage")

    def row(self, record: PublicBody) -> dict[str, Any]:
        return {
            "url": reverse("publishing:body-catalogue", args=[record.pk]),
            "cells": [record.name, record.proactive or _("尚未编制"), record.on_request or ""],
        }


class OneCatalogue(OnePublicBody):
    """A screen about the catalogue of the body named by its address."""

    list_name = "publishing:body-catalogues"
    list_label = "各机关公开目录"
    sheet_name = "publishing:body-catalogue"


class BodyCatalogue(OneCatalogue, ScreenView):
    """What a body owes, in two parts, with its sheets."""

    permission = SEE_BODY
    template_name = "catalogue/body_catalogue.html"

    def get_page_title(self) -> str:
        return _("{body_short_name}公开目录").format(body_short_name=self.body.short_name)

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return super().get_parent_crumbs()[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = rows_of_body(self.body, timezone.localdate())
        return super().get_context_data(
            body=self.body,
            parts=[
                (way.label, way.value, [each for each in rows if each.row.way == way])
                for way in Way
            ],
            may_trim=self.request.user.may(TRIM_CATALOGUE, self.body),
            **kwargs,
        )


class BodySheet(OneCatalogue, ScreenView):
    """A body's catalogue on paper."""

    permission = SEE_BODY

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        day, body, name = timezone.localdate(), self.body, self.kwargs["sheet"]
        if name == "standard":
            sheet = standard_sheet(body.name, rows_of_body(body, day), day)
        elif name in {"proactive", "on-request"}:
            way = Way(name)
            sheet = catalogue_sheet(body.name, rows_of_body(body, day, way), way, day)
        else:
            raise Http404
        return show_sheet(request, sheet, self.kwargs["form"])


class TrimScreen(OneCatalogue, FormScreen):
    """Tick what a body owes, with its own words and quota."""

    keeps_typing = True
    permission = TRIM_CATALOGUE
    page_title = _lazy("确定本单位目录")
    form_class = TrimForm
    template_name = "catalogue/trim.html"

    def guarded(self) -> QuerySet[BodyRow]:
        return BodyRow.objects.filter(body=self.kwargs["pk"], ends_on=None)

    def get_form_kwargs(self) -> dict[str, Any]:
        owed = {each.row_id: each for each in self.body.catalogue.filter(ends_on=None)}
        usual = {row.pk for row in rows_for(self.body)}
        rows = [
            row
            for row in CatalogueRow.objects.of(self.body)
            if "all" in self.request.GET or row.pk in usual or row.pk in owed
        ]
        # A body without a catalogue starts from the rows of its level and its work.
        initial = {} if owed else {f"owed-{number}": True for number in usual}
        return {
            **super().get_form_kwargs(),
            "initial": initial,
            "rows": rows,
            "owed": owed,
            "suggested": usual,
        }

    def act(self, form: forms.Form) -> list[BodyRow]:
        return trim_catalogue(
            self.body,
            acting_user=self.request.user,
            on=form.cleaned_data["on"],
            rows=form.chosen(),
            wordings=form.wordings(),
            at=timezone.now(),
        )

"""Screens about items: the list, one item's sheet, and the forms that change it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.paginator import Page
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _lazy
from django.views.generic import View

from gongkai.documents.errors import DocumentError
from gongkai.screening import labelling
from gongkai.screening.errors import ScreeningError
from gongkai.screening.policies import ListPolicy, policy_for
from gongkai.screening.preview import Preview
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.forms import FilesForm
from gongkai.web.files.reader import in_words
from gongkai.web.files.readings import ask, content_of
from gongkai.web.office.downloads import kept_apart
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.home import SOON
from gongkai.web.office.screens import (
    Chip,
    FormScreen,
    GuardedView,
    ListScreen,
    ScreenView,
    shown_day,
)
from gongkai.web.publishing.items.actions.clean_text import (
    choices_of_files,
    clean_text,
    masked_fields,
    preview_text,
)
from gongkai.web.publishing.items.actions.delete_draft import delete_draft
from gongkai.web.publishing.items.actions.draft import (
    attach_files,
    clean_attachment,
    draft_with_files,
    refuse_under_review,
    revise_item,
    working_copy,
)
from gongkai.web.publishing.items.actions.override import override_finding
from gongkai.web.publishing.items.actions.submit import missing_facts, submit_item
from gongkai.web.publishing.items.actions.urgent import confirm_pull, pull_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.authorship import authors_of
from gongkai.web.publishing.items.cautions import cautions
from gongkai.web.publishing.items.comparison import masking
from gongkai.web.publishing.items.copies import copies_before, copies_of
from gongkai.web.publishing.items.counted import counts
from gongkai.web.publishing.items.draft_files import draft_files, exact_bytes
from gongkai.web.publishing.items.forms.items import ItemForm, NewItemForm, PullForm, WithdrawForm
from gongkai.web.publishing.items.forms.masking import FileMaskingForm, MaskingForm
from gongkai.web.publishing.items.forms.releases import SubmitForm
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.last_day import last_day
from gongkai.web.publishing.items.links import related_items
from gongkai.web.publishing.items.models import (
    Attachment,
    Attribute,
    ItemPage,
    Release,
    ReleaseState,
    Validity,
    WithdrawalReason,
)
from gongkai.web.publishing.items.panel import entry_panel
from gongkai.web.publishing.items.permissions import (
    CHANGE_VALIDITY,
    DISMISS,
    OVERRIDE,
    PULL,
    WITHDRAW,
)
from gongkai.web.publishing.items.posting_period import (
    is_list_of_people,
    period_of,
    proposed_take_down,
)
from gongkai.web.publishing.items.public_files import PICTURES
from gongkai.web.publishing.items.risks import card_of
from gongkai.web.publishing.items.sheet_facts import sheet_facts
from gongkai.web.publishing.items.way import last_return, way_of
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS
from gongkai.web.vetting.gate import unread_fingerprint

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Characters of a row in the list; longer names are whole on the page of the item.
LONGEST_ROW = 24
LAST_WORKED_ON = ("-latest_revision_created_at", "-path")
OPEN = (ReleaseState.UNDER_REVIEW, ReleaseState.SCHEDULED)
SHOWN_WAY = frozenset({*OPEN, ReleaseState.RETURNED, ReleaseState.RELEASED})


def state_of(item: ItemPage, release: Release | None) -> Chip:
    """Where an item stands, in a word."""
    if item.withdrawn_on is not None:
        return Chip(gettext("已撤下"), "none")
    if release is not None and release.state == ReleaseState.UNDER_REVIEW:
        return Chip(release.get_stage_display(), "wait")
    if release is not None and release.state == ReleaseState.RETURNED:
        return Chip(release.get_state_display(), "late")
    if release is not None and release.state == ReleaseState.SCHEDULED:
        return Chip(release.get_state_display(), "wait")
    if item.live:
        if item.has_unpublished_changes:
            return Chip(gettext("已发布，有未发布的修改"), "soon")
        return Chip(gettext("已发布"), "done")
    if release is not None and release.state == ReleaseState.RELEASED:
        return Chip(gettext("练习已发布，公众看不到"), "done")
    return Chip(gettext("草稿"), "none")


# Narrowing by state asks the columns that the list shows anyway.
STATES: dict[str, tuple[StrOrPromise, str, Q]] = {
    "draft": (
        _lazy("草稿"),
        "none",
        Q(live=False, withdrawn_on=None) & (Q(open_state=None) | Q(open_state="recalled")),
    ),
    "review": (
        _lazy("审核中"),
        "wait",
        Q(open_state__in=["under-review", "scheduled"], withdrawn_on=None),
    ),
    "returned": (_lazy("已退回"), "late", Q(open_state="returned", withdrawn_on=None)),
    "public": (_lazy("已发布"), "done", Q(live=True, withdrawn_on=None)),
    "withdrawn": (_lazy("已撤下"), "none", Q(withdrawn_on__isnull=False)),
}


class ItemList(ListScreen):
    """Items of the bodies whose drafts this user may see."""

    permission = SEE_DRAFTS
    page_title = _lazy("主动公开信息")
    columns = (
        ("title", _lazy("标题")),
        ("state", _lazy("状态")),
        ("row", _lazy("公开事项")),
        ("body", _lazy("机关")),
        ("index_number", _lazy("索引号")),
        ("formed_on", _lazy("成文日期")),
        ("published_on", _lazy("发布日期")),
    )
    searched = ("draft_title", "index_number", "document_number", "matter", "text")
    search_hint = _lazy("标题、索引号、文号、正文、附件内容")
    add_permission = DRAFT
    add_url_name = "publishing:drop"
    add_label = _lazy("新增信息")

    @property
    def bulk_label(self) -> StrOrPromise:  # type: ignore[override]
        """Drafts may be sent on together: each is screened, and what lacks something is told and stays."""
        drafts = self.request.GET.get("state", "") == "draft"
        return _lazy("提交审核勾选的草稿") if drafts and self.user.bodies_where(DRAFT) else ""

    def act_on(self, record: ItemPage) -> None:
        submit_item(record, acting_user=self.user, at=timezone.now())

    def get_queryset(self) -> QuerySet[ItemPage]:
        last = Release.objects.order_by("-pk")
        found = (
            ItemPage.objects.visible_to(self.request.user)
            .select_related("row", "body")
            .prefetch_related(Prefetch("releases", last, to_attr="releases_last_first"))
            .order_by(*LAST_WORKED_ON)
        )
        if asked := STATES.get(self.request.GET.get("state", "")):
            latest = Release.objects.filter(item=OuterRef("pk")).order_by("-pk")
            found = found.annotate(open_state=Subquery(latest.values("state")[:1])).filter(asked[2])
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = self.request.GET.get("state", "")
        narrowed = [
            {"label": gettext("全部"), "tone": "none", "url": "?", "here": here not in STATES}
        ]
        narrowed += [
            {"label": label, "tone": tone, "url": f"?state={name}", "here": here == name}
            for name, (label, tone, _) in STATES.items()
        ]
        return super().get_context_data(narrowed=narrowed, kept={"state": here}, **kwargs)

    def _is_whole(self, text: str) -> bool:
        return not text and self.request.GET.get("state", "") not in STATES

    def count(self, records: QuerySet[ItemPage], text: str) -> int:
        if self._is_whole(text):
            counted: int = ItemPage.objects.pages_visible_to(self.request.user).count()
            return counted
        return super().count(records, text)

    def shown(self, page: Page[ItemPage], text: str) -> Iterable[ItemPage]:
        if not self._is_whole(text):
            return super().shown(page, text)
        # Thirty numbers by the index, then thirty items: asked for at once, a database would read them all.
        pages = ItemPage.objects.pages_visible_to(self.request.user).order_by(*LAST_WORKED_ON)
        first = max(page.start_index() - 1, 0)
        numbers = list(pages.values_list("pk", flat=True)[first : first + self.page_size])
        found = {each.pk: each for each in self.get_queryset().filter(pk__in=numbers).order_by()}
        return [found[number] for number in numbers if number in found]

    def search(self, records: QuerySet[ItemPage], text: str) -> QuerySet[ItemPage]:
        inside = Attachment.objects.filter(item=OuterRef("pk")).filter(
            Q(name__icontains=text) | Q(text__icontains=text)
        )
        found = Q(Exists(inside))
        for field in self.searched:
            found |= Q(**{f"{field}__icontains": text})
        return records.filter(found)

    def row(self, record: ItemPage) -> dict[str, Any]:
        releases = record.releases_last_first
        return {
            "url": reverse("publishing:item", args=[record.pk]),
            "cells": [
                record.draft_title,
                state_of(record, releases[0] if releases else None),
                Truncator(str(record.row)).chars(LONGEST_ROW),
                record.body.short_name,
                record.index_number,
                record.formed_on.isoformat(),
                record.published_on.isoformat() if record.published_on else "",
            ],
        }


class NewItemScreen(FormScreen):
    """Draft an item."""

    permission = DRAFT
    keeps_typing = True
    page_title = _lazy("新增信息")
    form_class = NewItemForm
    parent_crumbs = (("publishing:list", _lazy("主动公开信息")),)
    done_message = _lazy("已存为草稿。")

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "") for name in ("body", "row")}
        return {name: value for name, value in asked.items() if value.isdecimal()}

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.user.bodies_where(DRAFT)
        return {
            **super().get_form_kwargs(),
            "bodies": PublicBody.objects.filter(pk__in=numbers, abolished_on=None).order_by(
                "lineage"
            ),
        }

    def act(self, form: forms.Form) -> ItemPage:
        values = dict(form.cleaned_data)
        return draft_with_files(
            values.pop("body"),
            acting_user=self.user,
            files=[(file.name, file.read()) for file in values.pop("files")],
            **values,
            at=timezone.now(),
        )

    def get_next_url(self, result: ItemPage) -> str:
        return reverse("publishing:item", args=[result.pk])


class OneItem:
    """A screen about the item named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def item(self) -> ItemPage:
        return get_object_or_404(
            ItemPage.objects.standing().select_related("row", "body", "latest_revision"),
            pk=self.kwargs["pk"],
        )

    def get_body(self) -> PublicBody:
        return self.item.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse("publishing:list"), gettext("主动公开信息")),
            (reverse("publishing:item", args=[self.item.pk]), self.item.draft_title),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:item", args=[self.item.pk])

    def get_field_url(self, field: str) -> tuple[str, str] | None:
        """Where a field of the item is filled in."""
        label = str(ItemPage._meta.get_field(field).verbose_name)
        return label, f"{reverse('publishing:edit', args=[self.item.pk])}#id_{field}"


class ItemSheet(OneItem, ScreenView):
    """Everything about one item: the working copy, what the screening says, its releases."""

    permission = SEE_DRAFTS
    template_name = "items/sheet.html"

    def get_page_title(self) -> str:
        return self.item.draft_title

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(reverse("publishing:list"), gettext("主动公开信息"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item, user = self.item, self.request.user
        copy = working_copy(item)
        releases = list(
            item.releases.select_related("submitted_by").prefetch_related("steps__decided_by")
        )
        open_release = next((each for each in releases if each.state in OPEN), None)
        examination = examine(copy)
        parts = [
            {
                "part": part,
                "blocking": {finding.fingerprint for finding in part.blocking},
                "maskable": not part.attachment_sha256 and not part.linked,
                "unread_fingerprint": unread_fingerprint(part.attachment_sha256),
            }
            for part in examination.parts
        ]
        drafter, own = user.may(DRAFT, item.body), user.pk in authors_of(item)
        added = sheet_facts(item, user)
        ended = item.withdrawn_on is not None or item.validity != Validity.VALID
        today = timezone.localdate()
        on_way = releases[0] if releases and releases[0].state in SHOWN_WAY else None
        pulled = (
            item.urgent_withdrawals.filter(confirmed_at=None).select_related("pulled_by").first()
        )
        down = user.may(WITHDRAW, item.body)
        public = item.live and item.withdrawn_on is None
        may_submit = (
            drafter
            and open_release is None
            and (not item.live or item.has_unpublished_changes or item.withdrawn_on is not None)
        )
        return super().get_context_data(
            item=item,
            copy=copy,
            state=state_of(item, releases[0] if releases else None),
            way=way_of(on_way, list(on_way.steps.all()), today) if on_way else [],
            returned=last_return(releases),
            pulled=pulled,
            due=self._due(today),
            blocks=self._blocks(copy, examination.passes) if may_submit else [],
            take_down=proposed_take_down(copy, today) if is_list_of_people(copy) else None,
            parts=parts,
            passes=examination.passes,
            reads_names=labelling.is_there(),
            releases=releases,
            related=related_items(item),
            validity_changes=item.validity_changes.select_related("changed_by"),
            open_release=open_release,
            has_attachments=copy.attachments.exists(),
            files=draft_files(item, copy, user),
            ended=ended,
            copies=copies_of(item, today) if ended else copies_before(item, today),
            counts=counts(copy),
            entry=entry_panel(item, copy, examination, user, today, own=own),
            may={
                "dismiss": not own and user.may(DISMISS, item.body),
                "edit": drafter and open_release is None,
                "submit": may_submit and examination.passes,
                "delete": drafter
                and open_release is None
                and not item.live
                and not item.index_number,
                "recall": drafter and open_release is not None,
                "link": drafter,
                "validity": user.may(CHANGE_VALIDITY, item.body) and item.withdrawn_on is None,
                "override": not own and user.may(OVERRIDE, item.body),
                "withdraw": down and public,
                "pull": user.may(PULL, item.body) and public,
                "confirm_pull": pulled is not None and down and pulled.pulled_by_id != user.pk,
                **added.may,
            },
            **added.facts,
            **kwargs,
        )

    def _due(self, today: date) -> Chip | None:
        """The last day to publish, while it is not public."""
        item = self.item
        due = last_day(item.row.period_kind, item.formed_on)
        if item.live or item.withdrawn_on or due is None or item.attribute != Attribute.PROACTIVE:
            return None
        text = gettext("应于{due}前发布").format(due=shown_day(due, today))
        return Chip(text, "late" if due < today else "soon" if due - today <= SOON else "wait")

    def _blocks(self, copy: ItemPage, passes: bool) -> list[tuple[str, str]]:
        """What must be done before it can be submitted, each with where."""
        found = [("筛查未通过，请先处理", "#screening")] if not passes else []
        for field, label in missing_facts(copy).items():
            found.append((gettext("还缺{label}").format(label=label), self.get_field_url(field)[1]))
        return found


class WorkingCopyForm(OneItem, FormScreen):
    """A form that changes the working copy: it does not open while nobody may change it."""

    permission = DRAFT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            refuse_under_review(self.item)
        except WrongState as error:
            self.template_name = "items/closed.html"
            told = FormScreen.get_context_data(
                self, form=forms.Form(), refused=str(error), item=self.item
            )
            return self.render_to_response(told)
        return super().get(request, *args, **kwargs)


class EditItemScreen(WorkingCopyForm):
    """Change the working copy."""

    keeps_typing = True
    template_name = "items/edit.html"
    page_title = _lazy("修改")
    form_class = ItemForm

    def guarded(self) -> QuerySet[ItemPage]:
        return ItemPage.objects.filter(pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": working_copy(self.item)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        releases = self.item.releases.prefetch_related("steps__decided_by")[:1]
        return super().get_context_data(returned=last_return(list(releases)), **kwargs)

    def act(self, form: forms.Form) -> ItemPage:
        return revise_item(self.item, acting_user=self.user, **form.cleaned_data, at=timezone.now())


class AttachScreen(WorkingCopyForm):
    """Add files."""

    page_title = _lazy("添加附件")
    form_class = FilesForm
    submit_label = _lazy("添加")

    def act(self, form: forms.Form) -> None:
        attach_files(
            self.item,
            acting_user=self.user,
            files=[(file.name, file.read()) for file in form.cleaned_data["files"]],
            at=timezone.now(),
        )


class ChoosingScreen(WorkingCopyForm):
    """A choice of what becomes of each column, with what it makes of it."""

    form_class = MaskingForm

    @property
    def preview(self) -> Preview | None:
        """What masking would show; ``None`` where it cannot be told."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "preview": self.preview}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(preview=self.preview, **kwargs)
        fields = self.preview.fields if self.preview else ()
        lines = context["form"].lines()
        return {
            **context,
            "lines": lines,
            "quiet": [line.shown.head for line in lines if not line.shown.kind],
            "running": [each for each in fields if each.key is None],
        }


class CleanScreen(ChoosingScreen):
    """Take the masked copy of a file instead of the file."""

    form_class = FileMaskingForm
    template_name = "items/clean.html"
    page_title = _lazy("改用脱敏副本")
    submit_label = _lazy("生成并改用脱敏副本")
    wrong = ""

    @cached_property
    def copy(self) -> ItemPage:
        """The version being worked on."""
        return working_copy(self.item)

    @cached_property
    def preview(self) -> Preview | None:
        """What the copy would show; ``None`` where the file is not there or cannot be read."""
        file = self.copy.attachments.filter(sha256=self.kwargs["sha256"]).first()
        if file is None:
            return None
        try:
            return ask(content_of(file), jobs.previewed, self.copy.title, timezone.localdate())
        except (DocumentError, OSError) as error:
            self.wrong = in_words(error) if isinstance(error, DocumentError) else str(error)
            return None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "asks_for_words": self._masks_words()}

    def _masks_words(self) -> bool:
        """Whether what is proposed for the file would change the item's own words."""
        proposed = MaskingForm(preview=self.preview).proposed()
        try:
            return bool(masked_fields(self.copy, timezone.localdate(), proposed))
        except DocumentError:
            # Too much waits just now; the words have a screen of their own.
            return False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        file = self.copy.attachments.filter(sha256=self.kwargs["sha256"]).first()
        return {
            **context,
            "wrong": self.wrong,
            "item": self.item,
            "picture": file if file and file.media_type in PICTURES else None,
        }

    def act(self, form: forms.Form) -> int:
        chosen = {"columns": form.columns(), "distinct": form.way()}
        _, masked = clean_attachment(
            self.item,
            acting_user=self.user,
            sha256=self.kwargs["sha256"],
            **chosen,
            at=timezone.now(),
        )
        if form.cleaned_data.get("words") and masked_fields(
            self.copy, timezone.localdate(), **chosen
        ):
            clean_text(self.item, acting_user=self.user, **chosen, at=timezone.now())
        return masked

    def get_done_message(self, result: int) -> str:
        return gettext("已改用脱敏副本，遮盖 {result} 处；原文件只在内部留存。").format(
            result=result
        )


class CleanPicture(OneItem, GuardedView, View):
    """A picture as its masked copy would be by what is proposed; nothing is kept."""

    permission = DRAFT

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        copy, on = working_copy(self.item), timezone.localdate()
        file = copy.attachments.filter(sha256=self.kwargs["sha256"]).first()
        if file is None:
            raise Http404
        if file.media_type not in PICTURES:
            told = gettext("这个附件不是图片，遮盖前后见上一页。")
            return kept_apart(HttpResponse(told, content_type="text/plain; charset=utf-8"))
        try:
            shown = ask(content_of(file), jobs.previewed, copy.title, on)
            columns = MaskingForm(preview=shown).proposed()
            data = exact_bytes(file)
            masked = pool.run(
                jobs.masked,
                data,
                file.name,
                copy.title,
                on,
                columns,
                name=file.name,
                of=file.sha256,
            )
        except (ActionError, ScreeningError, DocumentError) as error:
            return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
        return kept_apart(HttpResponse(masked.data, content_type=file.media_type))


class CleanTextScreen(ChoosingScreen):
    """Mask the words of an item in a new version, after seeing what would change."""

    template_name = "items/clean_text.html"
    page_title = _lazy("正文改用脱敏文本")
    submit_label = _lazy("按此遮盖，存为新版本")
    done_message = _lazy("已生成脱敏版本；审核发布后才会替换公开的版本。")

    @cached_property
    def preview(self) -> Preview:
        """What the words would show."""
        return preview_text(working_copy(self.item), timezone.localdate())

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "told": choices_of_files(working_copy(self.item))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        proposed = context["form"].proposed()
        return {**context, "changes": masking(self.item, timezone.localdate(), proposed)}

    def act(self, form: forms.Form) -> ItemPage:
        return clean_text(
            self.item,
            acting_user=self.user,
            columns=form.columns(),
            distinct=form.way(),
            at=timezone.now(),
        )


def _policy_of(copy: ItemPage) -> ListPolicy:
    """What a list under the item's title, or under the name of one of its files, may show today."""
    names = [copy.title, *(each.name for each in copy.attachments.all())]
    return policy_for(" ".join(names), on=timezone.localdate())


class SubmitScreen(OneItem, FormScreen):
    """Send an item to its first review."""

    permission = DRAFT
    form_class = SubmitForm
    template_name = "items/submit.html"
    page_title = _lazy("提交审核")
    submit_label = _lazy("提交审核")
    done_message = _lazy("已提交审核。")

    def get_about(self) -> str:
        return gettext("“{title}”（{body}）").format(
            title=self.item.draft_title, body=self.get_body().name
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copy = working_copy(self.item)
        is_list = is_list_of_people(copy)
        examination = examine(copy)
        return super().get_context_data(
            item=self.item,
            entry={"cautions": cautions(copy)},
            card=card_of(copy.row),
            period=period_of(copy.row) if is_list and copy.take_down_on is None else None,
            list_policy=_policy_of(copy) if is_list else None,
            counts=counts(copy),
            parts=[] if examination.passes else examination.parts,
            passes=examination.passes,
            **kwargs,
        )

    def act(self, form: forms.Form) -> Release:
        return submit_item(self.item, acting_user=self.user, **form.cleaned_data, at=timezone.now())


class WithdrawScreen(OneItem, FormScreen):
    """Take a released item down."""

    keeps_typing = True
    permission = WITHDRAW
    form_class = WithdrawForm
    page_title = _lazy("撤下")
    submit_label = _lazy("撤下")
    template_name = "items/ending.html"
    done_message = _lazy("已撤下，原网址显示撤下说明；请按下面的清单通知各处撤下副本。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(copies=copies_of(self.item, timezone.localdate()), **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"reason": self.request.GET.get("reason", "")}

    def act(self, form: forms.Form) -> ItemPage:
        return withdraw_item(
            self.item,
            acting_user=self.user,
            on=timezone.localdate(),
            reason=WithdrawalReason(form.cleaned_data["reason"]),
            explanation=form.cleaned_data["explanation"],
            at=timezone.now(),
        )


class PullScreen(OneItem, FormScreen):
    """Take an item down at once; a second person confirms afterwards."""

    permission = PULL
    form_class = PullForm
    template_name = "items/pull.html"
    page_title = _lazy("紧急撤下")
    submit_label = _lazy("立即撤下")
    done_message = _lazy("已撤下，原网址显示撤下说明；请另一人在“等我办理”中确认。")

    def act(self, form: forms.Form) -> Any:
        return pull_item(
            self.item,
            acting_user=self.user,
            on=timezone.localdate(),
            explanation=form.cleaned_data["explanation"],
            at=timezone.now(),
        )


class ConfirmPullScreen(OneItem, FormScreen):
    """Answer, as a second person, for an item that was taken down at once."""

    permission = WITHDRAW
    form_class = ReasonForm
    page_title = _lazy("确认紧急撤下")
    submit_label = _lazy("确认撤下")
    done_message = _lazy("已确认。")

    def get_about(self) -> str:
        pulled = self.item.urgent_withdrawals.filter(confirmed_at=None).first()
        if pulled is None:
            return ""
        return gettext("“{title}”（{body}）由{who}于 {at:%m-%d %H:%M} 紧急撤下：{reason}").format(
            title=self.item.draft_title,
            body=self.get_body().name,
            who=pulled.pulled_by.name,
            at=timezone.localtime(pulled.pulled_at),
            reason=pulled.reason,
        )

    def act(self, form: forms.Form) -> Any:
        return confirm_pull(
            self.item,
            acting_user=self.user,
            note=form.cleaned_data["reason"],
            at=timezone.now(),
        )


class DeleteDraftScreen(WorkingCopyForm):
    """Put a draft away."""

    form_class = ReasonForm
    page_title = _lazy("删除草稿")
    submit_label = _lazy("删除")
    done_message = _lazy("已删除。")

    def get_about(self) -> str:
        return gettext("删除草稿“{title}”（{body}），所属公开事项：{row}。").format(
            title=self.item.draft_title, body=self.get_body().name, row=self.item.row
        )

    def act(self, form: forms.Form) -> ItemPage:
        return delete_draft(
            self.item,
            acting_user=self.user,
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:list")


class OverrideScreen(OneItem, FormScreen):
    """Answer for a finding."""

    keeps_typing = True
    permission = OVERRIDE
    form_class = ReasonForm
    page_title = _lazy("确认保留")
    submit_label = _lazy("由我负责，确认保留")
    done_message = _lazy("已记录。")

    def act(self, form: forms.Form) -> Any:
        return override_finding(
            self.item,
            acting_user=self.user,
            fingerprint=self.kwargs["fingerprint"],
            on=timezone.localdate(),
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )

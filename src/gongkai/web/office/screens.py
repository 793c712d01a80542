"""Screens of the office, inside Wagtail's frame, each behind a permission.

A screen names its ``permission`` and where it applies (``get_body``). Lists show only what
``get_queryset`` gives, which starts from a ``visible_to(user)``. A form that changes what is already
there names it (``guarded``): if somebody else has changed it meanwhile, the form is refused.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from gongkai.web.accounts.permissions import Permission, require
from gongkai.web.office.troubles import trouble_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from gongkai.web.accounts.models import User


LOG = logging.getLogger(__name__)


class GuardedView(WagtailAdminTemplateMixin):
    """The guard: without a permission a screen does not even load."""

    permission: Permission | None = None
    parent_crumbs: tuple[tuple[str, StrOrPromise], ...] = ()

    @property
    def user(self) -> User:
        """Who has signed in; behind the guard there is always somebody."""
        user: User = self.request.user
        return user

    def get_body(self) -> Any:
        """The body that the screen is about; ``None`` for a list over several."""
        return None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.permission is None:
            raise ImproperlyConfigured(f"{type(self).__name__} names no permission")
        require(self.user, self.permission, self.get_body())
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        crumbs = [
            {"url": reverse("wagtailadmin_home"), "label": gettext("今日")},
            *({"url": url, "label": label} for url, label in self.get_parent_crumbs()),
        ]
        return [*crumbs, {"url": "", "label": self.get_page_title()}]

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        """Addresses and names of the screens above this one."""
        return [(reverse(name), str(label)) for name, label in self.parent_crumbs]


class ScreenView(GuardedView, TemplateView):
    """A screen that only shows."""


class Chip(NamedTuple):
    """A state in a word; ``tone`` is done, soon, late, wait or none."""

    text: StrOrPromise
    tone: str

    def __str__(self) -> str:
        return str(self.text)


class ListScreen(GuardedView, TemplateView):
    """A list with search and pages."""

    template_name = "office/list.html"
    page_size = 30
    columns: tuple[tuple[str, StrOrPromise], ...] = ()
    searched: tuple[str, ...] = ()
    search_hint = _lazy("搜索")
    empty = _lazy("没有符合条件的记录。")
    add_permission: Permission | None = None
    add_url_name = ""
    add_label = _lazy("新增")
    # What may be done to several lines at once; nothing unless a list names it and says how.
    bulk_label: StrOrPromise = ""

    def act_on(self, record: Any) -> None:
        """Do it to one line: its action asks for the permission and may refuse."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it to every ticked line; what is refused is told, the others are done."""
        if not self.bulk_label:
            return HttpResponseNotAllowed(["GET"])
        ticked = [each for each in request.POST.getlist("pick") if each.isdecimal()]
        done = 0
        for record in self.get_queryset().filter(pk__in=ticked[: self.page_size]):
            try:
                self.act_on(record)
            except ValidationError as error:
                messages.warning(request, f"{record}：{'；'.join(error.messages)}")
            else:
                done += 1
        if done:
            messages.success(request, gettext("已办理 {done} 条。").format(done=done))
        elif not ticked:
            messages.warning(request, gettext("没有勾选，什么也没有做。"))
        return redirect(request.get_full_path())

    def get_queryset(self) -> QuerySet[Any]:
        """What this user may see; starts from ``visible_to``."""
        raise NotImplementedError

    def row(self, record: Any) -> dict[str, Any]:
        """``url`` and ``cells`` of one line."""
        raise NotImplementedError

    def search(self, records: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Records that contain the text in one of the searched fields."""
        from django.db.models import Q

        found = Q()
        for field in self.searched:
            found |= Q(**{f"{field}__icontains": text})
        return records.filter(found) if self.searched else records

    def count(self, records: QuerySet[Any], text: str) -> int:
        """How many there are."""
        return records.count()

    def shown(self, page: Page[Any], text: str) -> Iterable[Any]:
        """The records of a page of the list."""
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = self.request.GET.get("q", "").strip()[:100]
        records = self.get_queryset()
        if text:
            records = self.search(records, text)
        pages = Paginator(records, self.page_size)
        pages.count = self.count(records, text)
        page = pages.get_page(self.request.GET.get("p"))
        can_add = self.add_permission is not None and self.user.may(self.add_permission, None)
        heads = [label for _, label in self.columns]
        kinds = ["nowrap" if _short(key) else "" for key, _ in self.columns]
        rows = [
            {**self.row(record), "pk": getattr(record, "pk", None)}
            for record in self.shown(page, text)
        ]
        for row in rows:
            row["cells"] = list(zip(heads, row["cells"], kinds, strict=True))
        return super().get_context_data(
            heads=heads,
            rows=rows,
            page_of=page,
            q=text,
            has_search=bool(self.searched),
            search_hint=self.search_hint,
            empty=self.empty,
            add_url=reverse(self.add_url_name) if can_add else "",
            add_label=self.add_label,
            bulk_label=self.bulk_label,
            **kwargs,
        )


def shown_day(day: date, today: date) -> str:
    """A day in text; its year where it is not this one."""
    if day.year == today.year:
        return gettext("{month}月{day}日").format(month=day.month, day=day.day)
    return gettext("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)


def _short(key: str) -> bool:
    """Whether a column holds what reads badly in two lines: dates, numbers, short names."""
    return key.endswith(("_on", "_at", "_by", "_number")) or key in {"body", "state", "year", "by"}


class Stale(ValidationError):
    """The record was changed after the form was opened."""


def state_of(records: QuerySet[Any]) -> str:
    """A mark of what these records hold now; it tells nothing of their values."""
    held = [
        [
            record.pk,
            *(str(field.value_from_object(record)) for field in record._meta.concrete_fields),
        ]
        for record in records.order_by("pk")
    ]
    return salted_hmac("accounts.office.state", repr(held), algorithm="sha256").hexdigest()


class FormScreen(GuardedView, FormView):
    """A form that calls one action. Whatever the action refuses is shown beside the form."""

    template_name = "office/form.html"
    submit_label = _lazy("保存")
    done_message = _lazy("已保存。")
    # Whether the browser keeps what is typed until it is saved: never where it is of a person.
    keeps_typing = False
    # Whether choosing the files is all that the form asks for: they are sent at once.
    sends_when_chosen = False
    seen_state = ""
    mended_at: tuple[tuple[str, str], ...] = ()

    def guarded(self) -> QuerySet[Any] | None:
        """The records that the form shows and will change, found by the address alone."""
        return None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Before anything else is read: what is shown is then never older than its mark.
        records = self.guarded()
        if request.method == "POST":
            self.seen_state = request.POST.get("seen_state", "")
        elif records is not None:
            self.seen_state = state_of(records)
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: forms.Form) -> Any:
        """Call the action."""
        raise NotImplementedError

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            result = self._act_on_what_was_seen(form)
        except ValidationError as error:
            self.mended_at = show_refusal(form, error, self.get_field_url)
            return self.form_invalid(form)
        except Exception as error:
            # What was filled in stays on the screen, beside the sentence.
            trouble = trouble_of(error)
            if trouble is None:
                raise
            LOG.exception("a form was not saved: %s", type(error).__name__)
            form.add_error(None, trouble.sentence)
            return self.form_invalid(form)
        response = self.get_done_response(result)
        if self.keeps_typing:
            forget_typing(response, self.request)
        return response

    def get_field_url(self, field: str) -> tuple[str, str] | None:
        """The name of a field that is not in this form, and where it is mended."""
        return None

    def get_done_response(self, result: Any) -> HttpResponse:
        """What is answered afterwards: a sentence on the next screen."""
        messages.success(self.request, self.get_done_message(result))
        return redirect(self.get_next_url(result))

    def _act_on_what_was_seen(self, form: forms.Form) -> Any:
        records = self.guarded()
        if records is None:
            return self.act(form)
        with transaction.atomic():
            now = state_of(records.select_for_update(of=("self",)))
            if not constant_time_compare(now, self.seen_state):
                # The next attempt is made by somebody who has read this sentence.
                self.seen_state = now
                labels = [str(form.fields[name].label or name) for name in form.changed_data]
                differing = (
                    gettext("与现在的记录不同的是：{labels}。").format(labels="、".join(labels))
                    if labels
                    else ""
                )
                raise Stale(
                    gettext(
                        "您打开本页之后，这条记录又有修改，所以本次没有保存；您填写的内容还在下面。"
                        "{differing}请核对，确认无误后再次保存。"
                    ).format(differing=differing)
                )
            return self.act(form)

    def get_done_message(self, result: Any) -> str:
        """The sentence shown afterwards."""
        return self.done_message

    def get_next_url(self, result: Any) -> str:
        """Where to go afterwards."""
        raise NotImplementedError

    def get_about(self) -> str:
        """What the form is about, where its title does not say it."""
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            about=self.get_about(),
            sends_when_chosen=self.sends_when_chosen,
            submit_label=self.submit_label,
            seen_state=self.seen_state,
            keep=kept_as(self.request) if self.keeps_typing else "",
            mended_at=self.mended_at,
            **{**self._folded(kwargs), **kwargs},
        )

    def _folded(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        """The fields of the form, and those rarely filled, which stay folded while nothing stands in them."""
        form = kwargs["form"] = kwargs.get("form") or self.get_form()
        rare = getattr(form, "rare", ())
        fields = list(form.visible_fields())
        folded = [field for field in fields if field.name in rare]
        return {
            "usual": [field for field in fields if field.name not in rare],
            "folded": folded,
            "unfold": any(field.errors or _filled(field) for field in folded),
        }


def _filled(field: forms.BoundField) -> bool:
    model = getattr(field.form, "_meta", None)
    usual = model.model._meta.get_field(field.name).get_default() if model else None
    return field.value() not in (None, "", False, usual)


def kept_as(request: HttpRequest) -> str:
    """The name under which the browser keeps what this person types on this screen."""
    return f"{request.user.pk}:{request.path}"


def forget_typing(response: HttpResponse, request: HttpRequest) -> None:
    """Tell the browser that what it keeps of this screen is saved."""
    response.set_cookie(
        "saved_form",
        quote(kept_as(request), safe=""),
        max_age=120,
        path="/office/",
        secure=request.is_secure(),
        samesite="Lax",
    )


def show_refusal(
    form: forms.Form,
    error: ValidationError,
    where: Callable[[str], tuple[str, str] | None] = lambda field: None,
) -> tuple[tuple[str, str], ...]:
    """Put what an action refused at its fields; for fields of other screens give name and address."""
    if hasattr(error, "error_dict"):
        for field, errors in error.error_dict.items():
            form.add_error(field if field in form.fields else None, errors)
        return ()
    named = getattr(error, "fields", ())
    here = next((field for field in named if field in form.fields), None)
    form.add_error(here, error.messages)
    elsewhere = [where(field) for field in named if field not in form.fields]
    return tuple(each for each in elsewhere if each is not None)


class StayScreen(View):
    """Whoever is still typing stays signed in: the session is kept by any request."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)

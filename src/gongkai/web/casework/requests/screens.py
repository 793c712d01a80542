"""Screens about requests: register, who asked, triage, split, what letters need."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views import View

from gongkai.statute.receipt import Door
from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.permissions import HANDLE, SEE_APPLICANT, SET_PROFILE
from gongkai.web.casework.requests import mail
from gongkai.web.casework.requests.actions.applicant import see_applicant, see_file
from gongkai.web.casework.requests.actions.profile import set_profile
from gongkai.web.casework.requests.actions.register import Registered, register_request
from gongkai.web.casework.requests.actions.triage import split_request, triage
from gongkai.web.casework.requests.actions.unreached import keep_unreached
from gongkai.web.casework.requests.codes import keep_code
from gongkai.web.casework.requests.forms import (
    MailForm,
    ProfileForm,
    RegisterForm,
    SplitForm,
    TriageForm,
)
from gongkai.web.casework.requests.gaps import gaps
from gongkai.web.casework.requests.models import (
    DisclosureRequest,
    Profile,
    RequestFile,
    UnreachedLetter,
)
from gongkai.web.casework.requests.people import PERSON_FIELDS, mark_of, mark_of_words
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.errors import ActionError
from gongkai.web.office.screens import FormScreen, GuardedView, ListScreen, ScreenView

LIST = "casework:list"
PRESSED_TWICE = 120


def bodies_handled(user: User) -> QuerySet[PublicBody]:
    """The bodies for which somebody takes requests in."""
    numbers = user.bodies_where(HANDLE)
    return PublicBody.objects.public().filter(pk__in=numbers, abolished_on=None)


class OneCase:
    """A screen about the case named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def case(self) -> DisclosureRequest:
        return get_object_or_404(
            DisclosureRequest.objects.select_related("body"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.case.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse(LIST), _("依申请公开")),
            (reverse("casework:case", args=[self.case.pk]), self.case.number),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("casework:case", args=[self.case.pk])


class RegisterScreen(FormScreen):
    """Register a request that came on paper, by fax, e-mail or by mouth."""

    permission = HANDLE
    page_title = _lazy("登记申请")
    form_class = RegisterForm
    template_name = "casework/register.html"
    parent_crumbs = ((LIST, _lazy("依申请公开")),)
    submit_label = _lazy("登记，生成编号")

    @cached_property
    def held(self) -> str:
        """The name under which a mail waits for this form."""
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        return given.get("held", "")

    @cached_property
    def waiting(self) -> mail.Waiting | None:
        """The mail that this form registers."""
        return mail.look(self.held, by=self.user) if self.held else None

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs()
        bodies = bodies_handled(self.user)
        is_gone = bool(self.held) and self.waiting is None
        if self.waiting is not None:
            bodies = bodies.filter(pk=self.waiting.body)
        if is_gone and "data" in given:
            # The next press is made by somebody who has read that the mail is gone.
            given["data"] = given["data"].copy()
            given["data"]["held"] = ""
        return {**given, "bodies": bodies, "waiting": self.waiting, "gone": is_gone}

    def get_initial(self) -> dict[str, Any]:
        if self.waiting is not None:
            person = {name: getattr(self.waiting.person, name) for name in PERSON_FIELDS}
            came_on = self.waiting.came_on
            return {
                **person,
                "held": self.held,
                "door": Door.EMAIL.value,
                "text": self.waiting.text,
                "came_on": came_on if came_on != timezone.localdate() else None,
            }
        asked = self.request.GET.get("body", "")
        return {"body": asked} if asked.isdecimal() else {}

    def _taken_in(self, form: RegisterForm) -> Registered | UnreachedLetter:
        if form.waits_for_contact():
            return keep_unreached(
                form.cleaned_data["body"],
                acting_user=self.user,
                at=timezone.now(),
                door=Door.named(form.cleaned_data["door"]),
                came_on=form.cleaned_data["came_on"],
                asked=form.asked(),
                brought=form.brought(),
                calls=form.cleaned_data["unreachable"],
            )
        return register_request(
            form.cleaned_data["body"],
            acting_user=self.user,
            at=timezone.now(),
            arrival=form.arrival(),
            asked=form.asked(),
            brought=form.brought(),
        )

    def act(self, form: RegisterForm) -> Registered | UnreachedLetter:
        if self.waiting is not None:
            return self._registered_from_mail(form)
        pressed = self._press(form)
        if not cache.add(pressed, 1, PRESSED_TWICE):
            raise ActionError(
                _(
                    "这一件刚才已经登记，没有重复登记；请到“依申请公开”看最新的一件。确实又来了一封相同的信，两分钟以后再登记。"
                )
            )
        try:
            return self._taken_in(form)
        except BaseException:
            cache.delete(pressed)
            raise

    def _press(self, form: RegisterForm) -> str:
        """What two presses of one form have in common, and two letters within two minutes hardly have."""
        asked = form.asked()
        marks = (mark_of(asked.person), mark_of_words(asked.text))
        return f"registering:{self.user.pk}:{form.cleaned_data['body'].pk}:{':'.join(marks)}"

    def _registered_from_mail(self, form: RegisterForm) -> Registered | UnreachedLetter:
        if not mail.ASIDE.claim(self.held):
            raise ActionError(_("这封邮件正在登记，请稍等，不用再按。"))
        try:
            result = self._taken_in(form)
        except BaseException:
            mail.ASIDE.give_back(self.held)
            raise
        mail.ASIDE.let_go(self.held)
        return result

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_gone = bool(self.held) and self.waiting is None
        return super().get_context_data(waiting=self.waiting, gone=is_gone, **kwargs)

    def get_done_message(self, result: Registered | UnreachedLetter) -> str:
        if isinstance(result, UnreachedLetter):
            return _("已登记为联系不上的来信；期限还没有开始，请每天再联系，联系上的当天登记。")
        case = result.disclosure_request
        told = _("已登记，编号{number}，截止日{due}；请把回执交给申请人。").format(
            number=case.number,
            due=case.due_on or _("不在本机关计算，由转来的机关答复"),
        )
        same = DisclosureRequest.objects.same_as(case).select_related("body").first()
        if same is None:
            return told
        return told + _("同一申请人{day}提出过相同内容的申请{number}，请核对是否重复。").format(
            day=same.received_on, number=same.number
        )

    def get_next_url(self, result: Registered | UnreachedLetter) -> str:
        if isinstance(result, UnreachedLetter):
            return reverse("casework:unreached", args=[result.pk])
        keep_code(self.request, result)
        return reverse("casework:registered", args=[result.disclosure_request.pk])


class MailScreen(FormScreen):
    """Drop a mail; the form of a new request comes filled in from it."""

    permission = HANDLE
    page_title = _lazy("从邮件登记")
    form_class = MailForm
    template_name = "casework/mail.html"
    parent_crumbs = ((LIST, _lazy("依申请公开")), ("casework:register", _lazy("登记申请")))
    submit_label = _lazy("读出邮件")
    done_message = _lazy("已读出邮件，还没有登记；请逐栏核对以后登记。")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "bodies": bodies_handled(self.user)}

    def act(self, form: MailForm) -> str:
        file = form.cleaned_data["mail"]
        return mail.take_mail(
            form.cleaned_data["body"],
            acting_user=self.user,
            at=timezone.now(),
            name=file.name,
            data=file.read(),
        )

    def get_next_url(self, result: str) -> str:
        return f"{reverse('casework:register')}?held={result}"


class ApplicantScreen(OneCase, ScreenView):
    """Who asked; opening it is in the journal."""

    permission = SEE_APPLICANT
    page_title = _lazy("申请人资料")
    template_name = "casework/applicant.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = see_applicant(self.case, acting_user=self.user, at=timezone.now())
        files = list(self.case.files.all())
        missing = [each.point for each in gaps(self.case, person, {each.kind for each in files})]
        return super().get_context_data(
            case=self.case, person=person, files=files, missing=missing, **kwargs
        )


class ApplicantFile(GuardedView, View):
    """A file that the applicant handed in."""

    permission = SEE_APPLICANT

    @cached_property
    def stored(self) -> RequestFile:
        return get_object_or_404(
            RequestFile.objects.select_related("disclosure_request__body"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.stored.disclosure_request.body

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            content = see_file(self.stored, acting_user=self.user, at=timezone.now())
        except OSError as error:
            raise Http404 from error
        return hand_out(content, self.stored.name)


class TriageScreen(OneCase, FormScreen):
    """What the letter is."""

    permission = HANDLE
    page_title = _lazy("分类")
    form_class = TriageForm
    done_message = _lazy("已分类。")

    def guarded(self) -> QuerySet[Any]:
        return DisclosureRequest.objects.filter(pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {"matter": self.case.matter}

    def act(self, form: TriageForm) -> DisclosureRequest:
        return triage(self.case, acting_user=self.user, at=timezone.now(), **form.cleaned_data)


class SplitScreen(OneCase, FormScreen):
    """Several matters, several cases."""

    permission = HANDLE
    page_title = _lazy("一信数事，拆开办理")
    form_class = SplitForm

    def guarded(self) -> QuerySet[Any]:
        return DisclosureRequest.objects.filter(pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {"parts": self.case.text, "told_on": timezone.localdate()}

    def act(self, form: SplitForm) -> list[DisclosureRequest]:
        return split_request(
            self.case,
            acting_user=self.user,
            at=timezone.now(),
            parts=form.matters(),
            told_on=form.cleaned_data["told_on"],
        )

    def get_done_message(self, result: list[DisclosureRequest]) -> str:
        return _("已拆成：{numbers}。").format(numbers="、".join(each.number for each in result))


class ProfileList(ListScreen):
    """What letters need, by body."""

    permission = SET_PROFILE
    page_title = _lazy("办件资料")
    columns = (
        ("body", _lazy("机关")),
        ("letter_word", _lazy("文号代字")),
        ("review", _lazy("复议机关")),
        ("court", _lazy("管辖法院")),
    )

    def get_queryset(self) -> QuerySet[PublicBody]:
        numbers = self.user.bodies_where(SET_PROFILE)
        return PublicBody.objects.public().filter(pk__in=numbers).select_related("casework")

    def row(self, record: PublicBody) -> dict[str, Any]:
        profile = getattr(record, "casework", None)
        return {
            "url": reverse("casework:profile", args=[record.pk]),
            "cells": [
                record.name,
                profile.letter_word if profile else "",
                profile.review_body if profile else "",
                profile.court if profile else "",
            ],
        }


class ProfileScreen(FormScreen):
    """What letters of one body need."""

    permission = SET_PROFILE
    page_title = _lazy("办件资料")
    form_class = ProfileForm
    parent_crumbs = (("casework:profiles", _lazy("办件资料")),)

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get_form_kwargs(self) -> dict[str, Any]:
        profile = Profile.objects.filter(body=self.body).first()
        return {**super().get_form_kwargs(), "instance": profile}

    def act(self, form: ProfileForm) -> Profile:
        return set_profile(self.body, acting_user=self.user, at=timezone.now(), **form.cleaned_data)

    def get_next_url(self, result: Profile) -> str:
        return reverse("casework:profiles")

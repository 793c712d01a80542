"""Screens about bodies: the tree, one body's sheet, and the forms that change it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import MANAGE_USERS, SEE_BODY
from gongkai.web.accounts.roles import POWERFUL, Role
from gongkai.web.bodies.actions.body import abolish_body, establish_body, reorganise_body
from gongkai.web.bodies.actions.contacts import change_contacts
from gongkai.web.bodies.actions.import_bodies import Imported, import_bodies
from gongkai.web.bodies.actions.post import appoint, change_post, create_post, leave_post
from gongkai.web.bodies.actions.power import ask_power
from gongkai.web.bodies.actions.role import give_role, withdraw_role
from gongkai.web.bodies.forms import (
    AbolishForm,
    AppointForm,
    BodyForm,
    ContactForm,
    LeaveForm,
    MoveForm,
    PostForm,
    ReorganiseForm,
    RoleForm,
    WithdrawRoleForm,
    WorkbookForm,
)
from gongkai.web.bodies.models import (
    ContactDetails,
    Membership,
    Person,
    Post,
    Power,
    PowerGrant,
    PublicBody,
    Term,
)
from gongkai.web.bodies.permissions import (
    GIVE_ROLE,
    GRANT_EXCEPTION,
    MANAGE_BODY,
    MANAGE_PEOPLE,
    MANAGE_TREE,
)
from gongkai.web.bodies.screens.power import told_of
from gongkai.web.bodies.workbook import as_workbook
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView


class BodyList(ListScreen):
    """The tree, as far as this user sees it."""

    permission = SEE_BODY
    page_title = _lazy("机构")
    page_size = 100
    columns = (
        ("name", _lazy("名称")),
        ("kind", _lazy("类别")),
        ("code", _lazy("机构编码")),
        ("parent", _lazy("上级")),
        ("phone", _lazy("联系电话")),
    )
    searched = ("name", "short_name", "code")
    search_hint = _lazy("名称或编码")
    template_name = "bodies/list.html"
    add_permission = MANAGE_TREE
    add_url_name = "bodies:establish"
    add_label = _lazy("设立机构")

    def get_queryset(self) -> QuerySet[PublicBody]:
        today = timezone.localdate()
        contacts = ContactDetails.objects.on(today)
        return (
            PublicBody.objects.visible_to(self.request.user)
            .standing_on(today)
            .select_related("parent")
            .prefetch_related(Prefetch("contacts", contacts, to_attr="contacts_today"))
            .order_by("lineage")
        )

    def row(self, record: PublicBody) -> dict[str, Any]:
        contacts = record.contacts_today
        return {
            "url": reverse("bodies:sheet", args=[record.pk]),
            "cells": [
                f"{'　' * (record.depth - 1)}{record.name}",
                record.get_kind_display(),
                record.code,
                record.parent.short_name if record.parent else "",
                contacts[0].phone if contacts else "",
            ],
        }


class ImportScreen(FormScreen):
    """Establish bodies from a workbook."""

    permission = MANAGE_TREE
    page_title = _lazy("从表格导入机构")
    form_class = WorkbookForm
    submit_label = _lazy("导入")
    parent_crumbs = (("bodies:list", _lazy("机构")),)

    def act(self, form: forms.Form) -> Imported:
        file = form.cleaned_data["file"]
        return import_bodies(
            file.read(), file.name, acting_user=self.request.user, at=timezone.now()
        )

    def get_done_message(self, result: Imported) -> str:
        return _("已设立 {made} 个机构；{known} 个编码已存在，未改动。").format(
            made=len(result.made), known=result.known
        )

    def get_next_url(self, result: Imported) -> str:
        return reverse("bodies:list")


class ExportScreen(ScreenView):
    """The bodies that this user sees, as a workbook."""

    permission = SEE_BODY

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        bodies = PublicBody.objects.visible_to(request.user).standing_on(timezone.localdate())
        content = as_workbook(bodies.select_related("parent").order_by("lineage"))
        return hand_out(content, "bodies.xlsx")


class OneBody:
    """A screen about the body named by its address."""

    kwargs: dict[str, Any]
    parent_crumbs = (("bodies:list", _lazy("机构")),)

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.select_related("parent"), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse("bodies:list"), _("机构")),
            (reverse("bodies:sheet", args=[self.body.pk]), self.body.short_name),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("bodies:sheet", args=[self.body.pk])


class BodySheet(OneBody, ScreenView):
    """Everything about one body today: contacts, leaders, groups, roles, exceptions, history."""

    permission = SEE_BODY
    template_name = "bodies/sheet.html"

    def get_page_title(self) -> str:
        return self.body.name

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(reverse("bodies:list"), _("机构"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body, user, today = self.body, self.request.user, timezone.localdate()
        terms = Term.objects.on(today).select_related("person")
        return super().get_context_data(
            body=body,
            contact=body.contacts.on(today).first(),
            posts=body.posts.filter(closed_on=None).prefetch_related(
                Prefetch("terms", terms, to_attr="terms_today")
            ),
            groups=[
                {
                    "group": group,
                    "version": version,
                    "seats": [
                        (seat, seat.post.terms_today[0].person if seat.post.terms_today else None)
                        for seat in version.seats.select_related("post__body").prefetch_related(
                            Prefetch("post__terms", terms, to_attr="terms_today")
                        )
                    ],
                }
                for group in body.groups.all()
                for version in group.versions.on(today)
            ],
            exceptions=body.exceptions.filter(ends_on__gt=today),
            members=body.memberships.on(today).select_related("user"),
            units=body.children.standing_on(today),
            periods=body.periods.select_related("parent"),
            predecessors=body.predecessors.all(),
            may={
                "body": user.may(MANAGE_BODY, body),
                "tree": body.abolished_on is None and user.may(MANAGE_TREE, body.parent or body),
                "people": user.may(MANAGE_PEOPLE, body),
                "role": user.may(GIVE_ROLE, body),
                "except": body.is_public
                and body.parent is not None
                and user.may(GRANT_EXCEPTION, body.parent),
            },
            **kwargs,
        )


class EstablishScreen(FormScreen):
    """Establish a body."""

    permission = MANAGE_TREE
    page_title = _lazy("设立机构")
    form_class = BodyForm
    parent_crumbs = (("bodies:list", _lazy("机构")),)

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(MANAGE_TREE)
        return {
            **super().get_form_kwargs(),
            "parents": PublicBody.objects.filter(pk__in=numbers, abolished_on=None),
        }

    def act(self, form: forms.Form) -> PublicBody:
        return establish_body(acting_user=self.request.user, **form.cleaned_data, at=timezone.now())

    def get_next_url(self, result: PublicBody) -> str:
        return reverse("bodies:sheet", args=[result.pk])


class ReorganiseScreen(OneBody, FormScreen):
    """Rename a body or change its kind."""

    permission = MANAGE_TREE
    page_title = _lazy("调整机构")
    form_class = ReorganiseForm

    def guarded(self) -> QuerySet[PublicBody]:
        return PublicBody.objects.filter(pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body.parent or self.body

    def get_initial(self) -> dict[str, Any]:
        return {
            "name": self.body.name,
            "short_name": self.body.short_name,
            "kind": self.body.kind,
        }

    def act(self, form: forms.Form) -> PublicBody:
        return reorganise_body(
            self.body, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class MoveScreen(OneBody, FormScreen):
    """Put a body under another one."""

    permission = MANAGE_TREE
    form_class = MoveForm
    submit_label = _lazy("划转")
    done_message = _lazy("已划转，原隶属关系留在沿革中。")

    def guarded(self) -> QuerySet[PublicBody]:
        return PublicBody.objects.filter(pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body.parent or self.body

    def get_page_title(self) -> str:
        return _("划转“{body_short_name}”").format(body_short_name=self.body.short_name)

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(MANAGE_TREE)
        parents = PublicBody.objects.filter(pk__in=numbers, abolished_on=None)
        if self.body.is_public:
            parents = parents.public()
        elsewhere = parents.exclude(lineage__startswith=self.body.lineage).exclude(
            pk=self.body.parent_id
        )
        return {**super().get_form_kwargs(), "parents": elsewhere.order_by("lineage")}

    def act(self, form: forms.Form) -> PublicBody:
        body = PublicBody.objects.select_related("parent").get(pk=self.body.pk)
        return reorganise_body(
            body, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class AbolishScreen(OneBody, FormScreen):
    """Abolish a body, or merge it into another one."""

    permission = MANAGE_TREE
    form_class = AbolishForm
    submit_label = _lazy("撤销")
    done_message = _lazy("已撤销。其信息和沿革都保留；在该机构的岗位角色已全部终止。")

    def guarded(self) -> QuerySet[PublicBody]:
        return PublicBody.objects.filter(pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body.parent or self.body

    def get_page_title(self) -> str:
        return _("撤销或合并“{body_short_name}”").format(body_short_name=self.body.short_name)

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(MANAGE_TREE)
        others = PublicBody.objects.filter(pk__in=numbers, abolished_on=None)
        if self.body.is_public:
            others = others.public()
        successors = others.exclude(lineage__startswith=self.body.lineage)
        return {**super().get_form_kwargs(), "successors": successors.order_by("lineage")}

    def act(self, form: forms.Form) -> PublicBody:
        body = PublicBody.objects.select_related("parent").get(pk=self.body.pk)
        return abolish_body(
            body, acting_user=self.request.user, at=timezone.now(), **form.cleaned_data
        )


class ContactScreen(OneBody, FormScreen):
    """Change where a body can be reached."""

    permission = MANAGE_BODY
    page_title = _lazy("变更联系方式")
    form_class = ContactForm

    def guarded(self) -> QuerySet[ContactDetails]:
        return ContactDetails.objects.filter(body=self.kwargs["pk"], ends_on=None)

    def get_form_kwargs(self) -> dict[str, Any]:
        current = self.body.contacts.on(timezone.localdate()).first()
        return {**super().get_form_kwargs(), "instance": current}

    def act(self, form: forms.Form) -> ContactDetails:
        return change_contacts(
            self.body, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class CreatePostScreen(OneBody, FormScreen):
    """Create a post."""

    permission = MANAGE_PEOPLE
    page_title = _lazy("设置职务")
    form_class = PostForm

    def act(self, form: forms.Form) -> Post:
        return create_post(
            self.body, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class OnePost(OneBody):
    """A screen about the post named by its address."""

    @cached_property
    def post_held(self) -> Post:
        return get_object_or_404(Post.objects.select_related("body"), pk=self.kwargs["pk"])

    @cached_property
    def body(self) -> PublicBody:
        return self.post_held.body


class ChangePostScreen(OnePost, FormScreen):
    """Correct a post."""

    permission = MANAGE_PEOPLE
    form_class = PostForm

    def guarded(self) -> QuerySet[Post]:
        return Post.objects.filter(pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("修改职务：{post_held_title}").format(post_held_title=self.post_held.title)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.post_held}

    def act(self, form: forms.Form) -> Post:
        post = Post.objects.select_related("body").get(pk=self.post_held.pk)
        return change_post(
            post,
            acting_user=self.request.user,
            on=timezone.localdate(),
            **form.cleaned_data,
            at=timezone.now(),
        )


class AppointScreen(OnePost, FormScreen):
    """Appoint somebody to a post."""

    permission = MANAGE_PEOPLE
    form_class = AppointForm

    def get_page_title(self) -> str:
        return _("任职：{post_held_title}").format(post_held_title=self.post_held.title)

    def act(self, form: forms.Form) -> Term:
        known = Person.objects.filter(
            name=form.cleaned_data["name"], terms__post__body=self.body
        ).first()
        return appoint(
            self.post_held,
            person=known or Person(name=form.cleaned_data["name"]),
            acting_user=self.request.user,
            on=form.cleaned_data["on"],
            basis=form.cleaned_data["basis"],
            at=timezone.now(),
        )


class LeaveScreen(OnePost, FormScreen):
    """Relieve whoever holds a post."""

    permission = MANAGE_PEOPLE
    form_class = LeaveForm

    def get_page_title(self) -> str:
        return _("免职：{post_held_title}").format(post_held_title=self.post_held.title)

    def act(self, form: forms.Form) -> Term:
        return leave_post(
            self.post_held, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class GiveRoleScreen(OneBody, FormScreen):
    """Give a user a role in a body; one with power is asked for, and good once another administrator confirms."""

    permission = GIVE_ROLE
    page_title = _lazy("授予岗位角色")
    form_class = RoleForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "users": users_within_reach(self.request.user).exclude(pk=self.request.user.pk),
        }

    def act(self, form: forms.Form) -> Membership | PowerGrant:
        values = dict(form.cleaned_data)
        user, role, reason = values.pop("user"), Role(values.pop("role")), values.pop("reason")
        asked = {"body": self.body, "role": role, "acting_user": self.user, "at": timezone.now()}
        if role in POWERFUL:
            today = timezone.localdate()
            return ask_power(Power.ROLE, user, on=today, reason=reason, **asked, **values)[0]
        return give_role(user, **asked, **values)

    def get_done_message(self, result: Membership | PowerGrant) -> str:
        if isinstance(result, PowerGrant):
            return told_of(result)
        return str(self.done_message)


class WithdrawRoleScreen(OneBody, FormScreen):
    """Take a role back."""

    permission = GIVE_ROLE
    form_class = WithdrawRoleForm
    submit_label = _lazy("收回")

    @cached_property
    def membership(self) -> Membership:
        return get_object_or_404(
            Membership.objects.select_related("body", "user"), pk=self.kwargs["pk"]
        )

    @cached_property
    def body(self) -> PublicBody:
        return self.membership.body

    def get_page_title(self) -> str:
        return _("收回{user_name}的“{role}”").format(
            user_name=self.membership.user.name, role=self.membership.get_role_display()
        )

    def act(self, form: forms.Form) -> Membership:
        return withdraw_role(
            self.membership, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


def users_within_reach(user: User) -> QuerySet[User]:
    """Users that this administrator manages: those serving their bodies, and those they added."""
    numbers = user.bodies_where(MANAGE_USERS)
    today = timezone.localdate()
    serving = Membership.objects.on(today).filter(body__in=numbers).values("user")
    elsewhere = Membership.objects.on(today).exclude(body__in=numbers).values("user")
    everywhere = Membership.objects.on(today).values("user")
    found = User.objects.filter(is_superuser=False)
    own = found.filter(pk__in=serving).exclude(pk__in=elsewhere)
    added = found.filter(added_by=user).exclude(pk__in=everywhere)
    return (own | added).distinct()

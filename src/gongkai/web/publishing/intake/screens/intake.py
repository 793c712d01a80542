"""Screens on which files come in: drop them, confirm what was read, see what waits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.documents.errors import Damaged, DocumentError, Encrypted
from gongkai.papers.proposal import Proposal
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined import jobs
from gongkai.web.files.confined.jobs import Words
from gongkai.web.files.reader import in_words
from gongkai.web.files.readings import Content, ask, content_of
from gongkai.web.files.store import digest_of
from gongkai.web.office.errors import ActionError
from gongkai.web.office.screens import FormScreen, ListScreen
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.intake.actions.intake import (
    discard_files,
    enter_files,
    receive_files,
)
from gongkai.web.publishing.intake.forms.intake import DropForm, IntakeForm
from gongkai.web.publishing.intake.models import Intake, IntakeFile
from gongkai.web.publishing.intake.suggestions import suggest_rows
from gongkai.web.publishing.items.duplicates import duplicates
from gongkai.web.publishing.items.elsewhere import elsewhere, refuse_elsewhere
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import DRAFT

NOT_TOLD = "文件中没有写明，请填写。"
SHEETS = ("spreadsheet", "excel")


class DropScreen(FormScreen):
    """Hand files in."""

    permission = DRAFT
    page_title = _lazy("新增信息")
    form_class = DropForm
    template_name = "intake/drop.html"
    parent_crumbs = (("publishing:list", _lazy("主动公开信息")),)
    submit_label = _lazy("读取文件")

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(DRAFT)
        return {
            **super().get_form_kwargs(),
            "bodies": PublicBody.objects.filter(pk__in=numbers, abolished_on=None).order_by(
                "lineage"
            ),
        }

    def act(self, form: forms.Form) -> list[Intake]:
        files = [(file.name, file.read()) for file in form.cleaned_data["files"]]
        self._refuse_broken(files)
        groups = [[file] for file in files] if form.cleaned_data["separately"] else [files]
        return [
            receive_files(
                form.cleaned_data["body"],
                acting_user=self.request.user,
                files=group,
                at=timezone.now(),
            )
            for group in groups
        ]

    @staticmethod
    def _refuse_broken(files: list[tuple[str, bytes]]) -> None:
        """Nothing is kept of a drop with a broken or locked file: it would only wait to be put aside."""
        told = []
        for name, data in files:
            try:
                ask(Content(name, digest_of(data), lambda data=data: data), jobs.words)
            except (Damaged, Encrypted) as error:
                told.append(str(error))
            except DocumentError:
                # It can go out as a file; the next screen says why it cannot be read.
                continue
        if told:
            raise ActionError("".join(told), fields=("files",))

    def get_done_message(self, result: list[Intake]) -> str:
        if len(result) > 1:
            return _("已收到 {result} 个文件，请逐条核对；没核对完的在“待登记文件”里。").format(
                result=len(result)
            )
        return _("已收到，请核对。")

    def get_next_url(self, result: list[Intake]) -> str:
        return reverse("publishing:intake", args=[result[0].pk])


class OneIntake:
    """A screen about files that came in."""

    kwargs: dict[str, Any]

    @cached_property
    def intake(self) -> Intake:
        return get_object_or_404(
            Intake.objects.waiting().select_related("body"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.intake.body


class IntakeScreen(OneIntake, FormScreen):
    """Confirm what was read, on one screen."""

    permission = DRAFT
    keeps_typing = True
    page_title = _lazy("核对并存为草稿")
    form_class = IntakeForm
    template_name = "intake/intake.html"
    parent_crumbs = (
        ("publishing:list", _lazy("主动公开信息")),
        ("publishing:intakes", _lazy("待登记文件")),
    )
    submit_label = _lazy("核对无误，存为草稿")
    done_message = _lazy("已存为草稿。")

    @cached_property
    def files(self) -> list[IntakeFile]:
        return list(self.intake.files.all())

    @cached_property
    def documents(self) -> dict[str, Words | str]:
        """What each file says, or why it cannot be read."""
        found: dict[str, Words | str] = {}
        for file in self.files:
            try:
                found[file.sha256] = ask(content_of(file), jobs.words)
            except DocumentError as error:
                found[file.sha256] = in_words(error)
        return found

    @cached_property
    def main(self) -> IntakeFile:
        """The file that the item is about: the first that is no table, else the first that can be read."""
        readable = [
            file for file in self.files if isinstance(self.documents[file.sha256], Words)
        ] or self.files
        papers = [file for file in readable if not _is_sheet(file)]
        return (papers or readable)[0]

    @cached_property
    def proposal(self) -> Proposal | None:
        document = self.documents[self.main.sha256]
        return document.proposal if isinstance(document, Words) else None

    @cached_property
    def lists(self) -> list[str]:
        """Names of files with columns of names."""
        return [
            file.name
            for file in self.files
            if isinstance(told := self.documents[file.sha256], Words) and told.proposal.lists_people
        ]

    def get_initial(self) -> dict[str, Any]:
        proposal = self.proposal
        whole = proposal is not None and proposal.whole
        initial: dict[str, Any] = {
            "title": self.main.name.rpartition(".")[0],
            "lists_people": bool(self.lists),
            "attach": [file.sha256 for file in self.files if not (whole and file == self.main)],
            "suggested": self.suggestions[0][0] if self.suggestions else "",
        }
        if proposal is not None:
            for name in (
                "title",
                "document_number",
                "issuing_body",
                "formed_on",
                "issued_on",
                "summary",
            ):
                told = getattr(proposal, name)
                if told is not None:
                    initial[name] = told.value
            initial["text"] = proposal.text
        return initial

    @cached_property
    def suggestions(self) -> list[tuple[str, str]]:
        document = self.documents[self.main.sha256]
        title = self.proposal.title.value if self.proposal else self.main.name
        words = document.text if isinstance(document, Words) else ""
        ranked = suggest_rows(self.intake.body, title=title, words=words, on=timezone.localdate())[
            :4
        ]
        rows = CatalogueRow.objects.in_bulk([each.key for each in ranked])
        return [(str(each.key), f"{rows[each.key].in_full}（{each.why}）") for each in ranked]

    def get_form_kwargs(self) -> dict[str, Any]:
        sources = {}
        for name in (
            "title",
            "document_number",
            "issuing_body",
            "formed_on",
            "issued_on",
            "summary",
        ):
            told = getattr(self.proposal, name) if self.proposal else None
            sources[name] = _("取自：{source}").format(source=told.source) if told else NOT_TOLD
        if self.proposal and self.proposal.issued_on is None:
            sources["issued_on"] = _("文件中没有写明，可以不填。")
        if self.proposal and self.proposal.document_number is None:
            sources["document_number"] = _("文件中没有写明，没有文号可以不填。")
        sources["lists_people"] = (
            _("“{lists}”中有人名列。").format(lists="、".join(self.lists))
            if self.lists
            else _("没有发现人名列。")
        )
        return {
            **super().get_form_kwargs(),
            "body": self.intake.body,
            "suggestions": self.suggestions,
            "files": self.files,
            "sources": sources,
        }

    @property
    def own_title(self) -> str:
        """The title that the paper gives itself, whatever was typed over it."""
        return self.proposal.title.value if self.proposal else self.main.name

    def act(self, form: forms.Form) -> ItemPage:
        refuse_elsewhere(self.intake.body, self.own_title)
        return enter_files(
            self.intake, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )

    def get_next_url(self, result: ItemPage) -> str:
        return reverse("publishing:item", args=[result.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposal, title = self.proposal, self.own_title
        return super().get_context_data(
            intake=self.intake,
            elsewhere=elsewhere(self.intake.body, title),
            files=self.files,
            main=self.main,
            unread=[each for each in self.documents.values() if isinstance(each, str)],
            period=proposal.period if proposal else None,
            duplicates=duplicates(
                self.intake.body,
                title=title,
                document_number=proposal.document_number.value
                if proposal and proposal.document_number
                else "",
                text=proposal.text if proposal else "",
                files=[file.sha256 for file in self.files],
            ),
            **kwargs,
        )


class DiscardIntakeScreen(OneIntake, FormScreen):
    """Put files aside."""

    permission = DRAFT
    page_title = _lazy("放弃登记")
    form_class = forms.Form
    submit_label = _lazy("放弃登记这些文件")
    done_message = _lazy("已放弃登记。")
    parent_crumbs = (
        ("publishing:list", _lazy("主动公开信息")),
        ("publishing:intakes", _lazy("待登记文件")),
    )

    def act(self, form: forms.Form) -> Intake:
        return discard_files(self.intake, acting_user=self.request.user, at=timezone.now())

    def get_next_url(self, result: Intake) -> str:
        return reverse("publishing:intakes")


class IntakeList(ListScreen):
    """What waits to be entered."""

    permission = DRAFT
    page_title = _lazy("待登记文件")
    columns = (
        ("files", _lazy("文件")),
        ("body", _lazy("机关")),
        ("received_at", _lazy("收件时间")),
        ("by", _lazy("收件人")),
    )
    empty = _lazy("没有待登记的文件。")
    add_permission = DRAFT
    add_url_name = "publishing:drop"
    add_label = _lazy("新增信息")
    bulk_label = _lazy("放弃登记勾选的文件")

    def act_on(self, record: Intake) -> None:
        discard_files(record, acting_user=self.user, at=timezone.now())

    def get_queryset(self) -> QuerySet[Intake]:
        return (
            Intake.objects.waiting()
            .visible_to(self.request.user)
            .select_related("body", "received_by")
            .prefetch_related("files")
        )

    def row(self, record: Intake) -> dict[str, Any]:
        return {
            "url": reverse("publishing:intake", args=[record.pk]),
            "cells": [
                "、".join(file.name for file in record.files.all()),
                record.body.short_name,
                f"{timezone.localtime(record.received_at):%Y-%m-%d %H:%M}",
                record.received_by.name if record.received_by else _("平台"),
            ],
        }


def _is_sheet(file: IntakeFile) -> bool:
    return any(word in file.media_type for word in SHEETS)

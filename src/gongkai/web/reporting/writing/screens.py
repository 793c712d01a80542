"""Screens on which a report is written: the parts with their offers and findings, the problems from year to year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.facts import FACTS, fact_value
from gongkai.report.interchange import from_json
from gongkai.report.likeness import ComparedWords
from gongkai.report.model import AnnualReport
from gongkai.web.accounts.permissions import Permission
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import ActionError
from gongkai.web.office.screens import FormScreen, ScreenView, forget_typing, kept_as
from gongkai.web.reporting.counting.figures import Figure, figures_of, last_report
from gongkai.web.reporting.jobs import as_text
from gongkai.web.reporting.ledger import length_findings, word_findings
from gongkai.web.reporting.models import YearReport
from gongkai.web.reporting.permissions import FILE_REPORT
from gongkai.web.reporting.siblings import siblings_of, wordings_of
from gongkai.web.reporting.writing.actions import (
    answer_problem,
    bring_up_to_date,
    file_draft,
    name_problem,
    write_parts,
)
from gongkai.web.reporting.writing.assembly import assemble, findings_of
from gongkai.web.reporting.writing.facts import YearFacts, facts_of
from gongkai.web.reporting.writing.forms import ProblemForm, ResultForm
from gongkai.web.reporting.writing.honest import matter_of, wording
from gongkai.web.reporting.writing.models import OVERVIEW, DraftPart, Part, ReportProblem
from gongkai.web.reporting.writing.offers import Offer, Question, drifted, offers, value_of
from gongkai.web.reporting.years import OfYear


class OfDraft(OfYear):
    """A screen about the draft of a body's year."""

    permission: Permission | None = FILE_REPORT

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return figures_of(self.body, self.year, on=timezone.localdate())

    @cached_property
    def facts(self) -> YearFacts:
        problems = ReportProblem.objects.filter(body=self.body, year=self.year - 1)
        return facts_of(
            self.body,
            self.year,
            self.figures,
            tuple(problems.values_list("problem", "measure", "result")),
            on=timezone.localdate(),
        )

    @cached_property
    def previous(self) -> AnnualReport | None:
        """Last year's report, where it is here."""
        data = last_report(self.body, self.year)
        return from_json(as_text(dict(data))) if data else None

    @cached_property
    def others(self) -> list[ComparedWords]:
        """Whose words these must not be."""
        return wordings_of(siblings_of(self.body, self.year))

    @cached_property
    def offered(self) -> dict[Part, list[Offer | Question]]:
        return {part: offers(part, self.facts) for part in Part}

    def told(self, words: Mapping[str, str]) -> list[tuple[Finding, tuple[Part, str] | None]]:
        """The same findings, each with what may be said instead, where the records know; what is said already is not offered."""
        found = []
        for each in self.findings(words):
            # The facts are asked for only where a finding needs them.
            instead = wording(each, self.offered) if matter_of(each) else None
            if instead and instead[1] in words.get(instead[0].value, ""):
                instead = None
            found.append((each, instead))
        return found

    def findings(self, words: Mapping[str, str]) -> list[Finding]:
        """What every rule and the records say of these words, the gravest first."""
        on = timezone.localdate()
        report = assemble(self.body, self.year, self.figures, words, on=on)
        facts = {fact.id: fact_value(report, fact.id) for fact in FACTS}
        found = [
            *findings_of(report, self.previous, self.others),
            *word_findings(
                self.body, self.year, facts, "\n".join(words.values()), on=on, figures=self.figures
            ),
            *length_findings(
                self.body, self.year, "".join(words.get(part.value, "") for part in OVERVIEW)
            ),
        ]
        order = list(Level)
        return sorted(found, key=lambda each: order.index(each.level or Level.NOTICE))

    def get_title(self) -> str:
        """Of the draft."""
        return _("编写{body}{year}年年度报告").format(body=self.body.short_name, year=self.year)

    def get_next_url(self, result: Any) -> str:
        return reverse("reporting:write", args=[self.body.pk, self.year])

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [*super().get_parent_crumbs(), (self.get_next_url(None), self.get_title())]

    def words_sent(self) -> dict[str, str]:
        """The parts as the browser sent them; a part that it did not send is left as it is."""
        sent: Mapping[str, str] = self.request.POST  # type: ignore[attr-defined]
        return {part.value: sent[part.value] for part in Part if part.value in sent}


class WriteScreen(OfDraft, ScreenView):
    """The parts to be written, what the records offer for each, which figures have drifted, what the check says."""

    template_name = "reporting/write.html"

    def get_page_title(self) -> str:
        return self.get_title()

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return super().get_parent_crumbs()[:-1]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        words = self.words_sent()
        part, _mark, number = request.POST.get("add", "").partition(":")
        try:
            if part in Part.values and number.isdecimal():
                found = self.offered[Part(part)]
                offer = found[int(number)] if int(number) < len(found) else None
                if isinstance(offer, Offer):
                    words[part] = f"{words.get(part, '').rstrip()}\n{offer.text}".strip()
            bound = [
                each
                for found in self.offered.values()
                for offer in found
                if isinstance(offer, Offer)
                for each in offer.bound
            ]
            kept = write_parts(
                self.body,
                self.year,
                acting_user=self.user,
                at=timezone.now(),
                words=words,
                offered=bound,
            )
            renewed = request.POST.get("renew", "")
            if renewed in kept:
                bring_up_to_date(
                    kept[renewed],
                    acting_user=self.user,
                    at=timezone.now(),
                    values={
                        stored["fact"]: now
                        for stored in kept[renewed].bound
                        if (now := value_of(self.facts, stored["fact"])) is not None
                    },
                )
            if "file" in request.POST:
                file = file_draft(
                    self.body,
                    self.year,
                    acting_user=self.user,
                    at=timezone.now(),
                    figures=self.figures,
                    facts=self.facts,
                )
                messages.success(request, _("已生成第 {number} 版。").format(number=file.number))
                return self._saved(redirect("reporting:report", file.report_id))
        except ActionError as error:
            messages.error(request, str(error))
            return self.render_to_response(self.get_context_data(words=words))
        messages.success(request, _("已保存。"))
        anchor = f"#part-{part or renewed}" if part or renewed else ""
        return self._saved(redirect(f"{self.get_next_url(None)}{anchor}"))

    def _saved(self, response: HttpResponse) -> HttpResponse:
        """What the browser kept of the typing is not needed any more."""
        forget_typing(response, self.request)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sent = kwargs.pop("words", {})
        drafts = {
            each.part: each for each in DraftPart.objects.filter(body=self.body, year=self.year)
        }
        words = {part: draft.text for part, draft in drafts.items()} | sent
        report = YearReport.objects.filter(body=self.body, year=self.year).first()
        return super().get_context_data(
            body=self.body,
            year=self.year,
            keep=kept_as(self.request),
            is_refused=bool(sent),
            report=report,
            is_open=report is None or report.is_open,
            parts=[
                {
                    "part": part,
                    "text": words.get(part.value, ""),
                    "offers": [
                        (number, each)
                        for number, each in enumerate(self.offered[part])
                        if isinstance(each, Offer) and each.text not in words.get(part.value, "")
                    ],
                    "questions": [
                        each for each in self.offered[part] if isinstance(each, Question)
                    ],
                    "drifted": self._drifted(drafts.get(part.value)),
                }
                for part in Part
            ],
            overview=len("".join("".join(words.get(part.value, "").split()) for part in OVERVIEW)),
            findings=self.told(words),
            problems=ReportProblem.objects.filter(
                body=self.body, year__in=[self.year - 1, self.year]
            ),
            unknown=sum(each.number is None for each in self.figures.values()),
            **{key: value for key, value in kwargs.items() if key not in {"pk", "year"}},
        )

    def _drifted(self, draft: DraftPart | None) -> list[tuple[str, str]]:
        """The words of bound figures whose fact now has another value, and that value."""
        if draft is None:
            return []
        return [
            (said, now if now is not None else _("不明"))
            for said, now in drifted(draft.bound, draft.text, self.facts)
        ]


class CheckDraft(OfDraft, ScreenView):
    """What the check says of the words as they stand in the browser, or as they are kept; nothing is saved."""

    template_name = "reporting/findings.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept = DraftPart.objects.filter(body=self.body, year=self.year)
        return self._checked(dict(kept.values_list("part", "text")))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._checked(self.words_sent())

    def _checked(self, words: Mapping[str, str]) -> HttpResponse:
        return render(self.request, self.template_name, {"findings": self.told(words)})


class NameProblemScreen(OfDraft, FormScreen):
    """A problem of this year with what is promised against it."""

    keeps_typing = True
    form_class = ProblemForm
    page_title = _lazy("登记问题和措施")
    done_message = _lazy("已登记；下一年的报告会逐条要结果。")

    def act(self, form: forms.Form) -> ReportProblem:
        return name_problem(
            self.body,
            self.year,
            acting_user=self.user,
            at=timezone.now(),
            **form.cleaned_data,
        )


class AnswerProblemScreen(FormScreen):
    """What came of a problem that last year's report named."""

    keeps_typing = True
    permission = FILE_REPORT
    form_class = ResultForm
    template_name = "reporting/problem.html"
    page_title = _lazy("填写改进结果")

    @cached_property
    def problem(self) -> ReportProblem:
        problems = ReportProblem.objects.select_related("body")
        return get_object_or_404(problems, pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.problem.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(self.get_next_url(None), str(_("编写报告")))]

    def get_initial(self) -> dict[str, Any]:
        return {"result": self.problem.result}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(problem=self.problem, **kwargs)

    def act(self, form: forms.Form) -> ReportProblem:
        return answer_problem(
            self.problem, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )

    def get_next_url(self, result: Any) -> str:
        problem = self.problem
        return reverse("reporting:write", args=[problem.body_id, problem.year + 1])

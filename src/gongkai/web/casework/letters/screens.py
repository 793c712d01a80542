"""Screens about letters: draft, decide, the letter with its approval and its deliveries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views import View

from gongkai.statute.citations import in_series
from gongkai.statute.codelists import codelist
from gongkai.statute.outcomes import outcome
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.choices.reading import settings_of
from gongkai.web.casework.clock.actions import entry_of
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.clock.workflow import BY_CODE, REPLY_UPWARDS, WorkStep
from gongkai.web.casework.decisions.guide import QUESTIONS, Advice, advise, must_show
from gongkai.web.casework.decisions.models import Decision
from gongkai.web.casework.letters.actions.deliver import (
    letter_arrived,
    letter_came_back,
    send_letter,
)
from gongkai.web.casework.letters.actions.draft import (
    discard_draft,
    draft_decision,
    draft_lapse,
    draft_letter,
    enclose,
    revise_letter,
    take_out,
)
from gongkai.web.casework.letters.actions.issue import (
    approve_letter,
    check_secrecy,
    going_out,
    recall_letter,
    return_letter,
    sign_letter,
    submit_letter,
)
from gongkai.web.casework.letters.actions.paper import record_paper_letter
from gongkai.web.casework.letters.charging import fee_of
from gongkai.web.casework.letters.checking import (
    lacks,
    never_asked,
    no_consultation,
    remarks,
    still_to_do,
)
from gongkai.web.casework.letters.forms import (
    ArrivalForm,
    DecisionForm,
    GuideForm,
    LetterFactsForm,
    OpinionForm,
    PaperLetterForm,
    ReviewForm,
    ReviseForm,
    SecrecyForm,
    SendForm,
    SubmitForm,
)
from gongkai.web.casework.letters.models import (
    PERMISSION_OF,
    Delivery,
    IssuedFile,
    Letter,
    LetterApproval,
    LetterState,
    Stage,
)
from gongkai.web.casework.letters.parties import consultation_names
from gongkai.web.casework.letters.volume import counts_by_month, in_words
from gongkai.web.casework.letters.writing import details_of, remedy_of
from gongkai.web.casework.permissions import (
    CHECK_LETTER,
    HANDLE,
    REVIEW_LETTER,
    SEE_LETTERS,
    SIGN_LETTER,
)
from gongkai.web.casework.redactions.actions import (
    covered_grounds,
    finished_copies,
    reason_list,
)
from gongkai.web.casework.redactions.screening import redactions_of
from gongkai.web.casework.requests.files import read_file
from gongkai.web.casework.requests.gaps import gaps_of
from gongkai.web.casework.requests.related import lessons_on
from gongkai.web.casework.requests.screens import LIST, OneCase
from gongkai.web.casework.searches.actions import search_lines
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import FormScreen, GuardedView, ScreenView
from gongkai.web.vetting.models import IgnoredFinding


class DraftLetterScreen(OneCase, FormScreen):
    """The facts of a letter under way."""

    permission = HANDLE
    form_class = LetterFactsForm
    submit_label = _lazy("生成文书草稿")
    done_message = _lazy("已生成草稿，请核对正文后送审。")

    @cached_property
    def step(self) -> WorkStep:
        step = BY_CODE.get(self.kwargs["step"])
        if step is None or not step.letter:
            raise Http404
        return step

    def get_page_title(self) -> str:
        return str(self.step.label)

    def get_form_kwargs(self) -> dict[str, Any]:
        given = {**super().get_form_kwargs(), "code": self.step.letter}
        if self.step.letter == "third_party_notice":
            names = consultation_names(self.case)
            given["refs"] = [
                (each.ref, names.get(each.ref, each.ref))
                for each in clock_of(self.case).course.consultations
                if each.weight is not None and each.weight.releases
            ]
        return given

    def get_initial(self) -> dict[str, Any]:
        if self.step.letter == "supplement_notice":
            missing = [each.point for each in gaps_of(self.case)]
            return {
                "unclear_points": "\n".join(missing),
                "how_to_fix": _(
                    "补充提交上述材料，并写明所需信息的名称、文号或者便于查询的其他特征"
                ),
                "supplement_days": settings_of(self.case.body, self.case.received_on).number(
                    "supplement_period"
                ),
            }
        if self.step.letter == REPLY_UPWARDS:
            return {"search_record": "\n".join(search_lines(self.case))}
        if self.step.letter == "fee_notice":
            fee = fee_of(self.case)
            return {"fee_lines": "\n".join(fee.in_chinese()), "fee_amount": str(fee.total)}
        if self.step.letter == "reasons_request":
            return {"volume": in_words(counts_by_month(self.case, timezone.localdate()))}
        return {"days": 20} if self.step.letter == "extension_notice" else {}

    def act(self, form: forms.Form) -> Letter:
        return draft_letter(
            self.case,
            acting_user=self.user,
            at=timezone.now(),
            code=self.step.letter,
            facts=form.cleaned_data,
        )

    def get_next_url(self, result: Letter) -> str:
        return reverse("casework:letter", args=[result.pk])


class DecideScreen(OneCase, FormScreen):
    """The guide on top, what it leads to, and the facts of the answer beneath."""

    permission = HANDLE
    page_title = _lazy("拟定处理意见")
    template_name = "casework/decide.html"
    submit_label = _lazy("生成答复草稿")
    done_message = _lazy("已生成答复草稿，请核对正文后送审。")

    @cached_property
    def answers(self) -> dict[str, str]:
        asked = GuideForm().fields
        return {name: self.request.GET[name] for name in asked if self.request.GET.get(name)}

    @cached_property
    def advice(self) -> Advice:
        return advise(self.answers)

    @cached_property
    def outcome_code(self) -> str:
        return self.advice.outcome

    def get_form(self, form_class: Any = None) -> forms.Form:
        if not self.outcome_code:
            return forms.Form()
        given = self.get_form_kwargs()
        if self.outcome_code == "partly_disclosed":
            given["initial"] = {
                "withheld_pieces": "\n".join(reason_list(self.case)),
                "form_or_place": "、".join(copy.name for copy in finished_copies(self.case)),
                **given["initial"],
            }
        return DecisionForm(
            **given,
            outcome=self.outcome_code,
            code=outcome(self.outcome_code).letter,
            ground=self.advice.ground,
        )

    def act(self, form: forms.Form) -> Letter:
        facts = {
            name: value
            for name, value in form.cleaned_data.items()
            if name not in {"chosen", "further"}
        }
        return draft_decision(
            self.case,
            acting_user=self.user,
            at=timezone.now(),
            answers=self.answers,
            facts=facts,
            further=form.cleaned_data.get("further", ()),
        )

    def get_next_url(self, result: Letter) -> str:
        return reverse("casework:letter", args=[result.pk])

    def _remedy(self) -> str:
        """The class of what the answer would be, by every ground of what is withheld."""
        part = self.outcome_code == "partly_disclosed"
        beside = covered_grounds(self.case) - {self.advice.ground} if part else set()
        would_be = Decision(
            outcome=self.outcome_code, ground=self.advice.ground, further_grounds=sorted(beside)
        )
        kind = remedy_of(self.case, would_be, timezone.localdate()).kind
        return str(codelist("remedies")[kind.value].label)

    def _still_to_do(self, *, not_asked: bool) -> list[str]:
        """What the file lacks; ``not_asked`` = a third party is spoken of, and nobody has asked it."""
        code = self.outcome_code
        lacking: list[str] = []
        if code:
            lacking += still_to_do(self.case, code, self.advice.ground, timezone.localdate())
            lacking += no_consultation(self.case, code, self.answers)
        if not_asked:
            lacking.append(never_asked())
        return list(dict.fromkeys(lacking))

    def _article(self) -> str:
        """Where the outcome stands, and of a part withheld where each of its grounds stands."""
        if not self.outcome_code:
            return ""
        cites = list(outcome(self.outcome_code).cites)
        if self.outcome_code == "partly_disclosed":
            own = [self.advice.ground] if self.advice.ground else []
            beside = sorted(covered_grounds(self.case) - set(own))
            cites += [cite for each in own + beside for cite in codelist("grounds")[each].cites]
        return in_series(list(dict.fromkeys(cites))) if cites else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = outcome(self.outcome_code) if self.outcome_code else None
        ground = self.advice.ground
        remedy = self._remedy() if found else ""
        not_asked = (
            ground == "third_party"
            and bool(self.answers.get("consent"))
            and not self.case.events.filter(kind="consultation_sent").exists()
        )
        return super().get_context_data(
            case=self.case,
            guide=GuideForm(initial=self.answers),
            asked=len(QUESTIONS),
            advice=self.advice,
            found=found,
            article=self._article(),
            not_asked=not_asked,
            to_do=self._still_to_do(not_asked=not_asked),
            letter=codelist("letters")[found.letter].label if found else "",
            remedy=remedy,
            shown=must_show(self.outcome_code) if found else (),
            lessons=lessons_on(ground, self.case.body) if ground else [],
            **kwargs,
        )


class PaperLetterScreen(OneCase, FormScreen):
    """Enter a letter that really went out on paper."""

    permission = HANDLE
    page_title = _lazy("登记已发出的纸质文书")
    form_class = PaperLetterForm

    def get_form_kwargs(self) -> dict[str, Any]:
        refs = list(consultation_names(self.case).items())
        return {**super().get_form_kwargs(), "refs": refs}

    def act(self, form: PaperLetterForm) -> Letter:
        return record_paper_letter(
            self.case, acting_user=self.user, at=timezone.now(), paper=form.paper()
        )

    def get_done_message(self, result: Letter) -> str:
        # What was noted is sealed: it is read, not asked for.
        told = [each for each in self.case.events.order_by("pk") if each.note == result.number]
        entry = entry_of(told[-1]) if told else None
        if entry is None:
            return _("已登记。")
        amiss = "".join(each.message for each in entry.cautions)
        return (_("已登记。") if entry.effective else _("已登记，但依法不发生效力：")) + amiss


class LapseScreen(OneCase, FormScreen):
    """Draft the letter that ends a case for which the applicant did nothing."""

    permission = HANDLE
    page_title = _lazy("逾期不再处理")
    form_class = forms.Form
    submit_label = _lazy("生成不再处理告知书")
    done_message = _lazy("已生成草稿，请核对后送审。")

    def act(self, form: forms.Form) -> Letter:
        return draft_lapse(self.case, acting_user=self.user, at=timezone.now())

    def get_next_url(self, result: Letter) -> str:
        return reverse("casework:letter", args=[result.pk])


class OneLetter:
    """A screen about the letter named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def letter(self) -> Letter:
        return get_object_or_404(
            Letter.objects.select_related("disclosure_request__body", "decision", "drafted_by"),
            pk=self.kwargs["pk"],
        )

    @cached_property
    def approval(self) -> LetterApproval:
        found = self.letter.approvals.filter(state=LetterApproval.UNDER_REVIEW).first()
        if found is None:
            raise Http404
        return found

    def get_body(self) -> PublicBody:
        return self.letter.disclosure_request.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        case = self.letter.disclosure_request
        return [
            (reverse(LIST), _("依申请公开")),
            (reverse("casework:case", args=[case.pk]), case.number),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("casework:letter", args=[self.letter.pk])


class LetterSheet(OneLetter, ScreenView):
    """A letter: its words, what the checker says, who approved, every delivery."""

    permission = SEE_LETTERS
    template_name = "casework/letter.html"

    def get_page_title(self) -> str:
        return str(self.letter.get_code_display())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        letter, user = self.letter, self.request.user
        case = letter.disclosure_request
        approvals = letter.approvals.prefetch_related("steps__decided_by").select_related(
            "submitted_by"
        )
        waiting = letter.approvals.filter(state=LetterApproval.UNDER_REVIEW).first()
        stage = waiting.stage if waiting else ""
        handles = user.may(HANDLE, case.body)
        decides = bool(stage) and user.may(PERMISSION_OF[stage], case.body)
        return super().get_context_data(
            letter=letter,
            case=case,
            addressee=details_of(letter).get("addressee", _("申请人")),
            lines=letter.text.splitlines(),
            remarks=list(remarks(letter, on=timezone.localdate())),
            approvals=list(approvals),
            deliveries=list(letter.deliveries.select_related("sent_by", "proof")),
            late_by=clock_of(case).course.late_by if letter.is_answer else 0,
            files=list(letter.files.all()),
            enclosures=letter.handed_over,
            stays=[
                (redaction.name, kept)
                for redaction in redactions_of(letter.handed_over)
                for kept in IgnoredFinding.objects.of(redaction).select_related("ignored_by")
            ],
            may={
                "revise": handles and letter.state == LetterState.DRAFT,
                "review": decides and stage == Stage.FIRST_REVIEW,
                "check": decides and stage == Stage.SECRECY_CHECK,
                "sign": decides and stage == Stage.SIGN,
                "recall": handles and bool(stage),
                "send": handles and letter.state == LetterState.ISSUED,
            },
            **kwargs,
        )


class ReviseScreen(OneLetter, FormScreen):
    """Change the words, add or leave out what goes with it, or set the draft aside."""

    permission = HANDLE
    page_title = _lazy("修改正文")
    form_class = ReviseForm

    def guarded(self) -> QuerySet[Any]:
        return Letter.objects.filter(pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {"text": self.letter.text}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "enclosures": self.letter.handed_over}

    def act(self, form: ReviseForm) -> Letter:
        at = timezone.now()
        user: Any = self.request.user
        if form.cleaned_data["discard"]:
            return discard_draft(self.letter, acting_user=user, at=at)
        if left_out := form.cleaned_data.get("take_out"):
            take_out(self.letter, acting_user=user, at=at, files=[int(each) for each in left_out])
        revised = revise_letter(
            self.letter, acting_user=user, at=at, text=form.cleaned_data["text"]
        )
        if form.cleaned_data["files"]:
            enclose(self.letter, acting_user=user, at=at, files=form.cleaned_data["files"])
        return revised


class SubmitScreen(OneLetter, FormScreen):
    """Screen the draft and hand it on."""

    permission = HANDLE
    page_title = _lazy("送审")
    form_class = SubmitForm
    submit_label = _lazy("筛查并送审")
    done_message = _lazy("已送审。")

    def get_form_kwargs(self) -> dict[str, Any]:
        lacking = any(lacks(self.letter, on=timezone.localdate()))
        return {**super().get_form_kwargs(), "lacking": lacking}

    def act(self, form: forms.Form) -> LetterApproval:
        return submit_letter(
            self.letter,
            acting_user=self.user,
            at=timezone.now(),
            because=form.cleaned_data.get("because", ""),
        )


class ApproveScreen(OneLetter, FormScreen):
    """The reviewer's yes."""

    permission = REVIEW_LETTER
    page_title = _lazy("审核通过")
    form_class = ReviewForm
    submit_label = _lazy("通过，送下一步")
    done_message = _lazy("已通过。")

    def act(self, form: forms.Form) -> LetterApproval:
        return approve_letter(
            self.approval,
            acting_user=self.user,
            at=timezone.now(),
            **form.cleaned_data,
        )


class SecrecyScreen(OneLetter, FormScreen):
    """The secrecy reviewer's yes, thing by thing."""

    permission = CHECK_LETTER
    page_title = _lazy("保密审查通过")
    form_class = SecrecyForm
    submit_label = _lazy("通过，送签发")
    done_message = _lazy("已通过。")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "names": going_out(self.letter)}

    def act(self, form: forms.Form) -> LetterApproval:
        return check_secrecy(
            self.approval,
            acting_user=self.user,
            at=timezone.now(),
            **form.cleaned_data,
        )


class SignScreen(OneLetter, FormScreen):
    """The signature: number, day, frozen files."""

    permission = SIGN_LETTER
    page_title = _lazy("签发")
    form_class = OpinionForm
    submit_label = _lazy("签发")

    def act(self, form: OpinionForm) -> Letter:
        return sign_letter(
            self.approval,
            acting_user=self.user,
            at=timezone.now(),
            comment=form.cleaned_data["comment"],
        )

    def get_done_message(self, result: Letter) -> str:
        return _("已签发，文号{number}。").format(number=result.number)


class ReturnScreen(OneLetter, FormScreen):
    """Back to the author."""

    permission = SEE_LETTERS
    page_title = _lazy("退回修改")
    form_class = OpinionForm
    submit_label = _lazy("退回")
    done_message = _lazy("已退回。")

    def act(self, form: OpinionForm) -> LetterApproval:
        return return_letter(
            self.approval,
            acting_user=self.user,
            at=timezone.now(),
            stage=self.approval.stage,
            comment=form.cleaned_data["comment"],
        )


class RecallScreen(OneLetter, FormScreen):
    """The author takes it back."""

    permission = HANDLE
    page_title = _lazy("撤回送审")
    form_class = OpinionForm
    submit_label = _lazy("撤回")
    done_message = _lazy("已撤回，可以修改。")

    def act(self, form: OpinionForm) -> LetterApproval:
        return recall_letter(
            self.approval,
            acting_user=self.user,
            at=timezone.now(),
            reason=form.cleaned_data["comment"],
        )


class SendScreen(OneLetter, FormScreen):
    """One attempt at delivery."""

    permission = HANDLE
    page_title = _lazy("登记送达")
    form_class = SendForm
    done_message = _lazy("已登记。")

    def act(self, form: SendForm) -> Delivery:
        return send_letter(
            self.letter, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class ArrivalScreen(FormScreen):
    """What became of a delivery that was under way."""

    permission = HANDLE
    page_title = _lazy("登记签收或者退回")
    form_class = ArrivalForm
    done_message = _lazy("已登记。")

    @cached_property
    def delivery(self) -> Delivery:
        return get_object_or_404(
            Delivery.objects.select_related("letter__disclosure_request__body"),
            pk=self.kwargs["pk"],
        )

    def get_body(self) -> PublicBody:
        return self.delivery.letter.disclosure_request.body

    def act(self, form: ArrivalForm) -> Delivery:
        known: dict[str, Any] = {
            "acting_user": self.user,
            "at": timezone.now(),
            "on": form.cleaned_data["on"],
            "proof": form.cleaned_data["proof"],
        }
        why = form.cleaned_data["why"]
        if why.strip():
            return letter_came_back(self.delivery, why=why, **known)
        told = {name: form.cleaned_data[name] for name in ("signed_by", "proof_words")}
        return letter_arrived(self.delivery, **told, **known)

    def get_next_url(self, result: Delivery) -> str:
        return reverse("casework:letter", args=[self.delivery.letter_id])


class LetterFile(GuardedView, View):
    """What was signed, as Word or PDF."""

    permission = SEE_LETTERS

    @cached_property
    def stored(self) -> IssuedFile:
        return get_object_or_404(
            IssuedFile.objects.select_related("letter__disclosure_request__body"),
            pk=self.kwargs["pk"],
        )

    def get_body(self) -> PublicBody:
        return self.stored.letter.disclosure_request.body

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return hand_out(self.stored.read(), self.stored.name)


class Enclosure(OneLetter, GuardedView, View):
    """What goes with a letter, as the applicant gets it."""

    permission = SEE_LETTERS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        stored = get_object_or_404(
            self.letter.enclosures.exclude(file=""), pk=self.kwargs["enclosure"]
        )
        return hand_out(read_file(stored), stored.name)

"""The form of an explanation: points one by one, questions and table as plain lines."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.publishing.explanations.proposals import Content, card_labels

QUESTION, ANSWER = re.compile(r"^\s*问[:：]\s*"), re.compile(r"^\s*答[:：]\s*")
MOST = 12


def questions_as_lines(questions: tuple[tuple[str, str], ...]) -> str:
    """Questions and answers as a clerk types them."""
    return "\n\n".join(
        _("问：{question}\n答：{answer}").format(question=question, answer=answer)
        for question, answer in questions
    )


def questions_from_lines(text: str) -> list[tuple[str, str]]:
    """Questions and answers from lines that begin with 问： and 答：.

    Raises `ValidationError` naming the line that is neither.
    """
    found: list[list[str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if QUESTION.match(line):
            found.append([QUESTION.sub("", line).strip(), ""])
        elif not line.strip():
            continue
        elif not found:
            raise forms.ValidationError(
                _("第 {number} 行应以“问：”开头，现为“{line}”。").format(
                    number=number, line=line.strip()[:20]
                )
            )
        else:
            told = ANSWER.sub("", line).strip()
            found[-1][1] = f"{found[-1][1]}\n{told}".strip()
    for question, answer in found:
        if not question or not answer:
            raise forms.ValidationError(
                _("“{question}”还没有回答；请另起一行写“答：”。").format(
                    question=question or _("空白的问题")
                )
            )
    if len(found) > MOST:
        raise forms.ValidationError(
            _("问答最多 {most} 组，现有 {found} 组。").format(most=MOST, found=len(found))
        )
    return [(question, answer) for question, answer in found]


def table_from_lines(text: str) -> list[tuple[str, ...]]:
    """A table from lines whose cells are parted by ｜ or |; short rows are refused."""
    rows = [
        tuple(cell.strip() for cell in re.split(r"[|｜\t]", line.strip().strip("|｜")))
        for line in text.splitlines()
        if line.strip()
    ]
    if len(rows) == 1:
        raise forms.ValidationError(_("表格至少要有表头和一行内容。"))
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            raise forms.ValidationError(
                _(
                    "表格第 {number} 行有 {row} 格，表头有 {rows} 格；请补齐，空格也要留“|”。"
                ).format(number=number, row=len(row), rows=len(rows[0]))
            )
    return rows


class ExplanationForm(forms.Form):
    """Six points, questions, a table."""

    questions = forms.CharField(
        label=_lazy("问答"),
        required=False,
        max_length=8000,
        help_text=_lazy("每组两行：一行以“问：”开头，一行以“答：”开头"),
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    table = forms.CharField(
        label=_lazy("一览表（可不填）"),
        required=False,
        max_length=8000,
        help_text=_lazy("每行一列数据，单元格之间用 | 隔开，第一行是表头"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict(content.card)
        points = {
            f"point_{place}": forms.CharField(
                label=label,
                required=False,
                max_length=300,
                initial=known.get(label, ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            for place, label in enumerate(card_labels())
        }
        self.fields = {**points, **self.fields}
        self.fields["questions"].initial = questions_as_lines(content.questions)
        self.fields["table"].initial = "\n".join(" | ".join(row) for row in content.table)

    def clean_questions(self) -> list[tuple[str, str]]:
        return questions_from_lines(self.cleaned_data["questions"])

    def clean_table(self) -> list[tuple[str, ...]]:
        return table_from_lines(self.cleaned_data["table"])

    def content(self) -> Content:
        """What the action takes."""
        card = [
            (label, self.cleaned_data[f"point_{place}"].strip())
            for place, label in enumerate(card_labels())
        ]
        return Content(
            tuple(pair for pair in card if pair[1]),
            tuple(self.cleaned_data["questions"]),
            tuple(self.cleaned_data["table"]),
        )

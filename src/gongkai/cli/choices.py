"""What a clerk chooses for a clean copy: what becomes of each column, under which policy, how people stay distinct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.cli.refusal import Refusal
from gongkai.documents.model import Document
from gongkai.screening.hidden import shown_place
from gongkai.screening.kinds import kinds
from gongkai.screening.layouts import keys_of
from gongkai.screening.policies import CHOICES, Choice, Distinct, ListPolicy, policies
from gongkai.screening.preview import Preview, policy_of
from gongkai.screening.profiles import shipped_profile

_WAYS = {Distinct.ORDER: "按先后", Distinct.LAST_DIGITS: "加证件号码后四位"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Choices by a column's head, the policy's name (None: told by each file), how people are told apart."""

    columns: Mapping[str, Choice] = field(default_factory=dict)
    policy: str | None = None
    distinct: Distinct | None = None

    @property
    def asked(self) -> bool:
        """Whether anything was chosen, so that the law of the list is asked."""
        return bool(self.columns) or self.policy is not None or self.distinct is not None

    def without_column(self, document: Document) -> Iterator[str]:
        """A sentence for each choice that names no column and no field of `document`."""
        if not self.columns:
            return
        there = keys_of(document)
        shown = "、".join(
            sorted(shown_place(key, shipped_profile("county"), within=True) for key in there)
        )
        for head in self.columns:
            if head not in there:
                yield f"--column {head}：文件里没有这一列，没有照它处理；有的是{shown or '正文，没有表格'}。"

    def policy_for(self, document: Document, *, on: date) -> ListPolicy:
        """The policy that was named, or the one that the file's title tells on the day `on`."""
        if self.policy is None:
            return policy_of(document, on=on)
        return next(policy for policy in policies() if policy.name == self.policy)


def chosen(columns: Sequence[str], policy: str | None, distinct: str | None) -> Chosen:
    """Read `列名=处理` and names of a policy and of a way; refuses what is none with those there are."""
    known = {policy.name: policy.label for policy in policies()}
    if policy is not None and policy not in known:
        told = "、".join(f"{name}（{label}）" for name, label in known.items())
        raise Refusal(f"--policy {policy}：没有这种名单规则，应为 {told} 之一。")
    return Chosen(
        dict(map(_column, columns)), policy, None if distinct is None else Distinct(distinct)
    )


def _column(text: str) -> tuple[str, Choice]:
    head, sign, said = text.rpartition("=")
    by_word = {label: choice for choice, label in CHOICES.items()} | {
        choice.value: choice for choice in Choice
    }
    if not sign or not head.strip() or said.strip() not in by_word:
        told = "、".join(f"{choice.value}（{label}）" for choice, label in CHOICES.items())
        raise Refusal(f"--column {text}：应写成“列名=处理”，处理为 {told} 之一。")
    return head.strip(), by_word[said.strip()]


def lines(shown: Preview) -> Iterator[str]:
    """A preview as lines: each column with what is found in it, what becomes of it and what else may be chosen.

    Only values as the copy would have them are shown.
    """
    yield f"  名单规则：{shown.policy.name} {shown.policy.label}（{shown.policy.cite}）"
    for each in shown.fields:
        head = shown_place(each.head, shipped_profile("county"), within=True)
        now = next(offer for offer in each.offers if offer.chosen)
        after = "、".join(text if text else "（空）" for text in now.after) or "（无样例）"
        found = f"{each.label} {each.values} 处" if each.values else each.label
        yield f"  {head or (kinds()[each.kind].label if each.kind else '正文')}：{found}；{now.label}后 {after}"
        others = [
            f"{offer.choice.value}（{offer.label}{'，建议' if offer.proposed else ''}）"
            for offer in each.offers
            if not offer.chosen
        ]
        if others:
            yield f"    还可以选 {'、'.join(others)}"
    if shown.alike:
        ways = "、".join(f"{way.value}（{_WAYS[way]}）" for way in shown.distinct)
        yield f"  有 {shown.alike} 人遮盖后姓名相同；要分得清，用 --apart {ways}。"
    for label in shown.forbidden:
        yield f"  有{label}：不能生成副本，请送保密审查。"

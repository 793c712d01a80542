"""Who signed for a letter, and as what, as the slip 送达回证 has it (民事诉讼法第八十八条、第八十七条, by analogy)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.office.errors import ActionError

UNSEEN = "unseen"
# Whoever may sign in another's place (民事诉讼法第八十八条).
RELATIONS = {
    "self": _lazy("本人"),
    "family": _lazy("同住的成年家属"),
    "agent": _lazy("代理人"),
    "head": _lazy("法定代表人、负责人"),
    "receiver": _lazy("单位负责收件的人"),
    "named": _lazy("指定的代收人"),
}


@dataclass(frozen=True)
class Receiver:
    """Who signed: the name and what he is to the addressee, or that the slip does not show it.

    Raises:
        ActionError: one of the two is missing.
    """

    name: str
    relation: str

    def __post_init__(self) -> None:
        if self.relation == UNSEEN and self.name.strip():
            raise ActionError({"relation": _("填了签收人，又选了“回证上看不出”；请只留一种。")})
        if self.relation != UNSEEN and self.relation not in RELATIONS:
            raise ActionError(
                {"relation": _("请选择签收人与受送达人的关系；回证上看不出的，选“回证上看不出”。")}
            )
        if self.relation != UNSEEN and not self.name.strip():
            raise ActionError(
                {"signer": _("请填写签收人的姓名；回证上看不出的，关系选“回证上看不出”。")}
            )

    def in_words(self) -> str:
        """For the file: 签收人田大有（本人）."""
        if self.relation == UNSEEN:
            return _("签收人在回证上看不出")
        told = _("签收人{signer}（{relation}）")
        return told.format(signer=self.name.strip(), relation=RELATIONS[self.relation])


NOT_SEEN = Receiver("", UNSEEN)

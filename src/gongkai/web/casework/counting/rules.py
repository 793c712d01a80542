"""统计口径: how cases are counted in table three. Each rule is declared once; a case names those that put it where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _lazy


@dataclass(frozen=True)
class CountingRule:
    """One rule. ``mark``: S stands in a text, P practice, I inferred, U unsettled; ``cites`` where it stands."""

    id: str
    text: Any
    mark: str
    cites: tuple[str, ...] = ()


RULES: dict[str, CountingRule] = {
    rule.id: rule
    for rule in (
        CountingRule("C1", _lazy("登记一件算一件；一信数事，拆开并告知的，拆成几件算几件，不拆的算一件。联名的一封信算一件。"), "P", ("fees-2020#4",)),
        CountingRule("C2", _lazy("计入收到申请之日（第三十一条）所在年度，不看邮戳和登记日期。"), "I", ("ogi-2019#31",)),
        CountingRule("C3", _lazy("补正、撤回、视为放弃、逾期的，仍计入新收；补正不另算一件。"), "I"),
        CountingRule("C4", _lazy("上年结转等于上一年度报告的结转下年度，逐列相同。"), "S", ("report-format-2021",)),
        CountingRule("C5", _lazy("以签收（直接、委托送达）、交邮（邮寄）、发出（电子）之日为办结；不再处理的以告知书送出之日、撤回的以收到撤回之日为办结。"), "U"),
        CountingRule("C6", _lazy("一件只计入一行；区分处理的只计入部分公开。"), "S", ("report-format-2021",)),
        CountingRule("C7", _lazy("一件数事未拆的，有给有不给计入部分公开；都不给的计入主要事项的一行，并写明理由。"), "U"),
        CountingRule("C8", _lazy("同一内容有几个理由的，按主要的计，县里可以规定按表三中排在前面的计；其余在办件中记录。"), "U"),
        CountingRule("C9", _lazy("已主动公开的计入予以公开；不存在、不属于本机关、已移交档案馆的计入本机关不掌握。"), "P"),
        CountingRule("C10", _lazy("撤回、咨询、不属于政府信息、合并的，计入其他处理的“其他”；咨询和合并的，县里可以另行规定。"), "U"),
        CountingRule("C11", _lazy("更正本人记录（第四十一条）、建议、投诉举报、电话咨询不计入表三。"), "I"),
        CountingRule("C12", _lazy("列按收到之日的申请人定，不看代理人；律师事务所以自己名义的为法律服务机构，代理他人的按被代理人；联名的按第一名；个体工商户、村（居）民委员会的，县里可以另行规定。"), "U"),
        CountingRule("C13", _lazy("年末未办结的，包括逾期的，计入结转下年度。"), "I"),
        CountingRule("C14", _lazy("被责令重新答复的不再计新收；同一年度内以最后的结果为准，已发布的年度不改，在第六部分说明。"), "U"),
        CountingRule("C15", _lazy("写给上级机关、由其答复的，计入上级机关；协助办理的不计。"), "S", ("answers-2014",)),
        CountingRule("C16", _lazy("新收加上年结转，等于办理总计加结转下年度，逐列成立；总计等于六列之和。"), "S", ("report-format-2021",)),
    )
}  # fmt: skip

"""统计口径 of the whole report: those of table three, those of table two; table four adds its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.casework.counting.rules import RULES as REQUEST_RULES
from gongkai.web.casework.counting.rules import CountingRule

RULES: dict[str, CountingRule] = {
    rule.id: rule
    for rule in (
        *REQUEST_RULES.values(),
        CountingRule("T1", _lazy("制发：本机关在本年印发的行政规范性文件，发布的和登记在台账的同一文号算一件，没有发布的也计入。"), "P", ("report-format-2021",)),
        CountingRule("T2", _lazy("废止：本年废止、宣布失效或者有效期届满的；不知道哪天失效的，不能计入任何一年。"), "P", ("report-format-2021",)),
        CountingRule("T3", _lazy("现行有效：12月31日仍然有效的全部，不论哪年印发。"), "P", ("report-format-2021",)),
        CountingRule("T4", _lazy("处理决定：以本机关名义在本年作出的，不论是否公开。"), "P", ("report-format-2021",)),
        CountingRule("T5", _lazy("收费：本年实际收到的行政事业性收费，以万元计。"), "P", ("report-format-2021",)),
        CountingRule("T6", _lazy("信息处理费是行政事业性收费，计入收费金额，另在第六部分说明。"), "I", ("fees-2020",)),
        CountingRule("T7", _lazy("规章只由国务院部门和省级、设区的市、自治州的人民政府制定，县乡为 0（立法法第九十一条、第九十三条）。"), "S"),
    )
}  # fmt: skip
"""Those that a source of figures brings with it are added by `provide_rules`."""


def provide_rules(rules: dict[str, CountingRule]) -> None:
    """Add the rules of a further table."""
    RULES.update(rules)

"""统计: the counting rules, table three, the register and the monthly proof of zero."""

"""年报 report: the annual report (年度报告) as data: read, checked, compared, merged and written."""

"""法规: what the law says, as dated data with citations and small pure functions. Standard library only.

Where to look: `clock` and `events` for a request's deadlines, `trace` for how they came about, `deadlines` for plain ones, `workdays`
for calendars, `fees`, `remedies`, `report_dates`, `publication`, `outcomes`, `grounds`, `codelists`, `duties`, `citations`.
"""

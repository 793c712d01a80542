"""法规: what the law says, as dated data with citations and small pure functions. Standard library only.

Where to look: `clock`, `events` and `transitions` for a request's deadlines, `trace` for how they came about, `deadlines` for plain ones,
`workdays`, `provisional` and `notice_text` for calendars, `fees`, `remedies` and `review_bodies`, `report_dates`, `publication`,
`outcomes`, `grounds`, `codelists`, `duties`, `citations`.
"""

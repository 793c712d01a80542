"""The standard catalogue of open government as data, and what a county hands in as its own.

`standard` holds the entries, `limits` understands time limits, `elements` says what of an entry an item lacks,
`county` reads a county's workbook, `comparing` sets it beside the entries that are there.
"""

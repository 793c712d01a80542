"""From ink on pages to blocks: characters and ruling lines in, paragraphs and tables out.

Nothing here knows a file format. PDF, OFD and recognised pictures all hand over `Page` objects.
"""

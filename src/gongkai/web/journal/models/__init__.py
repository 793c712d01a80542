"""Entries and the head of their chain."""

from gongkai.web.journal.models.entry import Entry, Head

__all__ = ["Entry", "Head"]

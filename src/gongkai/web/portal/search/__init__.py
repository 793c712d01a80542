"""检索 search: one question, two databases, every word found."""

from gongkai.web.portal.search.forgiving import Near, near, suggestions
from gongkai.web.portal.search.query import EVERYTHING, Filters, Found, search

__all__ = ["EVERYTHING", "Filters", "Found", "Near", "near", "search", "suggestions"]

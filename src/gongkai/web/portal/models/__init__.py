"""What the portal keeps of its own: the search index, and which state of the pages holds."""

from gongkai.web.portal.models.entry import SearchEntry
from gongkai.web.portal.models.generation import Generation

__all__ = ["Generation", "SearchEntry"]

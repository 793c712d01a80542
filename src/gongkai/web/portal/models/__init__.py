"""What the portal keeps for itself: the words of each public item."""

from gongkai.web.portal.models.entry import SearchEntry

__all__ = ["SearchEntry"]

"""What the portal keeps of its own: the search index, which state of the pages holds, what was not found, who wants to hear."""

from gongkai.web.portal.models.alert import AlertKind, MailAlert
from gongkai.web.portal.models.entry import SearchEntry
from gongkai.web.portal.models.generation import Generation
from gongkai.web.portal.models.unanswered import UnansweredQuestion

__all__ = ["AlertKind", "Generation", "MailAlert", "SearchEntry", "UnansweredQuestion"]

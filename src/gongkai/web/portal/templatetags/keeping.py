"""Parts of a page that stand on all pages alike: ``{% keep "foot" %} … {% endkeep %}`` makes them once for each state.

What is kept holds for one generation of the public pages and one day, as the kept pages do; the values that stand behind the
name in the tag are all that the part may depend on besides.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
MOST_KEPT = 200
_lock = Lock()
_parts: OrderedDict[tuple[Any, ...], SafeString] = OrderedDict()


class KeepNode(template.Node):
    """A part that is made once for each state and value."""

    def __init__(self, nodelist: NodeList, name: str, values: list[FilterExpression]) -> None:
        self.nodelist, self.name, self.values = nodelist, name, values

    def render(self, context: template.Context) -> SafeString:
        """The kept part, or a new one. It is never kept for a later state than it was read in."""
        site = context["site"]
        told = tuple(value.resolve(context, ignore_failures=True) for value in self.values)
        key = (self.name, site["state"], timezone.localdate(), get_language(), told)
        with _lock:
            known = _parts.get(key)
            if known is not None:
                _parts.move_to_end(key)
                return known
        made = self.nodelist.render(context)
        with _lock:
            _parts[key] = made
            while len(_parts) > MOST_KEPT:
                _parts.popitem(last=False)
        return made


@register.tag
def keep(parser: Parser, token: Token) -> KeepNode:
    """``{% keep "name" value … %} … {% endkeep %}``"""
    _, name, *values = token.split_contents()
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(nodelist, name.strip('"'), [parser.compile_filter(each) for each in values])

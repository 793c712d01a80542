"""“Was this page useful?” below every public page: one tag, ``{% page_feedback %}``."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("portal/page_feedback.html", takes_context=True)
def page_feedback(context: dict[str, Any]) -> dict[str, Any]:
    """The path of the page; nothing below a page that has a form of its own, or that nobody can open again."""
    request = context.get("request")
    path = request.path if request is not None else ""
    private = path.startswith(
        ("/feedback/", "/apply/", "/consultations/", "/household/", "/alerts/")
    )
    return {"path": "" if private else path}

"""An item as open data describes it, in the interface and in the files to take away."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from gongkai.web.publishing.items.models import ItemPage


def describe(item: ItemPage, request: HttpRequest) -> dict[str, Any]:
    """Its facts without text and files; codes as the interface knows them."""
    return {
        "number": item.pk,
        "index_number": item.index_number,
        "title": item.title,
        "document_number": item.document_number,
        "body": item.body.code,
        "body_name": item.body.name,
        "issuing_body": item.issuing_body,
        "row": item.row.code,
        "row_name": str(item.row),
        "subject": item.subject,
        "keywords": item.keywords,
        "summary": item.summary,
        "formed_on": item.formed_on,
        "published_on": item.published_on,
        "validity": item.validity,
        "url": request.build_absolute_uri(item.url),
    }

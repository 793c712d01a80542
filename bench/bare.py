"""The peer of the item page: a bare Django view, one question, one plain template, the same text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import include, path

from gongkai.web.publishing.items.models import ItemPage


def bare(request: HttpRequest, number: int) -> HttpResponse:
    """An item as any Django site would show it."""
    items = ItemPage.objects.select_related("body", "row")
    return render(request, "bare/item.html", {"item": get_object_or_404(items, pk=number)})


urlpatterns = [
    path("bare/<int:number>/", bare),
    path("", include("gongkai.web.project.urls")),
]

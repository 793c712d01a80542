"""Addresses of the public pages besides those of the page tree."""

from django.contrib.sitemaps import views as sitemap_views
from django.urls import path, re_path

from gongkai.web.portal.screens import (
    about,
    boards,
    calendar,
    consultations,
    deadline,
    feedback,
    households,
    items,
    oversight,
    pages,
    reports,
    requests,
    search,
    updates,
    villages,
)
from gongkai.web.portal.screens.clinic import clinic
from gongkai.web.portal.screens.feeds import AtomFeed, RowFeed, RssFeed, VillageFeed
from gongkai.web.portal.screens.open_data import items_csv, items_json_lines
from gongkai.web.portal.screens.sitemaps import SITEMAPS

app_name = "portal"
urlpatterns = [
    path("search/", search.find, name="search"),
    path("files/<int:pk>/<str:sha256>/view/", items.file_page, name="file"),
    path("share/<int:number>.svg", pages.share_code, name="share"),
    path("columns/<slug:slug>/", pages.column, name="column"),
    path("columns/<slug:slug>/<slug:code>/", pages.column, name="body-column"),
    path("consultations/", consultations.listing, name="consultations"),
    path("consultations/<int:pk>/", consultations.page, name="consultation"),
    path("consultations/<int:pk>/<str:token>/", consultations.receipt, name="opinion-receipt"),
    path("clinic/", clinic, name="clinic"),
    path("reports/", reports.listing, name="reports"),
    path("reports/county/<int:year>/", reports.of_year, name="report-county"),
    path("reports/<slug:code>/", reports.of_body, name="report-years"),
    path("reports/<slug:code>/<int:year>/", reports.one, name="report"),
    path("reports/<slug:code>/<int:year>/file/", reports.original, name="report-file"),
    path("reports/<slug:code>/<int:year>/pdf/", reports.as_pdf, name="report-pdf"),
    path("data/reports.csv", reports.figures_csv, name="reports-csv"),
    path("data/reports.jsonl", reports.reports_json, name="reports-json"),
    path("data/reports-codebook.csv", reports.codebook, name="reports-codebook"),
    path("apply/", requests.apply, name="apply"),
    path("apply/deadline/", deadline.page, name="deadline"),
    path("apply/status/", requests.ask_after, name="ask-after"),
    path("apply/status/<str:token>/", requests.status_page, name="request-status"),
    path("apply/status/<str:token>/<int:pk>/", requests.letter, name="request-letter"),
    path("apply/receipt/<str:token>/", requests.receipt, name="request-receipt"),
    path("feedback/", feedback.about_page, name="page-feedback"),
    path("feedback/vote/", feedback.vote, name="page-vote"),
    path("feedback/thanks/<str:token>/", feedback.thanks, name="feedback-thanks"),
    path("feedback/<str:code>/", feedback.about_body, name="body-feedback"),
    path("feedback/<str:code>/results/", feedback.results, name="feedback-results"),
    path("boards/<int:pk>/", boards.board, name="board"),
    path("household/<int:pk>/", households.look_up_page, name="household"),
    path("oversight/", oversight.page, name="oversight"),
    path("updates/", updates.page, name="updates"),
    path("view/<slug:mode>/", pages.set_mode, name="mode"),
    path("calendar/<str:token>.ics", calendar.feed, name="calendar"),
    path("feed.atom", AtomFeed(), name="atom"),
    path("feed.rss", RssFeed(), name="rss"),
    path("feeds/<slug:code>.atom", AtomFeed(), name="body-atom"),
    path("feeds/rows/<str:code>.atom", RowFeed(), name="row-atom"),
    path("feeds/villages/<slug:code>.atom", VillageFeed(), name="village-atom"),
    path("villages/", villages.choose, name="villages"),
    path("villages/<slug:code>/", villages.village, name="village"),
    path("map/", about.site_map, name="map"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("data/", about.data, name="data"),
    path("data/interface/", about.interface, name="interface"),
    path("data/items.csv", items_csv, name="csv"),
    path("data/items.jsonl", items_json_lines, name="json-lines"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("robots.txt", pages.robots, name="robots"),
    path(
        "sitemap.xml",
        sitemap_views.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "portal:sitemap-section"},
        name="sitemap",
    ),
    path(
        "sitemap-<section>.xml",
        sitemap_views.sitemap,
        {"sitemaps": SITEMAPS},
        name="sitemap-section",
    ),
    # Last: any page of the tree whose address ends with a number.
    re_path(r"^(?P<path>(?:[\w-]+/)+(?P<number>[0-9]{1,9})/)$", items.item, name="item"),
]

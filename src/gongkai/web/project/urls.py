"""Every address of the platform. The last line serves the public pages."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("office/", include("gongkai.web.accounts.urls")),
    path("office/", include(wagtailadmin_urls)),
    path("", include(wagtail_urls)),
]

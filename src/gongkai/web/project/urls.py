"""Every address of the platform. The last line serves the public pages."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from gongkai.web.portal.api import api
from gongkai.web.project.health import health, ready
from gongkai.web.publishing.items.public_files import attachment, picture

handler400 = "gongkai.web.project.errors.bad_request"
handler403 = "gongkai.web.project.errors.not_allowed"
handler404 = "gongkai.web.project.errors.not_found"
handler500 = "gongkai.web.project.errors.broken"

urlpatterns = [
    path("office/", include("gongkai.web.accounts.urls")),
    path("office/", include("gongkai.web.office.urls")),
    path("office/", include(wagtailadmin_urls)),
    path("files/<int:pk>/<str:sha256>/", attachment, name="attachment"),
    path("files/<int:pk>/<str:sha256>/picture/", picture, name="picture"),
    path("health/", health, name="health"),
    path("health/ready/", ready, name="ready"),
    path("api/", api.urls),
    path("", include("gongkai.web.portal.urls")),
    path("", include(wagtail_urls)),
]

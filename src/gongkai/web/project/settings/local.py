"""One computer, one office: no server, no settings; secrets are made once and kept in the data folder."""

from __future__ import annotations

from gongkai.web.project.settings import environment
from gongkai.web.project.settings.base import *  # noqa: F403
from gongkai.web.project.settings.base import DATA, STORAGES

DEBUG = environment.flag("DEBUG", False)
SECRET_KEY = environment.text("SECRET_KEY") or environment.kept_secret(DATA / "keys", "secret")
SALT_KEY = environment.text("FIELD_KEY") or environment.kept_secret(DATA / "keys", "fields")
APPLICANT_KEY = environment.text("APPLICANT_KEY") or environment.kept_secret(
    DATA / "keys", "applicants"
)
JOURNAL_KEY = environment.text("JOURNAL_KEY") or environment.kept_secret(DATA / "keys", "journal")
ALLOWED_HOSTS = environment.words("HOSTS", ("localhost", "127.0.0.1", "[::1]"))

# Demo people with published passwords may exist only here.
DEMO_ALLOWED = True

# Served from where they are installed: nothing to gather before the first start.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

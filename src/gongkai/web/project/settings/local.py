"""One computer, one office: no server, no settings; secrets are made once and kept in the data folder."""

from __future__ import annotations

from gongkai.web.project.settings import environment
from gongkai.web.project.settings.base import *  # noqa: F403
from gongkai.web.project.settings.base import DATA, STORAGES

DEBUG = environment.flag("DEBUG", False)
_fresh = not (DATA / "gongkai.sqlite3").exists()


def _secrets(setting: str, name: str) -> list[str]:
    return environment.words(setting) or environment.kept_secrets(DATA / "keys", name, fresh=_fresh)


SECRET_KEY, *SECRET_KEY_FALLBACKS = _secrets("SECRET_KEY", "secret")
SALT_KEY = _secrets("FIELD_KEY", "fields")
JOURNAL_KEY, *JOURNAL_OLD_KEYS = _secrets("JOURNAL_KEY", "journal")
APPLICANT_KEY = _secrets("APPLICANT_KEY", "applicants")
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

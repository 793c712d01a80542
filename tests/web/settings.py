"""Settings of the tests: the offline installation in a throw-away folder, fast hashes, no files."""

import os
import tempfile

os.environ.setdefault("GONGKAI_DATA", tempfile.mkdtemp(prefix="gongkai-tests-"))

from gongkai.web.project.settings.local import *  # noqa: F403
from gongkai.web.project.settings.local import DATA, DATABASES

SECRET_KEY = "a key for tests only, forty characters long"
SALT_KEY = "a salt for tests only, forty characters long"
APPLICANT_KEY = "a key for applicants in tests only, forty signs"
JOURNAL_KEY = "a seal for tests only, forty characters long"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that threads and processes meet as they do in an office.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
WHITENOISE_AUTOREFRESH = True

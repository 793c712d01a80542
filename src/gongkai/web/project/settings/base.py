"""What every installation shares; local and production say where the secrets come from."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from gongkai.web.project.settings import environment

WEB = Path(__file__).resolve().parents[2]
DATA = Path(environment.text("DATA", "var")).resolve()

INSTALLED_APPS = [
    # Rooms, highest first: a template of a higher room wins over one of the same name below.
    "gongkai.web.project",
    "gongkai.web.portal",
    "gongkai.web.reporting",
    "gongkai.web.supervision",
    "gongkai.web.disputes",
    "gongkai.web.casework",
    "gongkai.web.publishing",
    "gongkai.web.approvals",
    "gongkai.web.vetting",
    "gongkai.web.bodies",
    "gongkai.web.files",
    "gongkai.web.journal",
    "gongkai.web.schedule",
    "gongkai.web.office",
    "gongkai.web.accounts",
    "gongkai.web.look",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
]

MIDDLEWARE = [
    "gongkai.web.office.turns.TurnsMiddleware",
    # Before the others: a kept page bears the headers of all the others.
    "gongkai.web.portal.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "gongkai.web.accounts.middleware.LegibleMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "gongkai.web.journal.middleware.OriginMiddleware",
    "gongkai.web.accounts.middleware.SessionEndMiddleware",
    "gongkai.web.accounts.middleware.SignInStepsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gongkai.web.project.numbers.NumbersMiddleware",
    "gongkai.web.bodies.wagtail_gate.WagtailGateMiddleware",
]

ROOT_URLCONF = "gongkai.web.project.urls"
WSGI_APPLICATION = "gongkai.web.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The nouns of publishing keep their templates beside their screens.
        "DIRS": sorted((WEB / "publishing").glob("*/templates")),
        "OPTIONS": {
            # First the rooms, the highest first, so that the portal shows an item; then the nouns.
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.app_directories.Loader",
                        "django.template.loaders.filesystem.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

DATABASES = {"default": environment.database(environment.text("DATABASE"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Chinese is the source of every sentence; docs/howto/translate.md tells how a language is added.
LANGUAGE_CODE = environment.text("LANGUAGE", "zh-hans")
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [WEB / "project" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
# Signed heads of the journal; further folders are best on another disk or another computer.
ANCHOR_FOLDERS = [DATA / "anchors", *environment.words("ANCHORS")]
# What must not be reachable by address: originals before masking, request files, exports.
PRIVATE_ROOT = DATA / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "gongkai.web.files.sealed.SealedStorage",
        "OPTIONS": {
            "inner": {
                "BACKEND": "gongkai.web.files.store.WholeFileStorage",
                "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
            }
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Who signs in, and how.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "gongkai.web.accounts.backends.RoleBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "gongkai.web.accounts.passwords.MixedCharactersValidator"},
    {"NAME": "gongkai.web.accounts.passwords.DressedUpCommonValidator"},
    {"NAME": "gongkai.web.accounts.passwords.NotUsedBeforeValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
WAGTAILADMIN_LOGIN_URL = "/office/login/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = True

# So many wrong passwords for an account, and each further attempt costs a proof; one is forgiven after so long.
SIGN_IN_FAILURES = environment.number("SIGN_IN_FAILURES", 5)
SIGN_IN_WAIT_MINUTES = environment.number("SIGN_IN_WAIT_MINUTES", 15)

OTP_TOTP_ISSUER = "政府信息公开"
SECOND_FACTOR_REQUIRED = environment.flag("SECOND_FACTOR", False)
# An empty tuple trusts no proxy: the address of the connection is the address of the client.
TRUSTED_PROXIES = tuple(environment.words("TRUSTED_PROXIES"))

SESSION_COOKIE_AGE = environment.number("IDLE_MINUTES", 30) * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "gongkai.web.project.errors.csrf_failure"
SESSION_LONGEST_HOURS = environment.number("LONGEST_SESSION_HOURS", 12)

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

# No page asks anything of another host. The editor of Wagtail 8 needs inline styles.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# Wagtail: one program in Chinese, and no call to the outside.
WAGTAIL_SITE_NAME = environment.text("SITE_NAME", "政府信息公开")
WAGTAIL_PAGE_MODEL = "bodies.DisclosurePage"
WAGTAILADMIN_BASE_URL = environment.text("ADDRESS", "http://localhost:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = ["Asia/Shanghai"]
WAGTAIL_DATE_FORMAT = "%Y-%m-%d"
WAGTAIL_DATETIME_FORMAT = "%Y-%m-%d %H:%M"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILAPI_DOCS_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "gongkai.web.project.office_search"}}
TAGGIT_CASE_INSENSITIVE = True

# What 《政府网站发展指引》 wants on every public page; what is empty is not shown.
PORTAL = {
    "site_code": environment.text("SITE_CODE"),
    "sponsor": environment.text("SPONSOR"),
    "phone": environment.text("SITE_PHONE"),
    "icp": environment.text("ICP"),
    "police_record": environment.text("POLICE_RECORD"),
}

# Files from outside are opened in processes of their own, which may be lost: how many at once, how many requests may
# wait for them, and what one file may take.
PARSE_WORKERS = environment.number("PARSE_WORKERS", 2)
PARSE_PLACES = environment.number("PARSE_PLACES", 8)
PARSE_MEMORY_MB = environment.number("PARSE_MEMORY_MB", 1536)
PARSE_SECONDS = environment.number("PARSE_SECONDS", 120)

# Hours until a public issue is answered, first and in full; the last for whatever is not grave.
ISSUE_FIRST_HOURS = environment.number("ISSUE_FIRST_HOURS", 5)
ISSUE_FULL_HOURS = environment.number("ISSUE_FULL_HOURS", 24)
ISSUE_USUAL_HOURS = environment.number("ISSUE_USUAL_HOURS", 48)

# Public pages kept ready in each process; 0 keeps none.
PAGE_CACHE_BYTES = environment.number("PAGE_CACHE_MB", 64) * 1024 * 1024

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if environment.flag("WORKER", False)
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}
# Reminders: without a server, or without an adapter, none goes out by that way.
EMAIL_HOST = environment.text("SMTP_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
EMAIL_PORT = environment.number("SMTP_PORT", 465)
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = bool(EMAIL_HOST) and not EMAIL_USE_SSL
EMAIL_HOST_USER = environment.text("SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("SMTP_PASSWORD")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("SMTP_FROM", EMAIL_HOST_USER)
SMS_ADAPTER = environment.text("SMS_ADAPTER")
# Dispatches: without an address what is sent lies in a folder for another programme to take.
# A model of Piper for the loudspeaker; without one eSpeak NG speaks, where it is installed.
VOICE_MODEL = environment.text("VOICE_MODEL", "")
OUTBOX = environment.text("OUTBOX", str(DATA / "outbox"))
PUSH_ADDRESSES = {
    "sms": environment.text("PUSH_SMS_URL"),
    "county": environment.text("PUSH_COUNTY_URL"),
    "person": environment.text("PUSH_PERSON_URL"),
}
PUSH_TEMPLATES = {
    "sms": environment.text("PUSH_SMS_TEMPLATE"),
    "county": environment.text("PUSH_COUNTY_TEMPLATE"),
    "person": environment.text("PUSH_PERSON_TEMPLATE"),
}
PUSH_TOKENS = {
    "sms": environment.text("PUSH_SMS_TOKEN"),
    "county": environment.text("PUSH_COUNTY_TOKEN"),
    "person": environment.text("PUSH_PERSON_TOKEN"),
}

# Personal values are masked as a line is written, tracebacks included.
LOG_FORMATTERS = {
    "lines": {
        "()": "gongkai.web.journal.logs.LineFormatter",
        "format": "{asctime} {levelname} {name} {message}",
        "style": "{",
    },
    "json": {"()": "gongkai.web.journal.logs.JsonLinesFormatter"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": LOG_FORMATTERS,
    "filters": {"of-strangers": {"()": "gongkai.web.journal.logs.OfStrangers"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["of-strangers"],
            "formatter": environment.one_of("LOG_FORMAT", LOG_FORMATTERS, "lines"),
        }
    },
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "WARNING")},
    "loggers": {
        # Everything through the one door: Django's own handlers do not mask.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # Once a day, so that whoever gathers the log holds an anchor.
        "gongkai.anchors": {"level": "INFO"},
    },
}

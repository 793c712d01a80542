"""A server that others reach. Nothing starts until every secret has been set."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from gongkai.web.project.settings import environment
from gongkai.web.project.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY, *SECRET_KEY_FALLBACKS = environment.secrets_of("SECRET_KEY", "签名密钥", at_least=50)
SALT_KEY = environment.secrets_of("FIELD_KEY", "字段加密密钥", at_least=32)
JOURNAL_KEY, *JOURNAL_OLD_KEYS = environment.secrets_of("JOURNAL_KEY", "留痕封签密钥", at_least=32)
APPLICANT_KEY = environment.secrets_of("APPLICANT_KEY", "申请人资料密钥", at_least=32)
ALLOWED_HOSTS = environment.words("HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "缺少环境变量 GONGKAI_HOSTS（对外域名，以逗号分隔，不得为 *）；请设置后重新启动。"
    )
WAGTAILADMIN_BASE_URL = environment.required("ADDRESS", "对外地址，如 https://www.example.gov.cn")
if not WAGTAILADMIN_BASE_URL.startswith("https://"):
    raise ImproperlyConfigured(
        f"环境变量 GONGKAI_ADDRESS 的值是“{WAGTAILADMIN_BASE_URL}”，应以 https:// 开头；"
        "请配置证书后重新启动。"
    )
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL.rstrip("/")]

SECOND_FACTOR_REQUIRED = environment.flag("SECOND_FACTOR", True)
SECURE_SSL_REDIRECT = environment.flag("REDIRECT_TO_HTTPS", True)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.words("TRUSTED_PROXIES") else None
)
SECURE_HSTS_SECONDS = environment.number("HSTS_SECONDS", 31_536_000)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

DEMO_ALLOWED = False

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # the address may be one of many under a county's domain
    "security.W021",  # likewise: preloading is the domain owner's to decide
    "security.W019",  # previews of pages stand in a frame of the same origin
]

"""Addresses that are printed: of the public site, never of the machine at which somebody sits."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings


def reaches(address: str) -> bool:
    """Whether somebody outside of this building can open an address."""
    host = urlsplit(address).hostname or ""
    if not host or host == "localhost" or host.endswith((".local", ".localhost")):
        return False
    try:
        named = ip_address(host)
    except ValueError:
        return "." in host
    return named.is_global


def public_address(path: str) -> str | None:
    """The address of a public page as a telephone finds it; None where the site's address was never set."""
    base: str = settings.WAGTAILADMIN_BASE_URL
    return base.rstrip("/") + path if reaches(base) else None

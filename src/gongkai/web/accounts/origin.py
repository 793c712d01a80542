"""Where a call comes from."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest, *_: object) -> str:
    """The address of the caller; a forwarded one is believed only from a proxy that is trusted."""
    address: str = request.META.get("REMOTE_ADDR", "")
    forwarded = [
        part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part
    ]
    while forwarded and _is_trusted(address):
        address = forwarded.pop()
    return address


def client_network(request: HttpRequest) -> str:
    """The network of the caller, for limits: an IPv4 address, or the /64 of an IPv6 address, which one line gets whole."""
    return network_of(client_address(request))


def network_of(address: str) -> str:
    """The network that one subscriber holds; what is no address is given back as it is."""
    try:
        caller = ip_address(address)
    except ValueError:
        return address
    if caller.version == 4:
        return str(caller)
    if caller.ipv4_mapped:
        return str(caller.ipv4_mapped)
    return str(ip_network(f"{caller}/64", strict=False))


def unbelieved_proxy(request: HttpRequest) -> bool:
    """Whether a proxy beside this machine forwards callers, and nobody has named it in ``TRUSTED_PROXIES``."""
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = any(
        name in request.META
        for name in ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED")
    )
    try:
        near = ip_address(address).is_private
    except ValueError:
        near = True
    return forwarded and near and not _is_trusted(address)


def _is_trusted(address: str) -> bool:
    try:
        caller = ip_address(address)
    except ValueError:
        return False
    return any(caller in ip_network(proxy, strict=False) for proxy in settings.TRUSTED_PROXIES)

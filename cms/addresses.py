"""Where a request comes from."""

from collections.abc import Sequence
from functools import cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 - of who comes by a socket in a file: nothing is bound to it
IPV6_OF_ONE = 64
"""Bits that a provider gives a household, which can choose the others as it likes."""


def address_of(request: HttpRequest) -> str:
    """The reader's address: what the farthest of our own proxies saw, as whatever stands before
    that in the header is the reader's own word. Of IPv6 it is the network."""
    proxies: int = settings.TRUSTED_PROXIES
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if proxies and len(forwarded) >= proxies and (address := _parsed(forwarded[-proxies])):
        return _of_one(address)
    if address := _parsed(request.META.get("REMOTE_ADDR", "")):
        return _of_one(address)
    return UNKNOWN


def is_shared(address: str) -> bool:
    """Whether many people come by it, such as those of an office or of a CDN: nothing that one of
    them does is held against the others."""
    networks = _networks(tuple(settings.SHARED_ADDRESSES))
    return any(ip_address(address) in network for network in networks)


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _of_one(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((address, IPV6_OF_ONE), strict=False).network_address)


@cache
def _networks(given: Sequence[str]) -> list[IPv4Network | IPv6Network]:
    return [ip_network(network) for network in given]

"""Who is asking: the visitor's network address, when proxies stand in between."""

import re
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

# Some proxies write the port too, and IPv6 in brackets (RFC 7239, 6): 203.0.113.9:4711, [2001:db8::1]:4711.
_WITH_PORT = re.compile(r"\[(?P<six>[^\]]*)\](?::\d+)?|(?P<four>[\d.]+):\d+", re.ASCII)


def client_address(request: HttpRequest) -> str:
    """The address of the visitor, as the first of our own proxies saw it.

    Each proxy appends to X-Forwarded-For the address it hears from. With TRUSTED_PROXIES = n, the last n entries
    are written by ours; the oldest of these is the visitor. What stands before was sent by the visitor: ignored.
    Fewer entries than proxies means that the request did not come through them: the socket's address is used.
    """
    socket = str(request.META.get("REMOTE_ADDR", ""))
    trusted: int = settings.TRUSTED_PROXIES
    if trusted < 1:
        return socket
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    return hops[-trusted] if len(hops) >= trusted and hops[-trusted] else socket


def client_network(request: HttpRequest) -> str:
    """What limits count: the visitor's address; of an IPv6 one, the first 64 bits: one home or one server has all
    that comes behind for itself."""
    return network_of(client_address(request))


def client_place(request: HttpRequest) -> str:
    """Who is counted where one asker has a share: of an IPv6 address, the first 48 bits. Some are given as many
    networks of 64 bits as they like, and would be that many askers."""
    return network_of(client_address(request), bits=48)


def network_of(address: str, *, bits: int = 64) -> str:
    written = _WITH_PORT.fullmatch(address)
    try:
        read = ip_address((written["six"] or written["four"]) if written else address)
    except ValueError:
        return address
    if not isinstance(read, IPv6Address):
        return str(read)
    if read.ipv4_mapped:
        return str(read.ipv4_mapped)
    return str(IPv6Network((read, bits), strict=False))

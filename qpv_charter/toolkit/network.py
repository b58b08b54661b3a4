"""Who is asking: the visitor's network address, when proxies stand in between."""

from django.conf import settings
from django.http import HttpRequest


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

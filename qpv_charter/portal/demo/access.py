"""Only with DEMO=1, and only from and as this machine: anywhere else these pages do not exist."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.local import is_local

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def demo_only(view: View[P]) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEMO or not _is_this_machine(request):
            raise Http404
        return view(request, *args, **kwargs)

    return public(guarded)


def _is_this_machine(request: HttpRequest) -> bool:
    """The name asked for can be forged, so also where the request comes from, which a proxy would hide."""
    is_direct = not {"X-Forwarded-For", "Forwarded"} & {*request.headers}
    return is_direct and is_local(request.get_host()) and _is_loopback(request.META.get("REMOTE_ADDR", ""))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False

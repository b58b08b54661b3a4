"""Where one stops mails that are not necessary, with the key that each of them carries; no account is needed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from qpv_charter.toolkit.audiences import by_key
from signatories.outbox import actions
from signatories.outbox.models import Preference


@by_key
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """A page whose button stops the mails; mail software presses it by itself, without a cookie (RFC 8058, 3.2).

    No CSRF token is asked: it keeps a foreign page from using the session of who visits it, and this view reads
    neither session nor cookie. Only the key gives the right, and who has the key may post by themselves. The
    answer is the page and not a redirection, which RFC 8058 (3.1) says mail software does not follow."""
    preference = get_object_or_404(Preference, key=key)
    if request.method == "POST":
        preference = actions.refuse(preference)
    return render(request, "signatories/outbox/stop.html", {"preference": preference})


@by_key
@require_POST
def resume(request: HttpRequest, key: str) -> HttpResponse:  # Django's signature
    """The way back, from the same page."""
    preference = actions.want_again(get_object_or_404(Preference, key=key))
    return redirect(preference)

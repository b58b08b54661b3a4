"""The demonstration's own pages."""

from allauth.mfa.models import Authenticator
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from qpv_charter.portal.demo import mailbox
from qpv_charter.portal.demo.access import demo_only
from qpv_charter.portal.demo.characters import character, characters, without_account
from signatories.people.second_factor import mark_passed

MAILS_SHOWN = 100


@demo_only
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    context = {"characters": characters(), "doors": without_account()}
    return render(request, "portal/demo/home.html", context)


@demo_only
@require_POST
def become(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in at once as one of the characters, second factor included: here nothing is worth protecting."""
    chosen = character(pk)
    if chosen is None:
        raise Http404
    login(request, chosen.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    mark_passed(request, chosen.user, kind=Authenticator.Type.TOTP)  # a relais too signs in anew each day
    return HttpResponseRedirect(chosen.pages.get(request.POST.get("page", ""), chosen.starts_at))


@demo_only
@require_GET
def mails(request: HttpRequest) -> HttpResponse:
    to = request.GET.get("a", "").strip()
    return render(request, "portal/demo/mails.html", {"letters": mailbox.letters(to=to)[:MAILS_SHOWN], "to": to})


@demo_only
@require_GET
def mail(request: HttpRequest, name: str) -> HttpResponse:
    letter = mailbox.letter(name)
    if letter is None:
        raise Http404
    return render(request, "portal/demo/mail.html", {"letter": letter})

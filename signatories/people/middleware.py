"""The federation's workspace and the admin open only to the team, and only with a second factor."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from signatories.people.second_factor import SecondFactor, second_factor_of

GUARDED = ("/animation/", "/admin/")
SET_UP_FIRST = (
    "L’espace de l’équipe d’animation demande une deuxième protection, en plus du code reçu par e-mail\u202f: "
    "une application sur votre téléphone ou une clé d’accès. Choisissez celle qui vous convient."
)


class TeamOnlyMiddleware:
    """Must come after the sessions, authentication and messages middlewares."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(GUARDED):
            return turned_away(request) or self.get_response(request)
        return self.get_response(request)


def turned_away(request: HttpRequest) -> HttpResponse | None:
    """Where to send somebody who may not see a guarded page yet; None for the team with its second factor.

    Raises PermissionDenied for people who are not of the team."""
    user = request.user
    if not user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not user.is_staff:
        raise PermissionDenied("Cette page est réservée à l’équipe d’animation de la charte.")
    factor = second_factor_of(request)
    if factor is SecondFactor.MISSING:
        messages.info(request, SET_UP_FIRST)
        return HttpResponseRedirect(reverse("mfa_index"))
    if factor is SecondFactor.EXPECTED:
        back = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{back}")
    return None

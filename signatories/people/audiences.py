"""The federation's workspace: open to the team alone, and only with a second factor."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from qpv_charter.toolkit.audiences import Audience, AudienceOf, Turned, visitors
from signatories.people.actors import TeamMember, team_member
from signatories.people.second_factor import SecondFactor, second_factor_of

SET_UP_FIRST = (
    "L’espace de l’équipe d’animation demande une deuxième protection, en plus du code reçu par e-mail\u202f: "
    "une application sur votre téléphone ou une clé d’accès. Choisissez celle qui vous convient."
)


def strangers(request: HttpRequest) -> Turned:
    """Lead who is not signed in, or without a second factor, to where one is.

    Raises PermissionDenied for people who are not of the team."""
    user = request.user
    if not user.is_authenticated:
        return visitors(request)
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


def _member(request: HttpRequest, named: dict[str, Any]) -> TeamMember:  # noqa: ARG001  # what `who` is called with
    return team_member(request)


team = AudienceOf(name="team", turns_away=strangers, who=_member)
# The pages that sign somebody in or out: for anyone, kept nowhere.
signing_in = Audience(name="signing in")

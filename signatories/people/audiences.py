"""The federation's workspace: open to the team alone, role by role, and only with a second factor."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from qpv_charter.toolkit.audiences import Audience, AudienceOf, Turned, visitors
from signatories.people import rules
from signatories.people.actors import TeamMember
from signatories.people.models import Role, User
from signatories.people.second_factor import SecondFactor, second_factor_of

SET_UP_FIRST = (
    "L’espace de l’équipe d’animation demande une deuxième protection, en plus du code reçu par e-mail\u202f: "
    "une application sur votre téléphone ou une clé d’accès. Choisissez celle qui vous convient."
)


def held_by(*kinds: Role.Kind, name: str) -> AudienceOf[TeamMember]:
    """The members of the team who hold one of these roles; for the others, these pages do not exist (404)."""
    return AudienceOf(name=name, turns_away=_others_than(kinds), who=_member)


def _others_than(kinds: tuple[Role.Kind, ...]) -> Callable[[HttpRequest], Turned]:
    """Lead who is not signed in, or without a second factor, to where one is.

    Raises PermissionDenied for people who are not of the team, Http404 for who holds none of these roles."""

    def turns_away(request: HttpRequest) -> Turned:
        user = request.user
        if not isinstance(user, User):
            return visitors(request)
        if not rules.is_of_the_team(user):
            raise PermissionDenied("Cette page est réservée à l’équipe d’animation de la charte.")
        if not user.holds(*kinds):
            raise Http404
        return _without_second_factor(request)

    return turns_away


def _without_second_factor(request: HttpRequest) -> Turned:
    factor = second_factor_of(request)
    if factor is SecondFactor.MISSING:
        messages.info(request, SET_UP_FIRST)
        return HttpResponseRedirect(reverse("mfa_index"))
    if factor is SecondFactor.EXPECTED:
        back = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{back}")
    return None


def _member(request: HttpRequest, named: dict[str, Any]) -> TeamMember:  # noqa: ARG001  # what `who` is called with
    """The member of the team who asks: `turns_away` has let nobody else in."""
    return member(cast("User", request.user))


def member(user: User) -> TeamMember:
    """Somebody of the team, with what their roles allow."""
    return TeamMember(
        person=user,
        roles=frozenset(role.kind for role in user.current_roles),
        departments=rules.departments_of(user),
    )


def animates(request: HttpRequest, department: str | None) -> bool:
    """Whether who asks animates a department, with a second factor: for pages that are not the team's alone."""
    may = rules.may_animate(request.user, department)
    return may and second_factor_of(request) is SecondFactor.PASSED


team = held_by(*Role.TEAM, name="team")
reviewers = held_by(*rules.ANIMATORS, Role.Kind.COMMITTEE, name="reviewers")
animators = held_by(*rules.ANIMATORS, name="animators")
national = held_by(Role.Kind.NATIONAL, name="national animators")
# The pages that sign somebody in or out: for anyone, kept nowhere.
signing_in = Audience(name="signing in")

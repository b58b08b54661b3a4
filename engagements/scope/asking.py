"""Who asks, on pages that are neither the team's alone nor an association's."""

from django.http import HttpRequest

from signatories.organisations.actors import actor_of
from signatories.people import rules
from signatories.people.actors import Actor
from signatories.people.audiences import member
from signatories.people.models import User
from signatories.people.second_factor import SecondFactor, second_factor_of


def who_asks(request: HttpRequest) -> Actor:
    """Somebody of the team who used a second factor; else whoever it is, for the association she acts for."""
    user = request.user
    passed = second_factor_of(request) is SecondFactor.PASSED
    if isinstance(user, User) and rules.is_of_the_team(user) and passed:
        return member(user)
    return actor_of(request)

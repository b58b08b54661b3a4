"""Who is asking."""

from django.http import Http404, HttpRequest

from signatories.people.models import User


def person(request: HttpRequest) -> User:
    """Who is signed in. Raises Http404 for a visitor: the middlewares have sent those to sign in already."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def team_member(request: HttpRequest) -> User:
    """The member of the federation's team who asks. Raises Http404 for anybody else."""
    user = person(request)
    if not (user.is_active and user.is_staff):
        raise Http404
    return user

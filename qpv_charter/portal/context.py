"""What every page's frame needs to know."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from qpv_charter.toolkit.audiences import audience_of, public
from qpv_charter.toolkit.links import absolute
from signatories.organisations.actors import acting
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.people.places import NAVIGATION, NavigationLink


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "SITE_URL": settings.SITE_URL,
        "DEMO": settings.DEMO,
        "public_address": _public_address(request),
        "acting": acting(request),
        "navigation": SimpleLazyObject(partial(_navigation, request)),
    }


def _public_address(request: HttpRequest) -> str:
    """Where this page may be shared from; nothing for a page that is not for all: its address may be a key."""
    match = request.resolver_match
    return absolute(request.path) if match and audience_of(match.func) is public else ""


def _navigation(request: HttpRequest) -> list[tuple[NavigationLink, bool]]:
    """The links of whoever asks, with whether each is the current one."""
    user = getattr(request, "user", None)  # an error page may come before anybody is known
    actor = acting(request) or Actor(person=user if isinstance(user, User) else None)
    return [(link, link.is_current(request.path)) for link in NAVIGATION.gather(actor)]

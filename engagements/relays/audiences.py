"""Reading what was not opened yet: for who was signed in by a code or a passkey less than twelve hours ago."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from engagements.relays.models import Relay
from engagements.scope.asking import who_asks
from qpv_charter.toolkit.audiences import AudienceOf, Turned, visitors
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.people.signin import signed_in_within

LASTS = timedelta(hours=12)


def _turns_away(request: HttpRequest) -> Turned:
    """To a new sign-in, after twelve hours; the team's second factor is asked for by its own pages.

    Raises Http404 for who reads nowhere."""
    if not isinstance(request.user, User):
        return visitors(request)
    if who_asks(request).animates:
        return None
    if not Relay.objects.read_by(request.user).exists():
        raise Http404
    if signed_in_within(request, LASTS):
        return None
    return HttpResponseRedirect(f"{reverse('relays:again')}?{urlencode({'next': request.get_full_path()})}")


def _reader(request: HttpRequest, named: dict[str, Any]) -> Actor:  # noqa: ARG001  # what `who` is called with
    """Whoever reads, whatever association she was acting for: it is she who was chosen."""
    actor = who_asks(request)
    return actor if actor.animates else Actor(person=actor.person)


# What is confided is not kept by a browser, not even for « Back ».
readers = AudienceOf(name="relays", turns_away=_turns_away, who=_reader, secret=True)

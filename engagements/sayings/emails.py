"""To who reads, a link and never the words; to who wrote and left an address, a link to follow it."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from engagements.needs.models import Need
from engagements.needs.models import State as NeedState
from engagements.relays.models import Relay
from engagements.sayings.models import KEYS_LAST, Saying, Why
from engagements.voices.actions import give_link
from qpv_charter.toolkit.links import absolute
from signatories.outbox.actions import write_each
from signatories.people.queries import team_addresses

TEMPLATES = "engagements/sayings/emails/"
MOVED = {
    NeedState.SHARED: "D’autres le disent aussi",
    NeedState.ANSWERED: "Une réponse a été donnée",
    NeedState.SET_ASIDE: "Ce n’est pas possible pour l’instant",
}


def received(saying: Saying) -> None:
    _to_author(saying, "received", "Nous avons reçu ce que vous avez écrit")


def opened(saying: Saying) -> None:
    _to_author(saying, "opened", "C’est lu, et dit aux associations du quartier")


def closed(saying: Saying) -> None:
    _to_author(saying, "closed", "C’est lu", is_danger=saying.why == Why.DANGER)


def not_read(saying: Saying) -> None:
    """Fourteen days, or nobody left to read."""
    _to_author(saying, "not_read", "Personne n’a encore lu ce que vous avez écrit")


def moved(saying: Saying, need: Need) -> None:
    """Shared, answered or not possible: nothing for what lies between."""
    if subject := MOVED.get(need.status):
        steps = need.steps.order_by("-said_at", "-pk")
        _to_author(saying, "moved", subject, need=need, step=steps.first() if need.status.is_over else None)


def to_read(relay: Relay, sayings: Sequence[Saying]) -> None:
    _to_readers("to_read", relay, sayings, [relay.first.email], "Quelque chose est à lire")


def late(relay: Relay, sayings: Sequence[Saying]) -> None:
    """After seven days, to the second person and to the team."""
    to = [relay.second.email, *team_addresses(relay.qpv.department_id)]
    _to_readers("late", relay, sayings, to, "Quelque chose attend d’être lu depuis sept jours")


def _to_author(saying: Saying, what: str, subject: str, **more: object) -> None:
    contact = saying.voice.reached
    if contact is None or not contact.email:
        return
    key = give_link(saying.voice, until=timezone.now() + KEYS_LAST)
    write_each(
        kind=f"sayings.{what}",
        to=[contact.email],
        about=[saying, saying.voice],
        subject=subject,
        template=f"{TEMPLATES}{what}",
        context={"qpv": saying.qpv, "link": absolute(reverse("sayings:key", args=[key.clear])), **more},
        secret=True,
        condition="sayings.stands",
        condition_args={"saying": saying.pk},
    )


def _to_readers(what: str, relay: Relay, sayings: Sequence[Saying], to: Sequence[str], subject: str) -> None:
    write_each(
        kind=f"sayings.{what}",
        to=to,
        about=[relay, relay.organisation, *sayings],
        subject=subject,
        template=f"{TEMPLATES}{what}",
        context={"qpv": relay.qpv, "number": len(sayings), "link": absolute(reverse("sayings:to_read"))},
        condition="sayings.waits",
        condition_args={"qpv": relay.qpv_id},
    )

"""To the two people and to the team: the same news, in the same words."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from engagements.relays.models import Relay
from qpv_charter.toolkit.links import absolute
from signatories.outbox.actions import write_each
from signatories.people.queries import team_addresses

TEMPLATES = "engagements/relays/emails/"


def accepted(relays: Sequence[Relay]) -> None:
    """To the team, which gives."""
    department = relays[0].qpv.department_id
    _write("accepted", relays, team_addresses(department), "Une association accepte d’être relais de quartier")


def given(relay: Relay) -> None:
    _write("given", [relay], _all(relay), "Un relais de quartier commence")


def ended(relay: Relay) -> None:
    _write("ended", [relay], _all(relay), "Un relais de quartier s’arrête")


def _all(relay: Relay) -> list[str]:
    return [*(each.email for each in relay.readers if each.is_active), *team_addresses(relay.qpv.department_id)]


def _write(what: str, relays: Sequence[Relay], to: Iterable[str], subject: str) -> None:
    one = relays[0]
    write_each(
        kind=f"relays.{what}",
        to=to,
        about=[*relays, one.organisation, *one.readers],
        subject=subject,
        template=f"{TEMPLATES}{what}",
        context={
            "organisation": one.organisation,
            "places": [relay.qpv.label for relay in relays],
            "readers": one.readers,
            "talk": one.talk,
            "workspace": absolute(reverse("relays:team")),
            "space": absolute(reverse("relays:space", args=[one.organisation.slug])),
        },
    )

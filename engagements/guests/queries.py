"""What a guest reads, and who is invited."""

from django.db.models import QuerySet

from engagements.guests.models import Guest
from engagements.needs.models import Need
from engagements.needs.queries import Line, by_theme, with_last_step
from signatories.people.actors import Actor
from signatories.territories.models import Qpv


def invited(actor: Actor) -> QuerySet[Guest]:
    """Whoever reads today where one may invite, by neighbourhood (2 queries whatever their number)."""
    guests = Guest.objects.visible_to(actor).current().select_related("qpv")
    return guests.prefetch_related("qpv__communes").order_by("qpv", "until", "pk")


def read_at(qpv: Qpv) -> dict[str, list[Line]]:
    """All that was read there, between signatories included, by theme, and what became of it (3 queries)."""
    return by_theme(with_last_step(Need.objects.read_at(qpv).most_seen_first()))

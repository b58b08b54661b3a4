"""What pages show of what residents write."""

from django.db.models import QuerySet

from engagements.needs.models import Need
from engagements.relays.models import Relay
from engagements.sayings.models import READ_WITHIN, Saying
from engagements.scope.queries import kin_of
from qpv_charter.toolkit.search import telling
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures.models import Signature
from signatories.territories.models import Qpv

MOST_COMPARED, MOST_ALIKE, MOST_DOORS = 200, 3, 8


def to_read(actor: Actor) -> QuerySet[Saying]:
    """What waits, for who reads, the oldest first."""
    return Saying.objects.visible_to(actor).waiting().with_details()


def waiting_for(person: User, organisation: Organisation) -> int:
    """How many things one of the two people of an association has to read."""
    theirs = Relay.objects.read_by(person).filter(organisation=organisation)
    return Saying.objects.waiting().filter(qpv__in=theirs.values("qpv")).count()


def late(actor: Actor) -> QuerySet[Saying]:
    """Those that, where an animator looks, have waited for seven days."""
    return Saying.objects.filter(actor.animated("qpv__department")).unread_for(READ_WITHIN).select_related("qpv")


def look_alikes(text: str, qpv: Qpv, actor: Actor) -> list[Need]:
    """The needs that this visitor may read there and that share most words with a text (4 queries)."""
    mine = {*telling(text)}
    found = Need.objects.visible_to(actor).at(qpv).apart(actor).not_over().most_seen_first()[:MOST_COMPARED]
    shared = [(len(mine & {*telling(need.text)}), need) for need in found]
    alike = sorted((each for each in shared if each[0]), key=lambda each: -each[0])
    return [need for _, need in alike[:MOST_ALIKE]]


def doors(qpv: Qpv) -> QuerySet[Organisation]:
    """The signatories of a neighbourhood that anybody may go to, those with a telephone first."""
    seen = Signature.objects.published().values("organisation")
    there = Organisation.objects.filter(qpvs__in=kin_of(Qpv.objects.filter(pk=qpv.pk)), pk__in=seen).distinct()
    return there.order_by("-public_phone", "name_key", "pk")[:MOST_DOORS]

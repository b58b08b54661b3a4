"""What the row of an association is made of."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from qpv_charter.toolkit.text import fold
from signatories.following.models import Followed
from signatories.history.models import Event
from signatories.moderation.models import Exchange
from signatories.organisations.models import Membership, Organisation
from signatories.signatures.models import Mandate, Signature, Status

NUMBERS = ("rna", "siren", "siret", "doubtful_rna", "doubtful_siren")
COLUMNS = [column.name for column in Followed._meta.concrete_fields if not column.primary_key]


@dataclass
class Facts:
    """What is said of an association elsewhere than on its record: the key and the state of each signature, the
    last first; of the mandates in use of those that stand, whether one says who decided, and which elections are
    planned; when each of its people left, None for who is there; its signs of life."""

    signatures: list[tuple[UUID, str]] = field(default_factory=list)
    knows_mandate: bool = False
    elections: list[date] = field(default_factory=list)
    departures: list[datetime | None] = field(default_factory=list)
    heard: list[datetime] = field(default_factory=list)


AllFacts = defaultdict[UUID, Facts]


def derived(keys: Collection[UUID]) -> list[Followed]:
    """The rows of some associations, as they are to be; none of a record that was erased or joined (7 queries,
    whatever their number)."""
    living = Organisation.objects.filter(pk__in=keys, erased_at=None, joined_into=None).select_related("commune")
    facts = AllFacts(Facts)
    for read in (_signatures, _mandates, _people, _messages, _acts):
        read(keys, facts)
    return [row_of(organisation, facts[organisation.pk]) for organisation in living.order_by("pk")]


def row_of(organisation: Organisation, its: Facts) -> Followed:
    last, status = its.signatures[0] if its.signatures else (None, "")
    states = {state for _, state in its.signatures}
    return Followed(
        organisation=organisation,
        name_key=organisation.name_key,
        department_id=organisation.department_code,
        search_text=_search_text(organisation),
        signature_id=last,
        status=status,
        is_published=Status.PUBLISHED in states,
        is_standing=bool(states - {Status.WITHDRAWN}),
        knows_mandate=its.knows_mandate,
        next_election=min(its.elections, default=None),
        heard_at=max([organisation.created_at, *its.heard]),
        left_at=None if None in its.departures else max(filter(None, its.departures), default=None),
    )


def _search_text(organisation: Organisation) -> str:
    place = organisation.commune.search_text if organisation.commune else fold(organisation.commune_typed)
    words = (organisation.name_key, fold(organisation.acronym), fold(organisation.address), place)
    addresses = (organisation.contact_email.lower(), organisation.public_email.lower())
    numbers = (str(getattr(organisation, number)).lower() for number in NUMBERS if getattr(organisation, number))
    return "".join(f" {part}" for part in (*words, *addresses, *numbers) if part)


def _signatures(keys: Collection[UUID], facts: AllFacts) -> None:
    given = Signature.objects.filter(organisation__in=keys).latest_first()
    for key, signature, status, at in given.values_list("organisation", "pk", "status", "confirmed_at"):
        facts[key].signatures.append((signature, status))
        facts[key].heard.append(at)


def _mandates(keys: Collection[UUID], facts: AllFacts) -> None:
    """A former one was a sign too."""
    given = Mandate.objects.filter(signature__organisation__in=keys).order_by()
    columns = (
        "signature__organisation",
        "signature__status",
        "created_at",
        "ended_at",
        "decided_by",
        "next_election",
    )
    for key, status, at, ended_at, decided_by, election in given.values_list(*columns):
        facts[key].heard.append(at)
        if ended_at is None and status != Status.WITHDRAWN:
            facts[key].knows_mandate |= bool(decided_by)
            facts[key].elections += [election] if election else []


def _people(keys: Collection[UUID], facts: AllFacts) -> None:
    """The visits of those who are there."""
    hers = Membership.objects.filter(organisation__in=keys).order_by()
    for key, ended_at, visit in hers.values_list("organisation", "ended_at", "user__last_login"):
        facts[key].departures.append(ended_at)
        facts[key].heard += [visit] if visit and ended_at is None else []


def _messages(keys: Collection[UUID], facts: AllFacts) -> None:
    signs = Exchange.objects.filter(signature__organisation__in=keys, kind__in=Exchange.SIGNS_OF_LIFE).order_by()
    for key, at in signs.values_list("signature__organisation").annotate(Max("at")):
        facts[key].heard.append(at)


def _acts(keys: Collection[UUID], facts: AllFacts) -> None:
    """What was done in the name of a record is done, once it was joined, in that of the one that is kept."""
    kept = dict(Organisation.objects.filter(joined_into__in=keys).order_by().values_list("pk", "joined_into"))
    acts = Event.objects.filter(acts_for__in=[*keys, *kept]).order_by()
    for key, at in acts.values_list("acts_for").annotate(Max("at")):
        facts[kept.get(key) or key].heard.append(at)

"""What the pages of a message to many show."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from qpv_charter.toolkit.lists import Link
from signatories.following.lists import PAST, UNKNOWN, AssociationFilters
from signatories.following.places import GROUPS
from signatories.following.queries import associations
from signatories.mailings.models import Mailing, MailingRecipient, Outcome
from signatories.mailings.readers import Reader, Selection, selection
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.people.actors import TeamMember
from signatories.signatures.models import Status

MOST_SHOWN = 200  # readers of a page, before the text
MOST_LEFT = 20  # of each kind of those who got nothing, on the page of a message
MOST_OF_ONE = 10  # messages on the page of one association


@dataclass(frozen=True)
class Preview:
    """A message as one of its readers gets it. `at` counts from one."""

    reader: Reader
    at: int
    ready: int
    held: list[tuple[Reader, str]]
    found: Selection

    @property
    def previous(self) -> str:
        return f"?page={self.at - 1}" if self.at > 1 else ""

    @property
    def next(self) -> str:
        return f"?page={self.at + 1}" if self.at < self.ready else ""


@dataclass(frozen=True)
class Tally:
    outcome: Outcome
    count: int
    href: str
    rows: list[Any]


def named_audiences(actor: TeamMember) -> list[Link]:
    """Those that are asked for most, with how many each has (1 query each), and the groups of the slices above,
    which are told apart one association after the other: counted once one asks for one."""
    seen = associations(actor)
    asked = [
        ("Toutes celles dont la signature est publiée", AssociationFilters(state=Status.PUBLISHED)),
        ("Sans mandat connu", AssociationFilters(state=Status.PUBLISHED, mandate=UNKNOWN)),
        ("Mandat après son élection", AssociationFilters(state=Status.PUBLISHED, mandate=PAST)),
    ]
    begin = reverse("mailings:begin")
    named = [Link(said, begin + one.as_query(), count=one.narrow(seen).order_by().count()) for said, one in asked]
    groups = ((group.label, AssociationFilters(group=group)) for group in GROUPS.gather())
    return [*named, *(Link(said, begin + one.as_query()) for said, one in groups)]


def preview(mailing: Mailing, actor: TeamMember, *, at: int) -> Preview:
    """Its `ready` is 0 when nobody would be written to."""
    found = selection(mailing.audience, actor)
    held = [(reader, why) for reader in found.readers if (why := reader.why_held(mailing.text))]
    kept = {reader.address for reader, _ in held}
    ready = [reader for reader in found.readers if reader.address not in kept]
    at = min(max(at, 1), len(ready))
    reader = ready[at - 1] if ready else Reader("")
    return Preview(reader, at, len(ready), held, found)


def mailings(actor: TeamMember) -> QuerySet[Any]:
    """Those that the actor sees, the latest first, with how many they reach (`addresses`) and how many left."""
    rows = MailingRecipient.objects.filter(mailing=OuterRef("pk")).order_by().values("mailing")
    sent = rows.filter(message__state=Message.State.SENT)
    named: QuerySet[Any] = Mailing.objects.visible_to(actor).annotate(
        addresses=_counted(rows), sent=_counted(sent)
    )
    return named.select_related("begun_by", "confirmed_by").defer("text").order_by("-begun_at", "pk")


def recipients(actor: TeamMember) -> QuerySet[Any]:
    """With their outcome, and why, of all the messages that the actor sees."""
    rows = MailingRecipient.objects.visible_to(actor).with_outcome().select_related("message", "mailing")
    return rows.prefetch_related("organisations").order_by("-mailing__begun_at", "address", "pk")


def tallies(mailing: Mailing) -> list[Tally]:
    """What became of it, and the first of those who got nothing (1 query, and 2 for each kind of these)."""
    rows = mailing.recipients.with_outcome()
    counts = dict(rows.order_by().values_list("outcome").annotate(Count("pk")))
    told = {Outcome.HELD, Outcome.REFUSED, Outcome.CANCELLED}
    return [
        Tally(
            outcome,
            counts.get(outcome.value, 0),
            f"{reverse('mailings:recipients')}?etat={outcome.value}&message={mailing.pk}",
            _first(rows, outcome) if outcome in told and counts.get(outcome.value) else [],
        )
        for outcome in Outcome
    ]


def sent_to(organisation: Organisation) -> list[Any]:
    """The last messages of many that an association was named by, each with its outcome."""
    rows = MailingRecipient.objects.filter(organisations=organisation).with_outcome()
    return list(rows.select_related("mailing", "message").order_by("-mailing__confirmed_at", "pk")[:MOST_OF_ONE])


def _first(rows: QuerySet[Any], outcome: Outcome) -> list[Any]:
    some = rows.filter(outcome=outcome).select_related("message").prefetch_related("organisations")
    return list(some.order_by("address", "pk")[:MOST_LEFT])


def _counted(rows: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)

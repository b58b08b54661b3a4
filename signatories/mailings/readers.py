"""Who a message to many goes to: asked anew at each step, of the list that the team narrows by its filters."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from signatories.following.lists import AssociationFilters, filters_of
from signatories.following.models import FollowedQuerySet
from signatories.following.queries import associations
from signatories.joining.queries import joinable
from signatories.mailings import words
from signatories.organisations.models import Organisation
from signatories.organisations.queries import correspondents_seen, with_contacts
from signatories.outbox.models import Preference
from signatories.people.actors import TeamMember
from signatories.people.models import User
from signatories.signatures.models import Status

FAMILY = "mailings"
MOST = 5000  # associations
REFUSES = "Cette adresse ne veut plus recevoir les messages envoyés à plusieurs associations."
NO_LONGER = (
    "Elle n’est plus concernée\u202f: l’association a répondu, sa situation a changé, "
    "ou cette adresse n’est plus celle de sa personne contact."
)
STANDING = (Status.CONFIRMED, Status.TO_REVIEW, Status.PUBLISHED)


@dataclass
class Reader:
    """An address, once, with those of the associations that it reads for; `person` is None for that of a paper."""

    address: str
    person: User | None = None
    organisations: list[Organisation] = field(default_factory=list)
    joinable: frozenset[UUID] = frozenset()

    @property
    def name(self) -> str:
        return self.person.full_name if self.person else ""

    @property
    def associations(self) -> str:
        return words.together(each.name for each in self.organisations)

    def values(self) -> dict[str, str]:
        """What stands in the text in the place of each word; empty for what nobody told us."""
        return {
            words.FIRST_NAME: self.person.first_name if self.person else "",
            words.LAST_NAME: self.person.last_name if self.person else "",
            words.ASSOCIATION: self.associations,
            words.COMMUNE: words.together(each.commune_label for each in self.organisations if each.commune_label),
            words.SPACE: self._link(),
        }

    def why_held(self, text: str) -> str:
        """What a text leaves to be replaced and that nobody told us; empty where all of it is known."""
        missing = words.missing_in(text, self.values())
        return f"Nous ne connaissons pas\u202f: {', '.join(missing)}." if missing else ""

    def _link(self) -> str:
        """Her space; where she has none, where one asks for it."""
        if not self.person:
            open_to_her = (each for each in self.organisations if each.pk in self.joinable)
            first = next(open_to_her, None)
            return absolute(reverse("joining:ask", args=[first.slug])) if first else ""
        if len(self.organisations) > 1:
            return absolute(reverse("organisations:space"))
        return absolute(reverse("organisations:space_detail", args=[self.organisations[0].slug]))


@dataclass
class Selection:
    """`readers` are written to. `refusing` want no such message, `unreachable` gave no address, `apart` answer the
    filters and are not written to: without a signature, withdrawn, or paused unless they are asked for."""

    readers: list[Reader] = field(default_factory=list)
    refusing: list[Reader] = field(default_factory=list)
    unreachable: list[Organisation] = field(default_factory=list)
    apart: int = 0
    too_many: int = 0

    @property
    def associations(self) -> int:
        return len({each.pk for reader in self.readers for each in reader.organisations})


def selection(query: str, actor: TeamMember) -> Selection:
    """Everybody whom an audience reaches, of those that the actor animates (7 queries at most)."""
    filters = filters_of(query)
    if filters is None:
        return Selection()
    answering = filters.narrow(associations(actor)).order_by()
    standing = _written_to(answering, filters)
    every, many = answering.count(), standing.count()
    if many > MOST:
        return Selection(too_many=many)
    readers, unreachable = _grouped(_rows(standing))
    refusing = _refusing(readers)
    return Selection(
        readers=[reader for reader in readers if reader.address not in refusing],
        refusing=[reader for reader in readers if reader.address in refusing],
        unreachable=unreachable,
        apart=every - many,
    )


def still_reached(query: str, actor: TeamMember, among: Iterable[UUID]) -> dict[str, Reader]:
    """By address, who is reached today for some associations of an audience, refusing or not."""
    filters = filters_of(query)
    if filters is None:
        return {}
    some = associations(actor).filter(pk__in=[*among])
    readers, _ = _grouped(_rows(_written_to(filters.narrow(some).order_by(), filters)))
    return {reader.address: reader for reader in readers}


def refusing_of(addresses: Iterable[str]) -> set[str]:
    """Those of some addresses that want no message of this family (1 query)."""
    refused = Preference.objects.filter(family=FAMILY, refused_at__isnull=False, address__in=[*addresses])
    return {*refused.values_list("address", flat=True)}


def _written_to(answering: FollowedQuerySet, filters: AssociationFilters) -> FollowedQuerySet:
    paused = [Status.PAUSED] if filters.state == Status.PAUSED else []
    return answering.filter(status__in=[*STANDING, *paused])


def _rows(standing: FollowedQuerySet) -> list[Organisation]:
    rows = Organisation.objects.filter(pk__in=standing.values("pk")).select_related("commune__department")
    return list(rows.prefetch_related(with_contacts()).order_by("name_key", "pk"))


def _grouped(rows: list[Organisation]) -> tuple[list[Reader], list[Organisation]]:
    """Readers by address, and the associations without any."""
    found: dict[str, Reader] = {}
    unreachable = []
    for organisation in rows:
        mailboxes = _mailboxes(organisation)
        for address, person in mailboxes.items():
            reader = found.setdefault(address, Reader(address))
            reader.person = reader.person or person
            reader.organisations.append(organisation)
        if not mailboxes:
            unreachable.append(organisation)
    _give_ways_in(found.values())
    return [found[address] for address in sorted(found)], unreachable


def _mailboxes(organisation: Organisation) -> dict[str, User | None]:
    return {each.address.lower(): each.person for each in correspondents_seen(organisation)}


def _give_ways_in(readers: Iterable[Reader]) -> None:
    papers = [reader for reader in readers if not reader.person]
    keys = {each.pk for reader in papers for each in reader.organisations}
    open_to_all = frozenset(joinable().filter(pk__in=keys).values_list("pk", flat=True)) if keys else frozenset()
    for reader in papers:
        reader.joinable = open_to_all


def _refusing(readers: list[Reader]) -> set[str]:
    return refusing_of(reader.address for reader in readers)

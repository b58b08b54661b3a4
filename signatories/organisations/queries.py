"""Page-shaped reads of associations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from qpv_charter.toolkit.french import of_place
from signatories.organisations.actors import Contact
from signatories.organisations.models import (
    NONE_OF_THEM,
    Invitation,
    Membership,
    Network,
    Organisation,
    ProposedChange,
    Theme,
)
from signatories.organisations.places import PROOFS
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.registry.models import AssociationRecord
from signatories.registry.queries import candidates


class Reach(Enum):
    """By whom an association is reached today."""

    CONTACTS = "contacts"
    PAPER = "paper"
    NOBODY = "nobody"


MOST_FORMER = 5
CHECKED_IN = (2, 6)  # February and June: the months in which the list of contact persons is looked at again


@dataclass(frozen=True)
class Correspondent:
    """Who reads what is written to an association: a contact person or, where there is none, whoever reads the
    private address that its paper gave (`person` is None)."""

    address: str
    person: User | None = None


def former_contacts(organisation: Organisation) -> list[User]:
    """The last who looked after it, of those who can still be written to (1 query)."""
    ended = organisation.memberships.exclude(ended_at=None).filter(user__is_active=True)
    people = [membership.user for membership in ended.select_related("user").order_by("-ended_at", "-pk")]
    return list(dict.fromkeys(people))[:MOST_FORMER]


def unanswered_handovers(actor: Contact) -> QuerySet[Invitation]:
    """The actor's own, for the association she acts for, that ended without an answer: she is still there."""
    hers = Invitation.objects.unanswered().filter(organisation=actor.acts_for)
    return hers.filter(hands_over__user=actor.person, hands_over__ended_at=None)


def correspondents(organisation: Organisation) -> list[Correspondent]:
    """To whom one writes to an association; nobody where its paper gave no address (1 query)."""
    return _correspondents(organisation, organisation.memberships.current().select_related("user"))


def correspondents_seen(organisation: Organisation) -> list[Correspondent]:
    """The same, of one that was read `with_contacts`."""
    return _correspondents(organisation, organisation.contacts_seen)  # type: ignore[attr-defined]  # read with it


def _correspondents(organisation: Organisation, contacts: Iterable[Membership]) -> list[Correspondent]:
    found = [Correspondent(contact.user.email, contact.user) for contact in contacts]
    paper = organisation.contact_email
    return found or ([Correspondent(paper)] if paper else [])


def reach_of(organisation: Organisation) -> Reach:
    return _reach(correspondents(organisation))


def reach_seen(organisation: Organisation) -> Reach:
    """The same, of one that was read `with_contacts`."""
    return _reach(correspondents_seen(organisation))


def _reach(found: list[Correspondent]) -> Reach:
    if not found:
        return Reach.NOBODY
    return Reach.CONTACTS if found[0].person else Reach.PAPER


def called_to_others(organisation: Organisation) -> str:
    """What stands in the subject of a mail to who does not look after it: its name once the team has read it and
    published, else its official commune. What a stranger typed reaches nobody else's subject line (1 query)."""
    if PROOFS.gather(organisation):
        return organisation.name
    return f"une association {of_place(organisation.commune.label)}" if organisation.commune else "une association"


def in_registry(organisation: Organisation) -> list[AssociationRecord]:
    """The records of the registry this association may be; none once it has a number or said that none is it."""
    if organisation.rna or NONE_OF_THEM in organisation.from_registry:
        return []
    return candidates(organisation.name, organisation.commune)


def with_contacts(way: str = "") -> Prefetch[str, QuerySet[Membership], str]:
    """Who looks after each association today, each with the person, as `contacts_seen` (1 query for all); `way`
    leads from a row to it."""
    current = Membership.objects.current().select_related("user")
    return Prefetch(f"{way}memberships", current, to_attr="contacts_seen")


def contacts_of(organisation: Organisation) -> list[Membership]:
    """Who looks after an association today, each with the person.

    Kept on the object, since several parts of a page ask for it (1 query in all)."""
    prefetch_related_objects([organisation], with_contacts())
    contacts: list[Membership] = organisation.contacts_seen  # type: ignore[attr-defined]  # named just above
    return contacts


def are_to_check(organisation: Organisation, *, on: date) -> bool:
    """Whether it is the time of year to ask if its contact persons are the right ones, and nobody has said so."""
    known = max(organisation.created_at, organisation.people_checked_at or organisation.created_at)
    return on.month in CHECKED_IN and timezone.localdate(known) < on.replace(day=1)


def has_chosen(organisation: Organisation) -> dict[str, bool]:
    """Of its neighbourhoods, communes, networks and themes, which it told any of (1 query)."""
    names = ("qpvs", "action_communes", "networks", "themes")
    rows = [getattr(Organisation, name).through._default_manager for name in names]
    any_of = [Exists(of.filter(organisation=OuterRef("pk"))) for of in rows]
    return dict(
        zip(names, Organisation.objects.filter(pk=organisation.pk).values_list(*any_of).get(), strict=True)
    )


def proposed_or_said(organisation: Organisation, *fields: str) -> dict[str, Any]:
    """Some fields as its own people see them: what they proposed and the team has not read, else the record."""
    pending = pending_change(organisation)
    proposed = pending.values if pending else {}
    return {field: proposed.get(field, getattr(organisation, field)) for field in fields}


def pending_change(organisation: Organisation) -> ProposedChange | None:
    """What its people proposed and the team has not read yet (1 query)."""
    waiting = organisation.proposed_changes.pending()
    return waiting.select_related("commune__department", "proposed_by").first()


def latest_change(organisation: Organisation) -> ProposedChange | None:
    """What its people proposed last, as long as it waits, or if it was refused."""
    last = organisation.proposed_changes.select_related("commune__department").last()
    told = {ProposedChange.State.PENDING, ProposedChange.State.REFUSED}
    return last if last and last.state in told else None


def changes_to_read(actor: Actor) -> QuerySet[ProposedChange]:
    """What associations propose to change of who they are, for the team, oldest first."""
    return (
        ProposedChange.objects.visible_to(actor)
        .pending()
        .select_related("organisation__commune__department", "commune__department", "proposed_by")
    )


def network_of(slug: str) -> Network | None:
    """The one that an address names; once it was withdrawn, the one that stands in its place."""
    found = Network.every.filter(slug=slug).first()
    return found.listed if found else None


def every_network() -> QuerySet[Any]:
    """The listed ones, then those that were withdrawn, each with how many associations bear it (`bearing`)."""
    there = Q(organisations__erased_at=None, organisations__joined_into=None)
    counted: QuerySet[Any] = Network.every.annotate(bearing=Count("organisations", filter=there))
    return counted.select_related("replaced_by").order_by(F("withdrawn_at").asc(nulls_first=True), "sort_key")


def theme_of(slug: str) -> Theme | None:
    return Theme.objects.filter(slug=slug).first()

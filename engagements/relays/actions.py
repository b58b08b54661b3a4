"""An association says yes, the team gives the role, either ends it. Both people and the team are told."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from engagements.relays import emails, rules
from engagements.relays.models import LONGEST_TALK, Relay
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_line
from signatories.history.actions import record
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures.models import Signature
from signatories.territories.models import Qpv

PAGES = "relays"  # `relays:QN09331M`: what shows whether somebody reads there


@dataclass(frozen=True, kw_only=True)
class Readers:
    """The two people who read, and when one may come and talk instead of writing."""

    first: User
    second: User
    talk: str = ""


@transaction.atomic
def accept(*, by: Contact, qpvs: Collection[Qpv], readers: Readers) -> list[Relay]:
    """An association's yes, for neighbourhoods where it acts; the team is told.

    Raises ActionRefused for who has not signed, for one person alone or somebody who does not look after the
    association, and for a neighbourhood where it does not act."""
    if not rules.may_accept(by):
        raise ActionRefused("Votre association pourra être relais dès que sa signature sera publiée.")
    talk = or_refuse(read_line, readers.talk, longest=LONGEST_TALK)
    # Held: of two colleagues who say yes at once, the second is told that it is done.
    Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation.pk)
    _check(by, qpvs, readers)
    relays = [
        Relay.objects.create(
            organisation=by.organisation,
            qpv=qpv,
            first=readers.first,
            second=readers.second,
            talk=talk,
            asked_by=by.person,
        )
        for qpv in qpvs
    ]
    for relay in relays:
        record("relay.accepted", relay, by=by, about=_about(relay))
    emails.accepted(relays)
    return relays


@transaction.atomic
def give(relay: Relay, *, by: Actor) -> Relay:
    """The association reads there from now on. Raises ActionRefused for who does not animate there, for an
    association that is a signatory no more, and where another one reads."""
    relay = _held(relay)
    # Held: of two associations given one neighbourhood at once, the second is refused in words.
    Qpv.objects.select_for_update(no_key=True).get(pk=relay.qpv_id)
    if by.person is None or not rules.animates(by, relay):
        raise ActionRefused("C’est l’équipe d’animation de ce département qui donne ce rôle.")
    if relay.given_at or relay.ended_at:
        raise ActionRefused("C’est déjà fait.")
    if not Signature.objects.published().filter(organisation=relay.organisation_id).exists():
        raise ActionRefused("La signature de cette association n’est pas publiée.")
    if Relay.objects.given().filter(qpv=relay.qpv_id).exists():
        raise ActionRefused("Une autre association est déjà relais dans ce quartier.")
    relay.given_by, relay.given_at = by.person, timezone.now()
    relay.save(update_fields=["given_by", "given_at"])
    record("relay.given", relay, by=by, about=_about(relay))
    emails.given(relay)
    changed(relay)
    return relay


@transaction.atomic
def say_when(relay: Relay, *, by: Contact, talk: str) -> Relay:
    """When and where one may come and talk. Raises ActionRefused for another association."""
    relay, talk = _held(relay), or_refuse(read_line, talk, longest=LONGEST_TALK)
    if by.acts_for != relay.organisation_id or relay.ended_at:
        raise ActionRefused("Seule l’association qui est relais peut écrire où et quand venir en parler.")
    relay.talk = talk
    relay.save(update_fields=["talk"])
    record("relay.talk_said", relay, by=by, about=_about(relay))
    changed(relay)
    return relay


@transaction.atomic
def end(relay: Relay, *, by: Actor) -> Relay:
    """It reads there no more, from now on; before it was given, its yes is taken back. Raises ActionRefused for a
    stranger, and twice."""
    relay = _held(relay)
    if by.person is None or not rules.may_end(by, relay):
        raise ActionRefused("Seules l’association et l’équipe d’animation peuvent mettre fin à ce rôle.")
    if relay.ended_at:
        raise ActionRefused("C’est déjà fait.")
    return _end(relay, by=by)


@transaction.atomic
def end_lost() -> None:
    """Those whose association signs no more or acts elsewhere, or one of whose people left it."""
    serving = Relay.objects.serving().values("pk")
    for relay in Relay.objects.given().exclude(pk__in=serving).order_by("pk"):
        held = _held(relay)
        if not held.ended_at:
            _end(held, by=None)


def changed(*relays: Relay) -> None:
    pages.changed(*(f"{PAGES}:{relay.qpv_id}" for relay in relays))


def _check(by: Contact, qpvs: Collection[Qpv], readers: Readers) -> None:
    """Raises ActionRefused with what is wrong, in words."""
    people = {readers.first, readers.second}
    if len(people) != 2:  # noqa: PLR2004  # two, as the constraint says
        raise ActionRefused("Choisissez deux personnes différentes\u202f: l’une lit quand l’autre est absente.")
    if by.organisation.memberships.current().filter(user__in=people).count() != len(people):
        raise ActionRefused("Ces deux personnes doivent s’occuper de votre association sur cette plateforme.")
    if not qpvs or by.organisation.qpvs.filter(pk__in=[qpv.pk for qpv in qpvs]).count() != len(qpvs):
        raise ActionRefused("Choisissez au moins un quartier où votre association agit.")
    if Relay.objects.current().filter(organisation=by.organisation, qpv__in=qpvs).exists():
        raise ActionRefused("Votre association a déjà dit oui pour l’un de ces quartiers.")


def _end(relay: Relay, *, by: Actor | None) -> Relay:
    relay.ended_by, relay.ended_at = by.person if by else None, timezone.now()
    relay.save(update_fields=["ended_by", "ended_at"])
    record("relay.ended", relay, by=by, about=_about(relay))
    emails.ended(relay)
    changed(relay)
    return relay


def _held(relay: Relay) -> Relay:
    rows = Relay.objects.select_for_update(of=("self",))
    return rows.select_related("qpv__department", "organisation", "first", "second").get(pk=relay.pk)


def _about(relay: Relay) -> list[Organisation | Qpv]:
    return [relay.organisation, relay.qpv]

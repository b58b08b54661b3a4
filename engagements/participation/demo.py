"""Invented gatherings in three neighbourhoods, one overseas: each state, answered by invented residents."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from engagements.participation import actions
from engagements.participation.actions.answering import Said
from engagements.participation.actions.asking import Words, count_dates
from engagements.participation.actions.deciding import Outcome
from engagements.participation.models import Gathering, Rhythm
from engagements.participation.times import When, suggested
from engagements.scope.places import Place, place_of
from engagements.voices.actions import Speaker
from engagements.voices.models import Kind
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.signatures.models import Signature
from signatories.territories.models import Qpv

MOSSON, MIRAIL, OVERSEAS = "QN03405M", "QN03107M", "QN97"  # codes of neighbourhoods, or how they begin
EVENING = time(18, 30)


def load() -> None:
    """Make what is not there yet, where published associations act."""
    if Gathering.objects.exists():
        return
    for make, contact in (
        (_of_mosson, _who_acts_in(MOSSON)),
        (_of_mirail, _who_acts_in(MIRAIL)),
        (_overseas, _who_acts_in(OVERSEAS)),
    ):
        if contact:
            make(contact)


def _of_mosson(by: Contact) -> None:
    """A date to choose together, answered; one that was held."""
    today = timezone.localdate()
    asked = actions.propose(
        by=by,
        place=_at(by),
        words=Words(
            title="Préparer la fête du quartier (exemple)",
            where="La maison pour tous (exemple)",
            text="Qui veut venir, avec quoi, et à quelle heure cela vous va.",
        ),
        times=suggested(today),
    )
    _answered(asked)
    _held(by)


def _of_mirail(by: Contact) -> None:
    """One that comes back each month, and one that was called off."""
    soon = When(timezone.localdate() + timedelta(days=9), EVENING)
    later = When(timezone.localdate() + timedelta(days=16), EVENING)
    words = Words(title="Le café des parents (exemple)", where="Devant l’école (exemple)")
    fixed = actions.propose(by=by, place=_at(by), words=words, times=[soon], rhythm=Rhythm.MONTH)
    _answered(fixed)
    off = Words(title="Atelier vélo (exemple)", where="La place (exemple)")
    called_off = actions.propose(by=by, place=_at(by), words=off, times=[later])
    actions.cancel(called_off, by=by, why="L’atelier est inondé. Nous proposerons une autre date (exemple).")


def _overseas(by: Contact) -> None:
    """Dates to choose, with the hours of there."""
    words = Words(title="Les mardis du jardin (exemple)", where="Le jardin partagé (exemple)")
    actions.propose(by=by, place=_at(by), words=words, times=suggested(timezone.localdate()))


def _held(by: Contact) -> None:
    """Proposed a month ago, held ten days ago: written as it would have been."""
    today = timezone.localdate()
    words = Words(title="Marche dans le quartier (exemple)", where="L’arrêt du tramway (exemple)")
    gathering = actions.propose(
        by=by, place=_at(by), words=words, times=[When(today + timedelta(days=1), EVENING)]
    )
    if chosen := gathering.chosen:
        chosen.day = today - timedelta(days=10)
        chosen.save()
        count_dates(gathering, [chosen])
        gathering.save(update_fields=["first_at", "last_at"])
    outcome = Outcome(residents=14, volunteers=5, employees=3, public_bodies=1, childcare_given=True)
    actions.hold(gathering, by=by, outcome=outcome)


def _answered(gathering: Gathering) -> None:
    """Residents, an association, and how they can come."""
    times = [when.pk for when in gathering.asked()]
    people: tuple[tuple[Speaker, str, dict[str, Any]], ...] = (
        (Speaker(called="Fatou (exemple)"), "yes no if_needed no yes", {"childcare": True}),
        (Speaker(called="Ahmed (exemple)"), "no no yes yes yes", {"interpreting": "arabe"}),
        (Speaker(called="Rosa (exemple)", phone="01 23 45 67 89"), "yes yes no no if_needed", {}),
        (Speaker(), "no if_needed yes no yes", {"access": True}),
        (Speaker(kind=Kind.ASSOCIATION, called="Les Voisins d’à côté (exemple)"), "yes yes no no no", {}),
    )
    for speaker, words, needs in people:
        said = Said(times=dict(zip(times, words.split(), strict=False)), **needs)
        actions.answer(gathering, by=Actor(), speaker=speaker, said=said)


def _at(by: Contact) -> Place:
    return place_of(qpvs=list(by.organisation.qpvs.all()[:1]), department=None)


def _who_acts_in(code: str) -> Contact | None:
    """Somebody who looks after a published signatory of a neighbourhood whose code begins so."""
    qpvs = Qpv.objects.filter(pk__startswith=code).values("pk")
    seen = Signature.objects.published().values("organisation")
    there = Organisation.objects.filter(pk__in=seen, qpvs__in=qpvs, memberships__ended_at=None)
    organisation = there.exclude(memberships=None).order_by("name_key", "pk").first()
    membership = organisation.memberships.current().select_related("user").first() if organisation else None
    if organisation is None or membership is None:
        return None
    return Contact(person=membership.user, acts_for=organisation.pk, organisation=organisation)

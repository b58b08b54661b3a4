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
from engagements.scope.demo import MIRAIL, MOSSON, OVERSEAS, at, contacts_in
from engagements.voices.actions import Speaker
from engagements.voices.models import Kind
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor

EVENING = time(18, 30)


def load() -> None:
    """Make what is not there yet, where published associations act."""
    if Gathering.objects.exists():
        return
    for code, make in ((MOSSON, _of_mosson), (MIRAIL, _of_mirail), (OVERSEAS, _overseas)):
        for contact in contacts_in(code)[:1]:
            make(contact)


def _of_mosson(by: Contact) -> None:
    """A date to choose together, answered; one that was held."""
    today = timezone.localdate()
    asked = actions.propose(
        by=by,
        place=at(by),
        words=Words(
            title="Préparer la fête du quartier (exemple)",
            where="La maison pour tous (exemple)",
            text="Qui veut venir, avec quoi, et à quelle heure cela vous va.",
        ),
        times=suggested(today),
    )
    _answered(asked)
    _held(by, title="Marche dans le quartier (exemple)", where="L’arrêt du tramway (exemple)")


def _of_mirail(by: Contact) -> None:
    """One that comes back each month, as it did the last; one that was called off."""
    _held(by, title="Le café des parents (exemple)", where="Devant l’école (exemple)")
    soon = When(timezone.localdate() + timedelta(days=9), EVENING)
    later = When(timezone.localdate() + timedelta(days=16), EVENING)
    words = Words(title="Le café des parents (exemple)", where="Devant l’école (exemple)")
    fixed = actions.propose(by=by, place=at(by), words=words, times=[soon], rhythm=Rhythm.MONTH)
    _answered(fixed)
    off = Words(title="Atelier vélo (exemple)", where="La place (exemple)")
    called_off = actions.propose(by=by, place=at(by), words=off, times=[later])
    actions.cancel(called_off, by=by, why="L’atelier est inondé. Nous proposerons une autre date (exemple).")


def _overseas(by: Contact) -> None:
    """Dates to choose, with the hours of there; one that was held."""
    words = Words(title="Les mardis du jardin (exemple)", where="Le jardin partagé (exemple)")
    _answered(actions.propose(by=by, place=at(by), words=words, times=suggested(timezone.localdate())))
    _held(by, title="Nettoyer la ravine ensemble (exemple)", where="Le pont (exemple)")


def _held(by: Contact, *, title: str, where: str) -> None:
    """Proposed a month ago, held ten days ago: written as it would have been."""
    today = timezone.localdate()
    words, times = Words(title=title, where=where), [When(today + timedelta(days=1), EVENING)]
    gathering = actions.propose(by=by, place=at(by), words=words, times=times)
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

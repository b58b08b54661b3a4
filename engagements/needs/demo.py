"""Invented needs, in each state, in the three neighbourhoods of the demonstration; one that somebody reported."""

from datetime import timedelta

from django.utils import timezone

from engagements.flags.actions import report
from engagements.flags.models import Reason
from engagements.flags.places import kinds
from engagements.needs.actions import (
    KIND,
    Line,
    Occasion,
    close,
    join,
    note,
    reopen,
    say_at_home,
    second,
    tell,
)
from engagements.needs.models import Need
from engagements.scope.demo import MIRAIL, MOSSON, OVERSEAS, at, contacts_in
from signatories.organisations.actors import Contact
from signatories.organisations.queries import theme_of

LIGHT = (
    ("La lumière est coupée dans l’allée depuis septembre (exemple)", 9, "cadre-de-vie"),
    ("Pas de crèche qui prend les enfants avant neuf heures (exemple)", 4, "enfance-familles"),
    ("On voudrait un repas de quartier au printemps (exemple)", 2, "vie-de-quartier"),
    ("L’arrêt de bus est trop loin pour les personnes âgées (exemple)", 6, "cadre-de-vie"),
    ("L’ascenseur du bâtiment C tombe en panne chaque semaine (exemple)", 5, "cadre-de-vie"),
    ("Au rez-de-chaussée du D, Monsieur Inventé laisse son chien aboyer (exemple)", 1, ""),
)
ALONE = (
    ("Les jeunes cherchent un lieu où réviser le soir (exemple)", 11, "education"),
    ("Personne pour lire une lettre de la préfecture avec nous (exemple)", 7, "acces-aux-droits"),
    ("Pas de place au calme pour les devoirs (exemple)", 2, "education"),
)
RAIN = (
    ("L’eau entre dans la cour à chaque grosse pluie (exemple)", 8, "cadre-de-vie"),
    ("Un jardin pour les enfants, avec de l’ombre (exemple)", 1, "enfance-familles"),
)


def load() -> None:
    """Make what is not there yet, where published associations act."""
    if Need.objects.exists():
        return
    for code, make in ((MOSSON, _of_mosson), (MIRAIL, _of_mirail), (OVERSEAS, _overseas)):
        if contacts := contacts_in(code):
            make(contacts[0], contacts[1:])


def _of_mosson(by: Contact, others: list[Contact]) -> None:
    """Followed to an answer, or not; in one, somebody read a name and reported it."""
    light, nursery, _, bus, lift, named = _noted(LIGHT, by)
    say_at_home(light)
    _seconded(light, others)
    told_on = timezone.localdate() - timedelta(days=40)
    tell(nursery, by=by, to="le service petite enfance de la ville", on=told_on, text="Une réunion est prévue.")
    close(bus, by=by, text="Un banc à mi-chemin, et un arrêt de plus à l’essai (exemple).", done=True)
    close(lift, by=by, text="Le bailleur attend une pièce, sans date (exemple).", done=False)
    report(kinds()[KIND], named, reason=Reason.NAMES, words="On reconnaît le voisin (exemple).")


def _of_mirail(by: Contact, others: list[Contact]) -> None:
    """Two that say the same, one that others see too: lines of a consultation rest on them."""
    evenings, letters, homework = _noted(ALONE, by)
    _seconded(evenings, others)
    _seconded(letters, others)
    join(homework, to=evenings, by=by)


def _overseas(by: Contact, others: list[Contact]) -> None:
    """One that came back, one that only associations read."""
    rain, garden = _noted(RAIN[:1], by)[0], _noted(RAIN[1:], by, is_public=False)[0]
    _seconded(garden, others)
    close(rain, by=by, text="Le caniveau a été curé (exemple).", done=True)
    reopen(rain, by=by, text="C’est revenu à la pluie suivante (exemple).")


def _noted(lines: tuple[tuple[str, int, str], ...], by: Contact, *, is_public: bool = True) -> list[Need]:
    said_in = timezone.localdate() - timedelta(days=40)
    occasion = Occasion(said_in=said_in, called="café des parents")
    said = [Line(text=text, how_many=number, theme=theme_of(slug)) for text, number, slug in lines]
    return note(said, by=by, place=at(by), occasion=occasion, is_public=is_public)


def _seconded(need: Need, others: list[Contact]) -> None:
    for neighbour in others:
        second(need, by=neighbour)

"""Invented debates, in each state, notes of gatherings, and what was decided there."""

from datetime import date, timedelta

from django.utils import timezone

from engagements.debates.actions.points import Said, add, decide_there
from engagements.debates.actions.sheets import (
    Readers,
    Words,
    add_note,
    agree,
    begin,
    close,
    have_it_read,
    open_after,
    prepare,
    take_notes,
)
from engagements.debates.models import Part, Sheet, Stage
from engagements.decisions.actions import Facts, carry_over, drop, finish
from engagements.participation.models import Gathering
from engagements.participation.models import State as GatheringState
from engagements.scope.demo import MIRAIL, MOSSON, OVERSEAS, at, contact_of, contacts_in
from signatories.organisations.actors import Contact

OPEN = Readers(place=True, anybody=True)
APART = Said(
    part=Part.APART,
    text="Une seule fête, c’est une place de moins pour nos familles.",
    reason="Les petits ne traversent pas l’avenue le soir.",
    called="Rosa (exemple)",
)
FEAST = "Une seule fête pour les deux quartiers\u202f? (exemple)"


def load() -> None:
    """Make what is not there yet, where published associations act."""
    if Sheet.objects.exists():
        return
    for code, make in ((MOSSON, _prepared), (MIRAIL, _closed), (OVERSEAS, _to_correct)):
        for by in contacts_in(code)[:1]:
            make(by)
    for gathering in Gathering.objects.filter(state=GatheringState.HELD).select_related("organisation"):
        if organiser := contact_of(gathering.organisation):
            _notes(gathering, organiser)


def _prepared(by: Contact) -> None:
    words = Words(title="Faut-il ouvrir le local le dimanche\u202f? (exemple)", context="Le bailleur le propose.")
    prepare(by=by, place=at(by), words=words, stage=Stage.BEFORE, readers=OPEN)


def _to_correct(by: Contact) -> None:
    words = Words(title="Ce que l’été nous a appris (exemple)", context="Six semaines d’animations de rue.")
    sheet = begin(prepare(by=by, place=at(by), words=words, stage=Stage.AFTER, readers=OPEN), by=by)
    add(sheet, Said(part=Part.AGREED, text="Les soirées ont réuni plus de monde que les après-midi."), by=by)
    add(sheet, Said(part=Part.TRY, text="Une soirée par semaine, avec une garde d’enfants."), by=by)
    have_it_read(sheet, by=by)


def _closed(by: Contact) -> None:
    """Closed a week ago, and read by all; what is to be tried opened the sheet of after, with what others said
    beside it since."""
    words = Words(title=FEAST, context="Deux fêtes à une semaine d’écart, avec les mêmes bénévoles (exemple).")
    sheet = begin(prepare(by=by, place=at(by), words=words, stage=Stage.BEFORE, readers=OPEN), by=by)
    add(sheet, Said(part=Part.AGREED, text="On ne porte plus deux fêtes avec si peu de bénévoles."), by=by)
    add(sheet, APART, by=by)
    add(sheet, Said(part=Part.TRY, text="Une fête, deux lieux, une navette."), by=by)
    done = decide_there(sheet, _facts("Demander une navette à la ville (exemple)", by), by=by)
    later = decide_there(sheet, _facts("Réserver le gymnase (exemple)", by), by=by)
    finish(done, by=by, told="Accordée pour deux soirs (exemple).")
    carry_over(later, by=by, month=_month(2))
    _close(sheet, by)
    add_note(sheet, by=by, text="La navette passera aussi devant le foyer (exemple).")
    open_after(sheet, by=by)


def _notes(gathering: Gathering, by: Contact) -> None:
    """Closed and read by all, but where the association of the relais still writes them."""
    sheet = begin(take_notes(gathering, by=by), by=by)
    add(sheet, Said(part=Part.AGREED, text="Il manque des bras le soir, pas des idées (exemple)."), by=by)
    decide_there(sheet, _facts("Demander les clés du local pour le mercredi (exemple)", by), by=by)
    dropped = decide_there(sheet, _facts("Louer un car pour la sortie (exemple)", by), by=by)
    drop(dropped, by=by, why="Trop cher cette année (exemple).")
    if not gathering.qpvs.filter(pk=MOSSON).exists():
        _close(sheet, by)


def _close(sheet: Sheet, by: Contact) -> None:
    """As if its ten days were over, and everyone named had said yes."""
    have_it_read(sheet, by=by)
    Sheet.objects.filter(pk=sheet.pk).update(correct_until=timezone.localdate() - timedelta(days=7))
    close(sheet)
    for party in sheet.parties.select_related("organisation"):
        if contact := contact_of(party.organisation):
            agree(sheet, by=contact, yes=True)


def _facts(text: str, by: Contact) -> Facts:
    return Facts(text=text, month=_month(1), organisation=by.organisation)


def _month(ahead: int) -> date:
    """The first of a month to come: one for the next."""
    month = timezone.localdate().replace(day=1)
    for _ in range(ahead):
        month = (month + timedelta(days=32)).replace(day=1)
    return month

"""Invented debates, one in each state, notes of a gathering, and what was decided there."""

from datetime import date, timedelta

from django.utils import timezone

from engagements.debates.actions.points import Said, add, decide_there
from engagements.debates.actions.sheets import (
    Readers,
    Words,
    agree,
    begin,
    close,
    have_it_read,
    prepare,
    take_notes,
)
from engagements.debates.models import Part, Sheet, Stage
from engagements.decisions.actions import Facts, drop, finish
from engagements.decisions.models import Decision
from engagements.participation.models import Gathering
from engagements.participation.models import State as GatheringState
from engagements.scope.places import Place, place_of
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature

OPEN = Readers(place=True, anybody=True)
APART = Said(
    part=Part.APART,
    text="Une seule fête, c’est une place de moins pour nos familles.",
    reason="Les petits ne traversent pas l’avenue le soir.",
    called="Rosa (exemple)",
)
FEAST = "Une seule fête pour les deux quartiers\u202f? (exemple)"


def load() -> None:
    """Make what is not there yet; needs published signatories that act in a neighbourhood."""
    contacts = [] if Sheet.objects.exists() else _contacts()
    if not contacts:
        return
    by, *others = contacts
    _prepared(by)
    _to_correct(by)
    _closed(by, others[0] if others else by)
    held = Gathering.objects.filter(state=GatheringState.HELD).select_related("organisation").first()
    if held and (organiser := _contact(held.organisation)):
        _notes(held, organiser)


def _prepared(by: Contact) -> None:
    words = Words(title="Faut-il ouvrir le local le dimanche\u202f? (exemple)", context="Le bailleur le propose.")
    prepare(by=by, place=_at(by), words=words, stage=Stage.BEFORE, readers=OPEN)


def _to_correct(by: Contact) -> None:
    words = Words(title="Ce que l’été nous a appris (exemple)", context="Six semaines d’animations de rue.")
    sheet = begin(prepare(by=by, place=_at(by), words=words, stage=Stage.AFTER, readers=OPEN), by=by)
    add(sheet, Said(part=Part.AGREED, text="Les soirées ont réuni plus de monde que les après-midi."), by=by)
    add(sheet, Said(part=Part.TRY, text="Une soirée par semaine, avec une garde d’enfants."), by=by)
    have_it_read(sheet, by=by)


def _closed(by: Contact, other: Contact) -> None:
    """Closed a week ago, and read by all: everyone named said yes."""
    words = Words(title=FEAST, context="Deux fêtes à une semaine d’écart, avec les mêmes bénévoles (exemple).")
    sheet = begin(prepare(by=by, place=_at(by), words=words, stage=Stage.BEFORE, readers=OPEN), by=by)
    add(sheet, Said(part=Part.AGREED, text="On ne porte plus deux fêtes avec si peu de bénévoles."), by=by)
    add(sheet, APART, by=by)
    add(sheet, Said(part=Part.TRY, text="Une fête, deux lieux, une navette."), by=by)
    done = decide_there(sheet, _facts("Demander une navette à la ville (exemple)", by), by=by)
    decide_there(sheet, _facts("Réserver le gymnase (exemple)", by), by=by)
    finish(done, by=by, told="Accordée pour deux soirs (exemple).")
    _end_correction(have_it_read(sheet, by=by))
    for each in (by, other):
        if sheet.parties.filter(organisation=each.organisation).exists():
            agree(sheet, by=each, yes=True)


def _notes(gathering: Gathering, by: Contact) -> None:
    sheet = begin(take_notes(gathering, by=by), by=by)
    add(sheet, Said(part=Part.AGREED, text="L’allée est trop sombre dès dix-sept heures (exemple)."), by=by)
    decide_there(sheet, _facts("Compter les lampes éteintes, rue par rue (exemple)", by), by=by)
    dropped: Decision = decide_there(sheet, _facts("Louer un car pour la sortie (exemple)", by), by=by)
    drop(dropped, by=by, why="Trop cher cette année (exemple).")


def _end_correction(sheet: Sheet) -> None:
    """As if its ten days were over."""
    Sheet.objects.filter(pk=sheet.pk).update(correct_until=timezone.localdate() - timedelta(days=7))
    close(sheet)


def _facts(text: str, by: Contact) -> Facts:
    return Facts(text=text, month=_next_month(), organisation=by.organisation)


def _next_month() -> date:
    return (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)


def _at(by: Contact) -> Place:
    return place_of(qpvs=list(by.organisation.qpvs.select_related("department")[:1]), department=None)


def _contacts() -> list[Contact]:
    seen = Signature.objects.published().values("organisation")
    found = Organisation.objects.filter(pk__in=seen, qpvs__isnull=False).distinct().order_by("pk")
    return [contact for each in found if (contact := _contact(each))]


def _contact(organisation: Organisation) -> Contact | None:
    membership = organisation.memberships.current().select_related("user").first()
    if membership is None:
        return None
    return Contact(person=membership.user, acts_for=organisation.pk, organisation=organisation)

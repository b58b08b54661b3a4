"""Noting what residents say, seeing it too, and following it to an answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.utils import timezone

from engagements.flags.actions import leave_unread
from engagements.flags.places import kinds
from engagements.needs import rules
from engagements.needs.models import (
    ENOUGH_VOICES,
    LONGEST_OCCASION,
    LONGEST_STEP,
    LONGEST_TEXT,
    MOST_VOICES,
    AtHome,
    Need,
    NeedStep,
    Seconded,
    State,
)
from engagements.needs.signals import need_moved
from engagements.scope.places import Place, names_of_pages
from engagements.voices.actions import Speaker, give_code, take_back_voice, take_down
from engagements.voices.models import Kind, NotedHow, Voice
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.limits import DAY, Limit
from qpv_charter.toolkit.retention import YEAR
from qpv_charter.toolkit.text import LONGEST_NAME, clean_line, read_line, read_name, read_words
from signatories.history.actions import record
from signatories.organisations.actors import Contact
from signatories.organisations.models import Theme
from signatories.people.actors import Actor

KIND = "besoin"  # of the texts that anyone may report
PAGES = "needs"  # the kept pages that list needs
COMMITMENTS = ["veille"]
MOST_LINES = 10
CODES_LAST = YEAR
AT_HOME_IN_A_DAY = Limit("needs-at-home", times=200, seconds=DAY)
ONLY_SIGNATORIES = "Un besoin est noté au nom d’une association signataire de la charte."
NOBODY = (
    "On y lit une adresse ou un numéro de téléphone\u202f: ces lignes seront lues par tout le monde, retirez-les."
)
_REACHES_SOMEBODY = re.compile(r"\S+@\S+|(?:\+\s*\d|\b0)[\d\s.\-]{8,}\d")
# What a step makes of the state of a need.
BECOMES = {
    NeedStep.Kind.TOLD: State.UNDER_WAY,
    NeedStep.Kind.ANSWERED: State.ANSWERED,
    NeedStep.Kind.SET_ASIDE: State.SET_ASIDE,
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that was said, by how many, about what."""

    text: str
    how_many: int = 1
    theme: Theme | None = None

    def read(self) -> "Line":
        """The same, cleaned. Raises ActionRefused, with a sentence."""
        if _REACHES_SOMEBODY.search(clean_line(self.text)):
            raise ActionRefused(NOBODY)
        text = or_refuse(read_words, self.text, longest=LONGEST_TEXT)
        if not text:
            raise ActionRefused("Écrivez ce qui a été dit, en une phrase.")
        if not 1 <= self.how_many <= MOST_VOICES:
            raise ActionRefused(f"Combien l’ont dit\u202f? Un nombre, de 1 à {MOST_VOICES}.")
        return Line(text=text, how_many=self.how_many, theme=self.theme)


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """When and how it was said: a month, a word (« café des parents »), in a meeting, on paper, by phone."""

    said_in: date
    how: str = NotedHow.MEETING
    called: str = ""

    def read(self) -> "Occasion":
        """The same, cleaned, by the first of its month. Raises ActionRefused, with a sentence."""
        if self.said_in > timezone.localdate():
            raise ActionRefused("Ce mois n’est pas encore venu.")
        called = or_refuse(read_name, self.called, longest=LONGEST_OCCASION)
        return Occasion(said_in=self.said_in.replace(day=1), how=self.how, called=called)


@transaction.atomic
def note(lines: Sequence[Line], *, by: Contact, place: Place, occasion: Occasion, is_public: bool) -> list[Need]:
    """Note what residents said, a need a line. Raises ActionRefused for who has not signed, for no line or too
    many, and for one that names how to reach somebody."""
    if not rules.may_note(by):
        raise ActionRefused(ONLY_SIGNATORIES)
    if not 1 <= len(lines) <= MOST_LINES:
        raise ActionRefused(f"Notez une ligne au moins, {MOST_LINES} au plus.")
    read, occasion = [line.read() for line in lines], occasion.read()
    needs = [_note_one(line, by=by, place=place, occasion=occasion, is_public=is_public) for line in read]
    changed(*needs)
    return needs


@transaction.atomic
def second(need: Need, *, by: Actor) -> Need:
    """« Nous le voyons aussi »; twice changes nothing. Raises ActionRefused for who is not of its place."""
    need = _held(need)
    if by.acts_for is None or by.person is None or not rules.may_second(by, need):
        raise ActionRefused(
            "Seules les associations signataires de ce territoire disent qu’elles le voient aussi."
        )
    if need.status.is_over:
        raise ActionRefused("Une réponse est déjà écrite. Si c’est encore là, rouvrez-le.")
    _, is_new = Seconded.objects.get_or_create(
        need=need, organisation_id=by.acts_for, defaults={"said_by": by.person}
    )
    if is_new:
        record("need.seconded", need, by=by, about=_about(need))
        _share_if_enough(need)
        changed(need)
    return need


@transaction.atomic
def second_no_more(need: Need, *, by: Actor) -> Need:
    """Take back « nous le voyons aussi »; a need that was shared stays so."""
    need = _held(need)
    deleted, _ = Seconded.objects.filter(need=need, organisation=by.acts_for).delete()
    if deleted:
        record("need.seconded_no_more", need, by=by, about=_about(need))
        changed(need)
    return need


@transaction.atomic
def say_at_home(need: Need) -> str:
    """« Chez moi aussi », by who gives neither a name nor an address: a code to take it back.

    Nothing says who it was, so nobody can be counted once for sure: what a need receives in a day is bounded.
    Raises ActionRefused past that, and once an answer was given."""
    need = _held(need)
    if need.status.is_over:
        raise ActionRefused("Une réponse est déjà écrite.")
    if not AT_HOME_IN_A_DAY.spend(str(need.pk)):
        raise ActionRefused("Beaucoup de personnes l’ont dit aujourd’hui. Réessayez demain.")
    voice = take_down(Speaker(), by=Actor(), forget_on=timezone.localdate() + CODES_LAST)
    AtHome.objects.create(need=need, voice=voice)
    record("need.felt_too", need, by=None, about=_about(need))
    _share_if_enough(need)
    changed(need)
    return give_code(voice, within=need, until=timezone.now() + CODES_LAST)


@transaction.atomic
def take_back_at_home(at_home: AtHome) -> None:
    """By its code; a need that was shared stays so."""
    need = _held(at_home.need)
    take_back_voice(at_home.voice)
    record("need.felt_no_more", need, by=None, about=_about(need))
    changed(need)


@transaction.atomic
def take_up(line: Line, *, voice: Voice, by: Actor, place: Place) -> Need:
    """Make a need of what somebody wrote, in the words of who read it (the slice that asks says who does): for the
    signatories of its place, and for all once it is shared. Raises ActionRefused as `Line.read` does."""
    occasion = Occasion(said_in=timezone.localdate()).read()
    need = _make(line.read(), voice=voice, place=place, occasion=occasion, is_public=False)
    record("need.read", need, by=by, about=_about(need))
    changed(need)
    return need


@transaction.atomic
def withdraw(need: Need) -> None:
    """Whoever wrote it takes it back: out of sight, unless others say it too."""
    need = _held(need)
    if not need.seconded.exists() and not need.at_home.exists():
        leave_unread(kinds()[KIND], need)
        need.hidden_at = need.hidden_at or timezone.now()
        need.save(update_fields=["hidden_at"])
        record("need.withdrawn", need, by=None, about=_about(need))
        changed(need)


@transaction.atomic
def tell(need: Need, *, by: Actor, to: str, on: date, text: str = "") -> Need:
    """Note that it was said to somebody who can do something, when, and what they answered if they did."""
    to = or_refuse(read_name, to, longest=LONGEST_NAME)
    if not to:
        raise ActionRefused("Dites à qui\u202f: la mairie, le bailleur, l’école…")
    if on > timezone.localdate():
        raise ActionRefused("Cette date n’est pas encore venue\u202f: notez-le quand ce sera fait.")
    return _step(need, NeedStep.Kind.TOLD, by=by, text=text, to=to, on=on)


@transaction.atomic
def close(need: Need, *, by: Actor, text: str, done: bool) -> Need:
    """What was done, or why it was not possible. Raises ActionRefused without words, and when it is closed."""
    if not text.strip():
        raise ActionRefused("Dites en quelques mots ce qui a été fait, ou pourquoi cela n’a pas été possible.")
    return _step(need, NeedStep.Kind.ANSWERED if done else NeedStep.Kind.SET_ASIDE, by=by, text=text)


@transaction.atomic
def reopen(need: Need, *, by: Actor, text: str = "") -> Need:
    """« C’est encore là ». Raises ActionRefused for one that is not closed."""
    return _step(need, NeedStep.Kind.REOPENED, by=by, text=text)


@transaction.atomic
def join(need: Need, *, to: Need, by: Actor) -> Need:
    """Two needs say the same: lists show `to`, both keep their page, and their voices count together.

    Raises ActionRefused for who may not follow both, and for one that is joined already."""
    held = {each.pk: each for each in _all_held(need, to)}
    need, to = held[need.pk], held[to.pk]
    if by.person is None or not (rules.may_follow(by, need) and rules.may_follow(by, to)):
        raise ActionRefused("Seules les associations signataires de ce territoire et l’équipe peuvent les réunir.")
    if need == to or need.joined_to_id or to.joined_to_id or need.joined.exists():
        raise ActionRefused("L’un des deux est déjà réuni avec un autre. Séparez-les d’abord.")
    need.joined_to = to
    need.save(update_fields=["joined_to"])
    record("need.joined", need, by=by, about=[*_about(need), to])
    _share_if_enough(to)
    changed(need, to)
    return need


@transaction.atomic
def part(need: Need, *, by: Actor) -> Need:
    """They do not say the same after all; what was shared stays so. Raises ActionRefused for who may not follow
    it, and for one that is joined to none."""
    need = _held(need)
    if by.person is None or not rules.may_follow(by, need):
        raise ActionRefused(
            "Seules les associations signataires de ce territoire et l’équipe peuvent les séparer."
        )
    other = need.joined_to
    if other is None:
        raise ActionRefused("C’est déjà fait.")
    need.joined_to = None
    need.save(update_fields=["joined_to"])
    record("need.parted", need, by=by, about=[*_about(need), other])
    changed(need, other)
    return need


def _note_one(line: Line, *, by: Contact, place: Place, occasion: Occasion, is_public: bool) -> Need:
    voice = take_down(Speaker(kind=Kind.RESIDENT, noted_how=occasion.how), by=by, forget_on=None)
    need = _make(line, voice=voice, place=place, occasion=occasion, is_public=is_public)
    record("need.noted", need, by=by, about=_about(need))
    _share_if_enough(need)
    return need


def _make(line: Line, *, voice: Voice, place: Place, occasion: Occasion, is_public: bool) -> Need:
    need = Need(text=line.text, theme=line.theme, how_many=line.how_many, voice=voice, commitments=COMMITMENTS)
    need.occasion, need.said_in, need.is_public = occasion.called, occasion.said_in, is_public
    place.put_in(need)
    need.save()
    place.put_neighbourhoods(need)
    return need


def _share_if_enough(need: Need) -> None:
    """Three voices of any kind make it shared: those who said it, the associations and residents who say it too.
    What a resident wrote is then public; what an association noted is as it chose."""
    if _voices(need) < ENOUGH_VOICES:
        return
    if not need.is_public and not need.voice.was_noted:
        need.is_public = True
        need.save(update_fields=["is_public"])
    if need.state == State.OPEN:
        _become(need, State.SHARED)


def _voices(need: Need) -> int:
    """Those of a need and of all that say the same: an association once, whichever it saw."""
    together = [need, *need.joined.all()]
    residents: int = sum(each.how_many + each.at_home.count() for each in together)
    seen = Seconded.objects.counted().filter(need__in=together)
    return residents + seen.values("organisation").distinct().count()


def _step(need: Need, kind: NeedStep.Kind, *, by: Actor, text: str, to: str = "", on: date | None = None) -> Need:
    need, text = _held(need), or_refuse(read_line, text, longest=LONGEST_STEP)
    if by.person is None or not rules.may_follow(by, need):
        raise ActionRefused("Seules les associations signataires de ce territoire et l’équipe écrivent la suite.")
    if need.status.is_over is not (kind == NeedStep.Kind.REOPENED):
        raise ActionRefused("Quelqu’un l’a écrit entre-temps\u202f: relisez la page.")
    if _REACHES_SOMEBODY.search(text):
        raise ActionRefused(NOBODY)
    need.steps.create(
        kind=kind,
        told_to=to,
        happened_on=on or timezone.localdate(),
        text=text,
        organisation_id=by.acts_for,
        said_by=by.person,
    )
    _become(need, BECOMES.get(kind, State.OPEN))
    if kind == NeedStep.Kind.REOPENED:
        _share_if_enough(need)
    record(f"need.{kind}", need, by=by, about=_about(need))
    changed(need)
    return need


def _become(need: Need, state: State) -> None:
    need.state, need.state_at = state, timezone.now()
    need.save(update_fields=["state", "state_at"])
    need_moved.send(Need, need=need)


def _held(need: Need) -> Need:
    return Need.objects.select_for_update(of=("self",)).select_related("voice").get(pk=need.pk)


def _all_held(*needs: Need) -> list[Need]:
    """Several, always in one order: two at once never wait for each other."""
    rows = Need.objects.select_for_update(of=("self",)).select_related("voice")
    return list(rows.filter(pk__in=[need.pk for need in needs]).order_by("pk"))


def _about(need: Need) -> Iterable[models.Model]:
    places: list[models.Model] = list(need.qpvs.all()) or [need.commune or need.department]
    return [*places, *([need.voice.noted_for] if need.voice.noted_for else [])]


def changed(*needs: Need) -> None:
    """What shows them shows something else: their pages, the list, the pages of their places; those joined to one
    are listed or not with it."""
    shown = [*needs, *Need.objects.filter(joined_to__in=needs)]
    names = (name for need in shown for name in (f"need:{need.pk}", *names_of_pages(need, of=PAGES)))
    pages.changed(PAGES, *dict.fromkeys(names))

"""Writing down what is decided, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models, transaction
from django.utils import timezone

from engagements.decisions import rules
from engagements.decisions.models import LONGEST_TEXT, LONGEST_TOLD, Audience, Decision, State, end_of
from engagements.decisions.places import COUNTRYWIDE
from engagements.scope.models import Placed, Reach
from engagements.scope.places import Place, names_of_pages
from engagements.scope.queries import signatories_of
from engagements.voices.actions import Speaker, change_speaker, keep_until, take_back_voice, take_down
from engagements.voices.models import Kind, NotedHow, Voice
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_line
from signatories.history.actions import record
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.signatures.models import Signature
from signatories.territories.models import Department

PAGES = "decisions"  # the kept pages that list them
MONTHS_AHEAD = 24
FORGOTTEN = "Décision"
KEPT = timedelta(days=90)  # after its month: how somebody who carries it was called
NOT_YOURS = "Seules l’équipe d’animation et l’association qui s’en charge ou qui l’a notée écrivent la suite."


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What, who, by the end of which month. Who: an association, somebody by a name, or both."""

    text: str
    month: date
    organisation: Organisation | None = None
    called: str = ""
    kind: str = Kind.RESIDENT

    def read(self, within: Department | None) -> "Facts":
        """The same, cleaned. Raises ActionRefused, with a sentence."""
        text = or_refuse(read_line, self.text, longest=LONGEST_TEXT)
        if not text:
            raise ActionRefused("Écrivez ce qui est décidé, en une phrase.")
        if self.organisation is None and not self.called.strip():
            raise ActionRefused("Dites qui s’en charge\u202f: une association, ou un nom.")
        if self.organisation and not candidates(within).filter(pk=self.organisation.pk).exists():
            raise ActionRefused(choose_one(within))
        return Facts(
            text=text,
            month=read_month(self.month),
            organisation=self.organisation,
            called=self.called,
            kind=self.kind,
        )


def read_month(month: date) -> date:
    """The first of a month to come, this one included. Raises ActionRefused, with a sentence."""
    this, month = timezone.localdate().replace(day=1), month.replace(day=1)
    if month < this:
        raise ActionRefused("Ce mois est passé\u202f: choisissez-en un à venir.")
    if (month.year - this.year) * 12 + month.month - this.month >= MONTHS_AHEAD:
        raise ActionRefused("C’est dans plus de deux ans\u202f: choisissez un mois plus proche.")
    return month


def candidates(within: Department | None) -> models.QuerySet[Organisation]:
    """The associations that something may be expected of: the published signatories of a department, by name;
    of the whole country where there is none."""
    if within is None:
        return Organisation.objects.filter(pk__in=Signature.objects.published().values("organisation"))
    return signatories_of(Decision(reach=Reach.DEPARTMENT, department=within))


def choose_one(within: Department | None) -> str:
    """What is said to who named another."""
    among = "signataire du département" if within else "signataire"
    return f"Choisissez une association {among}, ou écrivez un nom."


def within(decision: Decision) -> Department | None:
    """Among whose signatories one carries it: the department's; None where it was decided for the country."""
    return None if any(COUNTRYWIDE.gather(decision)) else decision.department


@transaction.atomic
def decide(
    facts: Facts,
    *,
    by: Actor,
    place: Place,
    audience: str = Audience.PLACE,
    commitments: Iterable[str] = ("debat",),
    countrywide: bool = False,
) -> Decision:
    """Write down what is decided; `countrywide`, it may be any signatory's to do. Raises ActionRefused for who has
    not signed, and for what nobody carries."""
    if by.person is None or not rules.may_decide(by, place.department):
        raise ActionRefused(
            "Seules les associations signataires d’ici et l’équipe d’animation notent une décision."
        )
    facts = facts.read(None if countrywide else place.department)
    decision = Decision(written_by=by.person, written_for_id=by.acts_for, commitments=[*commitments])
    decision.audience = audience
    place.put_in(decision)
    _put(decision, facts, by=by)
    place.put_neighbourhoods(decision)
    record("decision.made", decision, by=by, about=_about(decision))
    changed(decision)
    return decision


@transaction.atomic
def correct(decision: Decision, facts: Facts, *, by: Actor, read: int | None) -> Decision:
    """Say it otherwise, as long as it waits. Raises Stale for who would write over what they have not read."""
    decision = _held(decision, by)
    _refuse_over(decision)
    facts = facts.read(within(decision))
    decision.turn_over({"text": facts.text}, read=read)
    _put(decision, facts, by=by)
    record("decision.corrected", decision, by=by, about=_about(decision))
    changed(decision)
    return decision


@transaction.atomic
def finish(decision: Decision, *, by: Actor, told: str = "") -> Decision:
    """« C’est fait. » Raises ActionRefused for who may not say it, and for what waits no more."""
    decision = _held(decision, by)
    _refuse_over(decision)
    return _become(decision, State.DONE, by=by, told=told)


@transaction.atomic
def drop(decision: Decision, *, by: Actor, why: str) -> Decision:
    """« Nous laissons, parce que… » Raises ActionRefused without a reason."""
    decision = _held(decision, by)
    _refuse_over(decision)
    if not why.strip():
        raise ActionRefused("Dites pourquoi\u202f: les autres sauront à quoi s’en tenir.")
    return _become(decision, State.DROPPED, by=by, told=why)


@transaction.atomic
def carry_over(decision: Decision, *, by: Actor, month: date) -> Decision:
    """Leave it for later: this one is carried over, the one that follows, which is answered, waits."""
    decision, month = _held(decision, by), read_month(month)
    _refuse_over(decision)
    if month <= decision.month:
        raise ActionRefused("Choisissez un mois qui vient après celui qui était prévu.")
    _become(decision, State.CARRIED_OVER, by=by)
    return _follow(decision, by=by, month=month)


@transaction.atomic
def reopen(decision: Decision, *, by: Actor) -> Decision:
    """It is to be done after all: somebody was wrong, or it is so no more. Raises ActionRefused for what waits,
    and for what another follows."""
    decision = _held(decision, by)
    if decision.state not in {State.DONE, State.DROPPED}:
        raise ActionRefused("Cette décision est encore à faire, ou déjà reportée.")
    return _become(decision, State.TO_DO, by=by)


@transaction.atomic
def show_to(decisions: models.QuerySet[Decision], audience: str, *, by: Actor) -> None:
    """Change who reads decisions: for the slice that knows where they were taken."""
    for decision in decisions.exclude(audience=audience).select_for_update(of=("self",), no_key=True):
        decision.audience = audience
        decision.save(update_fields=["audience"])
        record("decision.shown", decision, by=by, audience=audience)
        changed(decision)


@transaction.atomic
def forget_words_of(organisation: Organisation) -> None:
    """Empty what an association wrote, or was to do, when it is erased: that something was decided stays."""
    theirs = Decision.objects.filter(models.Q(written_for=organisation) | models.Q(organisation=organisation))
    for decision in theirs:
        decision.text, decision.told = FORGOTTEN, FORGOTTEN if decision.told else ""
        decision.audience = Audience.BETWEEN
        decision.save(update_fields=["text", "told", "audience"])
        changed(decision)


def changed(*decisions: Decision) -> None:
    """What shows them shows something else: their pages, the list, the pages of their places."""
    names = (name for each in decisions for name in (f"decision:{each.pk}", *names_of_pages(each, of=PAGES)))
    pages.changed(PAGES, *dict.fromkeys(names))


def _put(decision: Decision, facts: Facts, *, by: Actor) -> None:
    decision.text, decision.month, decision.organisation = facts.text, facts.month, facts.organisation
    former = decision.voice
    decision.voice = _voice(decision, facts, by=by)
    decision.save()
    if former and decision.voice is None:
        take_back_voice(former)


def _voice(decision: Decision, facts: Facts, *, by: Actor) -> Voice | None:
    """Whoever carries it by a name, noted by who writes; what they were called is forgotten after its month."""
    if not facts.called.strip():
        return None
    speaker = Speaker(kind=facts.kind, called=facts.called, noted_how=NotedHow.MEETING)
    if decision.voice is None:
        return take_down(speaker, by=by, forget_on=end_of(facts.month) + KEPT)
    keep_until(Voice.objects.filter(pk=decision.voice.pk), end_of(facts.month) + KEPT)
    return change_speaker(decision.voice, speaker)


def _follow(decision: Decision, *, by: Actor, month: date) -> Decision:
    after = Decision(written_by=by.person, written_for=decision.written_for, carried_from=decision, month=month)
    for name in ("text", "organisation", "audience", "reach", "commune", "department", "commitments"):
        setattr(after, name, getattr(decision, name))
    if (voice := decision.voice) and (voice.called or decision.organisation is None):
        speaker = Speaker(kind=voice.kind, called=voice.called, noted_how=NotedHow.MEETING)
        after.voice = take_down(speaker, by=by, forget_on=end_of(month) + KEPT)
    after.save()
    after.qpvs.set(decision.qpvs.all())
    record("decision.made", after, by=by, about=_about(after))
    changed(after)
    return after


def _become(decision: Decision, state: State, *, by: Actor, told: str = "") -> Decision:
    decision.state, decision.state_at = state, timezone.now()
    decision.told = or_refuse(read_line, told, longest=LONGEST_TOLD)
    decision.save(update_fields=["state", "state_at", "told"])
    kind = "reopened" if state == State.TO_DO else state
    record(f"decision.{kind}", decision, by=by, about=_about(decision))
    changed(decision)
    return decision


def _held(decision: Decision, by: Actor) -> Decision:
    """The decision as it is now, for whoever may say what became of it. Raises ActionRefused for anybody else."""
    rows = Decision.objects.select_for_update(of=("self",), no_key=True)
    decision = rows.select_related("organisation", "voice", "written_for").get(pk=decision.pk)
    if by.person is None or not rules.may_follow(by, decision):
        raise ActionRefused(NOT_YOURS)
    return decision


def _refuse_over(decision: Decision) -> None:
    if decision.state != State.TO_DO:
        raise ActionRefused("Quelqu’un a déjà dit ce qu’il en est\u202f: relisez la page.")


def _about(decision: Decision) -> list[models.Model]:
    places: list[models.Model] = [*decision.qpvs.all()] or [decision.commune or decision.department]
    organisations = {each.pk: each for each in (decision.organisation, decision.written_for) if each}
    return [*places, *organisations.values()]


def place_of_row(placed: Placed) -> Place:
    """The place of a row, for what is decided there."""
    return Place(department=placed.department, qpvs=tuple(placed.qpvs.all()), commune=placed.commune)

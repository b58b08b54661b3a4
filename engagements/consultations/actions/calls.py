"""Writing a call, expecting it again, correcting it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models, transaction
from django.utils import timezone

from engagements.consultations import emails
from engagements.consultations.alike import key_of, look_alikes
from engagements.consultations.days import MONTHS, months_away, today_in
from engagements.consultations.models import Call, CallChange, CallKind, Consultation, Said
from engagements.consultations.models.calls import LONGEST_CALL, LONGEST_DEPOSIT, LONGEST_LINK
from engagements.consultations.models.rooms import LINE_KIND
from engagements.consultations.queries import may_correct
from engagements.consultations.rules import may_write
from engagements.flags.actions import leave_unread
from engagements.flags.places import kinds
from engagements.scope.places import Place, names_of_pages
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.locks import hold
from qpv_charter.toolkit.templatetags.toolkit import day
from qpv_charter.toolkit.text import read_line, read_name
from signatories.history.actions import record
from signatories.organisations.models import Theme
from signatories.people.actors import Actor

KIND = "appel"  # of the texts that anyone may report
PAGES = "calls"  # the kept pages that list calls
FARTHEST = timedelta(days=3 * 366)
COMMITMENTS = ["concertation"]
HIDDEN = "Cet appel n’est plus montré."
ONLY_SIGNATORIES = "Un appel est écrit par une association signataire, ou par l’équipe d’animation."


class LookAlikes(ActionRefused):
    """Calls that may be the same, not seen yet by who writes another."""

    def __init__(self, calls: list[Call]) -> None:
        super().__init__("Cet appel est peut-être déjà là\u202f: regardez avant d’en écrire un autre.")
        self.calls = calls


@dataclass(frozen=True, kw_only=True)
class CallFacts:
    """What is known of a call: a name, a link, a last date and where suffice. Without `last_on` it is expected."""

    name: str
    link: str
    last_on: date | None
    place: Place
    kind: str = CallKind.PROJECTS
    launched_by: str = ""
    themes: tuple[Theme, ...] = ()
    pre_file_on: date | None = None
    committee_on: date | None = None
    answer_on: date | None = None
    deposit: str = ""
    local_opinion: bool | None = None

    def read(self) -> "CallFacts":
        """The same, cleaned. Raises ActionRefused, with a sentence, for what is missing or out of order."""
        name = or_refuse(read_name, self.name, longest=LONGEST_CALL)
        if not name:
            raise ActionRefused("Donnez le nom de l’appel.")
        if self.kind not in CallKind:
            raise ActionRefused("Dites si c’est un appel à projets, un appel d’offres ou un AMI.")
        _refuse_disorder(self)
        return replace(
            self,
            name=name,
            link=_read_link(self.link),
            launched_by=or_refuse(read_line, self.launched_by, longest=LONGEST_CALL),
            deposit=or_refuse(read_line, self.deposit, longest=LONGEST_DEPOSIT),
        )

    def columns(self) -> dict[str, Any]:
        """What the row holds, but for its place and its themes."""
        kept = ("name", "link", "last_on", "kind", "launched_by", "pre_file_on", "committee_on", "answer_on")
        return {name: getattr(self, name) for name in (*kept, "deposit", "local_opinion")}


@transaction.atomic
def announce(facts: CallFacts, *, by: Actor, knowing: Collection[UUID] = ()) -> Call:
    """Write a call. Raises ActionRefused for who may not and for what does not hold; LookAlikes as long as one
    that may be the same is not among those `knowing`, which who writes has seen."""
    if not may_write(by) or by.person is None:
        raise ActionRefused(ONLY_SIGNATORIES)
    facts = facts.read()
    if facts.last_on is None:
        raise ActionRefused("Donnez la date limite.")
    _refuse_past(facts.last_on, facts.place.department.timezone)
    hold(f"calls:{facts.place.department.pk}")
    _refuse_look_alikes(facts, facts.last_on, knowing=knowing)
    call = Call(written_by=by.person, written_for_id=by.acts_for, commitments=COMMITMENTS)
    _fill(call, facts)
    record("call.announced", call, by=by, about=_about(call))
    changed(call)
    return call


@transaction.atomic
def expect_again(call: Call, *, by: Actor) -> Call:
    """« Comme l’an dernier »: the same next year, expected. Raises ActionRefused for who may not, and for one that
    is expected already."""
    if not may_write(by) or by.person is None:
        raise ActionRefused(ONLY_SIGNATORIES)
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if call.hidden_at:
        raise ActionRefused(HIDDEN)
    if call.first_on is None or call.next_ones.exists():
        raise ActionRefused("Cet appel est déjà attendu pour la prochaine fois.")
    themes, qpvs = list(call.themes.all()), list(call.qpvs.all())
    again = Call(written_by=by.person, written_for_id=by.acts_for, after=call, link_key=call.link_key)
    for name in ("link", "kind", "launched_by", "deposit", "local_opinion", "reach", "commune", "department"):
        setattr(again, name, getattr(call, name))
    again.commitments, again.expected_on = call.commitments, _next_time(call.first_on, call.zone_of_place)
    years = again.expected_on.year - call.first_on.year
    again.name = re.sub(r"\b20\d\d\b", lambda found: str(int(found[0]) + years), call.name)
    again.save()
    again.themes.set(themes)
    again.qpvs.set(qpvs)
    record("call.expected", again, by=by, about=_about(again))
    changed(again, call)
    return again


@transaction.atomic
def correct(call: Call, facts: CallFacts, *, by: Actor, read: int | None) -> Call:
    """Correct a call that was read at this revision; what it said before is kept.

    Raises ActionRefused for who may not, Stale for who would write over what they have not read."""
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if not may_correct(by, call) or by.person is None:
        raise ActionRefused(
            "Un appel est corrigé par une association signataire de ce territoire, ou par l’équipe."
        )
    facts = facts.read()
    if facts.last_on and facts.last_on != call.last_on:
        _refuse_past(facts.last_on, facts.place.department.timezone)
    if facts.last_on is None and call.expected_on is None:
        raise ActionRefused("Donnez la date limite.")
    before = _said(call)
    names_before = names_of_pages(call, of=PAGES)
    call.turn_over(facts.columns(), read=read)
    _fill(call, facts)
    after = _said(call)
    other = {name: said for name, said in before.items() if said != after[name]}
    if other:
        CallChange.objects.create(call=call, changed_by=by.person, changed_for_id=by.acts_for, before=other)
        record("call.corrected", call, by=by, about=_about(call), fields=sorted(other))
        pages.changed(*names_before)
        changed(call)
        _tell_who_speaks_of_it(call, other)
    if call.is_tender and "kind" in other:
        _leave_groups_alone(call)
    return call


def changed(*calls: Call) -> None:
    """Kept pages that show them, or the place of the first, show something else."""
    pages.changed(PAGES, *(f"call:{call.pk}" for call in calls), *names_of_pages(calls[0], of=PAGES))


def _tell_who_speaks_of_it(call: Call, changed: Collection[str]) -> None:
    """A date that changes travels alone, to those who have not concluded yet."""
    if {"last_on", "pre_file_on"} & {*changed} and call.last_on:
        for room in Consultation.objects.filter(call=call, outcome="").select_related("call"):
            emails.call_moved(room)


def _leave_groups_alone(call: Call) -> None:
    """It is a tender after all: who said more than that they look for a group is told, and said nothing."""
    rooms = Consultation.objects.filter(call=call, outcome="").select_for_update(of=("self",), no_key=True)
    for room in rooms:
        said = room.lines.standing().exclude(said=Said.SEEK)
        emails.is_a_tender(room, said.values("organisation"))
        for line in said:
            leave_unread(kinds()[LINE_KIND], line)
        said.update(taken_back_at=timezone.now())


def _fill(call: Call, facts: CallFacts) -> None:
    for name, value in facts.columns().items():
        setattr(call, name, value)
    if call.last_on:
        call.expected_on = None
    call.link_key = key_of(call.link)
    facts.place.put_in(call)
    call.save()
    facts.place.put_neighbourhoods(call)
    call.themes.set(facts.themes)


def _said(call: Call) -> dict[str, str]:
    """What a call says, by field, in words."""
    call = Call.objects.with_place().prefetch_related("themes").get(pk=call.pk)
    opinion = {None: "", True: "oui", False: "non"}[call.local_opinion]
    days = {name: day(getattr(call, name)) for name in ("pre_file_on", "last_on", "committee_on", "answer_on")}
    texts = {name: getattr(call, name) for name in ("name", "link", "launched_by", "deposit")}
    themes = ", ".join(theme.label for theme in call.themes.all())
    kind = call.get_kind_display()
    return {**texts, **days, "kind": kind, "local_opinion": opinion, "place": call.place, "themes": themes}


def _about(call: Call) -> Iterable[models.Model]:
    places: list[Any] = list(call.qpvs.all()) or [call.commune or call.department]
    return [*places, *([call.written_for] if call.written_for else [])]


def _next_time(first_on: date, zone: str) -> date:
    """The same day a year later, or as many years later as it takes not to be past."""
    year = 1
    while months_away(first_on, year * MONTHS) < today_in(zone):
        year += 1
    return months_away(first_on, year * MONTHS)


def _refuse_look_alikes(facts: CallFacts, on: date, *, knowing: Collection[UUID]) -> None:
    found = look_alikes(name=facts.name, link=facts.link, department=facts.place.department, on=on, but=knowing)
    if found:
        raise LookAlikes(found)


def _refuse_past(last_on: date, zone: str) -> None:
    if last_on < today_in(zone):
        raise ActionRefused(f"La date limite, le {day(last_on)}, est passée.")
    if last_on > today_in(zone) + FARTHEST:
        raise ActionRefused(f"La date limite, le {day(last_on)}, est très lointaine\u202f: vérifiez l’année.")


def _refuse_disorder(facts: CallFacts) -> None:
    last, pre_file, committee, answer = facts.last_on, facts.pre_file_on, facts.committee_on, facts.answer_on
    if last is None:
        if pre_file or committee or answer:
            raise ActionRefused("Donnez d’abord la date limite, puis les autres dates.")
        return
    if pre_file and pre_file > last:
        raise ActionRefused("Le pré-dossier se remet avant la date limite\u202f: vérifiez ces deux dates.")
    if committee and committee < last:
        raise ActionRefused("Le comité se réunit après la date limite\u202f: vérifiez ces deux dates.")
    if answer and answer < max(last, committee or last):
        raise ActionRefused("La réponse vient après la date limite et le comité\u202f: vérifiez ces dates.")


def _read_link(typed: str) -> str:
    link = or_refuse(read_line, typed, longest=LONGEST_LINK)
    try:
        URLValidator(schemes=["http", "https"])(link)
    except ValidationError:
        raise ActionRefused("Copiez l’adresse de la page de l’appel, qui commence par https://.") from None
    if urlsplit(link).username is not None:  # « https://www.prefecture.fr@ailleurs.example » leads elsewhere
        raise ActionRefused("Cette adresse ne mène pas où elle semble mener\u202f: copiez celle de la page.")
    return link

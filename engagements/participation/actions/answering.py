"""Saying when one can, changing it, taking it back, by who needs no account; and noting it for somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from engagements.participation import emails
from engagements.participation.actions.asking import locked
from engagements.participation.models import (
    LONGEST_LANGUAGE,
    Answer,
    AnswerTime,
    Gathering,
    Says,
)
from engagements.voices.actions import (
    Speaker,
    change_speaker,
    end_keys,
    give_code,
    give_link,
    take_back_voice,
    take_down,
)
from engagements.voices.models import VoiceKey
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_name
from signatories.history.actions import record
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor

MOST_NOTED = 12
CLOSED = "On ne répond plus à cette rencontre\u202f: sa date est passée, ou elle est annulée."


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one says of each date, by its key, and what would make it possible to come."""

    times: Mapping[int, str]
    childcare: bool = False
    interpreting: str = ""
    access: bool = False
    transport: bool = False


@dataclass(frozen=True)
class Noted:
    """Who said what, by paper, by telephone or at a meeting (`speaker.noted_how`)."""

    speaker: Speaker
    said: Said


@dataclass(frozen=True, kw_only=True)
class Given:
    """An answer, and what lets its owner change it: a code to copy, a link."""

    answer: Answer
    code: str
    key: VoiceKey


@transaction.atomic
def answer(gathering: Gathering, *, by: Actor, speaker: Speaker, said: Said) -> Given:
    """Say when one can; a link leaves for whoever gave an address.

    Raises ActionRefused once its last date has passed or it is cancelled, and without a word for any date."""
    gathering = _open(gathering)
    voice = take_down(speaker, by=by, forget_on=gathering.forget_on)
    given = Answer(voice=voice, gathering=gathering)
    _write(given, said)
    # Somebody signed in who answers as a resident is a resident: the history does not say who.
    author = by if voice.was_noted or voice.organisation_id else Actor()
    record("gathering.answered", gathering, by=author, about=[gathering.organisation])
    code = give_code(voice, within=gathering, until=_keys_until(gathering))
    key = give_link(voice, until=_keys_until(gathering))
    if speaker.email and not speaker.noted_how:
        emails.answered(given, to=voice.contact.email, key=key)
    return Given(answer=given, code=code, key=key)


@transaction.atomic
def note(gathering: Gathering, *, by: Contact, noted: Sequence[Noted]) -> list[Answer]:
    """What several people said, noted for them by who organises: all of them, or none.

    Raises ActionRefused for anybody else, and as `answer` does."""
    gathering = locked(gathering, by)
    if not 0 < len(noted) <= MOST_NOTED or not all(each.speaker.noted_how for each in noted):
        raise ActionRefused(f"Notez d’une à {MOST_NOTED} réponses, et comment vous les avez sues.")
    return [answer(gathering, by=by, speaker=each.speaker, said=each.said).answer for each in noted]


@transaction.atomic
def change(given: Answer, *, speaker: Speaker, said: Said) -> Answer:
    """Say otherwise, by its key. Raises ActionRefused as `answer` does."""
    gathering = _open(given.gathering)
    given = Answer.objects.select_for_update(of=("self",)).select_related("voice").get(pk=given.pk)
    given.gathering = gathering
    change_speaker(given.voice, speaker)
    _write(given, said)
    record("gathering.answer_changed", gathering, by=None, about=[gathering.organisation])
    return given


@transaction.atomic
def take_back(given: Answer) -> None:
    """Nothing is left of an answer, nor of who gave it: at any time, by its key."""
    gathering = given.gathering
    Answer.objects.select_for_update(of=("self",)).get(pk=given.pk)
    take_back_voice(given.voice)
    record("gathering.answer_taken_back", gathering, by=None, about=[gathering.organisation])
    pages.changed(f"gathering:{gathering.pk}")


@transaction.atomic
def give_again(given: Answer, *, by: Contact) -> str:
    """A new code for somebody who lost theirs, by who organises; what opened the answer opens it no more."""
    gathering = locked(given.gathering, by)
    end_keys(given.voice)
    record("gathering.code_given", gathering, by=by)
    return give_code(given.voice, within=gathering, until=_keys_until(gathering))


@transaction.atomic
def new_code(given: Answer) -> str:
    """A new code for whoever holds the link, or the former code, which stops working."""
    return give_code(given.voice, within=given.gathering, until=_keys_until(given.gathering))


def _open(gathering: Gathering) -> Gathering:
    """As it is now, until this answer is written: it is not fixed meanwhile."""
    gathering = Gathering.objects.select_for_update(of=("self",), no_key=True).get(pk=gathering.pk)
    if not gathering.is_asking:
        raise ActionRefused(CLOSED)
    return gathering


def _write(given: Answer, said: Said) -> None:
    times = {time.pk for time in given.gathering.asked()}
    if not said.times.keys() <= times or not {*said.times.values()} <= {*Says.values}:
        raise ActionRefused("Les dates ont changé pendant que vous répondiez. Relisez-les, puis répondez.")
    if not said.times:
        raise ActionRefused("Répondez au moins pour une date.")
    given.childcare, given.access, given.transport = said.childcare, said.access, said.transport
    given.interpreting = or_refuse(read_name, said.interpreting, longest=LONGEST_LANGUAGE)
    given.save()
    AnswerTime.objects.filter(answer=given, time__in=times).delete()
    AnswerTime.objects.bulk_create(
        AnswerTime(answer=given, time_id=time, says=says) for time, says in said.times.items()
    )
    pages.changed(f"gathering:{given.gathering_id}")


def _keys_until(gathering: Gathering) -> datetime:
    """The end of the day after which nobody can tell who answered."""
    end = datetime.combine(gathering.forget_on, time.max)
    return timezone.make_aware(end - timedelta(seconds=1))

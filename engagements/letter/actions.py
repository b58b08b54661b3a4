"""Writing the letters of the week: one a person, never empty, and again when what it asked was answered first; and
answering from one."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from engagements.letter import emails
from engagements.letter.answering import reply_by
from engagements.letter.contents import WEEK, Chapter, chapters_for, names_in
from engagements.letter.models import Letter, LetterQuestion, QuestionKey
from engagements.letter.places import Asks, Reply, Told
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.retention import YEAR
from signatories.organisations.models import Membership, Organisation
from signatories.outbox.models import Message
from signatories.people.models import User

MOST_TRIES = 3
KEY_LIFE = timedelta(days=14)  # until the second letter after it
ANSWERED_MEANWHILE = "Ce que disait cette lettre a changé avant son départ\u202f: elle est récrite."
NO_LONGER_ASKED = "Il n’y a plus à répondre\u202f: quelqu’un d’autre l’a fait, ou la situation a changé."
logger = logging.getLogger(__name__)


def week_of(day: date) -> date:
    """The Monday on which the letter of that day's week leaves."""
    return day - day.weekday() * (WEEK / 7)


def write_letters(*, today: date) -> int:
    """Write to each person who looks after an association; how many letters were written. Safe to run twice.

    Raises what went wrong for some, once all the others have theirs."""
    week, problems, written = week_of(today), [], 0
    for person in _people():
        try:
            written += write_letter(person, week=week) is not None
        except Exception as problem:
            logger.exception("The letter of person %s could not be written", person)
            problems.append(problem)
    if problems:
        raise ExceptionGroup("Some letters were not written.", problems)
    return written


@transaction.atomic
def write_letter(person_id: int, *, week: date) -> Letter | None:
    """The letter of a week to somebody, unless it is written or there is nothing to say."""
    person = User.objects.select_for_update(of=("self",), no_key=True).get(pk=person_id)
    letter = Letter.objects.filter(person=person, week=week).first()
    if letter is not None and not is_to_rewrite(letter):
        return None
    chapters = chapters_for(person, today=week)
    if letter is None and not chapters:
        return None
    letter = letter or Letter(person=person, week=week, tries=0)
    return _write(letter, chapters)


def rewrite_answered() -> int:
    """Letters that did not leave because what they asked was answered: those of this week, once more; how many."""
    week = week_of(timezone.localdate())
    stopped = Letter.objects.filter(week=week, message__state=Message.State.CANCELLED, tries__lt=MOST_TRIES)
    people = stopped.filter(message__reason=ANSWERED_MEANWHILE).values_list("person", flat=True)
    return sum(write_letter(person, week=week) is not None for person in list(people))


def is_to_rewrite(letter: Letter) -> bool:
    """Whether it was stopped because it asked for what was answered, and may be written again."""
    message = letter.message
    if message is None or letter.tries >= MOST_TRIES:
        return False
    return message.state == Message.State.CANCELLED and message.reason == ANSWERED_MEANWHILE


@transaction.atomic
def give_key(asks: Asks, *, person: User, organisation: Organisation) -> QuestionKey:
    """A new key, whose `clear` is to be put in a letter; those of earlier letters go on working until they end."""
    question, _ = LetterQuestion.objects.get_or_create(organisation=organisation, kind=asks.kind, about=asks.about)
    until = timezone.now() + KEY_LIFE
    key: QuestionKey = QuestionKey.objects.issue(target=question, person=person, expires_at=until)
    return key


@transaction.atomic
def answer(key: QuestionKey, say: Callable[[Reply], object]) -> None:
    """Answer by a key, once: `say` is called with the reply as it is now, while nobody else answers the question.

    Raises ActionRefused once it is no longer asked, and as the action of its slice does."""
    LetterQuestion.objects.select_for_update(of=("self",)).get(pk=key.target_id)
    key = QuestionKey.objects.opening().get(pk=key.pk)
    reply = reply_by(key)
    if reply is None:
        raise ActionRefused(NO_LONGER_ASKED)
    say(reply)
    key.used_at = timezone.now()
    key.save(update_fields=["used_at"])
    QuestionKey.objects.filter(target=key.target_id).revoke()


@transaction.atomic
def forget_keys_of(person: User) -> None:
    """What was mailed to somebody opens nothing, and leaves no trace of who was asked."""
    QuestionKey.objects.filter(person=person).delete()
    LetterQuestion.objects.filter(keys=None).delete()


@transaction.atomic
def forget_old() -> None:
    """Letters and keys of more than a year ago: what they said was the outbox's, which forgot it too."""
    Letter.objects.filter(week__lt=timezone.localdate() - YEAR).delete()
    QuestionKey.objects.filter(expires_at__lt=timezone.now() - YEAR).delete()
    LetterQuestion.objects.filter(keys=None).delete()


def _write(letter: Letter, chapters: list[Chapter]) -> Letter:
    letter.names, letter.tries, letter.message = names_in(chapters), letter.tries + 1, None
    letter.save()
    if chapters:
        letter.message = emails.letter(letter, chapters, path_of=partial(_path_of, letter.person))
        letter.save(update_fields=["message"])
    return letter


def _people() -> list[int]:
    """Who looks after an association today: thousands of numbers, no rows."""
    current = Membership.objects.current().values("user")
    return list(User.objects.filter(is_active=True, pk__in=current).order_by("pk").values_list("pk", flat=True))


def _path_of(person: User, chapter: Chapter, told: Told) -> str:
    """Where one answers, by a key made for this letter; else where one reads."""
    if told.asks and chapter.organisation:
        return give_key(told.asks, person=person, organisation=chapter.organisation).get_absolute_url()
    return told.href

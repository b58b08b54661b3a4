"""Two at the same moment: one date is chosen, nobody answers what was just decided, nothing is told twice."""

import pytest

from engagements.participation import actions
from engagements.participation.models import Answer, Gathering, State
from engagements.voices.actions import Speaker
from qpv_charter.toolkit.actions import ActionRefused
from signatories.outbox.models import Message
from signatories.people.actors import Actor
from tests.engagements.participation.scenes import (
    a_gathering,
    a_resident_answers,
    an_outcome,
    in_days,
    long_ago,
    organiser,
    says,
)
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)
FATOU = "fatou@example.org"


def told(kind: str) -> int:
    return Message.objects.filter(kind=f"gatherings.{kind}").count()


def test_two_of_its_people_choose_one_date() -> None:
    gathering = a_gathering()
    a_resident_answers(gathering, email=FATOU)
    contact, (first, second, _) = organiser(gathering), gathering.times.all()

    answers = side_by_side(
        lambda: actions.fix(gathering, by=contact, time=first),
        lambda: actions.fix(gathering, by=contact, time=second),
    )

    assert raised(answers) == [ActionRefused]
    assert Gathering.objects.get().chosen == first
    assert told("fixed") == 1


def test_who_answers_while_it_is_called_off_is_told_so() -> None:
    gathering = a_gathering()
    contact, said = organiser(gathering), says(gathering)

    answers = side_by_side(
        lambda: actions.cancel(gathering, by=contact, why="Pluie."),
        lambda: actions.answer(gathering, by=Actor(), speaker=Speaker(), said=said),
    )

    assert raised(answers) == [ActionRefused]
    assert not Answer.objects.exists()


def test_it_is_called_off_once() -> None:
    gathering = a_gathering(days=(10,))
    a_resident_answers(gathering, email=FATOU)
    contact = organiser(gathering)

    answers = side_by_side(*[lambda: actions.cancel(gathering, by=contact, why="Pluie.")] * 2)

    assert raised(answers) == [ActionRefused]
    assert told("cancelled") == 1


def test_two_reminders_are_one() -> None:
    gathering = a_gathering(days=(1,))
    a_resident_answers(gathering, email=FATOU)

    side_by_side(*[lambda: actions.remind(gathering)] * 2)

    assert told("reminder") == 1


def test_what_comes_back_comes_back_once_whoever_says_what_came_of_it() -> None:
    gathering = long_ago(a_gathering(days=(10,), rhythm="week"), days=1)
    contact = organiser(gathering)

    side_by_side(*[lambda: actions.hold(gathering, by=contact, outcome=an_outcome())] * 2)

    assert Gathering.objects.filter(state=State.FIXED).count() == 1


def test_one_changes_an_answer_while_it_moves_and_loses_no_word() -> None:
    gathering = a_gathering(days=(10,))
    given, contact = a_resident_answers(gathering).answer, organiser(gathering)
    said = says(gathering, "no")

    answers = side_by_side(
        lambda: actions.move(gathering, by=contact, when=in_days(20)),
        lambda: actions.change(given, speaker=Speaker(), said=said),
    )

    assert raised(answers) == [ActionRefused]  # the date that was asked has changed meanwhile
    assert Answer.objects.get().said.get().says == "yes"

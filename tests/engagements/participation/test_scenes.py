"""What each action leaves behind, and that it leaves nothing when it fails."""

from datetime import date

import pytest

from engagements.participation import actions
from engagements.participation.actions import forgetting
from engagements.participation.actions.answering import Noted
from engagements.participation.actions.asking import Words
from engagements.participation.models import Gathering
from engagements.voices.actions import Speaker, keep_until
from engagements.voices.models import Voice
from signatories.people.actors import Actor
from tests.engagements.participation.scenes import (
    WORDS,
    a_gathering,
    a_resident_answers,
    a_signatory_of_franc_moisin,
    an_outcome,
    at,
    in_days,
    long_ago,
    organiser,
    says,
)
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db
FATOU = "fatou@example.org"


def propose() -> Scene:
    contact, place = a_signatory_of_franc_moisin(), at()
    times = [in_days(10), in_days(12)]
    return Scene(
        act=lambda: actions.propose(by=contact, place=place, words=WORDS, times=times),
        events=(("gathering.proposed", None, contact.person),),
    )


def one_date() -> Scene:
    contact, place = a_signatory_of_franc_moisin(), at()
    return Scene(
        act=lambda: actions.propose(by=contact, place=place, words=WORDS, times=[in_days(10)]),
        events=(("gathering.proposed", None, contact.person),),
    )


def correct() -> Scene:
    gathering = a_gathering()
    contact, words = organiser(gathering), Words(title="Autre chose (exemple)", where="Ailleurs")
    return Scene(
        act=lambda: actions.correct(gathering, by=contact, words=words, is_public=False),
        events=(("gathering.corrected", gathering, contact.person),),
    )


def answer() -> Scene:
    gathering = a_gathering()
    said, speaker = says(gathering), Speaker(called="Fatou", email=FATOU)
    return Scene(
        act=lambda: actions.answer(gathering, by=Actor(), speaker=speaker, said=said),
        events=(("gathering.answered", gathering, None),),
        mails=(("gatherings.answered", FATOU),),
    )


def note() -> Scene:
    gathering = a_gathering()
    contact, said = organiser(gathering), says(gathering)
    noted = [Noted(Speaker(called=name, noted_how="paper"), said) for name in ("Ahmed", "Awa")]
    return Scene(
        act=lambda: actions.note(gathering, by=contact, noted=noted),
        events=(
            ("gathering.answered", gathering, contact.person),
            ("gathering.answered", gathering, contact.person),
        ),
    )


def noted_by_phone() -> Scene:
    gathering = a_gathering()
    contact, said = organiser(gathering), says(gathering)
    speaker = Speaker(called="Ahmed", email="ahmed@example.org", noted_how="phone")
    return Scene(
        act=lambda: actions.answer(gathering, by=contact, speaker=speaker, said=said),
        events=(("gathering.answered", gathering, contact.person),),
    )


def change() -> Scene:
    gathering = a_gathering()
    given, said = a_resident_answers(gathering).answer, says(gathering, "no", "no", "yes")
    return Scene(
        act=lambda: actions.change(given, speaker=Speaker(called="Fatou"), said=said),
        events=(("gathering.answer_changed", gathering, None),),
    )


def take_back() -> Scene:
    gathering = a_gathering()
    given = a_resident_answers(gathering).answer
    return Scene(act=lambda: actions.take_back(given), events=(("gathering.answer_taken_back", gathering, None),))


def answered(gathering: Gathering) -> Gathering:
    a_resident_answers(gathering, email=FATOU)
    return gathering


def fix() -> Scene:
    gathering = answered(a_gathering())
    contact, time = organiser(gathering), gathering.times.all()[1]
    return Scene(
        act=lambda: actions.fix(gathering, by=contact, time=time),
        events=(("gathering.fixed", gathering, contact.person),),
        mails=(("gatherings.fixed", FATOU),),
    )


def move() -> Scene:
    gathering = answered(a_gathering(days=(10,)))
    contact = organiser(gathering)
    return Scene(
        act=lambda: actions.move(gathering, by=contact, when=in_days(15)),
        events=(("gathering.moved", gathering, contact.person),),
        mails=(("gatherings.moved", FATOU),),
    )


def cancel() -> Scene:
    gathering = answered(a_gathering())
    contact = organiser(gathering)
    return Scene(
        act=lambda: actions.cancel(gathering, by=contact, why="La salle est prise."),
        events=(("gathering.cancelled", gathering, contact.person),),
        mails=(("gatherings.cancelled", FATOU),),
    )


def hold() -> Scene:
    gathering = long_ago(a_gathering(days=(10,)), days=1)
    contact = organiser(gathering)
    return Scene(
        act=lambda: actions.hold(gathering, by=contact, outcome=an_outcome()),
        events=(("gathering.held", gathering, contact.person),),
    )


def one_that_comes_back() -> Scene:
    gathering = long_ago(a_gathering(days=(10,), rhythm="week"), days=1)
    contact = organiser(gathering)
    return Scene(
        act=lambda: actions.hold(gathering, by=contact, outcome=an_outcome()),
        events=(
            ("gathering.held", gathering, contact.person),
            ("gathering.repeated", lambda _: Gathering.objects.exclude(pk=gathering.pk).get(), contact.person),
        ),
    )


def remind() -> Scene:
    gathering = answered(a_gathering(days=(1,)))
    return Scene(act=lambda: actions.remind(gathering), mails=(("gatherings.reminder", FATOU),))


def give_again() -> Scene:
    gathering = a_gathering()
    given, contact = a_resident_answers(gathering).answer, organiser(gathering)
    return Scene(
        act=lambda: actions.give_again(given, by=contact),
        events=(("gathering.code_given", gathering, contact.person),),
    )


def new_code() -> Scene:
    given = a_resident_answers(a_gathering()).answer
    return Scene(act=lambda: actions.new_code(given))


def forget_needs_of() -> Scene:
    a_resident_answers(a_gathering(), email=FATOU, childcare=True)
    return Scene(act=lambda: forgetting.forget_needs_of([FATOU]))


def forget_old_needs() -> Scene:
    given = a_resident_answers(a_gathering(), childcare=True).answer
    keep_until(Voice.objects.filter(pk=given.pk), date(2026, 1, 1))
    return Scene(act=forgetting.forget_old_needs)


def forget_words_of() -> Scene:
    organisation = a_gathering().organisation
    return Scene(act=lambda: forgetting.forget_words_of(organisation))


SCENES: Scenes = {
    "propose": propose,
    "propose, one date": one_date,
    "correct": correct,
    "answer": answer,
    "answer, noted": noted_by_phone,
    "note": note,
    "change": change,
    "take_back": take_back,
    "fix": fix,
    "move": move,
    "cancel": cancel,
    "hold": hold,
    "hold, one that comes back": one_that_comes_back,
    "remind": remind,
    "give_again": give_again,
    "new_code": new_code,
    "forget_needs_of": forget_needs_of,
    "forget_old_needs": forget_old_needs,
    "forget_words_of": forget_words_of,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())

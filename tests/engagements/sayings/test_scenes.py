"""What each action leaves behind, and that it leaves nothing when it fails."""

import uuid

import pytest

from engagements.needs.actions import Line
from engagements.needs.actions import close as close_need
from engagements.sayings import actions
from engagements.sayings.models import Saying
from engagements.voices.actions import keep_until
from engagements.voices.models import Voice
from signatories.outbox.models import Message
from signatories.people.queries import team_addresses
from tests.constraints import changed
from tests.engagements.needs.scenes import in_days, the_team
from tests.engagements.sayings.scenes import EMAIL, TEXT, a_saying, an_opened_one, reader_of, somewhere_read, words
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def say() -> Scene:
    relay = somewhere_read()
    return Scene(
        act=lambda: actions.say(words(), qpv=relay.qpv, number=uuid.uuid4(), email=EMAIL),
        events=(("saying.said", lambda given: given.saying, None),),
        mails=(("sayings.received", EMAIL),),
    )


def change() -> Scene:
    saying = a_saying()
    return Scene(
        act=lambda: actions.change(saying, text="Toujours éteinte."), events=(("saying.changed", saying, None),)
    )


def take_back() -> Scene:
    saying = a_saying()
    return Scene(act=lambda: actions.take_back(saying), events=(("saying.taken_back", saying, None),))


def take_back_opened() -> Scene:
    saying, need = an_opened_one()
    events = (("saying.taken_back", saying, None), ("need.withdrawn", need, None))
    return Scene(act=lambda: actions.take_back(saying), events=events)


def open_to_all() -> Scene:
    saying = a_saying(email=EMAIL)
    reader = reader_of(saying)
    return Scene(
        act=lambda: actions.open_to_all(saying, Line(text=TEXT), by=reader),
        events=(("need.read", None, reader.person), ("saying.opened", saying, reader.person)),
        mails=(("sayings.opened", EMAIL),),
    )


def keep_closed() -> Scene:
    saying = a_saying(email=EMAIL)
    reader = reader_of(saying)
    return Scene(
        act=lambda: actions.keep_closed(saying, by=reader, why="danger"),
        events=(("saying.closed", saying, reader.person),),
        mails=(("sayings.closed", EMAIL),),
    )


def tell_first() -> Scene:
    saying = a_saying()
    first = reader_of(saying).person
    assert first
    return Scene(act=actions.tell_who_waits, mails=(("sayings.to_read", first.email),))


def tell_late() -> Scene:
    saying = a_saying(days_ago=8)
    changed(saying, told=1)
    second = somewhere_read(saying.qpv).second
    to = (second.email, *team_addresses("93"))
    return Scene(act=actions.tell_who_waits, mails=tuple(("sayings.late", each) for each in to))


def tell_author() -> Scene:
    changed(a_saying(email=EMAIL, days_ago=15), told=2)
    return Scene(act=actions.tell_who_waits, mails=(("sayings.not_read", EMAIL),))


def forget_old() -> Scene:
    saying = a_saying()
    keep_until(Voice.objects.filter(pk=saying.voice_id), in_days(-1))
    return Scene(act=actions.forget_old)


def forget_address() -> Scene:
    a_saying(email=EMAIL)
    return Scene(act=lambda: actions.forget_address(EMAIL))


def follow() -> Scene:
    saying, need = an_opened_one()
    close_need(need, by=the_team(), text="Réparé.", done=True)
    need.refresh_from_db()
    keep_until(Voice.objects.filter(pk=saying.voice_id), in_days(1))
    return Scene(act=lambda: actions.follow(need), mails=(("sayings.moved", EMAIL),))


SCENES: Scenes = {
    "say": say,
    "change": change,
    "take_back": take_back,
    "take_back, what was opened": take_back_opened,
    "open_to_all": open_to_all,
    "keep_closed": keep_closed,
    "tell_who_waits": tell_first,
    "tell_who_waits, after seven days": tell_late,
    "tell_who_waits, after fourteen": tell_author,
    "forget_old": forget_old,
    "forget_address": forget_address,
    "follow": follow,
}


def test_who_wrote_a_need_is_told_of_it_and_nobody_else() -> None:
    an_opened_one(email="another@example.org")
    _, need = an_opened_one(email=EMAIL)
    Message.objects.all().delete()

    close_need(need, by=the_team(), text="Réparé (exemple).", done=True)

    assert {each.to for each in Message.objects.filter(kind="sayings.moved")} == {EMAIL}


def test_the_need_that_was_made_of_what_she_wrote_stays_when_her_address_is_forgotten() -> None:
    saying, need = an_opened_one(email=EMAIL)

    actions.forget_address(EMAIL.upper())

    assert not Saying.objects.filter(pk=saying.pk).exists()
    need.refresh_from_db()
    assert need.voice_id == saying.voice_id


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())

"""What each action leaves behind, and that it leaves nothing when it fails."""

from datetime import date

import pytest
from django.utils import timezone

from engagements.voices import actions
from engagements.voices.models import Voice
from signatories.people.actors import Actor
from tests.engagements.voices.scenes import LATER, a_contact, a_resident, an_association, somebody_noted
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def take_down() -> Scene:
    speaker = actions.Speaker(called="Fatou", email="fatou@example.org")
    return Scene(act=lambda: actions.take_down(speaker, by=Actor(), forget_on=date(2027, 1, 1)))


def change_speaker() -> Scene:
    voice, speaker = a_resident(), actions.Speaker(called="Awa", phone="01 23 45 67 89")
    return Scene(act=lambda: actions.change_speaker(voice, speaker))


def give_link() -> Scene:
    voice = a_resident()
    return Scene(act=lambda: actions.give_link(voice, until=timezone.now() + LATER))


def give_code() -> Scene:
    voice, within = a_resident(), a_contact().organisation
    return Scene(act=lambda: actions.give_code(voice, within=within, until=timezone.now() + LATER))


def end_keys() -> Scene:
    voice = a_resident()
    actions.give_link(voice, until=timezone.now() + LATER)
    return Scene(act=lambda: actions.end_keys(voice))


def take_back_voice() -> Scene:
    voice = a_resident()
    return Scene(act=lambda: actions.take_back_voice(voice))


def keep_until() -> Scene:
    voices = Voice.objects.filter(pk=a_resident().pk)
    return Scene(act=lambda: actions.keep_until(voices, date(2027, 1, 1)))


def forget_who() -> Scene:
    voices = Voice.objects.filter(pk=a_resident().pk)
    return Scene(act=lambda: actions.forget_who(voices))


def forget_old() -> Scene:
    actions.keep_until(Voice.objects.filter(pk=a_resident().pk), date(2026, 1, 1))
    return Scene(act=actions.forget_old)


def forget_address() -> Scene:
    a_resident()
    return Scene(act=lambda: actions.forget_address("fatou@example.org"))


def forget_account() -> Scene:
    person = an_association().person
    assert person
    return Scene(act=lambda: actions.forget_account(person))


def somebody_else() -> Scene:
    contact = a_contact()
    return Scene(act=lambda: somebody_noted(by=contact))


SCENES: Scenes = {
    "take_down": take_down,
    "take_down, noted": somebody_else,
    "change_speaker": change_speaker,
    "give_link": give_link,
    "give_code": give_code,
    "end_keys": end_keys,
    "take_back_voice": take_back_voice,
    "keep_until": keep_until,
    "forget_who": forget_who,
    "forget_old": forget_old,
    "forget_address": forget_address,
    "forget_account": forget_account,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())

"""Voices: who speaks, with which keys, and what is left of them with time."""

from datetime import date, timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from engagements.voices.actions import (
    Speaker,
    change_speaker,
    end_keys,
    forget_account,
    forget_address,
    give_code,
    give_link,
    keep_until,
    take_back_voice,
    take_down,
)
from engagements.voices.models import Kind, Voice, VoiceContact, VoiceKey
from qpv_charter.toolkit import short_codes
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.retention import forget_all
from signatories.people.actors import Actor
from tests.engagements.voices.scenes import LATER, a_contact, a_resident, an_association, somebody_noted
from tests.factories import an_organisation

pytestmark = pytest.mark.django_db

SOON = timezone.now() + LATER


def test_an_association_speaks_through_one_of_its_people() -> None:
    contact = a_contact()

    voice = take_down(Speaker(kind=Kind.ASSOCIATION, called="Autre chose"), by=contact, forget_on=None)

    assert (voice.organisation, voice.person) == (contact.organisation, contact.person)
    assert voice.name == contact.organisation.name
    assert (voice.called, voice.was_noted) == ("", False)


def test_a_resident_needs_neither_name_nor_address() -> None:
    voice = take_down(Speaker(), by=Actor(), forget_on=None)

    assert voice.name == "habitante ou habitant"
    assert not VoiceContact.objects.exists()


def test_somebody_signed_in_who_speaks_as_a_resident_is_one() -> None:
    voice = take_down(Speaker(called="Awa"), by=a_contact(), forget_on=None)

    assert (voice.organisation, voice.person, voice.called) == (None, None, "Awa")


def test_who_noted_it_and_for_which_association_is_kept() -> None:
    contact = a_contact()

    voice = somebody_noted(by=contact)

    assert (voice.noted_how, voice.noted_by, voice.noted_for) == ("phone", contact.person, contact.organisation)
    assert (voice.organisation, voice.called, voice.was_noted) == (None, "Ahmed", True)
    assert voice.contact.phone == "06 12 34 56 78"


def test_an_association_noted_by_another_is_not_the_one_that_notes() -> None:
    speaker = Speaker(kind=Kind.ASSOCIATION, called="Les Voisins", noted_how="meeting")

    voice = take_down(speaker, by=a_contact(), forget_on=None)

    assert (voice.organisation, voice.name) == (None, "Les Voisins")


def test_a_visitor_notes_nobody() -> None:
    with pytest.raises(ActionRefused, match="Connectez-vous"):
        take_down(Speaker(noted_how="phone"), by=Actor(), forget_on=None)

    assert not Voice.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("called", "gagnez sur evil.com", "adresse de site"),
        ("called", "é" * 301, "300"),
        ("email", "pas une adresse", "adresse"),
        ("phone", "0" * 31, "30"),
        ("kind", "martien", "qui parle"),
        ("noted_how", "télépathie", "qui parle"),
    ],
)
def test_what_one_says_of_oneself_is_cleaned_at_this_door_too(field: str, typed: str, said: str) -> None:
    with pytest.raises(ActionRefused, match=said):
        take_down(Speaker(**{field: typed}), by=a_contact(), forget_on=None)


def test_saying_again_who_one_is_replaces_name_and_contact() -> None:
    voice = a_resident()

    change_speaker(voice, Speaker(called="Awa", phone="01 23 45 67 89"))

    voice = Voice.objects.get()
    assert (voice.called, voice.contact.email, voice.contact.phone) == ("Awa", "", "01 23 45 67 89")


def test_saying_again_leaves_an_association_what_it_is() -> None:
    voice = an_association()

    change_speaker(voice, Speaker(called="Une autre", email="autre@example.org"))

    voice = Voice.objects.get()
    assert (voice.kind, voice.called, voice.contact.email) == (Kind.ASSOCIATION, "", "autre@example.org")


def test_a_code_is_good_on_one_page_alone(rf: RequestFactory) -> None:
    voice, within, elsewhere = a_resident(), an_organisation(), an_organisation()
    code = give_code(voice, within=within, until=SOON)

    found = short_codes.find(rf.get("/"), VoiceKey.objects.all(), code, within=within)
    lost = short_codes.find(rf.get("/"), VoiceKey.objects.all(), code, within=elsewhere)

    assert found
    assert (found.target, lost) == (voice, None)


def test_a_new_code_ends_the_former_one_and_no_link(rf: RequestFactory) -> None:
    voice, within = a_resident(), an_organisation()
    link, former = give_link(voice, until=SOON), give_code(voice, within=within, until=SOON)

    give_code(voice, within=within, until=SOON)

    assert short_codes.find(rf.get("/"), VoiceKey.objects.all(), former, within=within) is None
    assert VoiceKey.objects.get(pk=link.pk).is_usable


def test_ending_the_keys_of_a_voice_leaves_those_of_others() -> None:
    voice, other = a_resident(), a_resident(email="awa@example.org")
    mine, theirs = give_link(voice, until=SOON), give_link(other, until=SOON)

    end_keys(voice)

    assert not VoiceKey.objects.get(pk=mine.pk).is_usable
    assert VoiceKey.objects.get(pk=theirs.pk).is_usable


def test_what_is_taken_back_leaves_nothing_of_it_and_all_of_others() -> None:
    voice, other = a_resident(), a_resident(called="Awa", email="awa@example.org")
    give_link(voice, until=SOON)

    take_back_voice(voice)

    assert list(Voice.objects.all()) == [other]
    assert VoiceContact.objects.get().voice == other
    assert not VoiceKey.objects.exists()


def test_once_its_day_has_passed_nobody_can_tell_whose_voice_it_was() -> None:
    today = timezone.localdate()
    over, last_day, later = (a_resident(called=name) for name in ("Fatou", "Awa", "Nour"))
    for voice, day in ((over, today - timedelta(days=1)), (last_day, today), (later, today + LATER)):
        keep_until(Voice.objects.filter(pk=voice.pk), day)
        give_link(voice, until=SOON)

    forget_all()

    assert {*Voice.objects.values_list("called", flat=True)} == {"", "Awa", "Nour"}
    assert {*VoiceContact.objects.values_list("voice", flat=True)} == {last_day.pk, later.pk}
    assert {*VoiceKey.objects.values_list("target", flat=True)} == {last_day.pk, later.pk}


def test_an_address_is_forgotten_in_every_spelling_with_the_name_and_the_keys() -> None:
    hers, other = a_resident(), a_resident(called="Awa", email="awa@example.org")
    give_link(hers, until=SOON)

    forget_address("FATOU@example.org")

    assert Voice.objects.get(pk=hers.pk).called == ""
    assert not VoiceKey.objects.exists()
    assert VoiceContact.objects.get().voice == other


def test_an_account_that_goes_leaves_its_associations_voice() -> None:
    voice = an_association()
    assert voice.person
    change_speaker(voice, Speaker(email="elle@example.org"))

    forget_account(voice.person)

    voice = Voice.objects.get()
    assert voice.organisation
    assert (voice.forget_on, VoiceContact.objects.count()) == (None, 0)


def test_who_forgets_by_date_is_not_asked_of_associations() -> None:
    keep_until(Voice.objects.filter(pk=an_association().pk), date(2000, 1, 1))

    forget_all()

    assert Voice.objects.get().organisation

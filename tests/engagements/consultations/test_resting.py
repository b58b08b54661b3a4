"""What a line rests on: needs of its place, and what residents said of the project."""

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from engagements.consultations.actions.outcomes import agree_to_be_named, conclude
from engagements.consultations.actions.residents import note_residents, take_residents_back
from engagements.consultations.actions.rooms import change, invite, note, say
from engagements.consultations.models import Line, Outcome, ResidentsView
from engagements.consultations.replies import LINE
from engagements.consultations.resting import MOST_NEEDS, offered_needs
from engagements.letter.places import reply_of
from engagements.needs.actions import Line as Sentence
from engagements.needs.actions import Occasion, close
from engagements.needs.models import Need
from engagements.scope.places import place_of
from engagements.voices.models import Voice
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.short_codes import printed
from signatories.organisations.actors import Contact
from tests.engagements.consultations.scenes import Three, a_call, a_contact, a_room, a_view, in_days, said, three
from tests.engagements.needs.scenes import a_need
from tests.engagements.needs.scenes import hidden as out_of_sight
from tests.factories import a_commune, a_qpv
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
SEEN, BETWEEN, HEARD = (
    "La lumière manque (exemple)",
    "Un besoin entre nous (exemple)",
    "On a peur le soir (exemple)",
)
OTHER = "Rien pour les grands (exemple)"


def elsewhere() -> Contact:
    return a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))


def rests() -> tuple[Three, Need, Need]:
    """The line of the first rests on a public need, one between signatories, and twelve residents."""
    those = three()
    seen, between = a_need(text=SEEN), a_need(text=BETWEEN, is_public=False)
    facts = said(can_lead=True, audience="Les douze à seize ans (exemple)", needs=(seen, between))
    change(those.line, facts, by=those.first, read=None)
    a_view(those, text=HEARD)
    return those, seen, between


def shown_to(contact: Contact, those: Three) -> str:
    return browser_of(contact.person).get(those.room.get_absolute_url()).content.decode()


def test_one_chooses_needs_of_the_place_and_says_what_residents_said() -> None:
    those, need = three(), a_need(text=SEEN)
    browser, base = browser_of(those.first.person), those.room.get_absolute_url()
    typed = {"text": HEARD, "how_many": "12", "said_in": in_days(-40).replace(day=1), "how": "meeting"}

    browser.post(f"{base}ligne/{those.line.pk}/", {"said": "cherche", "needs": [need.pk], "revision": 0})
    browser.post(f"{base}ligne/{those.line.pk}/habitants/", typed)

    view = ResidentsView.objects.get()
    assert [*those.line.needs.all()] == [need]
    assert (view.how_many, view.text, view.said_in.day) == (12, HEARD, 1)
    assert (view.voice.noted_by, view.voice.called) == (those.first.person, "")
    read = shown_to(those.second, those)
    assert all(words in read for words in (SEEN, HEARD, "12 habitantes et habitants, en réunion"))
    browser.post(f"{base}habitants/{view.pk}/")
    assert HEARD not in shown_to(those.second, those)
    assert not Voice.objects.filter(pk=view.voice_id).exists()


def test_needs_are_offered_where_they_are_and_wait_for_an_answer() -> None:
    those = three()
    here, far = (
        a_need(text=SEEN),
        a_need(by=elsewhere(), place=place_of(qpvs=[a_qpv(code="QN06901M")], department=None)),
    )
    wide = a_need(text=OTHER, place=place_of(department=a_commune().department))
    done, hidden = a_need(by=those.first), a_need(by=those.first)
    close(done, by=those.first, text="C’est réparé.", done=True)
    out_of_sight(hidden)

    assert {*offered_needs(those.room, those.first)} == {here, wide}
    those.line.needs.add(done, far)
    assert {*offered_needs(those.room, those.first, line=those.line)} == {here, wide, done, far}


def test_the_form_of_a_letter_offers_what_anyone_may_read() -> None:
    those = three()
    seen, between = a_need(text=SEEN), a_need(text=BETWEEN, is_public=False)
    reply = reply_of(LINE, those.third, those.room.pk)
    assert reply

    form = reply.form({"said": "cherche", "needs": [str(seen.pk)]})

    assert SEEN in str(form)
    assert BETWEEN not in str(form)
    assert form.is_valid()
    reply.say(form)
    assert [*Line.objects.get(organisation=those.third.organisation).needs.all()] == [seen]
    assert not reply.form({"said": "cherche", "needs": [str(between.pk)]}).is_valid()


def test_nobody_rests_on_what_is_not_there_or_what_one_may_not_read() -> None:
    those, far = three(), elsewhere()
    invite(those.room, far.organisation, by=those.first)
    between = a_need(text=BETWEEN, is_public=False)
    away = a_need(by=far, text=OTHER, place=place_of(qpvs=[a_qpv(code="QN06901M")], department=None))
    many = tuple(a_need(text=f"{OTHER} {number}") for number in range(MOST_NEEDS + 1))

    refused: list[tuple[Contact, Any, str]] = [
        (far, (between,), "peut lire"),
        (far, (away,), "de ce territoire"),
        (those.third, many, "10 besoins au plus"),
    ]
    for by, needs, reason in refused:
        with pytest.raises(ActionRefused, match=reason):
            say(those.room, said(needs=needs), by=by)
    with pytest.raises(ActionRefused, match="quartiers du territoire"):
        say(those.room, said(qpvs=(a_qpv(code="QN06901M"),)), by=those.third)
    assert say(those.room, said(needs=many[:MOST_NEEDS]), by=those.third).needs.count() == MOST_NEEDS
    form = browser_of(far.person).post(
        f"{those.room.get_absolute_url()}ligne/", {"said": "cherche", "needs": [between.pk]}
    )
    assert "needs" in form.context["form"].errors
    assert Line.objects.filter(organisation=far.organisation).count() == 0


def test_who_reads_a_line_reads_what_it_rests_on_but_for_needs_that_are_not_theirs() -> None:
    those, *_ = rests()
    far = elsewhere()
    invite(those.room, far.organisation, by=those.first)
    say(those.room, said(), by=far)

    near, invited = shown_to(those.second, those), shown_to(far, those)

    assert all(words in near for words in (SEEN, BETWEEN, HEARD))
    assert SEEN in invited
    assert HEARD in invited
    assert BETWEEN not in invited


def public(those: Three) -> str:
    those.room.refresh_from_db()
    return Client().get(f"/concertations/page/{printed(those.room.page_code or '', by=4)}/").content.decode()


def test_the_page_to_be_joined_says_what_the_lines_of_those_named_rest_on() -> None:
    those, seen, _ = rests()
    say(those.room, said(needs=(a_need(text=OTHER),)), by=those.second)
    agree_to_be_named(those.room, by=those.first)
    answer = browser_of(those.first.person).get(f"{those.room.get_absolute_url()}page.pdf")
    printed_page = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(answer.content)).pages)

    for read in (public(those), " ".join(printed_page.split())):
        assert SEEN in read
        assert HEARD in read
        assert BETWEEN not in read
        assert OTHER not in read, "the second is not named"
    out_of_sight(seen)
    assert SEEN not in public(those)
    agree_to_be_named(those.room, by=those.second)
    assert OTHER in public(those)


def test_a_line_that_its_association_has_not_read_says_nothing_on_the_page() -> None:
    those = three()
    agree_to_be_named(those.room, by=those.second)
    whose: Any = {"organisation": those.second.organisation, "called": "", "how": "meeting"}

    note(those.room, said(needs=(a_need(text=SEEN),)), by=those.first, **whose)

    assert SEEN not in public(those)


@pytest.mark.parametrize(
    ("sentence", "occasion", "reason"),
    [
        ({"text": ""}, {}, "en une phrase"),
        ({"text": "Appelez le 06 12 34 56 78"}, {}, "numéro de téléphone"),
        ({"text": "é" * 301}, {}, "300"),
        ({"how_many": 0}, {}, "de 1 à 500"),
        ({"how_many": 501}, {}, "de 1 à 500"),
        ({}, {"said_in": in_days(40)}, "pas encore venu"),
        ({}, {"how": "rumeur"}, "comment vous l’avez su"),
    ],
)
def test_what_residents_said_is_a_sentence_of_some_in_a_month(
    sentence: dict[str, Any], occasion: dict[str, Any], reason: str
) -> None:
    those = three()

    with pytest.raises(ActionRefused, match=reason):
        note_residents(
            those.line,
            Sentence(**{"text": HEARD, **sentence}),
            Occasion(**{"said_in": in_days(-40), **occasion}),
            by=those.first,
        )
    assert not ResidentsView.objects.exists()


def test_nobody_notes_residents_beside_the_line_of_another_nor_more_than_a_few_nor_once_it_is_concluded() -> None:
    those = three()
    view = a_view(those)
    base = those.room.get_absolute_url()
    web = browser_of(those.second.person)

    for act in (
        lambda: note_residents(those.line, Sentence(text=HEARD), Occasion(said_in=in_days(-40)), by=those.second),
        lambda: take_residents_back(view, by=those.second),
    ):
        with pytest.raises(ActionRefused, match="pas celle"):
            act()
    assert web.get(f"{base}ligne/{those.line.pk}/habitants/").status_code == 404
    assert web.post(f"{base}habitants/{view.pk}/").status_code == 404
    for number in range(4):
        a_view(those, text=f"{HEARD} {number}")
    with pytest.raises(ActionRefused, match="5 paroles au plus"):
        a_view(those)
    conclude(those.room, by=those.first, outcome=Outcome.EACH)
    with pytest.raises(ActionRefused, match="rouvrez-la"):
        take_residents_back(view, by=those.first)


def test_what_residents_said_is_taken_back_in_its_own_room_alone() -> None:
    those = three()
    other_call = a_call(name="Un autre appel (exemple)", link="https://example.org/autre")
    view, another = a_view(those), a_room(call=other_call, by=those.first)
    first = browser_of(those.first.person)

    assert first.post(f"{another.get_absolute_url()}habitants/{view.pk}/").status_code == 404
    assert ResidentsView.objects.exists()
    first.post(f"{those.room.get_absolute_url()}habitants/{view.pk}/")
    assert not ResidentsView.objects.exists()


def test_a_form_of_residents_keeps_what_was_typed() -> None:
    those = three()
    browser = browser_of(those.first.person)

    answer = browser.post(
        f"{those.room.get_absolute_url()}ligne/{those.line.pk}/habitants/",
        {"text": HEARD, "how_many": "", "said_in": "", "how": "paper"},
    )

    shown = answer.content.decode()
    assert {*answer.context["form"].errors} == {"how_many", "said_in"}
    assert HEARD in shown


def test_lines_of_a_whole_department_say_in_which_neighbourhoods() -> None:
    first, second = a_contact(), a_contact(qpv=a_qpv(name="Autre", code="QN09332M"))
    room = a_room(by=first, place=place_of(department=a_commune().department))
    browser, base = browser_of(first.person), room.get_absolute_url()

    browser.post(f"{base}ligne/", {"said": "cherche", "qpvs": ["QN09332M"]})

    assert [qpv.code for qpv in Line.objects.get().qpvs.all()] == ["QN09332M"]
    say(room, said(qpvs=(a_qpv(),)), by=second)

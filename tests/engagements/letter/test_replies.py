"""Answering from a mail: one form a key, once, in the name of the association, and nothing else opens."""

import re
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from engagements.consultations.models import Line, Said
from engagements.letter import actions
from engagements.letter.contents import chapters_for
from engagements.letter.models import Letter, LetterQuestion, QuestionKey
from engagements.letter.places import Asks, Reply, replied
from engagements.needs.models import Seconded
from engagements.participation.models import Answer, GatheringTime
from engagements.participation.replies import WHEN
from qpv_charter.toolkit.actions import ActionRefused
from signatories.erasure.actions import erase_person
from signatories.organisations.actors import Contact
from signatories.organisations.models import Membership
from signatories.outbox.models import Message
from signatories.people.models import User
from tests.engagements.closures.scenes import a_signatory_of_franc_moisin
from tests.engagements.consultations.scenes import a_call, a_room, at, in_days
from tests.engagements.letter.conftest import a_reply
from tests.engagements.needs.scenes import a_need
from tests.engagements.participation.scenes import a_gathering, a_resident_answers
from tests.factories import a_team_member, a_user, an_organisation
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db
CLOSED = "Vous n’avez plus à répondre ici"


def asked_when(contact: Contact | None = None) -> QuestionKey:
    """What the letter of a contact holds of a gathering that another association proposes."""
    contact = contact or a_signatory_of_franc_moisin()
    asks = Asks(WHEN, a_gathering().pk)
    return actions.give_key(asks, person=contact.person, organisation=contact.organisation)


def page_of(key: QuestionKey, browser: Client) -> str:
    return str(browser.get(key.get_absolute_url(), follow=True).content.decode())


def says_yes(key: QuestionKey, browser: Client) -> str:
    """Say yes to all its dates."""
    page = page_of(key, browser)
    yes = dict.fromkeys(re.findall(r'name="(time_\d+)"', page), "yes")
    assert yes, page
    return str(browser.post(key.target.get_absolute_url(), yes, follow=True).content.decode())


def links_of(person: User) -> list[str]:
    text = Message.objects.filter(to=person.email, kind="letter.week").latest("created_at").text
    return list(re.findall(r"https?://[^/\s]+(/lettre/\S+)", text))


@pytest.mark.django_db(transaction=True)
def test_a_contact_answers_three_things_from_one_letter_without_signing_in(client: Client) -> None:
    contact, other = a_signatory_of_franc_moisin("Les Voisins (exemple)"), a_signatory_of_franc_moisin()
    a_gathering(other)
    a_need(by=other)
    room = a_room(by=other, call=a_call(by=other, last_on=in_days(60)))
    with at(timezone.now() + timedelta(days=4)):
        week = timezone.localdate()
        actions.write_letter(contact.person.pk, week=week)
        actions.write_letter(other.person.pk, week=week)

        links = links_of(contact.person)
        for link in links:
            page = client.get(link, follow=True)
            yes = dict.fromkeys(re.findall(r'name="(time_\d+)"', page.content.decode()), "yes")
            answer = client.post(page.redirect_chain[-1][0], {"said": Said.JOIN} | yes, follow=True)
            assert "Vous avez déjà répondu, merci" in answer.content.decode()
        line = Line.objects.get(organisation=contact.organisation)
        refused = [client.get(path).status_code for path in (room.get_absolute_url(), "/espace/")]
        again = chapters_for(contact.person, today=week)

    assert len(links) == 3
    assert Answer.objects.get().voice.organisation == contact.organisation
    assert Seconded.objects.get().organisation == contact.organisation
    assert (line.said, line.voice.person) == (Said.JOIN, contact.person)
    assert refused == [302, 302], "to where one signs in"
    assert "session" not in str(client.cookies)
    assert not [told for chapter in again for told in chapter.told if told.asks]


def test_the_page_says_who_answers_and_shows_nothing_of_others(client: Client) -> None:
    contact = a_signatory_of_franc_moisin("Les Voisins (exemple)")
    gathering = a_gathering()
    a_resident_answers(gathering, called="Fatoumata", interpreting="soninké")
    asks = Asks(WHEN, gathering.pk)

    page = page_of(actions.give_key(asks, person=contact.person, organisation=contact.organisation), client)

    assert "Vous répondez au nom de Les Voisins (exemple)" in page
    assert not [word for word in ("Fatoumata", "soninké", "Oui\u202f: 1") if word in page]


def test_looking_changes_nothing_and_the_key_leaves_the_address(client: Client) -> None:
    key = asked_when()

    led = client.get(key.get_absolute_url())
    page = client.get(led["Location"])

    assert (led.status_code, led["Referrer-Policy"]) == (302, "no-referrer")
    assert key.clear not in led["Location"]
    assert key.clear not in page.content.decode()
    assert not Answer.objects.exists()
    assert QuestionKey.objects.get(pk=key.pk).is_usable


def test_it_answers_once_and_then_says_so(client: Client) -> None:
    key = asked_when()

    answered = says_yes(key, client)
    client.post(key.target.get_absolute_url(), {})

    assert "C’est noté, merci." in answered
    assert "Vous avez déjà répondu, merci" in page_of(key, client)
    assert Answer.objects.count() == 1


def test_what_was_answered_by_another_contact_is_not_asked_any_more(client: Client) -> None:
    key = asked_when()
    colleague = a_user()
    Membership.objects.create(organisation=key.target.organisation, user=colleague)
    asks = Asks(key.target.kind, key.target.about)
    other = actions.give_key(asks, person=colleague, organisation=key.target.organisation)
    says_yes(key, client)

    assert CLOSED in page_of(other, Client())
    assert LetterQuestion.objects.count() == 1
    assert not QuestionKey.objects.usable().exists()


def no_contact_any_more(key: QuestionKey) -> None:
    Membership.objects.filter(user=key.person).update(ended_at=timezone.now())


def closed_account(key: QuestionKey) -> None:
    User.objects.filter(pk=key.person.pk).update(is_active=False)


def expired(key: QuestionKey) -> None:
    QuestionKey.objects.update(expires_at=timezone.now())


@pytest.mark.parametrize("ended", [no_contact_any_more, closed_account, expired])
def test_a_key_that_ended_answers_nothing(client: Client, ended: object) -> None:
    key = asked_when()
    page_of(key, client)
    ended(key)  # type: ignore[operator]  # one of those above

    client.post(key.target.get_absolute_url(), {f"time_{time.pk}": "yes" for time in _times(key)})

    assert not Answer.objects.exists()
    assert CLOSED in page_of(key, client)


def test_it_lasts_until_the_second_letter_after_it() -> None:
    key = asked_when()

    days = (key.expires_at - timezone.now()).total_seconds() / 86400

    assert 13.9 < days <= 14


def test_nobody_elses_key_opens_it(client: Client) -> None:
    mine, other = asked_when(), asked_when()
    page_of(mine, client)

    statuses = [
        client.get(path).status_code for path in (other.target.get_absolute_url(), "/lettre/" + "x" * 43 + "/")
    ]

    assert statuses == [404, 404]


def test_a_browser_that_lost_its_cookies_sends_what_was_typed(client: Client) -> None:
    key = asked_when()
    page = page_of(key, client)
    seal = re.search(r'name="cle" value="([^"]+)"', page)
    assert seal
    yes = {f"time_{time.pk}": "yes" for time in _times(key)}

    Client().post(key.target.get_absolute_url(), yes | {"cle": seal[1]})

    assert Answer.objects.exists()


def test_what_is_refused_stays_typed(client: Client) -> None:
    key = asked_when()
    page_of(key, client)

    page = client.post(key.target.get_absolute_url(), {"interpreting": "tamoul"}).content.decode()

    assert "tamoul" in page
    assert "Oui, s’il le faut, ou non" in page
    assert not Answer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_contacts_at_once_answer_once() -> None:
    def once(actor: Contact, about: UUID) -> Reply | None:
        return None if Letter.objects.exists() else a_reply(actor, about)

    replied("test.once", once)
    organisation = an_organisation(contact=(first := a_user()))
    Membership.objects.create(organisation=organisation, user=(second := a_user()))
    asks = Asks("test.once", organisation.pk)
    keys = [actions.give_key(asks, person=person, organisation=organisation) for person in (first, second)]

    answers = side_by_side(*(partial(actions.answer, key, partial(a_row_says_it, key.person)) for key in keys))

    assert raised(answers) == [ActionRefused]
    assert Letter.objects.get().person == first


def a_row_says_it(person: User, reply: Reply) -> None:
    """An answer that the other can see only once it is committed, as those of the slices."""
    Letter.objects.create(person=person, week=timezone.localdate())


def test_a_question_is_answered_by_one_slice() -> None:
    replied("test.twice", a_reply)
    replied("test.twice", a_reply)

    with pytest.raises(ValueError, match=r"test\.twice"):
        replied("test.twice", lambda *_: None)


def test_who_is_forgotten_leaves_no_key_and_no_question() -> None:
    key = asked_when()
    other = asked_when()

    erase_person(key.person, by=a_team_member())

    assert [*QuestionKey.objects.all()] == [other]
    assert [*LetterQuestion.objects.all()] == [other.target]


def test_keys_are_forgotten_a_year_after_they_ended() -> None:
    key, other = asked_when(), asked_when()
    for each, days in ((key, 366), (other, 364)):
        QuestionKey.objects.filter(pk=each.pk).update(expires_at=timezone.now() - timedelta(days=days))

    actions.forget_old()

    assert [*LetterQuestion.objects.all()] == [other.target]


def test_no_letter_asks_for_what_was_seen_before_the_period() -> None:
    contact = a_signatory_of_franc_moisin()
    a_need()

    told = [
        [each.name for chapter in chapters_for(contact.person, today=day) for each in chapter.told]
        for day in (timezone.localdate(), in_days(9))
    ]

    assert [len(names) for names in told] == [1, 0]


@pytest.mark.parametrize("more", [{"is_public": False}, {"by": None}], ids=["between signatories", "its own"])
def test_what_is_not_for_all_or_its_own_is_not_asked(more: dict[str, object]) -> None:
    contact = a_signatory_of_franc_moisin()
    a_need(**{"by": contact} if "by" in more else more)

    assert not [
        told for chapter in chapters_for(contact.person, today=timezone.localdate()) for told in chapter.told
    ]


def _times(key: QuestionKey) -> list[GatheringTime]:
    return list(GatheringTime.objects.filter(gathering=key.target.about))

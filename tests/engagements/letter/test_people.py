"""Twice a year, the letter asks whether its contact persons are the right ones: one click, without signing in."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from django.test import Client

from engagements.letter import actions
from engagements.letter.contents import chapters_for
from engagements.letter.people import PEOPLE
from engagements.letter.places import reply_of
from signatories.organisations.actions import add_contact
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.people.models import User
from tests.engagements.consultations.scenes import at
from tests.engagements.letter.test_replies import links_of
from tests.factories import a_user, an_organisation

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2027, 6, 7), date(2027, 6, 14)  # Mondays


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@pytest.fixture
def nora() -> User:
    return a_user(first_name="Nora", last_name="Benali")


@pytest.fixture
def organisation(nora: User) -> Organisation:
    organisation = an_organisation(contact=nora)
    Organisation.objects.filter(pk=organisation.pk).update(created_at=noon(date(2027, 1, 1)))
    return Organisation.objects.get(pk=organisation.pk)


def asked(person: User, week: date) -> list[str]:
    chapters = chapters_for(person, today=week)
    told = [each for chapter in chapters for each in chapter.told]
    return [each.text for each in told if each.asks and each.asks.kind == PEOPLE]


@pytest.mark.parametrize(
    ("week", "is_asked"),
    [
        (date(2027, 1, 25), False),
        (date(2027, 2, 1), True),
        (date(2027, 5, 31), False),
        (FIRST, True),
        (SECOND, False),
        (date(2027, 7, 5), False),
    ],
)
def test_it_is_asked_in_one_letter(organisation: Organisation, nora: User, week: date, is_asked: bool) -> None:  # noqa: FBT001  # a case
    assert bool(asked(nora, week)) is is_asked


def test_one_click_answers_for_all_without_signing_in(
    organisation: Organisation, nora: User, client: Client
) -> None:
    colleague = add_contact(organisation, user=a_user(first_name="Idris", last_name="Petit"), role="").user
    with at(noon(FIRST)):
        actions.write_letter(nora.pk, week=FIRST)
        assert "Nora Benali, Idris Petit" in Message.objects.get(kind="letter.week").text
        assert asked(colleague, FIRST)
        (link,) = links_of(nora)
        page = client.get(link, follow=True)
        assert "Idris" not in page.content.decode()

        done = client.post(page.redirect_chain[-1][0], {"ok": "1"}, follow=True).content.decode()

        assert "C’est noté, merci." in done
        assert asked(colleague, FIRST) == []
    organisation.refresh_from_db()
    assert organisation.people_checked_at == noon(FIRST)


def test_another_list_is_another_question(organisation: Organisation, nora: User) -> None:
    with at(noon(FIRST)):
        before = chapters_for(nora, today=FIRST)[-1].names
        add_contact(organisation, user=a_user(), role="")
        after = chapters_for(nora, today=FIRST)[-1].names

    assert before != after


def test_a_key_about_another_association_asks_nothing(organisation: Organisation, nora: User) -> None:
    actor = Contact(person=nora, acts_for=organisation.pk, organisation=organisation)

    with at(noon(FIRST)):
        assert reply_of(PEOPLE, actor, organisation.pk) is not None
        assert reply_of(PEOPLE, actor, uuid4()) is None

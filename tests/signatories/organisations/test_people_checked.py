"""Twice a year, its people say that they are the right ones: one click, in their space."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations import actions
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.queries import are_to_check
from tests.engagements.consultations.scenes import at
from tests.factories import a_user, an_organisation
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
ASKED = "toujours juste\u202f?"


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@pytest.mark.parametrize(
    ("known_on", "today", "asked"),
    [
        (date(2027, 1, 31), date(2027, 2, 1), True),
        (date(2027, 2, 1), date(2027, 2, 28), False),
        (date(2027, 2, 20), date(2027, 3, 1), False),
        (date(2027, 2, 20), date(2027, 5, 31), False),
        (date(2027, 2, 20), date(2027, 6, 1), True),
        (date(2027, 6, 30), date(2027, 7, 1), False),
    ],
)
@pytest.mark.parametrize("known", ["created_at", "people_checked_at"])
def test_it_is_asked_in_february_and_june_until_it_is_said(
    known: str,
    known_on: date,
    today: date,
    asked: bool,  # noqa: FBT001  # a case
) -> None:
    organisation = Organisation(created_at=noon(date(2026, 1, 1)))
    setattr(organisation, known, noon(known_on))

    assert are_to_check(organisation, on=today) is asked


def test_one_click_in_the_space_says_so() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    Organisation.objects.filter(pk=organisation.pk).update(created_at=noon(date(2027, 1, 1)))
    people, space = reverse("organisations:people", args=[organisation.slug]), f"/espace/{organisation.slug}/"
    with at(noon(date(2027, 6, 9))):
        browser = browser_of(contact)
        assert ASKED in browser.get(space).content.decode()
        assert ASKED in browser.get(people).content.decode()

        page = browser.post(
            reverse("organisations:confirm_people", args=[organisation.slug]), follow=True
        ).content.decode()

        assert "la liste est juste aujourd’hui" in page
        assert ASKED not in page
        assert ASKED not in browser.get(space).content.decode()


def test_its_people_alone_say_it() -> None:
    organisation, neighbour = an_organisation(contact=(contact := a_user())), an_organisation()

    for person, acts_for in ((a_user(), organisation.pk), (contact, neighbour.pk)):
        stranger = Contact(person=person, acts_for=acts_for, organisation=organisation)
        with pytest.raises(ActionRefused, match="Seules les personnes contact"):
            actions.confirm_people(organisation, by=stranger)

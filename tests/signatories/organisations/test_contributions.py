"""What associations say is asked of a person: in their space, and for the weekly letter."""

import pytest
from pytest_django import DjangoAssertNumQueries

from signatories.organisations.actions import ask_to_join, decline_join
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import SPACE_WAITING
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.people.places import ASKED_OF_PERSON, Asked
from tests.factories import a_user, an_organisation

pytestmark = pytest.mark.django_db


def asked(organisation: Organisation, *, by: str) -> None:
    ask_to_join(organisation, email=by, first_name="Nora", last_name="Benali", role="trésorière")


@pytest.fixture
def contact() -> User:
    return a_user()


def test_requests_to_join_wait_in_the_space_until_they_are_answered(contact: User) -> None:
    organisation = an_organisation(contact=contact)
    actor = Contact(person=contact, acts_for=organisation.pk, organisation=organisation)
    assert SPACE_WAITING.gather(actor) == []

    asked(organisation, by="nora@example.org")
    asked(organisation, by="zoe@example.org")
    assert SPACE_WAITING.gather(actor) == [
        Asked(
            "2 personnes demandent à rejoindre votre association.",
            "Répondre",
            f"/espace/{organisation.slug}/personnes/",
        )
    ]

    for request in organisation.join_requests.all():
        decline_join(request, by=contact)
    assert SPACE_WAITING.gather(actor) == []


def test_a_letter_names_each_association_of_hers_where_somebody_asks_to_join(
    contact: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = an_organisation(name="Les Amis (exemple)", contact=contact)
    second = an_organisation(name="Les Voisines (exemple)", contact=contact)
    quiet = an_organisation(name="Les Calmes (exemple)", contact=contact)
    others = an_organisation(name="Les Autres (exemple)")
    for organisation in (first, second, others):
        asked(organisation, by="nora@example.org")

    with django_assert_num_queries(2):
        found = ASKED_OF_PERSON.gather(Actor(person=contact))

    assert [each.text for each in found] == [
        "1 personne demande à rejoindre Les Amis (exemple).",
        "1 personne demande à rejoindre Les Voisines (exemple).",
    ]
    assert quiet.name not in str(found)
    assert ASKED_OF_PERSON.gather(Actor()) == []

"""What associations say in their own space, and is asked of a person."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from signatories.organisations.actions import add_contact, ask_to_join, cancel_invitation, decline_join, invite
from signatories.organisations.actors import Contact
from signatories.organisations.models import Membership, Organisation
from signatories.organisations.parts import PARTS
from signatories.organisations.places import SPACE_ASIDE, SPACE_STEPS, SPACE_WAITING
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.people.places import ASKED_OF_PERSON, Asked
from tests.factories import a_network, a_qpv, a_theme, a_user, an_organisation
from tests.spaces import a_contact_of

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


def steps(organisation: Organisation) -> list[str]:
    return [step.label for step in SPACE_STEPS.gather(a_contact_of(organisation))]


def test_what_would_help_comes_in_order_and_leads_to_its_page() -> None:
    a_theme()
    organisation = an_organisation()

    found = SPACE_STEPS.gather(a_contact_of(organisation))

    assert [step.label for step in found] == [
        "Une deuxième personne contact",
        "Numéros officiels",
        "Adresse du siège",
        "Où vous agissez",
        "Réseaux",
        "Thèmes",
        "Présentation et contact public",
        "Logo",
    ]
    assert found[1].href == f"/espace/{organisation.slug}/modifier/numeros/"


def test_nothing_is_asked_that_is_there_already() -> None:
    organisation = an_organisation()
    organisation.qpvs.add(a_qpv())
    organisation.networks.add(a_network())
    organisation.themes.add(a_theme())
    filled = {"siren": "732829320", "address": "1 rue de l’Exemple", "description": "Nous.", "logo": "logos/x.png"}
    Organisation.objects.filter(pk=organisation.pk).update(**filled)
    add_contact(organisation, user=a_user(), role="trésorière")

    assert steps(organisation) == []


@pytest.mark.parametrize(
    ("change", "not_asked"),
    [
        ({"kind": Organisation.Kind.COLLECTIVE}, "Numéros officiels"),
        ({"rna": "W751234567"}, "Numéros officiels"),
        ({"alsace_moselle_register": "Strasbourg, volume 92, folio 145"}, "Numéros officiels"),
        ({"outside_qpv": True}, "Où vous agissez"),
    ],
)
def test_what_does_not_concern_it_is_not_asked(change: dict[str, object], not_asked: str) -> None:
    organisation = an_organisation()
    assert not_asked in steps(organisation)

    Organisation.objects.filter(pk=organisation.pk).update(**change)

    assert not_asked not in steps(organisation)
    assert "Adresse du siège" in steps(organisation)


def test_somebody_invited_is_a_second_person_to_come() -> None:
    organisation = an_organisation()
    other = an_organisation()
    invite(other, by=other.memberships.get().user, email="zoe@example.org")
    assert "Une deuxième personne contact" in steps(organisation)

    invitation = invite(organisation, by=organisation.memberships.get().user, email="zoe@example.org")
    assert "Une deuxième personne contact" not in steps(organisation)

    cancel_invitation(invitation, by=organisation.memberships.get().user)
    assert "Une deuxième personne contact" in steps(organisation)


def test_beside_come_its_people_and_the_parts_of_its_record() -> None:
    organisation = an_organisation()
    Membership.objects.create(organisation=organisation, user=a_user(), ended_at=timezone.now())

    sections = {section.key: section for section in SPACE_ASIDE.gather(a_contact_of(organisation))}

    assert len(sections["personnes"].context["memberships"]) == 1  # type: ignore[arg-type]  # a list
    assert len(sections["page"].context["parts"]) == len(PARTS)  # type: ignore[arg-type]  # a list

"""The pages of networks, and the facts that the clone ships."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from signatories.organisations import demo
from signatories.organisations.models import Network, Organisation, Theme
from signatories.organisations.signals import organisation_changed
from tests.factories import a_confirmed_signature, a_published_signature, a_signatory

pytestmark = pytest.mark.django_db
RULE = "La signature d’un réseau n’engage pas ses membres"


def test_the_shipped_networks_are_those_of_the_two_lists() -> None:
    demo.load()
    demo.load()

    assert Network.objects.count() == 30
    assert Network.objects.filter(in_charter_collective=True).count() == 25
    assert Network.objects.filter(in_2019_working_group=True).count() == 26
    assert 10 <= Theme.objects.count() <= 14


def test_loading_again_keeps_what_the_federation_changed() -> None:
    demo.load()
    Network.objects.filter(slug="concordia").update(website="https://concordia.example.org")

    demo.load()

    assert Network.objects.get(slug="concordia").website == "https://concordia.example.org"


def test_the_list_flags_the_collective_and_says_what_membership_is_not(client: Client) -> None:
    demo.load()

    text = client.get("/reseaux/").content.decode()

    collective, _, others = text.partition("D’autres réseaux")
    assert RULE in text
    assert "25 réseaux et associations" in collective
    assert "Animafac" in collective
    assert "Uniopss" in others


def test_a_network_shows_only_published_signatories_tied_to_it(client: Client) -> None:
    network = Network.objects.create(slug="essai", name="Réseau d’essai", in_charter_collective=True)
    published = a_published_signature(name="Publiée (exemple)").organisation
    waiting = a_confirmed_signature(name="En attente (exemple)").organisation
    a_published_signature(name="Sans lien (exemple)")
    for organisation in (published, waiting):
        organisation.networks.add(network)
        organisation_changed.send(Organisation, organisation=organisation, by=None)

    text = client.get("/reseaux/essai/").content.decode()

    assert RULE in text
    assert "Membre du collectif qui a écrit la charte." in text
    assert "Publiée (exemple)" in text
    assert "En attente" not in text
    assert "Sans lien" not in text


def test_a_network_without_signatories_and_an_unknown_one(client: Client) -> None:
    Network.objects.create(slug="essai", name="Réseau d’essai")

    assert "Aucune association signataire ne s’y rattache encore" in client.get("/reseaux/essai/").content.decode()
    assert client.get("/reseaux/inconnu/").status_code == 404


@pytest.mark.parametrize(("path", "queries"), [("/reseaux/", 1), ("/reseaux/essai/", 5)])
def test_as_many_queries_for_one_as_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, path: str, queries: int
) -> None:
    network = Network.objects.create(slug="essai", name="Réseau d’essai")
    a_signatory("Une (exemple)", networks=[network])
    with django_assert_num_queries(queries):
        client.get(path)
    for number in range(2):
        a_signatory("Autre (exemple)", networks=[network])
        Network.objects.create(slug=f"autre-{number}", name=f"Autre {number}")
    cache.clear()  # the page kept for visitors

    with django_assert_num_queries(queries):
        client.get(path)

"""A network that is no longer wanted leaves every list, and may come back."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from signatories.erasure.actions import erase_organisation
from signatories.history.models import Event
from signatories.organisations import actions
from signatories.organisations.models import Network, Organisation
from signatories.people.audiences import member
from signatories.people.models import Role
from tests.factories import a_colleague, a_commune, a_network, a_signatory, a_team_member, an_organisation
from tests.lists import queries_of
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
LIST = reverse("organisations:networks")


def withdrawn(network: Network, *, to: Network | None = None) -> Network:
    return actions.withdraw_network(network, by=member(a_team_member()), to=to)


def restored(network: Network) -> Network:
    return actions.restore_network(network, by=member(a_team_member()))


def of(network: Network, name: str = "Les Lilas (exemple)") -> Organisation:
    """A signatory that says it belongs to a network."""
    return a_signatory(name, networks=[network]).organisation


def found(client: Client, slug: str) -> set[str]:
    """Who is found in the directory under a network."""
    page = read(client, f"/signataires/?reseau={slug}")
    return {name for name in ("Les Lilas (exemple)", "Les Cèdres (exemple)") if name in page}


def read(client: Client, address: str) -> str:
    return client.get(address).getvalue().decode()


@pytest.mark.django_db(transaction=True)
def test_from_the_list_to_a_page_that_is_gone_and_back(client: Client) -> None:
    # Given a network that two associations bear
    network, team = a_network("Réseau des erreurs"), team_browser(a_team_member())
    of(network)
    of(network, "Les Cèdres (exemple)")
    page, withdraw = network.get_absolute_url(), reverse("organisations:withdraw_network", args=[network.slug])  # type: ignore[attr-defined]  # settings/addresses.py

    # When somebody asks to withdraw it, she is told who bears it, and nothing is done yet
    assert withdraw in read(team, LIST)
    assert "2 associations le portent." in read(team, withdraw)
    assert client.get(page).status_code == 200

    # Then it is withdrawn, and may be put back
    assert "est retiré de la liste" in team.post(withdraw, {"to": ""}, follow=True).content.decode()
    assert client.get(page).status_code == 404
    assert "2 associations le portaient." in read(team, LIST)
    team.post(reverse("organisations:restore_network", args=[network.slug]))
    assert client.get(page).status_code == 200
    assert Organisation.objects.filter(networks=network).count() == 2


def every_place(client: Client, organisation: Organisation) -> dict[str, str]:
    """Where networks are read, chosen or counted."""
    contact = browser_of(organisation.memberships.get().user)
    team = team_browser(a_team_member())
    return {
        "networks": read(client, "/reseaux/"),
        "the directory": read(client, "/signataires/"),
        "its page": read(client, f"/signataires/{organisation.slug}/"),
        "its search": read(client, "/signataires/?q=erreurs"),
        "the file": read(client, "/signataires/signataires.csv"),
        "its form": read(contact, reverse("organisations:edit", args=[organisation.slug, "reseaux"])),
        "its review": read(team, reverse("moderation:review", args=[organisation.signatures.get().pk])),
        "the team’s list": read(team, reverse("following:list")),
        "the numbers": read(team, "/animation/chiffres/"),
    }


@pytest.mark.django_db(transaction=True)
def test_it_leaves_every_list_and_comes_back_to_each(client: Client) -> None:
    network = a_network("Réseau des erreurs")
    organisation = of(network)
    for place, page in every_place(client, organisation).items():
        assert ("Les Lilas (exemple)" if place == "its search" else network.name) in page, place

    withdrawn(network)

    for place, page in every_place(client, organisation).items():
        assert ("Les Lilas (exemple)" if place == "its search" else network.name) not in page, place
    team = read(team_browser(a_team_member()), reverse("following:association", args=[organisation.slug]))
    assert 'Réseau des erreurs <span class="hint">(retiré de la liste)</span>' in team
    restored(network)
    for place, page in every_place(client, organisation).items():
        assert ("Les Lilas (exemple)" if place == "its search" else network.name) in page, place


@pytest.mark.django_db(transaction=True)
def test_those_that_bear_it_bear_the_one_that_takes_its_place(client: Client) -> None:
    double, network = a_network("Réseau X bis"), a_network("Réseau X")
    organisation = of(double)
    of(network, "Les Cèdres (exemple)")

    withdrawn(double, to=network)

    assert found(client, network.slug) == {"Les Cèdres (exemple)", "Les Lilas (exemple)"}
    assert found(client, double.slug) == found(client, network.slug), "an address that was kept goes on meaning"
    assert client.get(f"/reseaux/{double.slug}/").headers["Location"] == f"/reseaux/{network.slug}/"
    embedded = client.get(reverse("portal:embed", args=[double.slug]))
    assert embedded.headers["Location"] == reverse("portal:embed", args=[network.slug])
    restored(double)
    assert {*organisation.networks.all()} == {double, network}


@pytest.mark.django_db(transaction=True)
def test_a_third_takes_the_place_of_both(client: Client) -> None:
    first, second, third = (a_network(f"Réseau {name}") for name in ("A", "B", "C"))
    withdrawn(first, to=second)
    withdrawn(second, to=third)

    assert client.get(f"/reseaux/{first.slug}/").headers["Location"] == f"/reseaux/{third.slug}/"
    withdrawn(third)
    assert client.get(f"/reseaux/{first.slug}/").status_code == 404


def test_what_an_association_says_of_the_others_leaves_it_as_it_was(client: Client) -> None:
    network, other = a_network("Réseau des erreurs"), a_network("Un autre")
    organisation = of(network)
    withdrawn(network)

    actions.update_networks(organisation, by=organisation.memberships.get().user, networks=[other])
    assert [*organisation.networks.all()] == [other]
    restored(network)

    assert {*organisation.networks.all()} == {network, other}


def test_what_ships_stays_withdrawn_when_it_is_loaded_again() -> None:
    call_command("load_reference")
    shipped = Network.objects.all()[0]
    withdrawn(shipped)

    call_command("load_reference")

    assert not Network.objects.filter(slug=shipped.slug).exists()
    assert Network.every.get(slug=shipped.slug).withdrawn_at


def test_an_erased_association_bears_none_not_even_unseen() -> None:
    network = a_network()
    organisation = an_organisation()
    organisation.networks.add(network)
    withdrawn(network)

    erase_organisation(organisation, by=a_team_member())
    restored(network)

    assert not network.organisations.exists()


def test_the_history_of_each_tells_it() -> None:
    network, other = a_network("Réseau X bis"), a_network("Réseau X")
    organisation = of(network)
    withdrawn(network, to=other)
    restored(network)

    kinds = [event.kind for event in Event.objects.about(organisation) if event.kind.startswith("network.")]
    assert sorted(kinds) == ["network.restored", "network.withdrawn"]
    assert [event.kind for event in Event.objects.about(other)] == ["network.withdrawn"]


@pytest.mark.parametrize("chosen", ["itself", "withdrawn"])
def test_one_that_is_withdrawn_takes_no_place(chosen: str) -> None:
    network, gone = a_network("Réseau X"), withdrawn(a_network("Parti"))

    with pytest.raises(ActionRefused, match="Choisissez un autre réseau"):
        withdrawn(network, to=network if chosen == "itself" else gone)

    assert {*Network.objects.all()} == {network}


def test_it_is_withdrawn_once_and_put_back_once() -> None:
    network = withdrawn(a_network())

    with pytest.raises(ActionRefused, match="déjà retiré"):
        withdrawn(network)
    restored(network)
    with pytest.raises(ActionRefused, match="déjà dans la liste"):
        restored(network)


@pytest.mark.parametrize("kind", [Role.Kind.TERRITORIAL, Role.Kind.COMMITTEE])
def test_national_animators_alone_keep_the_list(kind: Role.Kind) -> None:
    where = [a_commune().department] if kind == Role.Kind.TERRITORIAL else []
    person, network, gone = a_colleague(kind, *where), a_network(), withdrawn(a_network("Parti"))

    for act, of_it in ((actions.withdraw_network, network), (actions.restore_network, gone)):
        with pytest.raises(ActionRefused, match="animation nationale"):
            act(of_it, by=member(person))
    browser = team_browser(person)
    assert LIST not in read(browser, "/animation/")
    assert browser.get(LIST).status_code == 404


def test_the_address_of_a_withdrawn_one_is_not_free() -> None:
    network, team = withdrawn(a_network()), team_browser(a_team_member())
    typed: dict[str, Any] = {"slug": network.slug, "name": "Un autre"}

    page = team.post(reverse("admin:signatories_network_add"), typed).content.decode()

    assert "Un réseau retiré a déjà cette adresse" in page
    assert not Network.objects.exists()


def test_the_page_counts_who_is_there_and_costs_the_same() -> None:
    team, costs = team_browser(a_team_member()), []
    gone = of(a_network("Réseau 0"), "Effacée (exemple)")
    Organisation.objects.filter(pk=gone.pk).update(erased_at="2026-01-01T00:00Z")
    for many in (1, 3):
        for number in range(many):
            network = a_network(f"Réseau {number}")
            of(network, f"{many} {number} (exemple)")
            withdrawn(a_network(f"Parti {many} {number}"), to=network)
        costs.append(queries_of(team, LIST))

    assert costs[0] == costs[1]
    assert 'Réseau 0</a> <span class="meta">2 associations</span>' in read(team, LIST)

"""Networks and themes kept by the federation."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from signatories.history.models import Event
from signatories.organisations.models import Network, Theme
from tests.factories import a_team_member
from tests.signin import team_browser


@pytest.mark.django_db
def test_a_network_added_in_the_admin_is_told_to_the_history() -> None:
    person = a_team_member()
    browser = team_browser(person)

    browser.post(reverse("admin:signatories_network_add"), {"slug": "essai", "name": "Réseau d’essai"})

    network = Network.objects.get(slug="essai")
    assert network.sort_key == "reseau d essai"
    event = Event.objects.about(network).get()
    assert (event.kind, event.actor) == ("network_kept", person)
    assert browser.get(reverse("admin:signatories_network_delete", args=[network.pk])).status_code == 403


@pytest.mark.django_db
def test_what_the_clone_ships_is_loaded_by_a_command_and_what_the_federation_wrote_stays() -> None:
    said = StringIO()
    call_command("load_reference", stdout=said)
    networks, themes = Network.objects.count(), Theme.objects.count()
    kept = Network.objects.all()[0]
    Network.objects.filter(pk=kept.pk).update(name="Autre nom")

    call_command("load_reference", stdout=said)

    kept.refresh_from_db()
    assert kept.name == "Autre nom"
    assert networks > 10
    assert themes > 5
    assert said.getvalue().splitlines() == [
        f"Ajoutés\u202f: réseaux {networks}, thèmes {themes}.",
        "Ajoutés\u202f: réseaux 0, thèmes 0.",
    ]

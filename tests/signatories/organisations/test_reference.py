"""Networks and themes kept by the federation."""

import pytest
from django.urls import reverse

from signatories.history.models import Event
from signatories.organisations.models import Network
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

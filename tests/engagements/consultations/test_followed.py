"""What an association may follow of its places: from its space, in a calendar or a feed reader."""

import re

import pytest
from django.test import Client

from tests.engagements.consultations.scenes import a_call, a_contact
from tests.engagements.participation.scenes import a_gathering
from tests.signin import browser_of

pytestmark = pytest.mark.django_db


def test_one_follows_ones_places_without_signing_in() -> None:
    contact = a_contact()
    call, gathering = a_call(), a_gathering(days=(10,))

    space = browser_of(contact.person).get(f"/espace/{contact.organisation.slug}/").content.decode()
    feeds = re.findall(r'href="(/[^"]+\.(?:ics|atom)[^"]*)"', space.partition('id="suivre"')[2])
    read = [Client().get(feed).content.decode().replace("\r\n ", "") for feed in feeds]

    assert feeds == [
        "/rencontres/quartier/QN09331M.ics",
        "/concertations/appels.ics?departement=93",
        "/concertations/appels.atom?departement=93",
    ]
    assert [gathering.title in read[0], call.name in read[1], call.name in read[2]] == [True, True, True]


def test_who_acts_in_no_neighbourhood_has_none_to_follow() -> None:
    contact = a_contact()
    contact.organisation.qpvs.clear()

    space = browser_of(contact.person).get(f"/espace/{contact.organisation.slug}/").content.decode()

    assert 'id="suivre"' not in space

"""What is published in one neighbourhood leaves the pages of the others as they are kept."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engagements.decisions.models import Audience
from engagements.scope.places import Place, place_of
from signatories.organisations.actors import Contact
from signatories.territories.models import Qpv
from tests.engagements.consultations.scenes import a_call, a_contact
from tests.engagements.debates.scenes import closed, held
from tests.engagements.decisions.scenes import a_decision
from tests.engagements.needs.scenes import a_need
from tests.engagements.participation.scenes import a_gathering
from tests.factories import a_qpv

PUBLISHED: dict[str, Callable[[Contact, Place], object]] = {
    "a need": lambda contact, place: a_need(by=contact, place=place),
    "a call": lambda contact, place: a_call(by=contact, place=place),
    "a gathering": lambda contact, place: a_gathering(contact, place=place),
}


def queries_of(qpv: Qpv) -> int:
    return queries_at(f"/quartiers/{qpv.pk}/")


def queries_at(address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(address).status_code == 200
    return len(asked)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", PUBLISHED)
def test_only_the_pages_of_its_place_are_made_again(what: str) -> None:
    here, there = a_qpv(), a_qpv(name="Là-bas (exemple)", code="QN09332M")
    contact = a_contact()
    for qpv in (here, there):
        queries_of(qpv)
    assert (queries_of(here), queries_of(there)) == (0, 0), "both are kept"

    PUBLISHED[what](contact, place_of(qpvs=[here], department=None))

    assert queries_of(there) == 0
    assert queries_of(here) > 0


READ_BY_ALL: dict[str, Callable[[Contact], list[str]]] = {
    "needs": lambda contact: ["/besoins/", a_need(by=contact).get_absolute_url()],
    "calls": lambda contact: ["/concertations/", a_call(by=contact).get_absolute_url()],
    "gatherings": lambda contact: ["/rencontres/", a_gathering(contact).get_absolute_url()],
    "decisions": lambda contact: [
        "/decisions/",
        a_decision(by=contact, audience=Audience.PUBLIC).get_absolute_url(),
    ],
    "sheets": lambda contact: [
        "/debats/",
        closed(held(by=contact, wants_public=True), by=contact).get_absolute_url(),
    ],
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", READ_BY_ALL)
def test_what_everybody_reads_is_kept_for_visitors(what: str) -> None:
    for address in READ_BY_ALL[what](a_contact()):
        first = queries_at(address)

        assert (first > 0, queries_at(address)) == (True, 0), address

"""Who belongs to a place, read off what is published and off what associations say of where they act."""

from collections.abc import Callable

import pytest

from engagements.participation.models import Gathering
from engagements.scope.places import Place, place_of
from engagements.scope.queries import belongs, signatories_of
from signatories.organisations.models import Organisation
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature
from signatories.territories.models import Commune, Qpv
from tests.engagements.participation.scenes import a_gathering
from tests.factories import (
    a_commune,
    a_confirmed_signature,
    a_paused_signature,
    a_published_signature,
    a_qpv,
    a_team_member,
    an_organisation,
)

pytestmark = pytest.mark.django_db


def elsewhere() -> Commune:
    return a_commune(name="Montpellier", code="34172")


def of_before() -> Qpv:
    """A neighbourhood of the list of 2015 that Franc-Moisin succeeds."""
    before = a_qpv(name="Franc-Moisin Bel Air", code="QP093028")
    a_qpv().predecessors.add(before)
    return before


def acting(*, qpv: Qpv | None = None, commune: Commune | None = None, seat: Commune | None = None) -> Organisation:
    """A published signatory seated elsewhere that says it acts there."""
    organisation = an_organisation(commune=seat or elsewhere())
    if qpv:
        organisation.qpvs.add(qpv)
    if commune:
        organisation.action_communes.add(commune)
    return a_published_signature(organisation=organisation).organisation


def acting_in_department() -> Organisation:
    organisation = acting()
    organisation.action_departments.add(a_commune().department)
    return organisation


def unsigned() -> Organisation:
    organisation = an_organisation()
    organisation.qpvs.add(a_qpv())
    return organisation


def not_published() -> Organisation:
    organisation = a_confirmed_signature().organisation
    organisation.qpvs.add(a_qpv())
    return organisation


def paused() -> Organisation:
    organisation = a_paused_signature().organisation
    organisation.qpvs.add(a_qpv())
    return organisation


def withdrawn() -> Organisation:
    organisation = acting(qpv=a_qpv())
    withdraw(Signature.objects.get(organisation=organisation), by=a_team_member(), reason="Fini.")
    return organisation


PLACES: dict[str, Callable[[], Place]] = {
    "neighbourhood": lambda: place_of(qpvs=[a_qpv()], department=None),
    "former": lambda: place_of(qpvs=[of_before()], department=None),
    "commune": lambda: place_of(commune=a_commune(), department=None),
    "department": lambda: place_of(department=a_commune().department),
}
# Who belongs to which of these places.
TABLE: dict[str, tuple[Callable[[], Organisation], str]] = {
    "acts in the neighbourhood": (lambda: acting(qpv=a_qpv()), "neighbourhood former commune department"),
    "acts in the one it succeeds": (
        lambda: acting(qpv=of_before()),
        "neighbourhood former commune department",
    ),
    "acts in another of the commune": (
        lambda: acting(qpv=a_qpv(name="Floréal", code="QN09332M")),
        "commune department",
    ),
    "acts in the commune": (
        lambda: acting(commune=a_commune()),
        "neighbourhood former commune department",
    ),
    "seated in the commune": (lambda: acting(seat=a_commune()), "commune department"),
    "acts in another commune": (lambda: acting(commune=a_commune(name="Bobigny", code="93008")), "department"),
    "acts in the department": (acting_in_department, "department"),
    "acts elsewhere": (lambda: acting(qpv=a_qpv(name="La Mosson", code="QN03405M")), ""),
    "never signed": (unsigned, ""),
    "signed, not published": (not_published, ""),
    "paused": (paused, ""),
    "withdrawn": (withdrawn, ""),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("who", TABLE)
def test_who_belongs_to_a_place(who: str, place: str) -> None:
    make, where = TABLE[who]
    placed = a_gathering(place=PLACES[place]())
    organisation = make()
    of_before()

    assert belongs(organisation, placed) is (place in where.split())
    assert (organisation in signatories_of(placed)) is (place in where.split())


def test_each_is_there_once_whatever_ties_it_to_the_place() -> None:
    organisation = acting(qpv=a_qpv(), commune=a_commune(), seat=a_commune())
    organisation.qpvs.add(a_qpv(name="Floréal", code="QN09332M"))
    placed = a_gathering(place=PLACES["commune"]())

    assert list(signatories_of(placed)).count(organisation) == 1


@pytest.mark.parametrize("place", ["neighbourhood", "commune", "department"])
def test_a_neighbourhood_is_concerned_by_what_names_it_its_commune_or_its_department(place: str) -> None:
    gathering = a_gathering(place=PLACES[place]())
    montpellier = a_qpv(name="La Mosson", code="QN03405M", commune=elsewhere())

    assert gathering in Gathering.objects.at(a_qpv())
    assert gathering not in Gathering.objects.at(montpellier)


def test_a_neighbourhood_is_not_concerned_by_what_names_another_of_its_commune() -> None:
    gathering = a_gathering(place=PLACES["neighbourhood"]())

    assert gathering not in Gathering.objects.at(a_qpv(name="Floréal", code="QN09332M"))


def test_a_place_in_words() -> None:
    said = {name: a_gathering(place=make()).place for name, make in PLACES.items() if name != "former"}

    assert said == {
        "neighbourhood": "Franc-Moisin (Saint-Denis)",
        "commune": "Saint-Denis (93)",
        "department": "Département 93",
    }

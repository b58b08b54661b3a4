"""A place as somebody names it: what the form offers, what is refused."""

from typing import Any

import pytest
from django.http import QueryDict

from engagements.participation.models import Gathering
from engagements.scope.forms import PlaceForm
from engagements.scope.models import Reach
from engagements.scope.places import MOST_NEIGHBOURHOODS, Place, names_of_pages, place_of
from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations.models import Organisation
from signatories.territories.models import Qpv
from tests.engagements.participation.scenes import a_gathering, a_signatory_of_franc_moisin
from tests.factories import a_commune, a_qpv, an_organisation

pytestmark = pytest.mark.django_db


def neighbourhoods(number: int) -> list[Qpv]:
    return [a_qpv(name=f"Quartier {each}", code=f"QN093{each:02}M") for each in range(10, 10 + number)]


def form(organisation: Organisation, **typed: Any) -> PlaceForm:
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return PlaceForm(data, organisation=organisation)


def test_neighbourhoods_are_of_one_department() -> None:
    with pytest.raises(ActionRefused, match="un seul département"):
        place_of(qpvs=[a_qpv(), a_qpv(name="La Mosson", code="QN03405M")], department=None)


def test_twelve_neighbourhoods_pass_thirteen_do_not() -> None:
    assert len(place_of(qpvs=neighbourhoods(MOST_NEIGHBOURHOODS), department=None).qpvs) == MOST_NEIGHBOURHOODS
    with pytest.raises(ActionRefused, match="toute la commune"):
        place_of(qpvs=neighbourhoods(MOST_NEIGHBOURHOODS + 1), department=None)


def test_a_place_is_somewhere() -> None:
    with pytest.raises(ActionRefused, match="Dites où"):
        place_of(department=None)


def test_the_closest_is_the_place() -> None:
    commune, qpv = a_commune(), a_qpv()

    near = place_of(qpvs=[qpv], commune=commune, department=None)

    assert (near.reach, near.commune, near.department) == (Reach.NEIGHBOURHOODS, None, qpv.department)
    assert place_of(commune=commune, department=None).reach == Reach.COMMUNE
    assert place_of(department=commune.department).reach == Reach.DEPARTMENT


def test_an_association_chooses_among_its_own_neighbourhoods() -> None:
    organisation = an_organisation()
    organisation.qpvs.set([a_qpv(), a_qpv(name="Floréal", code="QN09332M")])

    chosen, other = (
        form(organisation, reach="qpv", qpvs=[code]) for code in ("QN09332M", neighbourhoods(1)[0].pk)
    )

    assert chosen.is_valid()
    assert [qpv.pk for qpv in chosen.place.qpvs] == ["QN09332M"]
    assert not other.is_valid()


@pytest.mark.parametrize(("reach", "expected"), [("commune", Reach.COMMUNE), ("department", Reach.DEPARTMENT)])
def test_an_association_may_mean_all_its_commune_or_its_department(reach: str, expected: Reach) -> None:
    asked = form(an_organisation(), reach=reach)

    assert asked.is_valid()
    assert asked.place.reach == expected


def test_none_ticked_is_asked_for() -> None:
    organisation = an_organisation()
    organisation.qpvs.add(a_qpv())

    asked = form(organisation, reach="qpv")

    assert "Dites où" in str(asked.errors["qpvs"])


def test_the_only_neighbourhood_is_ticked_and_none_where_there_are_two() -> None:
    organisation = an_organisation()
    organisation.qpvs.add(a_qpv())
    one = PlaceForm(organisation=organisation)
    organisation.qpvs.add(a_qpv(name="Floréal", code="QN09332M"))

    assert one.fields["qpvs"].initial == [a_qpv()]
    assert PlaceForm(organisation=organisation).fields["qpvs"].initial is None


def test_an_association_of_no_known_commune_has_its_neighbourhoods_alone() -> None:
    organisation = an_organisation()
    Organisation.objects.filter(pk=organisation.pk).update(commune=None, commune_typed="Trifouilly")
    organisation.refresh_from_db()
    organisation.qpvs.add(a_qpv())

    assert [value for value, _ in PlaceForm(organisation=organisation).fields["reach"].choices] == ["qpv"]  # type: ignore[attr-defined]  # a ChoiceField


def test_the_kept_pages_of_a_place_are_those_of_its_neighbourhoods() -> None:
    floreal = a_qpv(name="Floréal", code="QN09332M")
    a_qpv(name="La Mosson", code="QN03405M")

    def pages(gathering: Gathering) -> set[str]:
        return {*names_of_pages(gathering, of="gatherings")}

    near = pages(a_gathering(place=place_of(qpvs=[floreal], department=None)))
    whole = pages(a_gathering(place=place_of(commune=a_commune(), department=None)))
    department = pages(a_gathering(place=place_of(department=a_commune().department)))

    assert near == {"gatherings:QN09332M"}
    assert whole == department == {"gatherings:QN09331M", "gatherings:QN09332M"}


def test_what_is_about_a_neighbourhood_is_of_it_or_of_what_it_is_part_of() -> None:
    qpv, by = a_qpv(), a_signatory_of_franc_moisin()
    other = a_qpv(name="Floréal", code="QN09333M", commune=a_commune(name="Aubervilliers", code="93001"))
    there = {name: a_gathering(by, place=place) for name, place in _places(qpv, other).items()}

    about = Gathering.objects.about(there["here"])

    assert {name for name, each in there.items() if each in about} == {"here", "commune", "department"}


def _places(qpv: Qpv, other: Qpv) -> dict[str, Place]:
    return {
        "here": place_of(qpvs=[qpv], department=None),
        "commune": place_of(commune=qpv.communes.get(), department=None),
        "department": place_of(department=qpv.department),
        "next to it": place_of(qpvs=[other], department=None),
        "another commune": place_of(commune=other.communes.get(), department=None),
    }

"""What is near an association is what it belongs to: the two roads say the same, place by place."""

from collections.abc import Callable

import pytest

from engagements.needs.models import Need
from engagements.scope.places import Place, place_of
from engagements.scope.queries import signatories_of
from signatories.organisations.models import Organisation
from signatories.territories.models import Commune, Department, Qpv
from tests.engagements.needs.scenes import a_contact, a_need
from tests.factories import a_commune, a_published_signature, a_qpv, an_organisation

pytestmark = pytest.mark.django_db
FRANC_MOISIN, FORMER, LYON = "QN09331M", "QP093001", "QN06901M"


def elsewhere(name: str) -> Organisation:
    """Published, and with its seat in a place that nothing here names."""
    far = a_commune(name="Mende", code="48095")
    return a_published_signature(organisation=an_organisation(name=name, commune=far)).organisation


def acting(field: str, *where: Qpv | Commune | Department) -> Organisation:
    organisation = elsewhere(field)
    getattr(organisation, field).set(where)
    return organisation


def seated(where: Commune) -> Organisation:
    return a_published_signature(organisation=an_organisation(commune=where)).organisation


@pytest.fixture
def qpv() -> Qpv:
    """A neighbourhood of today, which succeeded one of 2015."""
    today, former = a_qpv(), a_qpv(name="Ancien", code=FORMER)
    today.predecessors.add(former)
    return today


WHERE: dict[str, Callable[[Qpv], Place]] = {
    "a neighbourhood": lambda qpv: place_of(qpvs=[qpv], department=None),
    "its commune": lambda qpv: place_of(commune=qpv.communes.get(), department=None),
    "its department": lambda qpv: place_of(department=qpv.department),
}
WHO: dict[str, tuple[Callable[[Qpv], Organisation], set[str]]] = {
    "acts in the neighbourhood": (lambda qpv: acting("qpvs", qpv), {*WHERE}),
    "acts in what it succeeded": (
        lambda qpv: acting("qpvs", *qpv.predecessors.all()),
        {"a neighbourhood", "its commune", "its department"},
    ),
    "acts in the whole commune": (lambda qpv: acting("action_communes", qpv.communes.get()), {*WHERE}),
    "acts in the whole department": (lambda qpv: acting("action_departments", qpv.department), {"its department"}),
    "has its seat there": (lambda qpv: seated(qpv.communes.get()), {"its commune", "its department"}),
    "acts in Lyon": (lambda _: acting("qpvs", a_qpv(name="Loin", code=LYON)), set()),
    "says nothing": (lambda _: elsewhere("Rien"), set()),
}


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("who", WHO)
def test_both_roads_say_who_belongs_to_a_place(who: str, where: str, qpv: Qpv) -> None:
    make, expected = WHO[who]
    organisation, need = make(qpv), a_need(by=a_contact(), place=WHERE[where](qpv))
    belongs = signatories_of(need).filter(pk=organisation.pk).exists()
    is_near = Need.objects.near(organisation.pk).filter(pk=need.pk).exists()

    assert (belongs, is_near) == (where in expected, where in expected)


def test_what_is_near_twice_is_there_once(qpv: Qpv) -> None:
    both = acting("qpvs", qpv, *qpv.predecessors.all())
    need = a_need(place=place_of(qpvs=[qpv, *qpv.predecessors.all()], department=None))

    assert Need.objects.near(both.pk).filter(pk=need.pk).count() == 1
    assert signatories_of(need).filter(pk=both.pk).count() == 1

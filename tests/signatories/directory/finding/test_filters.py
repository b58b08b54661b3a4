"""Addresses read into filters and written back."""

import pytest
from django.http import QueryDict

from signatories.directory.finding.filters import Filters
from signatories.directory.finding.queries import found
from signatories.organisations.models import Network, Theme
from tests.factories import a_commune, a_published_signature, a_qpv, an_organisation

pytestmark = pytest.mark.django_db


def read(query: str) -> Filters:
    return Filters.read(QueryDict(query))


def test_every_parameter_is_read_and_written_back_in_one_order() -> None:
    a_qpv()
    Network.objects.create(slug="reseau", name="Réseau")
    Theme.objects.create(slug="sante", label="Santé")

    filters = read("theme=sante&qpv=qn09331m&page=3&q=+Les%20%20amis&reseau=reseau&region=11&departement=93&x=1")
    filters_in_commune = read("commune=93066")

    assert filters.as_query() == "?q=Les+amis&region=11&departement=93&qpv=QN09331M&reseau=reseau&theme=sante"
    assert read(filters.as_query()[1:]) == filters
    assert filters_in_commune.as_query(page=2) == "?commune=93066&page=2"
    assert filters.without("q", "qpv").as_query() == "?region=11&departement=93&reseau=reseau&theme=sante"


def test_what_means_nothing_is_left_aside_and_told() -> None:
    filters = read("departement=zz&region=&q=%00&page=9&departement=zz")

    assert filters == Filters()
    assert not filters.any
    assert filters.as_query() == ""
    assert filters.refused == ("Nous ne connaissons pas le département «\u202fzz\u202f».",)


def test_lengths_are_bounded() -> None:
    filters = read("q=" + "x" * 10_000 + "&reseau=" + "y" * 10_000)

    assert len(filters.q) == 200
    assert len(filters.refused[0]) < 100


@pytest.mark.parametrize(
    "query",
    ["q=amis", "region=11", "departement=93", "commune=93066", "qpv=QN09331M", "reseau=rac", "theme=sante"],
)
def test_each_filter_keeps_those_that_answer_it(query: str) -> None:
    chosen = an_organisation(name="Les Amis (exemple)")
    chosen.qpvs.add(a_qpv())
    chosen.networks.add(Network.objects.create(slug="rac", name="Réseau d’à côté"))
    chosen.themes.add(Theme.objects.create(slug="sante", label="Santé"))
    a_published_signature(organisation=chosen)
    elsewhere = a_commune(name="Marseille", code="13055")
    department = elsewhere.department
    department.region = type(department.region).objects.create(code="93", name="Paca", zone="metro")
    department.save()
    a_published_signature(organisation=an_organisation(name="Autres (exemple)", commune=elsewhere))

    assert [entry.name for entry in found(read(query))] == ["Les Amis (exemple)"]
    assert found(read(query + "&departement=13")).count() == (1 if query == "departement=93" else 0)


def test_names_that_start_with_what_is_typed_come_first() -> None:
    for name in ("Maison des Amis", "Amis du Mail", "Zèbres"):
        a_published_signature(name=name)
    by_place = an_organisation(name="Bobines", commune=a_commune(name="Amiens", code="80021"))
    a_published_signature(organisation=by_place)

    assert [entry.name for entry in found(read("q=ami"))] == ["Amis du Mail", "Maison des Amis", "Bobines"]

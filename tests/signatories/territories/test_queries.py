"""Finding a commune by what people type."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from signatories.territories.asked import Asked
from signatories.territories.models import Commune, Department
from signatories.territories.places import commune_named
from signatories.territories.queries import CommuneChoice, commune_of_today, communes_like, places_like, qpvs_like
from tests.factories import a_commune, a_qpv

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _communes() -> None:
    rows = [
        ("93066", "Saint-Denis", 149_077, "93200 93210"),
        ("11339", "Saint-Denis", 500, "11310"),
        ("45274", "Saint-Denis-en-Val", 8_000, "45560"),
        ("69123", "Lyon", 520_000, "69001 69003"),
        ("27376", "Lyons-la-Forêt", 700, "27480"),
        ("69202", "Sainte-Foy-lès-Lyon", 22_000, "69110"),
        ("75056", "Paris", 2_100_000, "75001 75015"),
        ("49007", "Angers", 157_000, "49000"),
        ("80829", "Y", 90, "80190"),
        ("79209", "Pierrefitte", 300, "79330"),
        ("45253", "Pierrefitte-ès-Bois", 250, "45360"),
    ]
    for code, name, population, postal_codes in rows:
        a_commune(name=name, code=code)
        Commune.objects.filter(code=code).update(population=population, postal_codes=postal_codes)
    for code, name, parent, kind in [
        ("93059", "Pierrefitte-sur-Seine", "93066", Commune.Kind.DELEGATED),
        ("75115", "Paris 15e Arrondissement", "75056", Commune.Kind.ARRONDISSEMENT),
        ("93066", "Saint-Denis", "93066", Commune.Kind.DELEGATED),
    ]:
        whole = Commune.objects.current().get(code=parent)
        Commune.objects.create(code=code, name=name, kind=kind, department=whole.department, parent=whole)
    Commune.objects.filter(code="93066", kind=Commune.Kind.COMMUNE).update(former_codes="75066 93059")


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("st denis", ["Saint-Denis (93)", "Saint-Denis (11)", "Saint-Denis-en-Val (45)"]),
        ("SAINT-DENIS (11)", ["Saint-Denis (11)", "Saint-Denis (93)", "Saint-Denis-en-Val (45)"]),
        ("93200", ["Saint-Denis (93)"]),
        ("9321", ["Saint-Denis (93)"]),
        ("Lyon", ["Lyon (69)", "Lyons-la-Forêt (27)", "Sainte-Foy-lès-Lyon (69)"]),
        ("lyon 69003", ["Lyon (69)"]),
        ("foret lyons", ["Lyons-la-Forêt (27)"]),
        ("Paris 15", ["Paris (75)"]),
        ("pierrefitte", ["Pierrefitte (79)", "Saint-Denis (93)", "Pierrefitte-ès-Bois (45)"]),
        ("y", ["Y (80)"]),
        ("paris 15e arrondissement", ["Paris (75)"]),
        ("L", []),
        ("", []),
        ("%", []),
        ("_\x00🙂", []),
        ("x" * 10_000, []),
        ("nulle part", []),
    ],
)
def test_communes_answer_best_first(
    typed: str, labels: list[str], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2 if labels else 3):  # names nearly that are looked for too
        found = communes_like(typed)

    assert [choice.commune.label for choice in found] == labels


def test_a_merged_commune_is_named_beside_the_one_of_today() -> None:
    assert [choice.via for choice in communes_like("Pierrefitte sur S")] == ["Pierrefitte-sur-Seine"]


def test_a_name_of_one_letter_is_found_too() -> None:
    whole = Commune.objects.current().get(code="49007")
    for code, name in (("49999", "Ô"), ("80829", "Y")):
        Commune.objects.create(
            code=code, name=name, kind=Commune.Kind.DELEGATED, department=whole.department, parent=whole
        )

    assert commune_named("ô") == whole
    assert commune_named("y") == Commune.objects.current().get(code="80829")


def test_no_more_than_asked() -> None:
    assert len(communes_like("saint denis", limit=2)) == 2


@pytest.mark.parametrize(
    ("code", "name"),
    [("93066", "Saint-Denis"), ("93059", "Saint-Denis"), ("75066", "Saint-Denis"), ("75115", "Paris")],
)
def test_old_codes_lead_to_the_commune_of_today(code: str, name: str) -> None:
    found = commune_of_today(code)

    assert found is not None
    assert (found.name, found.kind, found.parent) == (name, Commune.Kind.COMMUNE, None)


@pytest.mark.parametrize("code", ["99999", "", "75066 93059", "6 930"])
def test_an_unknown_code_leads_nowhere(code: str) -> None:
    assert commune_of_today(code) is None


def test_the_page_lists_communes_and_their_neighbourhoods(client: Client) -> None:
    a_qpv(code="QN09331M", name="Franc-Moisin", commune=Commune.objects.current().get(code="93066"))

    text = client.get("/territoires/communes/", {"q": "pierrefitte"}).content.decode()

    assert "<html" in text
    assert 'href="/territoires/93/"' in text
    assert "où se trouve Pierrefitte-sur-Seine" in text
    assert 'href="/quartiers/QN09331M/">Franc-Moisin' in text


def told(typed: str) -> list[str]:
    """The places that answer, as the page orders them."""
    places = places_like(typed)
    return [str(place.department or place.qpv or (place.choice and place.choice.commune)) for place in places]


def test_departments_communes_and_neighbourhoods_answer_together_the_nearest_first() -> None:
    toulouse = a_commune(name="Toulouse", code="31555")
    a_commune(name="Montmirail", code="51380")
    a_qpv(code="QN03101M", name="Grand Mirail", commune=toulouse)
    Department.objects.filter(code="93").update(name="Seine-Saint-Denis", search_text="seine saint denis")

    assert told("mirail") == ["Grand Mirail", "Montmirail"]
    assert told("le Grand Mirail, Toulouse") == ["Grand Mirail"]
    assert told("saint denis") == ["Saint-Denis", "Saint-Denis", "Saint-Denis-en-Val", "Seine-Saint-Denis"]
    assert told("seine saint denis") == ["Seine-Saint-Denis"]
    assert told("93")[0] == "Seine-Saint-Denis"
    assert told("saint denis 93")[0] == "Saint-Denis"


@pytest.mark.parametrize("typed", ["Grand Mirial", "grand miraill"])
def test_a_slip_in_the_name_of_a_neighbourhood_is_suggested(client: Client, typed: str) -> None:
    a_qpv(code="QN03101M", name="Grand Mirail", commune=a_commune(name="Toulouse", code="31555"))
    a_qpv(code="QP031001", name="Grand Mirail", commune=a_commune(name="Toulouse", code="31555"))

    page = client.get("/territoires/communes/", {"q": typed}).content.decode()

    assert page.count("Grand Mirail") == 1
    assert "Est-ce un de ceux-ci" in page
    assert "Est-ce un de ceux-ci" not in client.get("/territoires/communes/?q=mirail").content.decode()


def test_the_page_leads_to_each_kind_of_place(client: Client) -> None:
    a_qpv(code="QN03101M", name="Saint-Denis Nord", commune=Commune.objects.current().get(code="93066"))
    Department.objects.filter(code="93").update(name="Seine-Saint-Denis", search_text="seine saint denis")

    page = client.get("/territoires/communes/?q=saint denis").content.decode()

    assert 'href="/quartiers/QN03101M/"' in page
    assert page.count('href="/territoires/93/"') == 2
    assert "Quartier prioritaire · Saint-Denis (93)" in page


def test_htmx_gets_only_the_choices(client: Client) -> None:
    response = client.get("/territoires/communes/", {"q": "st denis"}, headers={"HX-Request": "true"})

    text = response.content.decode()
    assert "<html" not in text
    assert '<input type="radio" name="commune" value="93066">' in text
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
def test_nothing_found_says_what_to_try(client: Client, htmx: dict[str, str]) -> None:
    text = client.get("/territoires/communes/", {"q": "<b>zzz"}, headers=htmx).content.decode()

    assert "Essayez le début du nom, ou le code postal." in text
    assert "<b>zzz" not in text


def test_neighbourhoods_answer_a_code_a_name_or_a_commune_from_two_letters_on() -> None:
    here = a_qpv()
    a_qpv(name="Ancien", code="QP093028")  # of the list of 2015

    for typed in ("qn09331m", " QN09331M ", "franc moi", "saint denis"):
        assert qpvs_like(typed) == [here]
    assert qpvs_like("fr") == [here]
    assert qpvs_like("f") == []
    assert qpvs_like("Ancien") == []


def test_a_part_of_its_communes_own_name_is_not_named_beside_it() -> None:
    """Saint-Denis, delegated, bears the name of today's Saint-Denis: the same name twice would say nothing."""
    assert [choice.via for choice in communes_like("saint denis") if choice.commune.code == "93066"] == [""]


def test_a_former_chief_town_is_found_by_the_name_it_had() -> None:
    """It kept its code, which is that of the commune of today too: 340 towns are so."""
    whole = a_commune(name="Cherbourg-en-Cotentin", code="50129")
    Commune.objects.create(
        code="50129",
        name="Cherbourg-Octeville",
        kind=Commune.Kind.DELEGATED,
        department=whole.department,
        parent=whole,
    )

    assert communes_like("Cherbourg-Octeville") == [CommuneChoice(whole, via="Cherbourg-Octeville")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("93 200", [("Saint-Denis", "")]),
        ("Saint-Denis 93 200", [("Saint-Denis", "")]),
        ("93206 CEDEX", [("Saint-Denis", "")]),
        ("93206 Saint-Denis Cedex 08", [("Saint-Denis", "")]),
        ("93299", [("Saint-Denis", "")]),
        ("Paris 15ème", [("Paris", "Paris 15e Arrondissement")]),
        ("paris 15e", [("Paris", "Paris 15e Arrondissement")]),
        ("Les Angers", [("Angers", "")]),
        ("l'angers", [("Angers", "")]),
    ],
)
def test_a_place_is_found_as_people_write_it(typed: str, found: list[tuple[str, str]]) -> None:
    assert [(choice.commune.name, choice.via) for choice in communes_like(typed)] == found


def test_a_word_that_begins_so_comes_before_one_that_holds_it() -> None:
    for code, name, population in (("31555", "Montmirail", 9000), ("31001", "Le Mirail", 10)):
        a_commune(name=name, code=code)
        Commune.objects.filter(code=code).update(population=population)

    assert [choice.commune.name for choice in communes_like("mirail")] == ["Le Mirail", "Montmirail"]


@pytest.mark.parametrize(
    "typed", ["saint denis", "denis", "les angers", "lyon", "ois", "st denis en", "foret", "y"]
)
def test_the_database_ranks_as_we_do(typed: str) -> None:
    asked = Asked.read(typed)

    found = list(asked.among(Commune.objects.all()))

    assert found
    assert [one.nearness for one in found] == [asked.nearness(one.search_text) for one in found]  # type: ignore[attr-defined]  # annotated


@pytest.mark.parametrize("typed", ["Angerz", "angres", "Agners"])
def test_a_slip_is_suggested_and_said_to_be_one(typed: str) -> None:
    suggested = [(choice.commune.name, choice.is_guess) for choice in communes_like(typed)]

    assert suggested == ([("Angers", True)] if typed != "Agners" else [])  # beyond its first two letters


def test_the_nearest_of_several_slips_comes_first_then_the_most_populated() -> None:
    for code, name, population in (
        ("13001", "Marseille", 5),
        ("60387", "Marseilles", 9),
        ("13002", "Marseille", 8),
    ):
        a_commune(name=name, code=code)
        Commune.objects.filter(code=code).update(population=population)

    assert [choice.commune.code for choice in communes_like("Marseile")] == ["13002", "13001", "60387"]


def test_all_the_communes_of_a_postal_code_can_be_reached() -> None:
    for number in range(25):
        a_commune(name=f"Village {number}", code=f"510{number:02}")
    Commune.objects.filter(code__startswith="510").update(postal_codes="51300")

    assert len(communes_like("51300", limit=7)) == 25
    assert len(communes_like("5130", limit=7)) == 7


def test_a_neighbourhood_is_found_with_its_commune_or_an_article() -> None:
    castellane = a_qpv(name="La Castellane", code="QN01301M", commune=a_commune(name="Marseille", code="13055"))
    minguettes = a_qpv(name="Minguettes", code="QN06901M", commune=a_commune(name="Vénissieux", code="69259"))
    a_qpv(name="Castellane", code="QN08301M", commune=a_commune(name="Draguignan", code="83050"))

    assert qpvs_like("la Castellane, Marseille") == [castellane]
    assert qpvs_like("Les Minguettes") == [minguettes]


def test_neighbourhoods_whose_name_is_asked_come_first() -> None:
    lyon = Commune.objects.current().get(code="69123")
    for code, name in (
        ("QN06902M", "Haut Castelmirail"),
        ("QN06903M", "Grand Mirail"),
        ("QN06904M", "Mirail Sud"),
    ):
        a_qpv(code=code, name=name, commune=lyon)

    assert [qpv.name for qpv in qpvs_like("mirail")] == ["Mirail Sud", "Grand Mirail", "Haut Castelmirail"]
    assert [qpv.name for qpv in qpvs_like("mirail lyon")] == ["Mirail Sud", "Grand Mirail", "Haut Castelmirail"]


def test_neighbourhoods_of_a_page_of_communes_are_fetched_at_once(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for code in ("QN09331M", "QN09332M"):
        a_qpv(code=code, name=code)

    with django_assert_max_num_queries(5):  # departments, communes, their parts, names of neighbourhoods, theirs
        assert "QN09332M" in client.get("/territoires/communes/?q=saint-denis").content.decode()


def test_an_article_before_a_name_is_an_article_and_nothing_else_is() -> None:
    assert "angers" in Asked.read("les angers").spellings
    assert "sous bois" not in Asked.read("clichy sous bois").spellings


def test_three_digits_beside_a_name_are_a_department() -> None:
    there = a_commune(name="Saint-Denis", code="97411")
    reunion = Department.objects.create(code="974", name="La Réunion", zone="drom", region=there.department.region)
    Commune.objects.filter(pk=there.pk).update(department=reunion)

    assert communes_like("saint denis 974")[0].commune == there
    assert len(communes_like("saint denis 974")) > 1


@pytest.mark.parametrize(
    "typed", ["La Cité inconnue, Marseille", "Cité inconnue , marseille,", "Marseille, rue inconnue"]
)
def test_a_place_that_nobody_knows_leads_to_the_commune_written_beside_as_a_suggestion(typed: str) -> None:
    marseille = a_commune(name="Marseille", code="13055")

    (found,) = places_like(typed)

    assert found.nearness is None
    assert found.choice
    assert (found.choice.commune, found.choice.is_guess) == (marseille, True)
    assert places_like("La Cité inconnue Marseille") == places_like(",,,") == []

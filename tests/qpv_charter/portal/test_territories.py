"""The territory pages: who signed where, and where nobody has."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from qpv_charter.portal import places
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.contributions import Section
from signatories.organisations.models import Organisation
from signatories.organisations.places import SIGNATORY
from signatories.people.actors import Actor
from signatories.people.places import DEPARTMENT, NEIGHBOURHOOD
from signatories.territories.actions import link_predecessor
from signatories.territories.models import Department, Region, Zone
from tests.factories import a_commune, a_confirmed_signature, a_published_signature, a_qpv, a_user, an_organisation
from tests.living import a_full_neighbourhood
from tests.signin import browser_of

pytestmark = pytest.mark.django_db


def signed_in(code: str, *, name: str = "", qpvs: tuple[str, ...] = ()) -> Organisation:
    """An association of a commune that acts in these neighbourhoods, and whose signature is published."""
    organisation = an_organisation(name=name, commune=a_commune(name=f"Ville {code}", code=code))
    organisation.qpvs.set([a_qpv(code=each) for each in qpvs])
    a_published_signature(organisation=organisation)
    return organisation


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    text = response.content.decode()
    assert "⟦undefined" not in text
    return text


def test_every_department_is_listed_and_the_silent_ones_say_so(client: Client) -> None:
    signed_in("93066")
    a_qpv(code="QN03109M")

    text = page(client, "/territoires/")
    signed, _, silent = text.partition('id="regions-titre"')[2].partition("Personne n’a encore signé ici")

    assert 'href="/territoires/93/"' in signed
    assert signed.count("<strong>1 signataire</strong>") == 2  # the region, the department
    assert 'href="/territoires/31/"' in silent
    assert "1 quartier prioritaire" in silent
    assert "signataire<" not in silent.partition("</details>")[0]


def test_regions_where_somebody_signed_come_first_and_overseas_is_one() -> None:
    for region, department in [("84", "01"), ("11", "75"), ("93", "13"), ("01", "971"), ("02", "972")]:
        zone = Zone.DROM if len(department) > 2 else Zone.METROPOLE
        where = Region.objects.create(code=region, name=f"Région {region}", zone=zone)
        Department.objects.create(code=department, name=f"Département {department}", zone=zone, region=where)

    nobody, some = places.regions({}), places.regions({"01": 1, "972": 2})

    assert [region.name for region in nobody] == ["Région 11", "Région 84", "Région 93", "Outre-mer"]
    assert [(region.name, region.signatories) for region in some] == [
        ("Région 84", 1),
        ("Outre-mer", 2),
        ("Région 11", 0),
        ("Région 93", 0),
    ]
    assert [line.department.code for line in some[1].signed + some[1].silent] == ["972", "971"]


def test_uninhabited_lands_are_not_listed(client: Client) -> None:
    region = Region.objects.create(code="984", name="Terres australes", zone="com")
    Department.objects.create(code="984", name="Terres australes", zone="com", region=region)

    assert "Terres australes" not in page(client, "/territoires/")


def test_an_empty_site_says_how_to_load_territories(client: Client) -> None:
    assert "Les territoires ne sont pas encore chargés" in page(client, "/territoires/")


@pytest.mark.parametrize(
    ("path", "queries"), [("/territoires/", 4), ("/territoires/93/", 12), ("/quartiers/QN09331M/", 23)]
)
def test_as_many_queries_for_one_as_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, path: str, queries: int
) -> None:
    a_qpv(code="QN09339M")
    signed_in("93066", qpvs=("QN09331M",))
    with django_assert_num_queries(queries):
        page(client, path)
    signed_in("93066", qpvs=("QN09331M", "QN09332M"))
    signed_in("75056", qpvs=("QN09331M", "QN07511M"))
    cache.clear()  # the page kept for visitors

    with django_assert_num_queries(queries):
        page(client, path)


def test_a_department_shows_its_signatories_and_the_neighbourhoods_without_any(client: Client) -> None:
    signed_in("93066", name="Les Amis (exemple)", qpvs=("QN09331M",))
    signed_in("75056", name="Les Voisines (exemple)", qpvs=("QN09331M",))
    a_confirmed_signature(name="Pas encore relue (exemple)")
    a_qpv(code="QN09332M", name="Les Oubliés")

    text = page(client, "/territoires/93/")

    here, _, elsewhere = text.partition("Venues d’ailleurs, elles agissent ici")
    assert "Les Amis (exemple)" in here
    assert "Les Voisines (exemple)" in elsewhere
    assert "Pas encore relue" not in text
    assert "<strong>2 signataires</strong>" in text
    assert "Les Oubliés" in text.partition("Quartiers prioritaires sans association signataire")[2]


def test_a_territory_with_many_signatories_shows_some_and_leads_to_the_others(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "SHOWN", 2)
    for number in range(3):
        signed_in("93066", name=f"Amis {number} (exemple)", qpvs=("QN09331M",))

    department = page(client, "/territoires/93/")
    neighbourhood = page(client, "/quartiers/QN09331M/").partition('id="signataires"')[2]

    for text, filtered in ((department, "departement=93"), (neighbourhood, "qpv=QN09331M")):
        assert "Amis 1 (exemple)" in text
        assert "Amis 2 (exemple)" not in text
        assert f'href="/signataires/?{filtered}">Voir les 3 signataires dans la liste' in text


def test_a_territory_leads_to_its_list_in_the_directory_where_it_can_be_taken_away(client: Client) -> None:
    signed_in("93066", name="Amis (exemple)", qpvs=("QN09331M",))

    for path, filtered in (("/territoires/93/", "departement=93"), ("/quartiers/QN09331M/", "qpv=QN09331M")):
        link = f'<a href="/signataires/?{filtered}">Ouvrir cette liste, l’emporter</a>'
        assert link in page(client, path)


def test_neighbours_are_a_click_away(client: Client) -> None:
    signed_in("75056")
    signed_in("93066", qpvs=("QN09331M",))
    a_commune(code="13055", name="Marseille")
    a_qpv(code="QN09332M", name="Les Voisins", commune=a_commune(code="93066"))

    around = page(client, "/territoires/93/").partition("Départements voisins")[2]
    beside = page(client, "/quartiers/QN09331M/").partition("Les autres quartiers prioritaires de la commune")[2]

    assert 'href="/territoires/75/"' in around
    assert 'href="/territoires/13/"' not in around
    assert 'href="/quartiers/QN09332M/"' in beside
    assert 'href="/quartiers/QN09331M/"' not in beside


def test_where_nobody_signed_is_counted(client: Client) -> None:
    signed_in("93066", qpvs=("QN09331M",))
    a_qpv(code="QN09332M")
    a_commune(code="75056", name="Paris")

    text = page(client, "/territoires/")

    assert "<strong>1</strong> départements et collectivités sur 2" in text
    assert "<strong>1</strong> quartiers prioritaires sur 2" in text


class Needs:
    """What a slice of an upper app says of any subject, and how many times it was asked."""

    def __init__(self) -> None:
        self.said, self.asked_by = "un besoin", list[Actor]()

    def section(self, subject: object, actor: Actor) -> Section:
        self.asked_by.append(actor)
        return Section(f"Au sujet de {subject}", "tests/section.html", {"what": self.said})


@pytest.fixture
def needs(monkeypatch: pytest.MonkeyPatch) -> Needs:
    """Shown on the page of each neighbourhood, department and signatory, and nothing else."""
    needs = Needs()
    for place, name in (
        (SIGNATORY, "needs:{slug}"),
        (DEPARTMENT, "needs:{code}"),
        (NEIGHBOURHOOD, "needs:{code}"),
    ):
        monkeypatch.setattr(place, "_contributions", {})
        place.contribute(order=100, pages=[name])(needs.section)
    return needs


def test_upper_apps_may_say_more_of_a_place(client: Client, needs: Needs) -> None:
    organisation = signed_in("93066", qpvs=("QN09331M",))

    texts = [page(client, path) for path in ("/territoires/93/", "/quartiers/QN09331M/")]
    texts.append(page(client, f"/signataires/{organisation.slug}/"))

    subjects = [Department.objects.get(code="93"), "Franc-Moisin", organisation]
    for text, subject in zip(texts, subjects, strict=True):
        assert f"<h2>Au sujet de {subject}</h2>" in text
        assert "Il y a un besoin ici." in text
    assert {actor.person for actor in needs.asked_by} == {None}


def test_the_page_of_a_neighbourhood_runs_its_meeting_then_says_who_acts_there(client: Client) -> None:
    a_full_neighbourhood()

    text = page(client, "/quartiers/QN09331M/")

    titles = re.findall(r'<h2 id="[\w-]+">([^<]+)</h2>', text)
    order = [
        "À faire ensemble",
        "Les prochaines dates",
        "La dernière fois",
        "Qui fait quoi, quel jour",
        "Qui est ouvert\u202f?",
        "Ce qui se dit ici",
        "Appels à projets",
        "Qui agit ici",
    ]
    assert [title for title in titles if title in order] == order
    assert re.findall(r'class="tag" href="#([\w-]+)"', text) == re.findall(r'<h2 id="([\w-]+)">', text)


def test_where_nothing_is_going_on_its_page_says_where_to_begin(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NEIGHBOURHOOD, "_contributions", {})
    signed_in("93066", qpvs=("QN09331M",))

    quiet = page(client, "/quartiers/QN09331M/")

    assert "Rien n’est encore prévu ici" in quiet
    assert "Sur cette page" not in quiet
    a_qpv(code="QN09332M")
    assert "Rien n’est encore prévu ici" not in page(client, "/quartiers/QN09332M/")  # it says to sign first


def test_what_is_said_of_one_place_leaves_the_pages_of_the_others_kept(
    client: Client, needs: Needs, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    slug = signed_in("93066", qpvs=("QN09331M", "QN09332M")).slug
    paths = ["/quartiers/QN09331M/", "/quartiers/QN09332M/", "/territoires/93/", f"/signataires/{slug}/"]
    for path in paths:
        page(client, path)

    needs.said = "deux besoins"
    with django_capture_on_commit_callbacks(execute=True):
        pages.changed("needs:QN09331M")

    assert ["deux besoins" in page(client, path) for path in paths] == [True, False, False, False]


def test_somebody_signed_in_is_known_to_whoever_adds_to_a_page(needs: Needs) -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)
    a_qpv(code="QN09331M")

    page(browser_of(contact), "/quartiers/QN09331M/")

    assert [(actor.person, actor.acts_for) for actor in needs.asked_by] == [(contact, organisation.pk)]


def test_a_department_without_anybody_invites_to_sign(client: Client) -> None:
    a_commune()

    text = page(client, "/territoires/93/")

    assert "Aucune association n’a encore signé ici" in text
    assert 'href="/signer/"' in text


@pytest.mark.parametrize(("typed", "canonical"), [("2a", "2A"), ("1", "01")])
def test_a_department_code_leads_to_its_canonical_page(client: Client, typed: str, canonical: str) -> None:
    region = Region.objects.create(code="94", name="Région", zone="metro")
    Department.objects.create(code=canonical, name="Département", zone="metro", region=region)

    response = client.get(f"/territoires/{typed}/")

    assert (response.status_code, response["Location"]) == (301, f"/territoires/{canonical}/")


def test_an_unknown_department_says_what_codes_look_like(client: Client) -> None:
    assert "Exemples de codes" in page(client, "/territoires/99/", 404)


def test_a_neighbourhood_shows_its_communes_and_its_signatories(client: Client) -> None:
    organisation = signed_in("93066", name="Les Amis (exemple)", qpvs=("QN09331M",))

    text = page(client, "/quartiers/QN09331M/")

    assert "Ville 93066 (93)" in text
    assert f'href="/signataires/{organisation.slug}/"' in text


def test_a_neighbourhood_code_is_read_whatever_its_case(client: Client) -> None:
    a_qpv(code="QN09331M")

    assert client.get("/quartiers/qn09331m/")["Location"] == "/quartiers/QN09331M/"


def test_a_code_of_2015_leads_to_its_only_successor(client: Client) -> None:
    link_predecessor(a_qpv(code="QN09331M"), predecessor=a_qpv(code="QP093028"), by=None)

    response = client.get("/quartiers/QP093028/")

    assert (response.status_code, response["Location"]) == (302, "/quartiers/QN09331M/")
    assert "QP093028, liste de 2015" in page(client, "/quartiers/QN09331M/")


def test_a_code_of_2015_shows_all_its_successors(client: Client) -> None:
    before = a_qpv(code="QP093028")
    for code in ("QN09331M", "QN09332M"):
        link_predecessor(a_qpv(code=code), predecessor=before, by=None)

    text = page(client, "/quartiers/QP093028/")

    assert "réparti entre" in text
    assert all(f"/quartiers/{code}/" in text for code in ("QN09331M", "QN09332M"))


def test_a_code_of_2015_that_nobody_linked_says_so(client: Client) -> None:
    a_qpv(code="QP093028")

    assert "personne n’a encore relié ce quartier" in page(client, "/quartiers/QP093028/")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("QN09399M", "ce quartier n’est pas enregistré ici"),
        ("QP093999", "il vient de la liste de 2015"),
        ("n’importe quoi", "n’est pas le code d’un quartier prioritaire"),
        ("x" * 5000, "n’est pas le code d’un quartier prioritaire"),
        ("QN\x0009399M", "ce quartier n’est pas enregistré ici"),
        ("<b>🙂", "n’est pas le code d’un quartier prioritaire"),
    ],
)
def test_an_unknown_neighbourhood_helps(client: Client, typed: str, says: str) -> None:
    a_commune()

    response = client.get("/quartiers/" + typed.replace("\x00", "%00").replace("<b>", "%3Cb%3E") + "/")

    assert response.status_code == 404
    assert says in response.content.decode()
    assert "<b>🙂" not in response.content.decode()

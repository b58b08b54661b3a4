"""What people type, and what must come first."""

import pytest
from django.test import Client

from signatories.directory.actions import rebuild
from signatories.directory.models import DirectoryEntry
from signatories.organisations.models import Organisation
from signatories.territories.models import Commune, Department, Region
from tests.factories import a_network, a_qpv, a_signatory, a_theme

pytestmark = pytest.mark.django_db


def a_place(code: str, name: str, *, department: str, region: tuple[str, str], postal: str = "") -> Commune:
    where, _ = Region.objects.get_or_create(code=region[0], defaults={"name": region[1], "zone": "metro"})
    there, _ = Department.objects.get_or_create(
        code=code[:2], defaults={"name": department, "zone": "metro", "region": where}
    )
    return Commune.objects.create(code=code, name=name, department=there, postal_codes=postal)


@pytest.fixture
def directory() -> None:
    """A dozen signatories with names that look alike, as there are."""
    idf, paca, aura = ("11", "Île-de-France"), ("93", "Provence-Alpes-Côte d’Azur"), ("84", "Auvergne-Rhône-Alpes")
    saint_denis = a_place("93066", "Saint-Denis", department="Seine-Saint-Denis", region=idf, postal="93200 93210")
    marseille = a_place("13055", "Marseille", department="Bouches-du-Rhône", region=paca, postal="13001 13093")
    villeurbanne = a_place("69266", "Villeurbanne", department="Rhône", region=aura, postal="69100")
    saint_etienne = a_place("42218", "Saint-Étienne", department="Loire", region=aura, postal="42000")
    moisin, canebiere = a_qpv(commune=saint_denis), a_qpv(name="Félix Pyat", code="QN01313M", commune=marseille)
    centres, regies = (
        a_network("Fédération des centres sociaux", acronym="FCSF"),
        a_network("Régies", acronym="CNLRQ"),
    )
    health, food, youth = a_theme("Santé"), a_theme("Alimentation"), a_theme("Jeunesse et éducation populaire")
    a_signatory(
        "Centre social de l’Étoile", commune=saint_denis, qpvs=[moisin], networks=[centres], themes=[youth]
    )
    a_signatory("Centre culturel Œuvre commune", acronym="COC", commune=marseille, qpvs=[canebiere])
    a_signatory("Maison pour tous – Centre social Picaud", commune=villeurbanne, networks=[centres])
    a_signatory("Régie de quartier Saint-Denis", acronym="RQSD", commune=saint_denis, networks=[regies])
    a_signatory("Les Amis de Saint-Denis", commune=marseille)
    a_signatory("Épicerie solidaire du Mail", commune=saint_etienne, themes=[food])
    a_signatory("L’Atelier d’à côté", commune=villeurbanne, themes=[health])
    a_signatory("Amicale des locataires", acronym="CNL 93", commune=saint_denis, qpvs=[moisin])
    a_signatory("Ô Quartiers Nord", commune=marseille, themes=[youth])
    a_signatory("Union sportive des Marronniers", acronym="USM", commune=saint_etienne)
    a_signatory("Zone d’aide rapide", commune=villeurbanne, themes=[health])


TYPED_AND_FIRST = [
    # A name, as it is written or nearly.
    ("Centre social de l’Étoile", "Centre social de l’Étoile"),
    ("centre social", "Centre social de l’Étoile"),
    ("CENTRE SOCIAL", "Centre social de l’Étoile"),
    ("centre social picaud", "Maison pour tous – Centre social Picaud"),
    ("picaud social", "Maison pour tous – Centre social Picaud"),
    ("etoile", "Centre social de l’Étoile"),
    ("l'etoile", "Centre social de l’Étoile"),
    ("étoile centre", "Centre social de l’Étoile"),
    ("oeuvre", "Centre culturel Œuvre commune"),
    ("œuvre commune", "Centre culturel Œuvre commune"),
    ("epicerie", "Épicerie solidaire du Mail"),
    ("épicerie mail", "Épicerie solidaire du Mail"),
    ("atelier d'a cote", "L’Atelier d’à côté"),
    ("l’atelier", "L’Atelier d’à côté"),
    ("o quartiers", "Ô Quartiers Nord"),
    ("marron", "Union sportive des Marronniers"),
    ("maison-pour-tous", "Maison pour tous – Centre social Picaud"),
    ("  amicale   locataires ", "Amicale des locataires"),
    # An acronym comes as first as a name.
    ("USM", "Union sportive des Marronniers"),
    ("rqsd", "Régie de quartier Saint-Denis"),
    ("coc", "Centre culturel Œuvre commune"),
    ("cnl 93", "Amicale des locataires"),
    # A name that holds the words comes before a place that does.
    ("saint denis", "Les Amis de Saint-Denis"),
    ("St-Denis", "Les Amis de Saint-Denis"),
    ("saint-denis regie", "Régie de quartier Saint-Denis"),
    # A place, of any size.
    ("saint etienne sport", "Union sportive des Marronniers"),
    ("St Etienne", "Épicerie solidaire du Mail"),
    ("marseille", "Centre culturel Œuvre commune"),
    ("villeurbanne", "L’Atelier d’à côté"),
    ("93200", "Amicale des locataires"),
    ("franc moisin", "Amicale des locataires"),
    ("Franc-Moisin centre", "Centre social de l’Étoile"),
    ("felix pyat", "Centre culturel Œuvre commune"),
    ("qn01313m", "Centre culturel Œuvre commune"),
    ("rhone alpes solidaire", "Épicerie solidaire du Mail"),
    ("seine-saint-denis centre", "Centre social de l’Étoile"),
    # A network or a theme.
    ("fcsf", "Centre social de l’Étoile"),
    ("fcsf villeurbanne", "Maison pour tous – Centre social Picaud"),
    ("cnlrq", "Régie de quartier Saint-Denis"),
    ("santé", "L’Atelier d’à côté"),
    ("alimentation", "Épicerie solidaire du Mail"),
    ("education jeunesse marseille", "Ô Quartiers Nord"),
]


@pytest.mark.usefixtures("directory")
def test_what_people_type_finds_first_what_they_mean() -> None:
    found = {typed: DirectoryEntry.objects.search(typed).first() for typed, _ in TYPED_AND_FIRST}

    firsts = {typed: entry.name if entry else "nothing" for typed, entry in found.items()}

    assert firsts == dict(TYPED_AND_FIRST)


@pytest.mark.usefixtures("directory")
def test_names_that_start_with_it_then_that_hold_it_then_the_rest_each_by_name() -> None:
    found = [entry.name for entry in DirectoryEntry.objects.search("centre")]

    assert found == [
        "Centre culturel Œuvre commune",
        "Centre social de l’Étoile",
        "Maison pour tous – Centre social Picaud",
    ]


@pytest.mark.usefixtures("directory")
def test_a_department_number_is_not_found_in_the_middle_of_another() -> None:
    found = {entry.name for entry in DirectoryEntry.objects.search("93")}

    assert "Régie de quartier Saint-Denis" in found
    assert "Ô Quartiers Nord" not in found


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize("typed", ["zanzibar", "centre zanzibar", "93066 picaud"])
def test_every_word_counts(typed: str) -> None:
    assert not DirectoryEntry.objects.search(typed)


@pytest.fixture
def wanderers() -> None:
    """Names and places that people write in other ways than files do."""
    marseille = a_place("13055", "Marseille", department="Bouches-du-Rhône", region=("93", "Paca"))
    lilas = a_place("93045", "Les Lilas", department="Seine-Saint-Denis", region=("11", "Île-de-France"))
    saint_denis = a_place("93066", "Saint-Denis", department="Seine-Saint-Denis", region=("11", "Île-de-France"))
    castellane = a_qpv(name="La Castellane", code="QN01302M", commune=marseille)
    a_signatory("Boxe pour tous", commune=marseille, qpvs=[castellane])
    a_signatory("S.O.S. Racisme", commune=marseille)
    a_signatory("Collectif des habitant·e·s", commune=lilas)
    a_signatory("Atelier du pain", commune=lilas)
    zebra = a_signatory("Zèbre à roulettes", commune=saint_denis)
    Organisation.objects.filter(pk=zebra.organisation_id).update(rna="W931001234", siren="732829320")
    rebuild()


@pytest.mark.usefixtures("wanderers")
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("la Castellane, Marseille", "Boxe pour tous"),
        ("LES Castellane", "Boxe pour tous"),
        ("SOS racisme", "S.O.S. Racisme"),
        ("s.o.s racisme", "S.O.S. Racisme"),
        ("habitants", "Collectif des habitant·e·s"),
        ("habitant.e.s", "Collectif des habitant·e·s"),
        ("hab\xadi\u200btants", "Collectif des habitant·e·s"),
        ("saint denis", "Zèbre à roulettes"),
        ("W931001234", "Zèbre à roulettes"),
        ("w 93 100 1234", "Zèbre à roulettes"),
        ("732829320", "Zèbre à roulettes"),
        ("732 829 320", "Zèbre à roulettes"),
        ("732 829 320 00074", "Zèbre à roulettes"),
    ],
)
def test_other_ways_of_writing_find_them_too(typed: str, first: str) -> None:
    found = DirectoryEntry.objects.search(typed).first()

    assert found is not None
    assert found.name == first


@pytest.mark.usefixtures("wanderers")
def test_the_department_comes_after_the_commune() -> None:
    found = [entry.name for entry in DirectoryEntry.objects.search("saint denis")]

    assert found == ["Zèbre à roulettes", "Atelier du pain", "Collectif des habitant·e·s"]


@pytest.mark.usefixtures("wanderers")
@pytest.mark.parametrize("typed", ["🎉", "---", "« »", "💜 !"])
def test_signs_alone_find_nobody_on_the_page_and_in_files(client: Client, typed: str) -> None:
    page = client.get("/signataires/", {"q": typed}).content.decode()
    file = client.get("/signataires/signataires.csv", {"q": typed})

    assert "Aucun signataire ne répond" in page
    assert file["X-Total-Count"] == "0"


@pytest.mark.usefixtures("wanderers")
def test_a_place_where_nobody_signed_is_shown_with_its_department(client: Client) -> None:
    venissieux = a_place("69259", "Vénissieux", department="Rhône", region=("84", "Aura"))
    a_qpv(name="Minguettes", code="QN06901M", commune=venissieux)

    page = client.get("/signataires/", {"q": "Les Minguettes"}).content.decode()

    assert "Aucun signataire ne répond" in page
    assert 'href="/quartiers/QN06901M/"' in page
    assert 'href="/territoires/69/"' in page
    assert "Voici ce lieu" in page
    assert "avec le seul mot" not in page
    assert "Voici ce lieu" not in client.get("/signataires/", {"q": "zanzibar"}).content.decode()
    assert "Cherchiez-vous" in client.get("/signataires/", {"q": "minguetes"}).content.decode()
    assert "Vénissieux" in client.get("/signataires/", {"q": "venissieux"}).content.decode()

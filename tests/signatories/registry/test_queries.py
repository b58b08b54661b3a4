"""What people type, and what must come first."""

from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signatories.registry.actions import import_files
from signatories.registry.likeness import telling_words
from signatories.registry.models import TABLES, AssociationRecord, RegistryPointer
from signatories.registry.naming import readable
from signatories.registry.queries import candidates, find, look_up
from tests.factories import a_commune
from tests.signatories.registry.files import a_file

pytestmark = pytest.mark.django_db

NAMES = {
    "W930000001": ("LES JARDINS DU MAIL", "LJM", "93066"),
    "W930000002": ("JARDINS PARTAGÉS DU MAIL", "", "93066"),
    "W930000003": ("CENTRE SOCIAL DE L'ÉTOILE", "", "93066"),
    "W930000004": ("ŒUVRE LAÏQUE DE ST-DENIS", "", "93066"),
    "W130000001": ("LES JARDINS DU MAIL", "", "13055"),
    "W130000002": ("RÉGIE DE QUARTIER DU MAIL", "", "13055"),
    "W130000003": ("JARDINS", "", "13055"),
}


@pytest.fixture
def registry(tmp_path: Path) -> None:
    a_commune(name="Saint-Denis", code="93066")
    a_commune(name="Marseille", code="13055")
    rows = [
        {"id": number, "titre": name, "titre_court": short, "adrs_codeinsee": code}
        for number, (name, short, code) in NAMES.items()
    ]
    import_files([a_file(tmp_path, *rows)])


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("jardins", ["W130000003", "W930000002", "W130000001", "W930000001"]),
        ("mail jard", ["W130000001", "W930000001", "W930000002"]),
        ("les jardins du mail", ["W130000001", "W930000001", "W930000002"]),
        ("jardins marseille", ["W130000003", "W130000001"]),
        ("etoile", ["W930000003"]),
        ("centre social étoile", ["W930000003"]),
        ("oeuvre st denis", ["W930000004"]),
        ("Œuvre Saint-Denis", ["W930000004"]),
        ("ljm", ["W930000001"]),
        ("regie de quartier du mail", ["W130000002"]),
        ("jardins plage", []),
        ("ja", []),
        ("a b c", []),
        ("", []),
    ],
)
def test_what_people_type(typed: str, expected: list[str]) -> None:
    assert [record.number for record in look_up(typed)] == expected


@pytest.mark.usefixtures("registry")
def test_the_commune_asked_for_comes_first() -> None:
    found = look_up("jardins mail", commune=a_commune(name="Saint-Denis", code="93066"))

    assert [record.number for record in found] == ["W930000001", "W930000002", "W130000001"]


@pytest.mark.usefixtures("registry")
def test_no_more_than_asked_for() -> None:
    assert [record.number for record in look_up("jardins", limit=2)] == ["W130000003", "W930000002"]


def test_before_any_import_nothing_is_found() -> None:
    assert look_up("jardins") == []
    assert find("W930000001") is None
    assert candidates("Les jardins du mail", None) == []


@pytest.mark.usefixtures("registry")
def test_found_by_number() -> None:
    record = find("W930000003")

    assert record is not None
    assert record.readable_name == "Centre Social de l’Étoile"
    assert find("W939999999") is None


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Les Jardins du Mail", ["W930000001"]),
        ("Association Les jardins du mail (exemple)", ["W930000001"]),
        ("Jardins partagés", ["W930000002"]),
        ("LJM", ["W930000001"]),
        ("L’Étoile", []),  # one word of three says too little
        ("Centre social Étoile", ["W930000003"]),
        ("Un nom que personne ne porte", []),
        ("", []),
    ],
)
def test_is_this_you(name: str, expected: list[str]) -> None:
    found = candidates(name, a_commune(name="Saint-Denis", code="93066"))

    assert [record.number for record in found][: len(expected) or None] == expected


@pytest.mark.usefixtures("registry")
def test_without_a_commune_only_the_same_name_is_asked_about() -> None:
    assert [record.number for record in candidates("les jardins du mail", None)] == ["W130000001", "W930000001"]
    assert [record.number for record in candidates("Jardins", None)] == ["W130000003"]
    assert candidates("Jardins partagés", None) == []


@pytest.mark.usefixtures("registry")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(
    st.text(max_size=300)
    | st.sampled_from(["%%%", "___", "\\\\\\", "'''", "jar%ins", "\x00jardins", "a" * 10_000])
)
def test_whatever_is_typed_is_answered(typed: str) -> None:
    assert len(look_up(typed)) <= 5
    assert len(candidates(typed, None)) <= 3


@pytest.mark.usefixtures("registry")
def test_signs_of_the_query_language_are_letters_like_others() -> None:
    assert look_up("%%%") == []
    assert look_up("jardins%xyz") == []


@pytest.mark.usefixtures("registry")
def test_a_look_up_that_saw_the_pointer_flip_asks_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stale = RegistryPointer.objects.get()
    TABLES[stale.live]._default_manager.all().delete()
    answers = iter([stale, RegistryPointer(pk=1, live=stale.live, generation=2, rows=0)])
    monkeypatch.setattr("signatories.registry.queries.live_registry", lambda: next(answers))
    RegistryPointer.objects.update(generation=2)

    assert look_up("jardins") == []  # the second pointer was believed
    assert next(answers, None) is None


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no trigram index: PostgreSQL only")
@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize(
    ("condition", "index"),
    [
        ("search_text LIKE '%%jardins%%' AND search_text LIKE '%%mail%%'", "anywhere"),
        ("search_text COLLATE \"C\" LIKE 'jardins%%'", "beginning"),
    ],
)
def test_the_indexes_serve_the_questions(condition: str, index: str) -> None:
    table: type[AssociationRecord] = RegistryPointer.objects.get().table
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT * FROM {table._meta.db_table} WHERE {condition} LIMIT 200", [])  # noqa: S608  # ours
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert f"{table._meta.db_table}_{index}" in plan


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no trigram index: PostgreSQL only")
@pytest.mark.usefixtures("registry")
def test_nothing_is_left_waiting_to_be_filed_in_the_index() -> None:
    table: type[AssociationRecord] = RegistryPointer.objects.get().table
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{table._meta.db_table}_anywhere"])
        assert cursor.fetchone() == (0,)


@pytest.mark.usefixtures("registry")
def test_words_that_many_share_are_answered_by_the_first_rows_and_others_by_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = min(record.pk for record in RegistryPointer.objects.get().table._default_manager.all())
    monkeypatch.setattr("signatories.registry.queries._FIRST_ROWS", first + 1)
    found = {}
    for plenty in (2, 3):
        monkeypatch.setattr("signatories.registry.queries._PLENTY", plenty)
        found[plenty] = {record.number for record in look_up("mail jardins")}

    assert found == {
        2: {"W930000001", "W930000002"},
        3: {"W930000001", "W930000002", "W130000001"},
    }


@pytest.mark.parametrize(
    ("name", "acronym", "expected"),
    [
        ("LES AMIS DE L'ÉTOILE (ADE)", "", "Les Amis de l’Étoile (ADE)"),
        ("LES AMIS DU MAIL (SECTION D'ICI)", "", "Les Amis du Mail (Section d’Ici)"),
        ("CEUX QUI COUSENT (EXEMPLE)", "", "Ceux qui Cousent (Exemple)"),
        ("FC SAINT-DENIS", "", "FC Saint-Denis"),
        ("UNION DES ARTISANS DU MAIL UDAM", "UDAM", "Union des Artisans du Mail UDAM"),
        ("L'ENTRAIDE", "", "L’Entraide"),
        ("Déjà bien écrit", "", "Déjà bien écrit"),
        ("13", "", "13"),
        ("ASS.DE CHASSE DE LA M.J.C", "", "Ass. de Chasse de la M.J.C"),
    ],
)
def test_a_name_in_capitals_is_made_readable(name: str, acronym: str, expected: str) -> None:
    assert readable(name, acronym=acronym) == expected


@pytest.mark.parametrize(
    ("name", "commune", "words"),
    [
        ("Les Jardins de Saint-Denis", "", {"jardins", "saint", "denis"}),
        ("Les Jardins de Saint-Denis", "Saint-Denis", {"jardins"}),
        ("Association de Saint-Denis", "Saint-Denis", {"saint", "denis"}),  # nothing else is left
        ("Les Jardins du Mail", "Saint-Denis", {"jardins", "mail"}),
        ("Association loi 1901", "", set()),
    ],
)
def test_words_that_tell_one_association_from_another(name: str, commune: str, words: set[str]) -> None:
    assert telling_words(name, a_commune(name=commune) if commune else None) == words


@pytest.mark.usefixtures("registry")
def test_likely_ones_are_of_the_commune_alone() -> None:
    marseille = a_commune(name="Marseille", code="13055")

    found = [record.number for record in candidates("Les Jardins du Mail", marseille)]
    assert found == ["W130000001", "W130000003"]

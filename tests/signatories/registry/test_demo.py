"""The demonstration's registry: invented, loaded once, and never in the place of a real one."""

import csv
from pathlib import Path

import pytest

from signatories.history.models import Event
from signatories.moderation import demo as moderation
from signatories.registry import demo
from signatories.registry.models import RegistryPointer
from signatories.registry.queries import candidates, find, live_registry, look_up
from signatories.signing import demo as signatures
from signatories.territories.demo import FIXTURES
from tests.factories import a_commune
from tests.signatories.registry.files import WALDEC_39, a_registry

pytestmark = pytest.mark.django_db

# A collective without legal existence, and an association of Alsace-Moselle.
NEVER_IN_THE_RNA = {"Collectif des mamans du Sanitas (exemple)", "Ateliers de la Meinau (exemple)"}


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


ROWS = rows_of(demo.DEMONSTRATION, ";")


@pytest.fixture
def loaded() -> RegistryPointer:
    """The communes that the file names, then its associations."""
    for row in ROWS:
        a_commune(name=row["adrs_libcommune"], code=row["adrs_codeinsee"])
    demo.load()
    return RegistryPointer.objects.get()


def signatories_of_the_demonstration() -> list[tuple[str, str]]:
    """Each one's name and the code of its commune, "" when it was typed by hand."""
    communes = {row["code_qp"]: row["insee_com"].split()[0] for row in rows_of(FIXTURES / "qpv.csv")}
    signed = [(example.name, communes[example.qpv]) for example in signatures.EXAMPLES]
    typed = [(example.name, example.commune) for example in moderation.EXAMPLES]
    return [*signed, *typed, (moderation.PAPER, "69259")]


def test_every_row_is_read_and_only_the_inactive_are_left_aside(loaded: RegistryPointer) -> None:
    inactive = [row for row in ROWS if row["position"] != "A"]

    assert list(ROWS[0]) == WALDEC_39
    assert {row["position"] for row in inactive} == {"D", "S"}
    assert loaded.rows == len(ROWS) - len(inactive) == loaded.table._default_manager.count()
    assert not any(find(row["id"]) for row in inactive)


def test_it_is_plainly_invented() -> None:
    assert all(row["titre"].endswith("(EXEMPLE)") for row in ROWS)
    assert all(row["id"][1] == "0" and row["id"][2] not in "123456789" for row in ROWS)  # no such department
    assert not any(row["siret"] for row in ROWS)


def test_it_is_loaded_once(loaded: RegistryPointer) -> None:
    demo.load()

    assert RegistryPointer.objects.get().generation == loaded.generation
    assert Event.objects.filter(kind="registry.imported").count() == 1


def test_a_real_registry_stays(tmp_path: Path) -> None:
    a_registry(tmp_path, {"id": "W931000001"})

    demo.load()

    live = live_registry()
    assert live is not None
    assert (live.rows, live.files) == (1, ["rna.csv"])
    assert find("W009999001") is None


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(("name", "code"), signatories_of_the_demonstration())
def test_signatories_of_the_demonstration_are_asked_whether_it_is_them(name: str, code: str) -> None:
    commune = a_commune(code=code) if code else None

    numbers = [record.number for record in candidates(name, commune)]

    assert bool(numbers) == (name not in NEVER_IN_THE_RNA)
    assert set(numbers) <= {row["id"] for row in ROWS[:20]}


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("typed", "number"),
    [("oeuvre gouter", "W009999021"), ("p'tit dej", "W009999024"), ("ljf", "W009999022"), ("lakou", "W0B9999054")],
)
def test_it_has_what_is_hard_to_type(typed: str, number: str) -> None:
    assert [record.number for record in look_up(typed)] == [number]

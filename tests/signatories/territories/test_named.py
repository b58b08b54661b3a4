"""Lists of neighbourhoods that give their communes by name alone, as the State's services publish them."""

import csv
import json
from pathlib import Path

import pytest
from django.conf import settings

from signatories.territories.actions import FileReport, import_files
from signatories.territories.models import Commune, Department, Qpv, Region

SHARED = Path(settings.BASE_DIR).parent / "shared" / "data"
# code, name, department, what it is part of
PLACES = [
    ("93001", "Aubervilliers", "93", ""),
    ("93007", "Le Blanc-Mesnil", "93", ""),
    ("93066", "Saint-Denis", "93", ""),
    ("93059", "Pierrefitte-sur-Seine", "93", "93066"),
    ("93031", "Épinay-sur-Seine", "93", ""),
    ("93039", "L’Île-Saint-Denis", "93", ""),
    ("97411", "Saint-Denis", "974", ""),
    ("75056", "Paris", "75", ""),
    ("75118", "Paris 18e arrondissement", "75", "75056"),
    ("50129", "Cherbourg-en-Cotentin", "50", ""),
    ("50129", "Cherbourg-Octeville", "50", "50129"),
    ("64182", "Castillon", "64", ""),
    ("64181", "Castillon", "64", ""),
    ("21494", "Pont-et-Massène", "21", ""),
    ("60001", "Mesnil", "60", ""),
    ("60002", "Le Mesnil", "60", ""),
]
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def places() -> None:
    region = Region.objects.create(code="11", name="Île-de-France", zone="metro")
    for code in dict.fromkeys(department for _, _, department, _ in PLACES):
        Department.objects.create(code=code, name=f"D{code}", region=region, zone="metro")
    for code, name, department, parent in PLACES:
        Commune.objects.create(
            code=code,
            name=name,
            department_id=department,
            kind=Commune.Kind.DELEGATED if parent else Commune.Kind.COMMUNE,
            parent=Commune.objects.get(code=parent, parent=None) if parent else None,
        )


def imported(folder: Path, content: str, *, name: str = "qp2015.csv", encoding: str = "utf-8") -> FileReport:
    path = folder / name
    path.write_text(content, encoding=encoding)
    (report,) = import_files([path], tell=lambda step: None)  # noqa: ARG005  # nobody listens
    return report


def communes_of(code: str) -> set[str]:
    return set(Qpv.objects.get(code=code).communes.values_list("code", flat=True))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("code_qp,nom_qp,commune_qp\nQP093028,Franc-Moisin,Saint-Denis\n", "utf-8"),
        ("CODE_QP;NOM_QP;COMMUNE_QP\nQP093028;Franc-Moisin;SAINT-DENIS\n", "utf-8-sig"),
        ("code_quartier;noms_des_communes_concernees;nom_qp\nQP093028;Saint-Denis;Franc-Moisin\n", "cp1252"),
        ("Code du quartier\tNom du quartier\tCommune(s)\nQP093028\tFranc-Moisin\tSt-Denis\n", "utf-8"),
        ("code_qp,nom_qp,commune_qp,pop\nQP093028,Franc-Moisin,Saint-Denis (93),9000\n", "utf-8"),
        (json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {
            "CODE_QP": "QP093028", "NOM_QP": "Franc-Moisin", "COMMUNE_QP": "Saint-Denis"}}]}), "utf-8"),
    ],
)  # fmt: skip
def test_the_list_of_2015_as_it_is_published(tmp_path: Path, text: str, encoding: str) -> None:
    report = imported(tmp_path, text, encoding=encoding)

    assert (report.refused, report.errors, report.label) == ("", [], "quartiers prioritaires")
    qpv = Qpv.objects.get()
    assert (qpv.code, qpv.name, qpv.generation, qpv.department_id) == ("QP093028", "Franc-Moisin", 2015, "93")
    assert communes_of("QP093028") == {"93066"}


@pytest.mark.parametrize(
    ("code", "cell", "communes"),
    [
        ("QP093028", "Saint-Denis", {"93066"}),
        ("QP974001", "Saint-Denis", {"97411"}),  # its code says which
        ("QP093001", "Aubervilliers, Saint-Denis", {"93001", "93066"}),
        ("QP093001", "Aubervilliers,Saint-Denis", {"93001", "93066"}),
        ("QP093001", "Aubervilliers; L'Ile-Saint-Denis", {"93001", "93039"}),
        ("QP093001", "Aubervilliers / Epinay sur Seine", {"93001", "93031"}),
        ("QP093001", "Aubervilliers - Saint-Denis", {"93001", "93066"}),
        ("QP093001", "Aubervilliers et Saint-Denis", {"93001", "93066"}),
        ("QP093001", "Saint-Denis, Pierrefitte-sur-Seine", {"93066"}),  # merged since
        ("QP093001", "Blanc-Mesnil (Le)", {"93007"}),
        ("QP093001", "BLANC MESNIL", {"93007"}),
        ("QP075001", "Paris 18e Arrondissement", {"75056"}),
        ("QP075001", "Paris 18ème", {"75056"}),
        ("QP050001", "Cherbourg-Octeville", {"50129"}),
        ("QP021001", "Pont-et-Massène", {"21494"}),
        ("QP060001", "Mesnil", {"60001"}),
        ("QP060001", "Le Mesnil", {"60002"}),
    ],
)
def test_a_commune_is_found_by_its_name_in_the_department_of_the_code(
    tmp_path: Path, code: str, cell: str, communes: set[str]
) -> None:
    report = imported(tmp_path, f'code_qp;nom_qp;commune_qp\n{code};Un quartier;"{cell}"\n')

    assert report.errors == []
    assert communes_of(code) == communes


@pytest.mark.parametrize(
    ("code", "cell", "named"),
    [
        ("QP093001", "Marseille", "dans le département 93 (Marseille)"),
        ("QP093001", "Saint-Denis, Nulle-Part, Ailleurs", "dans le département 93 (Nulle-Part, Ailleurs)"),
        ("QP093001", "Saint", "dans le département 93 (Saint)"),  # the beginning of two names is neither
        ("QP093001", ", ;", "dans le département 93 (, ;)"),
        ("QP064001", "Castillon", "dans le département 64 (Castillon)"),  # two bear it
    ],
)
def test_what_cannot_be_placed_is_named_and_the_rest_imported(
    tmp_path: Path, code: str, cell: str, named: str
) -> None:
    report = imported(
        tmp_path, f'code_qp;nom_qp;commune_qp\n{code};Un quartier;"{cell}"\nQP093002;Un autre;Aubervilliers\n'
    )

    (error,) = report.errors
    assert (error.line, error.reason) == (2, f"{code}\u202f: commune introuvable {named}")
    assert set(Qpv.objects.values_list("code", flat=True)) == {"QP093002"}


def test_no_commune_at_all_is_told(tmp_path: Path) -> None:
    (error,) = imported(tmp_path, "code_qp;nom_qp;commune_qp\nQP093001;Un quartier;\n").errors

    assert error.reason == "aucune commune n’est donnée pour ce quartier"


def test_codes_are_surer_than_names(tmp_path: Path) -> None:
    imported(tmp_path, "code_qp;nom_qp;insee_com;commune_qp\nQP093001;Un quartier;93001;Saint-Denis\n")

    assert communes_of("QP093001") == {"93001"}


def test_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    text = 'code_qp;nom_qp;commune_qp\nQP093001;Un quartier;"Aubervilliers, Saint-Denis"\n'

    assert imported(tmp_path, text).wrote == 1
    assert imported(tmp_path, text).wrote == 0


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the whole official files are not beside the repository")
def test_the_whole_list_is_placed_by_names_as_by_codes(tmp_path: Path) -> None:
    Commune.objects.exclude(parent=None).delete()
    Commune.objects.all().delete()
    names = ["regions.csv", "departements.csv", "communes.csv", "communes_deleguees_associees.csv", "qpv_2024.csv"]
    import_files([SHARED / name for name in names], tell=print)
    by_codes = {qpv.code: communes_of(qpv.code) for qpv in Qpv.objects.all()}
    with (SHARED / "qpv_2024.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lines = [f'{row["code_qp"]};"{row["lib_qp"]}";"{row["lib_com"]}"' for row in rows]

    report = imported(tmp_path, "\n".join(["code_qp;nom_qp;commune_qp", *lines]))

    assert report.errors == []
    assert {qpv.code: communes_of(qpv.code) for qpv in Qpv.objects.all()} == by_codes

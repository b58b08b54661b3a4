"""The import: any order, twice the same, merged communes followed, nothing half-loaded, nothing deleted."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from signatories.territories.actions import import_files
from signatories.territories.models import Commune, Department, Qpv, Region

FILES = {
    "a-qpv.csv": "code_qp;lib_qp;insee_com\nQN09335M;Centre Ville;93059, 93072\nQN07511M;Goutte d’Or;75056\n",
    "b-communes-fusionnees.csv": (
        "code,nom,type,departement,region,chef_lieu\n"
        "93059,Pierrefitte-sur-Seine,commune-deleguee,93,11,93066\n"
        "93066,Saint-Denis,commune-deleguee,93,11,93066\n"
    ),
    "c-communes.csv": (
        "code,nom,type,departement,commune_parente,codes_postaux,population,anciens_codes\n"
        "75101,Paris 1er Arrondissement,arrondissement-municipal,75,75056,75001,15114,\n"
        "75056,Paris,commune-actuelle,75,,75001 75002,2103778,\n"
        "93066,Saint-Denis,commune-actuelle,93,,93200 93210 93380,149077,75066\n"
        "93072,Stains,commune-actuelle,93,,93240,40000,\n"
    ),
    "d-departements.csv": "code,nom,region,zone\n75,Paris,11,metro\n93,Seine-Saint-Denis,11,metro\n",
    "e-regions.csv": "code,nom,zone\n11,Île-de-France,metro\n",
}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return sorted(tmp_path.iterdir())


def run(*paths: Path) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_territories", *map(str, paths), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def communes_of(code: str) -> set[str]:
    return set(Qpv.objects.get(code=code).communes.values_list("code", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("backwards", [False, True])
def test_files_are_imported_whatever_their_order(files: list[Path], backwards: bool) -> None:  # noqa: FBT001  # a case
    _, errors = run(*(reversed(files) if backwards else files))

    assert errors == ""
    assert (Region.objects.count(), Department.objects.count(), Qpv.objects.count()) == (1, 2, 2)
    saint_denis = Commune.objects.current().get(code="93066")
    assert saint_denis.postal_codes == "93200 93210 93380"
    assert saint_denis.search_text == "saint denis"
    assert Commune.objects.get(code="75101").parent == Commune.objects.get(code="75056")
    assert communes_of("QN09335M") == {"93066", "93072"}  # 93059 joined 93066 in 2025


@pytest.mark.django_db
def test_a_second_run_changes_nothing_and_says_so(files: list[Path]) -> None:
    first, _ = run(*files)
    before = list(Commune.objects.values()) + list(Qpv.communes.through.objects.values())

    again, errors = run(*files)

    assert "c-communes.csv\u202f: nouveaux 4, modifiés 0, inchangés 0" in first
    assert "Rien n’a changé." not in first
    assert "Rien n’a changé." in again
    assert errors == ""
    assert list(Commune.objects.values()) + list(Qpv.communes.through.objects.values()) == before


@pytest.mark.django_db
def test_a_file_that_says_less_takes_nothing_away(files: list[Path], tmp_path: Path) -> None:
    run(*files)
    insee = tmp_path / "v_commune_2026.csv"
    insee.write_text(
        "TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT\n"
        "COM,93072,11,93,93D,933,0,STAINS,Stains,Stains-sur-Essai,9399,\n",
        encoding="utf-8",
    )

    out, _ = run(insee)

    stains = Commune.objects.get(code="93072")
    assert (stains.name, stains.search_text) == ("Stains-sur-Essai", "stains sur essai")
    assert (stains.postal_codes, stains.population) == ("93240", 40000)
    assert "modifiés 1" in out
    assert Commune.objects.filter(code="93066").count() == 2


@pytest.mark.django_db
def test_a_commune_merged_since_keeps_its_row_and_hands_over_its_neighbourhoods(
    files: list[Path], tmp_path: Path
) -> None:
    run(*files)
    stains = Commune.objects.get(code="93072")
    merged = tmp_path / "f-fusion.csv"
    merged.write_text(
        "code,nom,departement,codes_postaux,population,anciens_codes\n"
        "93066,Saint-Denis,93,93200,190000,75066 93072\n",
        encoding="utf-8",
    )

    run(merged)
    again, _ = run(merged)

    stains.refresh_from_db()
    assert stains.parent == Commune.objects.current().get(code="93066")
    assert stains not in Commune.objects.current()
    assert communes_of("QN09335M") == {"93066"}
    assert "Rien n’a changé." in again


@pytest.mark.django_db
def test_a_commune_that_leaves_a_merger_is_current_again(files: list[Path], tmp_path: Path) -> None:
    run(*files)
    Commune.objects.filter(code="93072").update(parent=Commune.objects.current().get(code="93066"))

    out, _ = run(*[path for path in files if "communes.csv" in path.name])

    assert Commune.objects.current().filter(code="93072").exists()
    assert "modifiés 1, inchangés 3" in out


@pytest.mark.django_db
def test_lines_that_cannot_be_placed_are_told_and_the_rest_imported(files: list[Path], tmp_path: Path) -> None:
    odd = tmp_path / "z-qpv.csv"
    odd.write_text(
        "code_qp;lib_qp;insee_com\n"
        "QN09399M;Nulle part;99999\n"
        "QN01301M;Ailleurs;13055\n"
        "QN07512M;Autre;75056\n"
        "QN07512M;Autre nom;75056\n"
        "illisible;Autre;75056\n",
        encoding="utf-8",
    )

    out, errors = run(*files, odd)

    *placed, unreadable = errors.splitlines()
    assert placed == [
        "z-qpv.csv, ligne 2\u202f: QN09399M\u202f: commune inconnue (99999)",
        "z-qpv.csv, ligne 3\u202f: le département du quartier QN01301M n’est pas connu",
        "z-qpv.csv, ligne 5\u202f: QN07512M est déjà donné autrement plus haut (4)",
    ]
    assert unreadable.startswith("z-qpv.csv, ligne 6\u202f: Ce code de quartier n’existe pas.")
    assert "z-qpv.csv\u202f: nouveaux 1, modifiés 0, inchangés 0, lignes laissées de côté 4" in out
    assert set(Qpv.objects.values_list("code", flat=True)) == {"QN09335M", "QN07511M", "QN07512M"}


@pytest.mark.django_db
def test_a_malformed_file_is_refused_whole_and_the_others_imported(files: list[Path], tmp_path: Path) -> None:
    bad = tmp_path / "z-qpv.csv"
    bad.write_text(
        'code_qp;lib_qp;insee_com\nQN07512M;Autre;75056\nQN07513M;"Jamais fermé;75056\n', encoding="utf-8"
    )

    with pytest.raises(CommandError) as refusal:
        run(*files, bad, tmp_path / "absent.csv")

    assert "z-qpv.csv, ligne 3\u202f: guillemet non fermé" in str(refusal.value)
    assert "absent.csv, impossible d’ouvrir ce fichier" in str(refusal.value)
    assert not Qpv.objects.filter(code="QN07512M").exists()
    assert Qpv.objects.filter(code="QN07511M").exists()


@pytest.mark.django_db
def test_a_failure_while_writing_leaves_nothing_of_the_file(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(step: str) -> None:
        if "écrites" in step and Region.objects.exists():
            raise RuntimeError

    with pytest.raises(RuntimeError):
        import_files(files, tell=fail)

    assert not Region.objects.exists()


@pytest.mark.django_db
def test_the_centre_of_a_commune_stays_until_a_file_gives_another(files: list[Path], tmp_path: Path) -> None:
    run(*files)
    assert Commune.objects.current().get(code="93066").centre is None
    located = tmp_path / "z-centres.csv"

    located.write_text("code,nom,type,departement,lon,lat\n93066,Saint-Denis,,93,2.3591,48.9356\n")
    first, _ = run(located)
    run(*files)
    kept = Commune.objects.current().get(code="93066").centre
    located.write_text("code;nom;type;departement;longitude;latitude\n93066;Saint-Denis;;93;2,36;48,94\n")
    run(located)
    again, _ = run(located)

    assert "modifiés 1" in first
    assert kept == (2.3591, 48.9356)
    assert Commune.objects.current().get(code="93066").centre == (2.36, 48.94)
    assert "Rien n’a changé." in again


@pytest.mark.django_db
def test_a_computed_point_never_replaces_a_given_one(files: list[Path], tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text(
        "code_qp,lib_qp,insee_com,lon,lat\nQN07511M,Goutte d’Or,75056,2.352,48.885\n", encoding="utf-8"
    )
    (tmp_path / "contours.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code_qp": "QN07511M",'
        ' "lib_qp": "Goutte d’Or", "insee_com": "75056"}, "geometry": {"type": "Polygon",'
        ' "coordinates": [[[1, 40], [2, 40], [2, 41], [1, 40]]]}}]}',
        encoding="utf-8",
    )

    run(*sorted(tmp_path.iterdir()))
    again, _ = run(*sorted(tmp_path.iterdir()))

    assert str(Qpv.objects.get(code="QN07511M").longitude) == "2.35200"
    assert "contours.geojson\u202f: nouveaux 0, modifiés 0, inchangés 1" in again


@pytest.mark.django_db
def test_a_second_line_that_says_otherwise_is_told_and_the_same_again_is_not(tmp_path: Path) -> None:
    path = tmp_path / "regions.csv"
    path.write_text("code,nom,zone\n11,Île-de-France,metro\n11,Île-de-France,metro\n11,Autre,metro\n")

    out, err = run(path)

    assert "11 est déjà donné autrement plus haut (2)" in out + err
    assert (out + err).count("déjà donné") == 1
    assert Region.objects.get().name == "Île-de-France"


@pytest.mark.django_db
def test_neighbourhoods_of_a_commune_that_merged_follow_it(files: list[Path], tmp_path: Path) -> None:
    run(*files)
    stains = Commune.objects.get(code="93072")
    merged = tmp_path / "z-fusion.csv"
    merged.write_text(
        "code,nom,type,departement,region,chef_lieu\n93072,Stains,commune-deleguee,93,11,93066\n", encoding="utf-8"
    )

    run(merged)

    stains.refresh_from_db()
    assert stains.parent is not None
    assert communes_of("QN09335M") == {"93066"}

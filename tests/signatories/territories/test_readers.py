"""Every layout read from a few lines, and every trap of the official files."""

import json
from decimal import Decimal

import pytest

from signatories.territories.readers import (
    CommuneFact,
    DepartmentFact,
    LineError,
    MalformedFile,
    QpvFact,
    RegionFact,
    read,
    rows,
)

QPV_HEADER = "code_qp;lib_qp;insee_reg;lib_reg;insee_dep;lib_dep;insee_com;lib_com;siren_epci;lib_epci\n"
INSEE_COMMUNES = "TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT\n"
INSEE_OVERSEAS = "COM_COMER,TNCC,NCC,NCCENR,LIBELLE,NATURE_ZONAGE,COMER,LIBELLE_COMER\n"
COMMUNES = "code,nom,type,zone,departement,region,commune_parente,codes_postaux,population,lon,lat\n"


def facts_of(text: str | bytes) -> list[object]:
    content = text.encode() if isinstance(text, str) else text
    return list(read(content).results)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REG,CHEFLIEU,TNCC,NCC,NCCENR,LIBELLE\n04,97411,0,LA REUNION,La Réunion,La Réunion\n",
         RegionFact(2, "04", "La Réunion", "drom")),
        ("code,nom,chef_lieu,zone\n11,Île-de-France,75056,metro\n", RegionFact(2, "11", "Île-de-France", "metro")),
        ("DEP,REG,CHEFLIEU,TNCC,NCC,NCCENR,LIBELLE\n2A,94,2A004,3,CORSE DU SUD,Corse-du-Sud,Corse-du-Sud\n",
         DepartmentFact(2, "2A", "Corse-du-Sud", "94", "metro")),
        ("code,nom,region,chef_lieu,zone\n974,La Réunion,04,97411,drom\n",
         DepartmentFact(2, "974", "La Réunion", "04", "drom")),
        (INSEE_COMMUNES + "COM,01053,84,01,01D,012,0,BOURG EN BRESSE,Bourg-en-Bresse,Bourg-en-Bresse,0199,\n",
         CommuneFact(2, "01053", "Bourg-en-Bresse", "commune-actuelle", "01", "")),
        (INSEE_COMMUNES + "COMD,93059,,,,,0,PIERREFITTE,Pierrefitte-sur-Seine,Pierrefitte-sur-Seine,,93066\n",
         CommuneFact(2, "93059", "Pierrefitte-sur-Seine", "commune-deleguee", "93", "93066")),
        (INSEE_COMMUNES + "ARM,13201,93,13,,133,0,MARSEILLE,1er,Marseille 1er Arrondissement,,13055\n",
         CommuneFact(2, "13201", "Marseille 1er arrondissement", "arrondissement-municipal", "13", "13055")),
        (INSEE_OVERSEAS + "98735,0,PAPEETE,Papeete,Papeete,COM,987,Polynésie française\n",
         CommuneFact(2, "98735", "Papeete", "commune-actuelle", "987", "")),
        (COMMUNES + "75056,Paris,commune-actuelle,metro,75,11,,75001 75116,2103778,2.3,48.8\n",
         CommuneFact(2, "75056", "Paris", "commune-actuelle", "75", "", "75001 75116", 2103778, None,
                     Decimal("2.3"), Decimal("48.8"))),
        ("code;nom;type;departement;longitude;latitude\n97411;Saint-Denis;commune-actuelle;974;55,448;-20,8789\n",
         CommuneFact(2, "97411", "Saint-Denis", "commune-actuelle", "974", "", None, None, None,
                     Decimal("55.448"), Decimal("-20.8789"))),
        ("code,nom,type,departement,region,chef_lieu\n02285,Houry,commune-associee,59,32,59545\n",
         CommuneFact(2, "02285", "Houry", "commune-associee", "59", "59545")),
        ("code_qp,lib_qp,insee_com,lon,lat\nQN07511M,Goutte D'Or,75056,2.352041,48.88565\n",
         QpvFact(2, "QN07511M", "Goutte d’Or", ("75056",), Decimal("2.35204"), Decimal("48.88565"))),
        ("code_qp;lib_qp;insee_com;longitude;latitude\nQN07511M;Goutte D'Or;75056;2,352041;48,88565\n",
         QpvFact(2, "QN07511M", "Goutte d’Or", ("75056",), Decimal("2.35204"), Decimal("48.88565"))),
    ],
)  # fmt: skip
def test_a_csv_line_of_each_layout(text: str, expected: object) -> None:
    assert facts_of(text) == [expected]


def test_insee_overseas_collectivity_is_a_region_and_a_department() -> None:
    found = facts_of("COMER,TNCC,NCC,NCCENR,LIBELLE\n987,0,POLYNESIE,Polynésie,Polynésie française\n")

    assert found == [
        RegionFact(2, "987", "Polynésie française", "com"),
        DepartmentFact(2, "987", "Polynésie française", "987", "com"),
    ]


def test_package_json_gives_parents_postal_codes_and_former_codes() -> None:
    items = [
        {"code": "93066", "nom": "Saint-Denis", "departement": "93", "region": "11", "zone": "metro",
         "type": "commune-actuelle", "codesPostaux": ["93200", "93210"], "population": 149077,
         "anciensCodes": ["75066", "93059"]},
        {"code": "93059", "nom": "Pierrefitte-sur-Seine", "departement": "93", "region": "11", "zone": "metro",
         "type": "commune-deleguee", "chefLieu": "93066"},
        {"code": "13201", "nom": "Marseille 1er Arrondissement", "departement": "13", "region": "93",
         "zone": "metro", "type": "arrondissement-municipal", "commune": "13055", "codesPostaux": ["13001"]},
    ]  # fmt: skip

    assert facts_of(json.dumps(items)) == [
        CommuneFact(1, "93066", "Saint-Denis", "commune-actuelle", "93", "", "93200 93210", 149077, "75066 93059"),
        CommuneFact(2, "93059", "Pierrefitte-sur-Seine", "commune-deleguee", "93", "93066"),
        CommuneFact(
            3, "13201", "Marseille 1er arrondissement", "arrondissement-municipal", "13", "13055", "13001"
        ),
    ]


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ({"code": "01", "chefLieu": "97105", "nom": "Guadeloupe", "typeLiaison": 3, "zone": "drom"}, "régions"),
        ({"code": "01", "region": "84", "chefLieu": "01053", "nom": "Ain", "zone": "metro"}, "départements"),
        (
            {"code": "011", "departement": "01", "region": "84", "chefLieu": "01034", "nom": "Belley"},
            "découpage inutile ici",
        ),
        ({"code": "200", "nom": "CC", "type": "CC", "membres": []}, "découpage inutile ici"),
    ],
)
def test_package_json_files_are_told_apart(item: dict[str, object], label: str) -> None:
    assert read(json.dumps([item]).encode()).layout.label == label


def test_official_qpv_csv_gets_its_lost_zeros_back() -> None:
    lines = (
        "QN00101M;Grande Reyssouze;84;ARA;1;Ain;1053;Bourg-en-Bresse;200071751;CA\n"
        'QN00201M;Omissy;32;HDF;2;Aisne;"2571; 2691";Omissy;200;CA\n'
        'QN05972M;Secteur Sud;32;HDF;59;Nord;"59220, 59346, 59350";Lille;200;CA\n'
        'QN06099M;Excel;32;HDF;60;Oise;"=""60057""";Beauvais;200;CA\n'
    )

    communes = [fact.communes for fact in facts_of(QPV_HEADER + lines) if isinstance(fact, QpvFact)]

    assert communes == [("01053",), ("02571", "02691"), ("59220", "59346", "59350"), ("60057",)]


def test_qpv_of_the_2015_list() -> None:
    assert facts_of("CODE_QP;NOM_QP;INSEE_COM\nqp093028;Franc Moisin;93066\n") == [
        QpvFact(2, "QP093028", "Franc Moisin", ("93066",), point_is_computed=True)
    ]


def test_geojson_takes_the_centre_of_the_largest_contour() -> None:
    square = [[[2.0, 48.0], [2.2, 48.0], [2.2, 48.2], [2.0, 48.2], [2.0, 48.0]]]
    speck = [[[9.0, 40.0], [9.01, 40.0], [9.01, 40.01], [9.0, 40.0]]]
    feature = {
        "type": "Feature",
        "properties": {"code_qp": "QN07511M", "lib_qp": "Goutte d’Or", "insee_com": "75056"},
        "geometry": {"type": "MultiPolygon", "coordinates": [speck, square]},
    }

    (fact,) = facts_of(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    assert isinstance(fact, QpvFact)
    assert (fact.longitude, fact.latitude, fact.point_is_computed) == (Decimal("2.1"), Decimal("48.1"), True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "code,nom,zone\n11,Île-de-France,metro\n"

    assert facts_of(text.encode(encoding)) == [RegionFact(2, "11", "Île-de-France", "metro")]


def test_windows_line_ends_and_blank_lines_keep_line_numbers() -> None:
    found = facts_of("code,nom,zone\r\n\r\n11,Île-de-France,metro\r\nxx,Nulle part,metro\r\n")

    assert found == [
        RegionFact(3, "11", "Île-de-France", "metro"),
        LineError(4, "code de région illisible\u202f: «\u202fxx\u202f»"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("QN00101M;Nom;1;A;1;A;1053", "7 colonnes au lieu de 10"),
        ("QN99999Z;Nom;1;A;1;A;1053;B;2;C", "Ce code de quartier n’existe pas"),
        ("Nom;QN00101M;1;A;1;A;1053;B;2;C", "Ce code de quartier n’existe pas"),
        ("QN00101M;;1;A;1;A;1053;B;2;C", "le nom est vide"),
        (f"QN00101M;{'x' * 300};1;A;1;A;1053;B;2;C", "nom trop long (300 caractères)"),
        ("QN00101M;Nom;1;A;1;A;;B;2;C", "aucune commune n’est donnée"),
        ("QN00101M;Nom;1;A;1;A;Bourg;B;2;C", "code de commune illisible\u202f: «\u202fBourg\u202f»"),
    ],
)
def test_a_line_that_cannot_be_read_says_why_and_the_rest_is_read(line: str, reason: str) -> None:
    good = "QN00102M;Croix Blanche;84;ARA;1;Ain;1053;Bourg-en-Bresse;200071751;CA"

    error, fact = facts_of(f"{QPV_HEADER}{line}\n{good}\n")

    assert isinstance(error, LineError)
    assert error.line == 2
    assert reason in error.reason
    assert isinstance(fact, QpvFact)


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, "le fichier est vide"),
        (b"\n \n", 1, "le fichier est vide"),
        (b"nom;prenom\nA;B\n", 1, "colonnes inconnues (nom, prenom)"),
        (b"code,nom,zone\n", 1, "aucune ligne de donn"),
        (b"code,nom,nom,zone\n1,2,3,4\n", 1, "deux colonnes portent le même nom"),
        (b'code,nom,zone\n11,"Ile,metro\n12,B,metro\n', 2, "guillemet non fermé"),
        (b"code,nom,zone\n11,Ile,metro\n12," + b"x" * 200_000 + b",metro\n", 3, "champ trop long"),
        ("code,nom,zone\n11,Î".encode()[:-1], 2, "coupé au milieu d’un caractère"),
        (b"code,nom,zone\n11,\x81le,metro\n", 2, "ni du texte UTF-8 ni du texte Windows-1252"),
        ("code,nom,zone\n11,Île,metro\n".encode() + b"12,\xcele,metro\n", 3, "mêle deux encodages"),
        (b'[{"code": "11",]', 1, "JSON mal formé"),
        (b'{"code": "11"}', 1, "ni une liste ni une collection GeoJSON"),
        (b"[" * 100_000, 1, "trop de niveaux"),
        ("code,nom,zone\n11,Île,metro\n".encode("utf-16"), 1, ""),
    ],
)  # fmt: skip
def test_a_malformed_file_is_refused_with_its_line(content: bytes, line: int, reason: str) -> None:
    with pytest.raises(MalformedFile) as refusal:
        facts_of(content)

    assert refusal.value.line == line
    assert reason in refusal.value.reason


@pytest.mark.parametrize(
    ("in_the_file", "written"),
    [
        ("Goutte D'Or", "Goutte d’Or"),
        ("Côte-d'Or", "Côte-d’Or"),
        ("Les Courbes De L'Albarine", "Les Courbes de l’Albarine"),
        ("Quartier De La Résidence", "Quartier de la Résidence"),
        ("Gare Et Verrière", "Gare et Verrière"),
        ("Marseille 15e Arrondissement", "Marseille 15e arrondissement"),
        ("Centre Ville 1er et 2e Arrondissements", "Centre Ville 1er et 2e arrondissements"),
        ("L'Etang Des Moines", "L’Etang des Moines"),
        ("La Castellane La Bricarde", "La Castellane La Bricarde"),
        ("Bel Air - De Gaulle", "Bel Air - De Gaulle"),
        ("Des Quatre Vents", "Des Quatre Vents"),
        ("Quartier BCDM", "Quartier BCDM"),
        ("Plaine Du Lys", "Plaine du Lys"),
        ("Dammarie Detroyat", "Dammarie Detroyat"),
    ],
)
def test_a_name_is_read_as_french_writes_it(in_the_file: str, written: str) -> None:
    assert rows.name(in_the_file) == written

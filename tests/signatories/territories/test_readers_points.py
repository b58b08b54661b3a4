"""The centres that files give: in columns or as a GeoJSON point, whole and possible, or refused."""

import json
from decimal import Decimal

import pytest

from signatories.territories.readers import CommuneFact, LineError, QpvFact, read


def facts_of(text: str) -> list[object]:
    return list(read(text.encode()).results)


def test_json_of_geo_api_gouv_fr_gives_centres() -> None:
    items = [
        {"nom": "Saint-Denis", "code": "93066", "codeDepartement": "93", "codeRegion": "11", "siren": "219300662",
         "codesPostaux": ["93200"], "population": 149077,
         "centre": {"type": "Point", "coordinates": [2.3591, 48.9356]}},
        {"nom": "Sans centre", "code": "93072", "codeDepartement": "93", "centre": None},
    ]  # fmt: skip

    assert facts_of(json.dumps(items)) == [
        CommuneFact(1, "93066", "Saint-Denis", "commune-actuelle", "93", "", "93200", 149077, None,
                    Decimal("2.3591"), Decimal("48.9356")),
        CommuneFact(2, "93072", "Sans centre", "commune-actuelle", "93", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("degrees", "reason"),
    [
        ("181;48.8", "coordonnée illisible\u202f: «\u202f181\u202f»"),
        ("2.3;-90.1", "coordonnée illisible\u202f: «\u202f-90.1\u202f»"),
        ("2°18;48.8", "coordonnée illisible\u202f: «\u202f2°18\u202f»"),
        ("2.3;", "longitude et latitude vont ensemble"),
        (";48.8", "longitude et latitude vont ensemble"),
    ],
)
@pytest.mark.parametrize(
    ("header", "start"),
    [("code;nom;type;departement", "75056;Paris;;75"), ("code_qp;lib_qp;insee_com", "QN07511M;Nom;75056")],
)
def test_impossible_degrees_are_refused_with_their_line(
    header: str, start: str, degrees: str, reason: str
) -> None:
    error, good = facts_of(f"{header};lon;lat\n{start};{degrees}\n{start};2.3;48.8\n")

    assert isinstance(error, LineError)
    assert error.line == 2
    assert error.reason.startswith(reason)
    assert isinstance(good, CommuneFact | QpvFact)
    assert (good.longitude, good.latitude) == (Decimal("2.3"), Decimal("48.8"))


@pytest.mark.parametrize(
    ("centre", "reason"),
    [
        ({}, "le centre n’est pas un point lisible"),
        ({"type": "Point", "coordinates": [2.3]}, "le centre n’est pas un point lisible"),
        ({"type": "Point", "coordinates": ["2.3", {}]}, "le centre n’est pas un point lisible"),
        ({"type": "Polygon", "coordinates": [2.3, 48.8]}, "le centre n’est pas un point lisible"),
        ({"type": "Point", "coordinates": [48.8, 248.3]}, "coordonnée illisible\u202f: «\u202f248.30000\u202f»"),
    ],
)
def test_a_centre_that_is_no_point_is_refused_with_its_element(centre: object, reason: str) -> None:
    paris = {"code": "75056", "nom": "Paris", "codeDepartement": "75"}

    results = facts_of(json.dumps([paris | {"centre": centre}, paris]))

    assert results == [LineError(1, reason), CommuneFact(2, "75056", "Paris", "commune-actuelle", "75", "")]

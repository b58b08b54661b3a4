"""Damaged files, at random: a reader says what is wrong, or leaves lines out; it never does anything else."""

import json

from hypothesis import given
from hypothesis import strategies as st

from signatories.territories.readers import Fact, LineError, MalformedFile, read

CSV = (
    "code_qp;lib_qp;insee_com;lon;lat\n"
    "QN00101M;Grande Reyssouze Terre Des Fleurs;1053;5.229;46.21225\n"
    'QN05972M;"Secteur ""Sud""";"59220, 59346";3.05887;50.61575\n'
    "QN09335M;Centre Ville - Chatenay - Maroc - Poètes;93059;2.36229;48.9674\n"
).encode()
GEOJSON = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code_qp": "QN00101M", "lib_qp": "Île", "insee_com": "01053"},
                "geometry": {"type": "Polygon", "coordinates": [[[5.2, 46.2], [5.3, 46.2], [5.3, 46.3]]]},
            }
        ],
    }
).encode()
NASTY = st.sampled_from(
    [b"\x00", b"\xff", b"\xc3", b'"', b"\r", b"\n", b";", b",", b"\x1a", b"9" * 5000, b"\xe2\x80\xae"]
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def outcome(content: bytes) -> list[Fact | LineError] | None:
    """What the reader answers; None for a file refused as a whole. Anything else it raises fails the test."""
    try:
        results = list(read(content).results)
    except MalformedFile:
        return None
    for result in results:
        assert result.line >= 1
        if isinstance(result, LineError):
            assert result.reason
        else:
            assert "\x00" not in result.name
            assert 1 <= len(result.name) <= 200
    return results


@given(st.integers(0, len(CSV)))
def test_a_file_cut_anywhere_never_gives_a_wrong_fact(cut: int) -> None:
    whole = outcome(CSV)
    assert whole is not None

    kept = outcome(CSV[:cut])

    # The last line may have lost its end inside its last number; every other fact is exactly that of the whole.
    for fact in (kept or [])[:-1]:
        assert isinstance(fact, LineError) or fact in whole


@given(st.integers(0, len(CSV)), NASTY, st.sampled_from([CSV, GEOJSON]))
def test_nasty_bytes_anywhere(at: int, nasty: bytes, content: bytes) -> None:
    outcome(content[:at] + nasty + content[at:])


@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    outcome(content)


@given(st.binary(max_size=200))
def test_any_bytes_after_a_good_header(content: bytes) -> None:
    outcome(CSV.split(b"\n", maxsplit=1)[0] + b"\n" + content)


@given(st.permutations(["code_qp", "lib_qp", "insee_com", "lon", "lat"]))
def test_headers_that_changed_places_over_the_same_values(columns: list[str]) -> None:
    header, _, rest = CSV.partition(b"\n")
    results = outcome(";".join(columns).encode() + b"\n" + rest)

    assert results is not None
    if columns.index("code_qp") != 0:
        assert all(isinstance(result, LineError) for result in results)
    else:
        assert ";".join(columns).encode() != header or not any(isinstance(r, LineError) for r in results)


@given(JUNK)
def test_any_json(document: object) -> None:
    outcome(json.dumps(document).encode())


@given(st.dictionaries(st.sampled_from(["code_qp", "lib_qp", "insee_com", "lon", "lat", "centre"]), JUNK), JUNK)
def test_any_value_in_a_geojson_feature(properties: dict[str, object], geometry: object) -> None:
    good = json.loads(GEOJSON)["features"]
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}

    results = outcome(json.dumps({"type": "FeatureCollection", "features": [*good, feature]}).encode())

    assert results is not None
    assert not isinstance(results[0], LineError)


@given(JUNK, JUNK)
def test_any_centre_of_a_commune(kind: object, coordinates: object) -> None:
    paris = {"code": "75056", "nom": "Paris", "codeDepartement": "75"}
    strange = paris | {"centre": {"type": kind, "coordinates": coordinates}}
    pointed = paris | {"centre": {"type": "Point", "coordinates": coordinates}}

    results = outcome(json.dumps([paris, strange, pointed]).encode())

    assert results is not None
    assert not isinstance(results[0], LineError)


@given(JUNK)
def test_any_geometry(coordinates: object) -> None:
    document = json.loads(GEOJSON)
    document["features"][0]["geometry"]["coordinates"] = coordinates

    outcome(json.dumps(document).encode())

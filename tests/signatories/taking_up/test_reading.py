"""What cells say, one by one."""

from datetime import date

import pytest

from signatories.signatures.dates import Precision
from signatories.taking_up.reading.columns import examples_of, guess, heading_row
from signatories.taking_up.reading.dates import read_date
from signatories.taking_up.reading.likeness import Index, Named, borne_by_several
from signatories.taking_up.reading.lines import Reader
from signatories.taking_up.reading.people import hides_its_at, read_emails, read_person, with_its_at
from signatories.taking_up.reading.places import Area, Gazetteer, neighbourhoods_in
from tests.signatories.taking_up.towns import BOURG, REUNION, SAINT_DENIS

DAY, MONTH, UNKNOWN = Precision.DAY, Precision.MONTH, Precision.UNKNOWN


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("12/06/2020", date(2020, 6, 12), DAY),
        ("12-06-20", date(2020, 6, 12), DAY),
        ("12.6.2020", date(2020, 6, 12), DAY),
        ("2020-06-12", date(2020, 6, 12), DAY),
        ("2020-06-12 00:00:00", date(2020, 6, 12), DAY),
        ("12 juin 2020", date(2020, 6, 12), DAY),
        ("vendredi 1er août 2020", date(2020, 8, 1), DAY),
        ("43994", date(2020, 6, 12), DAY),  # as spreadsheets number days
        ("Juin 2020", date(2020, 6, 1), MONTH),
        ("déc. 20", date(2020, 12, 1), MONTH),
        ("06/2020", date(2020, 6, 1), MONTH),
        ("2020-06", date(2020, 6, 1), MONTH),
        ("", None, UNKNOWN),
        ("?", None, UNKNOWN),
        ("n.c.", None, UNKNOWN),
    ],
)
def test_dates_are_read_as_precisely_as_they_are_written(
    written: str, day: date | None, precision: Precision
) -> None:
    assert read_date(written) == (day, precision)


@pytest.mark.parametrize("written", ["2020", "31/02/2020", "13/13/2020", "au forum", "été 2020", "99999999"])
def test_what_is_no_date_is_asked_about(written: str) -> None:
    with pytest.raises(ValueError, match="Nous ne reconnaissons pas cette date"):
        read_date(written)


@pytest.mark.parametrize(
    ("written", "name", "role"),
    [
        ("Aminata Diallo", "Aminata Diallo", ""),
        ("Mme Aminata Diallo", "Aminata Diallo", ""),
        ("la présidente", "", "la présidente"),
        ("Le Directeur général", "", "Le Directeur général"),
        ("n.c.", "", ""),
        ("Président Martin", "Président Martin", ""),
    ],
)
def test_nobody_is_made_of_a_role(written: str, name: str, role: str) -> None:
    assert read_person(written) == (name, role)


def test_addresses_of_a_cell_come_once_each_in_their_order() -> None:
    assert read_emails("B@example.org / a@example.org;b@example.org") == ["b@example.org", "a@example.org"]
    assert read_emails("néant") == []
    with pytest.raises(ValueError, match="arobase"):
        read_emails("sans arobase.org")


@pytest.mark.parametrize("written", ["c(at)ex.org", "c [at] ex.org", "c at ex.org", "c(arobase)ex(point)org"])
def test_an_at_hidden_from_robots_is_found(written: str) -> None:
    assert hides_its_at(written)
    assert with_its_at(written) == "c@ex.org"


PLACES = Gazetteer(
    [SAINT_DENIS, REUNION, BOURG],
    [
        Area("QN09331M", "Franc-Moisin", frozenset({"93066"})),
        Area("QN09332M", "Centre", frozenset({"93066"})),
        Area("QN97411M", "Centre", frozenset({"97411"})),
    ],
    {"93": "93", "seine saint denis": "93", "974": "974"},
)


@pytest.mark.parametrize(
    ("written", "beside", "codes"),
    [
        ("Saint-Denis", {}, ["93066", "97411"]),
        ("ST DENIS CEDEX 2", {"postal_code": "93210"}, ["93066"]),
        ("93200 Saint-Denis", {}, ["93066"]),
        ("Saint-Denis (974)", {}, ["97411"]),
        ("Saint-Denis", {"department": "Seine-Saint-Denis"}, ["93066"]),
        # Beside a commune that is alone of its name, a code that contradicts it decides nothing.
        ("Bourg-en-Bresse", {"postal_code": "69001"}, ["01053"]),
        ("Bourg-en-Bresse", {"postal_code": "1000"}, ["01053"]),
        ("Saint-Denis", {"postal_code": "7400"}, ["97411"]),
        # Nothing is put before it: 1000 is no commune.
        ("", {"postal_code": "1000"}, []),
        ("Ailleurs", {"postal_code": "93200"}, []),
    ],
)
def test_the_commune_decides_and_the_code_confirms(written: str, beside: dict[str, str], codes: list[str]) -> None:
    assert [town.code for town in PLACES.towns_named(written, **beside)] == codes


@pytest.mark.parametrize(
    ("written", "why", "options"),
    [
        ("Saint-Denis", "Plusieurs communes portent ce nom", 2),
        ("Ailleurs", "ne connaît pas ce nom", 0),
        # Alone of its name, but not where its department says.
        ("Bourg-en-Bresse (93)", "ne connaît pas ce nom", 1),
    ],
)
def test_a_commune_in_doubt_is_asked_about_and_may_be_kept_as_written(
    written: str, why: str, options: int
) -> None:
    reader = Reader(["name", "commune"], {}, PLACES, since=None, today=date(2026, 1, 1))

    [question] = reader.read(["Rose", written]).questions

    assert (question.field, len(question.options)) == ("commune", options + 1)
    assert why in question.why


def test_a_neighbourhood_is_looked_for_inside_its_commune() -> None:
    assert [area.code for area in PLACES.areas_named("centre", "97411")] == ["QN97411M"]
    assert [area.code for area in PLACES.areas_named("Le Franc Moisin", "93066")] == ["QN09331M"]
    assert PLACES.areas_named("Franc-Moisin", "97411") == []
    for written in ("Moisin", "Cité Franc-Moisin, bâtiment 4", "Moisin Franc"):
        assert [area.code for area in PLACES.areas_named(written, "93066")] == ["QN09331M"]
    assert neighbourhoods_in("Franc-Moisin / Centre ;") == ["Franc-Moisin", "Centre"]


def test_the_headings_are_found_under_titles() -> None:
    rows = [(1, ["Liste"]), (3, ["mise à jour", "2022"]), (4, ["Ville", "Association"]), (5, ["Ici", "Rose"])]

    assert heading_row(rows) == 2
    assert heading_row([(1, ["Titre tout seul ici"]), (2, ["x", "y"]), (3, ["a", "b"])]) == 1


def test_a_column_is_shown_by_its_first_three_values_that_differ() -> None:
    rows = [(number, [value]) for number, value in enumerate(("Rose", "", "Lilas", "Rose", "Iris", "Jasmin"), 2)]

    assert examples_of(0, rows) == ["Rose", "Lilas", "Iris"]
    assert examples_of(1, rows) == [], "lines are shorter than their heading"


def test_columns_are_guessed_by_heading_then_by_value() -> None:
    rows = [(2, ["Rose", "Diallo", "Aminata", "a@example.org", "W931234567", "93200", "?"])]
    headings = ["Association", "Nom", "Prénom", "Joindre", "N°", "", "Divers"]

    guessed = guess(headings, rows, remembered={"divers": "role"})

    assert guessed == ["name", "last_name", "first_name", "email", "rna", "postal_code", "role"]


def named(key: int, name: str, *numbers: str) -> Named:
    return Named(key, name, "93066", "93", frozenset(numbers))


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("Les Amis du mail", "AMIS DU MAIL", True),
        ("Association Rose", "Rose", True),
        ("Centre social du Landy", "Collectif du Landy", False),
        ("Régie de quartier du Landy", "Centre social du Landy", False),
        ("Rose", "Lilas", False),
    ],
)
def test_words_that_tell_associations_apart_count(one: str, other: str, close: bool) -> None:  # noqa: FBT001  # of a table
    assert bool(Index([named(1, one)]).close(named(2, other))) == close


def test_where_a_department_is_not_known_the_very_name_is_close() -> None:
    placed, elsewhere = named(1, "La Rose"), Named(2, "La Rose", "69123", "69")
    nowhere, close = Named(3, "ROSE, la", "trifouilly", ""), Named(4, "La Rose rouge", "", "")

    assert Index([placed, elsewhere]).close(Named(5, "la rose", "", "")) == [placed, elsewhere]
    assert Index([Named(6, "la rose", "", ""), nowhere, close]).close(placed) == [Named(6, "la rose", "", "")]
    assert Index([placed]).close(elsewhere) == []
    assert len(Index([nowhere]).close(Named(7, "Rose, la", "", ""))) == 1, "told once"


def test_a_number_of_several_names_is_in_doubt() -> None:
    lines = [named(1, "Rose", "W1"), named(2, "ROSE", "W1"), named(3, "Lilas", "W2"), named(4, "Iris", "W2")]

    assert borne_by_several(lines) == {"W2"}

"""What a line says, one column beside its name: what is read of it, what is asked, what is left."""

from datetime import date
from typing import Any

import pytest

from signatories.taking_up.reading.columns import guess
from signatories.taking_up.reading.lines import Line, Reader
from signatories.taking_up.reading.places import Area, Gazetteer
from tests.signatories.taking_up.towns import BOURG, REUNION, SAINT_DENIS

AREAS = [
    Area("QN09331M", "Franc-Moisin", frozenset({"93066"})),
    Area("QN09332M", "Centre Ville Nord", frozenset({"93066"})),
    Area("QN09333M", "Centre Ville Sud", frozenset({"93066"})),
    Area("QN01001M", "Reyssouze", frozenset({"01053"})),
]
PLACES = Gazetteer([SAINT_DENIS, REUNION, BOURG], AREAS, {"93": "93"})
SINCE, TODAY = date(2020, 3, 12), date(2026, 1, 15)
NOTHING = {"qpvs": [], "qpv_typed": "", "outside_qpv": False}


def line(decisions: dict[str, str] | None = None, /, **said: str) -> Line:
    said = {"name": "Rose", "commune": "Saint-Denis (93)"} | said
    return Reader([*said], decisions or {}, PLACES, SINCE, TODAY).read([*said.values()])


def facts(found: Line, *names: str) -> dict[str, Any]:
    return {name: getattr(found.facts, name) for name in names}


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ({"qpvs": "Franc-Moisin"}, NOTHING | {"qpvs": ["QN09331M"]}),
        ({"qpvs": "QN09331M"}, NOTHING | {"qpvs": ["QN09331M"]}),
        ({"qpv_codes": "QN09331M; QN09332M"}, NOTHING | {"qpvs": ["QN09331M", "QN09332M"]}),
        ({"qpv_codes": "QN09331M", "qpvs": "Centre Ville Sud"}, NOTHING | {"qpvs": ["QN09331M"]}),
        ({"qpvs": "Hors quartier"}, NOTHING | {"outside_qpv": True}),
        ({"outside_qpv": "oui"}, NOTHING | {"outside_qpv": True}),
        ({"qpvs": "?"}, NOTHING),
        # Where no commune is known, nothing is looked for.
        ({"qpvs": "Franc-Moisin", "commune": ""}, NOTHING | {"qpv_typed": "Franc-Moisin"}),
    ],
)
def test_neighbourhoods_are_read_inside_the_commune(said: dict[str, str], read: dict[str, Any]) -> None:
    found = line(**said)

    assert facts(found, *NOTHING) == read
    assert found.questions == []


@pytest.mark.parametrize(
    ("said", "why", "codes"),
    [
        ("Centre Ville", "Plusieurs quartiers de cette commune y ressemblent", ["QN09332M", "QN09333M"]),
        ("Ailleurs", "Aucun quartier prioritaire", ["QN09331M", "QN09332M", "QN09333M"]),
        ("QN09399M", "Aucun quartier prioritaire", ["QN09331M", "QN09332M", "QN09333M"]),
    ],
)
def test_a_neighbourhood_in_doubt_is_chosen_among_those_of_the_commune(
    said: str, why: str, codes: list[str]
) -> None:
    [question] = (found := line(qpvs=said)).questions

    assert why in question.why
    assert [code for code, _ in question.options] == [*codes, "~"]
    assert facts(found, *NOTHING) == NOTHING
    kept = line({question.key: "~"}, qpvs=said)
    assert facts(kept, *NOTHING) == NOTHING | {"qpv_typed": said}
    assert facts(line({question.key: "QN09331M"}, qpvs=said), "qpvs") == {"qpvs": ["QN09331M"]}
    assert facts(line({question.key: "hors quartier"}, qpvs=said), *NOTHING) == NOTHING


def test_a_code_that_is_in_no_list_is_asked_about() -> None:
    [question] = line(qpv_codes="QN09399M").questions

    assert "n’est pas dans les listes chargées" in question.why


@pytest.mark.parametrize(
    ("field", "said", "why"),
    [
        ("name", "=A1", "contient une formule"),
        ("kind", "licorne", "Nous ne savons pas ce que cela veut dire"),
        ("decided_by", "mon voisin", "Nous ne savons pas ce que cela veut dire"),
        ("signed_on", "16/01/2026", "dans l’avenir"),
        ("signed_on", "11/03/2020", "plus ancienne que le texte signé"),
        ("signed_on", "février 2020", "plus ancienne que le texte signé"),
    ],
)
def test_what_is_not_understood_is_asked_about(field: str, said: str, why: str) -> None:
    found = line(**{field: said})
    [question] = found.questions

    assert (question.field, question.value) == (field, said)
    assert why in question.why
    assert not getattr(found.facts, field)


@pytest.mark.parametrize(
    ("field", "said", "read"),
    [
        ("kind", "Fédération", "network"),
        ("kind", "-", ""),
        ("decided_by", "le CA", "board"),
        ("decided_by", "Conseil d’administration", "board"),
        ("decided_by", "n.c.", ""),
        ("signed_on", "15/01/2026", "2026-01-15"),
        ("signed_on", "12/03/2020", "2020-03-12"),
        ("signed_on", "mars 2020", "2020-03-01"),
        ("signed_on", "inconnue", ""),
    ],
)
def test_what_is_understood_is_read(field: str, said: str, read: str) -> None:
    found = line(**{field: said})

    assert getattr(found.facts, field) == read
    assert found.questions == []


def test_a_name_that_is_left_empty_is_asked_for() -> None:
    [asked] = line(name="=A1").questions

    [question] = line({asked.key: ""}, name="=A1").questions

    assert "n’a pas de nom" in question.why
    assert line({asked.key: "Lilas"}, name="=A1").facts.name == "Lilas"


@pytest.mark.parametrize(
    ("said", "why"), [({"name": ""}, "ne nomme aucune association"), ({"name": "TOTAL 12"}, "ligne de total")]
)
def test_a_line_that_is_nobody_s_asks_nothing(said: dict[str, str], why: str) -> None:
    found = line(**said, kind="licorne")

    assert why in found.left
    assert found.questions == []


def test_a_column_is_what_three_fifths_of_its_values_look_like() -> None:
    def guessed(*values: str) -> str:
        return guess(["?"], [(number, [value]) for number, value in enumerate(values, 2)], remembered={})[0]

    old, new = "QP093001", "QN09331M"
    assert [guessed(old), guessed(new), guessed(old, new)] == ["qpv_codes"] * 3
    assert guessed(old, new, old + "X", "Ici", f"{new} ") == ""
    assert guessed("a@b", "c@d", "e@f", "Ici", "Là") == "email"


def test_a_commune_is_never_read_nor_asked_by_its_code_alone() -> None:
    found = line(commune="", postal_code="93200")

    assert facts(found, "commune", "commune_typed") == {"commune": "", "commune_typed": ""}
    assert found.questions == []

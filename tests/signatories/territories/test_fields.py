"""Communes and neighbourhoods in forms: typed, then chosen; whatever a browser sends."""

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from signatories.territories.fields import ABSENT, NOT_FOUND, CommuneField, CommuneForm, QpvCodesField, Territories
from signatories.territories.models import Commune, Department, Qpv
from tests.factories import a_commune, a_qpv

pytestmark = pytest.mark.django_db


class PlacesForm(forms.Form):
    qpvs = Territories(Qpv.objects.prefetch_related("communes"), label="Quartiers")
    communes = Territories(Commune.objects.current(), label="Communes")
    departments = Territories(Department.objects.all(), label="Départements")


def sent(**data: str) -> CommuneForm:
    return CommuneForm(data)


def offered(ticked: dict[str, list[str]], **found: list[Any]) -> PlacesForm:
    data = QueryDict(mutable=True)
    for name, keys in ticked.items():
        data.setlist(name, keys)
    form = PlacesForm(data)
    for name, field in form.fields.items():
        field.offer(ticked=data.getlist(name), found=found.get(name, []))  # type: ignore[attr-defined]  # Territories
    return form


def test_the_very_name_is_the_commune() -> None:
    commune = a_commune()

    form = sent(commune="  saint denis\u200b")

    assert form.is_valid()
    assert form.commune_found == commune
    assert not form.show_candidates


def test_nothing_is_proposed_for_nothing() -> None:
    for form in (CommuneForm(), CommuneForm(typed=""), sent(commune="")):
        assert form.candidates == []
        assert not form.show_candidates


def test_a_text_not_sent_yet_proposes() -> None:
    a_commune()

    form = CommuneForm(typed="Saint")

    assert form.show_candidates
    assert [value for value, _ in form.fields["commune_code"].widget.choices] == ["93066", ABSENT]


def test_namesakes_are_chosen_among_and_the_text_is_kept() -> None:
    a_commune()
    other = a_commune(code="97411")

    form = sent(commune="Saint-Denis")
    assert form.errors == {"commune_code": ["Choisissez votre commune dans la liste."]}
    assert form.show_candidates
    assert 'value="Saint-Denis"' in str(form["commune"])

    chosen = sent(commune="Saint-Denis", commune_code="97411")
    assert chosen.is_valid()
    assert chosen.commune_found == other


@pytest.mark.parametrize("code", ["75056", "'; --", "9" * 40])
def test_a_code_that_was_not_proposed_chooses_nothing(code: str) -> None:
    a_commune()
    a_commune(code="97411")
    a_commune(name="Paris", code="75056")

    assert list(sent(commune="Saint-Denis", commune_code=code).errors) == ["commune_code"]


def test_a_commune_that_the_list_has_not_is_taken_once_said() -> None:
    assert sent(commune="Trifouilly").errors == {"commune_code": [NOT_FOUND]}

    absent = sent(commune="Trifouilly", commune_code=ABSENT)
    assert absent.is_valid()
    assert absent.commune_found is None
    assert absent.cleaned_data["commune"] == "Trifouilly"


def test_absent_wins_over_a_namesake() -> None:
    a_commune()

    form = sent(commune="Saint-Denis", commune_code=ABSENT)

    assert form.is_valid()
    assert form.commune_found is None


def test_the_only_one_needs_no_second_choice() -> None:
    commune = a_commune()

    assert sent(commune="Saint-Den").commune_found == commune
    a_commune(name="Saint-Denis-en-Val", code="45274")
    assert sent(commune="Saint-Den").commune_found is None


def test_what_is_nearly_that_is_suggested_and_never_taken() -> None:
    commune = a_commune(name="Marseille", code="13055")

    form = sent(commune="Marseile")
    assert form.errors == {"commune_code": ["Nous ne trouvons pas cette commune. Est-ce une de celles-ci\u202f?"]}
    assert [code for code, _ in form.fields["commune_code"].widget.choices] == ["13055", ABSENT]

    assert sent(commune="Marseile", commune_code="13055").commune_found == commune


def test_a_choice_names_its_department_and_says_when_there_may_be_more() -> None:
    for number in range(7):
        a_commune(name=f"Villeneuve {number}", code=f"9306{number}")

    field = CommuneForm(typed="Villeneuve").fields["commune_code"]
    assert field.widget.choices[0] == ("93060", "Villeneuve 0, Département 93 (93)")
    assert "code postal" in field.help_text

    Commune.objects.get(code="93060").delete()
    assert not CommuneForm(typed="Villeneuve").fields["commune_code"].help_text


def test_a_text_too_long_is_refused_and_kept() -> None:
    form = sent(commune="x" * 121)

    assert "compte 121 caractères" in form.errors["commune"][0]
    assert "x" * 121 in str(form["commune"])


# One field alone


def test_a_commune_is_named_or_said_to_be_one_of_several() -> None:
    commune = a_commune()
    field = CommuneField(required=False)

    assert field.clean("Saint-Denis (93)") == commune
    assert field.clean("") is None
    with pytest.raises(ValidationError, match=r"ne connaît pas .*Trifouilly"):
        field.clean("Trifouilly")
    a_commune(code="97411")
    with pytest.raises(ValidationError, match="Plusieurs communes ressemblent"):
        field.clean("Saint-Denis")
    with pytest.raises(ValidationError, match="compte 121 caractères"):
        field.clean("x" * 121)


def test_codes_of_neighbourhoods_however_they_are_separated() -> None:
    one, other = a_qpv(), a_qpv(name="Cosmonautes", code="QN09332M")
    field = QpvCodesField(required=False)

    assert field.clean(" qn09331m ; QN 09332 M,, ") == [one, other]
    assert field.clean("") == []
    with pytest.raises(ValidationError, match="n’existe pas"):
        field.clean("QN0")
    with pytest.raises(ValidationError, match="QN07511M n’est pas dans les listes"):
        field.clean("QN09331M, QN07511M")
    with pytest.raises(ValidationError, match="caractères"):
        field.clean("QN09331M," * 100)


# Checkboxes


def test_what_is_ticked_and_what_is_found_is_offered_and_nothing_else() -> None:
    one, other, third = a_qpv(), a_qpv(name="Cosmonautes", code="QN09332M"), a_qpv(name="Autre", code="QN09333M")

    form = offered({"qpvs": [one.pk]}, qpvs=[other])

    shown = str(form["qpvs"])
    assert f'value="{one.pk}"' in shown
    assert "Franc-Moisin (Saint-Denis)" in shown
    assert "Cosmonautes (Saint-Denis)" in shown
    assert third.pk not in shown
    assert form.is_valid()
    assert list(form.cleaned_data["qpvs"]) == [one]


def test_a_commune_is_told_from_its_namesake() -> None:
    assert "Saint-Denis (93)" in str(offered({}, communes=[a_commune()])["communes"])


def test_a_field_with_nothing_to_show_hides() -> None:
    form = offered({})

    assert all(form[name].is_hidden for name in form.fields)
    assert not offered({"communes": [str(a_commune().pk)]})["communes"].is_hidden


@pytest.mark.parametrize("key", ["9" * 12, "9" * 18, "9" * 400, "-1", "²", "x", "", "\x00", "1.0"])
@pytest.mark.parametrize("name", ["qpvs", "communes", "departments"])
def test_what_can_be_no_key_is_refused_in_words(name: str, key: str) -> None:
    form = offered({name: [key]})

    assert not form.is_valid()
    assert list(form.errors) == [name]


def test_the_longest_key_there_may_be_is_looked_for() -> None:
    assert not offered({"communes": ["9" * 11]})["communes"].is_hidden
    assert offered({"communes": ["9" * 12]})["communes"].is_hidden


@pytest.fixture
def mirail() -> Qpv:
    """« mirail » is a neighbourhood of Toulouse, and the end of the name of Montmirail."""
    a_commune(name="Montmirail", code="51380")
    return a_qpv(name="Grand Mirail", code="QN03109M", commune=a_commune(name="Toulouse", code="31555"))


def labels(form: CommuneForm) -> list[str]:
    return [str(label) for _, label in form.fields["commune_code"].widget.choices][:-1]


def test_a_neighbourhood_leads_to_its_commune_and_is_nearer_than_letters_within_a_name(mirail: Qpv) -> None:
    form = sent(commune="mirail")

    assert labels(form) == [
        "Toulouse, Département 31 (31), où est le quartier Grand Mirail",
        "Montmirail, Département 51 (51)",
    ]
    assert form.commune_found is None  # two places bear it: one chooses
    assert sent(commune="Grand Mirail").commune_found == mirail.communes.get()


def test_the_very_name_of_a_commune_is_not_asked_about_because_a_neighbourhood_bears_it_too(mirail: Qpv) -> None:
    a_qpv(name="Montmirail Sud", code="QN03110M", commune=mirail.communes.get())

    form = sent(commune="Montmirail")

    assert form.commune_found == Commune.objects.get(code="51380")
    assert len(form.candidates) == 1


def test_a_commune_that_alone_answers_needs_no_choice_although_a_neighbourhood_of_two_is_named_so() -> None:
    clichy = a_commune(name="Clichy-sous-Bois", code="93014")
    haut = a_qpv(name="Haut Clichy Bois", code="QN09310M", commune=clichy)
    haut.communes.add(a_commune(name="Montfermeil", code="93047"))

    assert sent(commune="Clichy ss bois").commune_found == clichy


def test_a_department_is_said_to_be_one_and_offers_its_communes(mirail: Qpv) -> None:
    a_commune(name="Reims", code="51454")
    Department.objects.filter(code="51").update(name="Marne", search_text="marne")

    form = sent(commune="marne")

    assert not form.is_valid()
    assert labels(form) == ["Montmirail, Marne (51)", "Reims, Marne (51)"]
    assert form.errors["commune_code"] == [
        "Marne est un département. Choisissez votre commune, ou écrivez son nom à la place."
    ]
    assert sent(commune="marne", commune_code="51454").commune_found == Commune.objects.get(code="51454")


def test_all_the_communes_of_a_postal_code_are_offered() -> None:
    for number in range(12):
        commune = a_commune(name=f"Village {number}", code=f"515{number:02}")
        Commune.objects.filter(pk=commune.pk).update(postal_codes="51300")

    assert len(sent(commune="51300").candidates) == 12

"""Official numbers: what is one, in its stored form; what is none, with a reason and an example."""

from collections.abc import Callable

import pytest

from qpv_charter.toolkit import identifiers as numbers


@pytest.mark.parametrize(
    ("read", "typed", "stored"),
    [
        (numbers.read_rna, " w75 123.4567 ", "W751234567"),
        (numbers.read_rna, "W9R1011072", "W9R1011072"),
        (numbers.read_rna, "W75123456\u0667", "W751234567"),  # a seven of Arabic, of a full width: one number
        (numbers.read_rna, "\uff3775123456\uff17", "W751234567"),
        (numbers.read_siren, "732 829 320", "732829320"),
        (numbers.read_siren, "73282932\u0660", "732829320"),
        (numbers.read_siren, "732\u202f829\u202f320", "732829320"),
        (numbers.read_siret, "732 829 320 00074", "73282932000074"),
        (numbers.read_siret, "356 000 000 00048", "35600000000048"),  # La Poste
        (numbers.read_qpv_code, "qn07511m", "QN07511M"),
        (numbers.read_qpv_code, "QP093013", "QP093013"),
        (numbers.read_qpv_code, "QN97101M", "QN97101M"),
        (numbers.read_qpv_code, "QN02A01M", "QN02A01M"),
        (numbers.read_qpv_code, "QN98701M", "QN98701M"),
    ],
)
def test_a_number_is_stored_in_one_form(read: Callable[[str], str], typed: str, stored: str) -> None:
    assert read(typed) == stored


@pytest.mark.parametrize(
    ("read", "typed", "reason"),
    [
        (numbers.read_rna, "751234567", "commence par W"),
        (numbers.read_rna, "W75123456", "commence par W"),
        (numbers.read_rna, "W7512345678", "commence par W"),
        (numbers.read_rna, "", "commence par W"),
        (numbers.read_siren, "732829321", "ne vont pas ensemble"),
        (numbers.read_siren, "73282932", "compte neuf chiffres"),
        (numbers.read_siren, "7328293200", "compte neuf chiffres"),
        (numbers.read_siren, "ABCDEFGHI", "compte neuf chiffres"),
        (numbers.read_siret, "73282932000075", "ne vont pas ensemble"),
        (numbers.read_siret, "732829320", "compte quatorze chiffres"),
        (numbers.read_siret, "", "compte quatorze chiffres"),
        (numbers.read_qpv_code, "QN07511X", "n’existe pas"),
        (numbers.read_qpv_code, "QN09601M", "n’existe pas"),
        (numbers.read_qpv_code, "QN00001M", "n’existe pas"),
        (numbers.read_qpv_code, "QP93013", "n’existe pas"),
        (numbers.read_qpv_code, "QN07511MM", "n’existe pas"),
    ],
)
def test_what_is_none_is_told_with_a_reason(read: Callable[[str], str], typed: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read(typed)


@pytest.mark.parametrize(
    ("commune", "department"),
    [("93066", "93"), ("01053", "01"), ("2A004", "2A"), ("97411", "974"), ("98735", "987")],
)
def test_the_department_of_a_commune(commune: str, department: str) -> None:
    assert numbers.department_of(commune) == department

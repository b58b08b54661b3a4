"""Codes on paper: one alphabet, read as people write them."""

import re

import pytest

from qpv_charter.toolkit.short_codes import ALPHABET, LENGTH, new_code, printed, read_code


def test_a_new_code_has_ten_characters_of_the_alphabet() -> None:
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(re.fullmatch(rf"[{ALPHABET}]{{10}}", code) for code in codes)
    assert set("".join(codes)) == set(ALPHABET)
    assert len(ALPHABET) ** LENGTH >= 2**50


@pytest.mark.parametrize(
    "typed",
    [
        "0123456789",
        "01234-56789",
        " 01234 56789 ",
        "o1234-56789",
        "0l234-56789",
        "0I234.56789",
        "O_i_2/345 678\u202f9",
    ],
)
def test_a_code_is_read_as_people_write_it(typed: str) -> None:
    assert read_code(typed) == "0123456789"


@pytest.mark.parametrize(
    "typed", ["", "012345678", "01234567890", "U123456789", "é123456789", "０123456789", "\x00"]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


def test_a_code_is_printed_in_two_halves_and_read_back() -> None:
    code = new_code()

    assert printed("0123456789") == "01234-56789"
    assert read_code(printed(code).lower()) == code


def test_other_lengths_share_the_reader() -> None:
    code = new_code(12)

    assert read_code(printed(code), 12) == code
    assert read_code(code) == ""

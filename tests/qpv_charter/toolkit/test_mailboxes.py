"""One mailbox, one form; what is wrong with an address in words."""

import pytest
from django.core.validators import validate_email
from hypothesis import given, settings
from hypothesis import strategies as st

from qpv_charter.toolkit.mailboxes import USUAL, likely_meant, one_letter_apart, read_email, same_mailbox

letters = st.text("abc", max_size=6)


@pytest.mark.parametrize(
    "typed",
    [
        "a@exemple.fr",
        " A@Exemple.FR ",
        "a@exemple.fr\u200b",
        "\ufeffa@exem\u00adple.fr",
        "mailto:a@exemple.fr",
        "<a@exemple.fr>,",
        "« a@exemple.fr »".strip("« »"),
        "a@exemple.fr.",
        "\u00a0a@exemple.fr\u202f",
    ],
)
def test_one_mailbox_has_one_form(typed: str) -> None:
    assert read_email(typed) == "a@exemple.fr"


@pytest.mark.parametrize(
    "domain", ["exämple.fr", "EXÄMPLE.fr", "exa\u0308mple.fr", "xn--exmple-cua.fr", "XN--EXMPLE-CUA.FR"]
)
def test_an_international_domain_has_one_form(domain: str) -> None:
    assert read_email(f"a@{domain}") == "a@xn--exmple-cua.fr"


@pytest.mark.parametrize("domain", ["straße.de", "STRASSE.DE".replace("SS", "ß"), "xn--strae-oqa.de"])
def test_a_domain_of_today_is_not_taken_for_another_one_of_2003(domain: str) -> None:
    assert read_email(f"a@{domain}") == "a@xn--strae-oqa.de"
    assert read_email("a@strasse.de") == "a@strasse.de"


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(max_size=40))
def test_the_one_form_is_found_again(typed: str) -> None:
    try:
        address = read_email(typed)
    except ValueError:
        return
    assert same_mailbox(address) == read_email(address) == address
    if address:
        validate_email(address)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("jean", "il manque l’arobase (@) dans «\u202fjean\u202f»"),
        ("jean@", "il manque ce qui vient après l’arobase"),
        ("@exemple.fr", "il manque ce qui vient avant l’arobase"),
        ("a@b@exemple.fr", "plusieurs arobases"),
        ("jean paul@exemple.fr", "une espace au milieu de «\u202fjean paul@exemple.fr\u202f»"),
        ("jean@exemple,fr", "une virgule dans «\u202fjean@exemple,fr\u202f»"),
        ("josé@exemple.fr", "pas de «\u202fé\u202f» avant l’arobase"),
        ("jean..paul@exemple.fr", "deux points de suite"),
        ("jean@exemple", "il manque la fin (.fr, .com…)"),
        ("jean@exemple.f", "un signe de trop, ou un qui manque"),
        ("a\x00b@exemple.fr", "un signe de trop"),
        ("a" * 250 + "@exemple.fr", "trop longue"),
        ("jean@" + "é" * 70 + ".fr", "un signe de trop"),
        ("jean@☃.net", "un signe de trop"),  # no registry sells it, and it would be a second spelling
        ("jean@[192.0.2.1]", "un signe de trop"),  # a machine's number: whose, nobody can tell
        ("jean", "Exemple\u202f: contact@mon-association.fr."),
        ("jean@hotmial", "Vouliez-vous dire jean@hotmail.com"),
        ("jean@orange.f", "Vouliez-vous dire jean@orange.fr"),
        ("jean@gmail,com", "Vouliez-vous dire jean@gmail.com"),
    ],
)
def test_what_is_wrong_is_said_of_this_address(typed: str, said: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  # the sentence is read below
        read_email(typed)

    assert said in str(refusal.value)


def test_exactly_as_long_as_an_address_may_be() -> None:
    local, domain = "a" * 64, "b" * 60 + "." + "c" * 63 + "." + "d" * 61 + ".fr"
    assert len(f"{local}@{domain}") == 254
    assert read_email(f"{local}@{domain}")
    with pytest.raises(ValueError, match="trop longue"):
        read_email(f"{local}@b{domain}")


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmail.fr", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("gmail.comm", "gmail.com"),
        ("gmail..com", "gmail.com"),
        ("hotmial", "hotmail.com"),
        ("orange", "orange.fr"),
        ("ornage.fr", "orange.fr"),
        ("orange.f", "orange.fr"),
        ("wanado.fr", "wanadoo.fr"),
        ("lapost.net", "laposte.net"),
        ("laposte.com", "laposte.net"),
    ],
)
def test_a_slip_is_seen(domain: str, meant: str) -> None:
    assert likely_meant(f"jean@{domain}") == f"jean@{meant}"


@pytest.mark.parametrize(
    "domain", [*USUAL, "ymail.com", "mail.com", "hotmail.be", "exemple.fr", "fre", "association-orange.fr", ""]
)
def test_what_is_no_slip_is_left_alone(domain: str) -> None:
    assert likely_meant(f"jean@{domain}") == ""


def test_without_a_beginning_nothing_is_meant() -> None:
    assert likely_meant("gmial.com") == ""


@settings(deadline=None)  # a busy machine is no failure
@given(letters, letters)
def test_one_letter_apart_is_a_distance_of_one(one: str, other: str) -> None:
    assert one_letter_apart(one, other) is (other in _edits(one) - {one})


def _edits(word: str) -> set[str]:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return {
        *(a + b[1:] for a, b in cuts if b),
        *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
        *(a + letter + b[1:] for a, b in cuts if b for letter in "abc"),
        *(a + letter + b for a, b in cuts for letter in "abc"),
    }

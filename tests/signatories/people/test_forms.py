"""Codes are asked for in our words, and taken as people paste them, wherever allauth asks for one."""

from typing import Any

import pytest

from qpv_charter.toolkit.fields import Code
from signatories.people import forms
from tests.factories import a_user

pytestmark = pytest.mark.django_db
APPLICATION, MAILED = "Code de votre application", "Code reçu par e-mail"


@pytest.mark.parametrize(
    ("form", "label", "pasted"),
    [
        (forms.LoginCodeForm, MAILED, "275\u00a0638"),
        (forms.AddressCodeForm, MAILED, " 275 638."),
        (forms.SecondFactorForm, APPLICATION, "1234 5678"),
        (forms.SecondFactorAgainForm, APPLICATION, "1234 5678"),
    ],
)
def test_a_code_is_asked_for_in_our_words_and_taken_as_pasted(form: Any, label: str, pasted: str) -> None:
    needs = {"user": a_user()} if label == APPLICATION else {"code": "275638"}

    field = form(**needs).fields["code"]

    assert isinstance(field, Code)
    assert field.label == label
    assert field.help_text
    assert field.widget.attrs["autocomplete"] == "one-time-code"
    assert field.clean(pasted) == "".join(char for char in pasted if char.isdigit())

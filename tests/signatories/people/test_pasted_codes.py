"""Codes as people paste them are taken wherever one is asked for."""

import re
from typing import Any

import pytest
from django.forms import Form
from django.test import Client

from qpv_charter.toolkit.fields import Code
from signatories.outbox.models import Message
from signatories.people import forms
from tests.factories import a_user

pytestmark = pytest.mark.django_db
PASTED = ("Votre code\u00a0: {}", "{}.", "        {}", "« {} »")


@pytest.mark.parametrize("pasted", PASTED)
def test_signing_in_takes_the_code_as_it_is_pasted(pasted: str) -> None:
    person, browser = a_user(), Client()
    asked: Any = browser.post("/compte/connexion/", {"email": person.email}, follow=True)
    assert 'autocomplete="one-time-code"' in asked.content.decode()
    found = re.search(r"\b\d{6}\b", Message.objects.get(kind="login_code").text)
    assert found
    code = f"{found[0][:3]}\u00a0{found[0][3:]}"

    browser.post("/compte/connexion/code/saisir/", {"code": pasted.format(code)})

    assert "_auth_user_id" in browser.session


def test_no_form_asks_for_a_code_otherwise() -> None:
    asking = [each for each in vars(forms).values() if isinstance(each, type) and issubclass(each, Form)]
    ours = {each for each in asking if each.__module__ == forms.__name__}

    asked = {each.__name__ for each in ours if "_ask_code" in each.__init__.__code__.co_names}

    assert asked == {
        "LoginCodeForm",
        "AddressCodeForm",
        "SecondFactorForm",
        "SecondFactorAgainForm",
        "ApplicationForm",
    }
    assert Code.widget().attrs["inputmode"] == "numeric"

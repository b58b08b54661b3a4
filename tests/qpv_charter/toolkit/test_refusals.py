"""A refusal reaches the person who asked, and is never an error of ours."""

import pytest
from django import forms
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.refusals import RefusalMiddleware, refusal_on, refusal_said


class NameForm(forms.Form):
    name = forms.CharField(required=False)


def refused() -> None:
    raise ActionRefused("Pas aujourd’hui.")


def a_request() -> HttpRequest:
    request = RequestFactory().get("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # what the middleware sets
    return request


@pytest.mark.parametrize(("field", "where"), [(None, "__all__"), ("name", "name")])
def test_a_refusal_stands_on_the_form(field: str | None, where: str) -> None:
    form = NameForm({})
    assert form.is_valid()

    with refusal_on(form, field):
        refused()
        pytest.fail("the block goes no further")

    assert form.errors == {where: ["Pas aujourd’hui."]}


@pytest.mark.parametrize("level", [messages.ERROR, messages.WARNING])
def test_a_refusal_is_said_on_the_next_page(level: int) -> None:
    request = a_request()

    with refusal_said(request, level=level):
        refused()

    assert [(said.level, said.message) for said in messages.get_messages(request)] == [(level, "Pas aujourd’hui.")]


def test_nothing_is_said_of_what_was_done_and_another_error_goes_on() -> None:
    request = a_request()

    with refusal_said(request):
        pass
    with pytest.raises(ValueError, match="ours"), refusal_said(request):
        raise ValueError("ours")

    assert list(messages.get_messages(request)) == []


@pytest.mark.django_db
def test_a_forgotten_refusal_is_a_page_that_says_the_reason() -> None:
    middleware = RefusalMiddleware(lambda _: HttpResponse())
    request = a_request()

    answer = middleware.process_exception(request, ActionRefused("Pas aujourd’hui."))

    assert answer
    assert answer.status_code == 409
    assert "Pas aujourd’hui." in answer.content.decode()
    assert middleware.process_exception(request, ValueError("ours")) is None

"""What a view does with an action's refusal: put it on the form, or say it on the next page.

    with refusal_on(form):
        actions.rename(organisation, by=actor.person, **form.cleaned_data)
        return redirect(…)
    return render(request, …, {"form": form})

What was refused goes on after the block. A refusal that no view expected is answered by the middleware: a page
that says the reason, never an error of ours."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from qpv_charter.toolkit.actions import ActionRefused


@dataclass(frozen=True)
class Refusal:
    """A `with` block that goes no further when an action refuses, once its reason was told."""

    tell: Callable[[str], None]

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        if isinstance(error, ActionRefused):
            self.tell(error.reason)
            return True
        return False


def refusal_on(form: forms.BaseForm, field: str | None = None) -> Refusal:
    """Put a refusal on a form: beside one of its fields, or above them all."""
    return Refusal(lambda reason: form.add_error(field, reason))


def refusal_said(request: HttpRequest, *, level: int = messages.ERROR) -> Refusal:
    """Say a refusal in a message of the next page."""
    return Refusal(lambda reason: messages.add_message(request, level, reason))


class RefusalMiddleware:
    """The last resort: a refusal that its view did not expect."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ActionRefused):
            context = {"reason": error.reason, "is_old": error.status == HTTPStatus.CONFLICT}
            return render(request, "errors/refused.html", context, status=error.status)
        return None

"""Taking over an association known from paper: the person whose address it gave confirms a request to join."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from qpv_charter.toolkit.audiences import by_key
from qpv_charter.toolkit.refusals import refusal_said
from signatories.organisations.actions import accept_join, prove_address
from signatories.organisations.actions.joining import may_decide_alone
from signatories.organisations.models import JoinRequest
from signatories.people.actions import open_account
from signatories.people.signin import is_signed_in_as, mail_code


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: str) -> HttpResponse:
    """Who reads an address that the association gave: a button mails a code, and once signed in another takes the
    record; or, where people were there and left, opens the request to the team."""
    asked = get_object_or_404(JoinRequest.objects.select_related("organisation"), pk=pk)
    if asked.state != JoinRequest.State.PENDING or not asked.is_known_address:
        return render(request, "signatories/organisations/join_closed.html", {"asked": asked}, status=404)
    signed_in = is_signed_in_as(request.user, asked.email)
    if request.method != "POST":
        state = _state(request, asked, signed_in=signed_in)
        context = {"asked": asked, "state": state}
        return render(request, "signatories/organisations/confirm_join.html", context)
    return _take(request, asked) if signed_in else _send_code(request, asked)


def _state(request: HttpRequest, asked: JoinRequest, *, signed_in: bool) -> str:
    if not signed_in:
        return "other" if request.user.is_authenticated else "code"
    if asked.proved_at:
        return "proved"
    return "ready" if may_decide_alone(request.user, asked) else "to_prove"  # type: ignore[arg-type]  # signed in, checked


def _send_code(request: HttpRequest, asked: JoinRequest) -> HttpResponse:
    user = open_account(email=asked.email, first_name=asked.first_name, last_name=asked.last_name, verified=False)
    return mail_code(request, user, redirect_url=request.path)


def _take(request: HttpRequest, asked: JoinRequest) -> HttpResponse:
    if not may_decide_alone(request.user, asked):  # type: ignore[arg-type]  # signed in, checked by the caller
        with refusal_said(request):
            prove_address(asked, by=request.user)  # type: ignore[arg-type]  # likewise
        return redirect("organisations:confirm_join", pk=asked.pk)
    with refusal_said(request):
        accept_join(asked, by=request.user)  # type: ignore[arg-type]  # signed in, checked by the caller
        return redirect("organisations:space_detail", slug=asked.organisation.slug)
    return redirect("organisations:space")

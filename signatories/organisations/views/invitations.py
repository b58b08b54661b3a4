"""Accepting an invitation: its link opens a page, the page's button accepts (mail scanners open links)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from qpv_charter.toolkit import keys
from qpv_charter.toolkit.audiences import by_key
from qpv_charter.toolkit.refusals import refusal_said
from signatories.organisations import actions
from signatories.organisations.forms import NameForm
from signatories.organisations.models import Invitation, InvitationKey
from signatories.people.models import User
from signatories.people.queries import person_of
from signatories.people.signin import is_signed_in_as, mail_code, sign_in


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """The mailed link: from here on the browser knows the invitation, and its address no longer holds the key."""
    found = InvitationKey.objects.found(key)
    if found is None:
        return _closed(request)
    return keys.hand_over(request, found, to=reverse("organisations:invitation", args=[found.target_id]))


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """A person already known signs in with a code first: an old mail must not open an account."""
    rows = InvitationKey.objects.select_related("target__organisation", "target__invited_by")
    key = keys.held(request, rows, target=pk)
    found: Invitation | None = key.target if key and key.is_usable else None
    if found is None or not (found.is_open or found.accepted_at):
        return _closed(request)
    if is_signed_in_as(request.user, found.email):
        return _for_the_invited(request, found)
    if request.user.is_authenticated:
        return _page(request, found, state="other")
    if found.accepted_at:
        return redirect("account_login")
    known = person_of(found.email)
    return _for_a_known_person(request, found, known) if known else _for_a_new_person(request, found)


def _for_the_invited(request: HttpRequest, found: Invitation) -> HttpResponse:
    if request.method != "POST" and not found.accepted_at:
        return _page(request, found, state="ready")
    with refusal_said(request):
        membership = actions.accept_invitation(found, by=request.user)  # type: ignore[arg-type]  # signed in, checked
        return redirect("organisations:space_detail", slug=membership.organisation.slug)
    return redirect("organisations:space")


def _for_a_known_person(request: HttpRequest, found: Invitation, known: User) -> HttpResponse:
    if request.method == "POST":
        return mail_code(request, known, redirect_url=request.path)
    return _page(request, found, state="known")


def _for_a_new_person(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = NameForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, state="new", form=form)
    with refusal_said(request):
        membership = actions.accept_invitation(found, **form.cleaned_data)
        return sign_in(
            request,
            membership.user,
            redirect_url=reverse("organisations:space_detail", args=[membership.organisation.slug]),
        )
    return redirect("account_login")


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "signatories/organisations/invitation_closed.html", status=404)


def _page(request: HttpRequest, found: Invitation, *, state: str, form: NameForm | None = None) -> HttpResponse:
    key = keys.held(request, InvitationKey.objects.all(), target=found.pk)
    context = {"invitation": found, "key": key, "state": state, "form": form}
    return render(request, "signatories/organisations/invitation.html", context)

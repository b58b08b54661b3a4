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
from signatories.organisations.models import InvitationKey
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
    """The invitation itself, to whoever the link led here."""
    rows = InvitationKey.objects.select_related("target__organisation", "target__invited_by")
    key = keys.held(request, rows, target=pk)
    if key is None or not key.is_usable or not (key.target.is_open or key.target.accepted_at):
        return _closed(request)
    response = _answer(request, key)
    keys.keep_cookie(request, response, key, at=request.path)
    return response


def _answer(request: HttpRequest, key: InvitationKey) -> HttpResponse:
    """A person already known signs in with a code first: an old mail must not open an account."""
    found = key.target
    if is_signed_in_as(request.user, found.email):
        return _for_the_invited(request, key)
    if request.user.is_authenticated:
        return _page(request, key, state="other")
    if found.accepted_at:
        return redirect("account_login")
    known = person_of(found.email)
    return _for_a_known_person(request, key, known) if known else _for_a_new_person(request, key)


def _for_the_invited(request: HttpRequest, key: InvitationKey) -> HttpResponse:
    if request.method != "POST" and not key.target.accepted_at:
        return _page(request, key, state="ready")
    with refusal_said(request):
        membership = actions.accept_invitation(key.target, by=request.user)  # type: ignore[arg-type]  # signed in, checked
        return redirect("organisations:space_detail", slug=membership.organisation.slug)
    return redirect("organisations:space")


def _for_a_known_person(request: HttpRequest, key: InvitationKey, known: User) -> HttpResponse:
    if request.method == "POST":
        return mail_code(request, known, redirect_url=request.path)
    return _page(request, key, state="known")


def _for_a_new_person(request: HttpRequest, key: InvitationKey) -> HttpResponse:
    form = NameForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, key, state="new", form=form)
    with refusal_said(request):
        membership = actions.accept_invitation(key.target, **form.cleaned_data)
        space = reverse("organisations:space_detail", args=[membership.organisation.slug])
        return sign_in(request, membership.user, redirect_url=space)
    return redirect("account_login")


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "signatories/organisations/invitation_closed.html", status=404)


def _page(request: HttpRequest, key: InvitationKey, *, state: str, form: NameForm | None = None) -> HttpResponse:
    context = {"invitation": key.target, "key": key, "state": state, "form": form}
    return render(request, "signatories/organisations/invitation.html", context)

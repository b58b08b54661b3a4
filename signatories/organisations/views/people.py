"""Who looks after the record: contacts, invitations, requests to join."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations import actions
from signatories.organisations.forms import InviteForm, RoleForm
from signatories.organisations.models import Invitation, JoinRequest, Membership, Organisation
from signatories.organisations.queries import looked_after_by
from signatories.people.models import User


def people(request: HttpRequest, slug: str) -> HttpResponse:
    """The contacts of an association, and the form that invites another."""
    organisation, user = _mine(request, slug)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = actions.invite(organisation, by=user, email=form.cleaned_data["email"])
        except ActionRefused as refusal:
            form.add_error("email", refusal.reason)
        else:
            messages.success(request, f"L’invitation est partie à {invitation.email}.")
            return redirect("organisations:people", slug=organisation.slug)
    context = {
        "organisation": organisation,
        "memberships": organisation.memberships.current().select_related("user"),
        "invitations": Invitation.objects.pending().filter(organisation=organisation),
        "requests": organisation.join_requests.filter(state=JoinRequest.State.PENDING),
        "form": form,
    }
    return render(request, "signatories/organisations/people.html", context)


def role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Writing a contact's role."""
    organisation, user = _mine(request, slug)
    membership = _contact(organisation, pk)
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    if request.method == "POST" and form.is_valid():
        actions.change_role(membership, by=user, role=form.cleaned_data["role"])
        return redirect("organisations:people", slug=organisation.slug)
    context = {"organisation": organisation, "membership": membership, "form": form}
    return render(request, "signatories/organisations/role.html", context)


@require_POST
def name(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Showing or hiding one's own name."""
    organisation, user = _mine(request, slug)
    try:
        actions.publish_name(_contact(organisation, pk), by=user, yes=request.POST.get("publish") == "1")
    except ActionRefused as refusal:
        messages.error(request, refusal.reason)
    return redirect("organisations:people", slug=organisation.slug)


def leave(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ending somebody's part as a contact: a page says what follows, its button does it."""
    organisation, user = _mine(request, slug)
    membership = _contact(organisation, pk)
    is_last = organisation.memberships.current().count() == 1
    if request.method == "POST":
        try:
            actions.end_membership(membership, by=user, leaves_nobody=request.POST.get("nobody") == "1")
        except ActionRefused as refusal:
            messages.error(request, refusal.reason)
            return redirect("organisations:leave", slug=slug, pk=pk)
        messages.success(request, "C’est fait.")
        if membership.user == user:
            return redirect("portal:space")
        return redirect("organisations:people", slug=slug)
    context = {"organisation": organisation, "membership": membership, "is_last": is_last}
    return render(request, "signatories/organisations/leave.html", context)


@require_POST
def cancel_invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    organisation, user = _mine(request, slug)
    invitation = get_object_or_404(organisation.invitations, pk=pk)
    try:
        actions.cancel_invitation(invitation, by=user)
    except ActionRefused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, "L’invitation est annulée\u202f: son lien ne marche plus.")
    return redirect("organisations:people", slug=organisation.slug)


@require_POST
def answer(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """Accepting or declining somebody who asks to join."""
    organisation, user = _mine(request, slug)
    asked = get_object_or_404(organisation.join_requests, pk=pk)
    decide = actions.accept_join if request.POST.get("answer") == "accept" else actions.decline_join
    try:
        decide(asked, by=user)
    except ActionRefused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, f"Votre réponse est partie à {asked.full_name}.")
    return redirect("organisations:people", slug=organisation.slug)


def _mine(request: HttpRequest, slug: str) -> tuple[Organisation, User]:
    organisation = get_object_or_404(looked_after_by(request.user), slug=slug)
    if not request.user.is_authenticated:
        raise Http404
    return organisation, request.user


def _contact(organisation: Organisation, pk: int) -> Membership:
    return get_object_or_404(organisation.memberships.current().select_related("user", "organisation"), pk=pk)

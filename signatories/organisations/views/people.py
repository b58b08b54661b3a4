"""Who looks after the record: contacts, invitations, requests to join."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.organisations import actions
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.organisations.forms import HandOverForm, InviteForm, RoleForm
from signatories.organisations.models import Invitation, JoinRequest, Membership, Organisation
from signatories.organisations.places import SPACE_PAPERS, SPACE_WAITING
from signatories.organisations.queries import are_to_check

STAYS = "Vous restez personne contact jusqu’à son arrivée."
LEFT = "Vous n’êtes plus personne contact\u202f: merci pour tout ce que vous avez fait."


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, actor: Contact) -> HttpResponse:
    """The contacts of an association, and the form that invites another."""
    organisation = actor.organisation
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form, "email"):
            invitation = actions.invite(organisation, by=actor.person, email=form.cleaned_data["email"])
            messages.success(request, f"L’invitation est envoyée à {invitation.email}.")
            return _back(actor)
    context = {
        "organisation": organisation,
        "memberships": organisation.memberships.current().select_related("user"),
        "invitations": Invitation.objects.pending()
        .filter(organisation=organisation)
        .select_related("hands_over__user"),
        "requests": organisation.join_requests.filter(state=JoinRequest.State.PENDING),
        "to_check": are_to_check(organisation, on=timezone.localdate()),
        "form": form,
    }
    return render(request, "signatories/organisations/people.html", context)


@contact
@require_POST
def confirm(request: HttpRequest, actor: Contact) -> HttpResponse:
    """« Oui, la liste est juste »."""
    with refusal_said(request):
        actions.confirm_people(actor.organisation, by=actor)
        messages.success(request, "Merci\u202f: la liste est juste aujourd’hui.")
    return _back(actor)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, actor: Contact) -> HttpResponse:
    """« Je passe la main »: who comes, what she will find, and until when one stays."""
    mine = actor.organisation.memberships.current().get(user=actor.person)
    is_last = actor.organisation.memberships.current().count() == 1
    form = HandOverForm(request.POST or None, is_last=is_last)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            sent = actions.hand_over(mine, by=actor.person, **form.cleaned_data)
            messages.success(
                request, f"L’invitation est envoyée à {sent.email}. {STAYS if sent.hands_over else LEFT}"
            )
            return _back(actor) if sent.hands_over else redirect("organisations:space")
    context = {
        "organisation": actor.organisation,
        "form": form,
        "waiting": SPACE_WAITING.gather(actor),
        "papers": SPACE_PAPERS.gather(actor),
    }
    return render(request, "signatories/organisations/hand_over.html", context)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: HttpRequest, actor: Contact, pk: int) -> HttpResponse:
    """Writing a contact's role."""
    membership = _contact(actor.organisation, pk)
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.change_role(membership, by=actor.person, role=form.cleaned_data["role"])
            return _back(actor)
    context = {"organisation": actor.organisation, "membership": membership, "form": form}
    return render(request, "signatories/organisations/role.html", context)


@contact
@require_POST
def name(request: HttpRequest, actor: Contact, pk: int) -> HttpResponse:
    """Showing or hiding one's own name."""
    membership = _contact(actor.organisation, pk)
    with refusal_said(request):
        actions.publish_name(membership, by=actor.person, yes=request.POST.get("publish") == "1")
    return _back(actor)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, actor: Contact, pk: int) -> HttpResponse:
    """Ending somebody's part as a contact: a page says what follows, its button does it."""
    organisation = actor.organisation
    membership = _contact(organisation, pk)
    if request.method == "POST":
        with refusal_said(request):
            actions.end_membership(membership, by=actor.person, leaves_nobody=request.POST.get("nobody") == "1")
            messages.success(request, "C’est fait.")
            return redirect("organisations:space") if membership.user == actor.person else _back(actor)
        return redirect("organisations:leave", slug=organisation.slug, pk=pk)
    is_last = organisation.memberships.current().count() == 1
    context = {"organisation": organisation, "membership": membership, "is_last": is_last}
    return render(request, "signatories/organisations/leave.html", context)


@contact
@require_POST
def cancel_invitation(request: HttpRequest, actor: Contact, pk: int) -> HttpResponse:
    invitation = get_object_or_404(actor.organisation.invitations, pk=pk)
    with refusal_said(request):
        actions.cancel_invitation(invitation, by=actor.person)
        messages.success(request, "L’invitation est annulée\u202f: son lien ne marche plus.")
    return _back(actor)


@contact
@require_POST
def answer(request: HttpRequest, actor: Contact, pk: str) -> HttpResponse:
    """Accepting or declining somebody who asks to join."""
    asked = get_object_or_404(actor.organisation.join_requests, pk=pk)
    decide = actions.accept_join if request.POST.get("answer") == "accept" else actions.decline_join
    with refusal_said(request):
        decide(asked, by=actor.person)
        messages.success(request, f"Votre réponse est envoyée à {asked.full_name}.")
    return _back(actor)


def _contact(organisation: Organisation, pk: int) -> Membership:
    return get_object_or_404(organisation.memberships.current().select_related("user", "organisation"), pk=pk)


def _back(actor: Contact) -> HttpResponse:
    return redirect("organisations:people", slug=actor.organisation.slug)

"""Inviting to read what is said in a neighbourhood, and reading it by an invitation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.guests import actions, queries, rules
from engagements.guests.models import Guest, GuestKey
from engagements.invited.forms import InvitedForm
from engagements.scope.addresses import qpv_of
from engagements.scope.asking import who_asks
from qpv_charter.toolkit import keys
from qpv_charter.toolkit.audiences import by_key, signed_in
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.people.actors import Actor, TeamMember
from signatories.people.audiences import animators
from signatories.territories.models import Qpv

TEMPLATES = "engagements/guests/"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """Who reads there; the link of a new invitation is shown once."""
    actor, qpv = _invites(request, code)
    form, address = InvitedForm(request.POST or None, lasts=actions.GUESTS), ""
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            key = actions.invite(qpv, by=actor, **form.cleaned_data)
            address = absolute(reverse("guests:key", args=[key.clear]))
            form = InvitedForm(lasts=actions.GUESTS)
    guests = queries.invited(actor).filter(qpv=qpv)
    return render(
        request, f"{TEMPLATES}invite.html", {"qpv": qpv, "form": form, "address": address, "guests": guests}
    )


@signed_in
@require_POST
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    actor, qpv = _invites(request, code)
    guest = get_object_or_404(Guest.objects.visible_to(actor).select_related("qpv"), pk=pk, qpv=qpv)
    with refusal_said(request):
        actions.end(guest, by=actor)
        messages.success(request, "L’invitation est retirée\u202f: son lien ne s’ouvre plus.")
    return redirect("guests:invite", qpv.pk)


@animators
@require_safe
def team(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Who reads in which neighbourhood."""
    return render(request, f"{TEMPLATES}team.html", {"guests": queries.invited(actor)})


@by_key
@require_safe
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """The address that was passed on: from here on the address holds no key."""
    found = GuestKey.objects.select_related("target").found(key)
    if found is None or not found.is_usable:
        raise Http404
    return keys.hand_over(request, found, to=reverse("guests:read", args=[found.target.qpv_id]))


@by_key
@require_safe
def read(request: HttpRequest, code: str) -> HttpResponse:
    """What is said there, for whoever holds an invitation."""
    qpv = qpv_of(code)
    guest = _guest_of(request, qpv) if qpv else None
    if qpv is None or guest is None:
        raise Http404
    return render(request, f"{TEMPLATES}read.html", {"qpv": qpv, "guest": guest, "themes": queries.read_at(qpv)})


def _invites(request: HttpRequest, code: str) -> tuple[Actor, Qpv]:
    """Whoever may invite there. Raises Http404 for anybody else."""
    actor, qpv = who_asks(request), qpv_of(code)
    if qpv is None or not rules.may_invite(actor, qpv):
        raise Http404
    return actor, qpv


def _guest_of(request: HttpRequest, qpv: Qpv) -> Guest | None:
    """Whoever this browser was invited as."""
    here = Guest.objects.current().filter(qpv=qpv)
    key = keys.held_to_any(request, GuestKey.objects.all(), targets=here)
    return key.target if key else None

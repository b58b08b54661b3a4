"""/animation/envois/: who first, then the text, then how one of them reads it, then what became of it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qpv_charter.toolkit.lists import listing, show, tidied
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from qpv_charter.toolkit.revisions import both_shown_on
from signatories.following.lists import Associations, audience_of
from signatories.mailings import actions, emails, queries
from signatories.mailings.forms import LetterForm, SendForm
from signatories.mailings.lists import Mailings, Recipients
from signatories.mailings.models import Mailing
from signatories.mailings.readers import selection
from signatories.mailings.words import MEANING
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators

TEMPLATES = "signatories/mailings/"
UNSEEN = "Relisez d’abord le message comme une personne le recevra\u202f: le bouton d’envoi est sous cet aperçu."


@animators
@require_safe
@tidied(Mailings)
def mailings(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    shown = listing(Mailings.read(request.GET), queries.mailings(actor))
    return show(request, f"{TEMPLATES}list.html", shown)


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Who would read it; the address is that of a list of associations."""
    asked = request.GET.urlencode()
    if request.method == "POST":
        with refusal_said(request):
            return redirect("mailings:text", actions.begin(asked, by=actor).pk)
    found = selection(asked, actor)
    context = {
        "audience": audience_of(asked),
        "refused": Associations.asks.read(request.GET).refused,
        "found": found,
        "named": [] if found.readers else queries.named_audiences(actor),
        "most": queries.MOST_SHOWN,
    }
    return render(request, f"{TEMPLATES}begin.html", context)


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    mailing = _mailing(actor, pk)
    if request.method != "POST" and mailing.is_sent:
        return redirect("mailings:detail", pk)
    form = LetterForm(request.POST or None, mailing=mailing)
    if "both" in request.POST:
        form.put_together()
    elif request.method == "POST" and form.is_valid():
        with refusal_on(form), both_shown_on(form):
            actions.write_text(mailing, by=actor, **form.cleaned_data)
            return redirect("mailings:preview", pk)
    context = {"mailing": mailing, "form": form, "meaning": MEANING, "audience": mailing.audience}
    return render(request, f"{TEMPLATES}text.html", context)


@animators
@require_safe
def preview(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """As one named reader gets it; one may leaf to the others."""
    mailing = _mailing(actor, pk)
    if mailing.is_sent:
        return redirect("mailings:detail", pk)
    at = request.GET.get("page", "")
    shown = queries.preview(mailing, actor, at=int(at[:6]) if at.isascii() and at.isdigit() else 1)
    form = SendForm(initial={"seen": shown.ready, "revision": mailing.revision})
    read = emails.preview(mailing, shown.reader) if shown.ready else ""
    context = {"mailing": mailing, "shown": shown, "read": read, "form": form, "answers_to": actor.person.email}
    return render(request, f"{TEMPLATES}preview.html", context)


@animators
@require_POST
def send(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    mailing, form = _mailing(actor, pk), SendForm(request.POST)
    if not form.is_valid():
        messages.error(request, UNSEEN)
        return redirect("mailings:preview", pk)
    with refusal_said(request):
        actions.confirm(mailing, by=actor, **form.cleaned_data)
        messages.success(request, "C’est parti\u202f: rechargez cette page pour voir où en est l’envoi.")
        return redirect("mailings:detail", pk)
    return redirect("mailings:preview", pk)


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    mailing = _mailing(actor, pk)
    if request.method != "POST" and mailing.is_sent:
        return redirect("mailings:detail", pk)
    if request.method == "POST":
        with refusal_said(request):
            actions.discard(mailing, by=actor)
            messages.success(request, "Le brouillon est supprimé.")
        return redirect("mailings:list")
    return render(request, f"{TEMPLATES}discard.html", {"mailing": mailing})


@animators
@require_safe
def detail(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """How far it is, and who got nothing, and why."""
    mailing = _mailing(actor, pk)
    if not mailing.is_sent:
        return redirect("mailings:text", pk)
    context = {
        "mailing": mailing,
        "tallies": queries.tallies(mailing),
        "audience": audience_of(mailing.audience),
        "most": queries.MOST_LEFT,
    }
    return render(request, f"{TEMPLATES}detail.html", context)


@animators
@require_safe
@tidied(Recipients)
def recipients(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    shown = listing(Recipients.read(request.GET), queries.recipients(actor))
    return show(request, f"{TEMPLATES}recipients.html", shown)


@animators
@require_POST
def stop(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    with refusal_said(request):
        actions.stop(_mailing(actor, pk), by=actor)
        messages.success(request, "L’envoi est arrêté\u202f: ce qui n’était pas parti ne part pas.")
    return redirect("mailings:detail", pk)


@animators
@require_POST
def resume(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    with refusal_said(request):
        actions.resume(_mailing(actor, pk), by=actor)
        messages.success(request, "L’envoi reprend, là où il s’était arrêté.")
    return redirect("mailings:detail", pk)


def _mailing(actor: TeamMember, pk: uuid.UUID) -> Mailing:
    return get_object_or_404(Mailing.objects.visible_to(actor).select_related("confirmed_by"), pk=pk)

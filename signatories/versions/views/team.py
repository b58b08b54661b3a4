"""/animation/charte/: versions prepared, proposed, adopted, and the wave of invitations."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qpv_charter.toolkit.lists import listing, show, tidied
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from qpv_charter.toolkit.revisions import both_shown_on
from signatories.charter import actions as charter
from signatories.charter.models import CharterVersion
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators, national
from signatories.versions import queries, waves
from signatories.versions.actions import preparing
from signatories.versions.forms import AdoptForm, ProposeForm, SourceForm
from signatories.versions.lists import Wave
from signatories.versions.models import Preparation
from signatories.versions.rules import committee, may_adopt, may_prepare, readers

TEMPLATES = "signatories/versions/"


@readers
@require_safe
def versions(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """What is in force, what waits for the comité, what is being written, what was signed before."""
    context = queries.versions(actor) | {"may_prepare": may_prepare(actor)}
    return render(request, f"{TEMPLATES}versions.html", context)


@national
@require_POST
def begin(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    with refusal_said(request):
        return redirect("versions:text", preparing.begin(by=actor).pk)
    return redirect("versions:list")


@national
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, actor: TeamMember, pk: int) -> HttpResponse:
    """The whole text, as one writes it."""
    preparation = _preparation(pk)
    initial = {"source": preparation.source, "revision": preparation.revision}
    form = SourceForm(request.POST or None, initial=initial)
    if "both" in request.POST:
        form.put_together()
    elif request.method == "POST" and form.is_valid():
        with refusal_on(form, "source"), both_shown_on(form):
            preparing.write_text(preparation, by=actor, **form.cleaned_data)
            return redirect("versions:propose", pk)
    return render(request, f"{TEMPLATES}text.html", {"preparation": preparation, "form": form})


@national
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, actor: TeamMember, pk: int) -> HttpResponse:
    """What changes, then the button that asks the comité."""
    preparation = _preparation(pk)
    form = ProposeForm(request.POST or None, initial={"revision": preparation.revision})
    if request.method == "POST" and form.is_valid():
        with refusal_said(request):
            version = preparing.propose(preparation, by=actor, **form.cleaned_data)
            messages.success(request, "C’est proposé\u202f: le comité de suivi est prévenu.")
            return redirect("versions:version", version.version)
        return redirect("versions:propose", pk)
    context = {"preparation": preparation, "form": form} | queries.prepared(preparation)
    return render(request, f"{TEMPLATES}propose.html", context)


@national
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, actor: TeamMember, pk: int) -> HttpResponse:
    preparation = _preparation(pk)
    if request.method == "POST":
        preparing.discard(preparation, by=actor)
        messages.success(request, "Le texte en préparation est supprimé.")
        return redirect("versions:list")
    return render(request, f"{TEMPLATES}discard.html", {"preparation": preparation})


@readers
@require_safe
def version(request: HttpRequest, actor: TeamMember, version: str) -> HttpResponse:
    """A version beside the one before it, and what its adoption did, or would do."""
    found = get_object_or_404(CharterVersion, version=version)
    context = queries.compared(found) | {"may_adopt": may_adopt(actor), "may_prepare": may_prepare(actor)}
    return render(request, f"{TEMPLATES}version.html", context)


@committee
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, actor: TeamMember, version: str) -> HttpResponse:
    """What changes, what will happen, and who says so."""
    found = get_object_or_404(CharterVersion, version=version)
    form = AdoptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            charter.adopt(found, by=actor, on=form.cleaned_data["on"])
            messages.success(request, "Le texte est adopté\u202f: c’est lui que l’on signe désormais.")
            return redirect("versions:version", version)
    found.refresh_from_db()
    context = queries.compared(found) | {"form": form, "name": actor.person.full_name}
    return render(request, f"{TEMPLATES}adopt.html", context)


@national
@require_POST
def take_back(request: HttpRequest, actor: TeamMember, version: str) -> HttpResponse:
    found = get_object_or_404(CharterVersion, version=version)
    with refusal_said(request):
        preparing.take_back(found, by=actor)
        messages.success(request, "La proposition est retirée.")
        return redirect("versions:list")
    return redirect("versions:version", version)


@animators
@require_safe
@tidied(Wave)
def wave(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Who was invited to sign the text of today, and what they made of it."""
    asked = waves.wave_of_today()
    shown = listing(Wave.read(request.GET), waves.renewals(asked, actor))
    context = {"text": asked, "tallies": queries.linked(asked, actor) if asked else []}
    return show(request, f"{TEMPLATES}wave.html", shown, **context)


def _preparation(pk: int) -> Preparation:
    found = Preparation.objects.select_related("base", "begun_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found

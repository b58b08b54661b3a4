"""/animation/etiquettes/: the words that the team files associations by."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.people.actors import TeamMember
from signatories.people.audiences import national
from signatories.tags import actions, queries
from signatories.tags.forms import LabelForm

TEMPLATES = "signatories/tags/"


@national
@require_http_methods(["GET", "HEAD", "POST"])
def tags(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """All of them, and a new one."""
    form = LabelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form, "label"):
            made = actions.make(**form.cleaned_data, by=actor)
            messages.success(request, f"L’étiquette «\u202f{made}\u202f» est prête. Personne ne la porte encore.")
            return redirect("tags:list")
    return render(request, f"{TEMPLATES}list.html", {"form": form, "tags": queries.every_tag(actor)})


@national
@require_http_methods(["GET", "HEAD", "POST"])
def tag(request: HttpRequest, actor: TeamMember, pk: int) -> HttpResponse:
    """Say it otherwise."""
    found = get_object_or_404(queries.every_tag(actor), pk=pk)
    form = LabelForm(request.POST or None, initial={"label": found.label})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form, "label"):
            renamed = actions.rename(found, **form.cleaned_data, by=actor)
            messages.success(request, f"L’étiquette s’appelle «\u202f{renamed}\u202f».")
            return redirect("tags:list")
    return render(request, f"{TEMPLATES}tag.html", {"tag": found, "form": form})


@national
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, actor: TeamMember, pk: int) -> HttpResponse:
    """After a page that says who bears it."""
    found = get_object_or_404(queries.every_tag(actor), pk=pk)
    if request.method == "POST":
        with refusal_said(request):
            actions.remove(found, by=actor)
            messages.success(request, f"L’étiquette «\u202f{found}\u202f» est supprimée.")
        return redirect("tags:list")
    return render(request, f"{TEMPLATES}remove.html", {"tag": found})

"""/animation/ensemble/: what is done to several associations of the list at once, read on one page and ticked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from qpv_charter.toolkit.refusals import refusal_on
from signatories.following.lists import Associations
from signatories.following.queries import association
from signatories.moderation.decisions import DECISIONS, take_together
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators
from signatories.signatures.models import Signature
from signatories.tags.actions import file_under, put_on, take_off
from signatories.tags.models import Tag
from signatories.tags.queries import tags_of
from signatories.together import queries
from signatories.together.forms import PUT, FilingForm, PauseForm, TagsForm
from signatories.together.words import are_filed, are_paused

TEMPLATES = "signatories/together/"
PAUSE = DECISIONS["pause"]


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Put a tag on those of a list that are ticked, or take it off; all are, until somebody unticks one."""
    found = queries.choice(request.GET.urlencode(), actor)
    form = FilingForm(request.POST or None, among=Organisation.objects.visible_to(actor))
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            asked = form.cleaned_data
            act = put_on if asked["what"] == PUT else take_off
            done = act(asked["tag"], asked["associations"], by=actor)
            messages.success(request, are_filed(len(done), asked["tag"], put=asked["what"] == PUT))
            return _back(request)
    context = {"found": found, "form": form, "ticked": _ticked(form, "associations"), "tags": Tag.objects.exists()}
    return render(request, f"{TEMPLATES}file.html", context)


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Pause the signatures that the rules allow to pause, of those of a list that stay ticked."""
    found = queries.choice(request.GET.urlencode(), actor)
    form = PauseForm(request.POST or None, among=Signature.objects.visible_to(actor))
    if request.method == "POST" and form.is_valid():
        refused = take_together(PAUSE, read := form.read, by=actor.person, data=form.cleaned_data)
        if paused := len(read) - len(refused):
            messages.success(request, are_paused(paused))
        for signature, why in refused.items():
            messages.warning(request, f"{signature.organisation.name} n’est pas en pause\u202f: {why}")
        return _back(request)
    ready, spared = queries.sorted_for_a_pause(found.rows, actor)
    context = {"found": found, "form": form, "ready": ready, "spared": spared, "decision": PAUSE}
    return render(request, f"{TEMPLATES}pause.html", context | {"ticked": _ticked(form, "signatures")})


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def tags(request: HttpRequest, actor: TeamMember, slug: str) -> HttpResponse:
    """What one association is filed under."""
    organisation = get_object_or_404(association(slug, actor)).organisation
    form = TagsForm(request.POST or None, initial={"tags": tags_of(organisation)})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            file_under(organisation, **form.cleaned_data, by=actor)
            messages.success(request, "Ses étiquettes sont enregistrées.")
            return redirect("following:association", organisation.slug)
    return render(request, f"{TEMPLATES}tags.html", {"organisation": organisation, "form": form})


def _back(request: HttpRequest) -> HttpResponse:
    """To the list, as it was asked."""
    return redirect(Associations(filters=Associations.read(request.GET).filters).href())


def _ticked(form: Any, name: str) -> set[str] | None:
    """What was ticked in a form that is shown again; None for all, the first time."""
    return set(form.data.getlist(name)) if form.is_bound else None

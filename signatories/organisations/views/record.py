"""Changing one part of the record."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations import actions
from signatories.organisations.parts import PARTS
from signatories.organisations.queries import looked_after_by
from signatories.people.models import User


def edit(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """One part's form; "Chercher" shows it again with what the search found, and saves nothing."""
    organisation = get_object_or_404(looked_after_by(request.user), slug=slug)
    chosen = PARTS.get(part)
    if chosen is None:
        raise Http404
    sent: dict[str, Any] = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = chosen.form(organisation=organisation, **sent)
    if request.method == "POST" and "find" not in request.POST and form.is_valid():
        try:
            chosen.write(organisation, by=_person(request), **form.facts())
        except ActionRefused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, "C’est enregistré.")
            return redirect("portal:space_detail", slug=organisation.slug)
    context = {"organisation": organisation, "part": chosen, "form": form}
    return render(request, "signatories/organisations/edit.html", context)


@require_POST
def remove_logo(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(looked_after_by(request.user), slug=slug)
    actions.remove_logo(organisation, by=_person(request))
    messages.success(request, "Le logo est retiré.")
    return redirect("organisations:edit", slug=organisation.slug, part="logo")


def _person(request: HttpRequest) -> User:
    """Who is signed in; the scope has already turned everybody else away."""
    user = request.user
    if not user.is_authenticated:
        raise Http404
    return user

"""Erasing a person or an association, after a page that says exactly what goes and what stays."""

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.search import matching
from qpv_charter.toolkit.text import clean_line
from signatories.erasure.actions import erase_organisation, erase_person
from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.people.rules import team_member
from signatories.signatures.models import Mandate

MOST_SHOWN = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find whom a request for erasure is about: a person by the whole address, an association by its name."""
    team_member(request)
    typed = clean_line(request.GET.get("q", ""))[:200]
    context = {
        "typed": typed,
        "people": User.objects.filter(email__iexact=typed, erased_at=None) if typed else User.objects.none(),
        "organisations": _named(typed) if typed else [],
    }
    return render(request, "signatories/erasure/search.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    by = team_member(request)
    user = get_object_or_404(User, pk=pk, erased_at=None)
    context = {
        "subject": user,
        "memberships": user.memberships.current().select_related("organisation"),
        "mandates": Mandate.objects.filter(signer=user).select_related("signature__organisation"),
        "is_oneself": user == by,
    }
    if request.method == "POST" and user != by:
        erase_person(user, by=by)
        messages.success(request, "Les données de cette personne sont effacées.")
        return redirect("erasure:search")
    return render(request, "signatories/erasure/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    by = team_member(request)
    subject = get_object_or_404(Organisation, pk=pk, erased_at=None)
    if request.method == "POST":
        try:
            erase_organisation(subject, by=by)
        except ActionRefused as refusal:
            messages.error(request, refusal.reason)
            return redirect("erasure:organisation", pk=pk)
        messages.success(request, "Les données de cette association sont effacées.")
        return redirect("erasure:search")
    context = {"subject": subject, "standing": subject.signatures.standing()}
    return render(request, "signatories/erasure/organisation.html", context)


def _named(typed: str) -> QuerySet[Organisation]:
    found = matching(Organisation.objects.filter(erased_at=None), typed, field="name_key")
    return found.select_related("commune")[:MOST_SHOWN]

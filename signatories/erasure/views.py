"""Erasing a person or an association, after a page that says exactly what goes and what stays."""

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from qpv_charter.toolkit.mailboxes import LONGEST
from qpv_charter.toolkit.refusals import refusal_said
from qpv_charter.toolkit.search import matching
from qpv_charter.toolkit.text import clean_line
from signatories.erasure.actions import (
    erase_address,
    erase_organisation,
    erase_person,
    erase_signer,
    still_standing,
)
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.audiences import national
from signatories.people.models import User
from signatories.people.queries import known_by, person_of
from signatories.signatures.models import Mandate
from signatories.signatures.queries import mandates_of, paper_signers

MOST_SHOWN = 20


@national
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Find whom a request for erasure is about: a person by the whole address, today's or a former one, somebody
    who signed on paper by the name, an association by its own.

    Sent by POST, which changes nothing: what an address holds stays in the logs of proxies and in the browser's
    history, and who is looked for here is to be forgotten."""
    typed = clean_line(request.POST.get("q", ""))[:LONGEST]
    context = {
        "typed": typed,
        "people": known_by(typed) if typed else [],
        "is_an_address": "@" in typed and not person_of(typed),
        "signers": paper_signers(typed)[:MOST_SHOWN] if typed else [],
        "organisations": _named(typed) if typed else [],
    }
    return render(request, "signatories/erasure/search.html", context)


@national
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, actor: TeamMember, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk, erased_at=None)
    context = {
        "subject": user,
        "memberships": user.memberships.current().select_related("organisation"),
        "mandates": mandates_of(user),
        "is_oneself": user == actor.person,
    }
    if request.method == "POST" and user != actor.person:
        with refusal_said(request):
            erase_person(user, by=actor.person)
            messages.success(request, "Les données de cette personne sont effacées.")
        return redirect("erasure:search")
    return render(request, "signatories/erasure/person.html", context)


@national
@require_POST
def address(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Forget whoever left this address and never had an account."""
    typed = clean_line(request.POST.get("address", ""))
    with refusal_said(request):
        erase_address(typed, by=actor.person)
        messages.success(request, "Ce qui était lié à cette adresse est effacé.")
    return redirect("erasure:search")


@national
@require_http_methods(["GET", "HEAD", "POST"])
def signer(request: HttpRequest, actor: TeamMember, pk: int) -> HttpResponse:
    """Somebody whose name stands on a paper, and who has no account."""
    found = Mandate.objects.filter(signer=None).select_related("signature__organisation")
    mandate = get_object_or_404(found, pk=pk)
    if request.method == "POST":
        with refusal_said(request):
            erase_signer(mandate, by=actor.person)
            messages.success(request, "Le nom de cette personne est effacé.")
        return redirect("erasure:search")
    return render(request, "signatories/erasure/signer.html", {"mandate": mandate})


@national
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    subject = get_object_or_404(Organisation, pk=pk, erased_at=None)
    if request.method == "POST":
        with refusal_said(request):
            erase_organisation(subject, by=actor.person)
            messages.success(request, "Les données de cette association sont effacées.")
            return redirect("erasure:search")
        return redirect("erasure:organisation", pk=pk)
    context = {"subject": subject, "standing": still_standing(subject)}
    return render(request, "signatories/erasure/organisation.html", context)


def _named(typed: str) -> QuerySet[Organisation]:
    found = matching(Organisation.objects.filter(erased_at=None), typed, field="name_key")
    return found.select_related("commune")[:MOST_SHOWN]

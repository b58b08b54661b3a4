"""Two records of one association: found, compared, joined, and parted again."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qpv_charter.toolkit.refusals import refusal_on
from qpv_charter.toolkit.text import clean_line
from signatories.history.queries import revision_of
from signatories.merging import actions, queries
from signatories.merging.forms import PartForm, UnionForm
from signatories.merging.models import Union
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators

TEMPLATES = "signatories/merging/"
MEANWHILE = (
    "Il s’est passé quelque chose sur une de ces fiches depuis que vous avez lu cette page. "
    "Relisez, puis choisissez."
)
LONGEST = 200


@animators
@require_safe
def choose(request: HttpRequest, actor: TeamMember, slug: str) -> HttpResponse:
    """The other record: one that looks like it, or that one looks for."""
    organisation = _record(actor, slug)
    typed = clean_line(request.GET.get("q", ""))[:LONGEST]
    context = {
        "organisation": organisation,
        "typed": typed,
        "alike": queries.alike(organisation, actor),
        "found": queries.found(organisation, typed, actor) if typed else [],
    }
    return render(request, f"{TEMPLATES}choose.html", context)


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, actor: TeamMember, slug: str, other: str) -> HttpResponse:
    """Both side by side, what is chosen between them, and what moves; the first is the one that is kept."""
    kept, joined = _record(actor, slug), _record(actor, other)
    now = revision_of(kept, joined)
    form = UnionForm(request.POST or None, kept=kept, joined=joined, initial={"vu": now})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            if form.cleaned_data["vu"] != now:
                form.show_again(now, MEANWHILE)
            union = actions.join(kept, joined, by=actor, chosen=form.chosen, counted=form.counted)
            messages.success(
                request, "C’est fait\u202f: il n’y a plus qu’une fiche. Les contacts des deux sont prévenus."
            )
            return redirect("merging:union", union.pk)
    context = {
        "form": form,
        "kept": kept,
        "joined": joined,
        "records": [queries.beside("Fiche gardée", kept), queries.beside("Fiche réunie", joined)],
        "moves": queries.what_moves(joined),
    }
    return render(request, f"{TEMPLATES}compare.html", context)


@animators
@require_safe
def union(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """What was done, and what stayed if it was undone."""
    found = _union(actor, pk)
    context = {"union": found, "moved": queries.what_moved(found), "stayed": queries.what_stayed(found)}
    return render(request, f"{TEMPLATES}union.html", context)


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """A page says what comes back, its button does it."""
    found = _union(actor, pk)
    form = PartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_on(form):
            actions.part(found, by=actor)
            messages.success(
                request, "C’est fait\u202f: les deux fiches sont séparées. Leurs contacts sont prévenus."
            )
            return redirect("merging:union", pk)
    context = {"union": found, "form": form, "moved": queries.what_moved(found)}
    return render(request, f"{TEMPLATES}part.html", context)


def _record(actor: TeamMember, slug: str) -> Organisation:
    rows = Organisation.objects.visible_to(actor).filter(erased_at=None)
    return get_object_or_404(rows.select_related("commune__department"), slug=slug)


def _union(actor: TeamMember, pk: uuid.UUID) -> Union:
    rows = Union.objects.visible_to(actor).select_related("kept", "joined", "made_by", "parted_by")
    return get_object_or_404(rows, pk=pk)

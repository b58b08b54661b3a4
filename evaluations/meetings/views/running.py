"""What who runs a meeting does with it: preparing, the door, the wall, approving."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.scope.asking import who_asks
from evaluations.meetings import printing, queries
from evaluations.meetings.actions import announcing, holding, posters
from evaluations.meetings.forms import PosterForm, PresentForm, WordsForm
from evaluations.meetings.models import YearlyMeeting
from evaluations.meetings.places import SAID_TOGETHER
from evaluations.meetings.rules import FEWEST, runs
from qpv_charter.toolkit.audiences import signed_in
from qpv_charter.toolkit.pdf import pdf_response
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from qpv_charter.toolkit.revisions import both_shown_on
from qpv_charter.toolkit.templatetags.toolkit import counted
from signatories.organisations.actors import contact_of
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor

TEMPLATES = "evaluations/meetings/"
NOTED = ("association notée", "associations notées")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How one comes and what is talked about, beside what it may be prepared from."""
    actor, meeting = _run(request, pk)
    kept = {name: getattr(meeting, name) for name in ("travel", "by_phone", "agenda", "revision")}
    form = WordsForm(request.POST or None, initial=kept)
    if "both" in request.POST:
        form.put_together()
    elif request.method == "POST" and form.is_valid():
        with refusal_on(form), both_shown_on(form):
            announcing.prepare(meeting, by=actor, words=form.words(), read=form.cleaned_data["revision"])
            messages.success(request, "C’est enregistré.")
            return redirect(meeting)
    context = {
        "form": form,
        "meeting": meeting,
        "asked": queries.points_asked(meeting, actor),
        "sections": SAID_TOGETHER.gather(meeting.campaign, actor),
    }
    return render(request, f"{TEMPLATES}prepare.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who is there: a list to tick from a phone, by several at once."""
    actor, meeting = _run(request, pk)
    form = PresentForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            made = holding.note_present(meeting, by=actor, organisations=form.who(), how=form.cleaned_data["how"])
            messages.success(request, f"{counted(len(made), NOTED)}.")
            return redirect("meetings:door", meeting.pk)
    context = {"form": form, "meeting": meeting, "present": queries.presences(meeting)}
    return render(request, f"{TEMPLATES}door.html", context)


@signed_in
@require_POST
def take_off(request: HttpRequest, pk: uuid.UUID, presence: int) -> HttpResponse:
    """An association was not there after all."""
    actor, meeting = _run(request, pk)
    found = get_object_or_404(meeting.present.select_related("organisation", "meeting"), pk=presence)
    with refusal_said(request):
        holding.take_off(found, by=actor)
    return redirect("meetings:door", meeting.pk)


@signed_in
@require_POST
def give_to_read(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The notes, to those who were there."""
    actor, meeting = _run(request, pk)
    with refusal_said(request):
        holding.give_to_read(meeting, by=actor)
        messages.success(request, "Les notes sont à relire pendant dix jours.")
    return redirect(meeting)


@signed_in
@require_POST
def approve(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The minutes are as they should be: they are published."""
    actor, meeting = _run(request, pk)
    with refusal_said(request):
        holding.approve(meeting, by=actor)
        messages.success(request, "Le compte rendu est approuvé.")
    return redirect(meeting)


@signed_in
@require_safe
def wall(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The posters to enter, neighbourhood by neighbourhood, and those entered."""
    _, meeting = _run(request, pk)
    context = {
        "meeting": meeting,
        "posters": queries.posters_of(meeting),
        "neighbourhoods": queries.neighbourhoods_of(meeting).prefetch_related("communes"),
        "questions": queries.on_the_wall(meeting.campaign),
        "present": meeting.present.count(),
        "fewest": FEWEST,
    }
    return render(request, f"{TEMPLATES}wall.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def poster(request: HttpRequest, pk: uuid.UUID, code: str, question: str) -> HttpResponse:
    """What the room put on one poster."""
    actor, meeting = _run(request, pk)
    qpv = get_object_or_404(queries.neighbourhoods_of(meeting).prefetch_related("communes"), pk=code.upper())
    asked = next((each for each in queries.on_the_wall(meeting.campaign) if each.slug == question), None)
    if asked is None:
        raise Http404
    entered = meeting.posters.filter(question=asked, qpv=qpv).first()
    dots = meeting.present.count() >= FEWEST
    form = PosterForm(request.POST or None, question=asked, poster=entered, dots=dots)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form), both_shown_on(form):
            read = form.cleaned_data["revision"]
            posters.write_poster(meeting, asked, qpv, by=actor, wall=form.wall(), read=read)
            messages.success(request, "L’affiche est enregistrée.")
            return redirect("meetings:wall", meeting.pk)
    context = {"form": form, "meeting": meeting, "question": asked, "qpv": qpv, "dots": dots, "fewest": FEWEST}
    return render(request, f"{TEMPLATES}poster.html", context)


@signed_in
@require_safe
def cards(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """What one prints before the room comes in: the posters, what had been decided, a page for whoever leads."""
    actor, meeting = _run(request, pk)
    document = printing.cards(queries.shown(meeting, actor))
    return pdf_response(request, document, filename="Cartes.pdf", public=False)


def _run(request: HttpRequest, pk: uuid.UUID) -> tuple[Actor, YearlyMeeting]:
    """Who asks, for the association of hers that welcomes it, and the meeting, if she runs it. Raises Http404."""
    actor = who_asks(request)
    meeting = get_object_or_404(queries.meetings(actor), pk=pk)
    host = meeting.gathering.organisation
    if actor.person and not actor.roles and Organisation.objects.of(actor.person).filter(pk=host.pk).exists():
        actor = contact_of(request, host.slug)
    if not runs(actor, meeting):
        raise Http404
    return actor, meeting

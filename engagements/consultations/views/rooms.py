"""« Qui dépose quoi ? »: for the associations of a place, each its own lines, then everybody's at one hour."""

import uuid
from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.consultations.actions import outcomes
from engagements.consultations.actions import rooms as actions
from engagements.consultations.models import Call, Consultation, Line, Partner
from engagements.consultations.room_forms import HourForm, InviteForm, LineForm, NoteForm, OpenForm, OutcomeForm
from engagements.consultations.rooms import reads_the_outcome, room_of
from engagements.consultations.rules import leads, may_open
from engagements.scope.asking import who_asks
from engagements.scope.places import Place, place_of
from qpv_charter.toolkit.audiences import signed_in
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from qpv_charter.toolkit.revisions import both_shown_on
from signatories.organisations.actors import Contact, contact_of
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor

TEMPLATES = "engagements/consultations/"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def room_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Opening a consultation on a call."""
    actor = who_asks(request)
    call = get_object_or_404(Call.objects.visible_to(actor).with_place(), pk=pk)
    if not may_open(actor, call):
        raise Http404
    asked = request.POST or None
    form = OpenForm(asked, organisation=actor.organisation) if isinstance(actor, Contact) else HourForm(asked)
    if request.method == "POST" and form.is_valid():
        place = form.place if isinstance(form, OpenForm) else _place_of(call)
        hour = {name: form.cleaned_data[name] for name in ("day", "at", "where")}
        with refusal_on(form):
            room = actions.open_consultation(call, by=actor, place=place, **hour)
            messages.success(request, "C’est ouvert. Écrivez votre ligne\u202f: elle s’ouvrira avec les autres.")
            return redirect(room)
    return render(request, f"{TEMPLATES}room_form.html", {"form": form, "call": call})


@signed_in
@require_safe
def room(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One's own lines; everybody's, from the common hour, to who has one; to the team, how many."""
    actor, found = asked_room(request, pk)
    return render(request, f"{TEMPLATES}room.html", {"room": room_of(found, actor), "call": found.call})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def hour(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another common hour, told at once to those who take part."""
    actor, found = asked_room(request, pk)
    if not leads(actor, found):
        raise Http404
    initial = {"day": found.day, "at": found.at, "where": found.where}
    form = HourForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.move_hour(found, by=actor, **form.cleaned_data)
            messages.success(request, "C’est changé. Les associations qui ont une ligne sont prévenues.")
            return redirect(found)
    return render(request, f"{TEMPLATES}room_form.html", {"form": form, "call": found.call, "room": found})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def room_invite(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Letting in a signatory of the department that did not act there when it opened."""
    actor, found = asked_room(request, pk)
    if not leads(actor, found):
        raise Http404
    form = InviteForm(request.POST or None, room=found)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.invite(found, form.cleaned_data["organisation"], by=actor)
            messages.success(request, "C’est fait\u202f: elle peut écrire sa ligne.")
            return redirect(found)
    return render(request, f"{TEMPLATES}invite.html", {"form": form, "room": found, "call": found.call})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def line_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One's own line; or, for who leads, that of another."""
    actor, found = asked_room(request, pk)
    if not Consultation.objects.open_to(actor).filter(pk=found.pk).exists():
        raise Http404
    form = LineForm(request.POST or None, room=found, actor=actor)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.say(found, form.facts(), by=actor)
            messages.success(request, "Votre ligne est écrite.")
            return redirect(found)
    return render(request, f"{TEMPLATES}line_form.html", {"form": form, "room": found, "call": found.call})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def line_note(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The round of the table: somebody else's line, which its association receives to correct."""
    actor, found = asked_room(request, pk)
    has_one = Line.objects.opening().of(actor).filter(consultation=found).exists()
    if not (has_one or leads(actor, found)):
        raise Http404
    form = NoteForm(request.POST or None, room=found, actor=actor)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.note(found, form.facts(), by=actor, **form.whose())
            messages.success(
                request, "C’est noté. L’association la reçoit pour la relire, si elle a un contact ici."
            )
            return redirect("consultations:note", found.pk)
    context = {"form": form, "room": found, "call": found.call, "noting": True}
    return render(request, f"{TEMPLATES}line_form.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def line_edit(request: HttpRequest, pk: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    """Correcting one's line, or taking it back."""
    actor, found = asked_room(request, pk)
    own = get_object_or_404(Line.objects.visible_to(actor).standing().of(actor), pk=line, consultation=found)
    form = LineForm(request.POST or None, room=found, actor=actor, line=own)
    if "take_back" in request.POST:
        with refusal_said(request):
            actions.take_back(own, by=actor)
            messages.success(request, "Votre ligne est reprise\u202f: plus personne ne la lit.")
        return redirect(found)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form), both_shown_on(form):
            actions.change(own, form.facts(), by=actor, read=form.cleaned_data["revision"])
            messages.success(request, "C’est enregistré.")
            return redirect(found)
    context = {"form": form, "room": found, "call": found.call, "line": own}
    return render(request, f"{TEMPLATES}line_form.html", context)


@signed_in
@require_POST
def line_join(request: HttpRequest, pk: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    """Asking to join the project of another association."""
    actor, found = asked_room(request, pk)
    other = get_object_or_404(Line.objects.visible_to(actor).standing(), pk=line, consultation=found)
    with refusal_said(request):
        actions.ask_to_join(other, by=actor)
        messages.success(request, "C’est demandé\u202f: l’association reçoit un message.")
    return redirect(found)


@signed_in
@require_POST
def partner_accept(request: HttpRequest, pk: uuid.UUID, partner: int) -> HttpResponse:
    """Saying yes to an association that asks to join one's project."""
    actor, found = asked_room(request, pk)
    mine = Line.objects.visible_to(actor).standing().of(actor).filter(consultation=found)
    with refusal_said(request):
        actions.accept(get_object_or_404(Partner, pk=partner, line__in=mine), by=actor)
        messages.success(request, "C’est accepté\u202f: vous déposez ensemble.")
    return redirect(found)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def room_conclude(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Saying what came of it."""
    actor, found = asked_room(request, pk)
    if not reads_the_outcome(found, actor):
        raise Http404
    form = OutcomeForm(request.POST or None, room=found)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            outcomes.conclude(found, by=actor, **form.cleaned_data)
            messages.success(request, "C’est dit. Seules les associations qui ont une ligne le lisent.")
            return redirect(found)
    return render(request, f"{TEMPLATES}conclude.html", {"form": form, "room": found, "call": found.call})


@signed_in
@require_POST
def room_reopen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Beginning again."""
    actor, found = asked_room(request, pk)
    if not reads_the_outcome(found, actor):
        raise Http404
    with refusal_said(request):
        outcomes.reopen(found, by=actor)
        messages.success(request, "La concertation est rouverte.")
    return redirect(found)


def _place_of(call: Call) -> Place:
    return place_of(qpvs=list(call.qpvs.all()), commune=call.commune, department=call.department)


def asked_room(request: HttpRequest, pk: uuid.UUID) -> tuple[Actor, Consultation]:
    """Who asks, for the association of hers to which it is open, and the consultation. Raises Http404."""
    rooms = Consultation.objects.with_place().select_related("call__commune", "call__department", "organiser")
    for actor in _asking(request, pk):
        found = rooms.visible_to(actor).filter(pk=pk).first()
        if found:
            return actor, found
    raise Http404


def _asking(request: HttpRequest, pk: uuid.UUID) -> Iterator[Actor]:
    """Who asks; then, for each of her associations that belongs to it."""
    actor = who_asks(request)
    yield actor
    if not actor.roles:
        for organisation in Organisation.objects.of(request.user).filter(pk__in=_parties(pk)):
            yield contact_of(request, organisation.slug)


def _parties(pk: uuid.UUID) -> list[uuid.UUID]:
    return list(Consultation.objects.filter(pk=pk).values_list("parties__organisation", flat=True))

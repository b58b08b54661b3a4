"""What those who take part do with a sheet."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from engagements.debates import queries
from engagements.debates.actions import inviting, points, sheets
from engagements.debates.forms import InviteForm, NoteForm, PointForm, PrepareForm, ReadersForm
from engagements.debates.models import Part, Point, Sheet, SheetGuest, State
from engagements.debates.rules import leads, may_change, takes_part, within
from engagements.debates.views.reading import asked_sheet
from engagements.decisions.forms import FactsForm
from engagements.invited.forms import InvitedForm
from engagements.participation.models import Gathering
from qpv_charter.toolkit.audiences import signed_in
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from qpv_charter.toolkit.revisions import both_shown_on
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.people.actors import Actor

TEMPLATES = "engagements/debates/"
Press = Callable[[Sheet, Actor, HttpRequest], object]


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, actor: Contact) -> HttpResponse:
    """A debate before or after a project."""
    form = PrepareForm(request.POST or None, organisation=actor.organisation)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            stage = form.cleaned_data["stage"]
            place, words, readers = form.place, form.words(), form.readers()
            sheet = sheets.prepare(by=actor, place=place, words=words, stage=stage, readers=readers)
            messages.success(request, "Le débat est préparé.")
            return redirect(sheet)
    context = {"form": form, "organisation": actor.organisation, "may_prepare": queries.may_prepare(actor)}
    return render(request, f"{TEMPLATES}prepare.html", context)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def take_notes(request: HttpRequest, actor: Contact, pk: uuid.UUID) -> HttpResponse:
    """From a gathering to its notes."""
    rows = Gathering.objects.filter(organisation=actor.organisation).with_place()
    gathering = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        with refusal_said(request):
            return redirect(sheets.take_notes(gathering, by=actor))
    context = {"gathering": gathering, "organisation": actor.organisation}
    return render(request, f"{TEMPLATES}take_notes.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The page of the meeting: what was to be done, the next date, then the three parts, a form each."""
    actor, sheet = _taken_part(request, pk)
    if sheet.state != State.HELD:
        return redirect(sheet)
    forms = {part: _point_form(request, sheet, part) for part in Part}
    sent = forms.get(Part(request.POST["part"])) if request.POST.get("part") in Part else None
    if sent and sent.is_valid():
        with refusal_on(sent):
            points.add(sheet, sent.said(), by=actor)
            messages.success(request, "C’est écrit.")
            return redirect("debates:run", sheet.pk)
    shown = queries.shown(sheet, actor)
    context = {
        "sheet": sheet,
        "shown": shown,
        "columns": [(column, forms[column.part]) for column in shown.columns],
        "form": sent,
        "before": queries.to_do_before(sheet, actor),
        "next": queries.next_gathering(sheet, actor),
    }
    return render(request, f"{TEMPLATES}run.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: HttpRequest, pk: uuid.UUID, point: uuid.UUID) -> HttpResponse:
    """Saying a point otherwise, or taking it off."""
    actor, sheet = _taken_part(request, pk)
    found = get_object_or_404(sheet.points.select_related("voice", "organisation"), pk=point)
    if not sheet.is_open or not may_change(actor, found, leading=leads(actor, sheet)):
        raise Http404
    if "strike" in request.POST:
        with refusal_said(request):
            points.strike(found, by=actor)
            messages.success(request, "Ce point est retiré.")
        return redirect(sheet)
    form = _point_form(request, sheet, found.part, found)
    if "both" in request.POST:
        form.put_together()
    elif request.method == "POST" and form.is_valid():
        with refusal_on(form), both_shown_on(form):
            points.change(found, form.said(), by=actor, read=form.cleaned_data["revision"])
            messages.success(request, "C’est corrigé.")
            return redirect(sheet)
    return render(request, f"{TEMPLATES}point.html", {"form": form, "sheet": sheet})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Something decided: what, who, which month."""
    actor, sheet = _taken_part(request, pk)
    if not sheet.is_open:
        raise Http404
    form = FactsForm(request.POST or None, within=within(sheet))
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            points.decide_there(sheet, form.facts(), by=actor)
            messages.success(request, "C’est décidé. Qui s’en charge le voit dans son espace.")
            return redirect("debates:run", sheet.pk)
    return render(request, f"{TEMPLATES}decide.html", {"form": form, "sheet": sheet})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """An association of the department; or somebody of none, by a link with an end."""
    actor, sheet = _led(request, pk)
    guest = request.method == "POST" and "called" in request.POST
    form = InviteForm(request.POST if request.method == "POST" and not guest else None, sheet=sheet)
    guest_form = InvitedForm(request.POST if guest else None, lasts=inviting.GUESTS)
    address = ""
    if guest and guest_form.is_valid():
        with refusal_on(guest_form):
            key = inviting.invite_guest(sheet, by=actor, **guest_form.cleaned_data)
            address = absolute(reverse("debates:key", args=[key.clear]))
            guest_form = InvitedForm(lasts=inviting.GUESTS)
    elif form.is_valid():
        with refusal_on(form):
            inviting.invite(sheet, form.cleaned_data["association"], by=actor)
            messages.success(request, "C’est fait\u202f: elle lit la fiche et peut y écrire.")
            return redirect("debates:invite", sheet.pk)
    context = {
        "sheet": sheet,
        "form": guest_form if guest else form,
        "invite": form,
        "guest": guest_form,
        "address": address,
        "guests": queries.guests(sheet),
        "parties": sheet.parties.select_related("organisation"),
    }
    return render(request, f"{TEMPLATES}invite.html", context)


@signed_in
@require_POST
def end_guest(request: HttpRequest, pk: uuid.UUID, guest: int) -> HttpResponse:
    """End the invitation of somebody of no association."""
    actor, sheet = _led(request, pk)
    inviting.end_guest(get_object_or_404(SheetGuest, pk=guest, sheet=sheet), by=actor)
    messages.success(request, "L’invitation est retirée\u202f: son lien ne s’ouvre plus.")
    return redirect("debates:invite", sheet.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def readers(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who reads it."""
    actor, sheet = _led(request, pk)
    initial = {"place_reads": sheet.place_reads, "wants_public": sheet.wants_public}
    form = ReadersForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with refusal_on(form):
            sheets.choose_readers(sheet, by=actor, readers=form.readers())
            messages.success(request, "C’est enregistré.")
            return redirect(sheet)
    return render(request, f"{TEMPLATES}readers.html", {"form": form, "sheet": sheet})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A dated note, once it is closed."""
    actor, sheet = _taken_part(request, pk)
    if sheet.state != State.CLOSED:
        raise Http404
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            sheets.add_note(sheet, by=actor, text=form.cleaned_data["text"])
            messages.success(request, "Votre note est ajoutée.")
            return redirect(sheet)
    return render(request, f"{TEMPLATES}note.html", {"form": form, "sheet": sheet})


def _pressed(act: Press, *, to: str = "debates:sheet") -> Callable[..., HttpResponse]:
    """A button of a sheet's page."""

    @signed_in
    @require_POST
    def press(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        actor, sheet = _taken_part(request, pk)
        with refusal_said(request):
            act(sheet, actor, request)
        return redirect(to, sheet.pk)

    return press


begin = _pressed(lambda sheet, actor, _: sheets.begin(sheet, by=actor), to="debates:run")
have_it_read = _pressed(lambda sheet, actor, _: sheets.have_it_read(sheet, by=actor))
agree = _pressed(lambda sheet, actor, request: sheets.agree(sheet, by=actor, yes="non" not in request.POST))
after = _pressed(lambda sheet, actor, _: sheets.open_after(sheet, by=actor))


def _taken_part(request: HttpRequest, pk: uuid.UUID) -> tuple[Actor, Sheet]:
    actor, sheet = asked_sheet(request, pk)
    if actor.person is None or not takes_part(actor, sheet):
        raise Http404
    return actor, sheet


def _led(request: HttpRequest, pk: uuid.UUID) -> tuple[Actor, Sheet]:
    actor, sheet = asked_sheet(request, pk)
    if actor.person is None or not leads(actor, sheet):
        raise Http404
    return actor, sheet


def _point_form(request: HttpRequest, sheet: Sheet, part: str, point: Point | None = None) -> PointForm:
    """The form of a part; what was sent is for one of them."""
    sent = request.POST if request.method == "POST" and (point or request.POST.get("part") == part) else None
    prefix = None if point else part
    return PointForm(sent, part=part, within=within(sheet), point=point, prefix=prefix)

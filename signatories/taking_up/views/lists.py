"""The screens of a list, for the national animators: file, columns, values, lines, summary."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qpv_charter.toolkit.lists import listing, show, tidied
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.people.actors import TeamMember
from signatories.people.audiences import national
from signatories.taking_up import actions, queries
from signatories.taking_up.forms import ColumnsForm, LinesForm, ReceiveForm, SheetForm, UndoForm, ValuesForm
from signatories.taking_up.lists import Imports
from signatories.taking_up.models import ListImport
from signatories.taking_up.screens import steps

TEMPLATES = "signatories/taking_up/"
ON_A_PAGE = 20  # questions, or lines: the next ones come once these are settled


@national
@require_http_methods(["GET", "HEAD", "POST"])
@tidied(Imports)
def imports(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """The lists, and the form that begins one."""
    form = ReceiveForm(request.POST, request.FILES) if request.method == "POST" else ReceiveForm()
    if form.is_bound and form.is_valid():
        with refusal_on(form, "file"):
            return _received(request, form, actor)
    shown = listing(Imports.read(request.GET), queries.imports(actor))
    return show(request, f"{TEMPLATES}list.html", shown, form=form)


def _received(request: HttpRequest, form: ReceiveForm, actor: TeamMember) -> HttpResponse:
    file, version = form.cleaned_data["file"], form.cleaned_data["charter_version"]
    before = queries.imports(actor).count()
    taken = actions.receive(file.read(), by=actor.person, name=file.name, charter_version=version)
    if queries.imports(actor).count() == before:
        messages.info(request, "Ce fichier a déjà été envoyé\u202f: voici où en est sa reprise. Rien n’a changé.")
        return redirect("taking_up:summary", taken.pk)
    return redirect("taking_up:columns", taken.pk)


@national
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    taken = _import(actor, pk)
    form = ColumnsForm(request.POST or None, columns=queries.columns(taken))
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.name_columns(taken, by=actor.person, columns=form.said())
            return redirect("taking_up:values", pk)
    sheets = SheetForm(list_import=taken) if len(taken.sheets) > 1 else None
    return _screen(request, "columns", taken, form=form, sheets=sheets)


@national
@require_POST
def sheet(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    taken = _import(actor, pk)
    form = SheetForm(request.POST, list_import=taken)
    if form.is_valid():
        with refusal_said(request):
            actions.read_sheet(taken, by=actor.person, title=form.cleaned_data["sheet"])
    return redirect("taking_up:columns", pk)


@national
@require_http_methods(["GET", "HEAD", "POST"])
def values(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """What one decision settles for many lines; the screen comes back until nothing is left to decide."""
    taken = _import(actor, pk)
    form = ValuesForm(request.POST or None, questions=taken.questions[:ON_A_PAGE])
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            decisions = form.decisions()
            if decisions:
                taken = actions.settle(taken, by=actor.person, decisions=decisions)
            return redirect("taking_up:values" if decisions and taken.questions else "taking_up:lines", pk)
    return _screen(request, "values", taken, form=form)


@national
@require_http_methods(["GET", "HEAD", "POST"])
def lines(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    """The lines still unclear, one by one."""
    taken = _import(actor, pk)
    form = LinesForm(request.POST or None, rows=queries.unclear(taken)[:ON_A_PAGE])
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            choices, answers = form.choices(), form.answers()
            if choices or answers:
                actions.choose(taken, by=actor.person, choices=choices, answers=answers)
            left = (choices or answers) and queries.unclear(taken).exists()
            return redirect("taking_up:lines" if left else "taking_up:summary", pk)
    return _screen(request, "lines", taken, form=form)


@national
@require_safe
def summary(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    taken = _import(actor, pk)
    shown = list(queries.entered(taken)[: queries.MOST_SHOWN])
    corrected = list(queries.updated(taken)[: queries.MOST_SHOWN])
    return _screen(request, "summary", taken, shown=shown, corrected=corrected, most=queries.MOST_SHOWN)


@national
@require_POST
def enter(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    with refusal_said(request):
        actions.begin_entering(_import(actor, pk), by=actor.person)
    return redirect("taking_up:summary", pk)


@national
@require_POST
def publish(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    with refusal_said(request):
        actions.begin_publishing(_import(actor, pk), by=actor.person)
        messages.success(
            request, "La publication est en route\u202f: rechargez cette page pour en voir l’avancée."
        )
    return redirect("taking_up:summary", pk)


@national
@require_POST
def tell(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    with refusal_said(request):
        actions.begin_telling(_import(actor, pk), by=actor.person)
        messages.success(request, "Les messages sont en route, un par adresse.")
    return redirect("taking_up:summary", pk)


@national
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    taken = _import(actor, pk)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.begin_undoing(taken, by=actor.person, reason=form.cleaned_data["reason"])
            return redirect("taking_up:summary", pk)
    numbers = {"untouched": taken.rows.untouched().count(), "corrected": queries.updated(taken).count()}
    return render(request, f"{TEMPLATES}undo.html", {"taken": taken, "form": form} | numbers)


def _import(actor: TeamMember, pk: uuid.UUID) -> ListImport:
    return get_object_or_404(ListImport.objects.visible_to(actor).select_related("charter_version"), pk=pk)


def _screen(request: HttpRequest, name: str, taken: ListImport, **more: Any) -> HttpResponse:
    """One of the screens, with how far the list is."""
    counts = queries.counts(taken)
    context = {"taken": taken, "counts": counts, "steps": steps(taken, counts, current=name), **more}
    return render(request, f"{TEMPLATES}{name}.html", context)

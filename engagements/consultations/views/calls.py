"""Calls: anyone reads them, signatories and the team write them."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.consultations import calendar, queries
from engagements.consultations.actions import calls as actions
from engagements.consultations.feeds import NextCalls
from engagements.consultations.forms import CallForm
from engagements.consultations.lists import Calls
from engagements.consultations.models import Call, Consultation
from engagements.consultations.rules import looks_after, may_open, may_write
from engagements.scope.asking import who_asks
from qpv_charter.toolkit.audiences import public, signed_in
from qpv_charter.toolkit.lists import kept_key, listing, show, tidied
from qpv_charter.toolkit.pages import kept_for_visitors
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from qpv_charter.toolkit.revisions import both_shown_on
from signatories.people.actors import Actor

TEMPLATES = "engagements/consultations/"
MOST_IN_CALENDAR = 500


@public
@require_safe
@tidied(Calls)
@kept_for_visitors(actions.PAGES, key=kept_key(Calls))
def call_list(request: HttpRequest) -> HttpResponseBase:
    """Calls by their next date, as the address asks."""
    actor, place = who_asks(request), Calls.read(request.GET)
    shown = listing(place, queries.calls(actor, asked=place.filters))
    more = {
        "departments": queries.departments(actor),
        "themes": queries.themes(actor),
        "may_write": may_write(actor),
        "calendar": reverse("consultations:calendar") + place.filters.as_query(),
        "feed": NextCalls.address(place.filters),
    }
    return show(request, f"{TEMPLATES}list.html", shown, **more)


@public
@require_safe
def call_feed(request: HttpRequest) -> HttpResponse:
    """The same list for feed readers."""
    return NextCalls()(request, filters=Calls.read(request.GET).filters)


@public
@require_safe
def call_calendar(request: HttpRequest) -> HttpResponse:
    """The dates of the same list for calendars: what anyone may read, alone."""
    asked = Calls.read(request.GET).filters
    found = asked.narrow(queries.calls(Actor(), asked=asked)).prefetch_related("changes")[:MOST_IN_CALENDAR]
    return HttpResponse(calendar.written(found), content_type=calendar.TYPE)


@public
@require_safe
@kept_for_visitors("call:{pk}")
def call_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A call: its dates, where one deposits, what it said before."""
    actor = who_asks(request)
    call = _call(actor, pk)
    context = {
        "call": call,
        "message": queries.message(call),
        "corrections": queries.corrections(call),
        "next_one": call.next_ones.visible_to(actor).first(),
        "rooms": Consultation.objects.visible_to(actor).filter(call=call).with_place(),
        "may_open": may_open(actor, call),
        "may_correct": queries.may_correct(actor, call),
        "may_hide": looks_after(actor, call) and call.hidden_at is None,
        "may_repeat": queries.may_repeat(actor, call),
    }
    return render(request, f"{TEMPLATES}call.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def call_new(request: HttpRequest) -> HttpResponse:
    """Three fields, and the rest if it is known; look-alikes are shown before a second is made."""
    actor = who_asks(request)
    if not may_write(actor):
        return render(request, f"{TEMPLATES}for_signatories.html")
    form = CallForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            call = _announced(form, actor)
            if call:
                messages.success(request, "L’appel est publié. Merci de le faire connaître.")
                return redirect(call)
    return render(request, f"{TEMPLATES}call_form.html", {"form": form})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def call_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correcting a call; what it said before stays on its page."""
    actor = who_asks(request)
    call = _call(actor, pk)
    if not queries.may_correct(actor, call):
        raise Http404
    form = CallForm(request.POST or None, actor=actor, call=call)
    if "both" in request.POST:
        form.put_together()
    elif request.method == "POST" and form.is_valid():
        with refusal_on(form), both_shown_on(form):
            actions.correct(call, form.facts(), by=actor, read=form.cleaned_data["revision"])
            messages.success(request, "C’est corrigé. Ce qui était écrit avant reste lisible sous l’appel.")
            return redirect(call)
    return render(request, f"{TEMPLATES}call_form.html", {"form": form, "call": call})


@signed_in
@require_POST
def call_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """« Comme l’an dernier »."""
    actor = who_asks(request)
    call = _call(actor, pk)
    if not may_write(actor):
        raise Http404
    with refusal_said(request):
        again = actions.expect_again(call, by=actor)
        messages.success(request, "C’est noté\u202f: cet appel est attendu pour la prochaine fois.")
        return redirect(again)
    return redirect(call)


def _call(actor: Actor, pk: uuid.UUID) -> Call:
    calls = Call.objects.visible_to(actor).with_place().select_related("written_for").prefetch_related("themes")
    return get_object_or_404(calls, pk=pk)


def _announced(form: CallForm, actor: Actor) -> Call | None:
    """The call, unless look-alikes are to be seen first."""
    try:
        return actions.announce(form.facts(), by=actor, knowing=form.knowing)
    except actions.LookAlikes as found:
        form.show_look_alikes(found.calls, found.reason)
        return None

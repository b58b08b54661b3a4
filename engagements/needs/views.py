"""Needs: anyone reads them, signatories note and follow them."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.needs import actions, queries, rules
from engagements.needs.forms import AtHomeForm, JoinForm, NotesForm, StepForm
from engagements.needs.lists import Needs
from engagements.needs.models import Need, NeedStep
from engagements.scope.asking import who_asks
from engagements.voices.forms import CodeForm
from engagements.voices.models import VoiceKey
from qpv_charter.toolkit import short_codes
from qpv_charter.toolkit.audiences import by_key, public, signed_in
from qpv_charter.toolkit.limits import DAY, Limit
from qpv_charter.toolkit.lists import kept_key, listing, show, tidied
from qpv_charter.toolkit.network import client_network
from qpv_charter.toolkit.pages import kept_for_visitors
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from qpv_charter.toolkit.templatetags.toolkit import counted
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.people.actors import Actor

TEMPLATES = "engagements/needs/"
# Of one need, from one wifi: a school gate on a Monday, not a machine.
AT_HOME_PER_NETWORK = Limit("needs-at-home-network", times=60, seconds=DAY)


@public
@require_safe
@tidied(Needs)
@kept_for_visitors(actions.PAGES, key=kept_key(Needs))
def need_list(request: HttpRequest) -> HttpResponseBase:
    """Needs, the last noted first, as the address asks."""
    actor, place = who_asks(request), Needs.read(request.GET)
    more = {
        "departments": queries.departments(actor),
        "themes": queries.themes(actor),
        "may_note": isinstance(actor, Contact) and rules.may_note(actor),
    }
    return show(request, f"{TEMPLATES}list.html", listing(place, queries.needs(actor)), **more)


@public
@require_safe
@kept_for_visitors("need:{pk}")
def need_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A need: who says it, who sees it too, what became of it."""
    actor = who_asks(request)
    need = _need(actor, pk)
    context = {
        "need": need,
        "steps": queries.steps(need),
        "same": queries.says_the_same(actor, need),
        "named": queries.who_is_named(need),
        "seconded": queries.who_sees_it_too(need),
        "may": queries.may(actor, need),
        "message": queries.message(need) if need.is_public else "",
    }
    return render(request, f"{TEMPLATES}need.html", context)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, actor: Contact) -> HttpResponse:
    """Up to ten lines after a meeting, in one form."""
    form = NotesForm(request.POST or None, organisation=actor.organisation)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            is_public = not form.cleaned_data["between"]
            needs = actions.note(
                form.lines(), by=actor, place=form.place, occasion=form.occasion(), is_public=is_public
            )
            noted = counted(len(needs), ("besoin noté", "besoins notés"))
            messages.success(request, f"{noted}. Dites-le à celles et ceux qui en ont parlé.")
            return redirect("needs:list")
    context = {"form": form, "organisation": actor.organisation, "may_note": rules.may_note(actor)}
    return render(request, f"{TEMPLATES}note.html", context)


@signed_in
@require_POST
def second(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """« Nous le voyons aussi », or no more."""
    actor = who_asks(request)
    need = _need(actor, pk)
    if actor.acts_for is None:
        raise Http404
    with refusal_said(request):
        if "retirer" in request.POST:
            actions.second_no_more(need, by=actor)
        else:
            actions.second(need, by=actor)
            messages.success(request, "C’est dit\u202f: votre association le voit aussi.")
    return redirect(need)


@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def at_home(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """« Chez moi aussi », without an account; the code that takes it back is in the answer, and kept nowhere.

    No CSRF token is asked: it would be a cookie, and it keeps a foreign page from using the session of who visits
    it, which this view does not read."""
    need = _need(Actor(), pk)
    form = AtHomeForm(request.POST or None, network=client_network(request))
    if request.method == "POST" and form.is_valid():
        if not AT_HOME_PER_NETWORK.spend(f"{client_network(request)} {pk}"):
            return render(request, "429.html", status=429)
        with refusal_on(form):
            return render(request, f"{TEMPLATES}felt.html", {"need": need, "code": actions.say_at_home(need)})
    return render(request, f"{TEMPLATES}at_home.html", {"need": need, "form": form})


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def at_home_no_more(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The code that one copied takes it back."""
    need, form = _need(Actor(), pk), CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = VoiceKey.objects.filter(purpose=VoiceKey.CODE, target__in=need.at_home.values("voice"))
        with refusal_on(form, "code"):
            key = short_codes.find(request, said, form.cleaned_data["code"], within=need)
            if key:
                actions.take_back_at_home(need.at_home.select_related("voice").get(voice=key.target_id))
                messages.success(request, "C’est retiré. Il n’en reste rien.")
                return redirect(need)
            form.add_error("code", "Ce code ne retire rien ici. Relisez-le\u202f: dix lettres et chiffres.")
    return render(request, f"{TEMPLATES}felt_no_more.html", {"need": need, "form": form})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What became of a need, written by those of its place."""
    actor = who_asks(request)
    need = _need(actor, pk)
    if not rules.may_follow(actor, need):
        raise Http404
    form = StepForm(request.POST or None, is_over=need.status.is_over)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            _write_step(need, actor, form.cleaned_data)
            messages.success(request, "C’est noté. Merci de le dire aussi à celles et ceux qui en ont parlé.")
            return redirect(need)
    return render(request, f"{TEMPLATES}follow.html", {"form": form, "need": need})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The need that says the same, among those of the department that look like it."""
    actor = who_asks(request)
    need = _need(actor, pk)
    if not rules.may_follow(actor, need):
        raise Http404
    offered = queries.may_be_the_same(actor, need)
    form = JoinForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.join(need, to=form.need, by=actor)
            messages.success(request, "C’est réuni\u202f: leurs voix comptent ensemble. Vous pouvez les séparer.")
            return redirect(need)
    return render(request, f"{TEMPLATES}join.html", {"form": form, "need": need, "offered": offered})


@signed_in
@require_POST
def part(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """They do not say the same after all."""
    actor = who_asks(request)
    need = _need(actor, pk)
    if not rules.may_follow(actor, need):
        raise Http404
    with refusal_said(request):
        actions.part(need, by=actor)
        messages.success(request, "C’est séparé.")
    return redirect(need)


def _need(actor: Actor, pk: uuid.UUID) -> Need:
    return get_object_or_404(Need.objects.visible_to(actor).with_details(), pk=pk)


def _write_step(need: Need, actor: Actor, said: dict[str, Any]) -> None:
    kind, text = said["kind"], said["text"]
    if kind == NeedStep.Kind.TOLD:
        actions.tell(need, by=actor, to=said["to"], on=said["on"], text=text)
    elif kind == NeedStep.Kind.REOPENED:
        actions.reopen(need, by=actor, text=text)
    else:
        actions.close(need, by=actor, text=text, done=kind == NeedStep.Kind.ANSWERED)

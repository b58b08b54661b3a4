"""Saying when one can, without an account; changing it or taking it back by a link or a code, from any device."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.participation import actions
from engagements.participation.forms import AnswerForm, SaysForm
from engagements.participation.models import Answer
from engagements.participation.views.invited import shown_to
from engagements.voices.forms import CodeForm
from engagements.voices.models import VoiceKey
from qpv_charter.toolkit import keys, short_codes
from qpv_charter.toolkit.audiences import by_key, public
from qpv_charter.toolkit.limits import HOUR, Limit
from qpv_charter.toolkit.network import client_network
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.organisations.actors import actor_of

TEMPLATES = "engagements/participation/"
CODE, SHOWN_FOR = "participation.code", 300  # of the cookie that carries a new code to the next page; seconds
# A whole room answers from one wifi; a robot stops there.
PER_NETWORK = Limit("gatherings-answers-network", times=120, seconds=HOUR)
_AT = "/rencontres/reponse/"  # where the pages of answers begin
NOBODYS = "Ce code n’ouvre aucune réponse à cette rencontre. Relisez-le, ou demandez-en un autre à l’association."


@public
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One question a date, then what would help, then who one is if one likes."""
    found = shown_to(request, pk)
    if not found.is_asking and request.method != "POST":
        return render(request, f"{TEMPLATES}closed.html", {"gathering": found})
    form = AnswerForm(request.POST or None, times=found.asked(), network=client_network(request))
    if request.method == "POST" and form.is_valid():
        if not PER_NETWORK.spend(client_network(request)):
            return render(request, "429.html", status=429)
        with refusal_on(form):
            given = actions.answer(found, by=actor_of(request), speaker=form.speaker(), said=form.said())
            return _shown_once(_led(given.key), given.answer, given.code)
    return render(request, f"{TEMPLATES}answer.html", {"gathering": found, "form": form})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A code copied on paper leads to the answer that it opens."""
    found = shown_to(request, pk)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = VoiceKey.objects.filter(purpose=VoiceKey.CODE, target__gathering_answer__gathering=found)
        with refusal_on(form, "code"):
            key = short_codes.find(request, codes, form.cleaned_data["code"], within=found)
            if key:
                return _led(key)
            form.add_error("code", NOBODYS)
    return render(request, f"{TEMPLATES}code.html", {"gathering": found, "form": form})


@by_key
@require_safe
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """The mailed link: from here on the address holds no key."""
    found = VoiceKey.objects.found(key, purpose=VoiceKey.LINK)
    if found is None or not Answer.objects.filter(pk=found.target_id).exists():
        raise Http404
    return keys.hand_over(request, found, to=_of(found.target_id), at=_AT)


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One's answer, to be changed as long as the gathering asks."""
    given, key = _opened(request, pk)
    form = SaysForm(request.POST or None, times=given.gathering.asked(), initial=SaysForm.initial_of(given))
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.change(given, speaker=form.speaker(), said=form.said())
            messages.success(request, "C’est changé, merci.")
            return _back(request, key)
    code = request.get_signed_cookie(_cookie(given), "", salt=CODE, max_age=SHOWN_FOR)
    context = {"gathering": given.gathering, "form": form, "key": key, "code": code, "answer": given}
    response = render(request, f"{TEMPLATES}mine.html", context)
    response.delete_cookie(_cookie(given), path=given.get_absolute_url())
    return response


@by_key
@require_POST
def new_code(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another code to copy, for whoever did not copy the first."""
    given, key = _opened(request, pk)
    response = _back(request, key)
    return _shown_once(response, given, actions.new_code(given)) if key.purpose == VoiceKey.LINK else response


@by_key
@require_POST
def take_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Nothing is left of it."""
    given, _ = _opened(request, pk)
    with refusal_said(request):
        actions.take_back(given)
        messages.success(request, "Votre réponse est effacée. Il n’en reste rien.")
    return redirect(given.gathering)


def _opened(request: HttpRequest, pk: uuid.UUID) -> tuple[Answer, VoiceKey]:
    """The answer that this browser holds a key to. Raises Http404 for anybody else."""
    for purpose in (VoiceKey.LINK, VoiceKey.CODE):
        key = keys.held(request, VoiceKey.objects.all(), target=pk, purpose=purpose)
        if key and key.is_usable:
            rows = Answer.objects.select_related("voice__contact", "gathering__organisation", "gathering__chosen")
            given = rows.prefetch_related("said", "gathering__qpvs__communes").filter(pk=pk).first()
            if given:
                return given, key
    raise Http404


def _shown_once(response: HttpResponse, given: Answer, code: str) -> HttpResponse:
    """The next page shows a code in big, and none after it: we keep no code that we could show again."""
    response.set_signed_cookie(
        _cookie(given),
        code,
        salt=CODE,
        max_age=SHOWN_FOR,
        path=given.get_absolute_url(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _led(key: VoiceKey) -> HttpResponse:
    """To the answer that a key opens, from a form: not `hand_over`, which sends the form again there."""
    response = redirect(_of(key.target_id))
    keys.set_cookie(response, key, at=_AT)
    return response


def _cookie(given: Answer) -> str:
    return f"code-{given.pk}"


def _back(request: HttpRequest, key: VoiceKey) -> HttpResponse:
    response = redirect(_of(key.target_id))
    keys.keep_cookie(request, response, key, at=_AT)
    return response


def _of(answer: uuid.UUID) -> str:
    return reverse("participation:answer", args=[answer])

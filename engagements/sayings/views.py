"""Writing without an account or a cookie; following by a key; reading, for two people of a relais and the team."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.needs.actions import Line
from engagements.relays.audiences import readers
from engagements.sayings import actions, printing, queries, rules
from engagements.sayings.forms import ChangeForm, CloseForm, OpenForm, SayForm, SendForm
from engagements.sayings.highlight import parts
from engagements.sayings.models import Saying
from engagements.scope.addresses import qpv_of
from engagements.voices.forms import CodeForm
from engagements.voices.models import VoiceKey
from qpv_charter.toolkit import keys, short_codes
from qpv_charter.toolkit.audiences import by_key, public
from qpv_charter.toolkit.limits import HOUR, Limit
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.network import client_network
from qpv_charter.toolkit.pdf import pdf_response
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.people.actors import Actor
from signatories.territories.models import Qpv

TEMPLATES = "engagements/sayings/"
# A whole class of parents writes from one wifi; a robot stops there.
PER_NETWORK = Limit("sayings-network", times=90, seconds=HOUR)
NOBODYS = "Ce code n’ouvre rien dans ce quartier. Relisez-le\u202f: dix lettres et chiffres."


@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest) -> HttpResponse:
    """First screen; sent, it shows the second, and nothing is written yet.

    No CSRF token is asked, here and below: it would be a cookie, and it keeps a foreign page from using the
    session of who visits it, which these views do not read. The guard of the form stops robots."""
    qpv = qpv_of(request.GET.get("qpv", ""))
    relay = rules.relay_of(qpv) if qpv else None
    if qpv is None or relay is None:
        return render(request, f"{TEMPLATES}closed.html", _closed(qpv))
    form = SayForm(request.POST or None, network=client_network(request))
    if request.method == "POST" and form.is_valid():
        return _second_screen(request, qpv, SendForm.after(form), form.cleaned_data["text"])
    return render(request, f"{TEMPLATES}say.html", {"qpv": qpv, "relay": relay, "form": form})


@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Second screen, sent: the code is in the answer itself, and kept nowhere."""
    qpv = qpv_of(request.GET.get("qpv", ""))
    if qpv is None or request.method != "POST":
        return redirect("sayings:say")
    form = SendForm(request.POST, network=client_network(request))
    if form.is_valid():
        if not PER_NETWORK.spend(client_network(request)):
            return render(request, "429.html", status=429)
        with refusal_on(form):
            said = form.cleaned_data
            given = actions.say(form.words(), qpv=qpv, number=said["number"], email=said["email"])
            follow = absolute(reverse("sayings:code", args=[qpv.pk]))
            context = {"given": given, "qpv": qpv, "email": said["email"], "follow": follow}
            return render(request, f"{TEMPLATES}said.html", context)
    return _second_screen(request, qpv, form, form.data.get("text", ""))


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """The code that one copied: to what one wrote in this neighbourhood."""
    qpv = get_object_or_404(Qpv, code=code.upper())
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        written = Saying.objects.filter(qpv=qpv).values("voice")
        codes = VoiceKey.objects.filter(purpose=VoiceKey.CODE, target__in=written)
        with refusal_on(form, "code"):
            key = short_codes.find(request, codes, form.cleaned_data["code"], within=qpv)
            if key:
                response = redirect(_of(key.target_id))
                keys.set_cookie(response, key, at=_of(key.target_id))
                return response
            form.add_error("code", NOBODYS)
    return render(request, f"{TEMPLATES}code.html", {"qpv": qpv, "form": form})


@by_key
@require_safe
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """The mailed link: from here on the address holds no key."""
    found = VoiceKey.objects.found(key, purpose=VoiceKey.LINK)
    if found is None or not Saying.objects.filter(voice=found.target_id).exists():
        raise Http404
    return keys.hand_over(request, found, to=_of(found.target_id))


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What one wrote, what became of it; to be changed as long as nobody read it. `pk` is the voice's."""
    saying, key = _opened(request, pk)
    form = ChangeForm(request.POST or None, initial={"text": saying.text})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.change(saying, text=form.cleaned_data["text"])
            messages.success(request, "C’est changé, merci.")
            response = redirect(_of(pk))
            keys.keep_cookie(request, response, key, at=_of(pk))
            return response
    context = {"saying": saying, "form": form, "key": key, "relay": rules.relay_of(saying.qpv)}
    if saying.need:
        context["steps"] = saying.need.steps.select_related("organisation")
    return render(request, f"{TEMPLATES}mine.html", context)


@by_key
@require_POST
def take_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Nothing is left of it."""
    saying, _ = _opened(request, pk)
    with refusal_said(request):
        actions.take_back(saying)
        messages.success(request, "C’est effacé. Il n’en reste rien.")
    return redirect("needs:list")


@public
@require_safe
def printed(request: HttpRequest, code: str, name: str) -> HttpResponseBase:
    """« Vous l'avez dit », and the needs by theme: what anybody may read."""
    qpv = get_object_or_404(Qpv.objects.prefetch_related("communes"), code=code.upper())
    if name not in printing.SHEETS:
        raise Http404
    filename = f"{printing.SHEETS[name]}, {qpv.name}.pdf".replace("/", "-")
    return pdf_response(request, printing.sheet(qpv, name=name), filename=filename)


@readers
@require_safe
def to_read(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits, without the words."""
    return render(request, f"{TEMPLATES}to_read.html", {"sayings": queries.to_read(actor)})


@readers
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, actor: Actor, pk: uuid.UUID) -> HttpResponse:
    """The words, then the preview of what others will read; only the button of the preview opens."""
    saying = _waiting(actor, pk)
    form = OpenForm(request.POST or None, initial={"text": saying.text})
    context = {"saying": saying, "form": form, "closing": CloseForm(), "parts": parts(saying.text)}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusal_on(form):
            line = Line(text=said["text"], theme=said["theme"])
            if "ouvrir" not in request.POST:
                preview = {"line": line.read(), "preview": parts(said["text"])}
                return render(request, f"{TEMPLATES}preview.html", context | preview)
            need = actions.open_to_all(saying, line, by=actor)
            messages.success(request, "C’est ouvert aux associations d’ici. Merci d’avoir lu.")
            return redirect(need)
    return render(request, f"{TEMPLATES}read.html", context)


@readers
@require_POST
def keep(request: HttpRequest, actor: Actor, pk: uuid.UUID) -> HttpResponse:
    """Told to nobody, for a reason that its author reads."""
    saying = _waiting(actor, pk)
    with refusal_said(request):
        actions.keep_closed(saying, by=actor, why=request.POST.get("why", ""))
        messages.success(request, "C’est gardé\u202f: cela n’est dit à personne, ni compté nulle part.")
    return redirect("sayings:to_read")


def _waiting(actor: Actor, pk: uuid.UUID) -> Saying:
    return get_object_or_404(queries.to_read(actor), pk=pk)


def _opened(request: HttpRequest, voice: uuid.UUID) -> tuple[Saying, VoiceKey]:
    """What this browser holds a key to. Raises Http404 for anybody else."""
    for purpose in (VoiceKey.LINK, VoiceKey.CODE):
        key = keys.held(request, VoiceKey.objects.all(), target=voice, purpose=purpose)
        if key and key.is_usable:
            return get_object_or_404(Saying.objects.with_details(), voice=voice), key
    raise Http404


def _of(voice: uuid.UUID) -> str:
    return reverse("sayings:mine", args=[voice])


def _second_screen(request: HttpRequest, qpv: Qpv, form: SendForm, text: str) -> HttpResponse:
    context = {"qpv": qpv, "form": form, "alike": queries.look_alikes(text, qpv, Actor())}
    return render(request, f"{TEMPLATES}send.html", context)


def _closed(qpv: Qpv | None) -> dict[str, object]:
    return {"qpv": qpv, "doors": queries.doors(qpv) if qpv else []}

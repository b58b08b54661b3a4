"""An association's page of exchanges with the team: it answers, appeals, or says that it is still there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.moderation import actions, queries
from signatories.moderation.forms import TextForm
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature, Status
from signatories.team.answering import when_the_team_answers

SENT_TO_TEAM = "Votre message est envoyé à l’équipe d’animation."
WELCOME_BACK = "Quel plaisir de vous retrouver\u202f! Votre signature est de nouveau publiée."
TO_COMPARE = (
    "Votre signe est bien arrivé. Une autre association est publiée avec le même numéro officiel\u202f: l’équipe "
    "d’animation est prévenue, et compare les deux fiches avant de publier la vôtre de nouveau."
)
SENT_TO_COMMITTEE = "Le comité de suivi est saisi."


def _sent_to_team() -> str:
    return f"{SENT_TO_TEAM} {when_the_team_answers()}".strip()


def latest(organisation: Organisation) -> Signature:
    signature = organisation.signatures.select_related("charter_version").latest_first().first()
    if signature is None:
        raise Http404
    return signature


@contact
@require_safe
def exchanges(request: HttpRequest, actor: Contact) -> HttpResponse:
    return _page(request, actor, latest(actor.organisation), TextForm(auto_id="id_reply_%s"))


@contact
@require_POST
def reply(request: HttpRequest, actor: Contact) -> HttpResponse:
    """Answer the team, or ask the comité de suivi to look (`appeal` pressed instead of `reply`)."""
    signature = latest(actor.organisation)
    form = TextForm(request.POST, auto_id="id_reply_%s")
    appeals = "appeal" in request.POST
    if form.is_valid():
        with refusal_on(form):
            send = actions.appeal if appeals else actions.reply
            send(signature, by=actor.person, text=form.cleaned_data["text"])
            messages.success(request, SENT_TO_COMMITTEE if appeals else _sent_to_team())
            return redirect("moderation:exchanges", slug=actor.organisation.slug)
    return _page(request, actor, signature, form)


@contact
@require_POST
def still_here(request: HttpRequest, actor: Contact) -> HttpResponse:
    """« Nous sommes toujours là », « Nous revenons »: ends the pause; harmless when there is none."""
    with refusal_said(request):
        was_paused = Signature.objects.filter(organisation=actor.organisation, status=Status.PAUSED).exists()
        if actions.give_sign(actor.organisation, by=actor.person, comes_back=True):
            messages.success(request, WELCOME_BACK)
        elif was_paused:
            messages.warning(request, TO_COMPARE)
    return redirect("moderation:exchanges", slug=actor.organisation.slug)


def _page(request: HttpRequest, actor: Contact, signature: Signature, form: TextForm) -> HttpResponse:
    context = {
        "organisation": actor.organisation,
        "signature": signature,
        "exchanges": queries.conversation(actor),
        "form": form,
        "may_appeal": queries.awaits_appeal(signature),
        "is_paused": signature.status == Status.PAUSED,
        "pause_asked": signature.pause_asked,
    }
    return render(request, "signatories/moderation/exchanges.html", context)

"""An association's page of exchanges with the team: it answers, appeals, or says that it is still there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from qpv_charter.toolkit.actions import ActionRefused
from signatories.moderation import actions, queries
from signatories.moderation.forms import TextForm
from signatories.moderation.rules import may_appeal
from signatories.organisations.models import Organisation
from signatories.people.rules import person
from signatories.signatures.models import Signature, Status


def own(request: HttpRequest, slug: str) -> Organisation:
    """The association, for its own contact persons; a stranger gets 404."""
    return get_object_or_404(Organisation.objects.of(person(request)), slug=slug)


def latest(organisation: Organisation) -> Signature:
    signature = organisation.signatures.select_related("charter_version").order_by("-confirmed_at").first()
    if signature is None:
        raise Http404
    return signature


@require_safe
def exchanges(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = own(request, slug)
    return _page(request, organisation, latest(organisation), TextForm(auto_id="id_reply_%s"))


@require_POST
def reply(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the team, or ask the comité de suivi to look (`appeal` pressed instead of `reply`)."""
    organisation = own(request, slug)
    signature = latest(organisation)
    form = TextForm(request.POST, auto_id="id_reply_%s")
    appeals = "appeal" in request.POST
    if not form.is_valid():
        return _page(request, organisation, signature, form)
    try:
        (actions.appeal if appeals else actions.reply)(
            signature, by=person(request), text=form.cleaned_data["text"]
        )
    except ActionRefused as refusal:
        form.add_error(None, refusal.reason)
        return _page(request, organisation, signature, form)
    sent = "Le comité de suivi est saisi." if appeals else "Votre message est envoyé à l’équipe d’animation."
    messages.success(request, sent)
    return redirect("moderation:exchanges", slug=slug)


@require_POST
def still_here(request: HttpRequest, slug: str) -> HttpResponse:
    """« Nous sommes toujours là »: ends the pause; harmless when there is none."""
    organisation = own(request, slug)
    if actions.give_sign(organisation, by=person(request)):
        messages.success(request, "Quel plaisir de vous retrouver\u202f! Votre signature est de nouveau publiée.")
    return redirect("moderation:exchanges", slug=slug)


def _page(request: HttpRequest, organisation: Organisation, signature: Signature, form: TextForm) -> HttpResponse:
    context = {
        "organisation": organisation,
        "signature": signature,
        "exchanges": queries.conversation(organisation),
        "form": form,
        "may_appeal": may_appeal(signature),
        "is_paused": signature.status == Status.PAUSED,
    }
    return render(request, "signatories/moderation/exchanges.html", context)

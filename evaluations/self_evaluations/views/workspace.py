"""/animation/faire-le-point/: what was shared in one's territory, what was said by phone, and what is confided."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluations.campaigns.models import Campaign
from evaluations.questionnaires.forms import AnswerForm
from evaluations.self_evaluations import queries
from evaluations.self_evaluations.actions import answering, calling
from evaluations.self_evaluations.audiences import confidant
from evaluations.self_evaluations.forms import EndForm, HeardForm
from evaluations.self_evaluations.models import LookBack
from evaluations.self_evaluations.rules import may_look_back, may_note
from qpv_charter.toolkit.refusals import refusal_on
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators

TEMPLATES = "evaluations/self_evaluations/"
SHOWN = 200


@animators
@require_safe
def everything(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Who asked to be called back, and the last look-backs shared."""
    context = {
        "calls": queries.calls_for(actor),
        "silent": queries.silent(actor),
        "shared": queries.shared_with(actor)[:SHOWN],
        "campaign": Campaign.objects.current(),
    }
    return render(request, f"{TEMPLATES}team.html", context)


@animators
@require_safe
def read(request: HttpRequest, actor: TeamMember, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(queries.shared_with(actor), pk=pk)
    return render(request, f"{TEMPLATES}read.html", queries.receipt_of(found))


@animators
@require_POST
def called(request: HttpRequest, actor: TeamMember, pk: int) -> HttpResponse:
    """The number is forgotten once somebody called."""
    calling.called(get_object_or_404(queries.calls_for(actor), pk=pk), by=actor)
    messages.success(request, "C’est noté\u202f: le numéro est effacé.")
    return redirect("self_evaluations:all")


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, actor: TeamMember, organisation: str) -> HttpResponse:
    """What an association said by phone or wrote on paper, question by question; what is confided is not asked."""
    told_by = _told_by(actor, organisation)
    campaign = Campaign.objects.current()
    if campaign is None:
        raise Http404
    asked = [each for each in campaign.questionnaire.in_order() if not each.is_confided]
    sent = request.POST or None
    heard = HeardForm(sent, initial={"heard_by": actor.person.pk})
    answers = [AnswerForm(sent, question=each, prefix=each.slug) for each in asked]
    end = EndForm(sent)
    if request.method == "POST" and all(form.is_valid() for form in (heard, *answers, end)):
        with refusal_on(heard):
            said = {form.question: form.facts() for form in answers}
            how = LookBack.How(heard.cleaned_data["how"])
            answering.note(
                told_by,
                by=actor,
                campaign=campaign,
                how=how,
                heard_by=heard.cleaned_data["heard_by"],
                said=said,
                texts=end.texts(),
            )
            messages.success(request, f"C’est noté pour {told_by}.")
            return redirect("self_evaluations:all")
    context = {"told_by": told_by, "campaign": campaign, "heard": heard, "answers": answers, "end": end}
    context["decisions"] = queries.decided_for(told_by, campaign)
    return render(request, f"{TEMPLATES}note.html", context)


@confidant
@require_safe
def confided(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """What associations confide of clientelism to this very person."""
    return render(request, f"{TEMPLATES}confided.html", {"confided": queries.confided_to(actor)})


def _told_by(actor: TeamMember, slug: str) -> Organisation:
    found = get_object_or_404(Organisation.objects.select_related("commune__department"), slug=slug)
    if not may_note(actor, found) or not may_look_back(found):
        raise Http404
    return found

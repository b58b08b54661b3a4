"""/animation/campagnes/: preparing a campaign, its questions, and seeing it as associations will."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluations.campaigns import actions
from evaluations.campaigns.forms import DatesForm, PrepareForm
from evaluations.campaigns.models import Campaign
from evaluations.questionnaires import actions as questions
from evaluations.questionnaires.forms import AnswerForm, QuestionForm, WordsForm
from evaluations.questionnaires.models import Question
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.people.actors import TeamMember
from signatories.people.audiences import national

TEMPLATES = "evaluations/campaigns/"
NEXT: dict[str, tuple[Callable[..., Campaign], str]] = {
    "ouvrir": (actions.open_to_all, "La campagne est ouverte\u202f: les associations peuvent faire le point."),
    "terminer": (actions.close, "Les relances sont terminées. On peut encore répondre jusqu’au rapport."),
}


@national
@require_http_methods(["GET", "HEAD", "POST"])
def campaigns(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """All of them, and the year of another."""
    form = PrepareForm(request.POST or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            campaign = actions.prepare(by=actor, **form.cleaned_data)
            messages.success(request, "La campagne est préparée.")
            return redirect("campaigns:campaign", campaign.year)
    return render(request, f"{TEMPLATES}list.html", {"form": form, "campaigns": Campaign.objects.all()})


@national
@require_safe
def campaign(request: HttpRequest, actor: TeamMember, year: int) -> HttpResponse:
    found = _campaign(year)
    context = {"campaign": found, "questions": found.questionnaire.in_order(), "dates": DatesForm.of(found)}
    return render(request, f"{TEMPLATES}campaign.html", context)


@national
@require_http_methods(["GET", "HEAD", "POST"])
def dates(request: HttpRequest, actor: TeamMember, year: int) -> HttpResponse:
    found = _campaign(year)
    form = DatesForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.set_dates(found, by=actor, dates=form.dates())
            messages.success(request, "Les dates sont enregistrées.")
            return redirect("campaigns:campaign", year)
    return render(request, f"{TEMPLATES}dates.html", {"campaign": found, "form": form})


@national
@require_POST
def advance(request: HttpRequest, actor: TeamMember, year: int) -> HttpResponse:
    """Open it, or end its reminders. That its report is out is said by freezing one, and by nothing else."""
    act, said = NEXT.get(request.POST.get("pas", ""), (None, ""))
    if act is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    with refusal_said(request):
        act(_campaign(year), by=actor)
        messages.success(request, said)
    return redirect("campaigns:campaign", year)


@national
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, actor: TeamMember, year: int) -> HttpResponse:
    """A question of the federation's own."""
    found = _campaign(year)
    form = QuestionForm(request.POST or None, questionnaire=found.questionnaire)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            questions.add(found.questionnaire, by=actor, **form.cleaned_data)
            messages.success(request, "La question est ajoutée.")
            return redirect("campaigns:campaign", year)
    return render(request, f"{TEMPLATES}add.html", {"campaign": found, "form": form})


@national
@require_http_methods(["GET", "HEAD", "POST"])
def reword(request: HttpRequest, actor: TeamMember, year: int, question: str) -> HttpResponse:
    """The words of a question: another meaning while it is prepared, spelling alone once opened."""
    found, asked = _question(year, question)
    form = WordsForm(request.POST or None, question=asked)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            questions.reword(asked, by=actor, **form.words())
            messages.success(request, "La question est enregistrée.")
            return redirect("campaigns:campaign", year)
    return render(request, f"{TEMPLATES}reword.html", {"campaign": found, "question": asked, "form": form})


@national
@require_POST
def arrange(request: HttpRequest, actor: TeamMember, year: int, question: str) -> HttpResponse:
    """Ask a question earlier, or no more."""
    _, asked = _question(year, question)
    with refusal_said(request):
        if "retirer" in request.POST:
            questions.remove(asked, by=actor)
        else:
            questions.raise_up(asked, by=actor)
    return redirect("campaigns:campaign", year)


@national
@require_safe
def preview(request: HttpRequest, actor: TeamMember, year: int) -> HttpResponse:
    """Every question as an association meets it; nothing is sent."""
    found = _campaign(year)
    asked = [(each, AnswerForm(question=each, prefix=each.slug)) for each in found.questionnaire.in_order()]
    return render(request, f"{TEMPLATES}preview.html", {"campaign": found, "asked": asked})


def _campaign(year: int) -> Campaign:
    return get_object_or_404(Campaign.objects.select_related("questionnaire", "charter"), year=year)


def _question(year: int, slug: str) -> tuple[Campaign, Question]:
    found = _campaign(year)
    rows = found.questionnaire.questions.select_related("questionnaire").prefetch_related("choices")
    return found, get_object_or_404(rows, slug=slug)

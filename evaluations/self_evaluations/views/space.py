"""« Faire le point »: one question a screen, or the seven at once; nothing is asked twice, each screen saves."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from evaluations.questionnaires.models import Question
from evaluations.self_evaluations import queries
from evaluations.self_evaluations.actions import answering, calling
from evaluations.self_evaluations.facts import Fact, derived, facts_for
from evaluations.self_evaluations.forms import CallForm, EndForm, ScreenForm
from evaluations.self_evaluations.models import LookBack, Said
from evaluations.self_evaluations.queries import Year
from qpv_charter.toolkit import pdf
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from qpv_charter.toolkit.revisions import Revised, RevisedForm, both_shown_on
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact

TEMPLATES = "evaluations/self_evaluations/"
SAVED = "C’est enregistré."
SHARED = "C’est partagé, merci\u202f! Un reçu vous attend dans votre boîte."
CALLED = "C’est noté\u202f: quelqu’un de l’équipe d’animation vous rappelle."


@contact
@require_safe
def start(request: HttpRequest, actor: Contact) -> HttpResponse:
    """Where one is, and the way to each screen."""
    year = queries.year_of(actor)
    context = {"organisation": actor.organisation, "year": year, "last": queries.current_of(actor.organisation)}
    return render(request, f"{TEMPLATES}start.html", context)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, actor: Contact, question: str) -> HttpResponse:
    year = _year(actor)
    asked = next((each for each in year.questions if each.slug == question), None)
    if asked is None:
        raise Http404
    facts = _facts(actor, year, asked)
    form = ScreenForm(request.POST or None, question=asked, said=year.answers.get(question), facts=facts)
    if _is_drafted(request):
        return _drafted(request, form, lambda: _save(request, actor, year, form, drafted=True))
    if "both" in request.POST:
        form.put_together()
    elif request.method == "POST" and form.is_valid():
        with refusal_on(form), both_shown_on(form):
            _save(request, actor, year, form)
            messages.success(request, SAVED)
            return redirect(_after(actor, year, asked))
    return render(request, f"{TEMPLATES}question.html", _screen(actor, year, asked, form))


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def short(request: HttpRequest, actor: Contact) -> HttpResponse:
    """Three minutes: the questions of the commitments, situations alone."""
    year = _year(actor)
    forms = [
        ScreenForm(
            request.POST or None, question=each, said=year.answers.get(each.slug), short=True, prefix=each.slug
        )
        for each in year.questions
        if each.commitment
    ]
    if request.method == "POST" and all(form.is_valid() for form in forms):
        for form in forms:
            with refusal_on(form), both_shown_on(form):
                _save(request, actor, year, form)
        if not any(form.errors for form in forms):
            messages.success(request, SAVED)
            return redirect("self_evaluations:share", actor.organisation.slug)
    context = {"organisation": actor.organisation, "year": year, "forms": forms}
    return render(request, f"{TEMPLATES}short.html", context)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, actor: Contact) -> HttpResponse:
    """The yearly meeting, and the year to come."""
    year = _year(actor)
    saved = year.look_back
    names = ("coming", "agenda", "proud_of", "helped_by", "revision")
    initial = {name: getattr(saved, name) for name in names} if saved else {"revision": 0}
    form = EndForm(request.POST or None, initial=initial)
    if _is_drafted(request):
        return _drafted(request, form, lambda: _finish(actor, year, form, drafted=True))
    if "both" in request.POST:
        form.put_together()
    elif request.method == "POST" and form.is_valid():
        with refusal_on(form), both_shown_on(form):
            _finish(actor, year, form)
            messages.success(request, SAVED)
            return redirect("self_evaluations:share", actor.organisation.slug)
    decisions = queries.decided_for(actor.organisation, year.campaign)
    context = {"organisation": actor.organisation, "year": year, "form": form, "decisions": decisions}
    return render(request, f"{TEMPLATES}end.html", context)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, actor: Contact) -> HttpResponse:
    """All that was said, once more, and the button that lets it be read."""
    year = _year(actor)
    if request.method == "POST":
        with refusal_said(request):
            answering.share(year.campaign, by=actor)
            messages.success(request, SHARED)
            return redirect("self_evaluations:start", actor.organisation.slug)
        return redirect("self_evaluations:share", actor.organisation.slug)
    return render(request, f"{TEMPLATES}share.html", {"organisation": actor.organisation, "year": year})


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, actor: Contact) -> HttpResponse:
    """« Rappelez-moi »."""
    year = _year(actor)
    form = CallForm(request.POST or None, initial={"number": actor.person.phone})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            calling.ask_call(year.campaign, by=actor, **form.cleaned_data)
            messages.success(request, CALLED)
            return redirect("self_evaluations:start", actor.organisation.slug)
    return render(
        request, f"{TEMPLATES}call.html", {"organisation": actor.organisation, "year": year, "form": form}
    )


@contact
@require_safe
def receipt(request: HttpRequest, actor: Contact) -> HttpResponseBase:
    """What was shared, to keep; without what was confided."""
    look_back = queries.current_of(actor.organisation)
    if look_back is None:
        raise Http404
    return pdf.pdf_response(request, queries.printed(look_back), filename=queries.RECEIPT, public=False)


@contact
@require_safe
def paper(request: HttpRequest, actor: Contact) -> HttpResponseBase:
    """The questions to answer with a pen; what is confided is left out."""
    year = _year(actor)
    asked = [each for each in year.campaign.questionnaire.in_order() if not each.is_confided]
    context = {"organisation": actor.organisation, "campaign": year.campaign, "questions": asked}
    document = pdf.compose(f"{TEMPLATES}paper_pdf.html", context)
    return pdf.pdf_response(request, document, filename="Faire le point.pdf", public=False)


def _year(actor: Contact) -> Year:
    year = queries.year_of(actor)
    if year is None:
        raise Http404
    return year


def _facts(actor: Contact, year: Year, asked: Question) -> list[Fact]:
    if not asked.commitment:
        return []
    lines = derived(actor.organisation, year.campaign).get(asked.commitment, [])
    return facts_for(year.look_back, asked.commitment, lines)


def _save(request: HttpRequest, actor: Contact, year: Year, form: ScreenForm, *, drafted: bool = False) -> Said:
    read, asked = form.cleaned_data["revision"] or 0, form.question
    said, kept = form.facts(), form.kept
    if not asked.is_confided:
        return answering.answer(asked, by=actor, said=said, kept=kept, read=read, drafted=drafted)
    if year.reader and str(year.reader.pk) == request.POST.get("reader"):
        return answering.confide(
            asked, by=actor, reader=year.reader, said=said, kept=kept, read=read, drafted=drafted
        )
    raise ActionRefused(answering.OTHER_READER)


def _finish(actor: Contact, year: Year, form: EndForm, *, drafted: bool = False) -> LookBack:
    read = form.cleaned_data["revision"] or 0
    return answering.finish(year.campaign, by=actor, texts=form.texts(), read=read, drafted=drafted)


def _is_drafted(request: HttpRequest) -> bool:
    """Whether htmx saves by itself, while somebody writes."""
    return request.method == "POST" and "HX-Request" in request.headers


def _drafted(request: HttpRequest, form: RevisedForm, save: Callable[[], Revised]) -> HttpResponse:
    """What became of a draft, in a line, and the revision that it made. Who wrote meanwhile keeps the older one:
    nothing more is saved by itself, and « Enregistrer » shows both texts."""
    row = None
    if form.is_valid():
        with refusal_on(form), both_shown_on(form):
            row = save()
    asked = form.initial.get("quotable") and form.cleaned_data.get("quotable")
    withdrawn = bool(asked) and not getattr(row, "quotable", True)
    return render(request, f"{TEMPLATES}_drafted.html", {"form": form, "row": row, "withdrawn": withdrawn})


def _after(actor: Contact, year: Year, asked: Question) -> str:
    """The next question that is asked now, the end after the last."""
    slug, following = actor.organisation.slug, (queries.year_of(actor) or year).after(asked)
    if following is None:
        return reverse("self_evaluations:end", args=[slug])
    return reverse("self_evaluations:question", args=[slug, following.slug])


def _screen(actor: Contact, year: Year, asked: Question, form: ScreenForm) -> dict[str, object]:
    return {
        "organisation": actor.organisation,
        "year": year,
        "question": asked,
        "form": form,
        "number": year.questions.index(asked) + 1,
        "total": len(year.questions) + 1,
        "before": year.before(asked),
        "last": None if asked.is_confided else queries.last_year(actor, year.campaign).get(asked.slug),
    }

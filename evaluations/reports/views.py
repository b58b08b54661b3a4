"""/rapports/, for anyone, and the page of the workspace where a report is frozen."""

from collections.abc import Iterable
from typing import TypeVar

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from evaluations.campaigns.models import Campaign
from evaluations.reports import actions, printing, queries, standing, waiting
from evaluations.reports.charts import drawn
from evaluations.reports.exports import Row, rows
from evaluations.reports.forms import FreezeForm, GroupForm
from evaluations.reports.lists import TextFilters, TextsToGroup
from evaluations.reports.models import Difficulty, Edition, Quotation
from evaluations.reports.stories import stories
from evaluations.self_evaluations.models import LookBack, LookBackAnswer
from qpv_charter.toolkit import pdf
from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.exports import columns_of, csv_blocks, table_schema
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.lists import listing, show, tidied
from qpv_charter.toolkit.pages import kept_for_visitors
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.people.actors import TeamMember
from signatories.people.audiences import national

TEMPLATES = "evaluations/reports/"
M = TypeVar("M", bound=Model)


@public
@require_safe
@kept_for_visitors("reports")
def reports(request: HttpRequest) -> HttpResponse:
    return render(request, f"{TEMPLATES}list.html", {"editions": Edition.objects.latest_of_each_year()})


@public
@require_safe
@kept_for_visitors("reports")
def report(request: HttpRequest, year: int, number: int | None = None) -> HttpResponse:
    """The last edition of a year, or one of those before it."""
    edition = _edition(year, number)
    context = {
        "edition": edition,
        "editions": Edition.objects.of(edition.campaign),
        **drawn(edition.says, standing.words(edition.campaign, edition.says)),
    }
    return render(request, f"{TEMPLATES}report.html", context)


@public
@require_safe
def as_json(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The content as it was frozen: its SHA-256 is that of the report."""
    return HttpResponse(_edition(year, number).content, content_type="application/json")


@public
@require_safe
def as_csv(request: HttpRequest, year: int, number: int) -> HttpResponse:
    edition = _edition(year, number)
    return HttpResponse(
        b"".join(csv_blocks(columns_of(Row), rows(edition.says))),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="rapport-{year}-edition-{number}.csv"'},
    )


@public
@require_safe
def as_pdf(request: HttpRequest, year: int, number: int) -> HttpResponseBase:
    """Built once from what was frozen, in a task, then kept."""
    return waiting.given(request, _edition(year, number), printing.REPORT)


@public
@require_safe
def leaflet(request: HttpRequest, year: int, number: int) -> HttpResponseBase:
    """Four pages to take to an appointment, built and kept as the report is."""
    return waiting.given(request, _edition(year, number), printing.LEAFLET)


@contact
@require_safe
def sheet(request: HttpRequest, actor: Contact, year: int) -> HttpResponseBase:
    """An association's own: its answers, its year, the whole."""
    edition, shared = _edition(year, None), LookBack.objects.visible_to(actor).shared().of(actor.organisation)
    look_back = get_object_or_404(shared.select_related("campaign", "organisation"), campaign=edition.campaign)
    document = printing.sheet_of(look_back, edition)
    return pdf.pdf_response(request, document, filename=f"Notre fiche {year}.pdf", public=False)


@public
@require_safe
def schema(request: HttpRequest) -> JsonResponse:
    """What each column of the table holds, for machines (Table Schema)."""
    about = {"title": "Rapport de l’année", "homepage": absolute(reverse("reports:list"))}
    return JsonResponse(table_schema(columns_of(Row), about=about), json_dumps_params={"ensure_ascii": False})


@national
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: HttpRequest, actor: TeamMember, year: int) -> HttpResponseBase:
    """What the report would say today, and freezing it."""
    campaign = get_object_or_404(Campaign.objects.select_related("questionnaire"), year=year)
    form = FreezeForm(request.POST or None, stories=stories(campaign))
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            edition = actions.freeze(campaign, by=actor, **form.cleaned_data)
            messages.success(request, f"L’édition {edition.number} du rapport {year} est figée et publiée.")
            return redirect(edition)
    says = queries.today(campaign)
    context = {
        "form": form,
        "campaign": campaign,
        "editions": Edition.objects.of(campaign),
        **drawn(says, standing.words(campaign, says)),
    }
    return render(request, f"{TEMPLATES}freeze.html", context)


@national
@require_http_methods(["GET", "HEAD", "POST"])
def quotations(request: HttpRequest, actor: TeamMember, year: int) -> HttpResponse:
    """The sentences that may be quoted, those that are chosen, and choosing one."""
    campaign = get_object_or_404(Campaign, year=year)
    chosen = {each.answer_id: each for each in Quotation.objects.visible_to(actor).of(campaign)}
    if request.method == "POST":
        answer = _pressed(request, queries.quotable(campaign))
        with refusal_said(request):
            if "laisser" in request.POST and answer.pk in chosen:
                actions.leave_out(chosen[answer.pk], by=actor)
            else:
                actions.quote(answer, by=actor)
        return redirect("reports:quotations", year)
    rows = [(each, chosen.get(each.pk)) for each in queries.quotable(campaign)]
    return render(request, f"{TEMPLATES}quotations.html", {"campaign": campaign, "rows": rows})


@national
@require_http_methods(["GET", "HEAD", "POST"])
@tidied(TextsToGroup)
def difficulties(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """What associations wrote, searched and put under themes by hand: of the last year that was opened, or of one
    that is asked for."""
    place = TextsToGroup.read(request.GET)
    campaign = place.filters.campaign or Campaign.objects.opened().order_by("-year").first()
    if campaign is None:
        raise Http404
    texts = queries.texts_to_group(campaign)
    shown = listing(place, texts)
    form = GroupForm(request.POST or None, texts=texts.filter(pk__in=[each.pk for each in shown.rows]))
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            messages.success(request, _group(request, actor, campaign, **form.cleaned_data))
            return redirect(place.href(page=place.page))
    themes = Difficulty.objects.of(campaign)
    links = [(each, place.href(filters=TextFilters(campaign=campaign, difficulty=each))) for each in themes]
    context = {"campaign": campaign, "form": form, "themes": links}
    return show(request, f"{TEMPLATES}difficulties.html", shown, **context)


def _group(
    request: HttpRequest, actor: TeamMember, campaign: Campaign, *, name: str, texts: Iterable[LookBackAnswer]
) -> str:
    """What was done, in words."""
    act, said = (actions.take_out, "retiré de") if "retirer" in request.POST else (actions.put_under, "rangé sous")
    return f"C’est {said} «\u202f{act(name, texts, by=actor, campaign=campaign).name}\u202f»."


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def quoted(request: HttpRequest, actor: Contact) -> HttpResponse:
    """What is quoted of an association, and taking it back."""
    own = Quotation.objects.visible_to(actor).select_related("answer__question", "answer__look_back__campaign")
    if request.method == "POST":
        actions.take_back(_pressed(request, own), by=actor)
        messages.success(request, "C’est fait\u202f: cette phrase n’est plus citée, dans aucune édition.")
        return redirect("reports:quoted", actor.organisation.slug)
    standing = own.standing().order_by("-answer__look_back__campaign__year", "pk")
    context = {"organisation": actor.organisation, "quotations": standing}
    return render(request, f"{TEMPLATES}quoted.html", context)


def _pressed(request: HttpRequest, rows: Iterable[M]) -> M:
    """The sentence whose button was pressed. Raises Http404 for one that is not among them, or is none."""
    found = next((each for each in rows if str(each.pk) == request.POST.get("phrase")), None)
    if found is None:
        raise Http404
    return found


def _edition(year: int, number: int | None) -> Edition:
    editions = Edition.objects.select_related("campaign").filter(campaign__year=year)
    if number is not None:
        return get_object_or_404(editions, number=number)
    return get_object_or_404(editions.filter(pk__in=Edition.objects.latest_of_each_year().values("pk")))

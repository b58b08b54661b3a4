"""What one reads of sheets: the list, a page, a PDF."""

import uuid

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from engagements.debates import queries
from engagements.debates.actions.sheets import PAGES
from engagements.debates.lists import Sheets
from engagements.debates.models import Sheet
from engagements.debates.printing import document
from engagements.debates.views.invited import guest_of, invited_to
from engagements.scope.asking import who_asks
from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.lists import kept_key, listing, show, tidied
from qpv_charter.toolkit.pages import kept_for_visitors, personal
from qpv_charter.toolkit.pdf import pdf_response
from signatories.organisations.actors import contact_of
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor

TEMPLATES = "engagements/debates/"


@public
@require_safe
@tidied(Sheets)
@kept_for_visitors(PAGES, key=kept_key(Sheets))
def sheet_list(request: HttpRequest) -> HttpResponseBase:
    """Debates, and notes of gatherings."""
    actor, place = who_asks(request), Sheets.read(request.GET)
    more = {"departments": queries.departments(actor), "may_prepare": queries.may_prepare(actor)}
    return show(request, f"{TEMPLATES}list.html", listing(place, queries.sheets(actor)), **more)


@public
@require_safe
def sheet_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """What an invitation opens is shown to whoever holds it, and kept for nobody else."""
    return personal(_shown(request, pk=pk)) if guest_of(request, pk) else _kept(request, pk=pk)


def _shown(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    actor, sheet = asked_sheet(request, pk)
    shown = queries.shown(sheet, actor)
    return render(request, f"{TEMPLATES}sheet.html", {"shown": shown, "sheet": sheet})


_kept = kept_for_visitors("sheet:{pk}")(_shown)


@public
@require_safe
def sheet_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The sheet on a page or two; of a gathering, with who came."""
    actor, sheet = asked_sheet(request, pk)
    filename = f"Fiche, {sheet.title}.pdf".replace("/", "-")
    return pdf_response(request, document(queries.shown(sheet, actor)), filename=filename, public=False)


def asked_sheet(request: HttpRequest, pk: uuid.UUID) -> tuple[Actor, Sheet]:
    """Who asks, for the association of hers that takes part, and the sheet, if they may read it or were invited
    to. Raises Http404."""
    actor = who_asks(request)
    if actor.person and not actor.roles and actor.acts_for is None:
        parties = Sheet.objects.filter(pk=pk).values("parties__organisation")
        led = Sheet.objects.filter(pk=pk).values("organisation")
        hers = Organisation.objects.of(actor.person).filter(Q(pk__in=parties) | Q(pk__in=led)).first()
        actor = contact_of(request, hers.slug) if hers else actor
    sheet = Sheet.objects.visible_to(actor).with_details().filter(pk=pk).first() or invited_to(request, pk)
    if sheet is None:
        raise Http404
    return actor, sheet

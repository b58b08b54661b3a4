"""What anybody sees: the gatherings to come, one of them, the way in from a poster."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from engagements.flags.rules import animates
from engagements.participation import queries
from engagements.participation.actions.asking import LIST
from engagements.participation.calendar import TYPE, written
from engagements.participation.lists import Gatherings
from engagements.participation.models import Gathering
from engagements.participation.places import GATHERING
from engagements.participation.views.invited import invite, is_invited, shown_to
from engagements.scope.asking import who_asks
from qpv_charter.toolkit.audiences import by_key, public
from qpv_charter.toolkit.lists import kept_key, listing, show, tidied
from qpv_charter.toolkit.network import client_network
from qpv_charter.toolkit.pages import kept_for_visitors, personal
from qpv_charter.toolkit.short_codes import TRIES_PER_NETWORK, read_code
from signatories.territories.models import Department, Qpv

TEMPLATES = "engagements/participation/"
FRESH = 900  # seconds: how late a calendar may be


@public
@require_safe
@tidied(Gatherings)
@kept_for_visitors(LIST, key=kept_key(Gatherings))
def gatherings(request: HttpRequest) -> HttpResponse:
    """Those to come first; the past ones where one asks for them."""
    rows = queries.page(Gathering.objects.visible_to(who_asks(request)))
    return show(request, f"{TEMPLATES}list.html", listing(Gatherings.read(request.GET), rows))


@public
@require_safe
def gathering(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """What, where, when, and how many can come to which date: never who.

    What an invitation opened is shown to whoever holds it, and kept for nobody else."""
    return personal(_shown(request, pk=pk)) if is_invited(request, pk) else _kept(request, pk=pk)


def _shown(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = shown_to(request, pk)
    context = {
        "gathering": found,
        "counts": queries.counts(found),
        "answered": queries.how_many(found),
        "message": queries.message(found) if found.is_public and not found.hidden_at else "",
        "may_hide": animates(who_asks(request), found.department),
        "sections": GATHERING.gather(found, who_asks(request)),
    }
    return render(request, f"{TEMPLATES}gathering.html", context)


_kept = kept_for_visitors("gathering:{pk}")(_shown)


@public
@require_safe
def calendar(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Its date, for a calendar; nothing as long as none was chosen."""
    found = shown_to(request, pk)
    if found.chosen is None:
        raise Http404
    return _file([found], name=found.title, personal=not found.is_public)


@public
@require_safe
def of_neighbourhood(request: HttpRequest, code: str) -> HttpResponse:
    """What anybody may subscribe to: the gatherings that concern a neighbourhood."""
    qpv = get_object_or_404(Qpv, code=code.upper())
    return _file(queries.for_calendars(Gathering.objects.public().at(qpv)), name=f"Rencontres, {qpv.name}")


@public
@require_safe
def of_department(request: HttpRequest, code: str) -> HttpResponse:
    department = get_object_or_404(Department, code=code.upper())
    rows = Gathering.objects.public().filter(department=department)
    return _file(queries.for_calendars(rows), name=f"Rencontres, {department.name}")


def _file(gatherings: list[Gathering], *, name: str, personal: bool = False) -> HttpResponse:
    response = HttpResponse(written(gatherings, name=name), content_type=TYPE)
    if personal:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=FRESH)
    return response


@by_key
@require_safe
def invitation(request: HttpRequest, invitation: str) -> HttpResponse:
    """From a poster: opens the gathering, public or not, in this browser."""
    code = read_code(invitation)
    if not code or not TRIES_PER_NETWORK.spend(client_network(request)):
        raise Http404
    found = Gathering.objects.filter(invitation=code).first()
    if found is None:
        raise Http404
    return invite(found)

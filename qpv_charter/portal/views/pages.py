"""The public pages that gather several apps, and those the law asks for."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qpv_charter.portal import commitments, queries
from qpv_charter.toolkit import tilemap
from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.emblems import skyline
from qpv_charter.toolkit.health import DOWN, UP
from qpv_charter.toolkit.health import parts as parts_of_the_site
from qpv_charter.toolkit.pages import kept_for_visitors
from qpv_charter.toolkit.retention import RETENTION
from signatories.directory.models import PAGES

LEGAL_NOTICE = [
    (
        "Éditeur",
        [
            ("Nom", "publisher"),
            ("Adresse", "publisher_address"),
            ("Direction de la publication", "director"),
            ("Contact", "contact"),
        ],
    ),
    ("Hébergement", [("Nom", "host"), ("Adresse", "host_address"), ("Téléphone", "host_phone")]),
]


@public
@require_safe
@kept_for_visitors(PAGES)
def home(request: HttpRequest) -> HttpResponse:
    counts = queries.counts()
    departments = queries.department_names()
    context = {
        "counts": counts,
        "figures": _figures(counts),
        "map": tilemap.draw(counts.by_department, departments, href="/territoires/{code}/"),
        "latest": queries.latest_signatories(),
        "skyline": skyline(queries.all_signatories()),
        "together": commitments.TOGETHER,
        "authorities": commitments.AUTHORITIES,
    }
    return render(request, "portal/home.html", context)


def _figures(counts: queries.Counts) -> list[dict[str, int | str]]:
    """What is there to count; nothing is said of what is at zero."""
    figures = [
        (counts.signatories, "signature publiée", "signatures publiées"),
        (counts.neighbourhoods, "quartier prioritaire", "quartiers prioritaires"),
        (len(counts.by_department), "département", "départements et collectivités"),
    ]
    return [
        {"value": number, "label": one if number == 1 else several} for number, one, several in figures if number
    ]


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What the site forgets by itself is as each slice declares it."""
    forgotten = [retention for retention in RETENTION.gather() if retention.what]
    return render(request, "portal/privacy.html", {"legal": settings.LEGAL, "forgotten": forgotten})


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html", {"legal": settings.LEGAL})


@public
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Who animates the charter, and how to reach them; what the host did not set is said missing."""
    legal, team = settings.LEGAL, settings.TEAM
    context = {
        "legal": legal,
        "team": team,
        "can_be_reached": any((legal["contact"], team["phone"], legal["publisher_address"])),
    }
    return render(request, "portal/contact.html", context)


@public
@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    """The notice that loi 2004-575 du 21 juin 2004 asks for; what the host did not set is said missing."""
    parts = [
        {"heading": heading, "lines": [_line(label, name) for label, name in lines]}
        for heading, lines in LEGAL_NOTICE
    ]
    return render(request, "portal/legal.html", {"parts": parts, "missing": not all(settings.LEGAL.values())})


def _line(label: str, name: str) -> dict[str, str]:
    return {"label": label, "value": settings.LEGAL[name], "setting": f"LEGAL_{name.upper()}"}


@public
@require_safe
def health(request: HttpRequest) -> JsonResponse:  # a view takes its request
    """For a monitor: 200 as long as pages answer, "degraded" when something beside them does not; 503 without a
    database. `status` says all in a word (docs/operations.md)."""
    try:
        parts, mail = {"database": UP} | parts_of_the_site(), queries.waiting_mail()
    except DatabaseError:
        return JsonResponse({"status": DOWN, "database": DOWN}, status=503)
    parts["mail"] = DOWN if mail.is_late else UP
    status = "ok" if set(parts.values()) == {UP} else "degraded"
    response = JsonResponse({"status": status, **parts, "pending_mail": mail.count})
    response["Cache-Control"] = "no-store"
    return response

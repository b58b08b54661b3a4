"""The federation's side of a signing session. The way to `/animation/` is guarded by its middleware."""

import io

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.short_codes import read_code
from signatories.sessions import queries
from signatories.sessions.actions import close_session, open_session
from signatories.sessions.forms import SessionForm
from signatories.sessions.rules import require_team
from signatories.signatures.models import GROUP_CODE_LENGTH, SigningSession

TEMPLATES = "signatories/sessions/"
BLANK_LINES = 12  # of the printed sheet


@never_cache
def session_list(request: HttpRequest) -> HttpResponse:
    """Sessions, and the form that opens one."""
    user = require_team(request.user)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        session = open_session(by=user, **form.answers())
        return redirect("signing_sessions:detail", session.code)
    return render(request, f"{TEMPLATES}list.html", {"form": form, "sessions": queries.sessions()})


@never_cache
@require_safe
def session_detail(request: HttpRequest, code: str) -> HttpResponse:
    """The page shown on the wall: the QR code in big, the list that fills."""
    return render(request, f"{TEMPLATES}detail.html", _context(request, code))


@never_cache
@require_safe
def session_signed(request: HttpRequest, code: str) -> HttpResponse:
    """The list alone, asked for again every few seconds."""
    return render(request, f"{TEMPLATES}_signed.html", _context(request, code))


@never_cache
@require_safe
def session_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """A sheet to print, for those who have no phone."""
    return render(request, f"{TEMPLATES}sheet.html", _context(request, code) | {"lines": range(BLANK_LINES)})


@require_POST
def session_close(request: HttpRequest, code: str) -> HttpResponse:
    user = require_team(request.user)
    try:
        close_session(_session(code), by=user)
    except ActionRefused as refused:
        messages.warning(request, refused.reason)
    return redirect("signing_sessions:detail", code)


def qr_code(address: str) -> SafeString:
    """An inline SVG without style attributes; its size is the style sheet's matter."""
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2, svgclass="qr", lineclass=None
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308  # drawn by segno from an address of ours


def _session(code: str) -> SigningSession:
    return get_object_or_404(SigningSession, code=read_code(code, GROUP_CODE_LENGTH))


def _context(request: HttpRequest, code: str) -> dict[str, object]:
    require_team(request.user)
    session = _session(code)
    address = absolute(reverse("signing:session", args=[session.code]))
    return {
        "room": queries.room(session),
        "session": session,
        "address": address,
        "qr": qr_code(address),
        "sheet_url": reverse("signing_sessions:sheet", args=[session.code]),
    }

"""The federation's side of a signing session. Kept nowhere, like all that is the team's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.lists import listing, show, tidied
from qpv_charter.toolkit.refusals import refusal_said
from qpv_charter.toolkit.short_codes import read_code
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators
from signatories.sessions import queries
from signatories.sessions.actions import close_session, open_session, reopen_session
from signatories.sessions.forms import SessionForm
from signatories.sessions.lists import Sessions
from signatories.sessions.places import SESSION_LINKS
from signatories.signatures.models import GROUP_CODE_LENGTH, SigningSession

TEMPLATES = "signatories/sessions/"
BLANK_LINES = 12  # of the printed sheet


@animators
@require_http_methods(["GET", "HEAD", "POST"])
@tidied(Sessions)
def session_list(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    """Sessions, and the form that opens one."""
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        session = open_session(by=actor.person, **form.answers())
        return redirect("signing_sessions:detail", session.code)
    shown = listing(Sessions.read(request.GET), queries.sessions(actor))
    return show(request, f"{TEMPLATES}list.html", shown, form=form)


@animators
@require_safe
def session_detail(request: HttpRequest, actor: TeamMember, code: str) -> HttpResponse:
    """The page shown on the wall: the QR code in big, the list that fills."""
    return render(request, f"{TEMPLATES}detail.html", _context(actor, code))


@animators
@require_safe
def session_signed(request: HttpRequest, actor: TeamMember, code: str) -> HttpResponse:
    """The list alone, asked for again every few seconds."""
    return render(request, f"{TEMPLATES}_signed.html", _context(actor, code))


@animators
@require_safe
def session_sheet(request: HttpRequest, actor: TeamMember, code: str) -> HttpResponse:
    """A sheet to print, for those who have no phone."""
    return render(request, f"{TEMPLATES}sheet.html", _context(actor, code) | {"lines": range(BLANK_LINES)})


@animators
@require_POST
def session_close(request: HttpRequest, actor: TeamMember, code: str) -> HttpResponse:
    session = _session(actor, code)
    with refusal_said(request, level=messages.WARNING):
        close_session(session, by=actor.person)
    return redirect("signing_sessions:detail", code)


@animators
@require_POST
def session_reopen(request: HttpRequest, actor: TeamMember, code: str) -> HttpResponse:
    session = _session(actor, code)
    with refusal_said(request, level=messages.WARNING):
        reopen_session(session, by=actor.person)
    return redirect("signing_sessions:detail", code)


def _session(actor: TeamMember, code: str) -> SigningSession:
    return get_object_or_404(SigningSession.objects.visible_to(actor), code=read_code(code, GROUP_CODE_LENGTH))


def _context(actor: TeamMember, code: str) -> dict[str, object]:
    session = _session(actor, code)
    address = absolute(reverse("signing:session", args=[session.code]))
    return {
        "room": queries.room(session),
        "session": session,
        "address": address,
        "sheet_url": reverse("signing_sessions:sheet", args=[session.code]),
        "links": SESSION_LINKS.gather(session),
    }

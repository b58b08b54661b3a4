"""The sheet of a signing session: its lines, then what will be entered; or what will be taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from qpv_charter.toolkit.refusals import refusal_on
from qpv_charter.toolkit.short_codes import read_code
from qpv_charter.toolkit.templatetags.toolkit import counted
from signatories.people.actors import TeamMember
from signatories.people.audiences import animators
from signatories.signatures.models import GROUP_CODE_LENGTH, SigningSession
from signatories.taking_up import actions
from signatories.taking_up.actions import SheetLine
from signatories.taking_up.forms import UndoSheetForm
from signatories.taking_up.session_sheets import entered_for
from signatories.taking_up.sheet_form import SheetOfSession
from signatories.taking_up.sheet_lines import AlikeForm

TAKEN_BACK = "signature retirée", "signatures retirées"
NOTHING_LEFT = "Il n’y a rien à annuler\u202f: aucune feuille de cette séance n’attend, intacte, d’être relue."
MORE, BACK, ENTER = "ajouter", "corriger", "entrer"  # the buttons, besides the one that shows what will be entered


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def session_sheet(request: HttpRequest, actor: TeamMember, code: str) -> HttpResponse:
    """The lines; once all can be read, what will be entered, and « Entrer »."""
    session = _session(actor, code)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SheetOfSession(*sent, session=session, actor=actor)
    is_read = form.is_bound and form.is_valid()
    if form.is_bound:
        with refusal_on(form, "scan"):
            form.keep_scan()
    if MORE in request.POST:
        form = form.longer()
    elif is_read and form.is_valid() and BACK not in request.POST:
        return _summary(request, form, actor)
    return render(request, "signatories/taking_up/sheet.html", {"form": form, "session": session})


def _summary(request: HttpRequest, sheet: SheetOfSession, actor: TeamMember) -> HttpResponse:
    enters = ENTER in request.POST
    version = sheet.cleaned_data["charter_version"]
    form = AlikeForm(request.POST if enters else None, lines=sheet.written, version=version, actor=actor)
    if enters and form.is_valid():
        kept = [line for line in sheet.written if not form.left(line)]
        lines = [SheetLine(sheet.facts(line), form.known_as(line)) for line in kept]
        with refusal_on(form):
            entered = actions.enter_sheet(sheet.session, lines, by=actor.person, scan=sheet.kept)
            messages.success(request, _what_happened(len(entered)))
            return redirect("signing_sessions:detail", sheet.session.code)
    context = {"form": form, "sheet": sheet, "session": sheet.session}
    return render(request, "signatories/taking_up/sheet_summary.html", context)


@animators
@require_http_methods(["GET", "HEAD", "POST"])
def undo_sheet(request: HttpRequest, actor: TeamMember, code: str) -> HttpResponse:
    """What would be taken back of each sheet, what stays, and why one does it."""
    session = _session(actor, code)
    sheets = entered_for(session)
    if not sheets:
        messages.info(request, NOTHING_LEFT)
        return redirect("signing_sessions:detail", session.code)
    form = UndoSheetForm(request.POST or None, sheets=sheets)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            reason = form.cleaned_data["reason"]
            undone = actions.undo_sheet(session, scan=form.scan, by=actor.person, reason=reason)
            messages.success(request, f"{counted(undone, TAKEN_BACK)}. Personne n’en est prévenu.")
            return redirect("signing_sessions:detail", session.code)
    context = {"form": form, "sheets": sheets, "session": session}
    return render(request, "signatories/taking_up/sheet_undo.html", context)


def _session(actor: TeamMember, code: str) -> SigningSession:
    return get_object_or_404(SigningSession.objects.visible_to(actor), code=read_code(code, GROUP_CODE_LENGTH))


def _what_happened(number: int) -> str:
    entered = counted(number, ("signature entrée", "signatures entrées"))
    return f"{entered}\u202f: {'chacune' if number > 1 else 'elle'} attend une relecture."

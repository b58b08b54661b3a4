"""/espace/<slug>/nouvelle-version/: what changes, who decided; or not this time."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.pdf import PdfUnavailable, unavailable
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.charter.models import CharterVersion
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.signing.kit import kit_pdf
from signatories.versions import queries
from signatories.versions.actions import answering
from signatories.versions.forms import DeclineForm, SignAgainForm, who_signs
from signatories.versions.waves import asked_of

TEMPLATES = "signatories/versions/"


def _asked(actor: Contact) -> CharterVersion:
    """The text that her association is asked to sign; raises Http404 where it is not."""
    text = asked_of(actor.organisation)
    if text is None:
        raise Http404
    return text


@contact
@require_safe
def changes(request: HttpRequest, actor: Contact) -> HttpResponse:
    """First screen: what changes since what it signed."""
    text = _asked(actor)
    with refusal_said(request):
        answering.read(actor.organisation, by=actor)
    context = queries.since_signed(actor.organisation, text) | {"organisation": actor.organisation, "text": text}
    return render(request, f"{TEMPLATES}changes.html", context)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, actor: Contact) -> HttpResponse:
    """Second screen: who decided; it is signed, or kept for the meeting."""
    text, organisation = _asked(actor), actor.organisation
    initial = who_signs(actor) | {"sha256": text.sha256}
    form = SignAgainForm(request.POST or None, initial=initial, kind=organisation.kind, words=organisation.words)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            return _answered(request, actor, form)
    context = {"organisation": organisation, "text": text, "form": form}
    return render(request, f"{TEMPLATES}decision.html", context)


def _answered(request: HttpRequest, actor: Contact, form: SignAgainForm) -> HttpResponse:
    organisation = actor.organisation
    if form.must_wait:
        answering.wait_for_board(organisation, by=actor, meeting_on=form.cleaned_data["meeting_on"])
        messages.success(
            request, "C’est noté\u202f: la question vous attend ici, avec un dossier pour votre réunion."
        )
        return redirect("versions:changes", organisation.slug)
    answering.sign_again(organisation, by=actor, sha256=form.cleaned_data["sha256"], mandate=form.mandate())
    messages.success(request, "C’est signé. Votre signature d’avant reste ce qu’elle est, à côté.")
    return redirect("organisations:space_detail", organisation.slug)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, actor: Contact) -> HttpResponse:
    """« Pas cette fois »."""
    text, form = _asked(actor), DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            answering.decline(actor.organisation, by=actor, reason=form.cleaned_data["reason"])
            messages.success(request, "C’est noté. Votre signature d’avant reste ce qu’elle est.")
            return redirect("organisations:space_detail", actor.organisation.slug)
    context = {"organisation": actor.organisation, "text": text, "form": form}
    return render(request, f"{TEMPLATES}decline.html", context)


@contact
@require_safe
def kit(request: HttpRequest, actor: Contact) -> HttpResponse:
    """The two pages for the next meeting."""
    text, organisation = _asked(actor), actor.organisation
    here = absolute(reverse("versions:changes", args=[organisation.slug]))
    try:
        content = kit_pdf(
            organisation_name=organisation.name, kind=organisation.kind, version=text, resume_url=here
        )
    except PdfUnavailable as why:
        return unavailable(request, why)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="dossier-pour-votre-reunion.pdf"'
    return response

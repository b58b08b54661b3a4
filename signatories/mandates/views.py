"""An association's mandate pages, and the one door to its extracts."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.actions import ActionRefused
from signatories.mandates.actions import attach_extract
from signatories.mandates.forms import ExtractForm, MandateForm
from signatories.organisations.models import Organisation
from signatories.organisations.queries import looked_after_by
from signatories.people.models import User
from signatories.signatures.actions import renew_mandate
from signatories.signatures.models import Mandate, Signature


def renew(request: HttpRequest, slug: str) -> HttpResponse:
    """A new mandate beside the signature; the former one stays in its history."""
    organisation, user = _mine(request, slug)
    signature = _standing(organisation)
    form = MandateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            renew_mandate(signature, by=user, facts=form.facts(by=user))
        except ActionRefused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(
                request, "Le nouveau mandat est noté. Vous pouvez y joindre l’extrait de la décision."
            )
            return redirect("portal:space_detail", slug=organisation.slug)
    context = {"organisation": organisation, "form": form}
    return render(request, "signatories/mandates/renew.html", context)


def extract(request: HttpRequest, slug: str) -> HttpResponse:
    """Joining the extract of the decision to the mandate of today."""
    organisation, user = _mine(request, slug)
    mandate = get_object_or_404(_standing(organisation).mandates, ended_at=None)
    form = ExtractForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            attach_extract(mandate, by=user, extract=form.cleaned_data["extract"])
        except ActionRefused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, "L’extrait est enregistré.")
            return redirect("portal:space_detail", slug=organisation.slug)
    context = {"organisation": organisation, "mandate": mandate, "form": form}
    return render(request, "signatories/mandates/extract.html", context)


@require_safe
def download(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """The extract, to a contact of the association only, as a file to keep and never to show in the page."""
    organisation, _ = _mine(request, slug)
    mandates = Mandate.objects.filter(signature__organisation=organisation).exclude(extract="")
    mandate = get_object_or_404(mandates, pk=pk)
    response = FileResponse(
        mandate.extract.open(),
        as_attachment=True,
        filename=f"decision-{organisation.slug}.pdf",
        content_type="application/pdf",
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _mine(request: HttpRequest, slug: str) -> tuple[Organisation, User]:
    organisation = get_object_or_404(looked_after_by(request.user), slug=slug)
    if not request.user.is_authenticated:
        raise Http404
    return organisation, request.user


def _standing(organisation: Organisation) -> Signature:
    """The association's latest signature that was not withdrawn."""
    signature = Signature.objects.standing().filter(organisation=organisation).order_by("-confirmed_at").first()
    if signature is None:
        raise Http404
    return signature

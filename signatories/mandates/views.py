"""An association's mandate pages, and the one door to its extracts."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qpv_charter.toolkit.files import opened
from qpv_charter.toolkit.refusals import refusal_on
from signatories.mandates.actions import attach_extract
from signatories.mandates.forms import ExtractForm, MandateForm
from signatories.organisations.actors import Contact
from signatories.organisations.audiences import contact
from signatories.organisations.models import Organisation
from signatories.organisations.queries import contacts_of
from signatories.signatures.actions import renew_mandate
from signatories.signatures.models import Mandate, Signature


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, actor: Contact) -> HttpResponse:
    """A new mandate beside the signature; the former one stays in its history."""
    organisation = actor.organisation
    signature = _standing(organisation)
    form = MandateForm(request.POST or None, kind=organisation.kind)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            people = [contact.user for contact in contacts_of(organisation)]
            renew_mandate(signature, by=actor.person, facts=form.facts(contacts=people))
            messages.success(
                request, "Le nouveau mandat est noté. Vous pouvez y joindre l’extrait de la décision."
            )
            return redirect("organisations:space_detail", slug=organisation.slug)
    context = {"organisation": organisation, "form": form}
    return render(request, "signatories/mandates/renew.html", context)


@contact
@require_http_methods(["GET", "HEAD", "POST"])
def extract(request: HttpRequest, actor: Contact) -> HttpResponse:
    """Joining the extract of the decision to the mandate of today."""
    organisation = actor.organisation
    mandate = get_object_or_404(_standing(organisation).mandates, ended_at=None)
    form = ExtractForm(request.POST or None, request.FILES or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            attach_extract(mandate, by=actor.person, extract=form.cleaned_data["extract"])
            messages.success(request, "L’extrait est enregistré.")
            return redirect("organisations:space_detail", slug=organisation.slug)
    context = {"organisation": organisation, "mandate": mandate, "form": form}
    return render(request, "signatories/mandates/extract.html", context)


@contact
@require_safe
def download(request: HttpRequest, actor: Contact, pk: int) -> FileResponse:
    """The extract, to a contact of the association only, as a file to keep and never to show in the page."""
    organisation = actor.organisation
    mandates = Mandate.objects.filter(signature__in=Signature.objects.visible_to(actor)).exclude(extract="")
    mandate = get_object_or_404(mandates, pk=pk)
    response = FileResponse(
        opened(mandate.extract),
        as_attachment=True,
        filename=f"decision-{organisation.slug}.pdf",
        content_type="application/pdf",
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _standing(organisation: Organisation) -> Signature:
    """The association's latest signature that was not withdrawn."""
    signature = Signature.objects.standing().filter(organisation=organisation).latest_first().first()
    if signature is None:
        raise Http404
    return signature

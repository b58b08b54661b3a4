"""The attestation as a file: for anyone while the signature is published, for its people while it is paused."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from qpv_charter.toolkit import pdf
from qpv_charter.toolkit.audiences import public
from signatories.organisations.rules import is_contact
from signatories.people.audiences import animates
from signatories.signatures.attestation import attestation_pdf
from signatories.signatures.models import Signature, Status
from signatories.signatures.queries import read_code, verification


@public
@require_safe
def attestation(request: HttpRequest, code: str) -> HttpResponse:
    found = verification(read_code(code))
    signature, proof, speaks = found.signature, found.proof, found.speaks
    if signature is None or proof is None or speaks is None or not _may_have(request, speaks):
        raise Http404
    if found.entry is None:  # its page says so
        return redirect("signatures:verify", code=signature.code)
    try:
        content = attestation_pdf(signature)
    except pdf.PdfUnavailable as why:
        return pdf.unavailable(request, why)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"Attestation {proof.name}.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or ""
    patch_cache_control(response, private=True, no_store=True)  # erasing an association must leave no copy
    return response


def _may_have(request: HttpRequest, signature: Signature) -> bool:
    if signature.status == Status.PUBLISHED or not signature.in_force:
        return signature.in_force
    organisation = signature.organisation
    return is_contact(request.user, organisation) or animates(request, organisation.department_code)

"""Is this attestation genuine? Anyone may ask; nothing private is answered."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qpv_charter.toolkit.audiences import public
from signatories.signatures.models import RegisterAnchor
from signatories.signatures.queries import read_code, verification


@public
@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Where one types the code of a printed attestation."""
    typed = request.GET.get("code", "")
    code = read_code(typed)
    if code:
        return redirect("signatures:verify", code=code)
    return render(request, "signatories/signatures/verify_form.html", {"typed": typed[:100]})


@public
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """In force, paused, withdrawn or unknown; an unknown code answers 404 with the same plain page."""
    found = verification(read_code(code))
    context = {
        "found": found,
        "signature": found.signature,
        "speaks": found.speaks,
        "entry": found.entry,
        "proof": found.proof,
        "typed": code[:100],
    }
    status = 200 if found.signature else 404
    return render(request, "signatories/signatures/verify.html", context, status=status)


@public
@require_safe
def anchors(request: HttpRequest) -> HttpResponse:  # a view takes its request
    """The register's anchors as JSON lines, for whoever keeps a copy of them."""
    lines = (
        json.dumps({"number": anchor.number, "digest": anchor.digest, "at": anchor.at.isoformat()}) + "\n"
        for anchor in RegisterAnchor.objects.all()
    )
    return HttpResponse("".join(lines), content_type="application/jsonl; charset=utf-8")

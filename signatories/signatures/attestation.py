"""The attestation: one page that says an association signed, and how anyone can check it."""

from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.pdf import STYLES, render
from signatories.signatures.models import Signature
from signatories.signatures.proof import proof_of
from signatories.signatures.queries import first_entry

LONG_NAME, VERY_LONG_NAME = 48, 100  # characters: the name is set smaller so that the page stays one page


def attestation_pdf(signature: Signature) -> bytes:
    """The attestation of a published or paused signature, as a tagged PDF of one A4 page.

    Built each time and kept nowhere: erasing an association must leave no copy of its name behind. Raises
    ActionRefused for a signature that nobody published yet, that was withdrawn or that the register does not hold,
    and PdfUnavailable."""
    if not signature.in_force:
        raise ActionRefused(
            "L’attestation existe dès que la signature est publiée, et tant qu’elle est en vigueur."
        )
    entry = first_entry(signature)
    if entry is None:
        raise ActionRefused("Cette signature ne figure pas au registre\u202f: elle n’a pas d’attestation.")
    proof = proof_of(signature)
    context = {
        "signature": signature,
        "proof": proof,
        "charter": signature.charter_version,
        "entry": entry,
        "url": absolute(reverse("signatures:verify", args=[signature.code])),
        "name_class": _name_class(proof.name),
    }
    return render(
        "signatories/signatures/attestation_pdf.html", context, styles=(*STYLES, "css/pdf-attestation.css")
    )


def _name_class(name: str) -> str:
    if len(name) > VERY_LONG_NAME:
        return "very-long"
    return "long" if len(name) > LONG_NAME else ""

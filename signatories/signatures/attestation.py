"""The attestation: one page that says an association signed, and how anyone can check it."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.pdf import STYLES, render
from qpv_charter.toolkit.short_codes import printed
from signatories.signatures.models import Mandate, Signature
from signatories.signatures.proof import proof_of
from signatories.signatures.queries import agrees_to_be_named, first_entry, speaking_for, union_of

LONG_NAME, VERY_LONG_NAME = 48, 100  # characters: the name is set smaller so that the page stays one page
CODE_GROUP = 4  # characters: 7K3M-9QXT-2B4D, as the page of verification asks for it
Decision = Mandate.Decision
# A decision of several is no secret; whoever may decide alone is a person, named if she agreed.
DECIDED_TOGETHER = {Decision.ASSEMBLY, Decision.BOARD, Decision.BUREAU, Decision.COLLECTIVE}


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
    context = {"entry": entry, **_what_it_says(signature)}
    return render(
        "signatories/signatures/attestation_pdf.html", context, styles=(*STYLES, "css/pdf-attestation.css")
    )


def _what_it_says(signature: Signature) -> dict[str, object]:
    proof = proof_of(signature)
    # The one it was given by, whoever was named since; a list of former papers may name nobody.
    mandate = signature.mandates.order_by("pk").first()
    return {
        "signature": signature,
        "signer": _signer(mandate) if mandate else "",
        "decision": mandate if mandate and mandate.decided_by in DECIDED_TOGETHER else None,
        "issuer": settings.LEGAL["publisher"],
        "issued_on": timezone.localdate(),
        "code": printed(signature.code, by=CODE_GROUP),
        "proof": proof,
        "union": union_of(signature, speaking_for(signature)),
        "charter": signature.charter_version,
        "url": absolute(reverse("signatures:verify", args=[signature.code])),
        "name_class": _name_class(proof.name),
    }


def _signer(mandate: Mandate) -> str:
    """Who signed, for who agreed to be named; empty otherwise."""
    named = agrees_to_be_named(mandate, mandate.signature.organisation.memberships.current())
    return f"{mandate.signer_name}, {mandate.signer_role}" if named else ""


def _name_class(name: str) -> str:
    if len(name) > VERY_LONG_NAME:
        return "very-long"
    return "long" if len(name) > LONG_NAME else ""

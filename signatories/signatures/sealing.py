"""What the rows of the register seal of a signature: who signed, in whose name, when (docs/register.md)."""

from signatories.organisations.models import Organisation
from signatories.signatures.models import Mandate, RegisterEntry, Signature

Kind = RegisterEntry.Kind
# The rows by which a signature enters the register, and its origin.
BEGINS = {
    Kind.CONFIRMED: Signature.Source.ONLINE,
    Kind.PAPER: Signature.Source.PAPER,
    Kind.IMPORTED: Signature.Source.IMPORT,
}
# The rows that each seal one mandate: the first of them its signature's first mandate, and so on.
MANDATES = {*BEGINS, Kind.MANDATE_RENEWED}
ENTRY_OF_SOURCE = {source: kind for kind, source in BEGINS.items()}
NAME, FORM, PLACE, PLACE_CODE = "organisation", "form", "commune", "commune_code"
IDENTITY = (NAME, FORM, PLACE, PLACE_CODE)
SIGNER = ("signer_name", "signer_role")  # all that is erased of a mandate with its person
NAMED = "publish_name"  # in words, since empty values are not sealed: rows of before say neither
MANDATE = (*SIGNER, "decided_by", "decided_on", NAMED)


def identity(organisation: Organisation) -> dict[str, str]:
    """Who an association is, as its attestation says it; an official commune has its Insee code too."""
    return {
        NAME: organisation.name,
        FORM: organisation.kind,
        PLACE: organisation.commune_label,
        PLACE_CODE: organisation.commune.code if organisation.commune else "",
    }


def mandate(given: Mandate) -> dict[str, str]:
    return {
        "signer_name": given.signer_name,
        "signer_role": given.signer_role,
        "decided_by": given.decided_by,
        "decided_on": given.decided_on.isoformat() if given.decided_on else "",
        NAMED: "yes" if given.publish_name else "no",
    }


def facts(signature: Signature) -> dict[str, str]:
    """What stands in clear in a body: the code that an attestation bears, and the date of signing."""
    return {"code": signature.code, "signed_on": signature.signed_code}

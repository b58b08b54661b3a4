"""What an association is told when the state of its signature changes."""

from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from signatories.outbox.actions import write
from signatories.outbox.models import Message
from signatories.signatures.models import RegisterAnchor, RegisterEntry, Signature

SUBJECTS = {
    RegisterEntry.Kind.PUBLISHED: "Votre signature de la charte est publiée",
    RegisterEntry.Kind.REVIEWED: "Votre signature de la charte\u202f: à revoir ensemble",
    RegisterEntry.Kind.PAUSED: "Votre signature de la charte est en pause",
    RegisterEntry.Kind.RESUMED: "Votre signature de la charte est de nouveau publiée",
    RegisterEntry.Kind.WITHDRAWN: "Votre signature de la charte est retirée",
}


def state_changed(signature: Signature, kind: RegisterEntry.Kind) -> list[Message]:
    """One mail to each contact person of the association; none where a paper record has nobody yet."""
    contacts = signature.organisation.memberships.current().select_related("user")
    context = {
        "organisation": signature.organisation,
        "signature": signature,
        "space_url": absolute("/espace/"),
        "verify_url": absolute(reverse("signatures:verify", args=[signature.code])),
    }
    return [
        write(
            kind=f"signature.{kind}",
            to=contact.user.email,
            subject=SUBJECTS[kind],
            template=f"signatories/signatures/emails/{kind}",
            context=context | {"person": contact.user},
            about=[signature, signature.organisation],
        )
        for contact in contacts
    ]


def anchored(anchor: RegisterAnchor, *, to: list[str]) -> list[Message]:
    """The head of the register, for the comité de suivi to keep: it will betray any rewriting of the past."""
    return [
        write(
            kind="register.anchored",
            to=address,
            subject=f"Registre des signatures\u202f: ligne {anchor.number}",
            template="signatories/signatures/emails/anchored",
            context={"anchor": anchor, "anchors_url": absolute(reverse("signatures:anchors"))},
            about=[anchor],
        )
        for address in to
    ]

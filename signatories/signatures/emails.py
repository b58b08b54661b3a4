"""What an association is told when the state of its signature changes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypedDict

from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from signatories.organisations.places import WAYS_IN
from signatories.organisations.queries import correspondents
from signatories.outbox.actions import write, write_each
from signatories.outbox.models import Message
from signatories.signatures.models import RegisterAnchor, RegisterEntry, Signature

Kind = RegisterEntry.Kind


class Waiting(TypedDict, total=False):
    """Of `outbox.actions.Mail`, when it leaves."""

    not_before: datetime
    condition: str
    condition_args: Mapping[str, object]


SUBJECTS = {
    Kind.PUBLISHED: "Votre signature de la charte est publiée",
    Kind.REVIEWED: "Votre signature de la charte\u202f: à revoir ensemble",
    Kind.PAUSED: "Votre signature de la charte est en pause",
    Kind.RESUMED: "Votre signature de la charte est de nouveau publiée",
    Kind.WITHDRAWN: "Votre signature de la charte est retirée",
}


TAKEN_BACK_WITHIN = timedelta(hours=1)  # a publication; the mail that tells it waits as long


# These ask for an answer: whoever decided reads it.
ANSWERED = {Kind.REVIEWED, Kind.PAUSED, Kind.WITHDRAWN}


def state_changed(signature: Signature, kind: RegisterEntry.Kind) -> list[Message]:
    """One mail to each contact person of the association, else to the address that its paper gave, with no space
    to speak of; none where it gave none."""
    organisation, decided_by = signature.organisation, signature.status_by if kind in ANSWERED else None
    context = {
        "organisation": organisation,
        "signature": signature,
        "space_url": absolute("/espace/"),
        "attestation_url": absolute(reverse("signatures:attestation", args=[signature.code])),
        "verify_url": absolute(reverse("signatures:verify", args=[signature.code])),
        "way_in": next(iter(WAYS_IN.gather(organisation)), ""),
    }
    return [
        write(
            kind=f"signature.{kind}",
            to=reader.address,
            subject=SUBJECTS[kind],
            template=f"signatories/signatures/emails/{kind}",
            context=context | {"person": reader.person},
            about=[signature, organisation, decided_by],
            reply_to=decided_by.email if decided_by else "",
            **_waiting(signature, kind),
        )
        for reader in correspondents(organisation)
    ]


def _waiting(signature: Signature, kind: RegisterEntry.Kind) -> Waiting:
    """What a publication may still be taken back for: its mail leaves after, if this same one still holds."""
    published_at = signature.published_at
    if kind != Kind.PUBLISHED or published_at is None:
        return {}
    return {
        "not_before": published_at + TAKEN_BACK_WITHIN,
        "condition": "signatures.publication_holds",
        "condition_args": {"signature": signature.pk, "published_at": published_at.isoformat()},
    }


def anchored(anchor: RegisterAnchor, *, to: list[str]) -> list[Message]:
    """The head of the register, for the comité de suivi to keep: it will betray any rewriting of the past."""
    return write_each(
        kind="register.anchored",
        to=to,
        subject=f"Registre des signatures\u202f: ligne {anchor.number}",
        template="signatories/signatures/emails/anchored",
        context={"anchor": anchor, "anchors_url": absolute(reverse("signatures:anchors"))},
        about=[anchor],
    )

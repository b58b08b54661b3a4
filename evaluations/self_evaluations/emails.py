"""One function a message; what was confided is in none."""

from django.urls import reverse

from evaluations.self_evaluations.models import LookBack
from qpv_charter.toolkit.links import absolute
from signatories.outbox.actions import write
from signatories.outbox.models import Message


def shared(look_back: LookBack) -> Message:
    """To whoever shared it: the receipt, and until when it may change."""
    person, organisation = look_back.shared_by, look_back.organisation
    return write(
        kind="look_back.shared",
        to=person.email,  # type: ignore[union-attr]  # what is shared was by somebody (look_back_shared_by_somebody)
        person=person,
        about=[look_back, organisation],
        subject=f"Votre point {look_back.campaign.year} est partagé",
        template="evaluations/self_evaluations/emails/shared",
        context={
            "organisation": organisation,
            "campaign": look_back.campaign,
            "answered": look_back.answers.exclude(choice=None).count(),
            "receipt": absolute(reverse("self_evaluations:receipt", args=[organisation.slug])),
            "page": absolute(reverse("self_evaluations:start", args=[organisation.slug])),
        },
        enclosure="look_back.receipt",
        enclosure_args={"look_back": look_back.pk},
    )

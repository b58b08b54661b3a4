"""One function a message. What a stranger typed stands in no subject line."""

from django.urls import reverse

from engagements.participation.models import Answer
from engagements.voices.models import VoiceKey
from qpv_charter.toolkit.links import absolute
from signatories.outbox.actions import write_each


def answered(given: Answer, *, to: str, key: VoiceKey) -> None:
    """To whoever answered and left an address: the link that changes the answer."""
    gathering = given.gathering
    write_each(
        kind="gatherings.answered",
        to=[to],
        about=[gathering, given.voice, gathering.organisation],
        subject="Votre réponse est notée",
        template="engagements/participation/emails/answered",
        context={"gathering": gathering, "link": absolute(reverse("participation:key", args=[key.clear]))},
        secret=True,
        until=key.expires_at,
        condition="gatherings.answer_stands",
        condition_args={"answer": given.pk},
    )

"""One function a message."""

from django.urls import reverse

from engagements.thanks.models import Thanks, ThanksKey
from qpv_charter.toolkit.links import absolute
from signatories.outbox.actions import write
from signatories.outbox.models import Message


def said(thanks: Thanks, *, key: ThanksKey) -> Message:
    """To whoever said it: the link that takes it back; not sent once it was."""
    return write(
        kind="thanks.said",
        to=thanks.said_by.email,
        person=thanks.said_by,
        about=[thanks, thanks.organisation],
        subject=f"Votre merci à {thanks.qpv.name}",
        template="engagements/thanks/emails/said",
        context={"thanks": thanks, "link": absolute(reverse("thanks:key", args=[key.clear]))},
        secret=True,
        until=key.expires_at,
        condition="thanks.stand",
        condition_args={"thanks": thanks.pk},
    )

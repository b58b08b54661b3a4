"""What the outbox adds elsewhere: to the team's workspace."""

from django.urls import reverse

from qpv_charter.toolkit.templatetags.toolkit import plural
from signatories.history.kinds import declare
from signatories.outbox.models import Message
from signatories.people.actors import TeamMember
from signatories.people.places import WORKSPACE_WAITING, Waiting

declare(
    {
        "message.retried": "E-mail relancé",
        "mail.refused": "Une adresse ne veut plus de certains e-mails",
        "mail.wanted_again": "Une adresse veut de nouveau certains e-mails",
    }
)


@WORKSPACE_WAITING.contribute(order=300)
def mail_that_failed(actor: TeamMember) -> Waiting:
    number = Message.objects.filter(state=Message.State.FAILED).count()
    return Waiting(
        f"{number} e-mail{plural(number)} en échec",
        f"{reverse('outbox:list')}?etat=failed",
        text="L’adresse est sans doute fausse\u202f: appelez l’association."
        if number
        else "Tous les e-mails sont partis.",
    )

"""What the outbox adds elsewhere: to the team's workspace, to erasure, to what the site forgets by itself."""

from django.urls import reverse

from qpv_charter.toolkit.personal import erased, kept
from qpv_charter.toolkit.retention import RETENTION, Retention
from qpv_charter.toolkit.templatetags.toolkit import plural
from signatories.history.kinds import declare
from signatories.outbox import forgetting
from signatories.outbox.models import Message, MessageSubject, Preference
from signatories.people.actors import TeamMember
from signatories.people.places import FORGET_PERSON, WORKSPACE_WAITING, Leaver, Waiting

declare(
    {
        "message.retried": "E-mail relancé",
        "mail.refused": "Une adresse ne veut plus de certains e-mails",
        "mail.wanted_again": "Une adresse veut de nouveau certains e-mails",
    }
)


@WORKSPACE_WAITING.contribute(order=300)
def mail_that_failed(actor: TeamMember) -> Waiting | None:
    if not actor.is_national:
        return None
    number = Message.objects.visible_to(actor).filter(state=Message.State.FAILED).count()
    return Waiting(
        f"{number} e-mail{plural(number)} en échec",
        f"{reverse('outbox:list')}?etat=failed",
        text="L’adresse est sans doute fausse\u202f: appelez l’association."
        if number
        else "Tous les e-mails sont partis.",
    )


erased(Message, "to", "reply_to", "subject", "text", "html", "error")
kept(Message, "kind", "condition", "condition_args", why="codes and identifiers")
kept(Message, "reason", why="our own words")
kept(MessageSubject, "subject_type", "subject_id", why="codes and identifiers")
erased(Preference, "address")
kept(Preference, "family", "key", why="codes")


@FORGET_PERSON.contribute(order=100)
def mails(leaver: Leaver) -> None:
    if leaver.person:
        forgetting.forget_person(leaver.person)
    for address in leaver.addresses:
        forgetting.forget_address(address)


@RETENTION.contribute(order=200)
def mails_of_the_year() -> Retention:
    return Retention(
        during=forgetting.KEPT,
        forget=forgetting.forget_old,
        what="Les messages envoyés",
        why="Vérifier qu’ils sont partis. Le contenu de ceux qui portent un code ou un lien personnel est effacé "
        "dès l’envoi.",
        besides=", ou jusqu’à l’effacement de vos données",
    )


@RETENTION.contribute(order=300)
def what_one_refuses() -> Retention:
    return Retention(
        during=forgetting.KEPT,
        forget=forgetting.forget_unused_preferences,
        what="Votre adresse e-mail, et les messages que vous ne voulez plus recevoir",
        why="Ne plus vous les envoyer. Le lien qui permet de les arrêter figure dans chacun d’eux.",
        besides=" après le dernier de ces messages\u202f; si vous les avez refusés, tant que vous ne revenez pas "
        "dessus ou ne demandez pas l’effacement de vos données",
    )

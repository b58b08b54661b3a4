"""What the outbox adds elsewhere: to the team's workspace, to erasure, to what the site forgets by itself."""

from django.urls import reverse

from qpv_charter.toolkit import unions
from qpv_charter.toolkit.limits import DAY, MINUTE, Limit
from qpv_charter.toolkit.personal import ACCOUNT, erased, erased_with_either, kept
from qpv_charter.toolkit.retention import RETENTION, Retention
from signatories.history.kinds import declare
from signatories.outbox import forgetting
from signatories.outbox.limits import limited, unlimited
from signatories.outbox.models import Message, MessageSubject, Paragraph, Preference
from signatories.people.actors import TeamMember
from signatories.people.places import FORGET_PERSON, WORKSPACE_LINKS, Leaver, WorkspaceLink

# A code signs in its reader: it must come, and nobody else's haste may keep it from coming.
limited(
    "login_code",
    "unknown_account",
    to=[
        Limit("sign-in-mails-burst", times=15, seconds=10 * MINUTE, share=5),
        Limit("sign-in-mails-day", times=40, seconds=DAY, share=12),
    ],
    by=[Limit("sign-in-mails-network", times=120, seconds=10 * MINUTE)],
    otherwise="Trop d’essais en peu de temps pour cette adresse. Le dernier message est peut-être parmi les "
    "courriers indésirables\u202f; sinon, réessayez un peu plus tard.",
)
limited(
    "email_confirmation",
    "email_confirmation_signup",
    "account_already_exists",
    to=[Limit("new-address-to", times=15, seconds=DAY, share=5)],
    by=[Limit("new-address-by", times=10, seconds=DAY)],
    otherwise="Plusieurs codes ont été envoyés aujourd’hui, à cette adresse ou de votre part. Réessayez demain.",
)
unlimited(
    *("email_changed", "email_confirm", "email_deleted", "totp_activated", "totp_deactivated", "webauthn_added"),
    *("webauthn_removed", "recovery_codes_generated"),
    why="what happens to one's account is told, always; only who is signed in to it can cause it",
)

declare(
    {
        "message.retried": "E-mail relancé",
        "mail.paragraph_written": "Mot de l’équipe ajouté à des e-mails",
        "mail.refused": "Une adresse ne veut plus de certains e-mails",
        "mail.wanted_again": "Une adresse veut de nouveau certains e-mails",
    }
)


@WORKSPACE_LINKS.contribute(order=350)
def mails_sent(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.is_national:
        return None
    failed = Message.objects.visible_to(actor).filter(state=Message.State.FAILED).count()
    return WorkspaceLink("E-mails en échec", f"{reverse('outbox:list')}?etat=failed", failed)


erased(Message, "to", "reply_to")
erased_with_either(Message, "subject", "text", "html", "error")
kept(Message, "kind", "condition", "condition_args", "enclosure", "enclosure_args", why="codes and identifiers")
kept(Message, "reason", why="our own words")
kept(MessageSubject, "subject_type", "subject_id", why="codes and identifiers")
kept(Paragraph, "kind", "text", why="what the team says to everybody")
kept(Paragraph, "written_by", why=ACCOUNT)
erased(Preference, "address")
kept(Preference, "family", "key", why="codes")
unions.follows(MessageSubject, "subject_id", why="the kept record’s page lists the mails of both")
unions.stays(Message, "condition_args", "enclosure_args", why="asked of the record that it was written for")


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

"""What messages to many add elsewhere: to the list of associations, to an association's page, to the workspace, to
the history, to what is forgotten."""

from django.urls import reverse

from qpv_charter.toolkit import unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.personal import ACCOUNT, erased_with_either, kept
from qpv_charter.toolkit.retention import RETENTION, YEAR, Retention
from signatories.following.places import FOLLOWED, LISTED
from signatories.history.kinds import declare
from signatories.mailings import blocks, forgetting, queries
from signatories.mailings.models import KEPT_BACK, Mailing, MailingRecipient
from signatories.mailings.readers import FAMILY
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION
from signatories.outbox.conditions import condition
from signatories.outbox.families import family
from signatories.outbox.limits import unlimited
from signatories.people.actors import TeamMember
from signatories.people.places import FORGET_PERSON, WORKSPACE_LINKS, Leaver, WorkspaceLink

unlimited("mailings.message", why="a person of the team confirms each message, once for an address")
family(FAMILY, words="les messages que l’équipe d’animation envoie à plusieurs associations à la fois")

declare(
    {
        "mailing.begun": "Message à plusieurs associations commencé",
        "mailing.text_written": "Texte du message écrit",
        "mailing.discarded": "Brouillon supprimé",
        "mailing.confirmed": "Envoi demandé",
        "mailing.sent": "Message envoyé à plusieurs associations",
        "mailing.stopped": "Envoi arrêté",
        "mailing.resumed": "Envoi repris",
    }
)

erased_with_either(Mailing, "audience")
kept(Mailing, "subject", "text", why="what the team wrote to many, forgotten within the year")
kept(Mailing, "begun_by", "confirmed_by", why=ACCOUNT)
erased_with_either(MailingRecipient, "address")
kept(MailingRecipient, "why", why="our own words")
unions.stays(
    MailingRecipient, "organisations", why="each reader’s condition is asked again: of the record that was named"
)


@condition("mailings.still_right", otherwise=KEPT_BACK)
def still_right(*, recipient: int) -> bool:
    rows = MailingRecipient.objects.select_related("mailing__confirmed_by").prefetch_related("organisations")
    row = rows.filter(pk=recipient).first()
    return row is not None and blocks.is_right(row)


@LISTED.contribute(order=100)
def write_to_these(asked: str, actor: TeamMember) -> WorkspaceLink | None:
    words = "Écrire à ces associations" if asked else "Écrire à des associations"
    return WorkspaceLink(words, reverse("mailings:begin") + asked) if actor.animates else None


@FOLLOWED.contribute(order=300)
def messages_it_got(organisation: Organisation, actor: TeamMember) -> Section | None:
    rows = queries.sent_to(organisation)
    if not rows:
        return None
    seen = set(Mailing.objects.visible_to(actor).filter(pk__in=[row.mailing_id for row in rows]))
    told = [{"row": row, "opens": row.mailing in seen} for row in rows]
    return Section("Messages envoyés à plusieurs", "signatories/mailings/_followed.html", {"told": told})


@WORKSPACE_LINKS.contribute(order=60)
def messages_to_many(actor: TeamMember) -> WorkspaceLink | None:
    return WorkspaceLink("Écrire à plusieurs associations", reverse("mailings:list")) if actor.animates else None


@FORGET_PERSON.contribute(order=60)
def her_address(leaver: Leaver) -> None:
    forgetting.forget_person(leaver)


@FORGET_ORGANISATION.contribute(order=60)
def its_addresses(organisation: Organisation) -> None:
    forgetting.forget_organisation(organisation)


@RETENTION.contribute(order=160)
def messages_of_the_year() -> Retention:
    return Retention(
        during=YEAR,
        forget=lambda: forgetting.forget_older_than(YEAR),
        what="Votre adresse e-mail, parmi les destinataires d’un message que l’équipe d’animation a envoyé à "
        "plusieurs associations",
        why="Savoir à qui ce message est parti, et ne pas l’envoyer deux fois.",
        besides=", ou jusqu’à l’effacement de vos données",
    )

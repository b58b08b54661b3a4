"""What the federation's review adds elsewhere: to its own workspace, and to an association's space."""

from django.urls import reverse

from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.limits import DAY, HOUR, Limit
from qpv_charter.toolkit.personal import ACCOUNT, erased_with_either, kept
from qpv_charter.toolkit.templatetags.toolkit import plural
from signatories.history.kinds import declare
from signatories.moderation.actions import forget_texts
from signatories.moderation.models import Exchange, under_appeal
from signatories.moderation.queries import how_many_signatures, lonely_join_requests, readable
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION
from signatories.organisations.queries import changes_to_read
from signatories.outbox.limits import limited, unlimited
from signatories.people.actors import TeamMember
from signatories.people.places import (
    FORGET_PERSON,
    WORKSPACE_LINKS,
    WORKSPACE_WAITING,
    Leaver,
    Waiting,
    WorkspaceLink,
)
from signatories.signatures.models import Signature, Status
from signatories.signatures.places import SIGNATURE_LINES

OLDEST_SHOWN = 5

ORGANISATION = "signatories.organisation"
# To the team, whose pages show the same: past these, its mailbox is spared and nothing else changes.
TO_TEAM = [Limit("team-news", times=30, seconds=HOUR)]
limited("moderation.signed", to=TO_TEAM, about={ORGANISATION: [Limit("signed-about", times=5, seconds=DAY)]})
limited("moderation.look_alikes", to=TO_TEAM, about={ORGANISATION: [Limit("twins-about", times=3, seconds=DAY)]})
limited(
    "exchange.reply",
    "exchange.appeal",
    to=[Limit("exchanges-to", times=100, seconds=DAY, share=20)],
    by=[Limit("exchanges-by", times=20, seconds=DAY)],
    about={ORGANISATION: [Limit("exchanges-about", times=20, seconds=DAY)]},
    otherwise="Vous avez beaucoup écrit à l’équipe aujourd’hui. Elle vous lira\u202f: réessayez demain.",
)
unlimited("exchange.question", "exchange.appeal_answer", why="a person of the team writes them")

declare(
    {
        "exchange.question": "Question envoyée",
        "exchange.reply": "Réponse de l’association",
        "exchange.to_review": "Raison envoyée à l’association",
        "exchange.appeal": "Demande au comité de suivi",
        "exchange.appeal_answer": "Réponse du comité de suivi",
        "exchange.attempt": "Tentative pour joindre l’association",
        "exchange.note": "Note interne",
        "organisation.entered_from_paper": "Entrée depuis son papier",
        "organisation.located": "Lieux précisés par l’équipe",
    }
)

erased_with_either(Exchange, "text")
kept(Exchange, "by", why=ACCOUNT)


@FORGET_PERSON.contribute(order=500)
def what_she_wrote(leaver: Leaver) -> None:
    """To the team, in the name of an association; what the team writes is the team’s."""
    if leaver.person:
        forget_texts(Exchange.objects.filter(by=leaver.person, kind__in=Exchange.SIGNS_OF_LIFE))


@FORGET_ORGANISATION.contribute(order=100)
def what_was_said(organisation: Organisation) -> None:
    forget_texts(Exchange.objects.filter(signature__organisation=organisation))


@SIGNATURE_LINES.contribute(order=200)
def words_with_the_team(actor: Contact, signature: Signature) -> Section:
    context = {"organisation": actor.organisation, "is_paused": signature.status == Status.PAUSED}
    return Section("", "signatories/moderation/_space.html", context)


@WORKSPACE_WAITING.contribute(order=100)
def signatures_to_review(actor: TeamMember) -> Waiting | None:
    """How many of those that she animates, and those that have waited longest (2 queries)."""
    if not actor.animates:
        return None
    awaiting = readable(actor).awaiting_review()
    number = awaiting.count()
    return Waiting(
        f"{number} signature{plural(number)} à relire",
        reverse("moderation:queue"),
        template="signatories/moderation/_awaiting.html",
        context={"awaiting": awaiting.select_related("organisation__commune")[:OLDEST_SHOWN]},
    )


@WORKSPACE_WAITING.contribute(order=120)
def the_comite_was_asked(actor: TeamMember) -> Waiting | None:
    """For who reads in its name."""
    if not actor.reads_for_the_committee:
        return None
    number = under_appeal().count()
    return Waiting(
        f"{number} demande{plural(number)} au comité de suivi",
        reverse("moderation:queue"),
        text="Une association demande qu’on revoie une décision." if number else "Personne ne l’a saisi.",
    )


@WORKSPACE_WAITING.contribute(order=150)
def the_country_in_numbers(actor: TeamMember) -> Waiting | None:
    """For who reads in the name of the comité de suivi: numbers, and nobody's name."""
    if not actor.reads_for_the_committee:
        return None
    published, paused, awaiting = how_many_signatures()
    return Waiting(
        f"{published} signature{plural(published)} publiée{plural(published)}",
        "/signataires/",
        text=f"Et {paused} en pause, {awaiting} à relire, dans tout le pays.",
    )


@WORKSPACE_WAITING.contribute(order=200)
def people_nobody_answers(actor: TeamMember) -> Waiting | None:
    if not actor.animates:
        return None
    number = lonely_join_requests(actor).count()
    return Waiting(
        f"{number} demande{plural(number)} pour rejoindre une association",
        reverse("moderation:joins"),
        text="Celles des associations sans personne contact.",
    )


@WORKSPACE_WAITING.contribute(order=250)
def changes_of_name(actor: TeamMember) -> Waiting | None:
    """Nothing of them shows before somebody has read them."""
    number = changes_to_read(actor).count()
    if not number:
        return None
    return Waiting(
        f"{number} changement{plural(number)} de nom, de forme ou de commune",
        reverse("moderation:changes"),
        text="D’associations publiées\u202f: rien ne change avant votre accord.",
    )


@WORKSPACE_LINKS.contribute(order=100)
def enter_a_paper(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.animates:
        return None
    return WorkspaceLink("Entrer une signature sur papier", reverse("moderation:paper"))


@WORKSPACE_LINKS.contribute(order=300)
def find_a_signature(actor: TeamMember) -> list[WorkspaceLink]:
    if not actor.animates:
        return []
    queue, seen = reverse("moderation:queue"), readable(actor)
    published = seen.published().count()
    paused = seen.filter(status=Status.PAUSED).count()
    return [
        WorkspaceLink("Retrouver une signature publiée", f"{queue}?etat=published", published),
        WorkspaceLink("Voir les signatures en pause", f"{queue}?etat=paused", paused),
    ]

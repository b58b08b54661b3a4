"""What the federation's review adds elsewhere: to its own workspace, and to an association's space."""

from urllib.parse import urlencode

from django.urls import reverse

from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.limits import DAY, HOUR, Limit
from qpv_charter.toolkit.personal import ACCOUNT, erased_with_either, kept
from qpv_charter.toolkit.templatetags.toolkit import plural
from signatories.history.kinds import declare
from signatories.moderation.actions import forget_texts
from signatories.moderation.lists import ANSWERED, TWINS, UNANSWERED
from signatories.moderation.models import (
    Exchange,
    last_exchanges,
    same_number,
    unanswered_questions,
    under_appeal,
    unread_replies,
)
from signatories.moderation.queries import how_many_signatures, lonely_join_requests, readable
from signatories.organisations.actors import Contact
from signatories.organisations.models import JoinRequest, Organisation
from signatories.organisations.places import FORGET_ORGANISATION
from signatories.organisations.queries import changes_to_read
from signatories.outbox.limits import limited, unlimited
from signatories.people.actors import TeamMember
from signatories.people.places import (
    FORGET_PERSON,
    WORKSPACE_LINES,
    WORKSPACE_LINKS,
    WORKSPACE_WAITING,
    Leaver,
    Line,
    Pile,
    Share,
    Waiting,
    WorkspaceLink,
)
from signatories.signatures.models import Signature, Status
from signatories.signatures.places import SIGNATURE_LINES

ORGANISATION = "signatories.organisation"
DEPARTMENT = "signature__organisation__commune__department"  # of an exchange
# To the team, whose pages show the same: past these, its mailbox is spared and nothing else changes.
TO_TEAM = [Limit("team-news", times=30, seconds=HOUR)]
limited("moderation.signed", to=TO_TEAM, about={ORGANISATION: [Limit("signed-about", times=5, seconds=DAY)]})
limited(
    "exchange.appeal_of_committee",
    to=[Limit("appeals-to", times=60, seconds=DAY, share=10)],
    about={ORGANISATION: [Limit("appeals-about", times=5, seconds=DAY)]},
)
limited("moderation.look_alikes", to=TO_TEAM, about={ORGANISATION: [Limit("twins-about", times=3, seconds=DAY)]})
limited(
    "exchange.reply",
    "exchange.appeal",
    to=[Limit("exchanges-to", times=100, seconds=DAY, share=20)],
    by=[Limit("exchanges-by", times=20, seconds=DAY)],
    about={ORGANISATION: [Limit("exchanges-about", times=20, seconds=DAY)]},
    otherwise="Vous avez beaucoup écrit à l’équipe aujourd’hui. Elle vous lira\u202f: réessayez demain.",
)
unlimited(
    "exchange.question", "exchange.appeal_answer", "moderation.put_right", why="a person of the team writes them"
)

declare(
    {
        "exchange.question": "Question envoyée",
        "exchange.reply": "Réponse de l’association",
        "exchange.to_review": "Raison envoyée à l’association",
        "exchange.appeal": "Demande au comité de suivi",
        "exchange.appeal_answer": "Réponse du comité de suivi",
        "exchange.attempt": "Tentative pour joindre l’association",
        "exchange.note": "Note interne",
        "exchange.told": "Réponse de l’association, notée par l’équipe",
        "organisation.entered_from_paper": "Entrée depuis son papier",
        "organisation.located": "Lieux précisés par l’équipe",
        "organisation.put_right": "Fiche relue sur son papier par l’équipe",
    }
)

erased_with_either(Exchange, "text")
kept(Exchange, "by", why=ACCOUNT)


@FORGET_PERSON.contribute(order=500)
def what_she_wrote(leaver: Leaver) -> None:
    """To the team, in the name of an association; what the team writes is the team's."""
    if leaver.person:
        forget_texts(Exchange.objects.filter(by=leaver.person, kind__in=Exchange.WRITTEN_BY_IT))


@FORGET_ORGANISATION.contribute(order=100)
def what_was_said(organisation: Organisation) -> None:
    forget_texts(Exchange.objects.filter(signature__organisation=organisation))


@SIGNATURE_LINES.contribute(order=200)
def words_with_the_team(actor: Contact, signature: Signature) -> Section:
    context = {"organisation": actor.organisation, "signature": signature}
    return Section("", "signatories/moderation/_space.html", context)


@WORKSPACE_LINES.contribute(order=100)
def signatures_to_review(actor: TeamMember) -> Pile | None:
    """Those that nobody has read yet, or whose publication was taken back; what is to be reviewed together waits
    for the association."""
    if not actor.animates:
        return None
    confirmed = readable(actor).awaiting_review().filter(status=Status.CONFIRMED)
    return Pile(
        slug="signatures",
        share=Share.DECIDE,
        counted=("signature à relire", "signatures à relire"),
        href=reverse("moderation:queue"),
        rows=confirmed.select_related("organisation__commune"),
        since="confirmed_at",
        line=_of_signature,
    )


@WORKSPACE_LINES.contribute(order=120)
def the_comite_was_asked(actor: TeamMember) -> Pile | None:
    """For who reads in its name, and for who notes its answer."""
    if not (actor.animates or actor.reads_for_the_committee):
        return None
    appeals = under_appeal().filter(pk__in=readable(actor))
    return Pile(
        slug="comite",
        share=Share.DECIDE,
        counted=("demande au comité de suivi", "demandes au comité de suivi"),
        href=f"{reverse('moderation:queue')}?etat={Status.TO_REVIEW}",
        rows=last_exchanges(Exchange.APPEALS).filter(signature__in=appeals),
        since="at",
        line=lambda appeal: _of_exchange(appeal, "Elle demande qu’on revoie une décision."),
    )


@WORKSPACE_LINES.contribute(order=130)
def what_associations_answer(actor: TeamMember) -> Pile | None:
    """Until somebody answers, decides, or notes something: of a signature in any state."""
    if not actor.animates:
        return None
    return Pile(
        slug="reponses",
        share=Share.DECIDE,
        counted=("message à lire", "messages à lire"),
        href=f"{reverse('moderation:queue')}?etat={ANSWERED}",
        rows=unread_replies().filter(actor.animated(DEPARTMENT)),
        since="at",
        line=lambda reply: _of_exchange(reply, "Elle a écrit à l’équipe."),
    )


@WORKSPACE_LINES.contribute(order=600)
def questions_without_an_answer(actor: TeamMember) -> Pile | None:
    if not actor.animates:
        return None
    return Pile(
        slug="questions",
        share=Share.NEWS,
        counted=("question sans réponse", "questions sans réponse"),
        href=f"{reverse('moderation:queue')}?etat={UNANSWERED}",
        rows=unanswered_questions().filter(actor.animated(DEPARTMENT)),
        since="at",
        line=lambda asked: _of_exchange(asked, "L’équipe lui a écrit, et n’a pas de réponse."),
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


@WORKSPACE_LINES.contribute(order=200)
def people_nobody_answers(actor: TeamMember) -> Pile | None:
    """Requests to join an association that has no contact person."""
    if not actor.animates:
        return None
    return Pile(
        slug="demandes",
        share=Share.DECIDE,
        counted=("demande pour rejoindre une association", "demandes pour rejoindre une association"),
        href=reverse("moderation:joins"),
        rows=lonely_join_requests(actor),
        since="created_at",
        line=_of_request,
    )


@WORKSPACE_LINES.contribute(order=250)
def changes_of_name(actor: TeamMember) -> Pile | None:
    """Nothing of them shows before somebody has read them."""
    if not actor.animates:
        return None
    return Pile(
        slug="changements",
        share=Share.DECIDE,
        counted=("changement de nom, de forme ou de commune", "changements de nom, de forme ou de commune"),
        href=reverse("moderation:changes"),
        rows=changes_to_read(actor),
        since="proposed_at",
        line=lambda change: Line(
            change.organisation.name,
            _found(reverse("moderation:changes"), change.organisation),
            "Rien ne change avant votre accord.",
        ),
    )


@WORKSPACE_LINES.contribute(order=260)
def same_numbers(actor: TeamMember) -> Pile | None:
    """Published, and another published one bears its number."""
    if not actor.animates:
        return None
    return Pile(
        slug="ressemblances",
        share=Share.DECIDE,
        counted=("numéro officiel porté deux fois", "numéros officiels portés deux fois"),
        href=f"{reverse('moderation:queue')}?etat={TWINS}",
        rows=same_number(Signature.objects.visible_to(actor)).select_related("organisation__commune"),
        since="published_at",
        line=lambda signature: _of_signature(
            signature, "Une autre signataire porte le même numéro\u202f: comparez les deux fiches."
        ),
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
    paused = seen.in_force().filter(status=Status.PAUSED).count()
    return [
        WorkspaceLink("Retrouver une signature publiée", f"{queue}?etat=published", published),
        WorkspaceLink("Voir les signatures en pause", f"{queue}?etat=paused", paused),
    ]


def _of_signature(signature: Signature, detail: str = "") -> Line:
    where = signature.organisation.commune_label or "Commune inconnue"
    return Line(signature.organisation.name, reverse("moderation:review", args=[signature.pk]), detail or where)


def _of_exchange(exchange: Exchange, detail: str) -> Line:
    return _of_signature(exchange.signature, detail)


def _of_request(asked: JoinRequest) -> Line:
    detail = f"{asked.first_name} {asked.last_name} demande à en être personne contact."
    return Line(asked.organisation.name, _found(reverse("moderation:joins"), asked.organisation), detail)


def _found(href: str, organisation: Organisation) -> str:
    """A list, asked for one association."""
    return f"{href}?{urlencode({'q': organisation.name})}"

"""What reports add elsewhere: what waits for the team and for who wrote, mails, erasure."""

from django.urls import reverse

from engagements.flags import queries
from engagements.flags.actions import forget_address, forget_old, forget_words_of
from engagements.flags.models import Case, Report
from qpv_charter.toolkit import unions
from qpv_charter.toolkit.limits import DAY, Limit
from qpv_charter.toolkit.personal import ACCOUNT, erased, erased_with_association, kept
from qpv_charter.toolkit.retention import MONTH, RETENTION, Retention
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION, SPACE_WAITING
from signatories.outbox.limits import limited
from signatories.people.actors import TeamMember
from signatories.people.places import FORGET_PERSON, WORKSPACE_LINES, Asked, Leaver, Line, Pile, Share

kept(Case, "kind", "digest", why="identifiers, and a digest")
kept(Case, "reader", "decided_by", "appealed_by", "answered_by", why=ACCOUNT)
erased_with_association(Case, "why", "appeal", "answer")
erased(Report, "email", "words")
unions.moves(Case, "author")
unions.stays(Case, "about", why="it leads to a text")

limited(
    "flags.read",
    "flags.hidden",
    "flags.answered",
    to=[Limit("flags-to", times=20, seconds=DAY, share=10)],
    by=[Limit("flags-by", times=100, seconds=DAY)],
)


@WORKSPACE_LINES.contribute(order=700)
def texts_to_read(actor: TeamMember) -> Pile | None:
    """For who animates there, and for the comité what it is asked."""
    if not (actor.animates or actor.reads_for_the_committee):
        return None
    return Pile(
        slug="signalements",
        share=Share.DECIDE,
        counted=("texte signalé à lire", "textes signalés à lire"),
        href=reverse("flags:list"),
        rows=queries.to_read(actor),
        since="opened_at",
        line=lambda case: Line(
            f"Un texte signalé, {case.department}",
            reverse("flags:case", args=[case.pk]),
            "Dites s’il a sa place ici.",
        ),
    )


@SPACE_WAITING.contribute(order=700)
def what_was_hidden(actor: Contact) -> list[Asked]:
    text = "Un texte de votre association n’est plus montré\u202f: l’équipe d’animation dit pourquoi."
    slug = actor.organisation.slug
    hidden = queries.hidden_of(actor.organisation)
    return [Asked(text, "Lire pourquoi", reverse("flags:appeal", args=[slug, case.pk])) for case in hidden]


@FORGET_PERSON.contribute(order=610)
def what_she_reported(leaver: Leaver) -> None:
    for address in leaver.addresses:
        forget_address(address)


@FORGET_ORGANISATION.contribute(order=590)
def what_was_said_of_its_texts(organisation: Organisation) -> None:
    forget_words_of(organisation)


@RETENTION.contribute(order=580)
def who_reported() -> Retention:
    return Retention(
        during=3 * MONTH,
        forget=forget_old,
        what="Ce que vous dites d’un texte que vous signalez, et votre adresse si vous la laissez",
        why="Que l’équipe comprenne ce qui ne va pas, et vous dise ce qu’elle a décidé.",
        besides=" après la décision",
    )

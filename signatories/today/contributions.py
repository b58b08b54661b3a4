"""What could go wrong, in the team's own day; and what is kept of a line put off."""

from django.urls import reverse

from qpv_charter.toolkit.personal import ACCOUNT, kept
from qpv_charter.toolkit.templatetags.toolkit import month
from signatories.following.lists import NOBODY, REFUSED, AssociationFilters, Associations
from signatories.following.models import Followed
from signatories.history.kinds import declare
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.people.actors import TeamMember
from signatories.people.places import WORKSPACE_LINES, Line, Pile, Share
from signatories.signatures.models import Status
from signatories.today import worries
from signatories.today.models import PutOff

declare(
    {
        "day_line.put_off": "Ligne de la journée remise à plus tard",
        "day_line.taken_back": "Ligne de la journée reprise",
    }
)

kept(PutOff, "pile", "about", why="codes and identifiers")
kept(PutOff, "by", why=ACCOUNT)


@WORKSPACE_LINES.contribute(order=500)
def without_contact(actor: TeamMember) -> Pile | None:
    if not actor.animates:
        return None
    return Pile(
        slug="sans-contact",
        share=Share.CALL,
        counted=("association sans personne contact", "associations sans personne contact"),
        href=_list(contact=NOBODY),
        rows=worries.without_contact(actor),
        since="left_at",
        line=lambda followed: _of(followed.organisation, "La dernière personne contact est partie."),
    )


@WORKSPACE_LINES.contribute(order=510)
def refused_addresses(actor: TeamMember) -> Pile | None:
    if not actor.animates:
        return None
    return Pile(
        slug="adresses-refusees",
        share=Share.CALL,
        counted=("adresse refusée", "adresses refusées"),
        href=_list(contact=REFUSED),
        rows=worries.refused_addresses(actor),
        since="refused_at",
        line=lambda followed: _of(
            followed.organisation, "Son adresse e-mail est refusée\u202f: demandez-lui la bonne."
        ),
    )


@WORKSPACE_LINES.contribute(order=515)
def other_mails(actor: TeamMember) -> Pile | None:
    """To somebody else than an association."""
    if not actor.is_national:
        return None
    return Pile(
        slug="courriels",
        share=Share.CALL,
        counted=("autre e-mail en échec", "autres e-mails en échec"),
        href=f"{reverse('outbox:list')}?etat={Message.State.FAILED}",
        rows=worries.other_failures(),
        since="created_at",
        line=lambda mail: Line(mail.shown_subject, reverse("outbox:detail", args=[mail.pk]), mail.to),
    )


@WORKSPACE_LINES.contribute(order=520)
def past_elections(actor: TeamMember) -> Pile | None:
    if not actor.animates:
        return None
    return Pile(
        slug="mandats",
        share=Share.CALL,
        counted=("mandat après son élection", "mandats après leur élection"),
        href=_list(mandate="passe"),
        rows=worries.past_elections(actor),
        since="next_election",
        line=_of_mandate,
    )


@WORKSPACE_LINES.contribute(order=530)
def unheard(actor: TeamMember) -> Pile | None:
    if not actor.animates:
        return None
    return Pile(
        slug="silence",
        share=Share.CALL,
        counted=("association dont personne n’a de nouvelles", "associations dont personne n’a de nouvelles"),
        href=_list(state=Status.PUBLISHED, sign="silence"),
        rows=worries.unheard(actor),
        since="heard_at",
        line=lambda followed: _of(followed.organisation, "Un an sans nouvelles\u202f: un coup de fil suffit."),
    )


def _of(organisation: Organisation, detail: str) -> Line:
    where = f"{organisation.commune_label}. " if organisation.commune_label else ""
    return Line(organisation.name, reverse("following:association", args=[organisation.slug]), f"{where}{detail}")


def _of_mandate(followed: Followed) -> Line:
    planned = month(followed.next_election)
    return _of(
        followed.organisation,
        f"Élection prévue en {planned}\u202f: la personne qui signe a peut-être changé.",
    )


def _list(**asked: str) -> str:
    return Associations(filters=AssociationFilters(**asked)).href()  # type: ignore[arg-type]  # by their names

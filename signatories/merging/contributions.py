"""What joining records adds elsewhere: to an association's page, to look-alikes, to the history, to what is
forgotten."""

from django.db.models import Q
from django.urls import reverse

from qpv_charter.toolkit import unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.personal import ACCOUNT, erased_with_either, kept
from qpv_charter.toolkit.retention import RETENTION, Retention
from signatories.following.places import FOLLOWED
from signatories.history.kinds import declare
from signatories.merging import forgetting, queries
from signatories.merging.models import UNDONE_WITHIN, Union, UnionChange
from signatories.merging.rules import may_join
from signatories.moderation.places import COMPARED
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION
from signatories.outbox.limits import unlimited
from signatories.people.actors import Actor, TeamMember
from signatories.people.places import FORGET_PERSON, Leaver

unlimited("merging.joined", "merging.parted", why="the team decides, once for two records; to their own contacts")

declare(
    {
        "organisation.joined": "Deux fiches réunies",
        "organisation.parted": "Deux fiches séparées",
    }
)

kept(Union, "made_by", "parted_by", why=ACCOUNT)
erased_with_either(UnionChange, "before", "after")
kept(UnionChange, "table", "row", "field", "seal", why="codes, identifiers and digests")
unions.stays(Union, "kept", "joined", why="it says which two were joined")


@FOLLOWED.contribute(order=50)
def records_of_it(organisation: Organisation, actor: TeamMember) -> Section:
    context = {
        "organisation": organisation,
        "alike": queries.alike(organisation, actor),
        "unions": list(queries.unions_of(organisation, actor)),
    }
    return Section("Ses fiches", "signatories/merging/_followed.html", context)


@COMPARED.contribute(order=100)
def join_them(organisation: Organisation, other: Organisation, actor: Actor) -> str | None:
    """For who animates both."""
    if not may_join(actor, organisation, other) or organisation.joined_into_id:
        return None
    return reverse("merging:compare", args=[organisation.slug, other.slug])


@FORGET_PERSON.contribute(order=66)
def her_addresses(leaver: Leaver) -> None:
    forgetting.forget_person(leaver)


@FORGET_ORGANISATION.contribute(order=66)
def its_values(organisation: Organisation) -> None:
    forgetting.forget(Q(union__kept=organisation) | Q(union__joined=organisation))


@RETENTION.contribute(order=172)
def journals_of_the_year() -> Retention:
    return Retention(
        during=UNDONE_WITHIN,
        forget=lambda: forgetting.forget_older_than(UNDONE_WITHIN),
        what="Ce que disait la fiche de votre association avant que l’équipe d’animation la réunisse à une autre",
        why="Pouvoir séparer les deux fiches, si ce sont deux associations.",
        besides=", ou jusqu’à l’effacement de vos données",
    )

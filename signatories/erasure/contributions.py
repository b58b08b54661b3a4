"""What erasing adds elsewhere: to the team's workspace."""

from django.urls import reverse

from signatories.history.kinds import declare
from signatories.people.actors import TeamMember
from signatories.people.places import WORKSPACE_LINKS, WorkspaceLink

declare(
    {
        "person.erased": "Données de la personne effacées",
        "address.erased": "Données liées à une adresse effacées",
        "signer.erased": "Nom de la personne qui a signé effacé",
        "organisation.erased": "Données de l’association effacées",
    }
)


@WORKSPACE_LINKS.contribute(order=500)
def erase(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.is_national:
        return None
    return WorkspaceLink("Effacer des données, à la demande d’une personne", reverse("erasure:search"))

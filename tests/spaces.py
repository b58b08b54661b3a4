"""Who asks, as contributions are given it."""

from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from tests.factories import a_team_member


def a_contact_of(organisation: Organisation) -> Contact:
    """One of its contacts, who acts for it; the association read anew, with nothing kept on it."""
    person = organisation.memberships.current().earliest("pk").user
    return Contact(
        person=person, acts_for=organisation.pk, organisation=Organisation.objects.get(pk=organisation.pk)
    )


def somebody_of_the_team() -> TeamMember:
    return member(a_team_member())

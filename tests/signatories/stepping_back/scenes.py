"""What the tests of stepping back start from."""

from signatories.organisations.actors import Contact
from signatories.people.actors import TeamMember
from signatories.people.models import Role, User
from signatories.signatures.models import Signature
from signatories.stepping_back.actions import ask
from signatories.stepping_back.models import StepBack
from tests.factories import a_published_signature, a_team_member

Kind = StepBack.Kind
WHY = "Nous n’avons plus de salariée."


def contact_of(signature: Signature) -> Contact:
    organisation = signature.organisation
    person = organisation.memberships.current().order_by("pk")[0].user
    return Contact(person=person, acts_for=organisation.pk, organisation=organisation)


def ask_as(person: User, signature: Signature, *, reason: str) -> StepBack:
    """For a withdrawal, in whatever state the signature is."""
    contact = Contact(person=person, acts_for=signature.organisation_id, organisation=signature.organisation)
    return ask(signature, by=contact, kind=Kind.WITHDRAWAL, reason=reason)


def a_step_back(
    signature: Signature | None = None, *, kind: StepBack.Kind = Kind.PAUSE, reason: str = WHY
) -> StepBack:
    signature = signature or a_published_signature()
    return ask(signature, by=contact_of(signature), kind=kind, reason=reason)


def the_team() -> TeamMember:
    return TeamMember(person=a_team_member(), roles=frozenset({Role.Kind.NATIONAL}))

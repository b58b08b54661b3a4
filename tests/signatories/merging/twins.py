"""Two records of one association, as tests join and part them."""

from signatories.merging.actions import join
from signatories.merging.models import Union
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.signatures.models import Signature
from tests.factories import a_published_signature, a_team_member, a_user, an_organisation

KEPT, JOINED = "Régie de quartier des Tilleuls", "Les Tilleuls, régie"


def two_records(*, joined: str = JOINED) -> tuple[Organisation, Organisation]:
    """Both published, each with a contact person of its own."""
    kept = an_organisation(name=KEPT, contact=a_user(email="kept@example.org"))
    other = an_organisation(name=joined, contact=a_user(email="joined@example.org"))
    for each in (kept, other):
        a_published_signature(organisation=each)
    return kept, other


def an_animator() -> TeamMember:
    return member(a_team_member())


def a_union(*, by: TeamMember | None = None) -> Union:
    kept, joined = two_records()
    return join(kept, joined, by=by or an_animator(), chosen={})


def signature_of(organisation: Organisation) -> Signature:
    return Signature.objects.get(organisation=organisation)

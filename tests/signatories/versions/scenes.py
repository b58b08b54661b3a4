"""What the tests of the charter's life start from."""

from dataclasses import replace
from datetime import date

from signatories.charter import actions as charter
from signatories.charter.models import CharterVersion
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.people.models import Role, User
from signatories.signatures.actions import MandateFacts, publish, sign
from signatories.signatures.models import Signature
from signatories.versions.actions import answering, inviting, preparing
from signatories.versions.models import Preparation, Renewal
from tests.factories import (
    a_charter,
    a_colleague,
    a_newer_charter,
    a_team_member,
    an_organisation,
    another_text,
    mandate_facts,
    signing_facts,
)

DECIDED = date(2026, 11, 1)


def a_national() -> TeamMember:
    return member(a_team_member())


def a_committee() -> TeamMember:
    return member(a_colleague(Role.Kind.COMMITTEE))


def contact_of(organisation: Organisation) -> Contact:
    person = organisation.memberships.current().select_related("user")[0].user
    return Contact(person=person, acts_for=organisation.pk, organisation=organisation)


def a_preparation(*, by: TeamMember | None = None, text: str = "") -> Preparation:
    by = by or a_national()
    a_charter()
    return preparing.write_text(preparing.begin(by=by), by=by, source=text or another_text(), revision=0)


def a_proposal(text: str = "") -> CharterVersion:
    by, preparation = a_national(), a_preparation(text=text)
    return preparing.propose(preparation, by=by, revision=preparation.revision)


def an_adoption(version: CharterVersion | None = None, *, by: TeamMember | None = None) -> CharterVersion:
    return charter.adopt(version or a_proposal(), by=by or a_committee(), on=DECIDED)


def invited() -> None:
    """Whoever is due, as the task does."""
    text = CharterVersion.objects.in_force()
    while text and inviting.invite_block(text):
        pass


def an_asked(name: str = "", *, contact: User | None = None) -> Contact:
    """Somebody of an association that signed the first text, and is invited to sign another."""
    organisation = an_organisation(name=name, contact=contact)
    a_charter()
    former = CharterVersion.objects.earliest("loaded_at")
    facts = replace(signing_facts(signer=contact_of(organisation).person), charter_version=former)
    publish(sign(organisation, facts=facts), by=a_team_member())
    if CharterVersion.objects.count() == 1:
        a_newer_charter()
    invited()
    return contact_of(organisation)


def renewal_of(actor: Contact) -> Renewal:
    return Renewal.objects.get(organisation=actor.organisation)


def answer_of(actor: Contact) -> str:
    return str(Renewal.objects.with_answer(a_charter()).get(organisation=actor.organisation).answer)


def signed_again(actor: Contact, *, mandate: MandateFacts | None = None) -> Signature:
    text = CharterVersion.objects.in_force()
    assert text
    return answering.sign_again(
        actor.organisation, by=actor, sha256=text.sha256, mandate=mandate or mandate_facts()
    )

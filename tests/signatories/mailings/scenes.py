"""What the tests of messages to many start from."""

from signatories.mailings import actions, blocks, queries
from signatories.mailings.models import Mailing, MailingRecipient, Outcome
from signatories.outbox.delivery import deliver_due
from signatories.outbox.models import Message
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.people.models import Role, User
from signatories.signatures.models import Signature
from tests.factories import a_colleague, a_commune, a_published_signature, a_team_member, a_user, an_organisation

PUBLISHED = "?etat=published"
SUBJECT, TEXT = "Une réunion en mars", "Bonjour {{prénom}},\n\n{{association}} vient ?\n\n{{lien vers l’espace}}"
PLAIN = "Bonjour,\n\nUne réunion se prépare."
NORA = "nora@example.org"
KIND = "mailings.message"


def a_national() -> TeamMember:
    return member(a_team_member())


def territorial(code: str = "93066") -> TeamMember:
    return member(a_colleague(Role.Kind.TERRITORIAL, a_commune(code=code).department))


def reading(address: str, *names: str, first_name: str = "Aminata") -> list[Signature]:
    """Somebody who looks after several associations, whose signatures are published."""
    person = User.objects.filter(email=address).first() or a_user(email=address, first_name=first_name)
    return [a_published_signature(organisation=an_organisation(name=name, contact=person)) for name in names]


def a_draft(text: str = PLAIN, *, by: TeamMember | None = None, audience: str = PUBLISHED) -> Mailing:
    by = by or a_national()
    mailing = actions.begin(audience, by=by)
    return actions.write_text(mailing, by=by, subject=SUBJECT, text=text, revision=0)


def confirmed(mailing: Mailing, by: TeamMember | None = None) -> Mailing:
    by = by or member(mailing.begun_by)
    ready = queries.preview(mailing, by, at=1).ready
    return actions.confirm(mailing, by=by, seen=ready, revision=mailing.revision)


def a_sending(text: str = PLAIN, **more: object) -> Mailing:
    """Confirmed, and nothing written yet; there is somebody to write to."""
    if not Signature.objects.exists():
        reading(NORA, "Les Lilas (exemple)")
    return confirmed(a_draft(text, **more))  # type: ignore[arg-type]  # passed on


def written(mailing: Mailing | None = None) -> Mailing:
    mailing = mailing or a_sending()
    while blocks.write_block(mailing):
        pass
    return mailing


def a_stopped() -> Mailing:
    mailing = a_sending()
    return actions.stop(mailing, by=member(mailing.begun_by))


def mails() -> list[str]:
    """Every address that was written to, once for each mail."""
    return sorted(Message.objects.filter(kind=KIND).values_list("to", flat=True))


def delivered() -> list[str]:
    """Those to which it left, once what is due was sent."""
    deliver_due()
    sent = Message.objects.filter(kind=KIND, state=Message.State.SENT)
    return sorted(sent.values_list("to", flat=True))


def outcomes(mailing: Mailing) -> dict[str, Outcome]:
    rows = MailingRecipient.objects.filter(mailing=mailing).with_outcome()
    return {row.address: Outcome(row.outcome) for row in rows}

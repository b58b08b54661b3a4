"""What signatures add elsewhere: to an association's space, first of all where its signature stands."""

from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst

from qpv_charter.toolkit import unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.personal import (
    ACCOUNT,
    erased_with_association,
    erased_with_either,
    impersonal,
    kept,
)
from signatories.charter.models import CharterVersion
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION, PROOFS, SPACE, SPACE_ASIDE, SPACE_PAPERS, Paper
from signatories.outbox.conditions import condition
from signatories.outbox.limits import unlimited
from signatories.outbox.paragraphs import automatic
from signatories.people.actors import Actor
from signatories.people.places import FORGET_PERSON, NAVIGATION, Leaver, NavigationLink
from signatories.signatures import emails, forgetting
from signatories.signatures.models import (
    JointGroup,
    Mandate,
    RegisterAnchor,
    RegisterEntry,
    RegisterHead,
    RegisterValue,
    Signature,
    SigningSession,
    Status,
)
from signatories.signatures.places import SIGNATURE_LINES
from signatories.signatures.queries import latest_signature, mandates_of, signature_in_force
from signatories.team.answering import when_the_team_answers

unlimited(
    *(f"signature.{kind}" for kind in emails.SUBJECTS),
    why="the team decides, or an association gives a sign in a pause; to its own contacts, or its paper’s address",
)
unlimited("register.anchored", why="a weekly task, to those whom the settings name")

# What each state means for the association, in plain words.
SAID = {
    Status.CONFIRMED: "Votre signature est confirmée. L’équipe d’animation la relit, puis la publie.",
    Status.TO_REVIEW: "L’équipe d’animation vous propose de revoir votre signature ensemble.",
    Status.PUBLISHED: "Votre signature est publiée\u202f: tout le monde peut la voir.",
    Status.PAUSED: (
        "Votre signature est en pause\u202f: elle n’apparaît plus dans la liste, faute de nouvelles de vous. "
        "Un signe suffit pour qu’elle y revienne."
    ),
    Status.WITHDRAWN: "Votre signature a été retirée. Vous pouvez signer de nouveau quand vous voulez.",
}
PAUSE_ASKED = (
    "Votre signature est en pause, comme vous l’avez demandé\u202f: elle n’apparaît plus dans la liste. "
    "Elle y revient quand vous le dites."
)
STAYS = "En attendant, celle que vous avez donnée avant reste publiée."
ENTERED = "Votre signature est entrée depuis son papier. L’équipe d’animation la relit, puis la publie."

declare(
    {
        "signature.confirmed": "Signature confirmée",
        "signature.confirmed/paper": "Signature entrée depuis son papier",
        "signature.confirmed/import": "Signature reprise d’une liste",
        "signature.published": "Publiée",
        "signature.reviewed": "À revoir ensemble",
        "signature.taken_back": "Publication reprise",
        "signature.paused": "Mise en pause",
        "signature.resumed": "Fin de la pause",
        "signature.withdrawn": "Retirée",
        "signature.put_right": "Papier relu et corrigé",
        "signature.mandate_renewed": "Mandat renouvelé",
        "organisation.numbers_doubted": "Numéros officiels mis en doute",
    }
)

impersonal(RegisterHead, RegisterEntry, RegisterAnchor, why="digests (docs/register.md)")
erased_with_either(RegisterValue, "value")
kept(RegisterValue, "field", why="a code")
erased_with_either(Mandate, "signer_name", "signer_key", "signer_role", "extract")
kept(Mandate, "signer", why=ACCOUNT)
erased_with_either(Signature, "paper_scan")
erased_with_association(Signature, "status_reason")
kept(Signature, "status_by", why=ACCOUNT)
kept(Signature, "code", why="a random word")
kept(SigningSession, "opened_by", why=ACCOUNT)
kept(SigningSession, "code", "title", "place", why="a meeting in a room, as the team calls it")
kept(JointGroup, "code", why="a random word")
erased_with_association(JointGroup, "title")
automatic("signature.published", words="Votre signature est publiée")
automatic("signature.paused", words="Votre signature est en pause")
unions.stays(Signature, "organisation", why="it proves what was signed, and in whose name")
unions.stays(RegisterEntry, "signature_id", why="append-only: it leads to a signature")


@condition("signatures.publication_holds", otherwise="La publication a été reprise avant que ce message parte.")
def publication_holds(*, signature: str, published_at: str) -> bool:
    """That one, not another that came after it was taken back."""
    same = Signature.objects.published().filter(pk=signature)
    return same.filter(published_at=datetime.fromisoformat(published_at)).exists()


@FORGET_PERSON.contribute(order=300)
def a_signer(leaver: Leaver) -> None:
    if leaver.person:
        forgetting.forget_signer(mandates_of(leaver.person))


@FORGET_ORGANISATION.contribute(order=300)
def its_signatures(organisation: Organisation) -> None:
    forgetting.forget_signatures(organisation)


@PROOFS.contribute(order=100)
def an_attestation(organisation: Organisation) -> bool | None:
    """What was published once is printed and shown, even withdrawn."""
    return organisation.signatures.filter(published_at__isnull=False).exists() or None


@NAVIGATION.contribute(order=400)
def verify(actor: Actor) -> NavigationLink:
    return NavigationLink("Vérifier", "/verifier/")


@SPACE.contribute(order=100)
def where_it_stands(actor: Contact) -> Section | None:
    """As long as something is to come of it; then it is part of the record."""
    signature = latest_signature(actor.organisation)
    return None if _is_settled(signature) else _stands(actor, signature)


@SPACE_ASIDE.contribute(order=50)
def what_it_signed(actor: Contact) -> Section | None:
    signature = latest_signature(actor.organisation)
    return _stands(actor, signature) if _is_settled(signature) else None


def _is_settled(signature: Signature | None) -> bool:
    return signature is not None and signature.status == Status.PUBLISHED


def _stands(actor: Contact, signature: Signature | None) -> Section:
    context = {
        "signature": signature,
        "said": f"{_said(signature)} {_meanwhile(actor, signature)}".strip() if signature else _not_signed(actor),
        "lines": SIGNATURE_LINES.gather(actor, signature) if signature else [],
    }
    return Section("Votre signature", "signatories/signatures/_stands.html", context, key="etat")


def _meanwhile(actor: Contact, signature: Signature) -> str:
    """Of one that waits to be read beside another."""
    other = None if signature.in_force else signature_in_force(actor.organisation)
    return STAYS if other and other.status == Status.PUBLISHED else ""


def _not_signed(actor: Contact) -> str:
    return f"{capfirst(actor.organisation.words.your)} n’a pas encore signé la charte."


def _said(signature: Signature) -> str:
    if signature.pause_asked:
        return PAUSE_ASKED
    is_online = signature.source == Signature.Source.ONLINE
    said = SAID[Status(signature.status)] if is_online or signature.status != Status.CONFIRMED else ENTERED
    if signature.in_force and signature.charter_version.status == CharterVersion.Status.SUPERSEDED:
        said += f" Elle porte sur un texte précédent\u202f: {signature.charter_version.label}."
    when = when_the_team_answers() if signature.status == Status.CONFIRMED else ""
    return f"{said} {when}".strip()


@SPACE_PAPERS.contribute(order=100)
def papers(actor: Contact) -> list[Paper]:
    """What was signed, and what proves it."""
    signature = signature_in_force(actor.organisation) or latest_signature(actor.organisation)
    if signature is None:
        return []
    charter = reverse("charter:pdf", args=[signature.charter_version.version])
    found = [Paper("La charte que vous avez signée (PDF)", charter)]
    if signature.in_force:
        attestation = reverse("signatures:attestation", args=[signature.code])
        found.append(Paper("Votre attestation (PDF)", attestation, first=True))
    if signature.published_at:
        proof = reverse("signatures:verify", args=[signature.code])
        found.append(Paper("La page qui prouve votre signature", proof))
    return found

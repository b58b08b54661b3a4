"""What an association's space shows: where its signature stands, what would help, its people and papers."""

from dataclasses import dataclass

from django.urls import reverse

from signatories.organisations.models import Invitation, JoinRequest, Membership, Organisation, Theme
from signatories.organisations.parts import PARTS, Part
from signatories.organisations.queries import in_registry
from signatories.registry.models import AssociationRecord
from signatories.signatures.models import Mandate, Signature, Status

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


@dataclass(frozen=True)
class Step:
    """Something that would help, and where to do it. Nothing here is ever required."""

    label: str
    why: str
    href: str


@dataclass(frozen=True)
class Paper:
    label: str
    href: str


@dataclass(frozen=True)
class Space:
    organisation: Organisation
    signature: Signature | None
    mandate: Mandate | None
    memberships: list[Membership]
    waiting: int
    steps: list[Step]
    papers: list[Paper]
    parts: list[Part]
    in_registry: list[AssociationRecord]

    @property
    def said(self) -> str:
        """The state of the signature, in plain words."""
        if self.signature is None:
            return "Votre association n’a pas encore signé la charte."
        return SAID[Status(self.signature.status)]


def space_of(organisation: Organisation) -> Space:
    """Everything on the page, in a number of queries that does not depend on the association."""
    signature = (
        Signature.objects.filter(organisation=organisation)
        .select_related("charter_version")
        .order_by("-confirmed_at")
        .first()
    )
    mandate = signature.mandates.filter(ended_at=None).first() if signature else None
    memberships = list(organisation.memberships.current().select_related("user"))
    return Space(
        organisation=organisation,
        signature=signature,
        mandate=mandate,
        memberships=memberships,
        waiting=organisation.join_requests.filter(state=JoinRequest.State.PENDING).count(),
        steps=_steps(organisation, mandate=mandate, contacts=len(memberships)),
        papers=_papers(organisation, signature=signature, mandate=mandate),
        parts=list(PARTS.values()),
        in_registry=in_registry(organisation),
    )


def _steps(organisation: Organisation, *, mandate: Mandate | None, contacts: int) -> list[Step]:
    """What is still missing, what matters most first."""
    steps = (
        []
        if contacts > 1 or Invitation.objects.pending().filter(organisation=organisation).exists()
        else [
            Step(
                "Une deuxième personne contact",
                "Si l’une part ou manque un message, l’autre reste.",
                reverse("organisations:people", args=[organisation.slug]),
            )
        ]
    )
    missing = _missing_parts(organisation)
    for slug in ("numeros", "adresse"):
        steps += [_step(organisation, slug)] if missing[slug] else []
    if mandate and not mandate.extract:
        steps.append(
            Step(
                "L’extrait de la décision",
                "Il garde la trace de qui a décidé de signer. Il reste privé.",
                reverse("mandates:extract", args=[organisation.slug]),
            )
        )
    for slug in ("territoire", "reseaux", "themes", "presentation", "logo"):
        steps += [_step(organisation, slug)] if missing[slug] else []
    return steps


def _missing_parts(organisation: Organisation) -> dict[str, bool]:
    has_number = organisation.rna or organisation.siren or organisation.alsace_moselle_register
    return {
        "numeros": not has_number and organisation.kind != Organisation.Kind.COLLECTIVE,
        "adresse": not organisation.address,
        "territoire": not (organisation.outside_qpv or organisation.qpvs.exists()),
        "reseaux": not organisation.networks.exists(),
        "themes": not organisation.themes.exists() and Theme.objects.exists(),
        "presentation": not organisation.description,
        "logo": not organisation.logo,
    }


def _step(organisation: Organisation, slug: str) -> Step:
    part = PARTS[slug]
    return Step(part.title, part.why, reverse("organisations:edit", args=[organisation.slug, slug]))


def _papers(organisation: Organisation, *, signature: Signature | None, mandate: Mandate | None) -> list[Paper]:
    papers = []
    if signature:
        version = signature.charter_version
        papers.append(
            Paper("La charte que vous avez signée (PDF)", reverse("charter:pdf", args=[version.version]))
        )
    if signature and signature.in_force:
        papers.append(Paper("Votre attestation (PDF)", reverse("signatures:attestation", args=[signature.code])))
    if signature and signature.published_at:
        papers.append(
            Paper("La page qui prouve votre signature", reverse("signatures:verify", args=[signature.code]))
        )
    if signature and signature.status == Status.PUBLISHED:
        kit = reverse("directory:kit", args=[organisation.slug])
        papers.append(Paper("Faire savoir que vous avez signé\u202f: affiche, badge, message", kit))
    if mandate and mandate.extract:
        href = reverse("mandates:download", args=[organisation.slug, mandate.pk])
        papers.append(Paper("L’extrait de votre décision (PDF)", href))
    return papers

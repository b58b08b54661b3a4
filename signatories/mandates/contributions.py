"""What mandates add elsewhere: to an association's space."""

from django.urls import reverse

from qpv_charter.toolkit.contributions import Section
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.places import SPACE_ASIDE, SPACE_PAPERS, SPACE_STEPS, Paper, Step
from signatories.signatures.queries import latest_mandate, latest_signature

declare({"mandate.extract_attached": "Extrait de la décision ajouté"})


@SPACE_STEPS.contribute(order=300)
def its_extract(actor: Contact) -> Step | None:
    mandate = latest_mandate(actor.organisation)
    if mandate is None or mandate.extract:
        return None
    return Step(
        "L’extrait de la décision",
        "Il garde la trace de qui a décidé de signer. Il reste privé.",
        reverse("mandates:extract", args=[actor.organisation.slug]),
    )


@SPACE_PAPERS.contribute(order=300)
def the_extract_it_joined(actor: Contact) -> Paper | None:
    mandate = latest_mandate(actor.organisation)
    if mandate is None or not mandate.extract:
        return None
    href = reverse("mandates:download", args=[actor.organisation.slug, mandate.pk])
    return Paper("L’extrait de votre décision (PDF)", href)


@SPACE_ASIDE.contribute(order=200)
def in_whose_name(actor: Contact) -> Section | None:
    mandate, signature = latest_mandate(actor.organisation), latest_signature(actor.organisation)
    context = {"organisation": actor.organisation, "mandate": mandate, "signature": signature}
    return Section("Mandat", "signatories/mandates/_space.html", context, key="mandat") if mandate else None

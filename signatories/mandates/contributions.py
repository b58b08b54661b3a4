"""What mandates add elsewhere: to an association's space."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.contributions import Section
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.places import SPACE, SPACE_ASIDE, SPACE_PAPERS, SPACE_STEPS, Paper, Step
from signatories.organisations.queries import contacts_of
from signatories.signatures.queries import latest_mandate, latest_signature

NEW = timedelta(days=7)

declare({"mandate.extract_attached": "Extrait de la décision ajouté"})


@SPACE.contribute(order=50)
def who_has_just_arrived(actor: Contact) -> Section | None:
    """For somebody whom another let in this week: what was done before they came, and what they may do."""
    contacts = contacts_of(actor.organisation)
    mine = next((each for each in contacts if each.user_id == actor.person.pk), None)
    before = [each for each in contacts if mine and each.started_at < mine.started_at]
    if mine is None or not before or mine.started_at < timezone.now() - NEW:
        return None
    context = {
        "organisation": actor.organisation,
        "before": before,
        "signature": latest_signature(actor.organisation),
        "mandate": latest_mandate(actor.organisation),
    }
    return Section("", "signatories/mandates/_welcome.html", context)


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

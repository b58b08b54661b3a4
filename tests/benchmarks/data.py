"""Generated, seeded signatories, made by the actions of the site."""

import random
from datetime import date

from django.utils import timezone

from signatories.charter.models import CharterVersion
from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.signatures.actions import MandateFacts, SigningFacts, publish, sign
from signatories.signatures.models import Mandate, Signature
from signatories.territories.models import Commune

FIRST = (
    "Centre social",
    "Régie de quartier",
    "Maison des jeunes",
    "Collectif",
    "Club",
    "Épicerie solidaire",
    "Atelier",
)
SECOND = ("de l’Étoile", "des Quatre-Vents", "du Mail", "de la Rotonde", "des Œillets", "d’à côté", "Émile-Zola")


def grow_to(number: int) -> None:
    """Publish signatures until there are `number`; the same ones each time (seeded by their place)."""
    version = CharterVersion.objects.in_force()
    if version is None:
        raise RuntimeError("load a charter first")
    team, _ = User.objects.get_or_create(email="bench@example.org")
    communes = list(Commune.objects.current().filter(qpvs__isnull=False).distinct().prefetch_related("qpvs"))
    for place in range(Signature.objects.published().count(), number):
        _publish_one(place, version, team, communes)


def _publish_one(place: int, version: CharterVersion, team: User, communes: list[Commune]) -> None:
    pick = random.Random(place)  # noqa: S311  # reproducible, not secret
    commune = pick.choice(communes)
    organisation = Organisation.objects.create(
        name=f"{pick.choice(FIRST)} {pick.choice(SECOND)} {place} (exemple)",
        slug=f"exemple-{place}",
        commune=commune,
    )
    organisation.qpvs.set(commune.qpvs.all()[:2])
    mandate = MandateFacts(
        signer_name="Camille Martin",
        signer_role="présidente",
        decided_by=Mandate.Decision.BOARD,
        decided_on=date(2026, 9, 1),
    )
    facts = SigningFacts(charter_version=version, mandate=mandate, signed_on=timezone.localdate())
    publish(sign(organisation, facts=facts), by=team)

"""Many generated, seeded signatories at once: consistent rows written in bulk, the directory by `rebuild`.

For sizes at which the road of the actions would take hours; register and mandates are left out, which no public
list reads (`followed` adds what the team does)."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from uuid import UUID

from django.utils.text import slugify

from qpv_charter.toolkit.text import fold
from signatories.charter.models import CharterVersion
from signatories.directory.actions import rebuild
from signatories.organisations.models import Network, Organisation, Theme
from signatories.signatures.models import Signature, Status
from signatories.territories.models import Commune, Qpv
from tests.benchmarks.data import FIRST

CHUNK = 2000
# Half are called after one of these, half after their neighbourhood, as many are.
SECOND = ("de l’Étoile", "des Quatre-Vents", "du Mail", "de la Rotonde", "des Œillets", "d’à côté", "du Moulin")
THIRD = ("solidaire", "sportif", "culturel", "populaire", "des habitants", "des femmes", "des jeunes", "du livre")
FIRST_DAY = date(2020, 10, 1)
DAYS = 2200


def grow_to(number: int) -> int:
    """Add signatories until there are `number`, then make the directory anew; returns its size."""
    for chunk in chunks_up_to(number):
        save(chunk)
    return rebuild()


def chunks_up_to(number: int, *, first: int = 0, here: str = "") -> Iterator[list["Made"]]:
    """What is missing until there are `number`, to be saved before the next chunk is asked for. Of the `first`,
    one in two is in the department `here`."""
    version = CharterVersion.objects.in_force()
    if version is None:
        raise RuntimeError("load a charter first")
    neighbourhoods = list(Qpv.objects.of_2024().prefetch_related("communes"))
    near = [qpv for qpv in neighbourhoods if qpv.department_id == here] or neighbourhoods
    networks, themes = list(Network.objects.all()), list(Theme.objects.all())
    places = iter(range(Organisation.objects.count(), number))
    while chunk := list(islice(places, CHUNK)):
        yield [
            _make(place, version, near if place < first and place % 2 else neighbourhoods, networks, themes)
            for place in chunk
        ]


def save(chunk: list["Made"]) -> None:
    Organisation.objects.bulk_create([each.organisation for each in chunk])
    Signature.objects.bulk_create([each.signature for each in chunk])
    _tie(chunk)


@dataclass
class Made:
    """A signature, its organisation and what that one is tied to; `pick` holds its dice."""

    signature: Signature
    qpvs: list[Qpv]
    networks: list[Network]
    themes: list[Theme]
    pick: random.Random

    @property
    def organisation(self) -> Organisation:
        return self.signature.organisation


def _make(
    place: int,
    version: CharterVersion,
    neighbourhoods: list[Qpv],
    networks: list[Network],
    themes: list[Theme],
) -> Made:
    pick = random.Random(place)  # noqa: S311  # reproducible, not secret
    qpv = pick.choice(neighbourhoods)
    commune: Commune = qpv.communes.all()[0]
    called = pick.choice([" ".join(qpv.name.split()[:3]), pick.choice(SECOND)])
    name = f"{pick.choice(FIRST)} {pick.choice(THIRD)} {called} {place} (exemple)"
    organisation = Organisation(
        id=UUID(int=pick.getrandbits(128), version=4),
        name=name,
        name_key=fold(name),
        slug=slugify(fold(name)),
        commune=commune,
    )
    its_networks, its_themes = pick.sample(networks, pick.choice([0, 1, 1, 2])), pick.sample(themes, 2)
    return Made(_signature(organisation, place, version), [qpv], its_networks, its_themes, pick)


def _signature(organisation: Organisation, place: int, version: CharterVersion) -> Signature:
    signed_on = FIRST_DAY + timedelta(days=place * 7 % DAYS)
    return Signature(
        organisation=organisation,
        charter_version=version,
        status=Status.PUBLISHED,
        published_at=datetime(signed_on.year, signed_on.month, signed_on.day, 12, tzinfo=UTC),
        signed_on=signed_on,
        code=f"B{place:011d}",
    )


def _tie(made: list[Made]) -> None:
    through = Organisation.qpvs.through, Organisation.networks.through, Organisation.themes.through
    qpvs, networks, themes = through
    qpvs.objects.bulk_create([qpvs(organisation=each.organisation, qpv=qpv) for each in made for qpv in each.qpvs])
    networks.objects.bulk_create(
        [networks(organisation=each.organisation, network=network) for each in made for network in each.networks]
    )
    themes.objects.bulk_create(
        [themes(organisation=each.organisation, theme=theme) for each in made for theme in each.themes]
    )

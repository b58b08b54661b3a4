"""An association put everywhere a slice may hold one, by words that nothing else has.

Beside each slice's tests, `world.py` puts it in what the slice holds, with `put_association(weavers)`. Its twin,
erased with it, holds what one record cannot hold at once: numbers in doubt, a page in the directory.
`tests/test_forgotten.py` sees that no field was left out, and that none holds them once they are erased."""

from dataclasses import dataclass, field

from django.core.files.storage import Storage
from django.utils.text import slugify

from qpv_charter.toolkit.personal import Holding
from signatories.following.actions import rebuild
from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.signatures.models import Signature
from tests.factories import a_published_signature, a_team_member, an_organisation
from tests.somebody import values_of
from tests.worlds import said_by_slices

NAME, TWIN = "Les Tisserandes de Kerbihan", "Les Tisserandes de Kerbihan-le-Haut"
RNA, SIREN, SIRET = "W931777777", "732829320", "73282932000074"
OTHER_RNA, OTHER_SIREN = "W931888888", "356000000"
WORDS = ("tisserandes", "kerbihan", RNA.lower(), SIREN, OTHER_RNA.lower(), OTHER_SIREN)


@dataclass
class Weavers:
    """`files` are what slices kept of it on disk."""

    signature: Signature
    twin: Signature
    contact: User
    team: User
    files: list[tuple[Storage, str]] = field(default_factory=list)

    @property
    def organisation(self) -> Organisation:
        return self.signature.organisation


def weavers_everywhere() -> Weavers:
    organisation, twin = an_organisation(name=NAME), an_organisation(name=TWIN)
    twin.acronym, twin.commune, twin.commune_typed = "KERBIHAN", None, "Kerbihan"
    for each in (organisation, twin):
        each.slug = slugify(each.name)
        each.save()
    weavers = Weavers(
        a_published_signature(organisation=organisation),
        a_published_signature(organisation=twin),
        organisation.memberships.get().user,
        a_team_member(),
    )
    for put in said_by_slices("put_association"):
        put(weavers)
    rebuild()
    return weavers


def holds_them(holding: Holding) -> bool:
    """Whether a row, or a file that a row names, says its name or its numbers."""
    return any(word in str(value).casefold() for value in values_of(holding) for word in WORDS)

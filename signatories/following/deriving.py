"""What the row of an association is made of."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Case, Exists, Max, OuterRef, QuerySet, Subquery, When

from qpv_charter.toolkit.text import fold
from signatories.following.models import Followed
from signatories.following.signs import with_last_sign
from signatories.organisations.models import Membership, Organisation
from signatories.signatures.models import Mandate, Signature, Status

NUMBERS = ("rna", "siren", "siret", "doubtful_rna", "doubtful_siren")
COLUMNS = [field.name for field in Followed._meta.concrete_fields if not field.primary_key]


def derived(organisations: QuerySet[Organisation]) -> Iterator[Followed]:
    """The rows of some associations, as they are to be; none of a record that was erased or joined (1 query)."""
    living = with_last_sign(organisations.filter(erased_at=None, joined_into=None))
    read = living.annotate(**_of_signatures(), **_of_mandates(), left_at=_left_at()).select_related("commune")
    return map(_row, read.order_by("pk"))


def of_a_new(organisation: Organisation) -> Followed:
    """The row of a record that was just made: nothing is tied to it yet."""
    return Followed(
        organisation=organisation,
        name_key=organisation.name_key,
        department_id=organisation.department_code,
        search_text=_search_text(organisation),
        is_published=False,
        is_standing=False,
        knows_mandate=False,
        heard_at=organisation.created_at,
    )


def _of_signatures() -> dict[str, Any]:
    given = Signature.objects.filter(organisation=OuterRef("pk"))
    last = given.latest_first()
    return {
        "last_signature": Subquery(last.values("pk")[:1]),
        "last_status": Subquery(last.values("status")[:1]),
        "is_published": Exists(given.published()),
        "is_standing": Exists(given.standing()),
    }


def _of_mandates() -> dict[str, Any]:
    given = Mandate.objects.filter(signature__organisation=OuterRef("pk"), ended_at=None)
    current = given.exclude(signature__status=Status.WITHDRAWN)
    planned = current.exclude(next_election=None).order_by("next_election").values("next_election")
    return {"knows_mandate": Exists(current.exclude(decided_by="")), "election": Subquery(planned[:1])}


def _left_at() -> Case:
    """When its last contact person left; None as long as somebody is there, and where nobody ever was."""
    hers = Membership.objects.filter(organisation=OuterRef("pk"))
    last = hers.order_by().values("organisation").annotate(last=Max("ended_at")).values("last")
    return Case(When(Exists(hers.current()), then=None), default=Subquery(last))


def _row(read: Any) -> Followed:
    return Followed(
        organisation_id=read.pk,
        name_key=read.name_key,
        department_id=read.department_code,
        search_text=_search_text(read),
        signature_id=read.last_signature,
        status=read.last_status or "",
        is_published=read.is_published,
        is_standing=read.is_standing,
        knows_mandate=read.knows_mandate,
        next_election=read.election,
        heard_at=read.heard_at,
        left_at=read.left_at,
    )


def _search_text(organisation: Organisation) -> str:
    place = organisation.commune.search_text if organisation.commune else fold(organisation.commune_typed)
    words = (organisation.name_key, fold(organisation.acronym), fold(organisation.address), place)
    addresses = (organisation.contact_email.lower(), organisation.public_email.lower())
    numbers = (str(getattr(organisation, field)).lower() for field in NUMBERS if getattr(organisation, field))
    return "".join(f" {part}" for part in (*words, *addresses, *numbers) if part)

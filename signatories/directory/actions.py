"""Keeping the directory in step: one row for an organisation that has a published signature."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from qpv_charter.toolkit import pages
from qpv_charter.toolkit.text import fold
from signatories.directory.models import DirectoryEntry
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature

PAGES = "directory"  # the version of every page that shows the directory
CHUNK = 500


@transaction.atomic
def refresh(organisation: Organisation) -> DirectoryEntry | None:
    """Write the row of an organisation, or remove it when none of its signatures is published any more."""
    pages.changed(PAGES)
    signature = _shown().filter(organisation=organisation).first()
    if signature is None:
        DirectoryEntry.objects.filter(organisation=organisation).delete()
        return None
    entry, _ = DirectoryEntry.objects.update_or_create(organisation=organisation, defaults=_row(signature))
    return entry


@transaction.atomic
def rebuild() -> int:
    """Make every row anew from the signatures; returns how many there are."""
    pages.changed(PAGES)
    DirectoryEntry.objects.all().delete()
    return len(DirectoryEntry.objects.bulk_create(_entries(), batch_size=CHUNK))


def _entries() -> Iterator[DirectoryEntry]:
    done = set()
    for signature in _shown().iterator(chunk_size=CHUNK):
        if signature.organisation_id not in done:  # the newest comes first
            done.add(signature.organisation_id)
            yield DirectoryEntry(organisation=signature.organisation, **_row(signature))


def _shown() -> QuerySet[Signature]:
    """Published signatures with all that a row is made of, the newest first."""
    return (
        Signature.objects.published()
        .select_related("organisation__commune__department__region")
        .prefetch_related("organisation__qpvs", "organisation__networks", "organisation__themes")
        .order_by("-published_at", "-pk")
    )


def _row(signature: Signature) -> dict[str, Any]:
    organisation = signature.organisation
    department = organisation.commune.department if organisation.commune else None
    return {
        "signature": signature,
        "name": organisation.name,
        "slug": organisation.slug,
        "sort_key": organisation.name_key,
        "search_text": fold(" ".join(_words(organisation))),
        "commune": organisation.commune,
        "department": department,
        "region": department.region if department else None,
        "signed_on": signature.signed_on,
        "published_at": signature.published_at,
    }


def _words(organisation: Organisation) -> Iterable[str]:
    """Everything a signatory may be found by."""
    yield from (organisation.name, organisation.acronym, organisation.commune_typed)
    if commune := organisation.commune:
        yield from (commune.name, commune.department.name, commune.department.region.name)
    for qpv in organisation.qpvs.all():
        yield qpv.name
    for network in organisation.networks.all():
        yield from (network.name, network.acronym)
    for theme in organisation.themes.all():
        yield theme.label

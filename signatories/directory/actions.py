"""Keeping the directory in step: one row for an organisation that has a published signature."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from qpv_charter.toolkit import pages
from qpv_charter.toolkit.exports import blocks
from qpv_charter.toolkit.locks import remake_alone, wait_for_remakers
from qpv_charter.toolkit.text import fold
from signatories.directory.lines import line_of, old
from signatories.directory.models import (
    PAGES,
    DirectoryEntry,
    DirectoryEntryQuerySet,
    DirectoryLine,
    DirectoryTerm,
)
from signatories.directory.queries import neighbourhoods, shown, signed_by_each
from signatories.directory.rows import complete
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature

CHUNK = 500
NOBODY_SIGNED_BEFORE = date(2020, 1, 1)  # the charter dates from 2020
Term = tuple[str, str]


@transaction.atomic
def refresh(organisation: Organisation) -> DirectoryEntry | None:
    """Write the row of an organisation, or remove it when none of its signatures is published any more.

    Its signature is held meanwhile, so that no pause slips in between reading it and writing the row."""
    wait_for_remakers(DirectoryEntry)
    pages.changed(PAGES)
    held = _shown().select_for_update(of=("self",), no_key=True)
    signature = held.filter(organisation=organisation).first()
    if signature is None:
        DirectoryEntry.objects.filter(organisation=organisation).delete()
        return None
    row = _row(signature)
    (entry,) = DirectoryEntry.objects.bulk_create(
        [DirectoryEntry(organisation=signature.organisation, **row)],
        update_conflicts=True,
        unique_fields=["organisation"],
        update_fields=[*row],
    )
    entry.terms.all().delete()
    DirectoryTerm.objects.bulk_create(_term_rows(entry, signature.organisation))
    _keep([line_of(entry)])
    return entry


@transaction.atomic
def refresh_all(organisations: QuerySet[Organisation]) -> int:
    """Write again the rows of many organisations; returns how many there are."""
    remake_alone(DirectoryEntry)
    pages.changed(PAGES)
    DirectoryTerm.objects.filter(entry__organisation__in=organisations).delete()
    DirectoryEntry.objects.filter(organisation__in=organisations).delete()
    count = sum(map(_write, _chunks(_shown().filter(organisation__in=organisations))))
    _write_lines(DirectoryEntry.objects.filter(organisation__in=organisations))
    return count


@transaction.atomic
def rebuild() -> int:
    """Make every row anew from the signatures; returns how many there are."""
    remake_alone(DirectoryEntry)
    pages.changed(PAGES)
    DirectoryTerm.objects.all().delete()
    DirectoryEntry.objects.all().delete()
    count = sum(map(_write, _chunks(_shown())))
    if count:
        _write_lines(DirectoryEntry.objects.all())
    return count


@transaction.atomic
def write_old_lines() -> int:
    """Write again the lines of files that other code wrote; returns how many there were."""
    remake_alone(DirectoryEntry)
    return _write_lines(old())


def _chunks(signatures: QuerySet[Signature]) -> Iterator[list[Signature]]:
    """One signature for each organisation, the newest, by the five hundred."""
    done = set()
    chunk = []
    for signature in signatures.iterator(chunk_size=CHUNK):
        if signature.organisation_id not in done:
            done.add(signature.organisation_id)
            chunk.append(signature)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    yield chunk


def _write(signatures: list[Signature]) -> int:
    entries = DirectoryEntry.objects.bulk_create(
        [DirectoryEntry(organisation=signature.organisation, **_row(signature)) for signature in signatures]
    )
    terms = [term for entry in entries for term in _term_rows(entry, entry.organisation)]
    DirectoryTerm.objects.bulk_create(terms, batch_size=CHUNK)
    return len(entries)


def _write_lines(entries: DirectoryEntryQuerySet) -> int:
    """What files say of some rows; returns how many there are. A few queries for five hundred.

    In the order of names, in which files are read."""
    found = complete(shown(entries.order_by("sort_key", "slug"))).iterator(chunk_size=CHUNK)
    return sum(len(_keep(block)) for block in blocks(map(line_of, found), CHUNK))


def _keep(lines: list[DirectoryLine]) -> list[DirectoryLine]:
    fields = ["sort_key", "slug", "csv", "json", "feature", "layout"]
    return DirectoryLine.objects.bulk_create(
        lines, update_conflicts=True, unique_fields=["entry"], update_fields=fields
    )


def _shown() -> QuerySet[Signature]:
    """Published signatures with all that a row is made of, the newest first."""
    return (
        Signature.objects.published()
        .select_related("organisation__commune__department__region", "charter_version")
        .defer("charter_version__source")
        .prefetch_related(
            neighbourhoods(),
            "organisation__qpvs__successors",
            "organisation__networks",
            "organisation__themes",
            signed_by_each(),
        )
        .latest_first()
    )


def _texts(organisation: Any) -> str:
    given: list[Signature] = organisation.published_signatures
    return ", ".join(dict.fromkeys(each.charter_version.version for each in given))


def _row(signature: Signature) -> dict[str, Any]:
    organisation = signature.organisation
    department = organisation.commune.department if organisation.commune else None
    return {
        "signature": signature,
        "name": organisation.name,
        "slug": organisation.slug,
        "sort_key": organisation.name_key,
        "acronym_key": fold(organisation.acronym)[:60],
        "place_key": organisation.commune.search_text
        if organisation.commune
        else fold(organisation.commune_typed),
        "search_text": " " + fold(" ".join(_words(organisation))),
        "commune": organisation.commune,
        "department": department,
        "region": department.region if department else None,
        "signed_on": signature.signed_on or signature.charter_version.written_from or NOBODY_SIGNED_BEFORE,
        "signed_precision": signature.signed_precision,
        "published_at": signature.published_at,
        "texts": _texts(organisation),
    }


def _words(organisation: Organisation) -> Iterable[str]:
    """Everything a signatory may be found by."""
    yield from (organisation.name, organisation.acronym, organisation.commune_typed, organisation.qpv_typed)
    yield from (organisation.rna or "", organisation.siren or "")
    if commune := organisation.commune:
        yield from (commune.name, commune.postal_codes, commune.department_id)
        yield from (commune.department.name, commune.department.region.name)
    for qpv in organisation.qpvs.all():
        yield from (qpv.name, qpv.code)
    for network in organisation.networks.all():
        yield from (network.name, network.acronym)
    for theme in organisation.themes.all():
        yield theme.label


def _term_rows(entry: DirectoryEntry, organisation: Organisation) -> list[DirectoryTerm]:
    return [DirectoryTerm(entry=entry, kind=kind, value=value) for kind, value in sorted(_terms(organisation))]


def _terms(organisation: Organisation) -> set[Term]:
    """What a row is tied to; a neighbourhood of 2015 counts for those that succeeded it too."""
    qpvs = organisation.qpvs.all()
    codes = {qpv.code for qpv in qpvs} | {after.code for qpv in qpvs for after in qpv.successors.all()}
    return (
        {(DirectoryTerm.Kind.QPV.value, code) for code in codes}
        | {(DirectoryTerm.Kind.NETWORK.value, str(network.pk)) for network in organisation.networks.all()}
        | {(DirectoryTerm.Kind.THEME.value, str(theme.pk)) for theme in organisation.themes.all()}
    )

"""Filling a record from the registry of associations, once its people said which one it is."""

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record as record_event
from signatories.organisations import signals
from signatories.organisations.models import NONE_OF_THEM, Organisation
from signatories.organisations.numbers import hold_numbers
from signatories.organisations.proposing import hold_back
from signatories.people.models import User
from signatories.registry.models import AssociationRecord
from signatories.territories.queries import commune_of_today


@transaction.atomic
def take_from_registry(organisation: Organisation, *, record: AssociationRecord, by: User | None) -> Organisation:
    """Fill what is empty, and only that: RNA number, SIRET and SIREN, address, commune. Each can be corrected.

    The record remembers what came from the registry, and when, until somebody writes over it. Look-alikes are
    searched again. Raises ActionRefused when the organisation has another RNA number."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    hold_numbers()
    if organisation.rna and record.rna and organisation.rna != record.rna:
        raise ActionRefused("Un autre numéro RNA est déjà noté\u202f: corrigez-le d’abord.")
    taken = {name: value for name, value in _offered(record).items() if value and not getattr(organisation, name)}
    taken = _agreeing(taken, organisation)
    taken = hold_back(organisation, taken, by=by)
    for name, value in taken.items():
        setattr(organisation, name, value)
    if organisation.commune:
        organisation.commune_typed = ""
    for name in taken.keys() & {"rna", "siren"}:
        setattr(organisation, f"doubtful_{name}", None)
    today = timezone.localdate().isoformat()
    organisation.from_registry = organisation.from_registry | dict.fromkeys(taken, today)
    organisation.save()
    record_event("organisation.taken_from_registry", organisation, by=by, fields=sorted(taken))
    signals.organisation_numbers_changed.send(Organisation, organisation=organisation, by=by)
    signals.organisation_changed.send(Organisation, organisation=organisation, by=by)
    if "commune" in taken:
        signals.organisation_corrected.send(Organisation, organisation=organisation, by=by)
    return organisation


@transaction.atomic
def decline_registry(organisation: Organisation, *, by: User) -> Organisation:
    """« Aucune de celles-ci »: the registry is not offered again."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    organisation.from_registry = organisation.from_registry | {NONE_OF_THEM: timezone.localdate().isoformat()}
    organisation.save()
    record_event("organisation.registry_declined", organisation, by=by)
    return organisation


def _agreeing(taken: dict[str, object], organisation: Organisation) -> dict[str, object]:
    """Without the SIRET and the SIREN where one would be that of another association than the one noted already: a
    SIRET starts with its SIREN (Insee)."""
    siren, siret = (str(taken.get(name) or getattr(organisation, name) or "") for name in ("siren", "siret"))
    if not siren or not siret or siret.startswith(siren):
        return taken
    return {name: value for name, value in taken.items() if name not in {"siren", "siret"}}


def _offered(record: AssociationRecord) -> dict[str, object]:
    """What a record can fill, as it was shown."""
    siret = record.checked_siret
    return {
        "rna": record.rna,
        "siret": siret,
        "siren": siret[:9],
        "address": record.readable_address,
        "commune": commune_of_today(record.commune_code) if record.commune_code else None,
    }

"""Joining two records of one association, and parting them again. Each appends to the register last."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.merging import emails, journal, moving
from signatories.merging.models import Union
from signatories.merging.parts import Side, values_of
from signatories.merging.rules import may_join, speaks_better
from signatories.organisations.actions import take_over
from signatories.organisations.models import Organisation
from signatories.organisations.numbers import hold_numbers, put_in_doubt
from signatories.organisations.proposing import PROVEN
from signatories.organisations.signals import organisation_changed, organisation_corrected
from signatories.people.actors import TeamMember
from signatories.signatures import register, signals
from signatories.signatures.duplicates import published_bearers
from signatories.signatures.models import RegisterEntry, Signature

INTO = "joined_into_id"


@transaction.atomic
def join(
    kept: Organisation,
    joined: Organisation,
    *,
    by: TeamMember,
    chosen: Mapping[str, Side],
    counted: Collection[str] = (),
) -> Union:
    """Make one record of two: `chosen` says what the kept one takes, part by part (`PARTS`), `counted` of which
    things that both have the joined record's counts (`TWICE`). Contacts of both are told.

    Raises ActionRefused for who does not animate both, for a record that was erased or joined already, and where
    the other one should be kept."""
    kept, joined = _held(kept, joined)
    _require_hers(by, kept, joined)
    _require_two_to_join(kept, joined)
    readers, before = emails.readers_of(kept, joined), journal.picture_of(kept)
    values, lists = values_of(chosen, kept, joined)
    union = Union.objects.create(kept=kept, joined=joined, made_by=by.person)
    with register.at_the_end():
        _point(joined, kept)
        moving.exchange(union, counted)
        moving.move(union)
        moving.settle(union)
        if values or lists:
            take_over(kept, by=by.person, values=values, sets=lists)
        journal.note_record(union, before)
        journal.seal_rows(union)
        record("organisation.joined", kept, by=by, about=[joined], union=str(union.pk))
        emails.joined(union, to=readers, by=by.person)
        _tell(union, by=by)
    return union


@transaction.atomic
def part(union: Union, *, by: TeamMember) -> Union:
    """Undo a union: what it changed is as it was before, but for what was touched since, which stays
    (`UnionChange.has_stayed`). Contacts of both are told.

    Raises ActionRefused for who does not animate both, once that was done, after a year, and where one of the two
    was erased or joined since."""
    union = Union.objects.select_for_update(of=("self",)).get(pk=union.pk)
    kept, joined = _held(union.kept, union.joined)
    _require_hers(by, kept, joined)
    _require_undoable(union, kept, joined)
    with register.at_the_end():
        _point(joined, None)
        journal.undo(union)
        Organisation.objects.filter(pk=kept.pk).update(revision=F("revision") + 1)
        _doubt_numbers_borne_since(joined)
        union.parted_at, union.parted_by = timezone.now(), by.person
        union.save(update_fields=["parted_at", "parted_by"])
        record("organisation.parted", kept, by=by, about=[joined], union=str(union.pk))
        emails.parted(union, to=emails.readers_of(kept, joined), by=by.person)
        _tell(union, by=by)
        _seal_who_it_is(kept)
    return union


@transaction.atomic
def catch_up(union: Union) -> Union:
    """Move what was written on the joined record by somebody who had read it before the union."""
    union = Union.objects.select_for_update(of=("self",)).select_related("kept", "joined").get(pk=union.pk)
    if union.may_be_undone and union.joined.joined_into_id == union.kept_id:
        moving.move(union)
        journal.seal_rows(union)
    return union


def _held(kept: Organisation, joined: Organisation) -> tuple[Organisation, Organisation]:
    """Both, held with their signatures until the end; always in one order, so that nobody waits in a circle. Who
    is about to lead something to either waits too."""
    keys = sorted([kept.pk, joined.pk])
    held = {key: Organisation.objects.select_for_update().get(pk=key) for key in keys}
    hold_numbers()
    signatures = Signature.objects.filter(organisation__in=keys).order_by("pk")
    list(signatures.select_for_update(of=("self",), no_key=True))
    return held[kept.pk], held[joined.pk]


def _require_hers(by: TeamMember, *records: Organisation) -> None:
    if not may_join(by, *records):
        raise ActionRefused("On réunit ou sépare des fiches quand on anime le département de chacune.")


def _require_two_to_join(kept: Organisation, joined: Organisation) -> None:
    if kept == joined:
        raise ActionRefused("Choisissez deux fiches différentes.")
    for each in (kept, joined):
        if each.erased_at or each.joined_into_id:
            raise ActionRefused(
                "Une de ces deux fiches a déjà été réunie à une autre, ou effacée. Rien n’a changé."
            )
    if speaks_better(joined, kept):
        raise ActionRefused(
            f"Gardez plutôt la fiche de «\u202f{joined.name}\u202f»\u202f: c’est sa signature qui est en vigueur, "
            "ou qui porte le texte le plus récent."
        )


def _require_undoable(union: Union, kept: Organisation, joined: Organisation) -> None:
    if union.parted_at:
        raise ActionRefused("Ces deux fiches sont déjà séparées.")
    if not union.may_be_undone:
        raise ActionRefused("Une réunion se défait pendant un an. Celle-ci est plus ancienne.")
    if kept.erased_at or joined.erased_at:
        raise ActionRefused(
            "Les données d’une de ces fiches ont été effacées\u202f: il n’y a plus rien à séparer."
        )
    if joined.joined_into_id != kept.pk:
        raise ActionRefused(
            f"«\u202f{kept.name}\u202f» a elle-même été réunie à une autre fiche depuis\u202f: séparez d’abord "
            "celles-là."
        )


def _point(joined: Organisation, kept: Organisation | None) -> None:
    joined.joined_into = kept
    joined.save(update_fields=["joined_into"])


def _doubt_numbers_borne_since(organisation: Organisation) -> None:
    """Another association may have been published with its number meanwhile."""
    fresh = Organisation.objects.get(pk=organisation.pk)
    put_in_doubt(fresh, *(field for field in ("rna", "siren") if published_bearers(fresh, field).exists()))


def _seal_who_it_is(record_of: Organisation) -> None:
    fresh = Organisation.objects.get(pk=record_of.pk)
    if any(getattr(fresh, field) != getattr(record_of, field) for field in PROVEN):
        organisation_corrected.send(Organisation, organisation=fresh, by=None)


def _tell(union: Union, *, by: TeamMember) -> None:
    """Slices above, then the register: a row for each signature that now proves for another record, or its own
    again, and one for those of the record that it is joined to."""
    for key in (union.kept_id, union.joined_id):
        organisation_changed.send(Organisation, organisation=Organisation.objects.get(pk=key), by=by.person)
    elsewhere = {union.joined_id, *_records_led(union)}
    found = Signature.objects.filter(organisation__in={union.kept_id, *elsewhere}).order_by("pk")
    for signature in found.select_related("organisation", "charter_version"):
        signals.signature_set_aside.send(Signature, signature=signature)
        facts = {"joined_into": str(signature.organisation.joined_into_id or "")}
        is_led = signature.organisation_id in elsewhere
        register.append(_kind(union), signature, personal={}, facts=facts if is_led else {"union": str(union.pk)})


def _records_led(union: Union) -> list[UUID]:
    """Records that had been joined into the joined one, and follow it."""
    changes = union.changes.filter(table=journal.RECORD, field=INTO)
    return [UUID(row) for row in changes.values_list("row", flat=True)]


def _kind(union: Union) -> RegisterEntry.Kind:
    return RegisterEntry.Kind.PARTED if union.parted_at else RegisterEntry.Kind.MERGED

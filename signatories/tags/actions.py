"""Choosing the team's words, and putting them on associations."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_name
from signatories.history.actions import record
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor, TeamMember
from signatories.tags.models import LONGEST_LABEL, Tag, Tagging
from signatories.tags.rules import may_keep

NOT_HERS = (
    "Une de ces associations n’est plus de celles que vous suivez. Rien n’est changé\u202f: relisez la liste."
)


@transaction.atomic
def make(label: str, *, by: TeamMember) -> Tag:
    """A new word. Raises ActionRefused for who is no national animator, for no word, and for one that is there,
    whatever its accents and capitals."""
    _require_may_keep(by)
    tag = _called(Tag(), label)
    record("tag.made", tag, by=by)
    return tag


@transaction.atomic
def rename(tag: Tag, label: str, *, by: TeamMember) -> Tag:
    """The same, of a word that associations go on bearing."""
    _require_may_keep(by)
    tag = _called(_held(tag), label)
    record("tag.renamed", tag, by=by)
    return tag


@transaction.atomic
def remove(tag: Tag, *, by: TeamMember) -> None:
    """Take a word off every association, and out of the list. Raises ActionRefused for who is no national
    animator."""
    _require_may_keep(by)
    tag = _held(tag)
    record("tag.removed", tag, by=by, about=Organisation.objects.filter(taggings__tag=tag))
    tag.delete()


@transaction.atomic
def put_on(tag: Tag, organisations: Iterable[Organisation], *, by: TeamMember) -> list[Organisation]:
    """Returns those that did not bear it. Raises ActionRefused for one that `by` does not animate, and does
    nothing."""
    tag, meant = _held(tag), _animated(organisations, by)
    bearing = {*tag.taggings.values_list("organisation", flat=True)}
    new = [each for each in meant if each.pk not in bearing]
    Tagging.objects.bulk_create(Tagging(tag=tag, organisation=each) for each in new)
    if new:
        record("tag.put_on", tag, by=by, about=new)
    return new


@transaction.atomic
def take_off(tag: Tag, organisations: Iterable[Organisation], *, by: TeamMember) -> list[Organisation]:
    """Returns those that bore it. Raises ActionRefused for one that `by` does not animate, and does nothing."""
    tag, meant = _held(tag), _animated(organisations, by)
    bearing = {*tag.taggings.values_list("organisation", flat=True)}
    former = [each for each in meant if each.pk in bearing]
    tag.taggings.filter(organisation__in=former).delete()
    if former:
        record("tag.taken_off", tag, by=by, about=former)
    return former


@transaction.atomic
def file_under(organisation: Organisation, *, tags: Iterable[Tag], by: TeamMember) -> None:
    """From now on it bears these, and no other. Raises ActionRefused for who does not animate it."""
    wanted, borne = {*tags}, {*Tag.objects.filter(taggings__organisation=organisation)}
    for tag in sorted(wanted - borne, key=str):
        put_on(tag, [organisation], by=by)
    for tag in sorted(borne - wanted, key=str):
        take_off(tag, [organisation], by=by)


@transaction.atomic
def forget_filing(organisation: Organisation) -> None:
    """An association is erased: nothing is said of it any more."""
    organisation.taggings.all().delete()


def _require_may_keep(by: Actor) -> None:
    if not may_keep(by):
        raise ActionRefused("C’est l’animation nationale qui choisit les étiquettes.")


def _called(tag: Tag, label: str) -> Tag:
    tag.label = or_refuse(read_name, label, longest=LONGEST_LABEL)
    if not tag.label:
        raise ActionRefused("Écrivez un mot, ou quelques-uns.")
    try:
        with transaction.atomic():
            tag.save()
    except IntegrityError as twice:
        raise ActionRefused(f"Il y a déjà une étiquette «\u202f{tag.label}\u202f».") from twice
    return tag


def _held(tag: Tag) -> Tag:
    """As it is, held: the same word is not put twice at once. Raises ActionRefused once it was removed."""
    found = Tag.objects.select_for_update().filter(pk=tag.pk).first()
    if found is None:
        raise ActionRefused("Cette étiquette n’existe plus\u202f: quelqu’un l’a supprimée.")
    return found


def _animated(organisations: Iterable[Organisation], by: TeamMember) -> list[Organisation]:
    keys = {each.pk for each in organisations}
    found = list(Organisation.objects.visible_to(by).filter(pk__in=keys, erased_at=None))
    if len(found) < len(keys):
        raise ActionRefused(NOT_HERS)
    return found

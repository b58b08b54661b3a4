"""Saying when one is closed, and taking it back."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from engagements.closures.models import Closure
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation

LONGEST = timedelta(days=180)
FARTHEST = timedelta(days=550)
MOST = 12  # not over yet: a year of school holidays, twice
PAGES = "closures"  # neighbourhoods' pages: one word for all, closures are said a few times a year


@transaction.atomic
def say_closed(*, by: Contact, starts_on: date, ends_on: date) -> Closure:
    """Say that an association is closed, both days included. Two that touch become one.

    Raises ActionRefused for dates in disorder, past, or too far."""
    _check(starts_on, ends_on)
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation.pk)
    waiting = Closure.objects.of(organisation).not_over(timezone.localdate())
    near = waiting.filter(starts_on__lte=ends_on + timedelta(days=1), ends_on__gte=starts_on - timedelta(days=1))
    for other in near:
        starts_on, ends_on = min(starts_on, other.starts_on), max(ends_on, other.ends_on)
    near.delete()
    if waiting.count() >= MOST:
        raise ActionRefused(
            "Beaucoup de fermetures sont déjà annoncées\u202f: retirez d’abord celles qui ne servent plus."
        )
    closure = Closure.objects.create(
        organisation=organisation, starts_on=starts_on, ends_on=ends_on, said_by=by.person
    )
    record("closure.said", organisation, by=by, starts_on=str(starts_on), ends_on=str(ends_on))
    pages.changed(PAGES)
    return closure


@transaction.atomic
def take_back(closure: Closure, *, by: Contact) -> None:
    """Say that one is open after all; twice changes nothing."""
    deleted, _ = Closure.objects.filter(pk=closure.pk).delete()
    if deleted:
        record("closure.taken_back", closure.organisation, by=by, starts_on=str(closure.starts_on))
        pages.changed(PAGES)


@transaction.atomic
def forget_old() -> None:
    """A closure helps nobody once it is over for a year."""
    Closure.objects.filter(ends_on__lt=timezone.localdate() - timedelta(days=365)).delete()


def _check(starts_on: date, ends_on: date) -> None:
    today = timezone.localdate()
    if ends_on < starts_on:
        raise ActionRefused("Le dernier jour vient avant le premier\u202f: inversez-les.")
    if ends_on < today:
        raise ActionRefused("Cette fermeture est déjà passée.")
    if ends_on - starts_on >= LONGEST:
        raise ActionRefused(
            "Six mois au plus. Si votre association s’arrête plus longtemps, écrivez à l’équipe d’animation."
        )
    if starts_on - today > FARTHEST:
        raise ActionRefused("Annoncez les fermetures des dix-huit mois qui viennent.")

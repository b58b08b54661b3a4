"""What is forgotten of gatherings: with a person, with an association, with time."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from engagements.participation.actions.asking import changed
from engagements.participation.models import Answer, Gathering
from signatories.organisations.models import Organisation

FORGOTTEN = "Rencontre"


@transaction.atomic
def forget_needs_of(addresses: Collection[str]) -> None:
    """What people asked for to be able to come, by the addresses they left (in lower case)."""
    whose = Q()
    for address in addresses:
        whose |= Q(voice__contact__email__iexact=address)
    if whose:
        _forget_needs(Answer.objects.filter(whose))


@transaction.atomic
def forget_old_needs() -> None:
    """Once nobody can tell who answered (`Voice.forget_on`), nor what they needed."""
    _forget_needs(Answer.objects.filter(Q(voice__forget_on=None) | Q(voice__forget_on__lt=timezone.localdate())))


@transaction.atomic
def forget_words_of(organisation: Organisation) -> None:
    """That there were gatherings, and when, stays; what an association said of them goes, and nobody sees them."""
    for gathering in Gathering.objects.filter(organisation=organisation):
        gathering.title, gathering.text, gathering.where, gathering.is_public = FORGOTTEN, "", "", False
        gathering.outcome, gathering.cancelled_why = "", FORGOTTEN if gathering.cancelled_why else ""
        gathering.save(update_fields=["title", "text", "where", "is_public", "outcome", "cancelled_why"])
        changed(gathering)


def _forget_needs(answers: QuerySet[Answer]) -> None:
    keys = list(answers.values_list("pk", flat=True))
    Answer.objects.filter(pk__in=keys).update(childcare=False, access=False, transport=False, interpreting="")

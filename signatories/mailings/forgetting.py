"""What messages to many hold of people and associations, and how it goes."""

from datetime import timedelta

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from qpv_charter.toolkit.text import fold
from signatories.mailings.models import Mailing, MailingRecipient
from signatories.organisations.models import Organisation
from signatories.people.places import Leaver


@transaction.atomic
def forget_person(leaver: Leaver) -> None:
    """Her addresses; and what was searched for, where it is she."""
    MailingRecipient.objects.filter(address__in=leaver.addresses).delete()
    words = [*leaver.addresses]
    if leaver.person:
        words += [leaver.person.first_name, leaver.person.last_name]
    _forget_audiences(words)


@transaction.atomic
def forget_organisation(organisation: Organisation) -> None:
    """The address that its paper gave, and others as far as they read for it alone."""
    alone = MailingRecipient.objects.filter(organisations=organisation)
    for recipient in alone.prefetch_related("organisations"):
        recipient.organisations.remove(organisation)
        if not recipient.organisations.exists():
            recipient.delete()
    _forget_audiences([organisation.name])


def forget_older_than(during: timedelta) -> int:
    """With their recipients; how many messages."""
    old = Mailing.objects.filter(begun_at__lt=timezone.now() - during)
    return old.delete()[1].get(Mailing._meta.label, 0)


def _forget_audiences(words: list[str]) -> None:
    """An audience that names somebody reaches nobody from then on."""
    for mailing in Mailing.objects.filter(audience__contains="q=").only("audience"):
        typed = set(fold(QueryDict(mailing.audience.removeprefix("?")).get("q", "")).split())
        if any(typed & set(fold(word).split()) for word in words):
            Mailing.objects.filter(pk=mailing.pk).update(audience="")

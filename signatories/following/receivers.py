"""News that the team's list follows, in the transaction of whoever sends it. What is only ever added (a record, an
exchange, an event) is news by itself."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from signatories.following.actions import begin, hear, note_refusal, rebuild, refresh
from signatories.history.models import Event
from signatories.moderation.models import Exchange
from signatories.organisations.models import Membership, Organisation
from signatories.organisations.signals import organisation_changed, organisation_numbers_changed
from signatories.outbox.models import Message
from signatories.outbox.signals import mail_failed
from signatories.people.models import User
from signatories.signatures.models import Signature
from signatories.signatures.signals import (
    SEEN_OR_NOT,
    mandate_renewed,
    signature_confirmed,
    signature_put_right,
    signature_sent_back,
)
from signatories.territories.signals import territories_imported


@receiver([*SEEN_OR_NOT, signature_confirmed, signature_sent_back, signature_put_right, mandate_renewed])
def follow_signature(signature: Signature, **_: Any) -> None:
    refresh(signature.organisation_id)


@receiver([organisation_changed, organisation_numbers_changed])
def follow_organisation(organisation: Organisation, **_: Any) -> None:
    refresh(organisation.pk)


@receiver(post_save, sender=Organisation)
def follow_a_new_record(instance: Organisation, created: bool, **_: Any) -> None:  # noqa: FBT001  # Django's signature
    if created:
        begin(instance)


@receiver(post_save, sender=Exchange)
def hear_what_it_wrote(instance: Exchange, **_: Any) -> None:
    if instance.kind in Exchange.SIGNS_OF_LIFE:
        hear(instance.signature.organisation_id, at=instance.at)


@receiver(post_save, sender=Event)
def hear_what_it_did(instance: Event, **_: Any) -> None:
    if instance.acts_for:
        hear(instance.acts_for, at=instance.at)


@receiver(post_save, sender=User)
def hear_who_came(instance: User, update_fields: frozenset[str] | None, **_: Any) -> None:
    """Those that she looks after: Django notes when she signed in, and that alone."""
    if update_fields and {*update_fields} == {"last_login"} and instance.last_login:
        hers = Membership.objects.current().filter(user=instance)
        hear(*hers.values_list("organisation", flat=True), at=instance.last_login)


@receiver(mail_failed)
def note_who_is_not_reached(message: Message, **_: Any) -> None:
    note_refusal(message)


@receiver(territories_imported)
def follow_territories(**_: Any) -> None:
    """Rows hold the names and postal codes of communes."""
    rebuild()

"""News that the charter's life follows: a text in force, and signatures that leave with the last one."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver

from signatories.charter.signals import version_in_force
from signatories.signatures.actions import pause, resume, withdraw
from signatories.signatures.models import Signature, Status
from signatories.signatures.models.signatures import SignatureQuerySet
from signatories.signatures.signals import signature_paused, signature_resumed, signature_withdrawn
from signatories.versions import tasks


@receiver(version_in_force)
def invite_everybody(**_: Any) -> None:
    transaction.on_commit(partial(tasks.invite.enqueue))


@receiver(signature_paused)
def pause_earlier(signature: Signature, **_: Any) -> None:
    """An association in a pause is shown nowhere, whatever it signed before."""
    for each in _earlier(signature).published():
        pause(  # the same, asked for or not
            each,
            by=signature.status_by,  # type: ignore[arg-type]  # a person decides
            reason=signature.status_reason,
            asked=signature.pause_asked,
            told=False,
        )


@receiver(signature_resumed)
def resume_earlier(signature: Signature, **_: Any) -> None:
    for each in _earlier(signature).filter(status=Status.PAUSED):
        resume(each, by=signature.status_by, told=False)  # type: ignore[arg-type]  # the same


@receiver(signature_withdrawn)
def withdraw_earlier(signature: Signature, *, told: bool, **_: Any) -> None:
    """An association that leaves leaves whole, with what waits to be read; what was entered by mistake, or never
    published, takes nothing along."""
    if told and signature.published_at:
        _withdraw_with(signature, _earlier(signature))
        theirs = Signature.objects.filter(organisation=signature.organisation_id)
        if not theirs.in_force().exists():
            _withdraw_with(signature, theirs)


def _withdraw_with(signature: Signature, others: SignatureQuerySet) -> None:
    for each in others.standing():
        withdraw(each, by=signature.status_by, reason=signature.status_reason, told=False)  # type: ignore[arg-type]  # the same


def _earlier(signature: Signature) -> SignatureQuerySet:
    """Those that it gave of earlier texts, though their papers were entered later."""
    since = signature.charter_version.in_force_at
    earlier = Q(charter_version__in_force_at=None) | Q(charter_version__in_force_at__lt=since)
    theirs = Signature.objects.filter(organisation=signature.organisation_id)
    return theirs.filter(earlier) if since else theirs.none()

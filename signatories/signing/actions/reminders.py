"""The one gentle mail to those whose board had to decide first."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from signatories.signing import emails, keys
from signatories.signing.models import DraftSecret, SigningDraft

DAYS_AFTER_MEETING = timedelta(days=4)
WITHOUT_DATE = timedelta(days=30)


def remind_decisions() -> int:
    """Write to each signing whose meeting is past, or that waits without a date; once each. Says how many."""
    now = timezone.now()
    due = SigningDraft.objects.filter(
        Q(decision_expected_on__lte=timezone.localdate() - DAYS_AFTER_MEETING)
        | Q(decision_expected_on=None, updated_at__lte=now - WITHOUT_DATE),
        state=SigningDraft.State.AWAITING_DECISION,
        decision_reminded_at=None,
        expires_at__gt=now,
    )
    return sum(_remind(draft) for draft in due)


@transaction.atomic
def _remind(draft: SigningDraft) -> bool:
    """Mark and write in one transaction; False when another run did it, or the draft went on meanwhile."""
    marked = SigningDraft.objects.filter(
        pk=draft.pk, state=SigningDraft.State.AWAITING_DECISION, decision_reminded_at=None
    ).update(decision_reminded_at=timezone.now())
    if marked:
        key = keys.give_link(draft, DraftSecret.Purpose.ACCESS)
        emails.remind_decision(draft, key=key)
    return bool(marked)

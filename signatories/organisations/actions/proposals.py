"""Saying no to what an association proposed; saying yes is writing its record (`record.accept_change`)."""

from django.db import transaction

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_text
from signatories.history.actions import record
from signatories.organisations import emails
from signatories.organisations.models import ProposedChange
from signatories.organisations.proposing import close, still_pending
from signatories.people.models import User

LONGEST = 2000  # characters of a reason


@transaction.atomic
def refuse_change(proposal: ProposedChange, *, by: User, reason: str) -> ProposedChange:
    """Leave the record as it is, and say why to who proposed. Raises ActionRefused without a reason, or if it no
    longer waits."""
    proposal = still_pending(proposal)
    reason = or_refuse(read_text, reason, longest=LONGEST)
    if not reason:
        raise ActionRefused("Dites pourquoi, en une phrase.")
    close(proposal, ProposedChange.State.REFUSED, by=by, reason=reason)
    record("organisation.change_refused", proposal.organisation, by=by, note=reason, fields=proposal.fields)
    emails.change_refused(proposal)
    return proposal

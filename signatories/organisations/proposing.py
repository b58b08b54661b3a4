"""Another name, form or commune for an association whose signature was published: proposed, then decided."""

from typing import Any

from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.organisations import emails
from signatories.organisations.models import Organisation, ProposedChange
from signatories.organisations.places import PROOFS
from signatories.people.models import User

PROVEN = ("name", "acronym", "kind", "commune", "commune_typed")  # who it is, as pages and proofs say it
State = ProposedChange.State


def hold_back(organisation: Organisation, values: dict[str, Any], *, by: User | None) -> dict[str, Any]:
    """The values that may be written at once; those that say who a proven association is become a proposal.

    The organisation is locked by the caller."""
    asked = {name: value for name, value in values.items() if name in PROVEN}
    if by is None or not asked or not PROOFS.gather(organisation):
        return values
    _propose(organisation, asked, by=by)
    return {name: value for name, value in values.items() if name not in PROVEN}


def _propose(organisation: Organisation, asked: dict[str, Any], *, by: User) -> None:
    """Put what is asked beside what waits already; back to what the record says, nothing waits any more."""
    pending = organisation.proposed_changes.pending().select_for_update(of=("self",)).first()
    before = pending.values if pending else {}
    wanted = {name: value for name, value in (before | asked).items() if value != getattr(organisation, name)}
    if wanted == before:
        return
    if pending:
        close(pending, State.REPLACED, by=by)
    if wanted:
        proposal = ProposedChange.objects.create(
            organisation=organisation, fields=sorted(wanted), proposed_by=by, **wanted
        )
        record("organisation.change_proposed", organisation, by=by, fields=proposal.fields)
        emails.change_proposed(proposal)
    else:
        record("organisation.change_taken_back", organisation, by=by)


def still_pending(proposal: ProposedChange) -> ProposedChange:
    """The proposal, held until the end of the transaction, after its association, as by who writes a record.

    Raises ActionRefused if somebody decided, or if its association proposes something else since."""
    Organisation.objects.select_for_update(no_key=True).get(pk=proposal.organisation_id)
    proposal = ProposedChange.objects.select_for_update(of=("self",), no_key=True).get(pk=proposal.pk)
    if proposal.state == State.REPLACED:
        raise ActionRefused("L’association propose autre chose depuis\u202f: relisez ce qu’elle demande.")
    if proposal.state != State.PENDING:
        raise ActionRefused(f"Cette proposition est déjà {proposal.get_state_display()}.")
    return proposal


def close(proposal: ProposedChange, state: State, *, by: User, reason: str = "") -> ProposedChange:
    proposal.state, proposal.reason = state, reason
    proposal.decided_by, proposal.decided_at = by, timezone.now()
    proposal.save()
    return proposal

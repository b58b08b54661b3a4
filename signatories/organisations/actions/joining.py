"""Somebody asks to look after an association that is already there; nobody learns who its contacts are."""

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.alike import kept_if
from qpv_charter.toolkit.mailboxes import read_email
from qpv_charter.toolkit.text import clean_text, read_person_name, read_role
from signatories.history.actions import record
from signatories.organisations import emails
from signatories.organisations.actions.contacts import add_contact
from signatories.organisations.models import JoinRequest, Membership, Organisation
from signatories.organisations.rules import may_decide
from signatories.people.actions import open_account
from signatories.people.models import User


@transaction.atomic
def ask_to_join(
    organisation: Organisation, *, email: str, first_name: str, last_name: str, role: str, corrections: str = ""
) -> JoinRequest:
    """Ask to become a contact. Its contacts decide; where there is none, the federation; and the address that an
    association gave on paper decides for itself, once confirmed by a code.

    Asking again while the first request waits keeps the first, and mails nobody twice."""
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    address = or_refuse(read_email, email)
    waiting = locked.join_requests.filter(email__iexact=address, state=JoinRequest.State.PENDING).first()
    request = JoinRequest(
        organisation=locked,
        email=address,
        first_name=or_refuse(read_person_name, first_name),
        last_name=or_refuse(read_person_name, last_name),
        role=or_refuse(read_role, role),
        corrections=clean_text(corrections),
    )
    with kept_if(waiting is None):
        JoinRequest.objects.bulk_create([request], ignore_conflicts=True)
        record("join.asked", locked, by=None, request=str(request.pk))
        _tell_who_decides(request)
    return waiting or request


def _tell_who_decides(request: JoinRequest) -> None:
    """One of three; all are written, and two taken back: no address is told from another by the time it takes. Who
    asks is told that it arrived, unless asked to confirm."""
    contacts = [
        membership.user for membership in request.organisation.memberships.current().select_related("user")
    ]
    is_paper = not contacts and request.is_paper_address
    with kept_if(bool(contacts)):
        emails.join_asked(request, contacts=contacts)
    with kept_if(is_paper):
        emails.join_to_confirm(request)
    with kept_if(not is_paper):
        emails.join_received(request)
    with kept_if(not contacts and not is_paper):
        emails.join_asked_of_team(request)


@transaction.atomic
def accept_join(request: JoinRequest, *, by: User) -> Membership:
    """Let somebody in; they are told, and sign in with a code, which confirms their address.

    `by` may be the person asking, where the association's paper address is theirs and they signed in with it.
    Raises ActionRefused when it was decided already, or by somebody who may not."""
    locked = _to_decide(request, by=by)
    user = open_account(
        email=locked.email, first_name=locked.first_name, last_name=locked.last_name, verified=False
    )
    _decide(locked, JoinRequest.State.ACCEPTED, by=by)
    membership = add_contact(locked.organisation, user=user, role=locked.role, by=by)
    if by != user:
        emails.join_accepted(locked)
    return membership


@transaction.atomic
def decline_join(request: JoinRequest, *, by: User) -> JoinRequest:
    """Say no; the person is told, without a name. Raises ActionRefused like `accept_join`."""
    locked = _to_decide(request, by=by)
    _decide(locked, JoinRequest.State.DECLINED, by=by)
    emails.join_declined(locked)
    return locked


def _to_decide(request: JoinRequest, *, by: User) -> JoinRequest:
    locked = JoinRequest.objects.select_for_update().select_related("organisation").get(pk=request.pk)
    if locked.state != JoinRequest.State.PENDING:
        raise ActionRefused("Cette demande a déjà reçu une réponse.")
    if not (may_decide(by, locked) or may_decide_alone(by, locked)):
        raise ActionRefused("Vous ne pouvez pas répondre à cette demande.")
    return locked


def may_decide_alone(user: User, request: JoinRequest) -> bool:
    """Whether the person asking is the one the paper names: same address, no contact yet. The caller has checked
    that the person signed in with that address confirmed."""
    nobody = not request.organisation.memberships.current().exists()
    return nobody and request.is_paper_address and user.email.lower() == request.email.lower()


def _decide(request: JoinRequest, state: JoinRequest.State, *, by: User) -> None:
    request.state = state
    request.decided_by = by
    request.decided_at = timezone.now()
    request.save()
    record(f"join.{state}", request.organisation, by=by, request=str(request.pk))

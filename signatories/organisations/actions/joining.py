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
from signatories.organisations.queries import former_contacts
from signatories.organisations.rules import may_decide
from signatories.people.actions import open_account
from signatories.people.models import User


@transaction.atomic
def ask_to_join(
    organisation: Organisation, *, email: str, first_name: str, last_name: str, role: str, corrections: str = ""
) -> JoinRequest:
    """Ask to become a contact. Its contacts decide; where there is none, the federation; and the address that an
    association gave on paper decides for itself, once confirmed by a code, as long as nobody else was ever there.

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
    """One of four; all are written, and three taken back: no address is told from another by the time it takes.
    Who asks is told that it arrived, unless asked to confirm."""
    memberships = request.organisation.memberships
    contacts = [membership.user for membership in memberships.current().select_related("user")]
    # Where everybody left, an address that it gave proves something too, if not enough.
    known = request.is_known_address if memberships.exists() else request.is_paper_address
    confirms = not contacts and known
    with kept_if(bool(contacts)):
        emails.join_asked(request, contacts=contacts)
    with kept_if(confirms):
        emails.join_to_confirm(request)
    with kept_if(not confirms):
        emails.join_received(request)
    with kept_if(not contacts and not confirms):
        _open_to_team(request)


def _open_to_team(request: JoinRequest) -> None:
    """Nobody is there: the team decides, and who was there is told, who may know better."""
    emails.join_asked_of_team(request)
    emails.join_told_former(request, former=former_contacts(request.organisation))


@transaction.atomic
def prove_address(request: JoinRequest, *, by: User) -> JoinRequest:
    """Who asks has shown that she reads an address which the association gave. It had people, who left: that opens
    her request to the team, and decides nothing, since an address, or its whole domain, may have changed hands.

    Proving it again changes nothing. Raises ActionRefused for another address, and once somebody is there or has
    answered."""
    locked = _locked(request)
    if locked.organisation.memberships.current().exists():
        raise ActionRefused(
            "Quelqu’un s’occupe de nouveau de cette association\u202f: c’est à ses personnes contact de répondre."
        )
    if not (locked.is_known_address and by.email.lower() == locked.email.lower()):
        raise ActionRefused("Ce n’est pas une adresse que l’association a donnée.")
    if locked.proved_at is None:
        locked.proved_at = timezone.now()
        locked.save(update_fields=["proved_at"])
        record("join.proved", locked.organisation, by=by, request=str(locked.pk))
        _open_to_team(locked)
    return locked


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
    locked = _locked(request)
    if not (may_decide(by, locked) or may_decide_alone(by, locked)):
        raise ActionRefused("Vous ne pouvez pas répondre à cette demande.")
    return locked


def _locked(request: JoinRequest) -> JoinRequest:
    """Held. Raises ActionRefused once it was decided."""
    locked = JoinRequest.objects.select_for_update().select_related("organisation").get(pk=request.pk)
    if locked.state != JoinRequest.State.PENDING:
        raise ActionRefused("Cette demande a déjà reçu une réponse.")
    return locked


def may_decide_alone(user: User, request: JoinRequest) -> bool:
    """Whether the person asking is the one the paper names: same address, and nobody was ever there, who could
    have left it to somebody else. The caller has checked that the person signed in with that address confirmed."""
    nobody = not request.organisation.memberships.exists()
    return nobody and request.is_paper_address and user.email.lower() == request.email.lower()


def _decide(request: JoinRequest, state: JoinRequest.State, *, by: User) -> None:
    request.state = state
    request.decided_by = by
    request.decided_at = timezone.now()
    request.save()
    record(f"join.{state}", request.organisation, by=by, request=str(request.pk))

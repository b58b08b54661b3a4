"""Asking for a pause or a withdrawal, thinking again, doing it."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_text
from signatories.history.actions import record
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures import actions as signatures
from signatories.signatures.models import Signature, Status
from signatories.stepping_back import emails
from signatories.stepping_back.models import StepBack
from signatories.stepping_back.rules import may_ask, may_settle

LONGEST = 2000
AT_ITS_REQUEST = "À la demande de l’association."
Kind, State = StepBack.Kind, StepBack.State


@transaction.atomic
def ask(signature: Signature, *, by: Contact, kind: StepBack.Kind, reason: str = "") -> StepBack:
    """Ask the team for a pause, or for the end of the signature; it and all the contact persons are told.

    Raises ActionRefused for a stranger, for what was asked already, for a signature withdrawn, and for the pause
    of one that is not published."""
    signature, reason = signatures.held(signature), or_refuse(read_text, reason, longest=LONGEST)
    _require_may_ask(signature, by=by, kind=kind)
    step = StepBack.objects.create(signature=signature, kind=kind, reason=reason, asked_by=by.person)
    record("step_back.asked", signature, by=by, about=[signature.organisation], asked=kind)
    emails.asked(step)
    emails.asked_of_team(step)
    return step


@transaction.atomic
def take_back(step: StepBack, *, by: Contact) -> StepBack:
    """Nothing changes after all: the contact persons are told. Raises ActionRefused for a stranger, and once it is
    done or taken back."""
    step = _waiting(step)
    if not may_ask(by, step.signature):
        raise ActionRefused("Seules les personnes contact de l’association peuvent le faire.")
    _close(step, State.TAKEN_BACK, by=by.person)
    record("step_back.taken_back", step.signature, by=by, about=[step.signature.organisation])
    emails.taken_back(step)
    return step


@transaction.atomic
def settle(step: StepBack, *, by: Actor, text: str = "") -> StepBack:
    """Do what was asked; the contact persons are told, in the words of who does it. Raises ActionRefused for who
    does not animate there, and once it is done or taken back."""
    step, text = _waiting(step), or_refuse(read_text, text, longest=LONGEST)
    if by.person is None or not may_settle(by, step.signature):
        raise ActionRefused("C’est l’équipe d’animation de ce département qui répond.")
    return _do(step, by=by.person, text=text)


def settle_due() -> None:
    """What nobody of the team has done in time, in the name of who asked: each by itself, so that one that cannot
    be done (taken back meanwhile, a pause of what is not published any more) waits as it is, alone."""
    for step in StepBack.objects.due().order_by("asked_at", "pk"):
        with suppress(ActionRefused), transaction.atomic():
            waiting = _waiting(step)
            _do(waiting, by=waiting.asked_by, text="")


@transaction.atomic
def close_for(signature: Signature) -> None:
    """Its state changed by another road: what was asked of it waits no more."""
    waiting = StepBack.objects.waiting().filter(signature=signature)
    for step in waiting if signature.status == Status.WITHDRAWN else waiting.filter(kind=Kind.PAUSE):
        _close(step, State.DONE, by=signature.status_by)


def _do(step: StepBack, *, by: User, text: str) -> StepBack:
    _close(step, State.DONE, by=by)
    reason = text or AT_ITS_REQUEST
    if step.is_pause:
        signatures.pause(step.signature, by=by, reason=reason, asked=True)
    else:
        signatures.withdraw(step.signature, by=by, reason=reason)
    return step


def _require_may_ask(signature: Signature, *, by: Contact, kind: StepBack.Kind) -> None:
    if not may_ask(by, signature):
        raise ActionRefused("Seules les personnes contact de l’association peuvent le demander.")
    if signature.status == Status.WITHDRAWN:
        raise ActionRefused("Cette signature est déjà retirée.")
    if kind == Kind.PAUSE and signature.status != Status.PUBLISHED:
        raise ActionRefused("Seule une signature publiée peut être mise en pause.")
    if StepBack.objects.waiting().filter(signature=signature).exists():
        raise ActionRefused("Votre demande attend déjà l’équipe. Revenez en arrière pour demander autre chose.")


def _waiting(step: StepBack) -> StepBack:
    """As it is while its signature is held, by all that writes here. Raises ActionRefused if it waits no more."""
    signatures.held(step.signature)
    rows = StepBack.objects.waiting().filter(pk=step.pk)
    found = rows.select_related("signature__organisation__commune", "asked_by").first()
    if found is None:
        raise ActionRefused(
            "Cette demande n’attend plus\u202f: c’est fait, ou l’association est revenue en arrière."
        )
    return found


def _close(step: StepBack, state: StepBack.State, *, by: User | None) -> None:
    step.state, step.settled_by, step.settled_at = state, by, timezone.now()
    step.save(update_fields=["state", "settled_by", "settled_at"])

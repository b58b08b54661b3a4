"""« Rappelez-moi », and the call."""

from django.db import transaction
from django.utils import timezone

from evaluations.campaigns.models import Campaign
from evaluations.self_evaluations.actions.answering import begun
from evaluations.self_evaluations.models import CallBack
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.text import clean_line
from signatories.history.actions import record
from signatories.organisations.actors import Contact
from signatories.people.actors import TeamMember


@transaction.atomic
def ask_call(campaign: Campaign, *, by: Contact, number: str, when: str) -> CallBack:
    """« Rappelez-moi ». Asking again replaces what was asked."""
    look_back = begun(campaign, by=by)
    if not (number := clean_line(number)):
        raise ActionRefused("Écrivez le numéro où vous rappeler.")
    asked = {"number": number, "when": when, "asked_by": by.person, "asked_at": timezone.now()}
    call, _ = CallBack.objects.update_or_create(
        look_back=look_back, defaults=asked | {"called_at": None, "called_by": None}
    )
    record("call_back.asked", look_back, by=by, about=[look_back.organisation])
    return call


@transaction.atomic
def called(call: CallBack, *, by: TeamMember) -> CallBack:
    """Somebody called: the number is forgotten. Twice changes nothing."""
    call = (
        CallBack.objects.select_for_update(of=("self",)).select_related("look_back__organisation").get(pk=call.pk)
    )
    if call.called_at is None:
        call.number = call.when = ""
        call.called_at, call.called_by = timezone.now(), by.person
        call.save(update_fields=["number", "when", "called_at", "called_by"])
        record("call_back.called", call.look_back, by=by, about=[call.look_back.organisation])
    return call

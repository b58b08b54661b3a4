"""Saying what funders answered."""

from django.db import transaction
from django.utils import timezone

from engagements.consultations.days import today_in
from engagements.consultations.models import Consultation, FundersAnswer
from engagements.consultations.models.funders import LONGEST_WORD, Funded
from engagements.consultations.rooms import reads_the_outcome
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_line
from signatories.history.actions import record
from signatories.people.actors import Actor


@transaction.atomic
def tell_of_funders(room: Consultation, *, by: Actor, funded: str, text: str = "") -> FundersAnswer:
    """Say it, or say it anew once it is known: those who take part read it. Raises ActionRefused for who does not,
    and before the last date of the call."""
    room = Consultation.objects.select_for_update(of=("self",), no_key=True).select_related("call").get(pk=room.pk)
    if by.person is None or by.acts_for is None or not reads_the_outcome(room, by):
        raise ActionRefused(
            "Seule une association qui a une ligne ici peut dire ce que les financeurs ont répondu."
        )
    if room.call.last_on is None or room.call.last_on >= today_in(room.call.zone_of_place):
        raise ActionRefused("Les financeurs répondent après la date limite\u202f: revenez le dire ensuite.")
    if funded not in Funded:
        raise ActionRefused("Choisissez une des cinq réponses.")
    word = or_refuse(read_line, text, longest=LONGEST_WORD)
    said = {"funded": funded, "text": word, "said_by": by.person, "said_at": timezone.now()}
    answer, _ = FundersAnswer.objects.update_or_create(
        consultation=room, organisation_id=by.acts_for, defaults=said
    )
    record("consultation.funders_told", room, by=None)
    return answer

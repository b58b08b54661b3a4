"""In June, one question: what did the funders answer?"""

from datetime import date

from engagements.consultations.models import Consultation, FundersAnswer, Outcome
from engagements.consultations.models.rooms import ConsultationQuerySet
from signatories.people.actors import Actor
from signatories.people.places import Period

# Calls of the « contrat de ville » close from October to March and are answered by June; members are asked nothing
# between November and January; what is said in June feeds the yearly meeting of September.
ASKED_IN = 6


def day_of_asking(year: int) -> date:
    return date(year, ASKED_IN, 1)


def asked_of(actor: Actor, on: date) -> ConsultationQuerySet:
    """Those that are over since a year at most, of which her association has not said what funders answered."""
    year = (day_of_asking(on.year - 1), day_of_asking(on.year))
    over = Consultation.objects.told_to(actor).filter(call__last_on__gte=year[0], call__last_on__lt=year[1])
    answered = FundersAnswer.objects.filter(actor.acted_for("organisation"))
    asked = over.exclude(outcome=Outcome.NONE).exclude(pk__in=answered.values("consultation"))
    return asked.with_place().select_related("call")


def asking_begins_in(period: Period) -> date | None:
    """The day of a period on which one begins to ask, if it is one of its days."""
    days = [day_of_asking(year) for year in (period.start.year, period.end.year)]
    return next((day for day in days if period.start <= day < period.end), None)


def answers_in(room: Consultation, actor: Actor) -> list[FundersAnswer]:
    """What was said, to who takes part (1 query)."""
    return list(FundersAnswer.objects.visible_to(actor).filter(consultation=room).select_related("organisation"))

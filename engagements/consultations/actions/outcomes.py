"""What came of a consultation: recorded by who takes part, reopened, kept among them."""

from django.db import transaction
from django.utils import timezone

from engagements.consultations.models import Consultation, FundersAnswer, Line, Named, Outcome, ResidentsView
from engagements.consultations.models.rooms import LONGEST_OUTCOME, PAGE_CODE
from engagements.consultations.rooms import outcomes_of, reads_the_outcome
from engagements.voices.actions import take_back_voice
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.short_codes import new_code
from qpv_charter.toolkit.text import read_text
from signatories.history.actions import record
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor

FOR_THOSE_WITH_A_LINE = "L’issue est dite par une association qui a une ligne, une fois les lignes ouvertes."


COMPETITION = (
    "Pour un appel d’offres, on ne coordonne pas ses réponses\u202f: le droit de la concurrence l’interdit. "
    "Dites seulement si un groupement s’est formé."
)


@transaction.atomic
def conclude(
    room: Consultation, *, by: Actor, outcome: str, lead: Line | None = None, told: str = "", dissent: str = ""
) -> Consultation:
    """Record what came of it, after the date too. A common answer has a lead that takes part and associations that
    it accepted, two at least in all. Raises ActionRefused."""
    room = _held(room, by)
    if room.outcome:
        raise ActionRefused("Cette concertation est déjà conclue.")
    if outcome not in Outcome:
        raise ActionRefused("Choisissez une des quatre issues.")
    if outcome not in outcomes_of(room.call):
        raise ActionRefused(COMPETITION)
    if outcome == Outcome.TOGETHER:
        _refuse_alone(room, lead)
    room.outcome, room.lead = outcome, lead if outcome == Outcome.TOGETHER else None
    room.told = or_refuse(read_text, told, longest=LONGEST_OUTCOME)
    room.dissent = or_refuse(read_text, dissent, longest=LONGEST_OUTCOME)
    room.concluded_at, room.concluded_by = timezone.now(), by.person
    room.save()
    record("consultation.concluded", room, by=None, outcome=outcome)
    return room


@transaction.atomic
def reopen(room: Consultation, *, by: Actor) -> Consultation:
    """Begin again; what was agreed and what was kept beside it stay written, to be said anew."""
    room = _held(room, by)
    if not room.outcome:
        raise ActionRefused("Cette concertation n’est pas conclue.")
    room.outcome, room.lead, room.concluded_at, room.concluded_by = "", None, None, None
    room.save()
    record("consultation.reopened", room, by=None)
    return room


@transaction.atomic
def agree_to_be_named(room: Consultation, *, by: Actor) -> Named:
    """Be named on « Une page à joindre à votre dossier », and at its address, which anyone may read."""
    room = _held(room, by)
    if by.person is None or by.acts_for is None or room.named.filter(organisation=by.acts_for).exists():
        raise ActionRefused("Votre association est déjà nommée.")
    if room.page_code is None:
        room.page_code = new_code(PAGE_CODE)
        room.save(update_fields=["page_code"])
    named = Named.objects.create(consultation=room, organisation_id=by.acts_for, agreed_by=by.person)
    record("consultation.named", room, by=by)
    return named


@transaction.atomic
def take_name_back(room: Consultation, *, by: Actor) -> Consultation:
    """Be named no more: the address of the page stops saying it at once. Whoever agreed may, even once it left."""
    room = Consultation.objects.select_for_update(of=("self",), no_key=True).get(pk=room.pk)
    removed, _ = room.named.filter(by.acted_for("organisation")).delete()
    if not removed:
        raise ActionRefused("Votre association n’est pas nommée.")
    record("consultation.named_no_more", room, by=by)
    return room


@transaction.atomic
def forget_words_of(organisation: Organisation) -> None:
    """Empty what an association wrote, when it is erased: that it took part stays."""
    Line.objects.filter(organisation=organisation).update(audience="")
    for view in ResidentsView.objects.filter(line__organisation=organisation).select_related("voice"):
        take_back_voice(view.voice)
    Named.objects.filter(organisation=organisation).delete()
    FundersAnswer.objects.filter(organisation=organisation).update(text="")
    rooms = Consultation.objects.filter(lines__organisation=organisation).values_list("pk", flat=True)
    Consultation.objects.filter(pk__in=list(rooms)).update(told="", dissent="")
    for room in Consultation.objects.filter(organiser=organisation):
        room.where = ""
        room.save(update_fields=["where"])


def _held(room: Consultation, by: Actor) -> Consultation:
    room = Consultation.objects.select_for_update(of=("self",), no_key=True).select_related("call").get(pk=room.pk)
    if not reads_the_outcome(room, by):
        raise ActionRefused(FOR_THOSE_WITH_A_LINE)
    return room


def _refuse_alone(room: Consultation, lead: Line | None) -> None:
    if lead is None or lead.consultation_id != room.pk or lead.taken_back_at or lead.organisation_id is None:
        raise ActionRefused("Dites quelle ligne mène la réponse commune.")
    if not lead.partners.filter(accepted_at__isnull=False).exists():
        raise ActionRefused(
            "Une réponse commune réunit deux associations au moins\u202f: qu’une autre demande d’abord à "
            "rejoindre la ligne du chef de file, et qu’il l’accepte."
        )

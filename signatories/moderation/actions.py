"""The federation's side of a signature: asking, deciding, listening to the association."""

from django.db import transaction
from django.db.models import QuerySet

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import clean_text, read_text
from signatories.history.actions import record
from signatories.moderation import emails
from signatories.moderation.models import Exchange
from signatories.moderation.queries import attempts_missing, awaits_appeal, pending_appeal
from signatories.organisations.models import Organisation
from signatories.organisations.queries import Reach, reach_of
from signatories.people.models import User
from signatories.signatures import actions as signatures
from signatories.signatures.duplicates import with_same_number
from signatories.signatures.models import Signature, Status

Kind = Exchange.Kind
LONGEST = 5000  # characters of a message
# Says no name: what is said of an association stands beside its own signatures alone, and goes with it.
SAME_NUMBER = (
    "Même numéro officiel qu’une autre association, que cette page nomme\u202f: comparez les deux fiches."
)


@transaction.atomic
def ask(signature: Signature, *, by: User, text: str) -> Exchange:
    """Ask the association something, by mail and in its space. Raises ActionRefused when nobody can be reached."""
    if reach_of(signature.organisation) == Reach.NOBODY:
        raise ActionRefused(
            "Personne n’a laissé d’adresse e-mail pour cette association\u202f: il faut la joindre autrement."
        )
    question = _exchange(signature, Kind.QUESTION, by=by, text=text)
    emails.question(question)
    return question


@transaction.atomic
def reply(signature: Signature, *, by: User, text: str) -> Exchange:
    """The association writes to the team; a sign that ends its pause, or comes before one that was to begin."""
    signature = signatures.held(signature)
    answer = _exchange(signature, Kind.REPLY, by=by, text=text)
    emails.replied(answer)
    give_sign(signature.organisation, by=by)
    return answer


@transaction.atomic
def note_answer(signature: Signature, *, by: User, text: str) -> Exchange:
    """Note what the association answered by telephone or in a room: it reads it in its space, and it is a sign,
    that ends its pause. Raises ActionRefused once the signature is withdrawn."""
    signature = signatures.held(signature)
    if signature.status == Status.WITHDRAWN:
        raise ActionRefused("Cette signature est retirée.")
    told = _exchange(signature, Kind.TOLD, by=by, text=text)
    give_sign(signature.organisation, by=by)
    return told


@transaction.atomic
def send_back(signature: Signature, *, by: User, reason: str) -> Signature:
    """Say that a signature is to be reviewed together, and why. Raises ActionRefused if it awaits no review."""
    signature = signatures.send_back(signature, by=by, reason=clean_text(reason))
    _exchange(signature, Kind.TO_REVIEW, by=by, text=reason)
    return signature


@transaction.atomic
def note_attempt(signature: Signature, *, by: User, text: str) -> Exchange:
    """Note that a person of the team tried to reach the association. Raises ActionRefused unless published."""
    signature = Signature.objects.locked(signature.pk)
    if signature.status != Status.PUBLISHED:
        raise ActionRefused("Ces tentatives se notent pour une signature publiée.")
    return _exchange(signature, Kind.ATTEMPT, by=by, text=text)


@transaction.atomic
def note(signature: Signature, *, by: User | None, text: str) -> Exchange:
    """Keep something in mind, for the team alone; `by` is None for what the site noticed."""
    return _exchange(signature, Kind.NOTE, by=by, text=text)


@transaction.atomic
def pause(signature: Signature, *, by: User, reason: str) -> Signature:
    """Pause a published signature. Raises ActionRefused before three attempts were noted, saying how many miss."""
    signature = Signature.objects.locked(signature.pk)
    if missing := attempts_missing(signature):
        raise ActionRefused(
            "Une pause vient après trois tentatives notées pour joindre l’association\u202f: "
            f"il en manque {missing}."
        )
    return signatures.pause(signature, by=by, reason=clean_text(reason))


@transaction.atomic
def give_sign(organisation: Organisation, *, by: User, comes_back: bool = False) -> list[Signature]:
    """The association gave a sign: its paused signatures are published again. Returns those that were.

    A pause that it asked for ends when it says that it `comes_back`, and by nothing else. One whose number another
    published one bears meanwhile stays paused, and the team is told."""
    resumed = []
    paused = Signature.objects.filter(organisation=organisation, status=Status.PAUSED)
    for signature in (paused if comes_back else paused.filter(pause_asked=False)).latest_first():
        if not paused.filter(pk=signature.pk).exists():  # it came back with that of the last text
            continue
        try:
            resumed.append(signatures.resume(signature, by=by))
        except ActionRefused:
            tell_look_alikes(organisation)
    return resumed


@transaction.atomic
def appeal(signature: Signature, *, by: User, text: str) -> Exchange:
    """Ask the comité de suivi to look at a signature that was sent back.

    Raises ActionRefused if it was not, or if an appeal is already waiting."""
    signature = Signature.objects.locked(signature.pk)
    if not awaits_appeal(signature):
        raise ActionRefused("Aucune décision de l’équipe n’attend d’être revue, ou le comité est déjà saisi.")
    asked = _exchange(signature, Kind.APPEAL, by=by, text=text)
    emails.appealed(asked)
    return asked


@transaction.atomic
def answer_appeal(signature: Signature, *, by: User, text: str, accepted: bool) -> Exchange:
    """Pass on what the comité de suivi decided; `accepted` publishes. Raises ActionRefused without an appeal."""
    signature = signatures.held(signature)
    if signature.status != Status.TO_REVIEW or pending_appeal(signature) is None:
        raise ActionRefused("Aucune demande au comité de suivi n’attend de réponse.")
    answer = _exchange(signature, Kind.APPEAL_ANSWER, by=by, text=text)
    emails.appeal_answered(answer, accepted=accepted)
    if accepted:
        signatures.publish(signature, by=by)
    return answer


@transaction.atomic
def close_appeal(signature: Signature) -> Exchange | None:
    """The signature was published, or withdrawn: what was asked of the comité de suivi is answered by that."""
    if pending_appeal(signature) is None:
        return None
    text = "La signature est publiée." if signature.status == Status.PUBLISHED else "La signature est retirée."
    return _exchange(signature, Kind.APPEAL_ANSWER, by=signature.status_by, text=text)


@transaction.atomic
def tell_look_alikes(organisation: Organisation) -> list[Organisation]:
    """Numbers were just given: tell the team of other signatories that bear them. Decides nothing.

    Returns those others; none for an association that signed nothing."""
    signature = organisation.signatures.standing().latest_first().first()
    others = with_same_number(organisation) if signature else []
    if signature and others:
        note(signature, by=None, text=SAME_NUMBER)
        emails.look_alikes(signature, others)
    return others


def forget_texts(exchanges: QuerySet[Exchange]) -> None:
    """Empty what was written, when a person or an association is erased; that something was said stays."""
    exchanges.update(text="Texte effacé.")


def _exchange(signature: Signature, kind: Exchange.Kind, *, by: User | None, text: str) -> Exchange:
    text = or_refuse(read_text, text, longest=LONGEST)
    if not text:
        raise ActionRefused("Le message est vide\u202f: écrivez quelques mots.")
    record(f"exchange.{kind}", signature, by=by)
    return Exchange.objects.create(signature=signature, kind=kind, by=by, text=text)

"""Looking back: each screen saves, a contact shares, everything is amended until the report is fixed."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from evaluations.campaigns.models import Campaign
from evaluations.questionnaires.models import Question
from evaluations.self_evaluations import emails, signals
from evaluations.self_evaluations.facts import copy, derived, facts_for, keep
from evaluations.self_evaluations.models import Confided, LookBack, LookBackAnswer, Said
from evaluations.self_evaluations.rules import may_look_back, may_note, the_reader
from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.models import User

S = TypeVar("S", bound=Said)
TEXTS = ("choice", "ticked", "number", "why", "text")
OTHER_READER = "La personne qui lit cette réponse a changé. Relisez son nom, puis enregistrez."
SHARED_SINCE = "Votre point est partagé\u202f: «\u202fEnregistrer\u202f» change ce que l’on en lit."
OVER = "Le rapport de cette année est figé\u202f: les réponses ne changent plus."


@transaction.atomic
def answer(
    question: Question,
    *,
    by: Contact,
    said: Mapping[str, Any],
    kept: Iterable[str] | None = None,
    read: int = 0,
    drafted: bool = False,
) -> LookBackAnswer:
    """Save what an association says of one question, at the revision that was read; `kept` names the lines of its
    year that it keeps, None where none were shown. Editing words withdraws the yes to quote them.

    What is `drafted` was saved by itself while somebody writes: it says no new yes.
    Raises Stale, and ActionRefused once the report is fixed, for who signed nothing, for a draft once shared."""
    look_back = begun(question.questionnaire.campaign, by=by, drafted=drafted)
    if question.is_confided:
        raise ActionRefused("On ne répond à cette question qu’à l’écran, pour une seule personne.")
    row = LookBackAnswer.objects.filter(look_back=look_back, question=question).first()
    row = row or LookBackAnswer(look_back=look_back, question=question)
    if drafted and not row.quotable:
        said = {**said, "quotable": False}
    _write(row, said, read=read)
    _keep(look_back, question, kept)
    _amended(look_back, by=by)
    return row


@transaction.atomic
def confide(
    question: Question,
    *,
    by: Contact,
    reader: User,
    said: Mapping[str, Any],
    kept: Iterable[str] | None = None,
    read: int = 0,
    drafted: bool = False,
) -> Confided:
    """The same, for what one person alone reads: she who was named on the screen. No history, no mail.

    Raises ActionRefused when somebody else reads it by now."""
    look_back = begun(question.questionnaire.campaign, by=by, drafted=drafted)
    if not question.is_confided:
        raise ActionRefused("Cette question n’est pas de celles que l’on confie.")
    if reader != the_reader():
        raise ActionRefused(OTHER_READER)
    row = Confided.objects.filter(look_back=look_back).first() or Confided(look_back=look_back, question=question)
    row.reader = reader
    _write(row, said, read=read)
    _keep(look_back, question, kept)
    return row


@transaction.atomic
def finish(
    campaign: Campaign, *, by: Contact, texts: Mapping[str, str], read: int = 0, drafted: bool = False
) -> LookBack:
    """Save what is said of the next meeting and of the year to come. Raises Stale, and as `answer`."""
    look_back = begun(campaign, by=by, drafted=drafted)
    look_back.turn_over(texts, read=read)
    for name, text in texts.items():
        setattr(look_back, name, text)
    look_back.save(update_fields=[*texts, "revision"])
    _amended(look_back, by=by)
    return look_back


@transaction.atomic
def share(campaign: Campaign, *, by: Contact) -> LookBack:
    """Let the animators of its territory read it; lines kept are copied, a receipt is mailed. Twice changes
    nothing. Raises ActionRefused for what says nothing, and as `answer`."""
    look_back = begun(campaign, by=by)
    if look_back.is_shared:
        return look_back
    _require_words(look_back)
    _share(look_back, by=by.person)
    record("look_back.shared", look_back, by=by, about=[look_back.organisation])
    emails.shared(look_back)
    return look_back


@transaction.atomic
def note(
    organisation: Organisation,
    *,
    by: TeamMember,
    campaign: Campaign,
    how: LookBack.How,
    heard_by: User,
    said: Mapping[Question, Mapping[str, Any]],
    texts: Mapping[str, str],
) -> LookBack:
    """Enter what an association said by phone or wrote on paper; it counts as shared.

    Raises ActionRefused outside one's territory, when it answers on screen, and for what is confided."""
    if not may_note(by, organisation):
        raise ActionRefused("Cette association a son siège dans un autre territoire.")
    look_back = _to_note(organisation, campaign, said)
    look_back.how, look_back.heard_by = how, heard_by
    for name, text in texts.items():
        setattr(look_back, name, text)
    look_back.save()
    for question, words in said.items():
        row = LookBackAnswer.objects.filter(look_back=look_back, question=question).first()
        _write(row or LookBackAnswer(look_back=look_back, question=question), words, read=None)
    if not look_back.is_shared:
        _share(look_back, by=by.person)
    record("look_back.noted", look_back, by=by, about=[organisation], how=how.value)
    return look_back


def _to_note(organisation: Organisation, campaign: Campaign, questions: Iterable[Question]) -> LookBack:
    """Its look-back, locked. Raises ActionRefused when it answers on screen, and for what is confided."""
    if any(question.is_confided for question in questions):
        raise ActionRefused("Cette question ne se pose ni par téléphone ni sur papier.")
    look_back = _of(organisation, campaign)
    if not look_back._state.adding and look_back.how == LookBack.How.SCREEN:  # Django's own
        raise ActionRefused("Cette association a commencé à répondre elle-même, à l’écran.")
    return look_back


@transaction.atomic
def begun(campaign: Campaign, *, by: Contact, drafted: bool = False) -> LookBack:
    """Its look-back, locked, begun with whatever is saved first; what the team noted becomes its own.

    Raises ActionRefused for a draft of what others read already: half a sentence is not for them."""
    look_back = _of(by.organisation, campaign)
    if drafted and look_back.is_shared:
        raise ActionRefused(SHARED_SINCE)
    if look_back._state.adding:  # Django's own
        if not may_look_back(by.organisation):
            raise ActionRefused("Votre association pourra faire le point dès que sa signature sera publiée.")
        look_back.save()
        record("look_back.begun", look_back, by=by, about=[by.organisation])
    elif look_back.how != LookBack.How.SCREEN:
        look_back.how, look_back.heard_by = LookBack.How.SCREEN, None
        look_back.save(update_fields=["how", "heard_by"])
    return look_back


def _of(organisation: Organisation, campaign: Campaign) -> LookBack:
    """The one look-back of an association in a campaign, or one to be saved. The association's row holds back who
    would begin another at the same moment; the campaign's, who would fix its report meanwhile."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    if not campaign.is_answerable:
        raise ActionRefused("Cette campagne n’est pas encore ouverte." if campaign.is_preparing else OVER)
    found = LookBack.objects.select_for_update(of=("self",)).filter(campaign=campaign, organisation=organisation)
    return found.first() or LookBack(campaign=campaign, organisation=organisation)


def _write(row: S, said: Mapping[str, Any], *, read: int | None) -> S:
    texts = {name: said[name] for name in TEXTS if name in said}
    former = row.text
    row.turn_over(texts, read=read)
    for name, value in texts.items():
        setattr(row, name, value)
    if isinstance(row, LookBackAnswer):
        again = row.quotable and row.text != former
        wanted = said.get("quotable", row.quotable)
        row.quotable = bool(row.text) and bool(wanted) and not again
    row.save()
    if former and row.text != former:
        signals.words_changed.send(type(row), answer=row)
    return row


def _keep(look_back: LookBack, question: Question, kept: Iterable[str] | None) -> None:
    if kept is None or not question.commitment:
        return
    lines = derived(look_back.organisation, look_back.campaign).get(question.commitment, [])
    keep(look_back, question.commitment, facts_for(look_back, question.commitment, lines), kept=kept)


def _share(look_back: LookBack, *, by: User) -> None:
    lines = derived(look_back.organisation, look_back.campaign)
    for question in look_back.campaign.questionnaire.questions.exclude(commitment=""):
        said = facts_for(look_back, question.commitment, lines.get(question.commitment, []))
        copy(look_back, question.commitment, [fact for fact in said if fact.kept])
    look_back.shared_at, look_back.shared_by = timezone.now(), by
    look_back.save(update_fields=["shared_at", "shared_by"])


def _require_words(look_back: LookBack) -> None:
    ends = (look_back.coming, look_back.agenda, look_back.proud_of, look_back.helped_by)
    confided = Confided.objects.filter(look_back=look_back).first()
    rows: list[Said] = [*look_back.answers.all(), *([confided] if confided else [])]
    if not any(ends) and not any(row.says_something for row in rows):
        raise ActionRefused(
            "Répondez au moins à une question, celle que vous voulez\u202f: il n’y a encore rien à lire."
        )


def _amended(look_back: LookBack, *, by: Contact) -> None:
    """What was shared is read by others: that it changed is in the history; a draft is nobody's business."""
    if look_back.is_shared:
        record("look_back.amended", look_back, by=by, about=[look_back.organisation])

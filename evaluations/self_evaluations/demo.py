"""Invented look-backs: two campaigns that are over, answered by several associations; this year's, open, with a
draft, some that are shared and one noted by phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import cycle

from django.utils import timezone

from evaluations.campaigns.actions import close, open_to_all, prepare
from evaluations.campaigns.models import Campaign
from evaluations.questionnaires.actions import add
from evaluations.questionnaires.models import Question
from evaluations.self_evaluations.actions.answering import answer, finish, note, share
from evaluations.self_evaluations.actions.calling import ask_call
from evaluations.self_evaluations.models import LookBack
from signatories.charter.models import CharterVersion
from signatories.organisations.actors import Contact
from signatories.organisations.models import Membership
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.people.demo import member_of_the_team
from signatories.signatures.models import Signature

MOST, AT_FIRST, TO_BE_READ = 14, 9, 7  # five more the second year: the same ones may be compared
NEXT_YEAR_FROM = 7  # the month from which associations live the year that is told the next June


@dataclass(frozen=True)
class Said:
    """What one association says of each commitment, the same code for all, and one example."""

    code: str
    text: str = ""
    quotable: bool = False
    helps: bool = False


THE_YEAR_BEFORE = (
    Said("talking", "Nous découvrions les projets des autres une fois lancés (exemple).", quotable=True),
    Said("sometimes", "Une réunion sur deux se tient maintenant le soir (exemple).", quotable=True),
    Said("separately"),
    Said("talking", "Deux associations se parlent, les autres pas encore (exemple)."),
    Said("usually", "Nous avons prêté la salle tout l’hiver (exemple).", quotable=True, helps=True),
    Said("nobody_here"),
    Said("sometimes"),
)
SAID = (
    Said("sometimes", "Nous avons comparé nos listes avec le conseil citoyen (exemple).", quotable=True),
    Said(
        "usually",
        "Chaque printemps, un tour de quartier à cinq associations (exemple).",
        quotable=True,
        helps=True,
    ),
    Said("talking", "Le temps manque\u202f: une seule réunion cette année (exemple)."),
    Said("separately"),
    Said("sometimes", "Les horaires du soir ont changé qui vient (exemple).", quotable=True),
    Said("nobody_here"),
    Said("usually"),
)


def load() -> None:
    """Make what is not there yet, where a charter is in force and associations signed it."""
    team = member_of_the_team()
    contacts = _contacts()
    if Campaign.objects.exists() or team is None or not contacts or CharterVersion.objects.in_force() is None:
        return
    by, today = member(team), timezone.localdate()
    year = today.year + (today.month >= NEXT_YEAR_FROM)
    _past_year(prepare(by=by, year=year - 2), by, contacts[:AT_FIRST], THE_YEAR_BEFORE)
    _past_year(prepare(by=by, year=year - 1), by, contacts, SAID)
    _this_year(prepare(by=by, year=year), by, contacts)


def _past_year(campaign: Campaign, by: TeamMember, contacts: list[Contact], says: Sequence[Said]) -> None:
    """Answered by these, its reminders over, each in its time."""
    open_to_all(campaign, by=by)
    for contact, said in zip(contacts, cycle(says), strict=False):
        _look_back(campaign, contact, said)
    close(campaign, by=by)
    opened, closed = noon(campaign.opens_on), noon(campaign.meets_on)
    Campaign.objects.filter(pk=campaign.pk).update(opened_at=opened, closed_at=closed)
    LookBack.objects.filter(campaign=campaign).update(started_at=opened, shared_at=opened)


def noon(day: date) -> datetime:
    """Of that day, or now if it is still to come."""
    return min(timezone.make_aware(datetime.combine(day, time(12))), timezone.now())


def _this_year(campaign: Campaign, by: TeamMember, contacts: list[Contact]) -> None:
    lacking = ["Un local (exemple)", "Du temps (exemple)", "De l’argent (exemple)"]
    kind, text = Question.Kind.SEVERAL, "De quoi manquez-vous le plus\u202f?"
    add(campaign.questionnaire, by=by, kind=kind, text=text, choices=lacking)
    open_to_all(campaign, by=by)
    draft, *others = contacts
    _answer(campaign, draft, SAID[0], questions=2)
    for contact, said in zip(others[:TO_BE_READ], cycle(SAID), strict=False):
        _look_back(campaign, contact, said)
    for contact in others[TO_BE_READ : TO_BE_READ + 1]:
        _by_phone(campaign, contact, by)
    ask_call(campaign, by=draft, number="01 99 00 12 34", when="le mardi après 18 heures (exemple)")


def _look_back(campaign: Campaign, by: Contact, said: Said) -> None:
    _answer(campaign, by, said, questions=None)
    texts = {"coming": LookBack.Coming.WE_COME, "agenda": "Qui dépose quoi cet été\u202f? (exemple)"}
    finish(campaign, by=by, texts=texts)
    share(campaign, by=by)


def _answer(campaign: Campaign, by: Contact, said: Said, *, questions: int | None) -> None:
    asked = [each for each in campaign.questionnaire.in_order() if each.commitment and not each.is_confided]
    for place, question in enumerate(asked[:questions]):
        words = {"text": said.text, "quotable": said.quotable} if place == 0 else {}
        helps = [question.apart.code] if said.helps and question.apart else []
        answer(question, by=by, said=_chosen(question, said.code) | {"ticked": helps} | words)


def _by_phone(campaign: Campaign, contact: Contact, by: TeamMember) -> None:
    asked = [each for each in campaign.questionnaire.in_order() if each.commitment and not each.is_confided]
    note(
        contact.organisation,
        by=by,
        campaign=campaign,
        how=LookBack.How.PHONE,
        heard_by=by.person,
        said={question: _chosen(question, "talking") for question in asked},
        texts={"agenda": "La garde d’enfants pendant le rendez-vous (exemple)"},
    )


def _chosen(question: Question, code: str) -> dict[str, object]:
    return {"choice": next(each for each in question.to_choose if each.code == code)}


def _contacts() -> list[Contact]:
    """Somebody for each of the first published signatories, those whom one may be in the demonstration first."""
    seen = Signature.objects.published().values("organisation")
    held = Membership.objects.current().filter(organisation__in=seen, user__is_active=True).order_by("pk")
    first = {each.organisation: each.user for each in held.select_related("user", "organisation__commune")[:MOST]}
    return [Contact(person=user, acts_for=each.pk, organisation=each) for each, user in first.items()]

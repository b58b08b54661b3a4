"""What a letter says to somebody, gathered from the slices each time it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from engagements.closures.queries import is_closed
from engagements.letter.models import Letter
from engagements.letter.places import LETTER, Part, Told
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.people.places import ASKED_OF_PERSON, Period

WEEK = timedelta(days=7)
LONGEST_BACK = timedelta(days=60)  # nobody is told what is older, even after a long silence


@dataclass(frozen=True)
class Chapter:
    """What one association is told; `organisation` is None for what is asked of the person herself."""

    organisation: Organisation | None
    told: tuple[Told, ...]

    @property
    def parts(self) -> Mapping[str, list[Told]]:
        """By part of the letter, in their order, the empty ones left out."""
        by_part = {part.value: [told for told in self.told if told.part is part] for part in Part}
        return {title: told for title, told in by_part.items() if told}

    @property
    def names(self) -> list[str]:
        of = self.organisation.pk if self.organisation else ""
        return [f"{of}/{told.name}" for told in self.told]


def chapters_for(person: User, *, today: date) -> list[Chapter]:
    """What there is to say to somebody today, association by association; empty when there is nothing."""
    period = _since_the_last(person, today)
    mine = Organisation.objects.of(person).select_related("commune__department").order_by("name_key", "pk")
    chapters = [_asked_of(person), *(_chapter(person, each, period, today) for each in mine)]
    return [chapter for chapter in chapters if chapter.told]


def _asked_of(person: User) -> Chapter:
    asked = ASKED_OF_PERSON.gather(Actor(person=person))
    told = (Told(Part.ANSWER, f"asked:{each.href}", each.text, href=each.href) for each in asked)
    return Chapter(None, tuple(told))


def _chapter(person: User, organisation: Organisation, period: Period, today: date) -> Chapter:
    contact = Contact(person=person, acts_for=organisation.pk, organisation=organisation)
    closed = is_closed(organisation, today)
    told = tuple(each for each in LETTER.gather(contact, period) if each.deadline or not closed)
    return Chapter(organisation, told)


def _since_the_last(person: User, today: date) -> Period:
    """From the last letter that said something, a week ago at least: what a closure held back is told after it."""
    earlier = Letter.objects.filter(person=person, week__lt=today, message__isnull=False)
    last = earlier.order_by("-week").values_list("week", flat=True).first()
    start = min(last or today - WEEK, today - WEEK)
    return Period(max(start, today - LONGEST_BACK), today + timedelta(days=1))


def names_in(chapters: list[Chapter]) -> list[str]:
    return [name for chapter in chapters for name in chapter.names]


def questions_in(chapters: list[Chapter]) -> int:
    """How many things wait for an answer."""
    return sum(told.part is Part.ANSWER for chapter in chapters for told in chapter.told)

"""The weekly letter itself."""

from datetime import timedelta

from django.utils import timezone

from engagements.letter.contents import Chapter, questions_in
from engagements.letter.models import Letter
from engagements.letter.places import Told
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.templatetags.toolkit import plural
from signatories.outbox.actions import write
from signatories.outbox.models import Message

USEFUL = timedelta(days=6)  # the next one says what is new


def letter(letter: Letter, chapters: list[Chapter]) -> Message:
    """What waits, the dates and what was done, readable without opening anything. Keys in it make it secret."""
    questions = questions_in(chapters)
    waits = f"{questions} question{plural(questions)} pour vous" if questions else "des nouvelles de vos quartiers"
    return write(
        kind="letter.week",
        to=letter.person.email,
        person=letter.person,
        subject=f"La lettre de la charte\u202f: {waits}",
        template="engagements/letter/emails/week",
        context={"person": letter.person, "chapters": [*map(_written, chapters)], "space": absolute("/espace/")},
        about=[letter, *(chapter.organisation for chapter in chapters)],
        secret=True,
        until=timezone.now() + USEFUL,
        condition="letter.still_asked",
        condition_args={"letter": letter.pk},
        necessary=False,
    )


def _written(chapter: Chapter) -> dict[str, object]:
    """A chapter as the template reads it: each link made once, with its key."""
    parts = {title: [(each.text, _link(each)) for each in told] for title, told in chapter.parts.items()}
    return {"organisation": chapter.organisation, "parts": parts}


def _link(told: Told) -> str:
    path = told.answer() if told.answer else told.href
    return absolute(path) if path else ""

"""The weekly letter itself."""

from collections.abc import Callable
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


def letter(letter: Letter, chapters: list[Chapter], *, path_of: Callable[[Chapter, Told], str]) -> Message:
    """What waits, the dates and what was done, readable without opening anything. Keys in it make it secret.

    `path_of` makes the path under something told, with its key; called once for each."""
    questions = questions_in(chapters)
    waits = f"{questions} question{plural(questions)} pour vous" if questions else "des nouvelles de vos quartiers"
    return write(
        kind="letter.week",
        to=letter.person.email,
        person=letter.person,
        subject=f"La lettre de la charte\u202f: {waits}",
        template="engagements/letter/emails/week",
        context={
            "person": letter.person,
            "chapters": [_written(chapter, path_of) for chapter in chapters],
            "space": absolute("/espace/"),
        },
        about=[letter, *(chapter.organisation for chapter in chapters)],
        secret=True,
        until=timezone.now() + USEFUL,
        condition="letter.still_asked",
        condition_args={"letter": letter.pk},
        necessary=False,
    )


def _written(chapter: Chapter, path_of: Callable[[Chapter, Told], str]) -> dict[str, object]:
    """A chapter as the template reads it."""
    parts = {
        title: [(each, absolute(path) if (path := path_of(chapter, each)) else "") for each in told]
        for title, told in chapter.parts.items()
    }
    return {"organisation": chapter.organisation, "parts": parts}

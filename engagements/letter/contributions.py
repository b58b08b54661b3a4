"""What the letter adds elsewhere: a family of mails that one may refuse, and what is asked before one leaves."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse

from engagements.letter import people
from engagements.letter.actions import ANSWERED_MEANWHILE, forget_keys_of, forget_old
from engagements.letter.contents import chapters_for, names_in
from engagements.letter.models import Letter, LetterQuestion, QuestionKey
from engagements.letter.places import LETTER, Part, Told, replied
from engagements.scope.newcomers import newcomers
from qpv_charter.toolkit import unions
from qpv_charter.toolkit.personal import ACCOUNT, erased, kept
from qpv_charter.toolkit.retention import RETENTION, YEAR, Retention
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.outbox.conditions import condition
from signatories.outbox.families import family
from signatories.outbox.limits import unlimited
from signatories.outbox.paragraphs import automatic
from signatories.people.places import FORGET_PERSON, Leaver, Period
from signatories.territories.models import Qpv

MOST_NAMED = 3  # neighbourhoods, in a line of the letter

family("letter", words="la lettre de la semaine")
unlimited("letter.week", why="one a week at most, which nobody can cause")

kept(Letter, "person", why=ACCOUNT)
kept(Letter, "names", why="identifiers")
kept(LetterQuestion, "kind", why="identifiers")
kept(QuestionKey, "purpose", "digest", why="codes")
erased(QuestionKey, "person")
automatic("letter.week", words="La lettre de la semaine")
unions.moves(LetterQuestion, "organisation")
unions.stays(LetterQuestion, "about", why="it leads to what is asked about")


replied(people.PEOPLE, people.said)


@condition("letter.still_asked", otherwise=ANSWERED_MEANWHILE)
def still_asked(*, letter: str) -> bool:
    """Whether all that it says still stands: nothing was answered, moved or taken back since it was written."""
    written = Letter.objects.select_related("person").filter(pk=UUID(letter)).first()
    if written is None or not written.person.is_active:
        return False
    today = chapters_for(written.person, today=written.week)
    return {*written.names} <= {*names_in(today)}


@FORGET_PERSON.contribute(order=630)
def what_she_was_asked(leaver: Leaver) -> None:
    if leaver.person:
        forget_keys_of(leaver.person)


@RETENTION.contribute(order=700)
def old_letters() -> Retention:
    return Retention(during=YEAR, forget=forget_old)


@LETTER.contribute(order=50)
def are_its_people_right(actor: Contact, period: Period) -> Told | None:
    return people.asked(actor, period)


@LETTER.contribute(order=900)
def who_came(actor: Contact, period: Period) -> list[Told]:
    """Who newly acts in its neighbourhoods. The day of a letter is left to the next one: each is told once."""
    until = Period(period.start, period.end - timedelta(days=1))
    found = newcomers(actor.organisation, until)
    return [_came(organisation, shared) for organisation, shared in found.items()]


def _came(organisation: Organisation, shared: list[Qpv]) -> Told:
    here = ", ".join(qpv.label for qpv in shared[:MOST_NAMED])
    text = f"{organisation.name} agit maintenant ici\u202f: {here}."
    href = reverse("directory:detail", args=[organisation.slug])
    return Told(Part.DONE, f"came:{organisation.pk}", text, href=href)

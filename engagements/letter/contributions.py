"""What the letter adds elsewhere: a family of mails that one may refuse, and what is asked before one leaves."""

from uuid import UUID

from engagements.letter.actions import ANSWERED_MEANWHILE, forget_keys_of, forget_old
from engagements.letter.contents import chapters_for, names_in
from engagements.letter.models import Letter, LetterQuestion, QuestionKey
from qpv_charter.toolkit.personal import ACCOUNT, erased, kept
from qpv_charter.toolkit.retention import RETENTION, YEAR, Retention
from signatories.outbox.conditions import condition
from signatories.outbox.families import family
from signatories.outbox.limits import unlimited
from signatories.people.places import FORGET_PERSON, Leaver

family("letter", words="la lettre de la semaine")
unlimited("letter.week", why="one a week at most, which nobody can cause")

kept(Letter, "person", why=ACCOUNT)
kept(Letter, "names", why="identifiers")
kept(LetterQuestion, "kind", why="identifiers")
kept(QuestionKey, "purpose", "digest", why="codes")
erased(QuestionKey, "person")


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

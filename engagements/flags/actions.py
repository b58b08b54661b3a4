"""Reporting a text, reading it, hiding it for a reason, showing it again, asking for another look."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from engagements.flags import emails, rules
from engagements.flags.models import LONGEST_WHY, LONGEST_WORDS, Case, Hideable, Reason, Report, State
from engagements.flags.places import Kind, kinds
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.limits import DAY, Limit
from qpv_charter.toolkit.mailboxes import read_email
from qpv_charter.toolkit.text import read_line
from signatories.history.actions import record
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User

KEPT_FOR = timedelta(days=90)  # who reported, and in which words, once it was decided
# Nobody empties a department: past these, a text that is reported stays in sight until it was read.
LEAVING = Limit("flags-leaving", times=20, seconds=DAY)
ALREADY = "Ce texte n’est déjà plus montré\u202f: l’équipe d’animation s’en occupe."
READ_MEANWHILE = "Quelqu’un l’a relu entre-temps\u202f: relisez la page."
KEPT_SO = "Ce texte a été lu tel qu’il est, et il reste."
NOBODY_READS = "Personne de l’équipe d’animation ne peut le lire en ce moment\u202f: écrivez-lui plutôt."
SAY_WHY = "Dites pourquoi\u202f: l’association qui l’a écrit lira cette raison."


@transaction.atomic
def report(kind: Kind[Any], text: Hideable, *, reason: str, words: str = "", email: str = "") -> Report:
    """Say that a text has no place here: it leaves public pages until somebody reads it, unless the same words
    were read and kept; said among associations, it opens to who is named. Raises ActionRefused for one that is
    hidden already, for what was kept among associations, and where nobody can be named."""
    text = _held(kind, text)
    if reason not in Reason:
        raise ActionRefused("Dites ce qui ne va pas dans ce texte.")
    case = _case_to_read(kind, text)
    said = Report(case=case, reason=reason, words=or_refuse(read_line, words, longest=LONGEST_WORDS))
    said.email = or_refuse(read_email, email) if email else ""
    said.save()
    if not kind.is_among_associations and text.hidden_at is None and _leaves(case):
        _put_away(kind, text, away=True)
    _record(kind, "reported", text)
    return said


@transaction.atomic
def hide(kind: Kind[Any], text: Hideable, *, by: Actor, why: str) -> Case:
    """Take a text out of everybody's sight, for a reason that its author reads. Raises ActionRefused for who does
    not animate there, without a reason, and for one that is hidden already."""
    text = _held(kind, text)
    case = _case_to_read(kind, text)
    if by.person is None or not rules.reads(by, case) or (case.reader and not case.reports.exists()):
        raise ActionRefused("Seule l’équipe d’animation peut retirer un texte.")
    case.why = or_refuse(read_line, why, longest=LONGEST_WHY)
    if not case.why:
        raise ActionRefused(SAY_WHY)
    _decide(case, State.HIDDEN, by=by)
    _put_away(kind, text, away=True)
    _record(kind, "hidden", text, by=by, case=case)
    emails.hidden(case, kind)
    emails.read(case)
    return case


@transaction.atomic
def keep(case: Case, *, by: Actor) -> Case:
    """Show a text that was reported, or hidden: the same words do not leave again before they are read. Raises
    ActionRefused for who does not animate there, and once another look was asked for."""
    kind, text, case = _read_again(case)
    if by.person is None or not rules.reads(by, case):
        raise ActionRefused("Seule l’équipe d’animation peut montrer de nouveau un texte.")
    if case.state not in {State.WAITING, State.HIDDEN} or case.answered_by:  # then it is hidden for good
        raise ActionRefused(READ_MEANWHILE)
    case.digest = kind.digest_of(text)
    _decide(case, State.KEPT, by=by)
    _put_away(kind, text, away=False)
    _record(kind, "kept", text, by=by, case=case)
    emails.read(case)
    return case


@transaction.atomic
def appeal(case: Case, *, by: Contact, words: str) -> Case:
    """Ask that somebody else reads a hidden text, once. Raises ActionRefused without words, for another's."""
    kind, text, case = _read_again(case)
    if not rules.may_appeal(by, case):
        raise ActionRefused(READ_MEANWHILE)
    case.appeal = or_refuse(read_line, words, longest=LONGEST_WORDS)
    if not case.appeal:
        raise ActionRefused("Dites en quelques mots pourquoi ce texte a sa place ici.")
    case.state, case.appealed_by = State.APPEALED, by.person
    if kind.among:
        case.reader = _to_be_named(kind, text, but=case.decided_by)
    case.save()
    _record(kind, "appealed", text, by=None if kind.among else by, case=case)
    return case


@transaction.atomic
def answer(case: Case, *, by: Actor, shown: bool, words: str) -> Case:
    """Answer an appeal, by somebody else than who decided: shown again, or hidden for good. Raises ActionRefused
    for who decided, and without words."""
    kind, text, case = _read_again(case)
    if case.state != State.APPEALED or not rules.reads_again(by, case):
        raise ActionRefused("Une autre personne que celle qui l’a retiré relit ce texte.")
    case.answer = or_refuse(read_line, words, longest=LONGEST_WHY)
    if not case.answer:
        raise ActionRefused(SAY_WHY)
    case.state, case.answered_by = State.KEPT if shown else State.HIDDEN, by.person
    case.digest = kind.digest_of(text)
    case.save()
    _put_away(kind, text, away=not shown)
    _record(kind, "read_again", text, by=by, case=case)
    emails.answered(case, kind)
    return case


@transaction.atomic
def leave_unread(kind: Kind[Any], text: Hideable) -> None:
    """Nothing is to be decided any more of a text that its author took back: nobody shows it again."""
    Case.objects.of(kind.name, text.pk).open().delete()


@transaction.atomic
def name_who_reads() -> None:
    """Name somebody else for what waits for who may not read it any more. Where nobody may, it opens to nobody as
    long as nobody comes."""
    for case in Case.objects.to_read().exclude(reader=None):
        kind = kinds()[case.kind]
        text = _held(kind, kind.model._default_manager.get(pk=case.about))
        waiting = Case.objects.to_read().select_related("department", "decided_by", "reader").filter(pk=case.pk)
        for each in waiting:  # unless it was decided, or taken back, meanwhile
            _name_another(kind, text, each)


@transaction.atomic
def forget_address(address: str) -> None:
    """Somebody who reported something: neither who, nor in which words."""
    Report.objects.filter(email__iexact=address).update(email="", words="")


@transaction.atomic
def forget_old() -> None:
    """Who reported what, and in which words, three months after it was decided."""
    decided = Case.objects.filter(decided_at__lt=timezone.now() - KEPT_FOR)
    Report.objects.filter(case__in=decided).update(email="", words="")


@transaction.atomic
def forget_words_of(organisation: Organisation) -> None:
    """What was said of the texts of an association, and by it: that they were hidden stays."""
    cases = Case.objects.filter(author=organisation)
    cases.exclude(why="").update(why="Texte effacé.")
    cases.exclude(appeal="").update(appeal="Texte effacé.")
    cases.exclude(answer="").update(answer="Texte effacé.")
    Report.objects.filter(case__author=organisation).update(words="")


def _leaves(case: Case) -> bool:
    """Whether a text leaves public pages at one report: its words were not read and kept before, and not too many
    have left that department today."""
    return not _was_kept(case) and LEAVING.spend(case.department.pk)


def _case_to_read(kind: Kind[Any], text: Hideable) -> Case:
    """Its case, which nobody has decided. Raises ActionRefused for what is hidden, or was taken back."""
    case = Case.objects.of(kind.name, text.pk).open().select_related("department", "author", "reader").first()
    if case is None and text.hidden_at is None:
        return _new_case(kind, text)
    if case is None or case.state != State.WAITING:
        raise ActionRefused(ALREADY)
    if kind.among and case.reader not in who_may_be_named(kind, text):  # who was named has left the team
        case.reader = _to_be_named(kind, text)
        case.save()
    return case


def _new_case(kind: Kind[Any], text: Hideable) -> Case:
    case = Case(kind=kind.name, about=text.pk, digest=kind.digest_of(text), department=kind.department(text))
    case.author = kind.author(text)
    if kind.among:
        if _was_kept(case):
            raise ActionRefused(KEPT_SO)
        case.reader = _to_be_named(kind, text)
    case.save()
    return case


def _was_kept(case: Case) -> bool:
    """Whether the same words were read and kept before."""
    return Case.objects.of(case.kind, case.about).filter(state=State.KEPT, digest=case.digest).exists()


def _name_another(kind: Kind[Any], text: Hideable, case: Case) -> None:
    found = who_may_be_named(kind, text, but=case.decided_by)
    if found and case.reader not in found:
        case.reader = found[0]
        case.save(update_fields=["reader"])
        _record(kind, "named", text)


def _to_be_named(kind: Kind[Any], text: Hideable, *, but: User | None = None) -> User:
    """Who is to read it, alone. Raises ActionRefused where nobody may."""
    found = who_may_be_named(kind, text, but=but)
    if not found:
        raise ActionRefused(NOBODY_READS)
    return found[0]


def who_may_be_named(kind: Kind[Any], text: Hideable, *, but: User | None = None) -> list[User]:
    """Who may read a text said among associations, the first one first; nobody in particular for others."""
    if kind.among is None:
        return []
    return rules.who_may_be_named(kind.department(text), kind.among(text), but=but)


def _record(
    kind: Kind[Any], what: str, text: Hideable, *, by: Actor | None = None, case: Case | None = None
) -> None:
    """Among associations, the history says neither whose text it is nor who answers."""
    about = [] if case is None or case.author is None or kind.among else [case.author]
    record(f"{kind.event}.{what}", kind.subject(text), by=by, about=about)


def _decide(case: Case, state: State, *, by: Actor) -> None:
    case.state, case.decided_by, case.decided_at = state, by.person, timezone.now()
    case.save()


def _read_again(case: Case) -> tuple[Kind[Any], Hideable, Case]:
    """The text, held, and its case as it is now: in one order, whatever is done of them."""
    kind = kinds()[case.kind]
    text = _held(kind, kind.model._default_manager.get(pk=case.about))
    return kind, text, Case.objects.select_related("department", "author", "reader").get(pk=case.pk)


def _held(kind: Kind[Any], text: Hideable) -> Hideable:
    rows = kind.model._default_manager.select_for_update(of=("self",))
    held: Hideable = rows.get(pk=text.pk)
    return held


def _put_away(kind: Kind[Any], text: Hideable, *, away: bool) -> None:
    text.hidden_at = (text.hidden_at or timezone.now()) if away else None
    text.save(update_fields=["hidden_at"])
    kind.changed(text)

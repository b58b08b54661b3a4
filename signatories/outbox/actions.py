"""Writing a mail, trying again one that failed, stopping those one does not want. `delivery.py` sends.

Nothing is queued for another day: what is due tomorrow is written tomorrow, by a daily task of its slice
(`periodic.daily`) that marks what it writes for in the same transaction, and so writes once. A mail says what was
true when it was written: written early, it would say what is no longer true."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Required, TypedDict, Unpack

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.alike import kept_if
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.revisions import save_over
from qpv_charter.toolkit.text import clean_line, read_text
from signatories.history.actions import record
from signatories.outbox import conditions, enclosures, limits, paragraphs, rendering, tasks
from signatories.outbox.families import family_of, words_of
from signatories.outbox.models import Message, MessageSubject, Paragraph, Preference
from signatories.people.actors import TeamMember
from signatories.people.models import User
from signatories.people.queries import person_of

SUBJECT_LENGTH = 300


class Mail(TypedDict, total=False):
    """What a mail is, but for its address.

    `template` names `templates/<template>.txt`. `about` names every object and person the text speaks of, so
    that erasing them finds it (None is left out). `person` is whose mailbox it is, when the account does not have
    this address yet, or no longer. `secret` is for what carries a code or a personal link: nobody but the
    addressee reads it, and its body is erased once sent. `not_before` leaves the time to take back what it
    tells, within the day. After `until`, or once `condition` no longer holds (`conditions.py`), it is cancelled.
    `enclosure` is the file that goes with it (`enclosures.py`). What is not `necessary` can be refused, and says
    how (`families.py`)."""

    kind: Required[str]
    subject: Required[str]
    template: Required[str]
    context: Required[dict[str, object]]
    about: Required[Iterable[Model | None]]
    person: User | None
    secret: bool
    reply_to: str
    not_before: datetime
    until: datetime | None
    condition: str
    condition_args: Mapping[str, object] | None
    enclosure: str
    enclosure_args: Mapping[str, object] | None
    necessary: bool


@transaction.atomic
def write(*, to: str, **mail: Unpack[Mail]) -> Message:
    """Put a mail in the outbox, in the caller's transaction; it leaves only if that commits.

    Raises TooManyMails, a refusal, past what its kind allows (`limits.py`), LookupError for a kind, a condition or
    a family that no slice declared."""
    mail["about"] = [*mail["about"]]
    limits.spend_asking(mail["kind"], mail["about"])
    return _write_one(to, mail)


@transaction.atomic
def write_each(*, to: Iterable[str], **mail: Unpack[Mail]) -> list[Message]:
    """The same mail to several people, asked for once; a mailbox that has received enough is left out.

    Raises TooManyMails past what its kind allows, or when nobody may be written to; a kind that refuses nothing
    (`limits.Allowance`) is then written to nobody."""
    mail["about"] = [*mail["about"]]
    addresses, written = sorted({*to}), []  # in one order: two at once never wait for each other
    refusal = limits.TooManyMails(limits.allowance_of(mail["kind"]).otherwise)
    with suppress(limits.TooManyMails):
        limits.spend_asking(mail["kind"], mail["about"])
        for address in addresses:
            with suppress(limits.TooManyMails):
                written.append(_write_one(address, mail))
    if addresses and not written and refusal.reason:
        raise refusal
    return written


@transaction.atomic
def retry(message: Message, *, by: User) -> Message:
    """Give a message that failed all its attempts again, starting now.

    Raises ActionRefused if it has not failed, or if it is no longer worth sending."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state != Message.State.FAILED:
        raise ActionRefused("Cet e-mail n’a pas échoué\u202f: il n’y a rien à relancer.")
    if message.is_past:
        raise ActionRefused("Cet e-mail n’est plus utile\u202f: le code ou le lien qu’il porte a fait son temps.")
    message.state = Message.State.QUEUED
    message.attempts = 0
    message.next_try_at = timezone.now()
    message.save(update_fields=["state", "attempts", "next_try_at"])
    record("message.retried", message, by=by)
    _send_after_commit(message)
    return message


@transaction.atomic
def refuse(preference: Preference) -> Preference:
    """Stop the mails of a family to an address, those that wait included; refusing twice changes nothing."""
    preference = Preference.objects.select_for_update().get(pk=preference.pk)
    if preference.refused_at is None:
        preference.refused_at = timezone.now()
        preference.save(update_fields=["refused_at"])
        record("mail.refused", preference, by=None, family=preference.family)
    return preference


@transaction.atomic
def want_again(preference: Preference) -> Preference:
    """Take back a refusal; what was cancelled meanwhile stays so."""
    preference = Preference.objects.select_for_update().get(pk=preference.pk)
    if preference.refused_at is not None:
        preference.refused_at = None
        preference.save(update_fields=["refused_at"])
        record("mail.wanted_again", preference, by=None, family=preference.family)
    return preference


@transaction.atomic
def write_paragraph(kind: str, *, by: TeamMember, text: str, revision: int) -> Paragraph:
    """Add it to the mails of a kind, those written from now on; nothing is added any more where it is empty.

    Raises ActionRefused for who is not of the national team, for a kind that is not open to it, and for too long a
    text; Stale when another was written since."""
    if not by.is_national or paragraphs.opened_as(kind) is None:
        raise ActionRefused("L’équipe nationale ajoute un mot, aux e-mails qui le prévoient.")
    text = or_refuse(read_text, text, longest=paragraphs.LONGEST)
    paragraph, _ = Paragraph.objects.get_or_create(kind=kind, defaults={"written_by": by.person})
    paragraph = save_over(Paragraph.objects.all(), paragraph.pk, read=revision, text=text, written_by=by.person)
    record("mail.paragraph_written", paragraph, by=by)
    return paragraph


def _write_one(to: str, mail: Mail) -> Message:
    limits.spend_mailbox(mail["kind"], to)
    kind, subject = mail["kind"], clean_line(mail["subject"])[:SUBJECT_LENGTH]
    necessary, condition = mail.get("necessary", True), mail.get("condition", "")
    enclosure = mail.get("enclosure", "")
    stop = None if necessary else _way_to_stop(to, kind)
    added = paragraphs.added_to(kind)
    parts = rendering.render(mail["template"], mail["context"], subject=subject, stop=stop, added=added)
    message = Message.objects.create(
        kind=kind,
        to=to,
        reply_to=mail.get("reply_to", ""),
        subject=subject,
        text=parts.text,
        html=parts.html,
        secret=mail.get("secret", False),
        necessary=necessary,
        next_try_at=mail.get("not_before") or timezone.now(),
        until=mail.get("until"),
        condition=condition,
        condition_args=conditions.identifiers(condition, mail.get("condition_args") or {}) if condition else {},
        enclosure=enclosure,
        enclosure_args=enclosures.identifiers(enclosure, mail.get("enclosure_args") or {}) if enclosure else {},
    )
    _name_subjects(message, mail["about"], addressed=mail["person"] if "person" in mail else person_of(to))
    _send_after_commit(message)
    return message


def _way_to_stop(to: str, kind: str) -> rendering.WayToStop:
    family = family_of(kind)
    words = words_of(family)
    preference, _ = Preference.objects.update_or_create(
        address=to.strip().lower(), family=family, defaults={"written_at": timezone.now()}
    )
    return rendering.WayToStop(words, absolute(preference.get_absolute_url()))


def _name_subjects(message: Message, about: Iterable[Model | None], *, addressed: User | None) -> None:
    named = {_name(subject) for subject in about if subject is not None}
    whose = {_name(addressed)} if addressed else set()
    rows = [
        MessageSubject(message=message, subject_type=kind, subject_id=pk, addressed=(kind, pk) in whose)
        for kind, pk in sorted(named | whose)
    ]
    with kept_if(bool(rows)):  # to an address that nobody has, in as much time
        MessageSubject.objects.bulk_create(rows or [MessageSubject(message=message)])


def _name(subject: Model) -> tuple[str, str]:
    return subject._meta.label_lower, str(subject.pk)


def _send_after_commit(message: Message) -> None:
    """A task that cannot be queued is no reason to fail what was committed: `tick` will see the message."""
    transaction.on_commit(partial(tasks.deliver.enqueue, str(message.pk)), robust=True)

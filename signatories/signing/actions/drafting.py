"""What happens to a signing before it is confirmed: begun, saved screen by screen, kept waiting, resumed."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.alike import kept_if
from qpv_charter.toolkit.mailboxes import read_email, same_mailbox
from qpv_charter.toolkit.short_codes import new_code
from qpv_charter.toolkit.text import read_name, read_person_name, read_role
from signatories.charter.models import CharterVersion
from signatories.signatures.models import GROUP_CODE_LENGTH, JointGroup, SigningSession
from signatories.signing import emails, keys, screens
from signatories.signing.actions.forgetting import forget_draft
from signatories.signing.models import DraftSecret, SigningDraft

Purpose = DraftSecret.Purpose
State = SigningDraft.State
CHARTER_CHANGED = "La charte a changé pendant que vous la lisiez\u202f: en voici la version du jour."
# A board meets once a month or less, and not in summer.
DRAFT_LIFE = timedelta(days=150)
# Without an address, only the browser that began a draft opens it, for half a day; and anybody begins many.
NO_ADDRESS_LIFE = timedelta(days=2)
AFTER_MEETING = timedelta(days=60)
MOST_LINKS_MAILED = 3  # at one request


@transaction.atomic
def begin(
    answers: dict[str, Any], *, session: SigningSession | None = None, joint_group: JointGroup | None = None
) -> tuple[SigningDraft, DraftSecret]:
    """Keep the first screen in a new draft; returns it with the key that opens it.

    Raises ActionRefused for what is no name, while no charter is in force, or once the session is closed."""
    answers = _named(answers)
    version = CharterVersion.objects.in_force()
    if version is None:
        raise ActionRefused("Aucune version de la charte n’est en vigueur\u202f: revenez un peu plus tard.")
    if session and session.closed_at:
        raise ActionRefused("Cette séance est fermée. Vous pouvez signer sans elle.")
    draft = SigningDraft.objects.create(
        charter_version=version,
        data={screens.ASSOCIATION.key: answers},
        session=session,
        joint_group=joint_group or _new_group(answers),
        expires_at=timezone.now() + NO_ADDRESS_LIFE,
    )
    return draft, keys.give_link(draft, Purpose.ACCESS)


@transaction.atomic
def save_association(draft: SigningDraft, *, answers: dict[str, Any]) -> SigningDraft:
    """Keep the first screen again; « Ce n’est pas nous » stands as long as the look-alikes are the same.

    Another commune empties the neighbourhoods, which were proposed for the former one."""
    draft, answers = _open(draft), _named(answers)
    before = draft.answers("association")
    if before.get("not_a_twin") and set(answers["twins"]) <= set(before["twins"]):
        answers = answers | {"not_a_twin": True}
    if before and before["commune"] != answers["commune"]:
        draft.data.pop(screens.NEIGHBOURHOODS.key, None)
    draft.joint_group = (draft.joint_group or _new_group(answers)) if answers["together"] else None
    return _keep(draft, screens.ASSOCIATION, answers)


@transaction.atomic
def save_screen(draft: SigningDraft, *, screen: screens.Screen, answers: dict[str, Any]) -> SigningDraft:
    """Keep what was answered on a screen; the last writer wins, other screens are left alone."""
    return _keep(_open(draft), screen, answers)


@transaction.atomic
def say_not_a_twin(draft: SigningDraft) -> SigningDraft:
    """« Ce n’est pas nous, continuer »."""
    draft = _open(draft)
    return _keep(draft, screens.ASSOCIATION, draft.answers("association") | {"not_a_twin": True})


def _needs_link(draft: SigningDraft, answers: dict[str, Any]) -> bool:
    """Whether these answers call for a mail: a new address, or a board that must decide first."""
    starts_waiting = answers["decided_by"] == screens.NOT_YET and draft.state != State.AWAITING_DECISION
    return starts_waiting or answers["email"].casefold() != draft.email.casefold()


@transaction.atomic
def save_person(
    draft: SigningDraft, *, answers: dict[str, Any], key: DraftSecret | None, may_mail: bool = True
) -> SigningDraft:
    """Keep who signs and who decided, and mail the link to go on when the address is new.

    Another address ends every code and link sent to the former one; `key` is the one in use, kept."""
    draft, answers = _open(draft), answers | _who(answers)
    email = answers["email"]
    mail = may_mail and _needs_link(draft, answers)
    if email.casefold() != draft.email.casefold():
        keys.void(draft, Purpose.CONFIRM_CODE, Purpose.CONFIRM_LINK, Purpose.RESUME_CODE)
        keys.end_other_links(draft, kept=key)
    draft.email = email
    draft = _decide(draft, answers)
    if mail:
        mail_link(draft)
    return draft


@transaction.atomic
def save_decision(draft: SigningDraft, *, answers: dict[str, Any]) -> SigningDraft:
    """Keep who decided, once the meeting was held, or its new date."""
    draft = _open(draft)
    return _decide(draft, draft.answers("person") | answers)


@transaction.atomic
def save_charter(draft: SigningDraft, *, version: CharterVersion, publish_name: bool) -> SigningDraft:
    """Keep « Nous signons », with the digest of the very text that was on the screen.

    Raises ActionRefused if another version came into force since it was shown."""
    draft = _open(draft)
    if version != CharterVersion.objects.in_force():
        raise ActionRefused(CHARTER_CHANGED)
    draft.charter_version = version
    answers = {"sha256": version.sha256, "publish_name": publish_name, "at": timezone.now().isoformat()}
    return _keep(draft, screens.CHARTER, answers)


@transaction.atomic
def ask_code(draft: SigningDraft) -> SigningDraft:
    """Mail a code and a link that confirm; the former ones stop working.

    Raises ActionRefused while a screen is missing."""
    draft = _open(draft)
    if screens.next_stop(draft, CharterVersion.objects.in_force()) != screens.CHECK.slug:
        raise ActionRefused("Il manque encore une étape avant de confirmer.")
    keys.void(draft, Purpose.CONFIRM_LINK)
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)
    until = timezone.now() + keys.CONFIRM_LINK_LIFE
    emails.confirm(draft, code=code, key=keys.give_link(draft, Purpose.CONFIRM_LINK, until=until))
    return draft


@transaction.atomic
def ask_resume_code(draft: SigningDraft) -> SigningDraft:
    """Mail the code that opens a draft reached from paper. Raises ActionRefused if it has no address."""
    draft = _open(draft)
    if not draft.email:
        raise ActionRefused("Cette signature n’a pas encore d’adresse e-mail.")
    emails.resume_code(draft, code=keys.give_code(draft, Purpose.RESUME_CODE))
    return draft


@transaction.atomic
def open_again(draft: SigningDraft, *, typed: str) -> DraftSecret | keys.Check:
    """A new key, for somebody who types the resume code, or why the code does not do.

    A right code stops working. Raises ActionRefused once confirmed."""
    draft = _open(draft)
    check = keys.try_code(draft, Purpose.RESUME_CODE, typed)
    if check is not keys.Check.RIGHT:
        return check
    keys.void(draft, Purpose.RESUME_CODE)
    return keys.give_link(draft, Purpose.ACCESS)


@transaction.atomic
def mail_link(draft: SigningDraft) -> None:
    """Mail a link that goes on with this draft."""
    emails.go_on(draft, key=keys.give_link(draft, Purpose.ACCESS))


@transaction.atomic
def mail_links_of(email: str) -> int:
    """Mail the links of the last drafts begun with an address; says how many, never to be shown.

    As much is written, and taken back, for those that are not there: the answer takes the same time."""
    begun = SigningDraft.objects.filter(email__iexact=same_mailbox(email), expires_at__gt=timezone.now())
    drafts = list(begun.exclude(state=State.CONFIRMED).order_by("-updated_at", "pk")[:MOST_LINKS_MAILED])
    nobodys = SigningDraft(email=email, expires_at=timezone.now() + DRAFT_LIFE)
    for place in range(MOST_LINKS_MAILED):
        with kept_if(place < len(drafts)):
            mail_link(drafts[place] if place < len(drafts) else nobodys)
    return len(drafts)


def _new_group(answers: dict[str, Any]) -> JointGroup | None:
    if not answers["together"]:
        return None
    return JointGroup.objects.create(code=new_code(GROUP_CODE_LENGTH), title=answers["name"])


@transaction.atomic
def forget(draft: SigningDraft) -> None:
    """Erase everything that was typed, at the request of who typed it, the address that we wrote to included.
    Refused once confirmed."""
    forget_draft(_open(draft))


@transaction.atomic
def forget_expired() -> int:
    """Erase the drafts nobody came back to, and the groups that nobody joined; says how many drafts. Called every
    day."""
    expired = list(SigningDraft.objects.filter(expires_at__lte=timezone.now()).exclude(state=State.CONFIRMED))
    for draft in expired:
        forget_draft(draft)
    begun = SigningDraft.objects.exclude(joint_group=None).values("joint_group")
    JointGroup.objects.filter(signatures=None).exclude(pk__in=begun).delete()
    return len(expired)


def _named(answers: dict[str, Any]) -> dict[str, Any]:
    """What a form let through is read again: no road lacks the rule of names."""
    return answers | {"name": or_refuse(read_name, answers["name"])}


def _who(answers: dict[str, Any]) -> dict[str, str]:
    return {
        "first_name": or_refuse(read_person_name, answers["first_name"]),
        "last_name": or_refuse(read_person_name, answers["last_name"]),
        "role": or_refuse(read_role, answers["role"]),
        "email": or_refuse(read_email, answers["email"]),
    }


def _decide(draft: SigningDraft, person: dict[str, Any]) -> SigningDraft:
    expected = person.get("meeting_on")
    waiting = person["decided_by"] == screens.NOT_YET
    draft.state = State.AWAITING_DECISION if waiting else State.OPEN
    draft.decision_expected_on = date.fromisoformat(expected) if waiting and expected else None
    if waiting:
        draft.decision_reminded_at = None
    return _keep(draft, screens.PERSON, person)


def _open(draft: SigningDraft) -> SigningDraft:
    """The draft, held until the end of the transaction."""
    draft = SigningDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.state == State.CONFIRMED:
        raise ActionRefused("Cette signature est déjà confirmée\u202f: elle ne peut plus être modifiée ici.")
    return draft


def _keep(draft: SigningDraft, screen: screens.Screen, answers: dict[str, Any]) -> SigningDraft:
    draft.data = draft.data | {screen.key: answers}
    draft.expires_at = timezone.now() + (DRAFT_LIFE if draft.email else NO_ADDRESS_LIFE)
    if draft.decision_expected_on:
        meeting = timezone.make_aware(datetime.combine(draft.decision_expected_on, time.min))
        draft.expires_at = max(draft.expires_at, meeting + AFTER_MEETING)
    draft.save()
    draft.secrets.filter(purpose=Purpose.ACCESS, used_at=None).update(expires_at=draft.expires_at)
    return draft

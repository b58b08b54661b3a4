"""What is mailed to somebody who signs.

Mails to an address nobody confirmed yet hold nothing that was typed: they could be sent to anybody."""

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from qpv_charter.toolkit.links import absolute
from signatories.outbox.actions import write, write_each
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.signatures.models import Signature
from signatories.signing.keys import CODE_LIFE
from signatories.signing.links import paper_address
from signatories.signing.models import DraftSecret, SigningDraft

FOLDER = "signatories/signing/emails"


def go_on(draft: SigningDraft, *, key: DraftSecret) -> list[Message]:
    """The link to go on with a signing; while the board has not decided, what to bring to it."""
    waiting = draft.state == SigningDraft.State.AWAITING_DECISION
    return write_each(
        kind="signing.waiting" if waiting else "signing.begun",
        to=[draft.email],
        subject=(
            "Signer la charte\u202f: le dossier pour votre prochaine réunion"
            if waiting
            else "Votre signature de la charte est commencée"
        ),
        template=f"{FOLDER}/waiting" if waiting else f"{FOLDER}/begun",
        context={
            "link": absolute(reverse("signing:key", args=[key.clear, *(["decision/"] if waiting else [])])),
            "kit": absolute(reverse("signing:key", args=[key.clear, "dossier.pdf"])),
            "until": draft.expires_at,
            "words": draft.words,
        },
        about=[draft],
        secret=True,
        until=draft.expires_at,
        condition="signing.under_way",
        condition_args={"draft": draft.pk},
    )


def remind_decision(draft: SigningDraft, *, key: DraftSecret) -> list[Message]:
    """Once, some days after the meeting they spoke of. Its address asks for a mailed code, as paper does."""
    return write_each(
        kind="signing.decision_reminder",
        to=[draft.email],
        subject="La charte\u202f: votre réunion a-t-elle eu lieu\u202f?",
        template=f"{FOLDER}/reminder",
        context={
            "link": paper_address(draft),
            "stop": absolute(reverse("signing:key", args=[key.clear, "effacer/"])),
            "expected": draft.decision_expected_on,
            "until": draft.expires_at,
            "words": draft.words,
        },
        about=[draft],
        secret=True,
        until=draft.expires_at,
        condition="signing.awaits_decision",
        condition_args={"draft": draft.pk},
        necessary=False,
    )


def confirm(draft: SigningDraft, *, code: str, key: DraftSecret) -> Message:
    """A code and a link. Once the code is over it stays here: the page proposes another, which ends both."""
    return write(
        kind="signing.confirm",
        to=draft.email,
        subject=f"{code} est votre code pour signer la charte",
        template=f"{FOLDER}/confirm",
        context={"code": code, "link": absolute(reverse("signing:confirm_key", args=[key.clear]))},
        about=[draft],
        secret=True,
        until=timezone.now() + CODE_LIFE,
        condition="signing.under_way",
        condition_args={"draft": draft.pk},
    )


def resume_code(draft: SigningDraft, *, code: str) -> Message:
    return write(
        kind="signing.resume_code",
        to=draft.email,
        subject="Votre code pour reprendre la signature de la charte",
        template=f"{FOLDER}/resume_code",
        context={"code": code},
        about=[draft],
        secret=True,
        until=timezone.now() + CODE_LIFE,
        condition="signing.under_way",
        condition_args={"draft": draft.pk},
    )


def thanks(signature: Signature, *, signer: User) -> Message:
    """What comes next, to the person who has just signed."""
    return write(
        kind="signing.thanks",
        to=signer.email,
        subject=f"{capfirst(signature.organisation.words.your)} a signé la charte",
        template=f"{FOLDER}/thanks",
        context={
            "organisation": signature.organisation,
            "signature": signature,
            "space": absolute("/espace/"),
        },
        about=[signature, signature.organisation],
    )

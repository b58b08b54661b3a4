"""What one stranger typed never reaches another’s subject line; `test_every_action.py` asks it of each action."""

import pytest

from signatories.moderation.actions import reply
from signatories.organisations.actions import end_membership, invite
from signatories.organisations.models import JoinRequest, Membership, Organisation
from signatories.outbox.models import Message
from signatories.signatures.models import Signature
from signatories.signing.actions.confirming import confirm
from signatories.signing.models import SigningDraft
from tests.factories import a_commune, a_draft, a_team_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def typed_by_strangers() -> dict[str, set[str]]:
    """What people wrote, and the addresses of those who may read it in a subject: its own people."""
    read_by_the_team = Signature.objects.exclude(published_at=None).values("organisation")
    found: dict[str, set[str]] = {}
    for organisation in Organisation.objects.exclude(pk__in=read_by_the_team):
        hers = Membership.objects.filter(organisation=organisation).values_list("user__email", flat=True)
        found[organisation.name] = set(hers)
    for request in JoinRequest.objects.all():
        found |= {text: {request.email} for text in (request.full_name, request.role, request.corrections) if text}
    for draft in SigningDraft.objects.all():
        found |= {str(text): {draft.email} for screen in draft.data.values() for text in screen.values() if text}
    return {text: readers for text, readers in found.items() if len(text) > 5}  # letters: no code


def reaching_others() -> list[str]:
    return [
        f"{mail.kind} to {mail.to}: {mail.subject}"
        for mail in Message.objects.all()
        for text, readers in typed_by_strangers().items()
        if text in mail.subject and mail.to not in readers
    ]


def test_whoever_signs_says_nothing_in_the_subjects_of_the_invited_nor_of_the_team() -> None:
    draft, _ = a_draft(name="Gagnez 1000 euros aujourd’hui", commune=a_commune().code)
    team = a_team_member()

    signed = confirm(draft)
    organisation = signed.signature.organisation
    invite(organisation, by=signed.signer, email="victime@example.org")
    reply(signed.signature, by=signed.signer, text="Gagnez 1000 euros")
    end_membership(organisation.memberships.get(), by=signed.signer, leaves_nobody=True)

    told = Message.objects.filter(to__in=["victime@example.org", team.email])
    subjects = dict(told.values_list("kind", "subject"))
    assert subjects == {
        "organisations.invitation": "Une association de Saint-Denis (93) vous invite comme personne contact",
        "moderation.signed": "Une nouvelle signature à relire : une association de Saint-Denis (93)",
        "exchange.reply": "Une réponse : une association de Saint-Denis (93)",
        "organisations.nobody_left": "Plus de personne contact : une association de Saint-Denis (93)",
    }

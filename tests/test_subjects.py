"""What one stranger typed never reaches another's subject line: every action that mails is played, then read."""

import importlib
from collections.abc import Callable, Iterator

import pytest

from signatories.moderation.actions import reply
from signatories.organisations.actions import end_membership, invite
from signatories.organisations.models import JoinRequest, Membership, Organisation
from signatories.outbox.models import Message
from signatories.signatures.models import Signature
from signatories.signing.actions.confirming import confirm
from signatories.signing.models import SigningDraft
from tests.factories import a_commune, a_draft, a_team_member
from tests.scenes import ROOT, Scene

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def scenes() -> Iterator[tuple[str, Callable[[], Scene]]]:
    for file in sorted((ROOT / "tests").rglob("*/test_scenes.py")):
        place = file.relative_to(ROOT).with_suffix("")
        module = importlib.import_module(".".join(place.parts))
        yield from ((f"{place.parts[-2]}: {name}", make) for name, make in module.SCENES.items())


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


@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in scenes()])
def test_no_subject_says_what_a_stranger_typed(make: Callable[[], Scene]) -> None:
    scene = make()
    if scene.mails:
        scene.act()

    assert reaching_others() == []


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

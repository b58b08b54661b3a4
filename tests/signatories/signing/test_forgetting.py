"""Forgetting what was typed while signing: what became a signature is emptied, the rest removed."""

import pytest

from signatories.organisations.places import FORGET_ORGANISATION
from signatories.outbox.models import Message
from signatories.people.places import FORGET_PERSON, Leaver
from signatories.signing.actions import drafting
from signatories.signing.actions.confirming import confirm
from signatories.signing.models import SigningDraft
from tests.factories import a_draft

pytestmark = pytest.mark.django_db


def test_drafts_of_an_address_go_with_their_mails_and_no_other() -> None:
    hers, kept = a_draft(email="Zelie@example.org")[0], a_draft(email="lea@example.org")[0]
    for draft in (hers, kept):
        drafting.mail_link(draft)

    FORGET_PERSON.gather(Leaver(frozenset(["zelie@example.org"])))

    assert list(SigningDraft.objects.all()) == [kept]
    assert not Message.objects.about(hers).exclude(text="").exists()
    assert Message.objects.about(kept).exclude(text="").exists()


def test_what_was_mailed_while_an_association_signed_is_emptied_with_it() -> None:
    mine, other = a_draft()[0], a_draft(name="Les Voisines (exemple)")[0]
    for draft in (mine, other):
        drafting.mail_link(draft)
    organisation = confirm(mine).signature.organisation
    confirm(other)
    assert Message.objects.about(mine).exclude(text="").exists()

    FORGET_ORGANISATION.gather(organisation)

    assert not Message.objects.about(mine).exclude(text="").exists()
    assert Message.objects.about(other).exclude(text="").exists()
    assert SigningDraft.objects.count() == 2

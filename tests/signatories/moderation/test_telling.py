"""Every decision of the team, on every kind of signature: who is written to, and that the page says just that."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from signatories.moderation import actions
from signatories.moderation.decisions import DECISIONS, Decision, revision
from signatories.moderation.papers import enter_from_paper
from signatories.moderation.telling import AFTER, BEFORE
from signatories.organisations.actions import accept_join, ask_to_join, end_membership, update_identity
from signatories.organisations.models import JoinRequest, Organisation, ProposedChange
from signatories.organisations.queries import Reach
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.sessions.actions import open_session
from signatories.signatures import actions as signatures
from signatories.signatures.actions import sign
from signatories.signatures.models import Signature, Status
from tests.factories import (
    a_confirmed_signature,
    a_published_signature,
    a_team_member,
    an_organisation,
    paper_facts,
    signing_facts,
)
from tests.signatories.moderation.test_corrected import copied
from tests.signatories.moderation.test_papers import PAPER, an_answer
from tests.signin import team_browser

pytestmark = pytest.mark.django_db

PAPER_ADDRESS = "papier@example.org"
WRITTEN = "Le nom du quartier manque."


def on_paper(*, address: str = PAPER_ADDRESS) -> Signature:
    facts = paper_facts(contact_email=address)
    return enter_from_paper(facts, by=a_team_member(), scan=None, published=False)


def in_a_room() -> Signature:
    organisation = an_organisation()
    room = open_session("Forum", by=a_team_member())
    return sign(organisation, facts=replace(signing_facts(), session=room))


def taken_over() -> Signature:
    """From paper, then joined by somebody, whom the team let in."""
    signature = on_paper()
    asked = ask_to_join(
        signature.organisation, email="lea@example.org", first_name="Léa", last_name="Roy", role="bénévole"
    )
    accept_join(asked, by=a_team_member())
    return signature


# Who reads what is written to the association of each.
KINDS: dict[str, tuple[Callable[[], Signature], Reach]] = {
    "online": (a_confirmed_signature, Reach.CONTACTS),
    "in a room": (in_a_room, Reach.CONTACTS),
    "taken over": (taken_over, Reach.CONTACTS),
    "paper": (on_paper, Reach.PAPER),
    "nobody": (lambda: on_paper(address=""), Reach.NOBODY),
}
# In which state each decision is taken here, and the mails that tell of it.
TAKEN: dict[str, tuple[Status, tuple[str, ...]]] = {
    "publier": (Status.CONFIRMED, ("signature.published",)),
    "question": (Status.PUBLISHED, ("exchange.question",)),
    "a-revoir": (Status.CONFIRMED, ("signature.reviewed",)),
    "appel": (Status.TO_REVIEW, ("exchange.appeal_answer", "signature.published")),
    "tentative": (Status.PUBLISHED, ()),
    "pause": (Status.PUBLISHED, ("signature.paused",)),
    "reprise": (Status.PAUSED, ("signature.resumed",)),
    "note": (Status.PUBLISHED, ()),
    "telephone": (Status.PUBLISHED, ()),
    "depublier": (Status.PUBLISHED, ()),
    "doute": (Status.CONFIRMED, ()),
    "corriger": (Status.PUBLISHED, ("moderation.put_right",)),
    "retirer": (Status.PUBLISHED, ("signature.withdrawn",)),
}


def put_in(status: Status, signature: Signature, team: User) -> None:
    """As the team does, ready for what may follow."""
    if status in {Status.PUBLISHED, Status.PAUSED}:
        signatures.publish(signature, by=team)
        for _ in range(3):
            actions.note_attempt(signature, by=team, text="Appel.")
    if status == Status.PAUSED:
        actions.pause(signature, by=team, reason="Sans nouvelles.")
    if status == Status.TO_REVIEW:
        actions.send_back(signature, by=team, reason="Le nom manque.")
        actions.appeal(signature, by=team, text="Regardez.")


def addresses(signature: Signature, reach: Reach) -> list[str]:
    contacts = signature.organisation.memberships.current().values_list("user__email", flat=True)
    return {Reach.CONTACTS: list(contacts), Reach.PAPER: [PAPER_ADDRESS], Reach.NOBODY: []}[reach]


def said(words: dict[Reach, str], page: str) -> set[Reach]:
    """Of whom a page says that they are told; the words change with what is quoted."""
    return {reach for reach, sentence in words.items() if escape(sentence.partition("{}")[0].rstrip(".")) in page}


def test_every_decision_is_tried_here() -> None:
    assert set(TAKEN) == set(DECISIONS)
    assert {slug for slug, (_, mails) in TAKEN.items() if mails} == {
        slug for slug, decision in DECISIONS.items() if decision.tells
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("decision", DECISIONS.values(), ids=DECISIONS.keys())
def test_the_page_says_who_is_told_and_they_are(decision: Decision, kind: str) -> None:
    (make, reach), (status, kinds) = KINDS[kind], TAKEN[decision.slug]
    signature, team = make(), a_team_member()
    Organisation.objects.filter(pk=signature.organisation_id).update(rna="W931000001")
    put_in(status, signature, team)
    before = {*Message.objects.values_list("pk", flat=True)}
    browser, address = team_browser(team), reverse("moderation:decide", args=[signature.pk, decision.slug])

    asked = browser.get(address).content.decode()
    sent = copied(signature, siren="732829320") | {"vu": revision(signature), "text": WRITTEN, "accepted": "oui"}
    done = browser.post(address, sent, follow=True).content.decode()

    mails = Message.objects.exclude(pk__in=before).filter(to__in=[*addresses(signature, reach), PAPER_ADDRESS])
    online = decision.slug == "corriger" and signature.source == Signature.Source.ONLINE
    refused = online or (decision.slug == "question" and reach == Reach.NOBODY)
    assert sorted(mails.values_list("kind", "to")) == sorted(
        (each, to) for each in kinds for to in addresses(signature, reach) if not refused
    )
    assert said(BEFORE, asked) == ({reach} if kinds else set())
    assert said(AFTER, done) == ({reach} if kinds and not refused else set())
    if decision.quotes and mails:
        assert any(WRITTEN in mail.text for mail in mails)
    assert ("est prévenue" in done, "lira" in done) == (False, False)


@pytest.mark.parametrize("slug", ["a-revoir", "pause", "retirer"])
def test_who_decided_reads_the_answer_that_the_mail_asks_for(slug: str) -> None:
    signature, team = on_paper(), a_team_member()
    put_in(TAKEN[slug][0], signature, team)

    answer(slug, signature, team)

    mail = Message.objects.get(kind=TAKEN[slug][1][0])
    assert (mail.to, mail.reply_to) == (PAPER_ADDRESS, team.email)
    assert "épondez à ce message" in mail.text
    assert "/espace/" not in mail.text
    assert "donnée sur papier" in mail.text


def answer(slug: str, signature: Signature, team: User) -> str:
    address = reverse("moderation:decide", args=[signature.pk, slug])
    sent = {"vu": revision(signature), "text": WRITTEN}
    return team_browser(team).post(address, sent, follow=True).content.decode()


@pytest.mark.parametrize("slug", ["publier", "reprise"])
def test_a_paper_address_is_told_how_to_look_after_the_page_and_may(slug: str) -> None:
    signature, team = on_paper(), a_team_member()
    put_in(TAKEN[slug][0], signature, team)

    answer(slug, signature, team)

    mail = Message.objects.get(kind=TAKEN[slug][1][0])
    way_in = reverse("joining:ask", args=[signature.organisation.slug])
    assert way_in in mail.text
    assert "/espace/" not in mail.text
    person = {"first_name": "Léa", "last_name": "Roy", "role": "bénévole", "email": PAPER_ADDRESS}
    person["known"] = "right"  # of what the paper said, as the page shows it
    Client().post(way_in, person | {"asked_to_send_again": "1"})
    joining = JoinRequest.objects.filter(organisation=signature.organisation)
    assert [each.is_paper_address for each in joining] == [True]


@pytest.mark.parametrize(
    ("changes", "reach"),
    [
        ({}, Reach.PAPER),
        ({"contact_email": ""}, Reach.NOBODY),
        ({"published": ""}, None),
        ({"published": "", "contact_email": ""}, None),
    ],
)
def test_entering_a_paper_says_who_is_told(changes: dict[str, Any], reach: Reach | None) -> None:
    page = team_browser(a_team_member()).post(PAPER, an_answer(**changes), follow=True).content.decode()

    told = Message.objects.filter(kind="signature.published").values_list("to", flat=True)
    assert list(told) == ([PAPER_ADDRESS] if reach == Reach.PAPER else [])
    assert said(AFTER, page) == ({reach} if reach else set())
    assert ("personne n’en est prévenu" in page) == (reach is None)


def a_change() -> ProposedChange:
    organisation = a_published_signature().organisation
    contact = organisation.memberships.get().user
    update_identity(organisation, by=contact, name="Autre nom", acronym="", kind=Organisation.Kind.ASSOCIATION)
    return organisation.proposed_changes.get()


@pytest.mark.parametrize("verb", ["accept_change", "refuse_change"])
@pytest.mark.parametrize("reach", Reach)
def test_a_change_of_name_is_answered_to_whoever_looks_after_it_now(verb: str, reach: Reach) -> None:
    proposal = a_change()
    organisation = proposal.organisation
    if reach != Reach.CONTACTS:
        end_membership(organisation.memberships.get(), by=proposal.proposed_by, leaves_nobody=True)
    if reach == Reach.PAPER:
        Organisation.objects.filter(pk=organisation.pk).update(contact_email=PAPER_ADDRESS)
    browser = team_browser(a_team_member())

    address = reverse(f"moderation:{verb}", args=[proposal.pk])
    page = browser.post(address, {"text": WRITTEN}, follow=True).content.decode()

    kind = "organisations.change_accepted" if verb == "accept_change" else "organisations.change_refused"
    mails = Message.objects.filter(kind=kind)
    assert [mail.to for mail in mails] == {
        Reach.CONTACTS: [proposal.proposed_by.email],
        Reach.PAPER: [PAPER_ADDRESS],
        Reach.NOBODY: [],
    }[reach]
    assert ["/espace/" in mail.text for mail in mails] == [reach == Reach.CONTACTS] * len(mails)
    assert said(AFTER, page) == {reach}

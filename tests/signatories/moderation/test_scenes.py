"""What each action leaves behind, and that it leaves nothing when it fails."""

from dataclasses import replace
from datetime import date

import pytest

from signatories.moderation import actions, decisions
from signatories.moderation.papers import correct_paper as correct
from signatories.moderation.papers import enter_from_paper, said_by
from signatories.moderation.papers import sign_from_paper as sign_known
from signatories.organisations.models import Organisation
from signatories.organisations.signals import organisation_changed, organisation_corrected
from signatories.people.models import Role, User
from signatories.people.queries import team_addresses
from signatories.signatures import signals
from signatories.signatures.models import Signature
from tests.factories import (
    a_colleague,
    a_confirmed_signature,
    a_newer_charter,
    a_paper_signature,
    a_paused_signature,
    a_published_signature,
    a_team_member,
    paper_facts,
)
from tests.scenes import Said, Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db
WHY = "Une raison."


def contact_of(signature: Signature) -> User:
    return signature.organisation.memberships.get().user


def to_team(kind: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, address) for address in team_addresses())


def a_signature_sent_back(*, appealed: bool = False) -> Signature:
    signature = actions.send_back(a_confirmed_signature(), by=a_team_member(), reason=WHY)
    if appealed:
        actions.appeal(signature, by=contact_of(signature), text="Regardez.")
    return signature


def ask() -> Scene:
    signature, team = a_confirmed_signature(), a_team_member()
    return Scene(
        act=lambda: actions.ask(signature, by=team, text="Où\u202f?"),
        events=(("exchange.question", signature, team),),
        mails=(("exchange.question", contact_of(signature).email),),
    )


def reply() -> Scene:
    signature = a_published_signature()
    contact = contact_of(signature)
    return Scene(
        act=lambda: actions.reply(signature, by=contact, text="Ici."),
        events=(("exchange.reply", signature, contact),),
        mails=to_team("exchange.reply"),
    )


def reply_in_a_pause() -> Scene:
    signature = a_paused_signature()
    contact = contact_of(signature)
    return Scene(
        act=lambda: actions.reply(signature, by=contact, text="Ici."),
        events=(("exchange.reply", signature, contact), ("signature.resumed", signature, contact)),
        mails=(*to_team("exchange.reply"), ("signature.resumed", contact.email)),
        news=(signals.signature_resumed,),
    )


def send_back() -> Scene:
    signature, team = a_confirmed_signature(), a_team_member()
    return Scene(
        act=lambda: actions.send_back(signature, by=team, reason=WHY),
        events=(("signature.reviewed", signature, team), ("exchange.to_review", signature, team)),
        mails=(("signature.reviewed", contact_of(signature).email),),
        news=(signals.signature_sent_back,),
    )


def note_attempt() -> Scene:
    signature, team = a_published_signature(), a_team_member()
    return Scene(
        act=lambda: actions.note_attempt(signature, by=team, text="Appel."),
        events=(("exchange.attempt", signature, team),),
    )


def note() -> Scene:
    signature, team = a_published_signature(), a_team_member()
    return Scene(
        act=lambda: actions.note(signature, by=team, text="Vu."), events=(("exchange.note", signature, team),)
    )


def note_answer() -> Scene:
    signature, team = a_paused_signature(), a_team_member()
    return Scene(
        act=lambda: actions.note_answer(signature, by=team, text="Oui, au téléphone."),
        events=(("exchange.told", signature, team), ("signature.resumed", signature, team)),
        mails=(("signature.resumed", contact_of(signature).email),),
        news=(signals.signature_resumed,),
    )


def pause() -> Scene:
    signature, team = a_published_signature(), a_team_member()
    for _ in range(3):
        actions.note_attempt(signature, by=team, text="Appel.")
    return Scene(
        act=lambda: actions.pause(signature, by=team, reason=WHY),
        events=(("signature.paused", signature, team),),
        mails=(("signature.paused", contact_of(signature).email),),
        news=(signals.signature_paused,),
    )


def give_sign() -> Scene:
    signature = a_paused_signature()
    contact = contact_of(signature)
    return Scene(
        act=lambda: actions.give_sign(signature.organisation, by=contact),
        events=(("signature.resumed", signature, contact),),
        mails=(("signature.resumed", contact.email),),
        news=(signals.signature_resumed,),
    )


def appeal() -> Scene:
    signature, reader = a_signature_sent_back(), a_colleague(Role.Kind.COMMITTEE)
    contact = contact_of(signature)
    return Scene(
        act=lambda: actions.appeal(signature, by=contact, text="Regardez."),
        events=(("exchange.appeal", signature, contact),),
        mails=(*to_team("exchange.appeal"), ("exchange.appeal_of_committee", reader.email)),
    )


def answer_appeal(*, accepted: bool) -> Scene:
    signature, team = a_signature_sent_back(appealed=True), a_team_member()
    contact = contact_of(signature)
    published = (("signature.published", signature, team),) if accepted else ()
    return Scene(
        act=lambda: actions.answer_appeal(signature, by=team, text="Vu.", accepted=accepted),
        events=(("exchange.appeal_answer", signature, team), *published),
        mails=(("exchange.appeal_answer", contact.email), *[(kind, contact.email) for kind, _, _ in published]),
        news=(signals.signature_published,) if accepted else (),
    )


def take() -> Scene:
    signature, team = a_confirmed_signature(), a_team_member()
    decision, seen = decisions.DECISIONS["publier"], decisions.revision(signature)
    return Scene(
        act=lambda: decisions.take(decision, signature, by=team, data={}, seen=seen),
        events=(("signature.published", signature, team),),
        mails=(("signature.published", contact_of(signature).email),),
        news=(signals.signature_published,),
    )


def close_appeal() -> Scene:
    """As publishing does."""
    signature = a_signature_sent_back(appealed=True)
    return Scene(
        act=lambda: actions.close_appeal(signature),
        events=(("exchange.appeal_answer", signature, signature.status_by),),
    )


def tell_look_alikes() -> Scene:
    first, second = a_published_signature().organisation, a_published_signature()
    Organisation.objects.filter(pk__in=[first.pk, second.organisation_id]).update(rna="W751234567")
    second.organisation.refresh_from_db()
    return Scene(
        act=lambda: actions.tell_look_alikes(second.organisation),
        events=(("exchange.note", second, None),),
        mails=to_team("moderation.look_alikes"),
    )


def from_paper(*, published: bool) -> Scene:
    facts, team, made = paper_facts(), a_team_member(), lambda signature: signature.organisation
    said: list[Said] = [
        ("organisation.created", made, team),
        ("organisation.entered_from_paper", made, team),
        ("signature.confirmed", None, team),
    ]
    news = [signals.signature_confirmed]
    if published:
        said.append(("signature.published", None, team))
        news.append(signals.signature_published)
    return Scene(
        act=lambda: enter_from_paper(facts, by=team, scan=None, published=published),
        events=tuple(said),
        news=tuple(news),
    )


def sign_from_paper() -> Scene:
    organisation, team = a_published_signature().organisation, a_team_member()
    a_newer_charter()
    return Scene(
        act=lambda: sign_known(organisation, paper_facts(), by=team),
        events=(("signature.confirmed", None, team),),
        news=(signals.signature_confirmed,),
    )


def correct_paper() -> Scene:
    signature, team = a_paper_signature(contact_email="papier@example.org"), a_team_member()
    said = replace(said_by(signature), name="Mieux recopiée", signed_on=date(2021, 3, 4))
    return Scene(
        act=lambda: correct(signature, said, by=team),
        events=(
            ("organisation.put_right", signature.organisation, team),
            ("signature.put_right", signature, team),
        ),
        mails=(("moderation.put_right", "papier@example.org"),),
        news=(organisation_changed, organisation_corrected, signals.signature_put_right),
    )


SCENES: Scenes = {
    "correct_paper": correct_paper,
    "ask": ask,
    "reply": reply,
    "reply, in a pause": reply_in_a_pause,
    "send_back": send_back,
    "note_attempt": note_attempt,
    "note": note,
    "note_answer": note_answer,
    "pause": pause,
    "give_sign": give_sign,
    "appeal": appeal,
    "answer_appeal": lambda: answer_appeal(accepted=False),
    "answer_appeal, accepted": lambda: answer_appeal(accepted=True),
    "close_appeal": close_appeal,
    "take": take,
    "tell_look_alikes": tell_look_alikes,
    "sign_from_paper": sign_from_paper,
    "enter_from_paper": lambda: from_paper(published=False),
    "enter_from_paper, published": lambda: from_paper(published=True),
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())

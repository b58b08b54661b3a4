"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.charter.models import CharterVersion
from signatories.organisations.models import Organisation
from signatories.people.models import Role, User
from signatories.signatures.signals import signature_confirmed, signature_published
from signatories.versions import forgetting
from signatories.versions.actions import answering, inviting, preparing
from tests.factories import (
    a_charter,
    a_colleague,
    a_newer_charter,
    a_published_signature,
    another_text,
    mandate_facts,
)
from tests.scenes import Scene, Scenes, play_cut_then_whole
from tests.signatories.versions.scenes import (
    a_national,
    a_preparation,
    a_proposal,
    an_asked,
    contact_of,
    renewal_of,
)

pytestmark = pytest.mark.django_db


def begin() -> Scene:
    a_charter()
    by = a_national()
    return Scene(act=lambda: preparing.begin(by=by), events=(("version.begun", None, by.person),))


def write_text() -> Scene:
    by, preparation = a_national(), a_preparation()
    text = another_text("autre")
    return Scene(
        act=lambda: preparing.write_text(preparation, by=by, source=text, revision=1),
        events=(("version.written", preparation, by.person),),
    )


def discard() -> Scene:
    by, preparation = a_national(), a_preparation()
    return Scene(
        act=lambda: preparing.discard(preparation, by=by), events=(("version.discarded", preparation, by.person),)
    )


def propose() -> Scene:
    by, preparation = a_national(), a_preparation()
    committee = a_colleague(Role.Kind.COMMITTEE)
    return Scene(
        act=lambda: preparing.propose(preparation, by=by, revision=1),
        events=(("charter.loaded", None, by.person), ("version.proposed", None, by.person)),
        mails=(("version.proposed", committee.email),),
    )


def take_back() -> Scene:
    by, version = a_national(), a_proposal()
    return Scene(
        act=lambda: preparing.take_back(version, by=by), events=(("charter.taken_away", version, by.person),)
    )


def invite_block() -> Scene:
    organisation = a_published_signature().organisation
    text = a_newer_charter()
    return Scene(
        act=lambda: inviting.invite_block(text),
        events=(("version.invited", text, None),),
        mails=(("version.invited", contact_of(organisation).person.email),),
    )


def read() -> Scene:
    actor = an_asked()
    return Scene(
        act=lambda: answering.read(actor.organisation, by=actor),
        events=(("renewal.read", renewal_of(actor), actor.person),),
    )


def wait_for_board() -> Scene:
    actor = an_asked()
    return Scene(
        act=lambda: answering.wait_for_board(actor.organisation, by=actor, meeting_on=None),
        events=(("renewal.waiting", renewal_of(actor), actor.person),),
    )


def decline() -> Scene:
    actor = an_asked()
    return Scene(
        act=lambda: answering.decline(actor.organisation, by=actor, reason="Trop tôt."),
        events=(("renewal.declined", renewal_of(actor), actor.person),),
    )


def sign_again() -> Scene:
    actor = an_asked()
    text = CharterVersion.objects.in_force()
    assert text
    sha256 = text.sha256
    return Scene(
        act=lambda: answering.sign_again(actor.organisation, by=actor, sha256=sha256, mandate=mandate_facts()),
        events=(("signature.confirmed", None, actor.person), ("signature.published", None, actor.person)),
        mails=(("signature.published", actor.person.email),),
        news=(signature_confirmed, signature_published),
    )


def declined() -> tuple[User, Organisation]:
    actor = an_asked()
    answering.decline(actor.organisation, by=actor, reason="Trop tôt.")
    return actor.person, actor.organisation


def forget_person() -> Scene:
    person, _ = declined()
    return Scene(act=lambda: forgetting.forget_person(person))


def forget_organisation() -> Scene:
    _, organisation = declined()
    return Scene(act=lambda: forgetting.forget_organisation(organisation))


SCENES: Scenes = {
    "begin": begin,
    "write_text": write_text,
    "discard": discard,
    "propose": propose,
    "take_back": take_back,
    "invite_block": invite_block,
    "read": read,
    "wait_for_board": wait_for_board,
    "decline": decline,
    "sign_again": sign_again,
    "forget_person": forget_person,
    "forget_organisation": forget_organisation,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())

"""Who may do what with an association's record, as one table; and that each action asks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations import actions, rules
from signatories.organisations.actions.joining import may_decide_alone
from signatories.organisations.models import Invitation, JoinRequest, Membership, Organisation
from signatories.people.models import Role, User
from tests.atomicity import everything
from tests.constraints import changed
from tests.factories import a_colleague, a_commune, a_qpv, a_team_member, a_user, an_organisation

pytestmark = pytest.mark.django_db
Kind = Role.Kind
ADDRESS = "papier@example.org"
ASKING = {"first_name": "Nora", "last_name": "Benali", "role": "trésorière"}


def a_closed(person: User) -> User:
    changed(person, is_active=False)
    return User.objects.get(pk=person.pk)


def a_contact(organisation: Organisation, *, since: int = 2, until: int | None = None) -> User:
    """Somebody who looks after it since so many days, and did until so many days ago."""
    person, now = a_user(), timezone.now()
    ended = now - timedelta(days=until) if until is not None else None
    Membership.objects.create(
        organisation=organisation, user=person, started_at=now - timedelta(days=since), ended_at=ended
    )
    return person


PEOPLE: dict[str, Callable[[Organisation], User | AnonymousUser]] = {
    "a visitor": lambda _: AnonymousUser(),
    "a stranger": lambda _: a_user(),
    "a contact of another": lambda _: an_organisation().memberships.get().user,
    "a former contact": lambda organisation: a_contact(organisation, until=1),
    "a closed contact": lambda organisation: a_closed(a_contact(organisation)),
    "a closed member of the team": lambda _: a_closed(a_team_member()),
    "a member of the team": lambda _: a_team_member(),
    "an animator of its department": lambda _: a_colleague(Kind.TERRITORIAL, a_commune().department),
    "an animator of another": lambda _: a_colleague(Kind.TERRITORIAL, a_commune(code="69123").department),
    "a reader for the comité": lambda _: a_colleague(Kind.COMMITTEE),
    "a contact": a_contact,
}
# Among those above; the others may not.
EDIT = {"a contact", "a member of the team", "an animator of its department"}
DECIDE = {"a contact"}
DECIDE_WHERE_NOBODY_IS = {"a member of the team", "an animator of its department"}


def a_request(organisation: Organisation, *, email: str = "nora@example.org") -> JoinRequest:
    return actions.ask_to_join(organisation, email=email, **ASKING)


def alone(organisation: Organisation) -> Organisation:
    """Nobody looks after it any more; it gave an address on paper."""
    organisation.memberships.update(ended_at=timezone.now())
    changed(organisation, contact_email=ADDRESS)
    return Organisation.objects.get(pk=organisation.pk)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_edit(who: str) -> None:
    organisation = an_organisation()

    assert rules.may_edit(PEOPLE[who](organisation), organisation) == (who in EDIT)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_is_a_contact(who: str) -> None:
    organisation = an_organisation()

    expected = who in {"a contact", "a closed contact"}
    assert rules.is_contact(PEOPLE[who](organisation), organisation) == expected


@pytest.mark.parametrize("who", PEOPLE)
def test_who_decides_who_joins(who: str) -> None:
    organisation = an_organisation()

    assert rules.may_decide(PEOPLE[who](organisation), a_request(organisation)) == (who in DECIDE)


@pytest.mark.parametrize(
    "who", [who for who in PEOPLE if not who.endswith(" contact") or who.startswith("a former")]
)
def test_who_decides_where_nobody_is(who: str) -> None:
    organisation = alone(an_organisation())

    asked = a_request(organisation)
    assert rules.may_decide(PEOPLE[who](organisation), asked) == (who in DECIDE_WHERE_NOBODY_IS)


@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_but_oneself_publishes_a_name(who: str) -> None:
    organisation = an_organisation()
    membership = organisation.memberships.get()

    assert not rules.may_publish_name(PEOPLE[who](organisation), membership)
    assert rules.may_publish_name(membership.user, membership)


@pytest.mark.parametrize(
    ("asked_with", "signed_in_with", "alone_decides"),
    [
        (ADDRESS, ADDRESS, True),
        (ADDRESS.upper(), ADDRESS, True),
        ("autre@example.org", "autre@example.org", False),
        (ADDRESS, "autre@example.org", False),
    ],
)
def test_only_the_papers_address_decides_for_itself(
    asked_with: str, signed_in_with: str, *, alone_decides: bool
) -> None:
    organisation, person = alone(an_organisation()), a_user(email=signed_in_with)
    asked = a_request(organisation, email=asked_with)
    assert not may_decide_alone(person, asked)  # who left could have left it to somebody else

    organisation.memberships.all().delete()

    assert may_decide_alone(person, asked) == alone_decides
    a_contact(organisation)
    assert not may_decide_alone(person, asked)


def an_invitation(organisation: Organisation) -> Invitation:
    inviting = organisation.memberships.current().order_by("started_at")[0].user
    return actions.invite(organisation, by=inviting, email="deux@example.org")


def cancelling(organisation: Organisation) -> Callable[[User], object]:
    invitation = an_invitation(organisation)
    return lambda by: actions.cancel_invitation(invitation, by=by)


def answering(act: Callable[..., object], organisation: Organisation) -> Callable[[User], object]:
    asked = a_request(organisation)
    return lambda by: act(asked, by=by)


def of_the_contact(
    act: Callable[..., object], organisation: Organisation, **values: Any
) -> Callable[[User], object]:
    membership = organisation.memberships.get()
    return lambda by: act(membership, by=by, **values)


# Each action that asks who may: what it acts on is there before, the person is given then.
ASKED: dict[str, Callable[[Organisation], Callable[[User], object]]] = {
    "invite": lambda one: lambda by: actions.invite(one, by=by, email="trois@example.org"),
    "cancel_invitation": cancelling,
    "change_role": lambda one: of_the_contact(actions.change_role, one, role="autre"),
    "publish_name": lambda one: of_the_contact(actions.publish_name, one, yes=True),
    "end_membership": lambda one: of_the_contact(actions.end_membership, one, leaves_nobody=True),
    "accept_join": lambda one: answering(actions.accept_join, one),
    "decline_join": lambda one: answering(actions.decline_join, one),
}
STRANGERS = ["a stranger", "a contact of another", "a former contact", "a closed contact"]


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("action", ASKED)
def test_an_action_asks_who_may_and_changes_nothing_for_others(action: str, who: str) -> None:
    organisation = an_organisation()
    act, person = ASKED[action](organisation), PEOPLE[who](organisation)
    before = everything()

    with pytest.raises(ActionRefused):
        act(person)  # type: ignore[arg-type]  # signed in, all of these

    assert everything() == before


def test_an_invitation_that_was_accepted_is_neither_cancelled_nor_accepted_by_another() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    invitation = actions.invite(organisation, by=contact, email="deux@example.org")
    actions.accept_invitation(invitation, by=(second := a_user()))

    with pytest.raises(ActionRefused, match="déjà été acceptée"):
        actions.cancel_invitation(invitation, by=contact)
    for another in (a_user(), None):
        with pytest.raises(ActionRefused, match="déjà servi"):
            actions.accept_invitation(invitation, by=another)
    assert actions.accept_invitation(invitation, by=second).user == second
    assert organisation.memberships.current().count() == 2


@pytest.mark.parametrize("field", ["cancelled_at", "expires_at"])
def test_an_invitation_that_ended_makes_nobody_a_contact(field: str) -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    invitation = actions.invite(organisation, by=contact, email="deux@example.org")
    changed(invitation, **{field: timezone.now()})

    with pytest.raises(ActionRefused, match="n’est plus valable"):
        actions.accept_invitation(invitation, by=a_user())
    assert organisation.memberships.count() == 1


def test_cancelling_again_keeps_the_first_date() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    invitation = actions.invite(organisation, by=contact, email="deux@example.org")
    long_ago = timezone.now() - timedelta(days=3)
    changed(invitation, cancelled_at=long_ago)

    assert actions.cancel_invitation(invitation, by=contact).cancelled_at == long_ago


@pytest.mark.parametrize("name", ["", " ", "\x00", "\u200b"])
def test_a_record_keeps_a_name(name: str) -> None:
    organisation = an_organisation(contact=(contact := a_user()))

    with pytest.raises(ActionRefused, match="Écrivez le nom"):
        actions.create(name=name)
    with pytest.raises(ActionRefused, match="Écrivez le nom"):
        actions.update_identity(organisation, by=contact, name=name, acronym="", kind=Organisation.Kind.NETWORK)


def test_somebody_else_asking_does_not_wait_behind_the_first() -> None:
    organisation, other = an_organisation(), an_organisation()
    first = a_request(organisation)

    assert a_request(organisation, email="lea@example.org") != first
    assert a_request(other) != first


def test_asking_again_after_an_answer_is_asking_anew() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    first = a_request(organisation)
    actions.decline_join(first, by=contact)

    assert a_request(organisation) != first


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ("unknown", "nothing", "unknown"),
        ("unknown", "a neighbourhood", "known"),
        ("unknown", "outside", "known"),
        ("known", "nothing", "known"),
    ],
)
def test_what_was_not_known_stays_so_until_it_is_said(before: str, said: str, after: str) -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    changed(organisation, qpv_unknown=before == "unknown")
    organisation.refresh_from_db()

    updated = actions.update_area(
        organisation,
        by=contact,
        qpvs=[a_qpv()] if said == "a neighbourhood" else [],
        outside_qpv=said == "outside",
        communes=[],
        departments=[],
        regions=[],
    )
    assert updated.qpv_unknown == (after == "unknown")

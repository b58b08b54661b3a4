"""Every kind of mail: how many somebody may cause, to one mailbox, at one person's request, about one object; and
that past this nothing is written, and the person is told so in a sentence."""

from itertools import count
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from qpv_charter.toolkit.mailboxes import mailbox_of
from signatories.outbox.actions import write, write_each
from signatories.outbox.limits import TooManyMails, allowance_of, declared, limited
from signatories.people.models import User
from tests.asking import asked_from
from tests.factories import BY_TESTS, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TESTS = Path(__file__).parent
KINDS = {kind: allowance for kind, allowance in declared().items() if allowance.why != BY_TESTS}
# Those declared together count together, whichever is written: one is tried for all.
LIMITED = sorted({id(KINDS[kind]): kind for kind in sorted(KINDS) if not KINDS[kind].why}.values())
# What their tasks write is tried beside them: no action, hence no scene.
BY_TASKS = {"register.anchored", "signing.decision_reminder"}
# Nobody waits for one of these in particular: the team's pages show the same.
NOBODYS_OWN = {*BY_TASKS, "moderation.signed", "moderation.look_alikes", "organisations.nobody_left"}
_numbers = count(1)


def accounts() -> set[str]:
    """The mails that allauth writes, through our adapter: one for each text."""
    texts = (TESTS.parent / "templates").glob("*/email/*_message.txt")
    return {file.name.removesuffix("_message.txt") for file in texts}


def test_every_kind_is_declared_and_written_somewhere() -> None:
    texts = "".join(file.read_text() for file in TESTS.rglob("*/test_scenes.py"))
    played = {kind for kind in KINDS if f'"{kind}"' in texts or f'"{kind.removeprefix("signature.")}"' in texts}

    assert sorted(accounts() - KINDS.keys()) == []
    assert sorted(KINDS.keys() - played - accounts() - BY_TASKS) == []


@pytest.mark.parametrize("kind", LIMITED)
def test_one_mailbox_is_written_to_so_often_whoever_asks(kind: str) -> None:
    limits = allowance_of(kind).to

    assert _caused(kind, to="victime@example.org", by=None) == min(limit.times for limit in limits)


@pytest.mark.parametrize("kind", LIMITED)
def test_one_who_asks_has_a_share_of_a_mailbox_and_leaves_the_rest_to_its_owner(kind: str) -> None:
    """Codes asked for by a stranger do not keep the owner's from coming."""
    shares = [limit.share for limit in allowance_of(kind).to if limit.share]
    if kind in NOBODYS_OWN:
        pytest.skip("to the team, or written by a task")
    assert shares
    stranger = a_user()

    assert _caused(kind, to="victime@example.org", by=stranger) <= min(shares)
    assert _caused(kind, to="victime@example.org", by=a_user()) > 0


@pytest.mark.parametrize("kind", LIMITED)
def test_networks_or_accounts_of_one_place_leave_some_to_others(kind: str) -> None:
    """Somebody is given thousands of IPv6 networks of 64 bits, or has friends around."""
    if kind in NOBODYS_OWN:
        pytest.skip("to the team, or written by a task")
    many: list[User | None] = [None, a_user(), a_user(), a_user()]
    for person in many:
        _caused(kind, to="victime@example.org", by=person, network="2001:db8:1:{1}::1")

    assert _caused(kind, to="victime@example.org", by=None, network="2001:db8:2:{1}::1") > 0


@pytest.mark.parametrize("kind", LIMITED)
def test_one_person_causes_so_many_whoever_reads_them(kind: str) -> None:
    limits = allowance_of(kind).by
    if not limits:
        pytest.skip("counted by mailbox and by object alone")

    assert _caused(kind, to="victime{}@example.org", by=a_user()) == min(limit.times for limit in limits)


@pytest.mark.parametrize(("kind", "label"), [(kind, label) for kind in LIMITED for label in KINDS[kind].about])
def test_one_object_is_written_about_so_often_whoever_asks(kind: str, label: str) -> None:
    model = apps.get_model(label)
    about = model(
        pk=model._meta.pk.to_python("5" * 32 if model._meta.pk.get_internal_type() == "UUIDField" else 5)
    )
    times = min(limit.times for limit in KINDS[kind].about[label])

    assert _caused(kind, to="victime{}@example.org", by=None, about=about) == times


def _caused(
    kind: str, *, to: str, by: User | None, about: Model | None = None, network: str = "192.0.{}.{}"
) -> int:
    """How many leave when somebody, or one network after the other, asks without end."""
    caused = 0
    for number in range(400):
        with asked_from(network.format(number // 250, number % 250), by=by):
            try:
                written = write_each(
                    kind=kind,
                    to=[to.format(next(_numbers))],
                    subject="Objet",
                    template="tests/mail",
                    context={},
                    about=[about],
                )
            except TooManyMails:
                return caused
        if not written:
            return caused
        caused += 1
    return caused


def test_the_several_names_of_one_provider_are_one_mailbox() -> None:
    assert mailbox_of("a.b+un@GoogleMail.com") == mailbox_of("ab@gmail.com") == "ab@gmail.com"
    assert mailbox_of("a.b@pm.me") == mailbox_of("ab+un@proton.me") == "ab@protonmail.com"
    assert mailbox_of("ab@me.com") == mailbox_of("a.b@mac.com") == "ab@icloud.com"


def test_a_kind_that_nobody_declared_is_not_written() -> None:
    with pytest.raises(LookupError, match="mystere"):
        write(kind="needs.mystere", to="a@example.org", subject="", template="tests/mail", context={}, about=())


def test_a_kind_is_declared_once() -> None:
    with pytest.raises(ValueError, match="login_code"):
        limited("login_code", to=[])


@pytest.mark.parametrize(
    "same", ["a.b@example.org", "AB@Example.org", "ab+un@example.org", "a.b+deux@example.org"]
)
def test_a_mailbox_has_one_count_in_all_its_spellings(same: str) -> None:
    assert mailbox_of(same) == "ab@example.org"

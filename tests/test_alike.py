"""Answers that must not tell whether an address is known, by the time they take either: the same queries, the same
writes, whoever has it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.alike import kept_if
from signatories.organisations.models import JoinRequest, Organisation
from signatories.outbox.models import Message
from signatories.people.actions import open_account
from signatories.people.models import User
from tests.factories import a_draft, a_published_signature, a_team_member, a_user, an_organisation
from tests.signin import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
JOIN = {"first_name": "Fatou", "last_name": "Sow", "role": "salariée"}
KNOWN, UNKNOWN = "connue@example.org", "inconnue@example.org"
Call = Callable[[], object]
CHANGES = [
    (r"'(?:[^']|'')*'|\b(?:NULL|true|false)\b", "…"),  # values
    (r'"_django_curs_\w+"', "…"),
    (r"\b\d+(?:\.\d+)?\b", "…"),
    (r"…::\w+", "…"),
    (r'"?s[\d…]+_x[\d…]+"?', "…"),  # names of savepoints, which are either kept or taken back
    (r"^(?:RELEASE|ROLLBACK TO) SAVEPOINT", "END OF SAVEPOINT"),
]


def asked_of_database(call: Call) -> list[str]:
    """The shape of each query, in order."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return [shape(query["sql"]) for query in captured.captured_queries]


def shape(sql: str) -> str:
    for what, instead in CHANGES:
        sql = re.sub(what, instead, sql)
    return sql


@dataclass(frozen=True)
class Page:
    """A page that takes an address: what makes it known, and what is then done with one."""

    known: Callable[[str], object]
    act: Callable[[str], Iterator[Call]]


def sign_in(email: str) -> Iterator[Call]:
    client, confirm = Client(), reverse("account_confirm_login_code")
    yield lambda: client.post(reverse("account_login"), {"email": email})
    yield lambda: client.get(confirm)
    yield lambda: client.post(confirm, {"code": "000000"})
    yield lambda: client.post(confirm, {"action": "resend"})


def change_address(email: str) -> Iterator[Call]:
    client, confirm = browser_of(a_user()), reverse("account_email_verification_sent")
    yield lambda: client.post(reverse("account_email"), {"email": email, "action_add": "1"})
    yield lambda: client.get(confirm)
    yield lambda: client.post(confirm, {"code": "000000"})
    yield lambda: client.post(confirm, {"action": "resend"})


def resume(email: str) -> Iterator[Call]:
    yield lambda: Client().post(reverse("signing:resume"), {"email": email})


def join(organisation: Organisation) -> Callable[[str], Iterator[Call]]:
    def act(email: str) -> Iterator[Call]:
        yield lambda: Client().post(reverse("joining:ask", args=[organisation.slug]), JOIN | {"email": email})

    return act


def without_contact() -> Organisation:
    a_team_member()
    organisation = a_published_signature().organisation
    organisation.memberships.update(ended_at=timezone.now())
    return organisation


def two_drafts(email: str) -> None:
    for number in range(2):
        a_draft(email=email, name=f"Les Amis {number} (exemple)")


def joining() -> Page:
    """« Confirmez ou corrigez »: the address that the paper gave decides for itself; others wait for the team."""
    organisation = without_contact()

    def of_paper(email: str) -> None:
        Organisation.objects.filter(pk=organisation.pk).update(contact_email=email)

    return Page(of_paper, join(organisation))


def joining_again() -> Page:
    organisation = an_organisation_to_join()
    return Page(lambda email: [call() for call in join(organisation)(email)], join(organisation))


def an_organisation_to_join() -> Organisation:
    return a_published_signature(organisation=an_organisation(contact=a_user())).organisation


PAGES: dict[str, Callable[[], Page]] = {
    "signing in": lambda: Page(lambda email: open_account(email=email, verified=True), sign_in),
    "signing in, never yet": lambda: Page(lambda email: open_account(email=email, verified=False), sign_in),
    "signing in, closed": lambda: Page(a_closed_account, sign_in),
    "changing one's address": lambda: Page(lambda email: open_account(email=email, verified=True), change_address),
    "resuming": lambda: Page(lambda email: a_draft(email=email), resume),
    "resuming two": lambda: Page(two_drafts, resume),
    "joining": joining,
    "joining again": joining_again,
}


def a_closed_account(email: str) -> None:
    user = open_account(email=email, verified=True)
    User.objects.filter(pk=user.pk).update(is_active=False)


@pytest.mark.parametrize("name", PAGES)
def test_as_much_is_asked_of_the_database_whoever_has_the_address(name: str) -> None:
    a_draft(email="autre@example.org")
    page = PAGES[name]()
    page.known(KNOWN)
    for first in page.act("premiere@example.org"):
        first()  # what is read once in a process
    for known, unknown in zip(page.act(KNOWN), page.act(UNKNOWN), strict=True):
        asked = asked_of_database(known)

        assert sorted(asked) == sorted(asked_of_database(unknown))
        assert len(asked) < 140


def test_what_is_done_for_nobody_leaves_nothing() -> None:
    a_draft(email=KNOWN)
    written = Message.objects.count()

    for call in resume(UNKNOWN):
        call()
    assert Message.objects.count() == written
    for call in resume(KNOWN):
        call()
    assert Message.objects.count() == written + 1


def test_only_who_decides_is_told_of_who_asks_to_join() -> None:
    organisation = without_contact()
    for _ in range(2):
        for call in join(organisation)(KNOWN):
            call()

    assert JoinRequest.objects.count() == 1
    assert {*Message.objects.filter(kind__startswith="organisations.join").values_list("kind", flat=True)} == {
        "organisations.join_asked_of_team",
        "organisations.join_told_former",  # to who was there
        "organisations.join_received",  # to the address that was typed, whoever has it
    }


def test_what_fails_inside_is_taken_back_too() -> None:
    def fail() -> None:
        with kept_if(True):
            a_user(email="moitie@example.org")
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    assert not User.objects.filter(email="moitie@example.org").exists()

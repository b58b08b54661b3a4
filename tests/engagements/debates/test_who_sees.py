"""Who sees a sheet, and what was decided there: one table, over every road that leads out of the database."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from engagements.debates.actions.inviting import invite, invite_guest
from engagements.debates.actions.points import add, decide_there
from engagements.debates.actions.sheets import agree
from engagements.debates.models import Sheet, SheetGuestKey
from engagements.letter.places import LETTER
from qpv_charter.toolkit import pdf
from signatories.history.models import Event
from signatories.organisations.actors import Contact
from signatories.organisations.places import SPACE, SPACE_WAITING
from signatories.outbox.models import Message
from signatories.people.actors import Actor
from signatories.people.models import Role, User
from signatories.people.places import CALENDAR, JOURNAL, Period
from signatories.signatures.models import Signature
from tests.constraints import changed
from tests.engagements.debates.scenes import (
    a_contact,
    apart,
    closed,
    facts,
    far_away,
    held,
    in_days,
    ten_days_later,
)
from tests.engagements.debates.scenes import read_again as have_it_read
from tests.factories import a_colleague, a_commune, a_team_member, a_user
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db

SAID, NAME, DECIDED = "Une de moins (exemple).", "Rosa (exemple)", "Demander une navette (exemple)"


@dataclass(frozen=True, kw_only=True)
class Cast:
    """A sheet that `organiser` opened, to which `party` was invited; `named` is to do something."""

    sheet: Sheet
    organiser: Contact
    party: Contact
    named: Contact
    guest: str  # the address that an organiser passed on


Who = Contact | User | str | None


def visitor(those: Cast) -> Who:
    return None


def a_person(those: Cast) -> Who:
    return a_user()


def guest(those: Cast) -> Who:
    return those.guest


def guest_whose_day_is_over(those: Cast) -> Who:
    SheetGuestKey.objects.update(expires_at=timezone.now())
    return those.guest


def organiser(those: Cast) -> Who:
    return those.organiser


def invited(those: Cast) -> Who:
    return those.party


def named(those: Cast) -> Who:
    return those.named


def of_the_place(those: Cast) -> Who:
    return a_contact()


def not_published(those: Cast) -> Who:
    return a_contact(published=False)


def of_elsewhere(those: Cast) -> Who:
    return far_away()


def invited_then_withdrawn(those: Cast) -> Who:
    signature = Signature.objects.filter(organisation=those.party.organisation)
    signature.update(status="withdrawn", withdrawn_at=timezone.now())
    return those.party


def the_national_team(those: Cast) -> Who:
    return a_team_member()


def its_animator(those: Cast) -> Who:
    return a_colleague(Role.Kind.TERRITORIAL, a_commune().department)


def another_animator(those: Cast) -> Who:
    return a_colleague(Role.Kind.TERRITORIAL, a_commune(name="Lyon", code="69123").department)


def the_committee(those: Cast) -> Who:
    return a_colleague(Role.Kind.COMMITTEE)


NOTHING: frozenset[str] = frozenset()
TEXTS = frozenset({SAID, DECIDED})
ALL = TEXTS | {NAME}
# Among those who take part alone; with those of the place too; once it is public.
TABLE: dict[Callable[[Cast], Who], tuple[frozenset[str], frozenset[str], frozenset[str]]] = {
    visitor: (NOTHING, NOTHING, TEXTS),
    a_person: (NOTHING, NOTHING, TEXTS),
    guest: (TEXTS, TEXTS, TEXTS),
    guest_whose_day_is_over: (NOTHING, NOTHING, TEXTS),
    organiser: (ALL, ALL, ALL),
    invited: (ALL, ALL, ALL),
    named: (ALL, ALL, ALL),
    of_the_place: (NOTHING, ALL, ALL),
    not_published: (NOTHING, NOTHING, TEXTS),
    of_elsewhere: (NOTHING, NOTHING, TEXTS),
    invited_then_withdrawn: (NOTHING, NOTHING, TEXTS),
    the_national_team: (ALL, ALL, ALL),
    its_animator: (ALL, ALL, ALL),
    another_animator: (NOTHING, NOTHING, TEXTS),
    the_committee: (NOTHING, NOTHING, TEXTS),
}


def cast(stage: int) -> Cast:
    """A closed sheet: between those who take part (0), with those of the place (1), public (2)."""
    leader, party, doer = a_contact(), a_contact(), a_contact()
    sheet = held(by=leader, wants_public=stage == 2)
    invite(sheet, party.organisation, by=leader)
    add(sheet, apart(), by=leader)
    decide_there(sheet, facts(text=DECIDED, organisation=doer.organisation), by=leader)
    key = invite_guest(sheet, by=leader, called="Le conseil (exemple)", until=in_days(20))
    changed(sheet, place_reads=stage > 0)
    sheet = closed(sheet, by=leader)
    if stage == 2:
        agree(sheet, by=doer, yes=True)
    sheet.refresh_from_db()
    return Cast(sheet=sheet, organiser=leader, party=party, named=doer, guest=f"/debats/invitation/{key.clear}/")


@pytest.mark.once
@pytest.mark.parametrize("stage", range(3), ids=["between", "place", "public"])
def test_each_sees_what_is_theirs_on_every_road(stage: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "build", lambda _: b"%PDF-1.7 drawn elsewhere")
    those = cast(stage)

    seen = {who.__name__: what_is_seen(who, those) for who in TABLE}

    assert seen == {who.__name__: (row[stage], [200 if row[stage] else 404]) for who, row in TABLE.items()}


def what_is_seen(who: Callable[[Cast], Who], those: Cast) -> tuple[frozenset[str], list[int]]:
    """What somebody reads of it, and how its page and its file answer; taken back for the next one."""
    with transaction.atomic():
        asks = who(those)
        web = browser(asks)
        read = "\n".join(roads(asks, web, those.sheet))
        files = ("", "fiche.pdf")
        statuses = {web.get(f"{those.sheet.get_absolute_url()}{each}").status_code for each in files}
        transaction.set_rollback(True)
    return frozenset(secret for secret in ALL if secret in read), sorted(statuses)


def roads(who: Who, web: Client, sheet: Sheet) -> list[str]:
    """All that somebody reads: pages, lists, workspace, what other slices gather, mails, the history."""
    base = sheet.get_absolute_url()
    decisions = [each.decision.get_absolute_url() for each in sheet.decided.select_related("decision")]
    doors = ("", "animer/", "decider/", "inviter/", "lecteurs/", "noter/")
    lists = ("/debats/", "/decisions/", "/quartiers/QN09331M/", "/animation/", "/agir/", "/journal/")
    addresses = [*[f"{base}{door}" for door in doors], *lists, *decisions]
    shown = [answer for each in addresses if (answer := web.get(each)).status_code == 200]
    pages = [answer.content.decode() for answer in shown]
    return [*pages, *gathered(who, web), *mails(who), *history(who)]


def gathered(who: Who, web: Client) -> list[str]:
    actor = who if isinstance(who, Contact) else Actor(person=who if isinstance(who, User) else None)
    period = Period(in_days(-60), in_days(400))
    found: list[Any] = [*CALENDAR.gather(actor, None, period), *JOURNAL.gather(None, period)]
    if isinstance(actor, Contact):
        found += [*LETTER.gather(actor, period), *SPACE.gather(actor), *SPACE_WAITING.gather(actor)]
        return [*map(repr, found), web.get(f"/espace/{actor.organisation.slug}/").content.decode()]
    return [*map(repr, found)]


def mails(who: Who) -> list[str]:
    person = who.person if isinstance(who, Contact) else who if isinstance(who, User) else None
    every = Message.objects.filter(to=person.email) if person else Message.objects.none()
    return [mail.text for mail in every if not mail.secret]


def history(who: Who) -> list[str]:
    if not (isinstance(who, User) and who.is_staff):
        return []
    return [f"{event.note} {json.dumps(event.data)}" for event in Event.objects.all()]


def browser(who: Who) -> Client:
    if isinstance(who, Contact):
        return browser_of(who.person)
    if isinstance(who, User):
        return team_browser(who) if who.is_staff or who.current_roles else browser_of(who)
    web = Client()
    if who:
        web.get(who)
    return web


def test_it_is_public_only_while_everyone_named_says_yes() -> None:
    those = cast(2)

    agree(those.sheet, by=those.named, yes=False)

    those.sheet.refresh_from_db()
    assert not those.sheet.is_public
    assert not Sheet.objects.visible_to(Actor()).exists()
    assert [each.decision.audience for each in those.sheet.decided.all()] == ["place"]


def test_it_is_not_public_before_its_ten_days_are_over() -> None:
    by = a_contact()
    sheet = have_it_read(held(by=by, wants_public=True), by=by)

    assert not sheet.is_public
    assert not Sheet.objects.visible_to(Actor()).exists()
    assert ten_days_later(sheet).state == "correcting"

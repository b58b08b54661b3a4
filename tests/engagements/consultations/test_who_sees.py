"""Who sees what of a consultation: one table, over every road that leads out of the database."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from engagements.consultations.actions.outcomes import agree_to_be_named, conclude
from engagements.consultations.actions.rooms import invite, say
from engagements.consultations.models import Consultation, Line, Outcome, Said
from engagements.consultations.models.rooms import LINE_KIND
from engagements.flags import actions as flags
from engagements.flags.models import Case
from engagements.flags.places import kinds
from engagements.letter.places import LETTER
from signatories.history.models import Event
from signatories.organisations.actors import Contact
from signatories.organisations.places import SPACE, SPACE_WAITING
from signatories.outbox.models import Message
from signatories.people.actors import Actor
from signatories.people.audiences import member
from signatories.people.models import Role, User
from signatories.people.places import CALENDAR, Period
from signatories.signatures.models import Signature
from tests.engagements.consultations.scenes import (
    Three,
    a_contact,
    a_view,
    in_days,
    moved_to,
    reported_line,
    said,
    three,
)
from tests.factories import a_colleague, a_commune, a_published_signature, a_qpv, a_team_member, a_user
from tests.signin import browser_of, team_browser

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HEARD = "On ne sait pas où aller le soir (exemple)"
FIRST, SECOND, AGREED = "Les douze à seize ans (exemple)", "Les familles (exemple)", "Ensemble au parc (exemple)"
Who = Contact | User | None


def visitor(those: Three) -> Who:
    return None


def a_person(those: Three) -> Who:
    return a_user()


def of_elsewhere(those: Three) -> Who:
    contact = a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))
    contact.organisation.commune = a_commune(name="Lyon", code="69123")
    contact.organisation.save()
    return contact


def not_published(those: Three) -> Who:
    return a_contact(published=False)


def without_a_line(those: Three) -> Who:
    return those.third


def with_a_line(those: Three) -> Who:
    return those.first


def not_concerned(those: Three) -> Who:
    say(those.room, said(Said.NOT_FOR_US), by=those.third)
    return those.third


def came_later(those: Three) -> Who:
    """It acts there now, and says so; its signature is older than the consultation."""
    return later_in_place()


def later_in_place() -> Contact:
    contact = a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))
    contact.organisation.commune = a_commune(name="Lyon", code="69123")
    contact.organisation.save()
    contact.organisation.qpvs.add(a_qpv())
    return contact


def invited(those: Three) -> Who:
    contact = later_in_place()
    invite(those.room, contact.organisation, by=those.first)
    return contact


def invited_with_a_line(those: Three) -> Who:
    contact = later_in_place()
    invite(those.room, contact.organisation, by=those.first)
    say(those.room, said(), by=contact)
    return contact


def gone_from_the_place(those: Three) -> Who:
    """Nor is its head office in the department any more."""
    those.first.organisation.qpvs.clear()
    type(those.first.organisation).objects.filter(pk=those.first.organisation.pk).update(commune=None)
    return those.first


def withdrawn(those: Three) -> Who:
    Signature.objects.filter(organisation=those.first.organisation).update(
        status="withdrawn", withdrawn_at=timezone.now()
    )
    return those.first


def paused(those: Three) -> Who:
    Signature.objects.filter(organisation=those.first.organisation).update(status="paused")
    return those.first


def signed_anew(those: Three) -> Who:
    """It withdrew, and signed again after the consultation opened: it does not belong since before."""
    withdrawn(those)
    a_published_signature(organisation=those.first.organisation)
    return those.first


def the_national_team(those: Three) -> Who:
    return a_team_member()


def its_animator(those: Three) -> Who:
    return a_colleague(Role.Kind.TERRITORIAL, a_commune().department)


def who_reads(those: Three) -> Who:
    """Who animates the department since longest: named to read a line that is reported."""
    return User.objects.filter(roles__kind=Role.Kind.TERRITORIAL).earliest("roles__started_at")


def whose_line_it_is(those: Three) -> Who:
    return those.second


def another_animator(those: Three) -> Who:
    return a_colleague(Role.Kind.TERRITORIAL, a_commune(name="Lyon", code="69123").department)


def the_committee(those: Three) -> Who:
    return a_colleague(Role.Kind.COMMITTEE)


NOTHING: frozenset[str] = frozenset()
EXISTS = frozenset({"exists"})
RESTS = frozenset({FIRST, HEARD})
ALL = RESTS | {SECOND, AGREED}
BEFORE, AFTER, REPORTED, HIDDEN = STATES = (
    "before the hour",
    "from the hour on",
    "one is reported",
    "it is hidden",
)
# Before the common hour; from it on. The first has the line FIRST, the second SECOND.
TABLE: dict[Callable[[Three], Who], tuple[frozenset[str], frozenset[str]]] = {
    visitor: (NOTHING, NOTHING),
    a_person: (NOTHING, NOTHING),
    of_elsewhere: (NOTHING, NOTHING),
    not_published: (NOTHING, NOTHING),
    without_a_line: (EXISTS, EXISTS),
    not_concerned: (EXISTS, EXISTS),
    with_a_line: (EXISTS | RESTS, EXISTS | RESTS | {FIRST, SECOND, AGREED}),
    came_later: (NOTHING, NOTHING),
    invited: (EXISTS, EXISTS),
    invited_with_a_line: (EXISTS, EXISTS | RESTS | {FIRST, SECOND, AGREED}),
    gone_from_the_place: (NOTHING, NOTHING),
    withdrawn: (NOTHING, NOTHING),
    paused: (NOTHING, NOTHING),
    signed_anew: (NOTHING, NOTHING),
    the_national_team: (EXISTS, EXISTS),
    whose_line_it_is: (EXISTS | {SECOND}, EXISTS | ALL),
    its_animator: (EXISTS, EXISTS),
    who_reads: (EXISTS, EXISTS),
    another_animator: (NOTHING, NOTHING),
    the_committee: (NOTHING, NOTHING),
}


# Then the first reports SECOND, which opens to who reads, and is hidden: what changes, and what must not.
THEN: dict[tuple[Callable[[Three], Who], str], frozenset[str]] = {
    (who_reads, REPORTED): EXISTS | {SECOND},
    (who_reads, HIDDEN): EXISTS | {SECOND},
    (with_a_line, HIDDEN): EXISTS | ALL - {SECOND},
    (invited_with_a_line, HIDDEN): EXISTS | ALL - {SECOND},
}
SAME = (visitor, without_a_line, whose_line_it_is, the_national_team, its_animator, the_committee)
ASKED = [
    *((who, state) for who in TABLE for state in (BEFORE, AFTER)),
    *((who, state) for who in SAME for state in (REPORTED, HIDDEN)),
    (with_a_line, REPORTED),
    *THEN,
]


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Three, User]]:
    """Before the hour; and who will read what is reported. Made once: what each test changes is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        reader = a_colleague(Role.Kind.TERRITORIAL, a_commune().department)
        those = three(open_now=False)
        a_view(those, text=HEARD)
        yield those, reader
        transaction.set_rollback(True)


@pytest.mark.parametrize(("who", "state"), ASKED, ids=lambda each: getattr(each, "__name__", each))
def test_each_sees_what_is_theirs_on_every_road(
    lived: tuple[Three, User], who: Callable[[Three], Who], state: str
) -> None:
    those, reader = deepcopy(lived)
    asks = who(those)
    if state != BEFORE:
        comes_to(state, those, reader)

    web = browser(asks)
    read = "\n".join(roads(asks, web, those.room))

    secrets = {secret for secret in (*ALL, FIRST) if secret in read}
    seen = secrets | ({"exists"} if str(those.room.pk) in read else set())
    assert seen == THEN.get((who, state), TABLE[who][state != BEFORE])
    status = web.get(those.room.get_absolute_url()).status_code
    assert (status == 200) == ("exists" in seen)
    assert status in {200, 302 if asks is None else 404}


def comes_to(state: str, those: Three, reader: User) -> None:
    """The hour has come, and it is concluded; a line is reported; it is hidden."""
    moved_to(those.room, days=-1)
    if state in {REPORTED, HIDDEN}:
        reported_line(those)
    if state == HIDDEN:
        flags.hide(kinds()[LINE_KIND], those.other, by=member(reader), why=SECOND)
    conclude(those.room, by=those.second, outcome=Outcome.EACH, told=AGREED)
    agree_to_be_named(those.room, by=those.second)
    those.room.refresh_from_db()


def roads(who: Who, web: Client, room: Consultation) -> list[str]:
    """All that somebody reads: pages, lists, feed, workspace, what other slices gather, mails, the history."""
    base = f"/concertations/qui-depose-quoi/{room.pk}/"
    lines = [f"{base}ligne/{pk}/" for pk in Line.objects.values_list("pk", flat=True)]
    addresses = [
        "/concertations/",
        "/concertations/?etat=termine",
        "/concertations/appels.atom",
        "/concertations/appels.ics",
        f"/concertations/{room.call_id}/",
        "/quartiers/QN09331M/",
        "/animation/",
        *[f"{base}{name}" for name in ("", "heure/", "inviter/", "ligne/", "tour-de-table/", "conclure/")],
        *[f"{line}{name}" for line in lines for name in ("", "signaler/")],
        "/animation/signalements/",
        *[f"/animation/signalements/{pk}/" for pk in Case.objects.values_list("pk", flat=True)],
        *[f"/signaler/{LINE_KIND}/{pk}/" for pk in Line.objects.values_list("pk", flat=True)],
        f"/concertations/page/{room.page_code}/",
    ]
    shown = [answer for each in addresses if (answer := web.get(each)).status_code == 200]
    pages = [answer.content.decode().replace("&#x27;", "'") for answer in shown]
    return [*pages, *gathered(who, web), *mails(who), *history(who)]


def gathered(who: Who, web: Client) -> list[str]:
    """The contributions that are asked with somebody, as they would be shown to them."""
    actor = who if isinstance(who, Contact) else Actor(person=who)
    period = Period(in_days(-60), in_days(400))
    found: list[object] = [*CALENDAR.gather(Actor(), None, period)]
    if isinstance(actor, Contact):
        found += [*LETTER.gather(actor, period), *SPACE.gather(actor), *SPACE_WAITING.gather(actor)]
        shown = web.get(f"/espace/{actor.organisation.slug}/").content.decode()
        return [*map(repr, found), shown]
    return [*map(repr, found)]


def mails(who: Who) -> list[str]:
    person = who.person if isinstance(who, Contact) else who
    every = Message.objects.filter(to=person.email) if person else Message.objects.none()
    if isinstance(who, User) and who.is_staff:  # who reads the outbox of all
        every = Message.objects.all()
    return [mail.text for mail in every if not mail.secret]


def history(who: Who) -> list[str]:
    """What the team may read of each event: its note and its data."""
    if not (isinstance(who, User) and who.is_staff):
        return []
    return [f"{event.note} {json.dumps(event.data)}" for event in Event.objects.all()]


def browser(who: Who) -> Client:
    if who is None:
        return Client()
    if isinstance(who, Contact):
        return browser_of(who.person)
    return team_browser(who) if who.is_staff or who.current_roles else browser_of(who)

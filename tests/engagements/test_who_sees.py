"""Who sees what of needs, gatherings, their answers and calls: by state and by field, over every road out of the
database. What is said in a consultation has its own table (`consultations/test_who_sees.py`)."""

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from engagements.consultations.actions import calls
from engagements.consultations.models import Call
from engagements.letter.places import LETTER
from engagements.needs import actions as needs
from engagements.needs.models import Need
from engagements.participation import actions as gatherings
from engagements.participation.actions.asking import Words
from engagements.participation.models import Gathering
from signatories.history.models import Event
from signatories.organisations.actors import Contact
from signatories.organisations.places import EVIDENCE, SPACE, SPACE_WAITING
from signatories.outbox.models import Message
from signatories.people.actors import Actor
from signatories.people.audiences import member
from signatories.people.models import Role, User
from signatories.people.places import CALENDAR, Period
from signatories.signatures.models import Signature
from tests.constraints import changed
from tests.engagements.consultations.scenes import a_call, a_contact, hidden_call, in_days, over
from tests.engagements.needs.scenes import a_need, hidden
from tests.engagements.participation.scenes import a_gathering, a_resident_answers
from tests.factories import a_colleague, a_commune, a_qpv, a_team_member, a_user
from tests.signin import browser_of, team_browser

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NEED, ANSWERED = "Un banc à l’ombre (exemple)", "Une lampe au mail (exemple)"
BETWEEN, HIDDEN, BOTH = "Un local partagé (exemple)", "Un nom de trop (exemple)", "Un nom entre nous (exemple)"
GATHERING, OFF = "Café des parents (exemple)", "Fête annulée (exemple)"
INVITED, PAUSED = "Réunion entre nous (exemple)", "Goûter en pause (exemple)"
CALLED, PHONE, LANGUAGE = "Fatoumata Exemple", "01 99 00 55 66", "soninké exemple"
CALL, OVER, EXPECTED, WITHDRAWN = (
    "Appel A (exemple)",
    "Appel B (exemple)",
    "Appel C (exemple)",
    "Appel D (exemple)",
)
EVERYBODYS = frozenset({NEED, ANSWERED, GATHERING, OFF, CALL, OVER})
LOOKED_AFTER = frozenset({BETWEEN, HIDDEN, BOTH, INVITED, PAUSED, EXPECTED, WITHDRAWN})
SECRETS = EVERYBODYS | LOOKED_AFTER | {CALLED, PHONE, LANGUAGE}

SEEN: dict[str, frozenset[str]] = {
    "a visitor": EVERYBODYS,
    "a person": EVERYBODYS,
    "who wrote it all": SECRETS - {PAUSED},
    "a signatory of the place": EVERYBODYS | {BETWEEN},
    "of the place, not published": EVERYBODYS,
    "a signatory of elsewhere": EVERYBODYS,
    "whose signature is paused": EVERYBODYS | {PAUSED},
    "its animator": EVERYBODYS | LOOKED_AFTER,
    "another animator": EVERYBODYS,
    "the national team": EVERYBODYS | LOOKED_AFTER,
    "the committee": EVERYBODYS,
}
Who = Contact | User | None


@dataclass(frozen=True)
class Lived:
    """Each person, and who organised what they look at."""

    people: dict[str, Who]
    author: Contact


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Lived]:
    """Made once for all: each test only reads."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield everything()
        transaction.set_rollback(True)


def everything() -> Lived:
    author, paused, far = a_contact(), a_contact(), a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))
    changed(far.organisation, commune=a_commune(name="Lyon", code="69123"))
    some_needs(author)
    some_gatherings(author, paused)
    some_calls(author)
    Signature.objects.filter(organisation=paused.organisation).update(status="paused")
    people: dict[str, Who] = {
        "a visitor": None,
        "a person": a_user(),
        "who wrote it all": author,
        "a signatory of the place": a_contact(),
        "of the place, not published": a_contact(published=False),
        "a signatory of elsewhere": far,
        "whose signature is paused": paused,
        "its animator": a_colleague(Role.Kind.TERRITORIAL, a_commune().department),
        "another animator": a_colleague(Role.Kind.TERRITORIAL, a_commune(name="Lyon", code="69123").department),
        "the national team": a_team_member(),
        "the committee": a_colleague(Role.Kind.COMMITTEE),
    }
    return Lived(people, author)


def some_needs(author: Contact) -> None:
    a_need(by=author, text=NEED)
    needs.close(a_need(by=author, text=ANSWERED), by=author, text="C’est réparé.", done=True)
    a_need(by=author, text=BETWEEN, is_public=False)
    hidden(a_need(by=author, text=HIDDEN))
    hidden(a_need(by=author, text=BOTH, is_public=False))


def some_gatherings(author: Contact, paused: Contact) -> None:
    gathering = a_gathering(author, words=Words(title=GATHERING))
    a_resident_answers(gathering, called=CALLED, phone=PHONE, email="fatou@example.org", interpreting=LANGUAGE)
    gatherings.fix(gathering, by=author, time=gathering.times.all()[0])
    gatherings.cancel(a_gathering(author, words=Words(title=OFF)), by=author, why="Il pleut.")
    a_gathering(author, words=Words(title=INVITED), is_public=False)
    a_gathering(paused, words=Words(title=PAUSED))


def some_calls(author: Contact) -> None:
    made: dict[str, Call] = {}
    for name in (CALL, OVER, WITHDRAWN):
        told = {"name": name, "link": f"https://example.org/{len(made)}", "last_on": in_days(60 + 40 * len(made))}
        made[name] = a_call(by=author, **told)
    expected = calls.expect_again(made[OVER], by=author)
    changed(expected, name=EXPECTED)
    over(made[OVER])
    hidden_call(made[WITHDRAWN])


@pytest.mark.parametrize("who", SEEN)
def test_each_sees_what_is_theirs_on_every_road(lived: Lived, who: str) -> None:
    asks = lived.people[who]

    read = html.unescape("\n".join(roads(asks, lived.author)))

    assert {secret for secret in SECRETS if secret in read} == SEEN[who]


def roads(who: Who, author: Contact) -> list[str]:
    """All that somebody reads: pages, lists, feeds, calendars, spaces, what slices gather, mails, the history."""
    web = browser(who)
    shown = [answer for each in addresses(who, author) if (answer := web.get(each)).status_code == 200]
    return [*(answer.content.decode() for answer in shown), *gathered(who), *mails(who), *history(who)]


def addresses(who: Who, author: Contact) -> Iterator[str]:
    yield from ("/", "/agir/", "/quartiers/QN09331M/", "/territoires/93/", "/animation/")
    yield from (f"/signataires/{author.organisation.slug}/",)
    yield from (f"/besoins/{asked}" for asked in ("", "?etat=open", "?etat=answered", "?qpv=QN09331M"))
    yield from (f"/rencontres/{asked}" for asked in ("", "?quand=passees", "?q=exemple", "?departement=93"))
    yield from ("/rencontres/quartier/QN09331M.ics", "/rencontres/departement/93.ics")
    yield from (f"/concertations/{asked}" for asked in ("", "?etat=termine", "?etat=attendu", "?departement=93"))
    yield from (
        "/concertations/appels.atom",
        "/concertations/appels.atom?etat=attendu",
        "/concertations/appels.ics",
    )
    for need in Need.objects.all():
        yield from (f"/besoins/{need.pk}/{page}" for page in ("", "suite/"))
    for gathering in Gathering.objects.all():
        yield from (f"/rencontres/{gathering.pk}/{page}" for page in ("", "repondre/", "code/", "rencontre.ics"))
        space = f"/espace/{gathering.organisation.slug}/rencontres/{gathering.pk}/"
        yield from (f"{space}{page}" for page in ("", "modifier/", "deplacer/", "noter/", "bilan/"))
    for call in Call.objects.all():
        yield from (f"/concertations/{call.pk}/{page}" for page in ("", "corriger/", "qui-depose-quoi/"))
    spaces = {author.organisation.slug} | ({who.organisation.slug} if isinstance(who, Contact) else set())
    yield from (f"/espace/{slug}/{page}" for slug in sorted(spaces) for page in ("", "rencontres/", "besoins/"))


def gathered(who: Who) -> list[str]:
    """What slices add for somebody, as they would be shown to them."""
    actor = actor_of(who)
    period = Period(in_days(-60), in_days(400))
    found: list[object] = [*CALENDAR.gather(actor, None, period)]
    if isinstance(actor, Contact):
        found += [*LETTER.gather(actor, period), *SPACE.gather(actor), *SPACE_WAITING.gather(actor)]
        found += EVIDENCE.gather(actor.organisation, period)
    return [*map(repr, found)]


def actor_of(who: Who) -> Actor:
    if isinstance(who, Contact):
        return who
    return member(who) if who and who.current_roles else Actor(person=who)


def mails(who: Who) -> list[str]:
    """Those of whoever it is; all those that the national team reads."""
    if isinstance(who, User) and who.is_staff:
        return [f"{mail.subject} {mail.text}" for mail in Message.objects.all() if not mail.secret]
    person = who.person if isinstance(who, Contact) else who
    return [mail.text for mail in Message.objects.filter(to=person.email)] if person else []


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

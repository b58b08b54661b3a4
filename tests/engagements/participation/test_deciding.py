"""Choosing a date, moving it, calling it off: who is told, what calendars read; then what came of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from engagements.participation import actions
from engagements.participation.actions.asking import Words
from engagements.participation.calendar import written
from engagements.participation.models import MOST_PEOPLE, Gathering, State
from engagements.participation.queries import answers, considered
from engagements.participation.tasks import remind_gatherings
from engagements.participation.times import When, next_of
from engagements.scope.places import place_of
from engagements.voices.actions import Speaker
from engagements.voices.models import Voice
from qpv_charter.toolkit.actions import ActionRefused
from signatories.outbox.delivery import deliver_due
from signatories.outbox.models import Message
from tests.engagements.participation.scenes import (
    a_gathering,
    a_gathering_held,
    a_resident_answers,
    a_signatory_of_franc_moisin,
    an_outcome,
    in_days,
    long_ago,
    organiser,
    reunion,
    says,
)
from tests.factories import a_qpv
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
FATOU = "fatou@example.org"


def space(gathering: Gathering, page: str = "") -> str:
    return f"/espace/{gathering.organisation.slug}/rencontres/{gathering.pk}/{page}"


def mails(kind: str) -> list[Message]:
    return list(Message.objects.filter(kind=f"gatherings.{kind}").order_by("to"))


def fixed_gathering(*, days: int = 10) -> Gathering:
    gathering = a_gathering(days=(days,))
    a_resident_answers(gathering, email=FATOU)
    return gathering


def test_the_date_chosen_is_told_to_who_left_an_address_and_the_others_are_to_be_called() -> None:
    gathering = a_gathering()
    a_resident_answers(gathering, email=FATOU)
    a_resident_answers(gathering, called="Ahmed", phone="06 12 34 56 78")
    a_resident_answers(gathering, called="Awa")
    browser, second = browser_of(organiser(gathering).person), gathering.times.all()[1]

    page = browser.post(space(gathering, f"date/{second.pk}/"), follow=True).content.decode()

    gathering.refresh_from_db()
    (mail,) = mails("fixed")
    assert (gathering.state, gathering.chosen) == (State.FIXED, second)
    assert (gathering.first_at, gathering.last_at) == (second.starts_at, second.starts_at)
    assert mail.to == FATOU
    assert second.said.capitalize() in mail.text
    assert f"/rencontres/{gathering.pk}/rencontre.ics" in mail.text
    assert "06 12 34 56 78" in page[page.index("À appeler") :]
    assert page.count("Ahmed, 06") == 1


def test_who_can_come_is_named_under_each_date_to_the_organiser() -> None:
    gathering = a_gathering()
    for called, words in (("Fatou", "yes"), ("Ahmed", "if_needed"), ("Awa", "no")):
        a_resident_answers(gathering, words, "no", "no", called=called)

    first, *others = considered(gathering, answers(gathering, organiser(gathering)))

    assert [each.voice.called for each in first.who] == ["Fatou", "Ahmed"]
    assert [each.who for each in others] == [[], []]


@pytest.mark.django_db(transaction=True)
def test_the_kept_page_says_the_date_as_soon_as_it_is_chosen() -> None:
    gathering = a_gathering()
    before = Client().get(gathering.get_absolute_url()).content.decode()

    actions.fix(gathering, by=organiser(gathering), time=gathering.times.all()[1])
    chosen = Client().get(gathering.get_absolute_url()).content.decode()
    actions.cancel(gathering, by=organiser(gathering), why="Pluie (exemple).")

    assert chosen != before
    assert "Pluie (exemple)." in Client().get(gathering.get_absolute_url()).content.decode()


def test_one_date_is_chosen_once_and_among_those_proposed() -> None:
    gathering, other = a_gathering(), a_gathering()
    contact, first = organiser(gathering), gathering.times.all()[0]

    with pytest.raises(ActionRefused, match="pas de celles"):
        actions.fix(gathering, by=contact, time=other.times.all()[0])
    actions.fix(gathering, by=contact, time=first)
    with pytest.raises(ActionRefused, match="déjà choisie"):
        actions.fix(gathering, by=contact, time=gathering.times.all()[1])

    assert browser_of(contact.person).post(space(gathering, f"date/{other.times.all()[0].pk}/")).status_code == 404


def test_a_date_that_has_passed_is_not_chosen() -> None:
    gathering = a_gathering()
    first = gathering.times.all()[0]
    first.day = timezone.localdate() - timedelta(days=1)
    first.save()

    with pytest.raises(ActionRefused, match="est passée"):
        actions.fix(gathering, by=organiser(gathering), time=first)


def test_nobody_else_decides() -> None:
    gathering, other = fixed_gathering(), a_signatory_of_franc_moisin()
    asking = a_gathering()

    tries: list[Callable[[], object]] = [
        lambda: actions.fix(asking, by=other, time=asking.times.all()[0]),
        lambda: actions.move(gathering, by=other, when=in_days(20)),
        lambda: actions.cancel(gathering, by=other, why="Non."),
        lambda: actions.hold(long_ago(gathering, days=1), by=other, outcome=an_outcome()),
    ]
    for act in tries:
        with pytest.raises(ActionRefused, match="Seule l’association"):
            act()


def test_a_date_that_changes_is_told_with_the_one_before() -> None:
    gathering = fixed_gathering()
    before = gathering.chosen
    when = in_days(17, time(20))

    browser_of(organiser(gathering).person).post(
        space(gathering, "deplacer/"), {"day": when.day.isoformat(), "at": "20:00"}
    )

    gathering.refresh_from_db()
    (mail,) = mails("moved")
    assert gathering.chosen
    assert before
    assert (gathering.chosen.day, gathering.chosen.at) == (when.day, when.at)
    assert before.said in mail.text
    assert gathering.chosen.said.capitalize() in mail.text
    assert gathering.sequence == 1


@pytest.mark.parametrize("when", [in_days(-1), in_days(10)])
def test_a_date_is_moved_to_another_that_is_to_come(when: When) -> None:
    gathering = fixed_gathering(days=10)

    with pytest.raises(ActionRefused, match=r"est passée|déjà la date"):
        actions.move(gathering, by=organiser(gathering), when=when)
    asking = a_gathering()
    with pytest.raises(ActionRefused, match="date est fixée"):
        actions.move(asking, by=organiser(asking), when=in_days(20))


def test_who_is_called_off_reads_why() -> None:
    gathering = fixed_gathering()

    page = browser_of(organiser(gathering).person).post(
        space(gathering, "annuler/"), {"why": "La salle est inondée."}, follow=True
    )

    gathering.refresh_from_db()
    (mail,) = mails("cancelled")
    assert gathering.state == State.CANCELLED
    assert "La salle est inondée." in mail.text
    assert "La salle est inondée." in Client().get(gathering.get_absolute_url()).content.decode()
    assert "annulée" in page.content.decode()
    with pytest.raises(ActionRefused, match="déjà annulée"):
        actions.cancel(gathering, by=organiser(gathering), why="Encore.")


def test_it_is_not_called_off_without_a_word() -> None:
    gathering = fixed_gathering()

    with pytest.raises(ActionRefused, match="Dites pourquoi"):
        actions.cancel(gathering, by=organiser(gathering), why=" \u200b")

    assert not mails("cancelled")


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_another_decision_replaced_does_not_leave() -> None:
    gathering = a_gathering()
    a_resident_answers(gathering, email=FATOU)
    contact = organiser(gathering)
    gathering = actions.fix(gathering, by=contact, time=gathering.times.all()[0])
    gathering = actions.move(gathering, by=contact, when=in_days(30))

    deliver_due()

    assert mails("fixed")[0].state == Message.State.CANCELLED
    assert mails("moved")[0].state == Message.State.SENT


def test_a_mailbox_that_received_enough_keeps_nobody_from_deciding() -> None:
    gathering = fixed_gathering()
    contact = organiser(gathering)

    for days in range(11, 30):
        gathering = actions.move(gathering, by=contact, when=in_days(days))

    assert len(mails("moved")) == 10
    assert gathering.sequence == 19


def test_what_was_said_is_kept_three_months_after_the_date_chosen() -> None:
    gathering = a_gathering(days=(10, 30))
    a_resident_answers(gathering)

    gathering = actions.fix(gathering, by=organiser(gathering), time=gathering.times.all()[0])

    assert gathering.chosen
    assert Voice.objects.get().forget_on == gathering.chosen.day + timedelta(days=90)


def test_a_reminder_leaves_two_days_before_once_for_each_date() -> None:
    gathering = fixed_gathering(days=4)
    contact = organiser(gathering)
    actions.remind_all()
    assert not mails("reminder")

    actions.move(gathering, by=contact, when=in_days(1))
    for _ in range(2):
        remind_gatherings.func()
    assert len(mails("reminder")) == 1
    assert not mails("reminder")[0].necessary

    actions.move(gathering, by=contact, when=in_days(1, time(23, 50)))
    actions.remind_all()
    assert len(mails("reminder")) == 2


@pytest.mark.parametrize("state", ["asking", "cancelled", "over"])
def test_nobody_is_reminded_of_what_will_not_be(state: str) -> None:
    gathering = a_gathering(days=(1, 2)) if state == "asking" else fixed_gathering(days=1)
    if state == "cancelled":
        actions.cancel(gathering, by=organiser(gathering), why="Pluie.")
    if state == "over":
        long_ago(gathering, days=0)

    actions.remind_all()
    actions.remind(gathering)

    assert not mails("reminder")


def test_what_came_of_it_is_counted_by_kind_and_read_by_anybody() -> None:
    gathering = long_ago(fixed_gathering(), days=1)
    counted = {"residents": "14", "volunteers": "3", "employees": "2", "public_bodies": "1"}
    more = {"childcare_given": "on", "outcome": "Une fête en juin (exemple)."}

    browser_of(organiser(gathering).person).post(space(gathering, "bilan/"), counted | more)

    gathering.refresh_from_db()
    page = Client().get(gathering.get_absolute_url()).content.decode()
    assert (gathering.state, gathering.came, gathering.residents) == (State.HELD, 20, 14)
    assert "20 personnes, dont 14 habitantes ou habitants, 3 bénévoles" in page
    assert "Il y avait une garde d’enfants" in page
    assert "interprète" not in page
    assert "Une fête en juin" in page


def test_what_came_of_it_may_be_said_again() -> None:
    gathering = a_gathering_held()

    actions.hold(gathering, by=organiser(gathering), outcome=an_outcome(residents=15))

    assert Gathering.objects.get().residents == 15


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (an_outcome(residents=-1), "de 0 à"),
        (an_outcome(public_bodies=MOST_PEOPLE + 1), "de 0 à"),
        (an_outcome(outcome="a" * 1001), "1000"),
    ],
)
def test_what_came_of_it_is_checked_at_this_door_too(outcome: object, said: str) -> None:
    gathering = long_ago(fixed_gathering(), days=1)

    with pytest.raises(ActionRefused, match=said):
        actions.hold(gathering, by=organiser(gathering), outcome=outcome)  # type: ignore[arg-type]  # an Outcome

    assert actions.hold(gathering, by=organiser(gathering), outcome=an_outcome(residents=MOST_PEOPLE))


def test_nothing_came_of_what_is_still_to_come_or_was_called_off() -> None:
    gathering = fixed_gathering()
    contact = organiser(gathering)
    with pytest.raises(ActionRefused, match="une fois la rencontre passée"):
        actions.hold(gathering, by=contact, outcome=an_outcome())
    actions.cancel(gathering, by=contact, why="Pluie.")

    with pytest.raises(ActionRefused, match="une fois la rencontre passée"):
        actions.hold(long_ago(gathering, days=1), by=contact, outcome=an_outcome())


@pytest.mark.parametrize(
    ("day", "monthly", "expected"),
    [
        (date(2027, 3, 4), False, date(2027, 3, 11)),
        (date(2027, 3, 4), True, date(2027, 4, 1)),  # the first Thursday
        (date(2027, 3, 11), True, date(2027, 4, 8)),
        (date(2027, 4, 29), True, date(2027, 5, 27)),  # a fifth Thursday: the last of May
        (date(2027, 12, 2), True, date(2028, 1, 6)),
    ],
)
def test_what_comes_back_comes_back_the_same_day(day: date, monthly: bool, expected: date) -> None:  # noqa: FBT001  # a table
    assert next_of(day, monthly=monthly, after=day) == expected


def test_what_comes_back_never_does_in_the_past() -> None:
    assert next_of(date(2027, 3, 4), monthly=False, after=date(2027, 3, 25)) == date(2027, 4, 1)


def test_once_held_the_next_one_is_fixed_at_the_same_hour_once() -> None:
    gathering = long_ago(a_gathering(days=(10,), rhythm="week", words=Words(title="Café", where="Salle")), days=1)
    contact = organiser(gathering)

    held = actions.hold(gathering, by=contact, outcome=an_outcome())
    actions.hold(held, by=contact, outcome=an_outcome(residents=3))

    following = Gathering.objects.exclude(pk=gathering.pk).get()
    assert held.chosen
    assert following.chosen
    assert (following.chosen.day, following.chosen.at) == (held.chosen.day + timedelta(days=7), held.chosen.at)
    assert (following.state, following.title, following.where) == (State.FIXED, "Café", "Salle")
    assert list(following.qpvs.all()) == list(gathering.qpvs.all())
    assert not following.came


def test_a_calendar_is_given_the_hour_of_the_place_and_nobodys_name() -> None:
    gathering = fixed_gathering()
    chosen = gathering.chosen
    assert chosen

    answer = Client().get(f"/rencontres/{gathering.pk}/rencontre.ics")

    calendar: Any = Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    (zone,) = calendar.walk("VTIMEZONE")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (event["DTSTART"].params["TZID"], zone["TZID"]) == ("Europe/Paris", "Europe/Paris")
    assert event["DTSTART"].dt == chosen.local
    assert str(event["SUMMARY"]) == gathering.title
    assert "Fatou" not in answer.content.decode()
    assert "ATTENDEE" not in answer.content.decode()


def test_its_uid_stays_and_its_sequence_grows_and_what_is_called_off_says_so() -> None:
    gathering = fixed_gathering()
    contact = organiser(gathering)

    def event() -> dict[str, str]:
        content = Client().get(f"/rencontres/{gathering.pk}/rencontre.ics").content
        found: Any = Calendar.from_ical(content).walk("VEVENT")[0]
        return {name: str(found[name]) for name in ("UID", "SEQUENCE", "STATUS", "SUMMARY")}

    first = event()
    actions.move(gathering, by=contact, when=in_days(20))
    second = event()
    actions.cancel(gathering, by=contact, why="Pluie.")
    third = event()

    assert first["UID"] == second["UID"] == third["UID"]
    assert [each["SEQUENCE"] for each in (first, second, third)] == ["0", "1", "2"]
    assert [each["STATUS"] for each in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert third["SUMMARY"].startswith("Annulée")


def test_what_has_no_date_yet_is_in_no_calendar() -> None:
    gathering = a_gathering()

    assert Client().get(f"/rencontres/{gathering.pk}/rencontre.ics").status_code == 404
    assert gathering.title.encode() not in Client().get("/rencontres/quartier/QN09331M.ics").content


def test_calendars_go_three_months_back() -> None:
    kept, old = (long_ago(fixed_gathering(), days=days) for days in (89, 91))

    content = Client().get("/rencontres/quartier/QN09331M.ics").content.decode()

    assert [str(each.pk) in content for each in (kept, old)] == [True, False]


def test_a_calendar_holds_what_concerns_its_own_place() -> None:
    fixed_gathering()
    a_qpv(name="La Mosson", code="QN03405M")

    for address in ("quartier/QN03405M.ics", "departement/34.ics"):
        assert "BEGIN:VEVENT" not in Client().get(f"/rencontres/{address}").content.decode()


def test_a_neighbourhood_and_a_department_have_calendars_of_what_is_public() -> None:
    fixed_gathering()
    a_gathering(
        days=(5,), words=Words(title="Tout le département"), place=place_of(department=a_gathering().department)
    )
    a_gathering(days=(5,), is_public=False, words=Words(title="Entre nous"))

    for address in ("quartier/QN09331M.ics", "quartier/qn09331m.ics", "departement/93.ics"):
        content = Client().get(f"/rencontres/{address}").content.decode()
        assert content.count("BEGIN:VEVENT") == 2, address
        assert "Entre nous" not in content
    assert Client().get("/rencontres/quartier/QN00000M.ics").status_code == 404


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        ("Europe/Paris", date(2027, 3, 28), time(18, 30), datetime(2027, 3, 28, 16, 30, tzinfo=UTC)),
        ("Europe/Paris", date(2027, 3, 27), time(18, 30), datetime(2027, 3, 27, 17, 30, tzinfo=UTC)),
        ("Europe/Paris", date(2027, 10, 31), time(2, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        ("Europe/Paris", date(2027, 10, 31), time(18, 30), datetime(2027, 10, 31, 17, 30, tzinfo=UTC)),
        ("Indian/Reunion", date(2027, 3, 28), time(2, 30), datetime(2027, 3, 27, 22, 30, tzinfo=UTC)),
        ("Indian/Reunion", date(2027, 10, 31), time(18, 30), datetime(2027, 10, 31, 14, 30, tzinfo=UTC)),
        ("Pacific/Tahiti", date(2027, 3, 28), time(2, 30), datetime(2027, 3, 28, 12, 30, tzinfo=UTC)),
        ("Pacific/Tahiti", date(2027, 10, 31), time(18, 30), datetime(2027, 11, 1, 4, 30, tzinfo=UTC)),
    ],
)
def test_calendars_read_the_right_instant_around_the_nights_when_clocks_change(
    zone: str, day: date, at: time, utc: datetime
) -> None:
    gathering = fixed_gathering()
    chosen = gathering.times.get()
    chosen.day, chosen.at, chosen.zone = day, at, zone
    chosen.save()
    gathering.chosen = chosen

    content = written([gathering], name="Essai")

    calendar: Any = Calendar.from_ical(content)
    start = calendar.walk("VEVENT")[0]["DTSTART"]
    assert start.dt.astimezone(UTC) == utc
    assert start.params["TZID"] == zone
    assert start.dt.replace(tzinfo=None) == datetime.combine(day, at)
    assert start.dt.astimezone(ZoneInfo(zone)).time() == at


def test_hours_overseas_are_said_as_they_are_there() -> None:
    gathering = a_gathering(days=(10,), place=place_of(department=reunion()))
    given = a_resident_answers(gathering, email=FATOU)
    assert gathering.chosen

    assert "18\u202fh\u202f30" in gathering.chosen.said
    assert gathering.chosen.said.capitalize() in Client().get(gathering.get_absolute_url()).content.decode()
    assert given.answer.said.count() == 1


def test_who_was_noted_by_somebody_is_told_too_when_they_left_an_address() -> None:
    gathering = a_gathering()
    speaker = Speaker(called="Ahmed", email="ahmed@example.org", noted_how="phone")
    contact = organiser(gathering)
    actions.answer(gathering, by=contact, speaker=speaker, said=says(gathering))

    actions.fix(gathering, by=contact, time=gathering.times.all()[0])

    assert [mail.to for mail in mails("fixed")] == ["ahmed@example.org"]

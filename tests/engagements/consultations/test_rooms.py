"""« Qui dépose quoi ? »: opened, written, revealed at one hour, joined, concluded."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from engagements.consultations.actions.calls import correct
from engagements.consultations.actions.outcomes import conclude, reopen
from engagements.consultations.actions.rooms import (
    MOST_LINES,
    MOST_NOTED,
    accept,
    ask_to_join,
    change,
    invite,
    move_hour,
    note,
    open_consultation,
    say,
    take_back,
)
from engagements.consultations.models import Consultation, Line, Outcome, Partner, Said
from engagements.consultations.replies import LINE
from engagements.letter.places import LETTER, reply_of
from engagements.scope.models import Reach
from engagements.scope.places import Place, place_of
from engagements.scope.queries import signatories_of
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.revisions import Stale
from signatories.organisations.actors import Contact
from signatories.organisations.places import SPACE_WAITING
from signatories.outbox.models import Message
from signatories.people.actors import Actor
from signatories.people.places import Period
from tests.engagements.consultations.scenes import (
    EVENING,
    a_call,
    a_contact,
    a_department,
    a_room,
    a_view,
    an_animator,
    at,
    facts,
    hidden_call,
    in_days,
    moved_to,
    over,
    revealed,
    said,
    the_team,
    three,
)
from tests.factories import a_commune, a_qpv, a_user
from tests.races import side_by_side
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db


def here() -> Place:
    return place_of(qpvs=[a_qpv()], department=None)


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_it_is_opened_where_one_acts_for_all_who_act_there() -> None:
    contact, other, far = a_contact(), a_contact(), a_contact(published=False)
    call, browser = a_call(), browser_of(contact.person)
    hour = {"day": in_days(10).isoformat(), "at": "18:30", "where": "À la maison de quartier"}

    answer = browser.post(
        f"/concertations/{call.pk}/qui-depose-quoi/", {**hour, "reach": "qpv", "qpvs": [a_qpv().pk]}
    )

    room = Consultation.objects.get()
    assert answer["Location"] == room.get_absolute_url()
    assert (room.organiser, room.place, room.zone) == (
        contact.organisation,
        "Franc-Moisin (Saint-Denis)",
        "Europe/Paris",
    )
    parties = {party.organisation for party in room.parties.all()}
    assert parties == {contact.organisation, other.organisation}
    assert far.organisation not in parties
    assert room.get_absolute_url() in page(browser, f"/concertations/{call.pk}/")


def test_the_team_opens_it_for_the_place_of_the_call() -> None:
    contact, call = a_contact(), a_call()
    team = team_browser(the_team().person)

    team.post(f"/concertations/{call.pk}/qui-depose-quoi/", {"day": in_days(10).isoformat(), "at": "18:30"})

    room = Consultation.objects.get()
    assert (room.organiser, room.reach) == (None, Reach.DEPARTMENT)
    assert room in Consultation.objects.open_to(contact)
    shown = page(team, room.get_absolute_url())
    assert "0 ligne écrite" in shown
    assert "Noter le tour de table" in shown


@pytest.mark.parametrize(
    ("code", "day", "hour", "utc"),
    [
        ("93", date(2027, 3, 28), time(3, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        ("93", date(2027, 10, 31), time(2, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        ("93", date(2027, 10, 31), time(18, 30), datetime(2027, 10, 31, 17, 30, tzinfo=UTC)),
        ("974", date(2027, 3, 28), time(2, 30), datetime(2027, 3, 27, 22, 30, tzinfo=UTC)),
        ("974", date(2027, 10, 31), time(2, 30), datetime(2027, 10, 30, 22, 30, tzinfo=UTC)),
        ("987", date(2027, 3, 28), time(2, 30), datetime(2027, 3, 28, 12, 30, tzinfo=UTC)),
        ("987", date(2027, 10, 31), time(18, 30), datetime(2027, 11, 1, 4, 30, tzinfo=UTC)),
    ],
)
def test_its_hour_is_that_of_the_place_on_the_nights_when_clocks_change(
    code: str, day: date, hour: time, utc: datetime
) -> None:
    place = place_of(department=a_department(code, "Là-bas", a_commune().department))
    call = a_call(place=place, last_on=date(2027, 11, 30))

    with at(datetime(2027, 3, 1, tzinfo=UTC)):
        room = open_consultation(call, by=the_team(), place=place, day=day, at=hour)

    room.refresh_from_db()
    assert (room.starts_at, room.day, room.at) == (utc, day, hour)
    with at(utc):
        assert room.is_revealed
    with at(utc - timedelta(seconds=1)):
        assert not room.is_revealed


@pytest.mark.parametrize(
    ("hour", "said_of_it"),
    [
        ({"day": -1}, "est passée"),
        ({"day": 61}, "avant la date limite"),
        ({"day": 10, "where": "é" * 201}, "200"),
    ],
    ids=["past", "after the last date", "too long"],
)
def test_an_hour_that_does_not_hold_is_refused(hour: dict[str, Any], said_of_it: str) -> None:
    told = {**hour, "day": in_days(hour["day"]), "at": EVENING}

    with pytest.raises(ActionRefused, match=said_of_it):
        open_consultation(a_call(), by=a_contact(), place=here(), **told)
    contact = a_contact()
    room = a_room(by=contact, call=a_call(name="Autre", link="https://example.org/autre"))
    with pytest.raises(ActionRefused, match=said_of_it):
        move_hour(room, by=contact, **told)


def test_an_hour_that_clocks_skip_is_refused() -> None:
    call = a_call(last_on=date(2027, 4, 30))

    with pytest.raises(ActionRefused, match="horloges avancent"):
        open_consultation(call, by=a_contact(), place=here(), day=date(2027, 3, 28), at=time(2, 30))


def test_who_may_open_and_where() -> None:
    call, other = a_call(), a_department("974", "La Réunion", a_commune().department)
    hour: Any = {"day": in_days(10), "at": EVENING}
    refused: list[tuple[Actor, Place, str]] = [
        (Actor(person=a_user()), here(), "association signataire"),
        (a_contact(published=False), here(), "association signataire"),
        (a_contact(), place_of(qpvs=[a_qpv(name="Ailleurs", code="QN09332M")], department=None), "où l’on agit"),
        (an_animator("69"), here(), "où l’on agit"),
        (the_team(), place_of(department=other), "département de l’appel"),
    ]

    for actor, place, reason in refused:
        with pytest.raises(ActionRefused, match=reason):
            open_consultation(call, by=actor, place=place, **hour)
    with pytest.raises(ActionRefused, match="avant la date limite"):
        open_consultation(
            over(a_call(name="Fini", link="https://example.org/fini")), by=a_contact(), place=here(), **hour
        )
    assert not Consultation.objects.exists()


def test_one_at_a_place_is_enough() -> None:
    call, contact = a_call(), a_contact()
    a_room(call=call, by=contact)

    with pytest.raises(ActionRefused, match="déjà ouverte"):
        a_room(call=call, by=contact)
    assert a_room(call=call, by=the_team(), place=place_of(department=call.department))
    with pytest.raises(ActionRefused, match="déjà ouverte"):
        a_room(call=call, by=the_team(), place=place_of(department=call.department))


def test_a_line_is_written_corrected_and_taken_back() -> None:
    contact = a_contact()
    room = a_room(by=contact)
    browser, base = browser_of(contact.person), room.get_absolute_url()

    browser.post(f"{base}ligne/", {"said": "cherche", "can_lead": "on", "audience": "Les aînés (exemple)"})
    line = Line.objects.get()
    browser.post(
        f"{base}ligne/{line.pk}/", {"said": "rejoindre", "audience": "Les aînés (exemple)", "revision": 0}
    )

    line.refresh_from_db()
    assert (line.said, line.can_lead, line.organisation) == (Said.JOIN, False, contact.organisation)
    assert "Nous rejoindrions" in page(browser, base)
    assert 'value="Les aînés (exemple)"' in browser.get(f"{base}ligne/{line.pk}/").content.decode()
    browser.post(f"{base}ligne/{line.pk}/", {"take_back": "1"})
    assert "Nous rejoindrions" not in page(browser, base)
    assert browser.get(f"{base}ligne/{line.pk}/").status_code == 404


def test_two_who_correct_one_line_see_both() -> None:
    those = three()
    change(those.line, said(audience="Autre chose (exemple)"), by=those.first, read=0)

    with pytest.raises(Stale):
        change(those.line, said(audience="Encore autre chose"), by=those.first, read=0)


@pytest.mark.parametrize("answer", [answer for answer in Said if answer != Said.SEEK], ids=str)
def test_for_a_tender_one_only_looks_for_a_group(answer: Said) -> None:
    contact = a_contact()
    room = a_room(by=contact, call=a_call(kind="offres"))
    browser, base = browser_of(contact.person), room.get_absolute_url()

    with pytest.raises(ActionRefused, match="droit de la concurrence"):
        say(room, said(answer), by=contact)
    refused = browser.post(f"{base}ligne/", {"said": answer.value}).content.decode()

    assert "droit de la concurrence" in refused
    assert not Line.objects.exists()
    line = say(room, said(), by=contact)
    with pytest.raises(ActionRefused, match="droit de la concurrence"):
        change(line, said(answer), by=contact, read=None)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (said("martien"), "cinq réponses"),
        (said(Said.UNSURE, can_lead=True), "chef de file"),
        (said(Said.NOT_FOR_US, can_lead=True), "chef de file"),
        (said(audience="é" * 121), "120"),
    ],
    ids=["unknown", "unsure and leads", "not concerned and leads", "too long"],
)
def test_what_may_not_be_said_is_refused(facts: Any, reason: str) -> None:
    contact = a_contact()
    room = a_room(by=contact)

    with pytest.raises(ActionRefused, match=reason):
        say(room, facts, by=contact)


def test_nobody_writes_where_it_is_not_open_to_them() -> None:
    room = a_room()

    for actor in (Actor(), Actor(person=a_user()), the_team(), a_contact(published=False), a_contact()):
        with pytest.raises(ActionRefused, match="pas ouverte"):
            say(room, said(), by=actor)


def test_nobody_touches_the_line_of_another() -> None:
    those = three()

    with pytest.raises(ActionRefused, match="pas celle"):
        change(those.line, said(), by=those.second, read=None)
    with pytest.raises(ActionRefused, match="pas celle"):
        take_back(those.line, by=those.second)
    base = those.room.get_absolute_url()
    browser = browser_of(those.second.person)
    assert browser.get(f"{base}ligne/{those.line.pk}/").status_code == 404
    assert browser.post(f"{base}ligne/{those.line.pk}/", {"take_back": "1"}).status_code == 404


def test_the_lines_of_an_association_are_counted_in_one_consultation_at_a_time() -> None:
    contact = a_contact()
    full = a_room(by=contact)
    for _ in range(MOST_LINES):
        say(full, said(), by=contact)
    other = a_room(by=contact, call=a_call(name="Autre", link="https://example.org/autre"))

    line = say(other, said(), by=contact)

    assert [*other.lines.all()] == [line]
    with pytest.raises(ActionRefused, match="20 lignes"):
        say(full, said(), by=contact)


def test_the_lines_that_somebody_notes_are_counted_in_one_consultation_at_a_time() -> None:
    those = three()
    other = a_room(by=those.first, call=a_call(name="Autre", link="https://example.org/autre"))
    whose: Any = {"organisation": None, "called": "Le collectif (exemple)", "how": "phone"}
    for _ in range(MOST_NOTED):
        note(those.room, said(), by=those.first, **whose)

    noted = [
        note(other, said(), by=those.first, **whose),
        note(those.room, said(), by=those.second, **whose),
    ]

    assert [line.consultation for line in noted] == [other, those.room]
    with pytest.raises(ActionRefused, match="60 lignes"):
        note(those.room, said(), by=those.first, **whose)


def test_the_round_of_the_table_is_typed_and_each_receives_its_line() -> None:
    those = three()
    browser, base = browser_of(those.first.person), those.room.get_absolute_url()
    typed = {"said": "rejoindre", "how": "meeting", "audience": "Les voisins (exemple)"}

    browser.post(f"{base}tour-de-table/", {**typed, "organisation": those.third.organisation.pk})
    browser.post(f"{base}tour-de-table/", {**typed, "called": "Collectif du mail (exemple)"})

    theirs = Line.objects.get(organisation=those.third.organisation)
    message = Message.objects.get(kind="consultations.noted")
    assert message.to == those.third.person.email
    assert base in message.text
    assert "Les voisins" not in message.text
    assert theirs.waits_for_its_author
    assert "Une ligne a été notée pour vous" in str(SPACE_WAITING.gather(those.third))
    shown = page(browser, base)
    assert "Collectif du mail (exemple)" in shown
    assert those.third.organisation.name in shown
    change(theirs, said(Said.JOIN), by=those.third, read=None)
    assert not Line.objects.get(pk=theirs.pk).waits_for_its_author
    assert SPACE_WAITING.gather(those.third) == []


def test_who_notes_says_whose_it_is_and_has_a_line() -> None:
    those, far = three(), a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))

    def noted(by: Actor, **whose: Any) -> Line:
        return note(those.room, said(), by=by, **{"organisation": None, "called": "", "how": "phone", **whose})

    with pytest.raises(ActionRefused, match="de qui"):
        noted(those.first)
    with pytest.raises(ActionRefused, match="invitez-la"):
        noted(those.first, organisation=type(far.organisation).objects.create(name="Ailleurs", slug="ailleurs"))
    with pytest.raises(ActionRefused, match="d’abord votre ligne"):
        noted(those.third, called="Collectif")
    with pytest.raises(ActionRefused, match="pas ouverte"):
        noted(the_team(), called="Collectif")
    assert noted(those.second, called="Collectif").name == "Collectif"


def test_partners_join_a_line_once_it_is_read_and_accepted() -> None:
    those = three()
    base, asks, says_yes = (
        those.room.get_absolute_url(),
        browser_of(those.second.person),
        browser_of(those.first.person),
    )

    asks.post(f"{base}ligne/{those.line.pk}/rejoindre/")
    partner = Partner.objects.get()
    asked = page(asks, base)
    assert "Vous avez demandé à rejoindre ce projet" in asked
    assert f"{those.line.pk}/rejoindre/" not in asked
    assert "Vous avez demandé" not in page(says_yes, base)
    assert those.second.organisation.name in page(says_yes, base)
    assert asks.post(f"{base}oui/{partner.pk}/").status_code == 404
    says_yes.post(f"{base}oui/{partner.pk}/")

    partner.refresh_from_db()
    assert partner.accepted_at
    assert f"avec {those.second.organisation.name}" in page(says_yes, base)
    assert "Vous en êtes." in page(asks, base)
    with pytest.raises(ActionRefused, match="déjà accepté"):
        accept(partner, by=those.first)
    with pytest.raises(ActionRefused, match="déjà demandé"):
        ask_to_join(those.line, by=those.second)


def test_nobody_joins_before_the_hour_nor_without_a_line_nor_oneself() -> None:
    hidden = three(open_now=False)

    for line, by in ((hidden.line, hidden.second), (hidden.line, hidden.third), (hidden.line, hidden.first)):
        with pytest.raises(ActionRefused, match="une autre association"):
            ask_to_join(line, by=by)
    revealed(hidden.room)
    with pytest.raises(ActionRefused, match="une autre association"):
        ask_to_join(hidden.line, by=hidden.third)


@pytest.mark.parametrize("how", ["taken back", "before the hour"])
def test_a_line_that_one_may_not_read_has_no_page(how: str) -> None:
    those = three(open_now=how == "taken back")
    base, pages = those.room.get_absolute_url(), [("second", "post", f"ligne/{those.line.pk}/rejoindre/")]
    pages.append(("second", "get", f"ligne/{those.line.pk}/signaler/"))
    if how == "taken back":
        view, partner = a_view(those), ask_to_join(those.line, by=those.second)
        take_back(those.line, by=those.first)
        pages += [("first", "get", f"ligne/{those.line.pk}/{page}") for page in ("", "habitants/")]
        pages += [("first", "post", page) for page in (f"habitants/{view.pk}/", f"oui/{partner.pk}/")]

    found = {
        (who, page): getattr(browser_of(getattr(those, who).person), method)(f"{base}{page}").status_code
        for who, method, page in pages
    }

    assert {*found.values()} == {404}, found


def test_one_says_yes_to_who_asks_to_join_ones_own_line_of_that_consultation() -> None:
    those = three()
    partner = ask_to_join(those.other, by=those.first)
    other = a_room(by=those.first, call=a_call(name="Autre", link="https://example.org/autre"))
    asked = ask_to_join(those.line, by=those.second)
    first = browser_of(those.first.person)

    answers = [
        first.post(f"{those.room.get_absolute_url()}oui/{partner.pk}/"),
        first.post(f"{other.get_absolute_url()}oui/{asked.pk}/"),
        first.get(f"{other.get_absolute_url()}ligne/{those.line.pk}/"),
        first.get(f"{other.get_absolute_url()}ligne/{those.line.pk}/habitants/"),
        first.get(f"{other.get_absolute_url()}ligne/{those.other.pk}/signaler/"),
        first.post(f"{other.get_absolute_url()}ligne/{those.other.pk}/rejoindre/"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 6
    assert not Partner.objects.accepted().exists()


def test_the_hour_moves_until_it_comes_and_those_with_a_line_are_told() -> None:
    those = three(open_now=False)
    browser = browser_of(those.first.person)

    browser.post(f"{those.room.get_absolute_url()}heure/", {"day": in_days(20).isoformat(), "at": "09:15"})

    those.room.refresh_from_db()
    assert (those.room.day, those.room.at) == (in_days(20), time(9, 15))
    told = Message.objects.filter(kind="consultations.moved")
    assert {message.to for message in told} == {those.first.person.email, those.second.person.email}
    assert "9\u202fh\u202f15" in told[0].text
    assert browser_of(those.second.person).get(f"{those.room.get_absolute_url()}heure/").status_code == 404
    with pytest.raises(ActionRefused, match="déjà ouvertes"):
        move_hour(revealed(those.room), by=those.first, day=in_days(30), at=EVENING)


def test_who_leads_invites() -> None:
    those, far = three(), a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))

    with pytest.raises(ActionRefused, match="y invite"):
        invite(those.room, far.organisation, by=those.second)
    with pytest.raises(ActionRefused, match="en change l’heure"):
        move_hour(those.room, by=those.second, day=in_days(30), at=EVENING)
    invite(those.room, far.organisation, by=those.first)
    assert those.room.parties.get(organisation=far.organisation).invited_by == those.first.person


def test_one_invites_from_the_page_a_signatory_of_the_department_that_is_not_there_yet() -> None:
    those, near = three(), a_contact(qpv=a_qpv(name="Autre", code="QN09332M"))
    browser, base = browser_of(those.first.person), those.room.get_absolute_url()
    later = near.organisation

    offered = page(browser, f"{base}inviter/")
    browser.post(f"{base}inviter/", {"organisation": later.pk})

    assert later.name in offered
    assert those.second.organisation.name not in offered
    assert those.room in Consultation.objects.open_to(near)
    assert browser_of(those.second.person).get(f"{base}inviter/").status_code == 404
    assert "Choisissez une association" in browser.post(f"{base}inviter/", {"organisation": ""}).content.decode()


def test_a_common_answer_has_a_lead_and_two_associations_that_said_yes() -> None:
    those = three()

    for lead, reason in ((None, "quelle ligne"), (those.line, "deux associations")):
        with pytest.raises(ActionRefused, match=reason):
            conclude(those.room, by=those.first, outcome=Outcome.TOGETHER, lead=lead)
    partner = ask_to_join(those.line, by=those.second)
    with pytest.raises(ActionRefused, match="deux associations"):
        conclude(those.room, by=those.first, outcome=Outcome.TOGETHER, lead=those.line)
    accept(partner, by=those.first)
    typed = {
        "outcome": "ensemble",
        "lead": those.line.pk,
        "told": "Un seul dossier",
        "dissent": "Le budget fait débat",
    }
    browser = browser_of(those.second.person)
    browser.post(f"{those.room.get_absolute_url()}conclure/", typed)

    those.room.refresh_from_db()
    assert (those.room.outcome, those.room.lead) == (Outcome.TOGETHER, those.line)
    shown = page(browser, those.room.get_absolute_url())
    assert all(
        said in shown for said in ("Un seul dossier", "Le budget fait débat", those.first.organisation.name)
    )
    with pytest.raises(ActionRefused, match="rouvrez-la"):
        take_back(those.line, by=those.first)
    with pytest.raises(ActionRefused, match="rouvrez-la"):
        say(those.room, said(), by=those.first)
    with pytest.raises(ActionRefused, match="déjà conclue"):
        conclude(those.room, by=those.first, outcome=Outcome.NONE)
    reopened = browser.post(f"{those.room.get_absolute_url()}rouvrir/", follow=True).content.decode()
    assert "La concertation est rouverte." in reopened
    those.room.refresh_from_db()
    assert (those.room.outcome, those.room.dissent) == ("", "Le budget fait débat")
    with pytest.raises(ActionRefused, match="n’est pas conclue"):
        reopen(those.room, by=those.first)


def test_an_outcome_is_said_by_who_has_a_line_once_they_are_open() -> None:
    hidden = three(open_now=False)

    for by in (hidden.first, hidden.third, the_team()):
        with pytest.raises(ActionRefused, match="une fois les lignes ouvertes"):
            conclude(hidden.room, by=by, outcome=Outcome.EACH)
    room = revealed(hidden.room)
    with pytest.raises(ActionRefused, match="une fois les lignes ouvertes"):
        conclude(room, by=hidden.third, outcome=Outcome.EACH)
    with pytest.raises(ActionRefused, match="quatre issues"):
        conclude(room, by=hidden.first, outcome="peut-être")
    conclude(room, by=hidden.first, outcome=Outcome.NONE)


def test_an_outcome_after_the_date_is_marked_so() -> None:
    those = three()
    over(those.room.call)

    conclude(those.room, by=those.first, outcome=Outcome.COORDINATED)

    assert "après la date limite" in page(browser_of(those.first.person), those.room.get_absolute_url())


def test_the_team_reads_how_many_and_the_kind_of_outcome() -> None:
    those = three()
    other_call = a_call(name="Un autre appel (exemple)", link="https://example.org/autre")
    say(a_room(call=other_call, by=those.first), said(), by=those.first)
    conclude(those.room, by=those.first, outcome=Outcome.COORDINATED, told="Secret (exemple)")

    shown = page(team_browser(the_team().person), those.room.get_absolute_url())

    assert "2 lignes écrites" in shown
    assert "des réponses coordonnées" in shown
    assert "Secret" not in shown


def test_a_date_of_the_call_that_changes_travels_alone_to_who_has_not_concluded() -> None:
    those = three()
    say(those.room, said(Said.NOT_FOR_US), by=those.third)

    correct(those.room.call, facts(launched_by="La mairie (exemple)"), by=those.first, read=0)
    before = Message.objects.filter(kind="consultations.call_moved").count()
    correct(those.room.call, facts(pre_file_on=in_days(30)), by=those.first, read=None)

    told = Message.objects.filter(kind="consultations.call_moved")
    assert before == 0
    assert {message.to for message in told} == {those.first.person.email, those.second.person.email}
    assert "Pré-dossier avant le" in told[0].text
    conclude(those.room, by=those.first, outcome=Outcome.EACH)
    correct(those.room.call, facts(last_on=in_days(80)), by=those.first, read=None)
    assert Message.objects.filter(kind="consultations.call_moved").count() == 2


def told(contact: Contact, start: int, end: int) -> list[str]:
    return [
        each.text
        for each in LETTER.gather(contact, Period(in_days(start), in_days(end)))
        if "consultation:" in each.name
    ]


def test_the_letter_asks_who_has_no_line_three_times_and_no_more() -> None:
    those = three(open_now=False)
    weeks = [(start, start + 7) for start in range(1, 61, 7)]

    asked = [week for week in weeks if told(those.third, *week)]

    # Opened today: from day 3; halfway to day 60, day 30; a week before, day 53.
    assert asked == [(1, 8), (29, 36), (50, 57)]
    assert not any(told(those.first, *week) for week in weeks)
    say(those.room, said(Said.NOT_FOR_US), by=those.third)
    assert not any(told(those.third, *week) for week in weeks)


def test_the_letter_asks_nothing_of_a_hidden_call_nor_takes_an_answer() -> None:
    those = three(open_now=False)
    before = [bool(told(those.third, 1, 8)), reply_of(LINE, those.third, those.room.pk) is not None]
    hidden_call(those.room.call)

    assert before == [True, True]
    assert told(those.third, 1, 8) == []
    assert reply_of(LINE, those.third, those.room.pk) is None
    assert those.room in Consultation.objects.visible_to(those.third)


def test_the_letter_asks_nothing_of_a_tender() -> None:
    room = a_room(call=a_call(kind="offres"))
    third = a_contact()

    assert room.parties.exists()
    assert not told(third, 1, 61)


def test_sixty_days_after_the_letter_asks_whether_one_spoke() -> None:
    those = three()

    assert ["parlé" in each for each in told(those.first, 114, 121)] == [True]
    assert told(those.first, 121, 128) == []
    conclude(those.room, by=those.first, outcome=Outcome.EACH)
    assert told(those.first, 114, 121) == []


def test_who_belongs_is_the_same_from_both_ends() -> None:
    contact, neighbour = a_contact(), a_contact(qpv=a_qpv(name="Autre", code="QN09332M"))
    kin = a_qpv(name="Avant", code="QP093025")
    a_qpv().predecessors.add(kin)
    ancient = a_contact(qpv=kin)
    wide = a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))
    wide.organisation.action_communes.add(a_commune())
    everywhere = a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))
    type(everywhere.organisation).objects.filter(pk=everywhere.organisation.pk).update(commune=None)
    everywhere.organisation.action_departments.add(a_commune().department)
    call = a_call()
    rooms = [
        a_room(by=the_team(), call=call, place=place)
        for place in (here(), place_of(commune=a_commune(), department=None), place_of(department=call.department))
    ]

    for one in (contact, neighbour, ancient, wide, everywhere):
        for room in rooms:
            there = signatories_of(room).filter(pk=one.organisation.pk).exists()
            assert Consultation.objects.where_acts(one.organisation.pk).filter(pk=room.pk).exists() == there


@pytest.mark.django_db(transaction=True)
def test_ten_who_write_at_once_lose_nothing() -> None:
    contacts = [a_contact() for _ in range(10)]
    room = a_room(by=contacts[0])

    def write(contact: Contact) -> Line:
        return say(room, said(), by=contact)

    jobs = [lambda contact=contact: write(contact) for contact in contacts]
    answers = side_by_side(*jobs)

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert Line.objects.filter(consultation=room).count() == 10


def test_moved_to_another_day_it_is_another_instant() -> None:
    assert moved_to(a_room(), days=3).day == in_days(3)

"""Calls, from three fields to the page, the list, the feed, next year and back."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from engagements.consultations import queries
from engagements.consultations.actions.calls import (
    CallFacts,
    LookAlikes,
    announce,
    correct,
    expect_again,
)
from engagements.consultations.actions.rooms import open_consultation
from engagements.consultations.alike import key_of, look_alikes, named_alike
from engagements.consultations.days import months_away
from engagements.consultations.models import Call, State
from engagements.flags.models import Case
from engagements.scope.places import place_of
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.revisions import Stale
from signatories.history.models import Event
from signatories.people.actors import Actor
from signatories.people.places import CALENDAR, WORKSPACE_LINKS, Period
from tests.engagements.consultations.scenes import (
    EVENING,
    a_call,
    a_contact,
    a_department,
    an_animator,
    at,
    facts,
    hidden_call,
    in_days,
    over,
    the_team,
)
from tests.factories import a_commune, a_qpv, a_theme, a_user
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
THREE = {"name": "Quartiers d’été 2027", "link": "https://example.org/ete"}


def three(**more: Any) -> dict[str, Any]:
    return {**THREE, "last_on": in_days(60).isoformat(), **more}


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_three_fields_suffice() -> None:
    contact = a_contact()
    browser = browser_of(contact.person)

    answer = browser.post("/concertations/nouveau/", three())

    call = Call.objects.get()
    assert answer["Location"] == f"/concertations/{call.pk}/"
    assert (call.name, call.last_on, call.place) == (THREE["name"], in_days(60), "Département 93")
    assert (call.kind, call.written_for, call.state) == ("projets", contact.organisation, State.OPEN)
    assert call.commitments == ["concertation"]


@pytest.mark.django_db(transaction=True)
def test_it_is_read_at_once_on_each_page_that_visitors_are_kept() -> None:
    visitor, qpv = Client(), a_qpv()
    pages = ("/concertations/", f"/quartiers/{qpv.pk}/")
    before = [page(visitor, address) for address in pages]

    call = a_call()

    assert not any(call.name in said for said in before)
    assert all(call.name in page(visitor, address) for address in (*pages, f"/concertations/{call.pk}/"))
    correct(call, facts(name="Un autre nom (exemple)"), by=the_team(), read=None)
    assert all("Un autre nom" in page(visitor, address) for address in (*pages, f"/concertations/{call.pk}/"))


def test_what_is_known_besides_is_kept_and_shown() -> None:
    contact, qpv, theme = a_contact(), a_qpv(), a_theme("Sport")
    more = {
        "kind": "ami",
        "launched_by": "La préfecture (exemple)",
        "themes": [theme.pk],
        "qpvs": [qpv.pk],
        "pre_file_on": in_days(30).isoformat(),
        "committee_on": in_days(80).isoformat(),
        "answer_on": in_days(100).isoformat(),
        "deposit": "Sur la plateforme Dauphin (exemple)",
        "local_opinion": "oui",
    }

    browser_of(contact.person).post("/concertations/nouveau/", three(**more))

    call = Call.objects.get()
    assert (list(call.qpvs.all()), list(call.themes.all()), call.local_opinion) == ([qpv], [theme], True)
    assert call.first_on == in_days(30)
    shown = page(Client(), f"/concertations/{call.pk}/")
    assert all(
        said in shown for said in ("Franc-Moisin (Saint-Denis)", "La préfecture", "Dauphin", "Sport", "oui")
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": "  "}, "Donnez le nom"),
        ({"name": "é" * 201}, "200"),
        ({"link": "nulle part"}, "URL valide"),
        ({"last_on": ""}, "Donnez la date limite"),
        ({"last_on": "30/02/2027"}, "Écrivez la date ainsi"),
        ({"last_on": "2020-01-01"}, "est passée"),
        ({"last_on": "2062-01-01"}, "vérifiez l’année"),
        ({"pre_file_on": "2062-01-01"}, "pré-dossier se remet avant"),
        ({"committee_on": "2020-01-01"}, "comité se réunit après"),
        ({"answer_on": "2020-01-01"}, "réponse vient après"),
        ({"commune": "Nulle-Part-sur-Rien"}, "Nulle-Part-sur-Rien"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_what_does_not_hold_is_said_and_nothing_typed_is_lost(more: dict[str, str], said: str) -> None:
    typed = three(launched_by="La mairie (exemple)", **more)

    shown = browser_of(a_contact().person).post("/concertations/nouveau/", typed).content.decode()

    assert said in shown
    assert "La mairie (exemple)" in shown
    assert not Call.objects.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"last_on": None}, "date limite"),
        ({"link": "javascript:alert(1)"}, "https"),
        ({"kind": "martien"}, "appel à projets"),
        ({"name": "gagnez sur evil.com"}, "adresse de site"),
        ({"deposit": "é" * 301}, "300"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_the_action_is_a_door_too(more: dict[str, Any], said: str) -> None:
    with pytest.raises(ActionRefused, match=said):
        announce(facts(**more), by=the_team())

    assert not Call.objects.exists()


def test_who_signed_nothing_writes_none() -> None:
    for actor in (Actor(person=a_user()), a_contact(published=False)):
        with pytest.raises(ActionRefused, match="association signataire"):
            announce(facts(), by=actor)
    shown = page(browser_of(a_user()), "/concertations/nouveau/")
    assert "association signataire" in shown
    assert "<form method" not in shown


def test_the_last_day_is_whole_where_the_call_is() -> None:
    """On 1 March at 6 in the morning in Paris it is still 28 February, 19:00, in Tahiti; 9:00 in Réunion."""
    like = a_commune().department
    places = {code: place_of(department=a_department(code, name, like)) for code, name in OVERSEAS}
    with at(datetime(2027, 2, 1, tzinfo=UTC)):
        calls = {
            code: a_call(link=f"https://example.org/{code}", place=place, last_on=LAST)
            for code, place in places.items()
        }

    for when, still in MOMENTS:
        with at(when):
            found = {code for code, call in calls.items() if call.state == State.OPEN}
            listed = {call.department_id for call in Call.objects.in_state(State.OPEN)}
            ended = {call.department_id for call in Call.objects.in_state(State.OVER)}
        assert found == listed == still
        assert ended == {*calls} - still


OVERSEAS = [("987", "Polynésie"), ("974", "La Réunion"), ("93", "Seine-Saint-Denis")]
LAST = date(2027, 2, 28)
MOMENTS = [
    (datetime(2027, 2, 28, 19, 59, tzinfo=UTC), {"987", "974", "93"}),
    (datetime(2027, 2, 28, 20, 0, tzinfo=UTC), {"987", "93"}),
    (datetime(2027, 2, 28, 22, 59, tzinfo=UTC), {"987", "93"}),
    (datetime(2027, 2, 28, 23, 0, tzinfo=UTC), {"987"}),
    (datetime(2027, 3, 1, 9, 59, tzinfo=UTC), {"987"}),
    (datetime(2027, 3, 1, 10, 0, tzinfo=UTC), set()),
]


def test_the_same_call_three_times_is_noticed() -> None:
    browser = browser_of(a_contact().person)
    browser.post("/concertations/nouveau/", three())
    first = Call.objects.get()

    shown = browser.post(
        "/concertations/nouveau/", three(link="http://www.example.org/ete/#dates")
    ).content.decode()

    assert "peut-être déjà là" in shown
    assert f"/concertations/{first.pk}/" in shown
    assert Call.objects.count() == 1
    browser.post("/concertations/nouveau/", three(seen=str(first.pk), link="https://example.org/autre-page"))
    assert Call.objects.count() == 2
    again = browser.post("/concertations/nouveau/", three(seen=str(first.pk))).content.decode()
    assert "peut-être déjà là" in again
    assert Call.objects.count() == 2


def test_what_was_seen_is_remembered_by_the_form_with_what_was_seen_before() -> None:
    browser, first = browser_of(a_contact().person), a_call()
    second = a_call_despite(first)

    shown = browser.post("/concertations/nouveau/", three(name=first.name, link=second.link))

    assert {*shown.context["form"].data["seen"].split(",")} == {str(first.pk), str(second.pk)}


def a_call_despite(*others: Call) -> Call:
    different = facts(link="https://example.org/autre-page")
    return announce(different, by=the_team(), knowing=[other.pk for other in others])


@pytest.mark.parametrize(
    ("name", "link", "department", "days", "alike"),
    [
        ("Quartiers d’été 2027 (exemple)", "https://example.org/x", "93", 60, True),
        ("quartiers d'ete (exemple)", "https://example.org/x", "93", 81, True),
        ("quartiers d'ete (exemple)", "https://example.org/x", "93", 82, False),
        ("quartiers d'ete (exemple)", "https://example.org/x", "974", 60, False),
        ("Contrat de ville", "https://www.example.org/quartiers-d-ete/?utm_source=lettre", "974", 100, True),
        ("Contrat de ville", "https://example.org/quartiers-d-ete", "93", 181, False),
        ("Contrat de ville", "https://example.org/quartiers-d-ete?p=2", "93", 60, False),
    ],
)
def test_what_looks_alike(name: str, link: str, department: str, days: int, alike: bool) -> None:  # noqa: FBT001  # a column of the table
    call = a_call()
    where = a_department(department, "Là", call.department)

    found = look_alikes(name=name, link=link, department=where, on=in_days(days))

    assert found == ([call] if alike else [])


def test_a_hidden_call_is_no_look_alike() -> None:
    call = hidden_call()

    assert look_alikes(name=call.name, link=call.link, department=call.department, on=in_days(60)) == []


def test_names_and_pages_are_compared_without_what_does_not_matter() -> None:
    assert named_alike(
        "Appel à projets politique de la ville 2026", "Politique de la ville\u202f: appel à projets 2027"
    )
    assert not named_alike("Quartiers d’été", "Quartiers solidaires")
    assert key_of("https://www.Example.org/a/?b=2&utm_medium=x&a=1#c") == key_of("http://example.org/a?a=1&b=2")


def test_look_alikes_are_refused_by_the_action() -> None:
    call = a_call()

    with pytest.raises(LookAlikes) as refused:
        a_call()

    assert refused.value.calls == [call]


def test_a_correction_says_who_when_and_what_was_there() -> None:
    contact, call = a_contact(), a_call()
    browser = browser_of(contact.person)
    typed = three(name=call.name, link=call.link, last_on=in_days(70).isoformat(), revision=0)

    answer = browser.post(f"/concertations/{call.pk}/corriger/", typed)

    assert answer.status_code == 302
    call.refresh_from_db()
    change = call.changes.get()
    assert call.last_on == in_days(70)
    assert [*change.before] == ["last_on"]
    assert (change.changed_by, change.changed_for) == (contact.person, contact.organisation)
    shown = page(Client(), f"/concertations/{call.pk}/")
    assert contact.organisation.name in shown
    assert change.before["last_on"] in shown
    assert contact.person.last_name not in shown
    assert Event.objects.filter(kind="call.corrected").get().data == {"fields": ["last_on"]}


def test_nothing_changed_is_no_correction() -> None:
    call = a_call()

    correct(call, facts(), by=the_team(), read=0)

    assert not call.changes.exists()
    assert not Event.objects.filter(kind="call.corrected").exists()


def test_a_place_and_themes_that_change_are_corrections_too() -> None:
    call = a_call()

    correct(
        call,
        facts(place=place_of(commune=a_commune(), department=None), themes=(a_theme(),)),
        by=the_team(),
        read=0,
    )

    assert call.changes.get().before == {"place": "Département 93", "themes": ""}


def test_two_who_correct_at_once_see_both() -> None:
    call, browser = a_call(), browser_of(a_contact().person)
    correct(call, facts(deposit="À la préfecture (exemple)"), by=the_team(), read=0)
    typed = three(name=call.name, link=call.link, deposit="À la mairie (exemple)", revision=0)

    shown = browser.post(f"/concertations/{call.pk}/corriger/", typed).content.decode()

    call.refresh_from_db()
    assert call.deposit == "À la préfecture (exemple)"
    assert "À la préfecture (exemple)" in shown
    assert "À la mairie (exemple)" in shown
    with pytest.raises(Stale):
        correct(call, facts(deposit="À la mairie (exemple)"), by=the_team(), read=0)


@pytest.mark.parametrize(
    ("more", "said"),
    [({"last_on": -1}, "est passée"), ({"last_on": None}, "date limite"), ({"pre_file_on": 61}, "pré-dossier")],
    ids=["past", "none", "disorder"],
)
def test_a_correction_is_refused_as_a_call_is(more: dict[str, int | None], said: str) -> None:
    days = {name: None if number is None else in_days(number) for name, number in more.items()}

    with pytest.raises(ActionRefused, match=said):
        correct(a_call(), facts(**days), by=the_team(), read=0)


def test_a_call_that_is_over_is_still_corrected() -> None:
    call = over(a_call())

    correct(call, facts(last_on=in_days(-10), answer_on=in_days(40)), by=the_team(), read=0)

    assert Call.objects.get().answer_on == in_days(40)


def test_only_who_knows_better_corrects() -> None:
    call, far = a_call(), an_animator("69")

    assert (
        browser_of(a_contact(published=False).person).get(f"/concertations/{call.pk}/corriger/").status_code == 404
    )
    with pytest.raises(ActionRefused, match="de ce territoire"):
        correct(call, facts(), by=far, read=0)


def test_as_last_year_it_is_expected_and_shown_four_months_before() -> None:
    call = a_call(name="Quartiers d’été 2027", pre_file_on=in_days(30), themes=(a_theme(),))
    browser = browser_of(a_contact().person)

    answer = browser.post(f"/concertations/{call.pk}/prochaine-fois/")

    again = call.next_ones.get()
    assert answer["Location"] == again.get_absolute_url()
    assert (again.name, again.expected_on) == ("Quartiers d’été 2028", months_away(in_days(30), 12))
    assert (again.last_on, again.place, list(again.themes.all())) == (None, call.place, [a_theme()])
    assert again.state == State.EXPECTED
    assert again not in Call.objects.visible_to(Actor())
    assert Client().get(again.get_absolute_url()).status_code == 404
    assert again.expected_on
    for months, seen in ((-5, False), (-4, True), (0, True), (6, True), (7, True)):
        with at(months_away(again.expected_on, months)):
            assert (again in Call.objects.visible_to(Actor())) == seen
            assert (again in Call.objects.not_over()) == (months <= 6)


def test_each_call_is_in_one_state_which_it_says_too() -> None:
    opened, ended = a_call(), over(a_call(name="Fini", link="https://example.org/fini"))
    expected = expect_again(ended, by=the_team())

    def states() -> dict[State, set[Call]]:
        found = {state: {*Call.objects.in_state(state)} for state in State}
        assert all(call.state == state for state, calls in found.items() for call in calls)
        return found

    assert states() == {State.EXPECTED: {expected}, State.OPEN: {opened}, State.OVER: {ended}}
    assert expected.expected_on
    with at(months_away(expected.expected_on, 7)):
        assert states() == {State.EXPECTED: set(), State.OPEN: set(), State.OVER: {opened, ended, expected}}


def test_its_date_once_known_opens_it() -> None:
    again = expect_again(a_call(), by=the_team())

    correct(again, facts(last_on=in_days(400)), by=the_team(), read=0)

    again.refresh_from_db()
    assert (again.expected_on, again.state) == (None, State.OPEN)


def test_what_is_expected_is_corrected_before_its_date_is_known() -> None:
    again = expect_again(a_call(), by=the_team())

    correct(again, facts(last_on=None, launched_by="La région (exemple)"), by=the_team(), read=0)

    again.refresh_from_db()
    assert (again.state, again.launched_by) == (State.EXPECTED, "La région (exemple)")
    with pytest.raises(ActionRefused, match="Donnez d’abord"):
        correct(again, facts(last_on=None, answer_on=in_days(400)), by=the_team(), read=None)


def test_it_is_expected_once_and_never_in_the_past() -> None:
    call = over(a_call(), days=800)
    team = the_team()

    again = expect_again(call, by=team)

    assert again.expected_on == months_away(in_days(-800), 36)
    for twice in (call, again):
        with pytest.raises(ActionRefused, match="déjà attendu"):
            expect_again(twice, by=team)
    with pytest.raises(ActionRefused, match="association signataire"):
        expect_again(call, by=Actor(person=a_user()))


def test_a_year_after_29_february_is_the_28th() -> None:
    assert months_away(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert months_away(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_away(date(2027, 1, 15), -1) == date(2026, 12, 15)


def test_the_list_goes_by_next_date_and_leaves_out_what_is_over() -> None:
    later = a_call(name="Tardif", link="https://example.org/1", last_on=in_days(90))
    pre_filed = a_call(
        name="Pré-dossier", link="https://example.org/2", last_on=in_days(95), pre_file_on=in_days(5)
    )
    soon = a_call(name="Bientôt", link="https://example.org/3", last_on=in_days(10))
    ended = over(a_call(name="Fini", link="https://example.org/4"))

    shown = Client().get("/concertations/").context["listing"].rows

    assert shown == [pre_filed, soon, later]
    assert list(Client().get("/concertations/?etat=termine").context["listing"].rows) == [ended]
    with at(in_days(6)):
        assert list(queries.calls(Actor())) == [soon, later, pre_filed]


def test_the_list_is_narrowed() -> None:
    sport = a_theme("Sport")
    where = a_department("974", "La Réunion", a_commune().department)
    far = a_call(name="Loin", link="https://example.org/1", place=place_of(department=where))
    themed = a_call(name="Sportif", link="https://example.org/2", themes=(sport,))
    tender = a_call(name="Marché", link="https://example.org/3", kind="offres")

    found = {
        query: list(Client().get(f"/concertations/?{query}").context["listing"].rows)
        for query in ("departement=974", "theme=sport", "type=offres", "etat=ouvert", "etat=attendu")
    }

    assert found["departement=974"] == [far]
    assert found["theme=sport"] == [themed]
    assert found["type=offres"] == [tender]
    assert {*found["etat=ouvert"]} == {far, themed, tender}
    assert found["etat=attendu"] == []
    assert "Nous ne connaissons pas le département" in page(Client(), "/concertations/?departement=999")


def test_the_feed_says_what_anyone_may_read_and_no_more() -> None:
    call = a_call(pre_file_on=in_days(30))
    hidden = hidden_call(name="Publicité", link="https://example.org/pub")

    feed = page(Client(), "/concertations/appels.atom?departement=93")

    assert call.name in feed
    assert call.get_absolute_url() in feed
    assert "Pré-dossier" in feed
    assert hidden.name not in feed
    assert call.name not in page(Client(), "/concertations/appels.atom?departement=974&type=offres")


def dates_in(address: str) -> dict[str, Any]:
    """The events of a calendar by the name that tells them apart."""
    read: Any = Calendar.from_ical(Client().get(address).content)
    return {str(event["uid"]): event for event in read.walk("VEVENT")}


def test_the_calendar_holds_each_date_as_a_day_under_a_name_that_stays() -> None:
    call = a_call(pre_file_on=in_days(30))
    expect_again(call, by=the_team())
    hidden_call(name="Publicité", link="https://example.org/pub")

    before = dates_in("/concertations/appels.ics?departement=93")
    correct(call, facts(last_on=in_days(70)), by=the_team(), read=None)
    after = dates_in("/concertations/appels.ics?departement=93")

    last = next(uid for uid in before if "last_on" in uid)
    assert {event["dtstart"].dt for event in before.values()} == {in_days(30), in_days(60)}
    assert after[last]["dtstart"].dt == in_days(70)
    assert after[last]["sequence"] > before[last]["sequence"]
    assert dates_in("/concertations/appels.ics?type=offres") == {}
    assert Client().get("/concertations/appels.ics")["Content-Type"].startswith("text/calendar")


@pytest.mark.django_db(transaction=True)
def test_a_call_is_reported_like_any_text_and_read_by_its_team_and_who_wrote_it() -> None:
    contact, other, visitor = a_contact(), a_contact(), Client()
    call = a_call(by=contact)
    address = call.get_absolute_url()
    roads = ("/concertations/", "/concertations/appels.atom", "/concertations/appels.ics", "/quartiers/QN09331M/")
    before = [call.name in page(visitor, road) for road in roads]
    report_link = f"/signaler/appel/{call.pk}/"
    offered = report_link in page(visitor, address)

    visitor.post(report_link, {"reason": "false"})

    seen = {
        "visitor": visitor.get(address).status_code,
        "other": browser_of(other.person).get(address).status_code,
        "writer": browser_of(contact.person).get(address).status_code,
        "team": (team := team_browser(the_team().person)).get(address).status_code,
    }
    assert offered
    assert before == [True] * len(roads)
    assert seen == {"visitor": 404, "other": 404, "writer": 200, "team": 200}
    assert not any(call.name in page(visitor, road) for road in roads)
    assert report_link not in page(team, address)
    team.post(f"/animation/signalements/{Case.objects.get().pk}/", {"choice": "keep"})
    assert [call.name in page(visitor, road) for road in roads] == before


def test_its_words_are_all_that_its_page_says_what_was_corrected_included() -> None:
    call = a_call(launched_by="La ville (exemple)", deposit="À la mairie (exemple)")
    correct(call, facts(), by=the_team(), read=0)
    call.refresh_from_db()

    words = queries.words_of(call)

    assert all(said in words for said in (call.name, call.link, "La ville (exemple)", "À la mairie (exemple)"))


def test_nothing_begins_on_a_hidden_call_even_for_who_wrote_it() -> None:
    contact = a_contact()
    call, browser = hidden_call(by=contact), browser_of(contact.person)
    place = place_of(qpvs=[a_qpv()], department=None)

    shown = page(browser, call.get_absolute_url())

    assert "Seules l’équipe d’animation et l’association qui l’a écrit" in shown
    assert not any(said in shown for said in ("Comme l’an dernier", "Ouvrir une concertation"))
    assert browser.get(f"/concertations/{call.pk}/qui-depose-quoi/").status_code == 404
    with pytest.raises(ActionRefused, match="plus montré"):
        expect_again(call, by=contact)
    with pytest.raises(ActionRefused, match="plus montré"):
        open_consultation(call, by=contact, place=place, day=in_days(9), at=EVENING)


def test_the_workspace_counts_the_calls_that_one_animates() -> None:
    a_call()

    counts = {
        who: [link.count for link in WORKSPACE_LINKS.gather(actor) if link.label == "Appels à projets"]
        for who, actor in {"here": an_animator("93"), "far": an_animator("69"), "all": the_team()}.items()
    }

    assert counts == {"here": [1], "far": [0], "all": [1]}


def test_the_space_proposes_it_to_signatories_alone() -> None:
    signed, unsigned = a_contact(), a_contact(published=False)

    shown = [page(browser_of(one.person), f"/espace/{one.organisation.slug}/") for one in (signed, unsigned)]

    assert ["/concertations/nouveau/" in each for each in shown] == [True, False]


def test_the_door_of_what_one_does_leads_to_them() -> None:
    shown = page(Client(), "/agir/")

    assert 'href="/concertations/"' in shown


def test_its_dates_are_in_the_calendar_of_its_department() -> None:
    call = a_call(pre_file_on=in_days(30))
    elsewhere = a_department("974", "La Réunion", call.department)
    months = Period(in_days(0), in_days(60)), Period(in_days(0), in_days(61))

    titles = [
        [date.title for date in CALENDAR.gather(Actor(), where, period)]
        for where in (call.department, elsewhere)
        for period in months
    ]

    first, last = f"{call.name}\u202f: pré-dossier", f"{call.name}\u202f: date limite"
    assert titles == [[first], [first, last], [], []]


def test_facts_are_cleaned() -> None:
    call = a_call(name=" Quartiers \u200b d’été ", launched_by="La\nmairie", link=" https://example.org/a ")

    assert (call.name, call.launched_by, call.link) == ("Quartiers d’été", "La mairie", "https://example.org/a")
    assert isinstance(facts(), CallFacts)

"""Asking when people can meet: who may, which dates, who sees it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from engagements.participation import actions
from engagements.participation.actions.asking import Words
from engagements.participation.lists import Gatherings
from engagements.participation.models import Gathering, State
from engagements.participation.times import MOST_TIMES, When, read_when, suggested
from engagements.scope.places import place_of
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.revisions import Stale
from signatories.organisations.actors import Contact
from signatories.people.actors import Actor
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature
from tests.engagements.participation.scenes import (
    EVENING,
    WORDS,
    a_gathering,
    a_resident_answers,
    a_signatory_of_franc_moisin,
    at,
    contact_of,
    in_days,
    long_ago,
    organiser,
    reunion,
)
from tests.factories import a_qpv, a_team_member, a_user, an_organisation
from tests.lists import costs_the_same_at_any_length, queries_of
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def typed(*times: When, **more: object) -> dict[str, object]:
    """What the screen sends."""
    data: dict[str, object] = {
        "title": "Café des parents",
        "reach": "qpv",
        "qpvs": [a_qpv().pk],
        "is_public": "on",
    }
    for number, (day, hour) in enumerate(times):
        data |= {f"day_{number}": day.isoformat(), f"at_{number}": f"{hour:%H:%M}"}
    return data | more


def screen(contact: Contact) -> str:
    return f"/espace/{contact.organisation.slug}/rencontres/nouvelle/"


def test_a_contact_proposes_in_one_screen_and_residents_see_the_dates() -> None:
    contact = a_signatory_of_franc_moisin()
    browser = browser_of(contact.person)

    shown = browser.get(screen(contact)).content.decode()
    answer = browser.post(screen(contact), typed(in_days(10), in_days(12)))

    gathering = Gathering.objects.get()
    assert shown.count('type="date" name="day_') == MOST_TIMES
    assert answer["Location"] == f"/espace/{contact.organisation.slug}/rencontres/{gathering.pk}/"
    assert (gathering.state, gathering.is_public, gathering.times.count()) == (State.PROPOSING, True, 2)
    assert (gathering.organisation, gathering.asked_by) == (contact.organisation, contact.person)
    assert list(gathering.qpvs.all()) == [a_qpv()]
    page = Client().get(gathering.get_absolute_url()).content.decode()
    for when in gathering.times.all():
        assert when.said.capitalize() in page


def test_five_evenings_and_moments_of_a_weekend_are_suggested() -> None:
    found = suggested(date(2027, 3, 1))

    assert [f"{when.day:%a %d} {when.at:%H:%M}" for when in found] == [
        "Thu 11 18:30",
        "Sat 13 10:00",
        "Sat 13 14:30",
        "Sun 14 14:30",
        "Tue 16 18:30",
    ]


def test_with_one_date_it_is_fixed_at_once() -> None:
    gathering = a_gathering(days=(10,))

    assert gathering.state == State.FIXED
    assert gathering.chosen == gathering.times.get()


def test_the_first_and_the_last_date_are_those_of_what_is_asked() -> None:
    gathering = a_gathering(days=(14, 10, 12))

    times = list(gathering.times.all())
    assert (gathering.first_at, gathering.last_at) == (times[0].starts_at, times[-1].starts_at)
    assert gathering.first_at < gathering.last_at


def test_dates_are_those_of_the_place() -> None:
    gathering = a_gathering(place=place_of(department=reunion()))

    when = gathering.times.all()[0]
    assert (when.zone, gathering.place) == ("Indian/Reunion", "La Réunion")
    assert when.starts_at.astimezone(UTC).hour == EVENING.hour - 4


@pytest.mark.parametrize(
    ("when", "zone", "said"),
    [
        (When(date(2027, 3, 28), time(2, 30)), "Europe/Paris", "les horloges avancent"),
        (When(date(2027, 2, 28), EVENING), "Europe/Paris", "est passée"),
        (When(date(2028, 4, 20), EVENING), "Europe/Paris", "plus d’un an"),
    ],
)
def test_a_date_that_cannot_be_is_refused_in_words(when: When, zone: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_when(when, zone=zone, now=NOW)


@pytest.mark.parametrize(
    ("when", "zone", "utc"),
    [
        (When(date(2027, 3, 28), time(3, 30)), "Europe/Paris", "2027-03-28T01:30"),
        (When(date(2027, 10, 31), time(2, 30)), "Europe/Paris", "2027-10-31T00:30"),
        (When(date(2027, 3, 28), time(2, 30)), "Indian/Reunion", "2027-03-27T22:30"),
        (When(date(2027, 10, 31), time(2, 30)), "Indian/Reunion", "2027-10-30T22:30"),
        (When(date(2027, 3, 28), time(2, 30)), "Pacific/Tahiti", "2027-03-28T12:30"),
        (When(date(2027, 10, 31), time(2, 30)), "Pacific/Tahiti", "2027-10-31T12:30"),
    ],
)
def test_an_hour_of_the_nights_when_clocks_change_is_that_of_the_place(when: When, zone: str, utc: str) -> None:
    assert read_when(when, zone=zone, now=NOW).isoformat()[:16] == utc


def test_a_date_that_cannot_be_is_said_beside_its_row_and_all_that_was_typed_stays() -> None:
    contact = a_signatory_of_franc_moisin()

    page = browser_of(contact.person).post(screen(contact), typed(in_days(10), in_days(-3))).content.decode()

    assert "Cette date est passée" in page
    assert 'href="#id_day_1"' in page
    assert f'value="{in_days(10).day.isoformat()}"' in page
    assert "Café des parents" in page
    assert not Gathering.objects.exists()


@pytest.mark.parametrize(("half", "said"), [("day_0", "À quelle heure"), ("at_0", "Quel jour")])
def test_half_a_date_is_asked_for_the_other_half(half: str, said: str) -> None:
    contact = a_signatory_of_franc_moisin()
    data = typed(in_days(10))
    del data["at_0" if half == "day_0" else "day_0"]

    assert said in browser_of(contact.person).post(screen(contact), data).content.decode()


def test_no_date_at_all_is_said() -> None:
    contact = a_signatory_of_franc_moisin()

    assert "au moins une date" in browser_of(contact.person).post(screen(contact), typed()).content.decode()


@pytest.mark.parametrize("hour", ["18:30", "18h30", "18 h 30", "18H30"])
def test_an_hour_may_be_typed_as_one_says_it(hour: str) -> None:
    contact = a_signatory_of_franc_moisin()

    browser_of(contact.person).post(screen(contact), typed(in_days(10), at_0=hour))

    assert Gathering.objects.get().times.get().at == EVENING


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ([], "au moins une date"),
        ([in_days(day) for day in range(1, MOST_TIMES + 2)], f"{MOST_TIMES} dates au plus"),
        ([in_days(-1)], "est passée"),
    ],
)
def test_an_action_refuses_what_the_screen_refuses(times: list[When], said: str) -> None:
    with pytest.raises(ActionRefused, match=said):
        actions.propose(by=a_signatory_of_franc_moisin(), place=at(), words=WORDS, times=times)

    assert not Gathering.objects.exists()


def test_the_same_date_twice_is_one() -> None:
    times = [in_days(10), in_days(12), in_days(10)]

    gathering = actions.propose(by=a_signatory_of_franc_moisin(), place=at(), words=WORDS, times=times)

    assert gathering.times.count() == 2


def test_an_association_whose_signature_nobody_sees_yet_proposes_nothing() -> None:
    organisation = an_organisation(contact=a_user())
    contact = contact_of(organisation)

    with pytest.raises(ActionRefused, match="dès que votre signature sera publiée"):
        actions.propose(by=contact, place=at(), words=WORDS, times=[in_days(10)])

    page = browser_of(contact.person).get(screen(contact), follow=True).content.decode()
    assert "dès que votre signature sera publiée" in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (Words(title=" \u200b "), "un titre"),
        (Words(title="gagnez sur evil.com"), "adresse de site"),
        (Words(title="a" * 121), "120"),
        (Words(title="Fête", text="a" * 1001), "1000"),
        (Words(title="Fête", where="a" * 201), "200"),
    ],
)
def test_what_is_said_of_it_is_cleaned_at_this_door_too(words: Words, said: str) -> None:
    with pytest.raises(ActionRefused, match=said):
        actions.propose(by=a_signatory_of_franc_moisin(), place=at(), words=words, times=[in_days(10)])


def test_who_sees_it() -> None:
    mine = a_signatory_of_franc_moisin()
    a_gathering(mine, is_public=False)

    def sees(actor: Actor) -> bool:
        return Gathering.objects.visible_to(actor).exists()

    assert {
        "visitor": sees(Actor()),
        "its association": sees(mine),
        "another association": sees(a_signatory_of_franc_moisin()),
        "animator of the department": sees(Actor(departments=frozenset({"93"}))),
        "animator of another": sees(Actor(departments=frozenset({"34"}))),
    } == {
        "visitor": False,
        "its association": True,
        "another association": False,
        "animator of the department": True,
        "animator of another": False,
    }


def test_one_that_is_public_is_seen_as_long_as_the_signature_is() -> None:
    gathering = a_gathering()
    assert Gathering.objects.visible_to(Actor()).exists()

    withdraw(Signature.objects.get(organisation=gathering.organisation), by=a_team_member(), reason="Fini.")

    assert not Gathering.objects.visible_to(Actor()).exists()
    assert Client().get(gathering.get_absolute_url()).status_code == 404


def test_a_poster_opens_what_is_not_public_in_that_browser_alone() -> None:
    gathering, other = a_gathering(is_public=False), a_gathering(is_public=False)
    invited = Client()

    led = invited.get(f"/rencontres/{gathering.invitation.lower()}/")

    assert led["Location"] == gathering.get_absolute_url()
    assert invited.get(gathering.get_absolute_url()).status_code == 200
    assert invited.get(other.get_absolute_url()).status_code == 404
    assert Client().get(gathering.get_absolute_url()).status_code == 404
    assert Client().get("/rencontres/0000000000/").status_code == 404


def test_what_an_invitation_opened_is_kept_for_nobody_else() -> None:
    gathering = a_gathering(is_public=False)
    invited = Client()
    invited.get(f"/rencontres/{gathering.invitation}/")

    for _ in range(2):
        assert invited.get(gathering.get_absolute_url()).status_code == 200

    assert Client().get(gathering.get_absolute_url()).status_code == 404


def test_the_list_shows_what_is_public_the_first_to_begin_first() -> None:
    later = a_gathering(days=(20, 21), words=Words(title="Plus tard"))
    sooner = a_gathering(days=(5, 40), words=Words(title="Bientôt"))
    a_gathering(is_public=False, words=Words(title="Entre nous"))
    long_ago(a_gathering(words=Words(title="Hier")), days=1)

    page = Client().get("/rencontres/").content.decode()
    past = Client().get("/rencontres/?quand=passees").content.decode()

    assert page.index(sooner.title) < page.index(later.title)
    assert "Entre nous" not in page + past
    assert ("Hier" in page, "Hier" in past) == (False, True)


def test_the_list_is_narrowed_to_a_place_that_a_gathering_concerns() -> None:
    other = a_qpv(name="La Mosson", code="QN03405M")
    a_gathering(words=Words(title="Ici"))
    a_gathering(place=at(other), words=Words(title="Ailleurs"))

    for query in ("departement=93", "qpv=qn09331m", "q=ici"):
        page = Client().get(f"/rencontres/?{query}").content.decode()
        assert ("Ici" in page, "Ailleurs" in page) == (True, False), query


def test_the_list_costs_as_many_queries_whatever_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = browser_of(a_user())

    costs_the_same_at_any_length(monkeypatch, visitor, Gatherings, "/rencontres/", a_gathering)


def test_the_space_costs_as_many_queries_whatever_it_holds() -> None:
    contact = a_signatory_of_franc_moisin()
    browser, address = browser_of(contact.person), f"/espace/{contact.organisation.slug}/rencontres/"
    a_gathering(contact)
    one = queries_of(browser, address)
    for days in ((3,), (4, 5)):
        a_resident_answers(a_gathering(contact, days=days))

    assert queries_of(browser, address) == one


@pytest.mark.django_db(transaction=True)
def test_its_neighbourhood_and_its_association_tell_it_as_soon_as_it_is_proposed() -> None:
    contact = a_signatory_of_franc_moisin()
    pages = ("/quartiers/QN09331M/", f"/signataires/{contact.organisation.slug}/", "/rencontres/")
    before = [Client().get(page).content.decode() for page in pages]

    gathering = a_gathering(contact)

    for page, was in zip(pages, before, strict=True):
        assert gathering.title not in was
        assert gathering.title in Client().get(page).content.decode(), page


@pytest.mark.django_db(transaction=True)
def test_a_kept_page_counts_each_answer_as_soon_as_it_is_given() -> None:
    gathering = a_gathering()
    assert "Personne n’a encore répondu" in Client().get(gathering.get_absolute_url()).content.decode()

    a_resident_answers(gathering, "yes", "no", "if_needed", called="Fatou")

    page = Client().get(gathering.get_absolute_url()).content.decode()
    assert "1 personne a déjà répondu" in page
    assert "Fatou" not in page


def test_the_space_suggests_it_once() -> None:
    contact = a_signatory_of_franc_moisin()
    browser, space = browser_of(contact.person), f"/espace/{contact.organisation.slug}/"
    before = browser.get(space).content.decode()

    gathering = a_gathering(contact)

    after = browser.get(space).content.decode()
    assert ("Demander quand on peut se voir" in before, "Demander quand on peut se voir" in after) == (True, False)
    assert gathering.title in after


def test_what_is_said_of_it_is_corrected_by_its_association_alone() -> None:
    gathering = a_gathering()
    browser = browser_of(organiser(gathering).person)
    page = f"/espace/{gathering.organisation.slug}/rencontres/{gathering.pk}/modifier/"

    browser.post(page, {"title": "Café des voisins", "where": "Salle 2", "text": "Venez", "revision": "0"})

    gathering.refresh_from_db()
    assert (gathering.title, gathering.where, gathering.text) == ("Café des voisins", "Salle 2", "Venez")
    assert (gathering.is_public, gathering.sequence) == (False, 1)
    with pytest.raises(ActionRefused, match="Seule l’association"):
        actions.correct(gathering, by=a_signatory_of_franc_moisin(), words=WORDS, is_public=True)


def test_two_who_correct_it_lose_nothing() -> None:
    gathering = a_gathering()
    contact = organiser(gathering)
    actions.correct(gathering, by=contact, words=Words(title="Un"), is_public=True, read=0)

    with pytest.raises(Stale):
        actions.correct(gathering, by=contact, words=Words(title="Deux"), is_public=True, read=0)
    page = browser_of(contact.person).post(
        f"/espace/{gathering.organisation.slug}/rencontres/{gathering.pk}/modifier/",
        {"title": "Deux", "where": "", "text": "", "is_public": "on", "revision": "0"},
    )

    assert "Deux textes" in page.content.decode()
    assert Gathering.objects.get().title == "Un"


def test_a_gathering_of_another_association_is_nowhere_in_this_space() -> None:
    gathering, contact = a_gathering(), a_signatory_of_franc_moisin()
    space = f"/espace/{contact.organisation.slug}/rencontres/{gathering.pk}"

    for page in (f"{space}/", f"{space}/modifier/"):
        assert browser_of(contact.person).get(page).status_code == 404


def test_it_is_over_at_its_last_date_not_before() -> None:
    gathering = a_gathering(days=(1, 5))

    Gathering.objects.filter(pk=gathering.pk).update(first_at=timezone.now() - timedelta(days=1))
    gathering.refresh_from_db()

    assert (gathering.is_asking, gathering.is_over) == (True, False)
    assert long_ago(gathering, days=0).is_asking is False


@pytest.mark.django_db(transaction=True)
def test_what_an_association_proposed_leaves_with_its_signature_at_once() -> None:
    gathering, visitor = a_gathering(), Client()
    pages = ["/rencontres/", f"/rencontres/{gathering.pk}/", "/quartiers/QN09331M/"]
    before = [WORDS.title in visitor.get(page).content.decode() for page in pages]

    withdraw(Signature.objects.get(), by=a_team_member(), reason="À sa demande (exemple).")

    after = [WORDS.title in visitor.get(page).content.decode() for page in pages]
    assert (before, after) == ([True] * 3, [False] * 3)

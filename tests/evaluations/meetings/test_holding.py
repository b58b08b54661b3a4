"""The day itself: who is there, what the room put on the wall; then the minutes."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from engagements.debates.actions.inviting import invite
from engagements.debates.actions.points import add, decide_there
from engagements.debates.actions.sheets import agree, close, have_it_read
from engagements.debates.models import Sheet
from engagements.decisions.actions import correct
from engagements.decisions.models import Decision
from evaluations.campaigns.actions import prepare as prepare_campaign
from evaluations.meetings import queries
from evaluations.meetings.actions.holding import approve, give_to_read, note_present, take_off
from evaluations.meetings.actions.posters import Wall, write_poster
from evaluations.meetings.contributions import published
from evaluations.meetings.models import MeetingPoster, YearlyMeeting
from evaluations.self_evaluations.contributions import of_space
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.revisions import Stale
from signatories.organisations.models import Organisation
from signatories.organisations.places import EVIDENCE
from signatories.people.actors import Actor
from signatories.people.places import Period
from signatories.territories.models import Qpv
from tests.constraints import changed
from tests.engagements.debates.scenes import agreed, apart, facts, ten_days_later
from tests.engagements.decisions.scenes import an_animator
from tests.engagements.participation.scenes import a_gathering, a_signatory_of_franc_moisin, at, contact_of
from tests.evaluations.campaigns.scenes import YEAR
from tests.evaluations.meetings.scenes import (
    WALL,
    a_meeting,
    again,
    begun,
    decided,
    host,
    minuted,
    notes_of,
    the_question,
    with_present,
)
from tests.evaluations.self_evaluations.scenes import a_national, a_shared, a_signatory
from tests.factories import a_qpv, a_user, an_organisation
from tests.signin import browser_of

pytestmark = pytest.mark.django_db


def reason(act: Callable[[], object]) -> str:
    with pytest.raises(ActionRefused) as said:
        act()
    return said.value.reason


# --- who is there


def test_who_comes_has_answered_in_the_room_or_by_telephone() -> None:
    meeting, came, absent = begun(), a_signatory(), a_signatory()
    assert of_space(came)

    note_present(meeting, by=host(meeting), organisations=[came.organisation], how="phone")

    assert of_space(came) is None
    assert of_space(absent)
    assert [each.how for each in queries.presences(meeting)] == ["phone"]


def test_it_is_for_that_year_alone() -> None:
    came = a_signatory()
    note_present(meeting := begun(), by=host(meeting), organisations=[came.organisation])

    a_signatory()
    assert list(queries.who_came(meeting.campaign)) == [came.organisation]
    assert not queries.who_came(prepare_campaign(by=a_national(), year=YEAR + 1)).exists()


def test_two_who_note_at_the_door_erase_nothing() -> None:
    meeting, (one, two) = begun(), (a_signatory().organisation, a_signatory().organisation)

    note_present(meeting, by=host(meeting), organisations=[one], how="phone")
    made = note_present(meeting, by=a_national(), organisations=[one, two])

    assert [each.organisation for each in made] == [two]
    assert {(each.organisation, each.how) for each in meeting.present.all()} == {(one, "phone"), (two, "room")}
    take_off(meeting.present.get(organisation=one), by=host(meeting))
    assert [each.organisation for each in meeting.present.all()] == [two]


def test_nobody_is_there_before_the_day_nor_without_having_signed() -> None:
    early, meeting = a_meeting(), begun()
    signed, unsigned = a_signatory().organisation, an_organisation(contact=a_user())

    def note(where: YearlyMeeting, by: Actor, who: Organisation) -> str:
        return reason(lambda: note_present(where, by=by, organisations=[who]))

    assert "le jour du rendez-vous" in note(early, host(early), signed)
    assert "signataires" in note(meeting, host(meeting), unsigned)
    assert "accueille" in note(meeting, a_signatory(), signed)
    assert not early.present.exists()
    assert not meeting.present.exists()
    changed(early.gathering, first_at=timezone.now(), last_at=timezone.now())
    assert note_present(early, by=host(early), organisations=[signed])


def test_a_list_to_tick_holds_who_is_expected_and_a_name_finds_the_others() -> None:
    meeting = begun()
    near, coming = a_signatory_of_franc_moisin("Les Voisins (exemple)"), a_signatory("Les Amis (exemple)")
    changed(a_shared(coming), coming="somebody")
    changed(coming.organisation, commune=None)
    far = a_signatory("Le Phare (exemple)")
    changed(far.organisation, commune=None)
    changed(a_shared(far), coming="date")
    a_signatory("Le Phare du port (exemple)")
    with_present(meeting, 1)
    browser, address = browser_of(host(meeting).person), f"{meeting.get_absolute_url()}presence/"

    page = browser.get(address).text
    assert {*queries.expected(meeting)} == {near.organisation, coming.organisation, host(meeting).organisation}
    assert "Les Voisins (exemple)" in page
    assert "écrivez le nom entier" in browser.post(address, {"other": "le phar", "how": "room"}).text
    assert "ne porte ce nom" in browser.post(address, {"other": "Personne", "how": "room"}).text
    assert "Cochez une association" in browser.post(address, {"how": "room"}).text
    sent = {"organisations": [near.organisation.pk], "other": "Le Phare (exemple)", "how": "room"}
    assert "2 associations notées" in browser.post(address, sent, follow=True).text
    assert {*meeting.present.values_list("organisation", flat=True)} >= {near.organisation.pk, far.organisation.pk}


def test_having_come_is_a_fact_of_its_year() -> None:
    (there,) = with_present(meeting := begun(), 1)
    day = meeting.gathering.chosen.day  # type: ignore[union-attr]  # it was fixed

    said = EVIDENCE.gather(there.organisation, Period(day, day.replace(year=day.year + 1)))

    assert [each.text for each in said] == [f"Vous étiez au rendez-vous annuel, {meeting.gathering.chosen}."]
    assert [each.public for each in said] == [""]
    assert EVIDENCE.gather(there.organisation, Period(day.replace(year=day.year - 1), day)) == []


# --- the wall


def write(
    meeting: YearlyMeeting, wall: Wall = WALL, *, qpv: Qpv | None = None, slug: str = "veille"
) -> MeetingPoster:
    by, question = host(meeting), the_question(slug)
    return write_poster(meeting, question, qpv or a_qpv(), by=by, wall=wall, read=None)


def test_a_poster_is_six_counts_three_sentences_and_a_yes() -> None:
    with_present(meeting := begun(), 5)

    poster = write(
        meeting, Wall(counts={"talking": 4, "usually": 1, "sometimes": 0}, works=" Le tour ", quotable=True)
    )

    assert poster.counts == {"talking": 4, "usually": 1}
    assert (poster.works, poster.quotable) == ("Le tour", True)
    assert write(meeting, Wall(quotable=True)).quotable is False
    assert MeetingPoster.objects.get().counts == {}


def test_what_a_poster_never_holds() -> None:
    few, meeting = begun(), begun()
    with_present(few, 4)
    with_present(meeting, 5)

    assert "n’écrivez que les phrases" in reason(lambda: write(few))
    assert write(few, Wall(works="Le tour")).counts == {}
    assert "pas davantage" in reason(lambda: write(meeting, Wall(counts={"talking": 6})))
    assert write(meeting, Wall(counts={"talking": 5}))
    assert "pas sur l’affiche" in reason(lambda: write(meeting, Wall(counts={"helping_others": 1})))
    assert "ni gommettes, ni noms" in reason(lambda: write(meeting, slug="clientelisme"))
    assert write(meeting, Wall(works="En parler"), slug="clientelisme")
    far = a_qpv(name="Loin", code="QN06901M")
    assert "n’est pas de ceux" in reason(lambda: write(meeting, qpv=far))
    other = the_question()
    changed(meeting, campaign=prepare_campaign(by=a_national(), year=YEAR + 1))
    assert "autre année" in reason(
        lambda: write_poster(meeting, other, a_qpv(), by=host(meeting), wall=Wall(), read=None)
    )


def test_two_who_enter_a_poster_see_both() -> None:
    with_present(meeting := begun(), 5)
    first = write(meeting)
    address = f"{meeting.get_absolute_url()}affiches/{a_qpv().pk}/veille/"
    browser = browser_of(host(meeting).person)
    assert 'value="2"' in browser.get(address).text

    page = browser.post(address, {"dots-talking": "3", "works": "Autre chose (exemple)", "revision": "0"}).text

    assert "Autre chose (exemple)" in page
    assert "Un tour du quartier (exemple)." in page
    assert "Nous en parlons avec une ou deux associations proches. 2" in page
    first.refresh_from_db()
    assert first.works == "Un tour du quartier (exemple)."
    with pytest.raises(Stale):
        write_poster(meeting, the_question(), a_qpv(), by=host(meeting), wall=Wall(), read=0)
    saved = {"dots-talking": "3", "works": "Autre chose", "revision": str(first.revision)}
    assert browser.post(address, saved).headers["Location"] == f"{meeting.get_absolute_url()}affiches/"
    first.refresh_from_db()
    assert (first.counts["talking"], first.works) == (3, "Autre chose")


def test_one_result_by_neighbourhood_of_the_meeting() -> None:
    gathering = a_gathering(days=(10,), place=at(a_qpv(), a_qpv(name="Floréal", code="QN09333M")))
    with_present(meeting := begun(a_meeting(gathering)), 5)
    write(meeting)
    write(meeting, qpv=a_qpv(name="Floréal", code="QN09333M"))
    browser = browser_of(host(meeting).person)

    page = browser.get(f"{meeting.get_absolute_url()}affiches/").text
    address = f"{meeting.get_absolute_url()}affiches/{a_qpv().pk}/debat/"
    assert "L’affiche est enregistrée" in browser.post(address, {"works": "Le tour"}, follow=True).text

    assert "Le tour" in browser.get(address).text
    assert "Le tour" not in browser.get(address.replace("debat", "veille")).text
    assert len(queries.posters_of(meeting)) == 3
    assert "Floréal" in page
    assert "peut être citée" in page
    for wrong in ("QN09399M/veille", f"{a_qpv().pk}/inconnue"):
        assert browser.get(f"{meeting.get_absolute_url()}affiches/{wrong}/").status_code == 404


def test_a_whole_commune_or_department_offers_its_neighbourhoods_and_the_country_none() -> None:
    qpv = a_qpv()
    commune, national = a_meeting(), a_meeting(is_national=True)
    commune.gathering.qpvs.clear()
    changed(commune.gathering, reach="commune", commune=qpv.communes.get())
    assert [*queries.neighbourhoods_of(again(commune))] == [qpv]
    changed(commune.gathering, reach="department", commune=None)
    a_qpv(name="Loin", code="QN06901M")
    assert [*queries.neighbourhoods_of(again(commune))] == [qpv]
    assert [*queries.neighbourhoods_of(national)] == []
    a_qpv(name="Floréal", code="QN09333M")
    assert [*queries.neighbourhoods_of(a_meeting())] == [qpv]


# --- the minutes


def test_those_who_were_there_have_ten_days_to_correct() -> None:
    (there,) = with_present(meeting := begun(), 1)
    notes_of(meeting)

    sheet = give_to_read(meeting, by=host(meeting))

    assert sheet.state == "correcting"
    assert [each.organisation for each in sheet.parties.all()] == [there.organisation]
    assert "Ouvrez d’abord" in reason(lambda: give_to_read(other := begun(), by=host(other)))


@pytest.mark.parametrize("is_national", [True, False])
def test_any_signatory_carries_what_a_national_meeting_decides_and_reads_its_notes_again(
    is_national: bool,  # noqa: FBT001  # a case
) -> None:
    meeting = begun(is_national=is_national)
    sheet, by, far, unsigned = (
        notes_of(meeting),
        host(meeting),
        a_signatory("Le Phare (exemple)"),
        an_organisation(),
    )
    quiet = a_signatory("La Digue (exemple)")
    for each in (far, quiet):
        changed(each.organisation, commune=None)
    note_present(meeting, by=by, organisations=[far.organisation, quiet.organisation])
    browser, address = browser_of(by.person), f"{sheet.get_absolute_url()}decider/"
    sent = {"text": "Le car (exemple)", "month": f"{timezone.localdate():%Y-%m-01}", "kind": "resident"}

    browser.post(address, sent | {"association": "le phare" if is_national else str(far.organisation.pk)})
    found = Decision.objects.filter(organisation=far.organisation)
    assert found.exists() is is_national
    assert "signataire" in reason(lambda: decide_there(sheet, facts(organisation=unsigned), by=by))
    assert "signataire" in reason(lambda: invite(sheet, unsigned, by=by))
    if is_national:
        decision = found.get()
        page = browser.get(f"{decision.get_absolute_url()}corriger/").text
        assert "Le Phare (exemple)" in page
        assert correct(decision, facts(organisation=far.organisation), by=by, read=None).organisation
        assert add(sheet, apart(organisation=far.organisation), by=by)
    give_to_read(meeting, by=by)
    for each in (far, quiet):
        assert sheet.parties.filter(organisation=each.organisation).exists() is is_national


def test_minutes_are_published_once_closed_and_approved_by_somebody(client: Client) -> None:
    meeting = begun()
    sheet = notes_of(meeting)
    notes_of(begun(days=3))
    decision = decided(meeting)
    add(sheet, agreed(), by=host(meeting))
    address = meeting.get_absolute_url()
    assert "dix jours" in reason(lambda: approve(meeting, by=host(meeting)))
    have_it_read(sheet, by=host(meeting))
    close(ten_days_later(sheet))
    assert decision.text not in client.get(address).text
    assert client.get(f"{address}compte-rendu.pdf").status_code == 404

    by = host(meeting)
    approved = approve(meeting, by=by)
    again_approved = approve(meeting, by=a_national())

    assert (approved.approved_by, again_approved.approved_by) == (by.person, by.person)
    assert queries.shown(again(meeting), by).sheet == sheet
    page = client.get(address).text
    assert decision.text in page
    assert "Le compte rendu paraîtra ici" not in page
    assert str(by.person) not in page
    assert str(by.person) in browser_of(by.person).get(address).text
    assert client.get(f"{address}compte-rendu.pdf").headers["Content-Type"] == "application/pdf"


def test_minutes_that_name_somebody_wait_for_their_yes(client: Client) -> None:
    meeting, named = begun(), a_signatory_of_franc_moisin()
    sheet = notes_of(meeting)
    add(sheet, apart(organisation=named.organisation), by=host(meeting))
    have_it_read(sheet, by=host(meeting))
    close(ten_days_later(sheet))
    approve(meeting, by=host(meeting))
    today = timezone.localdate()
    period = Period(today, today.replace(year=today.year + 1))
    assert "Une de moins" not in client.get(meeting.get_absolute_url()).text
    assert published(None, period) == []

    agree(Sheet.objects.get(pk=sheet.pk), by=named, yes=True)

    assert "Une de moins" in client.get(meeting.get_absolute_url()).text
    department = meeting.gathering.department
    elsewhere = a_qpv(name="Loin", code="QN06901M").department
    assert len(published(None, period)) == len(published(department, period)) == 1  # type: ignore[arg-type]  # lists
    assert published(elsewhere, period) == []


def test_who_runs_it_is_led_to_each_step() -> None:
    meeting = a_meeting()
    by = browser_of(host(meeting).person)
    links = {name: f"{meeting.get_absolute_url()}{name}/" for name in ("preparer", "presence", "affiches")}

    before = by.get(meeting.get_absolute_url()).text
    begun(meeting)
    notes_of(meeting)
    after = by.get(meeting.get_absolute_url()).text

    assert [name for name, link in links.items() if link in before] == ["preparer"]
    assert [name for name, link in links.items() if link in after] == [*links]
    assert "Donner les notes à relire" in after
    assert "à relire pendant dix jours" in by.post(f"{meeting.get_absolute_url()}relire/", follow=True).text
    close(ten_days_later(Sheet.objects.get(gathering=meeting.gathering_id)))
    assert "Approuver le compte rendu" in by.get(meeting.get_absolute_url()).text
    assert "est approuvé" in by.post(f"{meeting.get_absolute_url()}approuver/", follow=True).text
    assert again(meeting).approved_at
    assert "Approuver le compte rendu" not in by.get(meeting.get_absolute_url()).text


def test_who_looks_after_several_associations_runs_in_the_name_of_the_one_that_welcomes() -> None:
    meeting = a_meeting()
    person = host(meeting).person
    for _ in range(2):
        other = an_organisation(contact=person)
        assert contact_of(other)

    assert browser_of(person).get(f"{meeting.get_absolute_url()}preparer/").status_code == 200
    assert browser_of(a_signatory().person).get(f"{meeting.get_absolute_url()}preparer/").status_code == 404


def test_nobody_else_runs_it() -> None:
    meeting = minuted()
    stranger = a_signatory()

    assert queries.shown(meeting, stranger).runs is False
    assert queries.shown(meeting, stranger).names is False
    assert queries.shown(meeting, an_animator("93")).runs is True

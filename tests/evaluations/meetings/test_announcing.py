"""Announcing: which gatherings, who is told and when, what the page opens on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from engagements.closures.actions import say_closed
from engagements.closures.models import Closure
from engagements.decisions.actions import carry_over, finish
from engagements.participation import actions as gatherings
from engagements.participation.models import Gathering
from evaluations.campaigns.actions import close as close_campaign
from evaluations.campaigns.actions import prepare as prepare_campaign
from evaluations.meetings import queries
from evaluations.meetings.actions.announcing import NOT_YOURS, Words, announce, prepare
from evaluations.meetings.actions.forgetting import forget_association
from evaluations.meetings.actions.inviting import invite
from evaluations.meetings.contributions import invited, to_announce
from evaluations.meetings.models import YearlyMeeting
from evaluations.meetings.tasks import invite_to_meetings
from evaluations.reports.actions import freeze
from evaluations.self_evaluations.actions.answering import finish as say_whether_we_come
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.revisions import Stale
from qpv_charter.toolkit.templatetags.toolkit import day as in_words
from signatories.organisations.actors import Contact
from signatories.outbox import conditions, enclosures
from signatories.outbox.models import Message
from signatories.people.actors import Actor, TeamMember
from signatories.people.models import Role
from signatories.people.places import Period
from tests.constraints import changed
from tests.engagements.decisions.scenes import in_months
from tests.engagements.needs.scenes import an_animator
from tests.engagements.participation.scenes import (
    a_gathering,
    a_resident_answers,
    a_signatory_of_franc_moisin,
    at,
    contact_of,
    in_days,
    organiser,
)
from tests.evaluations.campaigns.scenes import YEAR, a_campaign
from tests.evaluations.meetings.scenes import WORDS, a_meeting, again, begun, decided, host, minuted, notes_of
from tests.evaluations.self_evaluations.scenes import a_national, a_shared, a_signatory, the_campaign
from tests.factories import a_colleague, a_paused_signature, a_qpv, a_user, an_organisation
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db


def refused(gathering: Gathering, by: TeamMember | None = None, *, is_national: bool = False) -> str:
    rows = YearlyMeeting.objects.count()
    with pytest.raises(ActionRefused) as said:
        announce(gathering, by=by or a_national(), campaign=the_campaign(), is_national=is_national, words=WORDS)
    assert YearlyMeeting.objects.count() == rows
    return said.value.reason


def test_what_cannot_be_announced() -> None:
    called_off = a_gathering(days=(10,))
    gatherings.cancel(called_off, by=organiser(called_off), why="Le local est fermé.")
    a_meeting(first := a_gathering(days=(10,)), is_national=True)

    assert "ouvert à toutes" in refused(a_gathering(is_public=False))
    assert "ouvert à toutes" in refused(called_off)
    assert "déjà annoncée" in refused(first)
    assert f"national {YEAR}" in refused(a_gathering(), is_national=True)
    assert "équipe nationale" in refused(a_gathering(), an_animator("93"), is_national=True)
    assert "équipe nationale" in refused(a_gathering(), an_animator("69"))


def test_one_another_year_and_those_of_territories_stand_beside_it() -> None:
    a_meeting(is_national=True)
    prepare_campaign(by=a_national(), year=YEAR + 1)

    assert a_meeting(is_national=True, year=YEAR + 1)
    assert a_meeting()


def test_who_runs_it_says_how_one_comes_and_nobody_writes_over_what_they_have_not_read() -> None:
    meeting = a_meeting()
    browser, address = browser_of(host(meeting).person), f"{meeting.get_absolute_url()}preparer/"
    assert "C’est enregistré" in browser.post(address, {"revision": "0"}, follow=True).text

    prepare(meeting, by=host(meeting), words=Words(agenda="  L’été\n(exemple) "), read=1)

    assert (again(meeting).agenda, again(meeting).travel) == ("L’été\n(exemple)", "")
    with pytest.raises(Stale):
        prepare(meeting, by=a_national(), words=Words(agenda="Le gymnase"), read=1)
    late = browser.post(address, {"agenda": "Le gymnase", "revision": "1"}).text
    assert "Rien n’est perdu" in late
    both = browser.post(address, {"agenda": "Le gymnase", "revision": "1", "both": "1"}).text
    assert "L’été\n(exemple)\n\nLe gymnase" in both
    with pytest.raises(ActionRefused, match=NOT_YOURS[:20]):
        prepare(meeting, by=a_signatory_of_franc_moisin(), words=Words(), read=None)


def test_anybody_reads_when_where_and_how_one_comes(client: Client) -> None:
    meeting = a_meeting(words=Words(travel="Le train", by_phone="Un appel", agenda="Le gymnase (exemple)"))

    page = client.get(meeting.get_absolute_url()).text
    listed = client.get("/rendez-vous/").text
    gathering = client.get(meeting.gathering.get_absolute_url()).text

    for said in ("Le train", "Un appel", "Le gymnase (exemple)", "Franc-Moisin", "C’est le premier rendez-vous"):
        assert said in page
    assert "Mener ce rendez-vous" not in page
    assert meeting.get_absolute_url() in listed
    assert meeting.get_absolute_url() in gathering


def test_a_date_may_still_be_chosen_together(client: Client) -> None:
    meeting = a_meeting(a_gathering(days=(10, 12)))

    page = client.get(meeting.get_absolute_url()).text

    assert "La date se choisit ensemble" in page
    assert "Dire quand nous pouvons" in page
    assert meeting.has_begun is False


def test_what_is_called_off_is_a_meeting_no_more(client: Client) -> None:
    meeting = a_meeting(is_national=True)
    gatherings.cancel(meeting.gathering, by=host(meeting), why="Le local est fermé.")

    assert client.get(meeting.get_absolute_url()).status_code == 404
    assert meeting.get_absolute_url() not in client.get(meeting.gathering.get_absolute_url()).text
    assert queries.next_national() is None


# --- what was decided the last time


def test_a_meeting_opens_on_what_was_decided_the_last_time_and_what_became_of_it(client: Client) -> None:
    old = minuted(days=90)
    done = queries.decided_at(old, Actor()).get()
    finish(done, by=host(old), told="Le local ouvre le mardi (exemple).")
    next_one = a_meeting()

    page = client.get(next_one.get_absolute_url()).text

    assert done.text in page
    assert "Le local ouvre le mardi (exemple)." in page
    assert "Fait" in page
    assert "premier rendez-vous" not in page


def test_what_waits_since_an_earlier_meeting_comes_back_however_often_it_was_put_off() -> None:
    first = begun(days=200)
    by, put_off, done = host(first), decided(first), decided(first, "Le banc (exemple)")
    finish(done, by=by)
    there = decided(begun(a_meeting(a_gathering(by, days=(10,))), days=90), "La fête (exemple)")
    for month in (in_months(1), in_months(2)):
        put_off = carry_over(put_off, by=by, month=month)

    now = a_meeting(a_gathering(by, days=(10,)))

    assert queries.shown(now, by).before == [there, put_off]
    assert queries.shown(now, Actor()).before == []


def test_what_was_decided_is_told_to_those_who_may_read_it() -> None:
    old = begun(days=90)
    notes_of(old, anybody=False)
    decision = decided(old)
    next_one = a_meeting()

    assert queries.shown(next_one, Actor()).before == []
    assert queries.shown(next_one, Actor()).last == old
    assert queries.shown(next_one, host(old)).before == [decision]


def test_the_last_time_is_that_of_the_same_place_and_of_the_same_reach() -> None:
    far = at(a_qpv(name="Loin", code="QN06901M"))
    here, national = begun(days=30), begun(a_meeting(is_national=True), days=20)
    begun(a_meeting(a_gathering(days=(10,), place=far)), days=10)
    called_off = begun(days=5)
    changed(called_off.gathering, state="cancelled", cancelled_why="Pluie", chosen=None)
    prepare_campaign(by=a_national(), year=YEAR + 1)

    assert queries.last_time(a_meeting()) == here
    assert queries.last_time(a_meeting(is_national=True, year=YEAR + 1)) == national
    assert queries.last_time(here) is None


# --- who is told


def told(*, on: date, contact: Contact | None = None) -> list[str]:
    found = invited(contact or a_signatory(), Period(on, on + timedelta(days=7)))
    return [found.name.split(":")[2]] if found and not isinstance(found, list) else []


def test_signatories_are_told_once_it_is_announced_when_it_is_due_and_again() -> None:
    meeting = a_meeting(a_gathering(days=(300,)), is_national=True)
    changed(meeting, announced_at=datetime(2027, 3, 1, 12, tzinfo=UTC))

    days = {date(2027, 3, 1): ["announced"], date(2027, 7, 5): ["invited"], date(2027, 9, 1): ["again"]}

    for day, moment in days.items():
        assert told(on=day) == moment
    assert told(on=date(2027, 3, 2)) == []
    assert told(on=date(2027, 8, 25)) == []
    changed(meeting, announced_at=datetime(2027, 8, 1, 12, tzinfo=UTC))
    assert told(on=date(2027, 7, 5)) == []


def test_whoever_said_whether_it_comes_or_signed_nothing_is_told_nothing() -> None:
    meeting = a_meeting(is_national=True)
    today = timezone.localdate()
    said, coming = a_signatory(), a_signatory_of_franc_moisin()
    say_whether_we_come(the_campaign(), by=said, texts={"coming": "date"})
    a_resident_answers(meeting.gathering)
    voice = meeting.gathering.answers.get().voice
    changed(voice, kind="association", organisation=coming.organisation)
    unsigned, paused = an_organisation(contact=a_user()), a_paused_signature().organisation

    assert told(on=today) == ["announced"]
    for each in (said, coming, contact_of(unsigned), contact_of(paused)):
        assert told(on=today, contact=each) == []


def invited_mails() -> list[Message]:
    return list(Message.objects.filter(kind="meetings.invited").order_by("to"))


def test_each_signatory_is_written_to_once_when_it_is_open_unless_it_has_said_whether_it_comes() -> None:
    meeting = a_meeting(a_gathering(days=(30,)), is_national=True)
    far, said, closed, coming = (a_signatory() for _ in range(4))
    changed(far.organisation, commune=None)
    unsigned = an_organisation(contact=a_user())
    say_whether_we_come(the_campaign(), by=said, texts={"coming": "date"})
    say_closed(by=closed, starts_on=timezone.localdate(), ends_on=timezone.localdate())

    for _ in range(2):
        invite_to_meetings.func()

    assert [mail.to for mail in invited_mails()] == sorted([far.person.email, coming.person.email])
    mail = next(each for each in invited_mails() if each.to == far.person.email)
    for words in (WORDS.travel, WORDS.by_phone, meeting.get_absolute_url(), "invitation.pdf", "Franc-Moisin"):
        assert words in mail.text
    assert not mail.necessary
    assert mail.until == meeting.gathering.first_at
    assert told(on=timezone.localdate(), contact=far) == []
    assert told(on=timezone.localdate(), contact=closed) == ["announced"]
    Closure.objects.all().delete()
    invite_to_meetings.func()
    assert closed.person.email in [mail.to for mail in invited_mails()]
    assert not invite(meeting, unsigned)
    forget_association(far.organisation)
    assert not meeting.invited.filter(organisation=far.organisation).exists()
    assert meeting.invited.exists(), "what was written to the others stays known"


def test_a_territory_invites_those_who_act_there() -> None:
    meeting, near, far = a_meeting(), a_signatory_of_franc_moisin(), a_signatory()
    changed(far.organisation, commune=None)
    begun(a_meeting(a_gathering(host(meeting), days=(10,))))
    a_meeting(a_gathering(host(meeting), days=(40, 42)))  # its date is still chosen together

    assert not invite(meeting, far.organisation)
    invite_to_meetings.func()

    assert [mail.to for mail in invited_mails()] == [near.person.email]
    assert host(meeting).person.email != near.person.email


@pytest.mark.parametrize("what", ["as it was", "moved", "said", "called off"])
def test_an_invitation_leaves_as_long_as_it_is_true_with_the_date_for_a_calendar(what: str) -> None:
    a_meeting(a_gathering(days=(3,)))
    meeting, invited = a_meeting(), a_signatory_of_franc_moisin()
    invite(meeting, invited.organisation)
    (mail,) = invited_mails()
    if what == "moved":
        gatherings.move(meeting.gathering, by=host(meeting), when=in_days(20))
    if what == "said":
        say_whether_we_come(the_campaign(), by=invited, texts={"coming": "we_come"})
    if what == "called off":
        gatherings.cancel(meeting.gathering, by=host(meeting), why="Pluie.")

    assert (conditions.why_not(mail.condition, mail.condition_args) == "") is (what == "as it was")
    file = enclosures.made(mail.enclosure, mail.enclosure_args)
    assert (file is None) is (what == "called off")
    assert file is None or str(meeting.gathering_id).encode() in file.content


def test_a_territory_says_it_by_its_gathering_alone() -> None:
    a_meeting()

    assert told(on=timezone.localdate()) == []


def test_the_national_team_is_asked_for_the_date_two_months_before() -> None:
    campaign, today = a_campaign(), timezone.localdate()
    changed(campaign, announced_by=today + timedelta(days=61))
    assert to_announce(a_national()) is None
    changed(campaign, announced_by=today + timedelta(days=60))
    assert to_announce(an_animator("93")) is None
    assert to_announce(a_national())

    a_meeting(campaign=campaign)
    assert to_announce(a_national())
    a_meeting(campaign=campaign, is_national=True)
    assert to_announce(a_national()) is None


# --- the team's pages


def test_the_team_announces_a_gathering_from_its_workspace() -> None:
    gathering, campaign = a_gathering(days=(10,)), the_campaign()
    browser = team_browser(a_national().person)

    listed = browser.get("/animation/rendez-vous/").text
    address = f"/animation/rendez-vous/{gathering.pk}/annoncer/"
    assert address in listed
    answer = browser.post(address, {"campaign": campaign.pk, "is_national": "on", "agenda": "Le gymnase"})

    meeting = YearlyMeeting.objects.get()
    assert answer.headers["Location"] == meeting.get_absolute_url()
    assert (meeting.is_national, meeting.agenda) == (True, "Le gymnase")
    assert browser.get(address).status_code == 404
    assert meeting.get_absolute_url() in browser.get("/animation/rendez-vous/").text


def test_who_animates_a_territory_announces_there_and_never_for_all() -> None:
    here, far = a_gathering(days=(10,)), a_gathering(days=(10,), place=at(a_qpv(name="Loin", code="QN06901M")))
    campaign = the_campaign()
    browser = team_browser(a_colleague(Role.Kind.TERRITORIAL, here.department))

    browser.post(f"/animation/rendez-vous/{here.pk}/annoncer/", {"campaign": campaign.pk, "is_national": "on"})

    assert YearlyMeeting.objects.get().is_national is False
    assert browser.get(f"/animation/rendez-vous/{far.pk}/annoncer/").status_code == 404


def test_one_prepares_from_what_look_backs_ask_and_say_together() -> None:
    contact = a_signatory_of_franc_moisin()
    look_back = a_shared(contact)
    changed(look_back, agenda="La garde d’enfants (exemple)")
    elsewhere = a_shared(a_signatory())
    changed(elsewhere, agenda="Le marché d’ailleurs (exemple)")
    changed(elsewhere.organisation, commune=None)
    meeting = a_meeting()
    address = f"{meeting.get_absolute_url()}preparer/"

    team = team_browser(a_national().person).get(address).text
    welcoming = browser_of(host(meeting).person).get(address).text

    assert "La garde d’enfants (exemple)" in team
    assert "Le marché d’ailleurs" not in team
    assert "Réponses" in team
    assert "trop peu" in team
    assert "garde d’enfants (exemple)" not in welcoming
    assert f"au {in_words(timezone.localdate())}, avant le gel" in team
    assert "avant le gel" not in welcoming
    close_campaign(meeting.campaign, by=a_national())
    freeze(meeting.campaign, by=a_national(), words="")
    frozen = team_browser(a_national().person).get(address).text
    assert "avant le gel" not in frozen
    assert f"Ce que disait le rapport {meeting.campaign.year}" in frozen

"""The year's meetings in the report: counted once, told beside the answers, never added to them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engagements.debates.models import DecidedAt
from engagements.decisions.models import Audience
from evaluations.campaigns.actions import close
from evaluations.meetings.actions.holding import note_present
from evaluations.meetings.actions.posters import Wall, write_poster
from evaluations.meetings.models import MeetingPoster, YearlyMeeting
from evaluations.meetings.queries import neighbourhoods_of
from evaluations.reports import printing
from evaluations.reports.actions import freeze
from evaluations.reports.models import Edition
from evaluations.reports.queries import today
from tests.engagements.debates.scenes import notes
from tests.engagements.decisions.scenes import a_decision
from tests.evaluations.meetings.scenes import a_meeting, begun, decided, host, minuted, the_question, with_present
from tests.evaluations.reports.scenes import looked_back
from tests.evaluations.self_evaluations.scenes import a_national, the_campaign

pytestmark = pytest.mark.django_db
WORKS = "Un tour du quartier (exemple)."


def on_the_wall(meeting: YearlyMeeting, wall: Wall, *, read: int | None = None) -> MeetingPoster:
    return write_poster(
        meeting, the_question(), neighbourhoods_of(meeting)[0], by=host(meeting), wall=wall, read=read
    )


def frozen() -> Edition:
    campaign = the_campaign()
    if campaign.state == "open":
        looked_back()
        close(campaign, by=a_national())
    edition = Edition.objects.of(campaign).last()
    return freeze(campaign, by=a_national(), words=f"Édition {edition.number + 1 if edition else 1}.")


def test_who_came_to_two_meetings_is_counted_once_and_beside(client: Client) -> None:
    local, national = begun(days=3), begun(is_national=True)
    a_meeting()  # still to come
    there = with_present(local, 4)
    note_present(national, by=host(national), organisations=[each.organisation for each in there[:3]])
    edition, rooms = frozen(), {"present": 4, "meetings": [("Rendez-vous annuel", 4), ("Rendez-vous national", 3)]}
    page = client.get("/rapports/2027/").content.decode()

    said = edition.says["rooms"]
    assert {**said, "meetings": [(each["kind"], each["present"]) for each in said["meetings"]]} == rooms
    assert edition.says["looked_back"] == 1
    assert "dans une salle, au rendez-vous annuel</dt><dd>4</dd>" in page
    assert "sur écran, par téléphone ou sur papier</dt><dd>1</dd>" in page
    assert (
        ";rendez-vous;2. toute la France;3;" in client.get("/rapports/2027/edition-1/rapport.csv").content.decode()
    )


def test_cards_are_told_in_words_and_never_told_otherwise_later(client: Client) -> None:
    meeting = begun()
    with_present(meeting, 8)
    on_the_wall(meeting, Wall(counts={"talking": 4, "usually": 2}, works=WORKS, quotable=True))
    first = frozen()
    on_the_wall(meeting, Wall(counts={"usually": 8}, works=WORKS))
    second = frozen()
    wall, later = (each.says["walls"]["veille"][0] for each in (first, second))

    assert (wall["answers"], wall["scale"], wall["cells"]["talking"]) == (6, "three_words", "part")
    assert [later[name] for name in ("answers", "cells")] == [wall[name] for name in ("answers", "cells")]
    assert first.says["questions"][0]["everyone"]["answers"] == 1
    assert (len(wall["said"]), later["said"]) == (1, {})
    assert WORKS not in first.content
    assert ";affiche;" in client.get("/rapports/2027/edition-1/rapport.csv").content.decode()
    for text in (client.get("/rapports/2027/edition-1/").content.decode(), printing.report(first).html):
        assert "Dans les salles, avec les cartes" in text
        assert WORKS not in text, "the room did not agree any more"


def test_few_dots_are_told_by_their_number_until_there_are_five(client: Client) -> None:
    meeting = begun()
    with_present(meeting, 8)
    on_the_wall(meeting, Wall(counts={"talking": 4}, stuck="Trop tard (exemple).", quotable=True))
    assert frozen().says["walls"]["veille"][0]["cells"] == {}
    assert "Trop tard (exemple)." in client.get("/rapports/2027/").content.decode()

    on_the_wall(meeting, Wall(counts={"talking": 8}))
    assert frozen().says["walls"]["veille"][0]["answers"] == 8


def test_what_was_decided_and_anybody_reads_is_told_with_where_it_stands(client: Client) -> None:
    meeting = minuted()
    hidden = begun(days=2)
    decided(hidden, "Entre nous (exemple)")
    elsewhere = a_decision(text="Hors d’un rendez-vous (exemple)", audience=Audience.PUBLIC)
    DecidedAt.objects.create(sheet=notes(), decision=elsewhere)
    edition = frozen()
    page = client.get("/rapports/2027/").content.decode()

    assert [each["state"] for each in edition.says["decisions"]] == ["to_do"]
    assert "Ouvrir le local le soir (exemple)" in page
    assert "Entre nous" not in page
    assert "Hors d’un rendez-vous" not in page
    assert "Ouvrir le local" not in edition.content
    assert meeting.place in page


def test_more_meetings_cost_no_more_queries() -> None:
    meetings = [begun(days=each) for each in (1, 2, 3)]
    for meeting in meetings:
        with_present(meeting, 1)
        on_the_wall(meeting, Wall(works=WORKS, quotable=True))
    with CaptureQueriesContext(connection) as three:
        today(the_campaign())
    YearlyMeeting.objects.exclude(pk=meetings[0].pk).delete()
    with CaptureQueriesContext(connection) as one:
        today(the_campaign())

    assert len(three) == len(one)

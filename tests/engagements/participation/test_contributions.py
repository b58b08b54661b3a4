"""What gatherings tell elsewhere: the space, the letter, the calendar, the year, the workspace."""

from datetime import timedelta

import pytest
from django.utils import timezone

from engagements.letter.places import LETTER, Part, Told
from engagements.participation import actions
from engagements.participation.actions.asking import Words
from engagements.scope.places import place_of
from engagements.voices.actions import Speaker
from signatories.erasure.actions import erase_organisation
from signatories.organisations.actors import Contact
from signatories.organisations.places import EVIDENCE, SPACE_WAITING
from signatories.people.actors import Actor
from signatories.people.places import CALENDAR, DOORS, WORKSPACE_LINKS, Period
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature
from tests.engagements.flags.scenes import the_comite
from tests.engagements.needs.scenes import an_animator, the_team
from tests.engagements.participation.scenes import (
    a_gathering,
    a_gathering_held,
    a_resident_answers,
    a_signatory_of_franc_moisin,
    at,
    in_days,
    long_ago,
    organiser,
    says,
)
from tests.factories import a_commune, a_qpv, a_team_member
from tests.signin import team_browser

pytestmark = pytest.mark.django_db


def this_month() -> Period:
    today = timezone.localdate()
    return Period(today - timedelta(days=15), today + timedelta(days=15))


def letter(contact: Contact) -> dict[Part, list[str]]:
    told = [each for each in LETTER.gather(contact, this_month()) if each.name.startswith("gathering")]
    return {part: [each.text for each in told if each.part == part] for part in Part}


def told_by(contact: Contact) -> list[Told]:
    return [each for each in LETTER.gather(contact, this_month()) if each.name.startswith("gathering")]


def waits(contact: Contact) -> list[str]:
    return [asked.text for asked in SPACE_WAITING.gather(contact)]


def test_a_date_to_choose_waits_once_somebody_answered_and_the_first_comes_near() -> None:
    contact = a_signatory_of_franc_moisin()
    near, far = a_gathering(contact, days=(5, 9)), a_gathering(contact, days=(20, 25))
    assert waits(contact) == []

    for gathering in (near, near, far):
        a_resident_answers(gathering)

    assert waits(contact) == [f"«\u202f{near.title}\u202f»\u202f: 2 réponses. Il reste à choisir la date."]
    assert waits(a_signatory_of_franc_moisin()) == []
    actions.fix(near, by=contact, time=near.times.all()[0])
    assert waits(contact) == []


def test_once_all_its_dates_have_passed_none_is_left_to_choose() -> None:
    contact = a_signatory_of_franc_moisin()
    gathering = a_gathering(contact, days=(5, 9))
    a_resident_answers(gathering)
    before = waits(contact)

    long_ago(gathering, days=1)

    assert (len(before), waits(contact)) == (1, [])


def test_what_came_of_it_waits_once_its_date_has_passed_for_two_months() -> None:
    contact = a_signatory_of_franc_moisin()
    gathering = a_gathering(contact, days=(3,))
    assert waits(contact) == []

    long_ago(gathering, days=59)
    assert waits(contact) == [f"«\u202f{gathering.title}\u202f» a eu lieu. Combien étiez-vous\u202f?"]
    long_ago(gathering, days=61)
    assert waits(contact) == []


def test_the_year_says_whom_an_association_gathered() -> None:
    gathering = a_gathering_held()
    a_gathering_held()

    (evidence,) = EVIDENCE.gather(gathering.organisation, this_month())

    assert evidence.text.startswith("Vous avez réuni 20 personnes le ")
    assert evidence.text.endswith(", dont 14 habitantes et habitants.")
    assert evidence.commitments == ("participation",)
    assert evidence.href == gathering.get_absolute_url()
    before = Period(this_month().start - timedelta(days=30), this_month().start)
    assert EVIDENCE.gather(gathering.organisation, before) == []


def test_the_letter_tells_those_of_the_place_what_to_answer_which_dates_come_and_what_was_held() -> None:
    contact = a_signatory_of_franc_moisin("Les Voisins (exemple)")
    asking = a_gathering(days=(4, 6), words=Words(title="Quand"))
    fixed = a_gathering(days=(5,), words=Words(title="Fixée", where="Salle 2"))
    held = a_gathering_held(words=Words(title="Tenue"))

    told = letter(contact)

    place = "Franc-Moisin (Saint-Denis)"
    who, when = asking.organisation.name, str(fixed.chosen).capitalize()
    came = "20 personnes, dont 14 habitantes et habitants"
    assert told == {
        Part.ANSWER: [f"{who} demande quand on peut se voir\u202f: «\u202fQuand\u202f», {place}."],
        Part.DATES: [f"{when}\u202f: Fixée, {place}, Salle 2."],
        Part.DONE: [f"«\u202f{held.title}\u202f», {place}\u202f: {came}."],
    }


def test_the_letter_asks_nothing_of_who_proposed_or_answered_and_tells_nothing_private_nor_elsewhere() -> None:
    contact = a_signatory_of_franc_moisin()
    a_gathering(contact)
    answered = a_gathering()
    actions.answer(answered, by=contact, speaker=Speaker(kind="association"), said=says(answered))
    a_gathering(is_public=False)
    a_gathering(place=at(a_qpv(name="La Mosson", code="QN03405M")))
    cancelled = a_gathering(days=(7,))
    actions.cancel(cancelled, by=organiser(cancelled), why="Pluie.")

    assert told_by(contact) == []


@pytest.mark.parametrize("wide", ["commune", "department"])
def test_the_letter_tells_what_concerns_a_whole_commune_or_department(wide: str) -> None:
    contact = a_signatory_of_franc_moisin()
    commune = a_commune()
    place = place_of(
        commune=commune if wide == "commune" else None,
        department=commune.department if wide == "department" else None,
    )
    a_gathering(place=place)

    assert len(told_by(contact)) == 1


def test_a_date_that_changes_is_told_anew() -> None:
    contact = a_signatory_of_franc_moisin()
    gathering = a_gathering(days=(5,))
    (before,) = told_by(contact)

    actions.move(gathering, by=organiser(gathering), when=in_days(6))

    assert [each.name for each in told_by(contact)] != [before.name]


def test_the_calendar_of_a_territory_holds_the_dates_that_are_chosen() -> None:
    gathering = a_gathering(days=(5,))
    a_gathering(days=(5, 6))
    a_gathering(days=(5,), is_public=False)
    a_gathering(days=(40,))

    for department in (None, gathering.department):
        found = CALENDAR.gather(Actor(), department, this_month())
        assert [(date.starts_at, date.href) for date in found] == [
            (gathering.first_at, gathering.get_absolute_url())
        ]
    assert CALENDAR.gather(Actor(), a_qpv(name="La Mosson", code="QN03405M").department, this_month()) == []


def test_the_workspace_counts_those_to_come_that_one_animates() -> None:
    a_gathering()
    long_ago(a_gathering(), days=1)

    counts = {
        who: [link.count for link in WORKSPACE_LINKS.gather(actor) if link.label == "Rencontres à venir"]
        for who, actor in {
            "here": an_animator("93"),
            "far": an_animator("69"),
            "all": the_team(),
            "comité": the_comite(),
        }.items()
    }

    assert counts == {"here": [1], "far": [0], "all": [1], "comité": []}
    assert "Rencontres à venir" in team_browser(a_team_member()).get("/animation/").content.decode()


def test_the_door_of_the_engagement_leads_to_the_list() -> None:
    assert "/rencontres/" in [door.href for door in DOORS.gather(Actor())]


def test_an_association_that_is_erased_leaves_that_it_gathered_people_and_no_word_of_it() -> None:
    gathering = a_gathering_held(words=Words(title="Fête des Tilleuls", text="Aux Tilleuls", where="Les Tilleuls"))
    organisation, team = gathering.organisation, a_team_member()
    withdraw(Signature.objects.get(organisation=organisation), by=team, reason="Fini.")

    erase_organisation(organisation, by=team)

    gathering.refresh_from_db()
    assert gathering.came == 20
    assert "Tilleuls" not in f"{gathering.title}{gathering.text}{gathering.where}{gathering.search_text}"
    assert gathering.outcome == ""

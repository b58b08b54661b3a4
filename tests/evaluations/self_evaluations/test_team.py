"""What animators read, note and are asked; what the letter says; who sees what."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from engagements.closures.actions import say_closed
from engagements.letter.contents import chapters_for
from evaluations.campaigns.actions import close as close_campaign
from evaluations.self_evaluations.actions.answering import answer, note, share
from evaluations.self_evaluations.actions.calling import ask_call, called
from evaluations.self_evaluations.actions.forgetting import forget_calls, forget_confided
from evaluations.self_evaluations.models import CallBack, Confided, LookBack
from evaluations.self_evaluations.places import ANSWERED
from evaluations.self_evaluations.rules import may_note, the_reader
from qpv_charter.toolkit.actions import ActionRefused
from signatories.following.lists import AssociationFilters
from signatories.following.models import Followed
from signatories.following.places import FOLLOWED
from signatories.history.models import Event
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import SPACE_WAITING
from signatories.people.actors import Actor, TeamMember
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.people.places import WORKSPACE_LINES, Line
from tests.constraints import changed
from tests.engagements.closures.scenes import contact_of
from tests.evaluations.campaigns.scenes import YEAR, by_nobody
from tests.evaluations.self_evaluations.scenes import (
    WORDS,
    a_call,
    a_confided,
    a_draft,
    a_national,
    a_reader,
    a_shared,
    a_signatory,
    asked,
    noted,
    said,
    the_campaign,
)
from tests.factories import a_colleague, a_commune, a_user, an_organisation
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
Kind = Role.Kind


def territorial(commune: str = "93066") -> TeamMember:
    return member(a_colleague(Kind.TERRITORIAL, a_commune(name=f"Ville {commune}", code=commune).department))


def test_who_reads_a_look_back() -> None:
    contact = a_signatory()
    draft, shared = a_draft(contact), a_shared()
    sees = {
        "its association": Actor(acts_for=contact.organisation.pk),
        "another": Actor(acts_for=a_signatory().organisation.pk),
        "national": a_national(),
        "its territory": territorial(),
        "elsewhere": territorial("69123"),
        "comité": member(a_colleague(Kind.COMMITTEE)),
        "visitor": Actor(),
    }

    seen = {who: {*LookBack.objects.visible_to(actor)} for who, actor in sees.items()}

    assert seen == {
        "its association": {draft},
        "another": set(),
        "national": {shared},
        "its territory": {shared},
        "elsewhere": set(),
        "comité": set(),
        "visitor": set(),
    }


def test_who_reads_what_is_confided() -> None:
    contact = a_signatory()
    confided, reader = a_confided(contact), a_reader()
    other = member(a_colleague(Kind.CONFIDED))

    def seen() -> dict[str, bool]:
        actors = {
            "its association": Actor(acts_for=contact.organisation.pk),
            "its reader": member(reader),
            "another reader": other,
            "its reader, no more one": Actor(person=reader),
            "national": a_national(),
            "its territory": territorial(),
        }
        return {who: Confided.objects.visible_to(actor).exists() for who, actor in actors.items()}

    nobody = dict.fromkeys(
        ["its reader", "another reader", "its reader, no more one", "national", "its territory"], False
    )
    assert seen() == {"its association": True} | nobody, "a draft is its association's"
    share(the_campaign(), by=contact)
    assert seen() == {"its association": True} | nobody | {"its reader": True}
    assert WORDS in team_browser(reader).get("/animation/faire-le-point/confie/").content.decode()
    assert confided.reader == reader


def test_the_reader_is_whoever_has_held_the_role_longest_and_still_does() -> None:
    assert the_reader() is None
    first, second = a_colleague(Kind.CONFIDED), a_colleague(Kind.CONFIDED)
    changed(second.roles.get(), started_at=timezone.now() + timedelta(days=1))
    assert the_reader() == first

    changed(first.roles.get(), ended_at=timezone.now())
    assert the_reader() == second
    second.is_active = False
    second.save()
    assert the_reader() is None


def test_who_notes_what_was_said_by_phone() -> None:
    organisation = a_signatory().organisation
    may = {
        "national": may_note(a_national(), organisation),
        "its territory": may_note(territorial(), organisation),
        "elsewhere": may_note(territorial("69123"), organisation),
        "comité": may_note(member(a_colleague(Kind.COMMITTEE)), organisation),
    }

    assert may == {"national": True, "its territory": True, "elsewhere": False, "comité": False}


def test_by_phone_it_is_shared_at_once_with_who_heard_it() -> None:
    contact, national = a_signatory("Les Jardins du Moulin (exemple)"), a_national()
    campaign = the_campaign()
    slugs = [each.slug for each in campaign.questionnaire.in_order() if not each.is_confided]
    path = f"/animation/faire-le-point/noter/{contact.organisation.slug}/"
    body = {f"{slug}-choice": "sometimes" for slug in slugs} | {"how": "phone", "agenda": "Le local"}
    browser = team_browser(national.person)

    page = browser.get(path).content.decode()
    assert "libres de nos choix" not in page
    browser.post(path, body | {"heard_by": str(national.person.pk)})

    look_back = LookBack.objects.get()
    assert (look_back.how, look_back.heard_by, look_back.agenda) == ("phone", national.person, "Le local")
    assert look_back.is_shared
    assert look_back.answers.filter(choice__code="sometimes").count() == 6
    read = browser.get(f"/animation/faire-le-point/{look_back.pk}/").content.decode()
    assert "par téléphone" in read.lower()
    assert "Les Jardins du Moulin (exemple)" in browser.get("/animation/faire-le-point/").content.decode()


def test_nobody_writes_over_what_an_association_says_on_screen_nor_notes_what_is_confided() -> None:
    contact = a_signatory()
    a_draft(contact)

    with pytest.raises(ActionRefused, match="elle-même, à l’écran"):
        noted(contact)
    with pytest.raises(ActionRefused, match="autre territoire"):
        noted(a_signatory(), by=territorial("69123"))
    other, national = a_signatory(), a_national()
    with pytest.raises(ActionRefused, match="ni par téléphone"):
        note(
            other.organisation,
            by=national,
            campaign=the_campaign(),
            how=LookBack.How.PAPER,
            heard_by=national.person,
            said={asked("clientelisme"): {"text": "Non"}},
            texts={},
        )


def test_what_was_noted_is_noted_again_and_completed_on_screen() -> None:
    contact = a_signatory()
    noted(contact)
    noted(contact)

    row = answer(asked("debat"), by=contact, said=said(slug="debat"))

    assert LookBack.objects.get() == row.look_back
    assert row.look_back.answers.count() == 2
    with pytest.raises(ActionRefused, match="elle-même, à l’écran"):
        noted(contact)


def test_the_team_reads_in_which_years_an_association_shared_and_nothing_that_it_said() -> None:
    contact, there = a_signatory(), territorial()
    answer(asked("debat"), by=contact, said=said(slug="debat"))
    assert "Faire le point" not in {section.title for section in FOLLOWED.gather(contact.organisation, there)}

    share(the_campaign(), by=contact)

    page = team_browser(there.person).get(f"/animation/associations/{contact.organisation.slug}/").content.decode()
    assert f"{the_campaign()}, partagé le" in page


def calls(actor: TeamMember) -> list[Line]:
    pile = next(each for each in WORKSPACE_LINES.gather(actor) if each.slug == "rappels")
    return [pile.line(row) for row in pile.rows]


def test_a_call_is_asked_waits_and_forgets_its_number() -> None:
    contact = a_signatory()
    a_call(contact, number="01 98 76 54 32")
    browser = team_browser((there := territorial()).person)

    assert [line.text for line in calls(there)] == [contact.organisation.name]
    assert calls(territorial("69123")) == []
    assert "01 98 76 54 32" in browser.get("/animation/faire-le-point/").content.decode()

    call = CallBack.objects.get()
    browser.post(f"/animation/faire-le-point/rappel/{call.pk}/")

    call.refresh_from_db()
    assert (call.number, call.when, call.called_by) == ("", "", there.person)
    assert calls(there) == []
    ask_call(the_campaign(), by=contact, number="01 11 11 11 11", when="")
    assert CallBack.objects.get().called_at is None, "one may ask again"


def test_a_call_without_a_number_is_no_call_and_is_noted_once() -> None:
    with pytest.raises(ActionRefused, match="numéro"):
        a_call(number="\u200b")
    call, first = a_call(), a_national()
    called(call, by=first)
    assert called(call, by=a_national()).called_by == first.person


def test_what_is_old_is_forgotten() -> None:
    contact = a_signatory()
    a_shared(contact)
    a_confided(contact)
    a_call(contact)
    now = timezone.now()
    for days, left in ((-364, 1), (-366, 0)):
        old = now + timedelta(days=days)
        changed(the_campaign(), state="reported", closed_at=old, reported_at=old)
        forget_confided()
        assert Confided.objects.count() == left
    for days, left in ((-89, 1), (-91, 0)):
        CallBack.objects.update(asked_at=now + timedelta(days=days))
        forget_calls()
        assert CallBack.objects.count() == left


def test_what_is_amended_is_read_at_once_and_the_history_says_so() -> None:
    contact = a_signatory()
    look_back = a_shared(contact)

    answer(asked(), by=contact, said={"text": "Corrigé (exemple)."}, read=1)

    page = team_browser(a_national().person).get(f"/animation/faire-le-point/{look_back.pk}/").content.decode()
    assert "Corrigé (exemple)." in page
    assert [event.kind for event in Event.objects.of(look_back)].count("look_back.amended") == 1


# --- the letter


def told(contact: Contact, *, on: date) -> list[str]:
    chapters = chapters_for(contact.person, today=on)
    return [name.partition("/")[2] for chapter in chapters for name in chapter.names if "look_back" in name]


@pytest.fixture
def opened() -> None:
    """Opened on the 1st of June 2027."""
    changed(the_campaign(), opened_at=datetime(2027, 6, 1, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("monday", "names"),
    [
        (date(2027, 5, 31), []),
        (date(2027, 6, 7), ["look_back:2027:open"]),
        (date(2027, 6, 14), []),
        (date(2027, 6, 21), ["look_back:2027:june"]),
        (date(2027, 7, 5), []),
        (date(2027, 9, 6), ["look_back:2027:september"]),
        (date(2027, 9, 20), []),
    ],
)
def test_the_letter_says_it_at_the_opening_once_in_june_and_once_in_september(
    opened: None, monday: date, names: list[str]
) -> None:
    assert told(a_signatory(), on=monday) == names


def test_whoever_shared_is_told_nothing_more_nor_is_anybody_once_closed(opened: None) -> None:
    contact, other = a_signatory(), a_signatory()
    a_shared(contact)
    assert told(contact, on=date(2027, 6, 7)) == []
    assert told(other, on=date(2027, 6, 7)) == ["look_back:2027:open"]
    assert [each for each in SPACE_WAITING.gather(other) if "Faire le point" in each.label]
    assert not [each for each in SPACE_WAITING.gather(contact) if "Faire le point" in each.label]

    close_campaign(the_campaign(), by=by_nobody())

    assert told(other, on=date(2027, 6, 7)) == []


def test_a_closure_holds_it_back(opened: None) -> None:
    contact = a_signatory()
    monday = date(2027, 6, 7)
    said_closed = say_closed(
        by=contact, starts_on=timezone.localdate(), ends_on=timezone.localdate() + timedelta(days=1)
    )
    changed(said_closed, starts_on=monday, ends_on=monday + timedelta(days=5))

    assert told(contact, on=monday) == []


def test_who_signed_nothing_is_asked_nothing(opened: None) -> None:
    assert told(contact_of(an_organisation(contact=a_user())), on=date(2027, 6, 7)) == []


def test_who_has_not_answered_is_a_group_of_the_teams_list_until_reminders_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    silent, shares, came = a_signatory("Silence"), a_signatory("Partage"), a_signatory("Venue")
    a_draft(silent)
    a_shared(shares)
    an_organisation(name="Rien signé")
    theirs = Organisation.objects.filter(pk=came.organisation.pk)
    monkeypatch.setattr(ANSWERED, "gather", lambda campaign: [theirs] if campaign.year == YEAR else [])
    asks = QueryDict(f"groupe=point-{YEAR}")

    waited_for = AssociationFilters.read(asks).narrow(Followed.objects.all())
    assert [each.organisation.name for each in waited_for] == ["Silence"]

    close_campaign(the_campaign(), by=by_nobody())
    assert AssociationFilters.read(asks).refused, "it never comes to mean another year"

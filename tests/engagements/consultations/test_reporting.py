"""A line that is reported: it opens to one named person, whom those who take part know, and to nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from engagements.consultations.actions.calls import correct
from engagements.consultations.actions.outcomes import agree_to_be_named
from engagements.consultations.actions.reporting import OF_ONE_PERSON, may_report, report_line
from engagements.consultations.actions.rooms import change, note, say, take_back
from engagements.consultations.models import CallKind, Line, Said
from engagements.consultations.models.rooms import LINE_KIND
from engagements.consultations.resting import rests_of
from engagements.consultations.room_forms import OutcomeForm
from engagements.flags import actions as flags
from engagements.flags.models import Case, Reason, State
from engagements.flags.places import kinds
from engagements.flags.rules import who_may_be_named
from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.organisations.actions import add_contact
from signatories.organisations.models import Membership, Organisation
from signatories.outbox.models import Message
from signatories.people.actors import Actor, TeamMember
from signatories.people.audiences import member
from signatories.people.models import Role, User
from signatories.team.actions import end_role, welcome
from signatories.territories.models import Department
from tests.engagements.consultations.scenes import (
    Three,
    a_call,
    a_contact,
    a_room,
    a_view,
    facts,
    reported_line,
    revealed,
    said,
    the_team,
    three,
    together,
)
from tests.engagements.flags.scenes import a_report, author_of
from tests.factories import a_colleague, a_commune, a_team_member, a_user
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
WHY = "On y lit un nom (exemple)."


def here() -> Department:
    return a_commune().department


def an_animator_here(*, days: int = 0, **named: str) -> User:
    """Who animates the department, since some days."""
    person = a_colleague(Role.Kind.TERRITORIAL, here())
    User.objects.filter(pk=person.pk).update(**named)
    person.roles.update(started_at=timezone.now() - timedelta(days=days))
    person.refresh_from_db()
    return person


def hidden(case: Case, *, by: User) -> Case:
    line = Line.objects.get(pk=case.about)
    return flags.hide(kinds()[LINE_KIND], line, by=member(by), why=WHY)


def offered_leads(those: Three) -> int:
    lead: Any = OutcomeForm(room=those.room).fields["lead"]
    return int(lead.queryset.count())


def read_by(actor: Actor, line: Line) -> bool:
    return Line.objects.visible_to(actor).filter(pk=line.pk).exists()


def test_it_opens_to_who_was_named_before_one_confirmed_and_those_who_take_part_know() -> None:
    reader = an_animator_here(days=9, first_name="Inès", last_name="Duval")
    others = [an_animator_here(), a_team_member(), a_colleague(Role.Kind.COMMITTEE)]
    those = three()
    room, path = those.room.get_absolute_url(), f"{those.room.get_absolute_url()}ligne/{those.other.pk}/signaler/"
    browser = browser_of(those.first.person)

    offered = path in browser.get(room).content.decode()
    before = browser.get(path).content.decode()
    browser.post(path, {"reason": Reason.NAMES, "words": "On y lit mon nom."})

    case = Case.objects.get()
    assert offered
    assert "Inès Duval" in before
    assert those.other.audience in before
    for taking_part in (those.first, those.second):
        shown = browser_of(taking_part.person).get(room).content.decode()
        assert "a été signalée" in shown
        assert "Inès Duval la lit" in shown
        assert those.other.audience in shown
        assert path not in shown
    assert "signalée" not in browser_of(those.third.person).get(room).content.decode()
    page = team_browser(reader).get(f"/animation/signalements/{case.pk}/").content.decode()
    assert those.other.audience in page
    assert "On y lit mon nom." in page
    for colleague in others:
        web = team_browser(colleague)
        assert web.get(f"/animation/signalements/{case.pk}/").status_code == 404
        assert str(case.pk) not in web.get("/animation/signalements/").content.decode()


def test_who_is_named() -> None:
    among = Organisation.objects.none()
    last, first = an_animator_here(days=2), an_animator_here(days=9)
    national, committee = a_team_member(), a_colleague(Role.Kind.COMMITTEE)
    a_colleague(Role.Kind.TERRITORIAL, a_commune(name="Lyon", code="69123").department)

    assert who_may_be_named(here(), among) == [first, last, national]
    assert who_may_be_named(here(), among, but=first) == [last, national, committee]
    organisation = a_contact(person=first, published=False).organisation
    assert who_may_be_named(here(), Organisation.objects.filter(pk=organisation.pk)) == [last, national]
    Membership.objects.filter(user=first).update(ended_at=timezone.now())
    last.roles.update(ended_at=timezone.now())
    User.objects.filter(pk=national.pk).update(is_active=False)
    assert who_may_be_named(here(), Organisation.objects.filter(pk=organisation.pk)) == [first]


def test_where_nobody_can_be_named_nothing_opens() -> None:
    those = three()
    Role.objects.update(ended_at=timezone.now())

    page = browser_of(those.first.person).get(f"{those.room.get_absolute_url()}ligne/{those.other.pk}/signaler/")
    with pytest.raises(ActionRefused, match="écrivez-lui"):
        reported_line(those)

    assert "Personne de l’équipe d’animation ne peut lire" in page.content.decode()
    assert not Case.objects.exists()


def test_hidden_for_a_reason_its_author_alone_reads_it_and_another_reads_it_again() -> None:
    reader, another = an_animator_here(days=9), an_animator_here(days=2)
    those = three()
    case = hidden(reported_line(those), by=reader)
    browser, room = browser_of(those.second.person), those.room.get_absolute_url()

    mail = Message.objects.get(kind="flags.hidden")
    appeal = f"/espace/{those.second.organisation.slug}/textes-retires/{case.pk}/"
    assert [read_by(each, those.other) for each in (those.first, those.second)] == [False, True]
    assert (mail.to, WHY in mail.text, those.other.audience in mail.text) == (
        those.second.person.email,
        False,
        False,
    )
    assert appeal in browser.get(room).content.decode()
    assert WHY in browser.get(appeal).content.decode()
    shown = browser_of(those.first.person).get(room).content.decode()
    assert f"a été retirée par {reader}" in shown
    assert those.other.audience not in shown
    browser.post(appeal, {"words": "Aucun nom n’y est."})
    case.refresh_from_db()
    assert (case.state, case.reader) == (State.APPEALED, another)
    assert str(another) in browser.get(appeal).content.decode()
    for colleague, status in ((reader, 404), (a_team_member(), 404), (another, 200)):
        assert team_browser(colleague).get(f"/animation/signalements/{case.pk}/").status_code == status
    with pytest.raises(ActionRefused, match="autre personne"):
        flags.answer(case, by=the_team(), shown=True, words=WHY)
    flags.answer(case, by=member(another), shown=True, words=WHY)
    assert read_by(those.first, those.other)
    assert WHY not in Message.objects.get(kind="flags.answered").text
    assert "l’a lue, et elle reste" in browser_of(those.first.person).get(room).content.decode()


def test_an_appeal_is_kept_where_nobody_else_can_read() -> None:
    reader = an_animator_here()
    case = hidden(reported_line(those := three()), by=reader)
    Role.objects.exclude(user=reader).update(ended_at=timezone.now())

    with pytest.raises(ActionRefused, match="écrivez-lui"):
        flags.appeal(case, by=those.second, words="Aucun nom n’y est.")


def test_what_was_kept_is_closed_again_and_the_same_words_do_not_open_twice() -> None:
    reader = an_animator_here()
    those = three()
    flags.keep(case := reported_line(those), by=member(reader))

    assert case not in Case.objects.visible_to(member(reader))
    with pytest.raises(ActionRefused, match="il reste"):
        reported_line(those)
    change(those.other, said(audience="Autre chose (exemple)"), by=those.second, read=0)
    assert reported_line(those).state == State.WAITING


def test_when_who_was_named_leaves_the_next_report_names_another() -> None:
    gone = an_animator_here(days=9)
    those = three()
    first = reported_line(those)
    gone.roles.update(ended_at=timezone.now())
    kept_out = TeamMember(person=gone)
    after = an_animator_here()

    again = reported_line(those)

    assert (again, again.reader) == (first, after)
    assert not Case.objects.visible_to(kept_out)


def test_when_the_role_of_who_was_named_ends_the_next_is_named_at_once_and_those_who_take_part_know() -> None:
    national, gone = a_team_member(), an_animator_here(days=9)
    after = an_animator_here(first_name="Inès", last_name="Duval")
    those = three()
    case = reported_line(those)
    need = a_report().case

    end_role(gone.roles.get(), by=national)

    case.refresh_from_db()
    need.refresh_from_db()
    assert (case.reader, need.reader) == (after, None)
    assert (
        "Inès Duval la lit" in browser_of(those.second.person).get(those.room.get_absolute_url()).content.decode()
    )
    assert [
        team_browser(each).get(f"/animation/signalements/{case.pk}/").status_code for each in (after, gone)
    ] == [
        200,
        403,
    ]


def test_where_nobody_is_left_it_opens_to_nobody_until_somebody_comes() -> None:
    gone, national = an_animator_here(days=9), a_team_member()
    those = three()
    Role.objects.exclude(user__in=[gone, national]).update(ended_at=timezone.now())
    Membership.objects.create(organisation=those.first.organisation, user=national)
    case = reported_line(those)

    end_role(gone.roles.get(), by=national)

    case.refresh_from_db()
    assert case.reader == gone
    assert not Case.objects.visible_to(member(gone)).exists()
    [role] = welcome(email="nora@example.org", kind=Role.Kind.TERRITORIAL, departments=[here()], by=national)
    case.refresh_from_db()
    assert case.reader == role.user


def test_who_comes_to_look_after_one_of_them_is_replaced() -> None:
    first, national = an_animator_here(days=9), a_team_member()
    those = three()
    case = reported_line(those)
    assert case.reader == first

    add_contact(those.second.organisation, user=first, role="trésorier", by=national)

    case.refresh_from_db()
    assert case.reader not in {first, None}


def test_an_appeal_goes_to_the_next_never_back_to_who_decided_and_stays_with_who_may_read_it() -> None:
    decided, gone, national = an_animator_here(days=9), an_animator_here(days=2), a_team_member()
    those = three()
    case = hidden(reported_line(those), by=decided)
    at_rest = case.reader
    flags.appeal(case, by=those.second, words="Aucun nom n’y est.")

    end_role(gone.roles.get(), by=national)

    case.refresh_from_db()
    assert (at_rest, case.reader) == (decided, national)
    welcome(email="nora@example.org", kind=Role.Kind.TERRITORIAL, departments=[here()], by=national)
    case.refresh_from_db()
    assert case.reader == national


def test_what_is_decided_names_nobody_else() -> None:
    gone, national = an_animator_here(days=9), a_team_member()
    kept, hid = (
        reported_line(three()),
        three(call=a_call(name="Autre (exemple)", link="https://example.org/autre")),
    )
    flags.keep(kept, by=member(gone))
    hidden(reported_line(hid), by=gone)

    end_role(gone.roles.get(), by=national)

    assert [*Case.objects.values_list("reader", flat=True)] == [gone.pk, gone.pk]


def test_who_moved_to_another_department_reads_it_no_more() -> None:
    reader = an_animator_here()
    reported_line(three())
    elsewhere = TeamMember(person=reader, roles=frozenset({Role.Kind.TERRITORIAL}), departments=frozenset({"69"}))

    assert Case.objects.visible_to(member(reader)).exists()
    assert not Case.objects.visible_to(elsewhere).exists()


def test_taken_back_nobody_reads_it_any_more() -> None:
    an_animator_here()
    those = three()
    others = three(call=a_call(name="Contrat de ville (exemple)", link="https://example.org/contrat"))
    cases = [reported_line(those), reported_line(others)]

    take_back(those.other, by=those.second)
    correct(others.room.call, facts(kind=CallKind.TENDER), by=the_team(), read=None)

    assert not Case.objects.filter(pk__in=[case.pk for case in cases]).exists()


def test_a_hidden_line_is_neither_joined_nor_printed_nor_said_to_lead() -> None:
    reader = an_animator_here()
    those = three()
    a_view(those)
    joined = together(those)
    named = [agree_to_be_named(those.room, by=those.first)]
    before = len(rests_of(those.room, named).views), offered_leads(those)
    hidden(reported_line(those, those.line, by=those.second), by=reader)

    assert joined.accepted_at
    assert before == (1, 1)
    assert (len(rests_of(those.room, named).views), offered_leads(those)) == (0, 0)


def test_what_one_noted_for_who_has_no_record_here_is_told_to_who_noted_it() -> None:
    reader = an_animator_here()
    those = three()
    line = note(
        those.room, said(audience="Les aînés"), by=those.first, organisation=None, called="Le café", how="meeting"
    )

    case = hidden(reported_line(those, line, by=those.second), by=reader)

    assert case.author == those.first.organisation
    assert [read_by(each, line) for each in (those.first, those.second)] == [True, False]
    room = browser_of(those.first.person).get(those.room.get_absolute_url()).content.decode()
    assert f"/textes-retires/{case.pk}/" in room


def test_what_one_noted_for_an_association_is_hidden_from_who_noted_it() -> None:
    reader = an_animator_here()
    those = three()
    organisation = those.third.organisation
    line = note(those.room, said(), by=those.first, organisation=organisation, called="", how="meeting")

    case = hidden(reported_line(those, line, by=those.second), by=reader)

    assert author_of(case).organisation == organisation
    assert not read_by(those.first, line)


def test_the_history_says_who_decided_and_not_whose_line_it_is() -> None:
    reader = an_animator_here()
    those = three()
    case = hidden(reported_line(those), by=reader)
    flags.appeal(case, by=those.second, words="Aucun nom n’y est.")

    events = {event.kind: event for event in Event.objects.about(those.room)}

    names = ("line.reported", "line.hidden", "line.appealed")
    assert [events[name].actor for name in names] == [None, reader, None]
    assert not Event.objects.about(those.second.organisation).filter(kind__in=names).exists()


def before_the_hour() -> None:
    those = three(open_now=False)
    line = note(those.room, said(), by=those.first, organisation=None, called="Le café", how="meeting")
    reported_line(those, line)


def without_a_line() -> None:
    those = three()
    reported_line(those, by=those.third)


def too_many() -> None:
    those = three()
    for _ in range(OF_ONE_PERSON.times + 1):
        reported_line(those)


def hidden_before_it_was_reported() -> None:
    reader, those = an_animator_here(), three()
    flags.hide(kinds()[LINE_KIND], those.other, by=member(reader), why=WHY)


def hidden_by_another() -> None:
    an_animator_here(days=9)
    hidden(reported_line(three()), by=an_animator_here())


def kept_by_another() -> None:
    an_animator_here(days=9)
    flags.keep(reported_line(three()), by=member(an_animator_here()))


REFUSED = {
    "one's own": lambda: reported_line(those := three(), those.line),
    "before the hour": before_the_hour,
    "without a line": without_a_line,
    "past a few a day": too_many,
    "hidden by another": hidden_by_another,
    "hidden before it was reported": hidden_before_it_was_reported,
    "kept by another": kept_by_another,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_not_be_is_refused(name: str) -> None:
    with pytest.raises(ActionRefused, match=r"signale la ligne|beaucoup de lignes|Seule l’équipe"):
        REFUSED[name]()


def test_what_was_hidden_in_one_room_is_told_in_no_other() -> None:
    reader = an_animator_here()
    those = three()
    hidden(reported_line(those), by=reader)
    call = a_call(name="Un autre appel (exemple)", link="https://example.org/autre")
    say(other := a_room(call=call, by=those.first), said(), by=those.first)
    browser = browser_of(those.first.person)

    shown = [browser.get(room.get_absolute_url()).content.decode() for room in (those.room, revealed(other))]

    assert ["a été retirée par" in page for page in shown] == [True, False]


def test_no_public_address_opens_it() -> None:
    those = three()
    reader = an_animator_here()
    browser = browser_of(those.first.person)
    own = f"{those.room.get_absolute_url()}ligne/{those.line.pk}/signaler/"

    assert browser.get(f"/signaler/{LINE_KIND}/{those.other.pk}/").status_code == 404
    assert team_browser(reader).get(f"/animation/retirer/{LINE_KIND}/{those.other.pk}/").status_code == 404
    assert browser.get(own).status_code == 404
    noted = note(those.room, said(), by=those.first, organisation=None, called="Un collectif", how="phone")
    room = browser.get(those.room.get_absolute_url()).content.decode()
    assert f"ligne/{noted.pk}/signaler/" not in room
    assert f"ligne/{those.other.pk}/signaler/" in room
    assert f"ligne/{those.line.pk}/signaler/" not in room
    assert not may_report(Actor(person=a_user()), those.other)


def test_not_concerned_one_reports_nothing() -> None:
    those = three()
    say(those.room, said(Said.NOT_FOR_US), by=those.third)

    assert not may_report(those.third, those.other)


def test_a_reason_is_asked() -> None:
    those = three()
    with pytest.raises(ActionRefused, match="ce qui ne va pas"):
        report_line(those.other, by=those.first, reason="rien")

"""The letter: one a week, never empty, nothing asked that was just answered."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core import mail

from engagements.closures.models import Closure
from engagements.letter.actions import (
    ANSWERED_MEANWHILE,
    MOST_TRIES,
    rewrite_answered,
    week_of,
    write_letter,
    write_letters,
)
from engagements.letter.models import Letter
from engagements.letter.places import Part, Told
from engagements.letter.tasks import write_letters as weekly
from qpv_charter.toolkit import periodic
from qpv_charter.toolkit.retention import forget_all
from signatories.organisations.models import JoinRequest, Membership, Organisation
from signatories.outbox.delivery import deliver_due
from signatories.outbox.models import Message, Preference
from signatories.people.models import User
from signatories.people.places import ASKED_OF_PERSON, Asked
from tests.engagements.letter.conftest import Says, a_date, a_question
from tests.factories import a_user, an_organisation
from tests.races import side_by_side

MONDAY = date(2027, 3, 1)
pytestmark = pytest.mark.django_db


def contact_of(organisation: Organisation) -> User:
    return organisation.memberships.get().user


def this_monday() -> date:
    return week_of(date.today())  # noqa: DTZ011  # the tests' clock is the site's


def test_the_week_begins_on_monday() -> None:
    days = [date(2027, 2, 28), MONDAY, date(2027, 3, 7), date(2027, 3, 8)]

    assert [week_of(day) for day in days] == [date(2027, 2, 22), MONDAY, MONDAY, date(2027, 3, 8)]


def test_everything_that_waits_leaves_in_one_mail(says: Says) -> None:
    person = a_user(first_name="Aminata")
    voisins, lien = (an_organisation(name=name, contact=person) for name in ("Les Voisins (exemple)", "Le Lien"))
    questions = {voisins.pk: [a_date(), a_question()], lien.pk: [a_question("line:2", "Qui accueille le stand ?")]}
    says.to = lambda contact: questions[contact.acts_for]

    write_letters(today=MONDAY)

    message = Message.objects.get()
    body = message.text
    assert (message.to, message.subject) == (person.email, "La lettre de la charte : 2 questions pour vous")
    assert body.startswith("Bonjour Aminata,")
    ordered = ["Le Lien", "Qui accueille", "Les Voisins (exemple)", "cité éducative", "Les dates"]
    assert sorted(ordered, key=body.index) == ordered
    assert "Repas de quartier, le 12 mars à 18\u202fh." in body
    assert {(each.acts_for, each.person) for each, _ in says.asked} == {(voisins.pk, person), (lien.pk, person)}


def test_the_letter_names_what_it_is_about_and_may_be_refused(says: Says) -> None:
    organisation = an_organisation()
    says.everybody(a_question())

    letter = write_letter(contact_of(organisation).pk, week=MONDAY)

    message = Message.objects.get()
    assert letter
    assert letter.message == message
    assert letter.names == [f"{organisation.pk}/line:1"]
    assert [*Message.objects.about(organisation)] == [message]
    assert (message.secret, message.necessary) == (True, False)
    assert "Ne plus recevoir la lettre de la semaine" in message.text


def test_what_was_done_needs_no_question(says: Says) -> None:
    an_organisation()
    says.everybody(a_date())

    write_letters(today=MONDAY)

    assert Message.objects.get().subject == "La lettre de la charte : des nouvelles de vos quartiers"


def test_nobody_gets_an_empty_letter(says: Says) -> None:
    an_organisation()
    says.everybody()

    assert write_letters(today=MONDAY) == 0
    assert not Message.objects.exists()
    assert not Letter.objects.exists()


def test_only_who_looks_after_an_association_today_gets_one(says: Says) -> None:
    says.everybody(a_question())
    former, erased = an_organisation(), an_organisation()
    Membership.objects.filter(organisation=former).update(ended_at="2027-01-01T00:00Z")
    User.objects.filter(pk=contact_of(erased).pk).update(is_active=False)
    a_user()

    assert write_letters(today=MONDAY) == 0


def test_who_looks_after_none_any_more_is_not_written_to_for_what_is_asked_of_her_either(
    says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ASKED_OF_PERSON, "_contributions", {})
    ASKED_OF_PERSON.contribute(order=100)(lambda _: [Asked("Une question (exemple).", "Voir", "/espace/")])
    former, current = an_organisation(), an_organisation()
    Membership.objects.filter(organisation=former).update(ended_at="2027-01-01T00:00Z")

    write_letters(today=MONDAY)

    assert [letter.person for letter in Letter.objects.all()] == [contact_of(current)]


def test_twice_in_a_week_writes_once(says: Says) -> None:
    an_organisation()
    says.everybody(a_question())

    written = [write_letters(today=MONDAY + timedelta(days=days)) for days in (0, 3, 7)]

    assert written == [1, 0, 1]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_write_once(says: Says) -> None:
    person = contact_of(an_organisation())
    says.everybody(a_question())

    side_by_side(*2 * [partial(write_letter, person.pk, week=MONDAY)])

    assert Message.objects.count() == 1


def test_one_letter_that_fails_keeps_nobody_elses(says: Says) -> None:
    broken, fine = an_organisation(), an_organisation()

    def to(contact: object) -> list[Told]:
        if contact.acts_for == broken.pk:  # type: ignore[attr-defined]  # a Contact
            raise RuntimeError
        return [a_question()]

    says.to = to

    with pytest.raises(ExceptionGroup):
        write_letters(today=MONDAY)

    assert [message.to for message in Message.objects.all()] == [contact_of(fine).email]


def test_what_people_ask_of_her_stands_first(says: Says) -> None:
    organisation = an_organisation(name="Le Lien")
    JoinRequest.objects.create(
        organisation=organisation, email="awa@example.org", first_name="Awa", last_name="Ba", state="pending"
    )
    says.everybody()

    write_letters(today=MONDAY)

    text = Message.objects.get().text
    assert "1 personne demande à rejoindre Le Lien." in text
    assert f"/espace/{organisation.slug}/" in text


def test_a_closed_association_is_told_its_deadlines_alone(says: Says) -> None:
    closed, open_ = an_organisation(), an_organisation()
    for organisation, first in ((closed, MONDAY), (open_, MONDAY + timedelta(days=1))):
        Closure.objects.create(
            organisation=organisation,
            starts_on=first,
            ends_on=first + timedelta(days=9),
            said_by=contact_of(organisation),
        )
    says.everybody(a_question(), a_date(deadline=True))

    write_letters(today=MONDAY)

    texts = {message.to: message.text for message in Message.objects.all()}
    assert "cité éducative" not in texts[contact_of(closed).email]
    assert "Repas de quartier" in texts[contact_of(closed).email]
    assert "cité éducative" in texts[contact_of(open_).email]


def test_what_happened_since_the_last_letter_is_told(says: Says) -> None:
    person = contact_of(an_organisation())
    says.everybody(a_date())
    weeks = [MONDAY, MONDAY + timedelta(days=7), MONDAY + timedelta(days=28), MONDAY + timedelta(days=280)]

    for week in weeks:
        write_letter(person.pk, week=week)

    told = [(week - period.start, period.end - week) for week, (_, period) in zip(weeks, says.asked, strict=True)]
    since = [start.days for start, _ in told]
    assert since == [7, 7, 21, 60]
    assert {end.days for _, end in told} == {1}


def test_each_is_told_what_happened_since_her_own_letter_that_said_something_before_this_one(says: Says) -> None:
    early, late = (contact_of(an_organisation()) for _ in range(2))
    said_nothing, now = MONDAY + timedelta(days=14), MONDAY + timedelta(days=28)
    says.everybody(a_date())
    for person, week in ((early, MONDAY), (late, said_nothing), (early, now + timedelta(days=7))):
        write_letter(person.pk, week=week)
    Letter.objects.create(person=early, week=said_nothing)
    says.asked.clear()

    for person in (early, late):
        write_letter(person.pk, week=now)

    assert [(now - period.start).days for _, period in says.asked] == [28, 14]


@pytest.mark.django_db(transaction=True)
def test_nobody_is_asked_what_was_just_answered_and_the_rest_is_told(says: Says) -> None:
    person = contact_of(an_organisation())
    says.everybody(a_question(), a_question("line:2", "Qui prête une salle\u202f?"))
    write_letter(person.pk, week=this_monday())
    says.everybody(a_question("line:2", "Qui prête une salle\u202f?"))

    deliver_due()
    rewrite_answered()
    deliver_due()

    stopped, sent = Message.objects.order_by("created_at")
    assert (stopped.state, stopped.reason) == (Message.State.CANCELLED, ANSWERED_MEANWHILE)
    assert sent.state == Message.State.SENT
    assert [("cité éducative" in each.body, "une salle" in each.body) for each in mail.outbox] == [(False, True)]
    assert Letter.objects.get().message == sent


@pytest.mark.django_db(transaction=True)
def test_when_all_was_answered_nothing_leaves(says: Says) -> None:
    person = contact_of(an_organisation())
    says.everybody(a_question())
    write_letter(person.pk, week=this_monday())
    says.everybody()

    for _ in range(2):
        deliver_due()
        rewrite_answered()

    assert not mail.outbox
    assert Message.objects.count() == 1
    assert Letter.objects.get().message is None


@pytest.mark.django_db(transaction=True)
def test_what_is_new_since_it_was_written_stops_nothing(says: Says) -> None:
    person = contact_of(an_organisation())
    says.everybody(a_question())
    write_letter(person.pk, week=this_monday())
    says.everybody(a_question(), a_question("line:2"))

    deliver_due()

    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_always_changes_is_given_up(says: Says) -> None:
    person, number = contact_of(an_organisation()), iter(range(100))
    says.to = lambda _: [a_question(f"line:{next(number)}")]

    write_letter(person.pk, week=this_monday())
    for _ in range(MOST_TRIES + 2):
        deliver_due()
        rewrite_answered()

    assert (Message.objects.count(), Letter.objects.get().tries) == (MOST_TRIES, MOST_TRIES)
    assert not mail.outbox


@pytest.mark.django_db(transaction=True)
def test_who_refused_the_letter_gets_none_and_it_is_not_written_again(says: Says) -> None:
    person = contact_of(an_organisation())
    says.everybody(a_question())
    write_letter(person.pk, week=this_monday())
    Preference.objects.update(refused_at="2026-01-01T00:00Z")

    deliver_due()

    assert rewrite_answered() == 0
    assert not mail.outbox


@pytest.mark.django_db(transaction=True)
def test_last_weeks_letter_is_not_written_again(says: Says) -> None:
    person = contact_of(an_organisation())
    says.everybody(a_question())
    write_letter(person.pk, week=this_monday() - timedelta(days=7))
    says.everybody(a_date())
    deliver_due()

    assert rewrite_answered() == 0


def test_it_is_written_on_monday_mornings(says: Says) -> None:
    an_organisation()
    says.everybody(a_question())

    weekly.call()

    assert Letter.objects.get().week == this_monday()
    assert weekly in periodic._weekly
    assert rewrite_answered in periodic.works_of_each_tick()


def test_letters_are_forgotten_after_a_year(says: Says) -> None:
    person = contact_of(an_organisation())
    says.everybody(a_question())
    for weeks in (51, 53):
        write_letter(person.pk, week=this_monday() - timedelta(weeks=weeks))

    forget_all()

    assert [letter.week for letter in Letter.objects.all()] == [this_monday() - timedelta(weeks=51)]


def test_the_parts_come_in_their_order(says: Says) -> None:
    an_organisation()
    says.everybody(Told(Part.DONE, "done:1", "Le square est éclairé."), a_date(), a_question())

    write_letters(today=MONDAY)

    text = Message.objects.get().text
    ordered = ["À répondre\u202f:", "Les dates\u202f:", "Ce qui s’est fait\u202f:"]
    assert sorted(ordered, key=text.index) == ordered

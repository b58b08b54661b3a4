"""Who newly acts in a neighbourhood: said once to those who act there; nothing begun before opens to it."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from engagements.letter.actions import week_of, write_letters
from engagements.letter.contents import chapters_for
from engagements.letter.models import Letter
from engagements.letter.places import LETTER
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.places import Period
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature
from tests.engagements.closures.scenes import a_signatory_of_franc_moisin, contact_of
from tests.engagements.consultations.scenes import a_room
from tests.factories import a_commune, a_published_signature, a_qpv, a_team_member, an_organisation
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
HERE = "Le Lien (exemple) agit maintenant ici\u202f: Franc-Moisin (Saint-Denis)."


def monday() -> date:
    return week_of(timezone.localdate())


def publish(organisation: Organisation, *, on: date) -> Organisation:
    """Its signature, published at noon that day."""
    a_published_signature(organisation=organisation)
    noon = timezone.make_aware(datetime.combine(on, time(12)))
    Signature.objects.filter(organisation=organisation).update(published_at=noon)
    return organisation


def a_neighbour() -> Contact:
    """Of Franc-Moisin, published long before."""
    contact = a_signatory_of_franc_moisin()
    Signature.objects.filter(organisation=contact.organisation).update(
        published_at=timezone.now() - timedelta(days=400)
    )
    return contact


def came(contact: Contact, *, week: date) -> list[str]:
    told = [each for chapter in chapters_for(contact.person, today=week) for each in chapter.told]
    return [each.text for each in told if each.name.startswith("came:")]


def in_franc_moisin() -> Organisation:
    organisation = an_organisation(name="Le Lien (exemple)")
    organisation.qpvs.add(a_qpv())
    return organisation


def in_its_commune() -> Organisation:
    organisation = an_organisation(name="Le Lien (exemple)")
    organisation.action_communes.add(a_commune())
    return organisation


def in_what_it_succeeds() -> Organisation:
    before = a_qpv(name="Franc-Moisin Bel Air", code="QP093028")
    a_qpv().predecessors.add(before)
    organisation = an_organisation(name="Le Lien (exemple)")
    organisation.qpvs.add(before)
    return organisation


def elsewhere() -> Organisation:
    organisation = an_organisation(name="Le Lien (exemple)")
    organisation.qpvs.add(a_qpv(name="Loin", code="QN06901M"))
    return organisation


@pytest.mark.parametrize(
    ("made", "is_told"), [(in_franc_moisin, 1), (in_its_commune, 1), (in_what_it_succeeds, 1), (elsewhere, 0)]
)
def test_it_is_told_where_it_acts(made: Callable[[], Organisation], is_told: int) -> None:
    neighbour = a_neighbour()
    newcomer = publish(made(), on=monday() - timedelta(days=2))

    told = came(neighbour, week=monday())

    assert len(told) == is_told
    assert all(each.startswith("Le Lien (exemple) agit maintenant ici\u202f: ") for each in told)
    assert not came(contact_of(newcomer), week=monday()), "nobody is told of itself"


@pytest.mark.parametrize("day", [-7, -1, 0, 1, 6])
def test_it_is_told_once_whatever_the_day(day: int) -> None:
    neighbour = a_neighbour()
    publish(in_franc_moisin(), on=monday() + timedelta(days=day))

    told = [came(neighbour, week=week) for week in (monday(), monday() + WEEK, monday() + 2 * WEEK)]

    assert [each for texts in told for each in texts] == [HERE]


def test_who_is_not_published_any_more_is_not_announced() -> None:
    neighbour, newcomer = a_neighbour(), publish(in_franc_moisin(), on=monday() - timedelta(days=2))

    withdraw(Signature.objects.get(organisation=newcomer), by=a_team_member(), reason="Fini.")

    assert came(neighbour, week=monday()) == []


def test_it_leaves_in_the_letter() -> None:
    neighbour = a_neighbour()
    publish(in_franc_moisin(), on=monday() - timedelta(days=2))

    write_letters(today=monday())

    letter = Letter.objects.select_related("message").get(person=neighbour.person)
    assert letter.message
    assert HERE in letter.message.text


def test_it_opens_no_consultation_begun_before_it_came() -> None:
    newcomer = in_franc_moisin()
    room = a_room()
    publish(newcomer, on=timezone.localdate() + timedelta(days=1))
    contact = contact_of(newcomer)

    asked = LETTER.gather(contact, Period(timezone.localdate(), timezone.localdate() + 9 * WEEK))

    assert browser_of(contact.person).get(room.get_absolute_url()).status_code == 404
    assert not [told.name for told in asked if told.name.startswith("consultation:")]

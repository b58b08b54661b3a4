"""How many signatories, by what they are: of those that one animates, right at any moment, and never ranked."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from signatories.following.actions import rebuild
from signatories.numbers.queries import NO_DATE, NO_PLACE, numbers, where
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.audiences import member
from signatories.people.models import Role, User
from signatories.people.places import WORKSPACE_LINKS
from signatories.signatures.actions import renew_mandate, withdraw
from signatories.signatures.dates import Precision
from signatories.signatures.models import Mandate, Signature
from tests.factories import (
    a_colleague,
    a_commune,
    a_confirmed_signature,
    a_network,
    a_paused_signature,
    a_published_signature,
    a_signatory,
    a_team_member,
    a_theme,
    mandate_facts,
)
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
PAGE = "/animation/chiffres/"


def told(actor: Actor, key: str) -> list[tuple[str, int]]:
    return [
        (each.name, each.answers) for table in numbers(actor).tables if table.key == key for each in table.numbers
    ]


def a_national() -> Actor:
    return member(a_team_member())


def lyon() -> Signature:
    return a_signatory("Les Canuts (exemple)", commune=a_commune(name="Lyon", code="69123"))


def test_only_those_that_are_published_today_are_counted() -> None:
    signature = a_signatory("Les Lilas (exemple)", networks=[a_network()], themes=[a_theme()])
    a_confirmed_signature()
    a_paused_signature()
    team = a_national()

    assert (numbers(team).signatories, numbers(team).signatures) == (1, 1)
    assert told(team, "reseau") == [("Réseau d’à côté", 1)]
    assert told(team, "theme") == [("Santé", 1)]
    withdraw(signature, by=a_team_member(), reason="Elle cesse.")
    assert (numbers(team).signatories, told(team, "reseau"), told(team, "mois")) == (0, [], [])


def test_months_follow_each_other_and_those_unknown_come_last() -> None:
    for day, precision in (
        (date(2026, 3, 12), Precision.DAY),
        (date(2020, 6, 1), Precision.MONTH),
        (date(2020, 6, 30), Precision.DAY),
        (None, Precision.UNKNOWN),
    ):
        signature = a_published_signature()
        Signature.objects.filter(pk=signature.pk).update(signed_on=day, signed_precision=precision)

    assert told(a_national(), "mois") == [("juin 2020", 2), ("mars 2026", 1), (NO_DATE, 1)]


def test_territories_are_in_the_order_of_names_whatever_their_numbers() -> None:
    lyon()
    for _ in range(2):
        a_published_signature()
    nowhere = a_published_signature()
    Organisation.objects.filter(pk=nowhere.organisation_id).update(commune=None, commune_typed="Trifouilly")
    rebuild()

    names = [name for name, _ in told(a_national(), "departement")]

    assert names == [*sorted(names[:-1]), NO_PLACE]
    assert sorted(count for _, count in told(a_national(), "departement")) == [1, 1, 2]


def test_what_is_known_of_all_has_no_line_for_those_of_which_it_is_not() -> None:
    a_published_signature()

    told_of = [name for key in ("mois", "departement") for name, _ in told(a_national(), key)]

    assert len(told_of) == 2
    assert not {NO_DATE, NO_PLACE} & {*told_of}


def test_networks_are_never_in_the_order_of_their_numbers() -> None:
    first, second = a_network("Avant", acronym="A"), a_network("Zénith", acronym="Z")
    a_signatory("Les Lilas (exemple)", networks=[first, second])
    a_signatory("Le Mail (exemple)", networks=[second])

    assert told(a_national(), "reseau") == [("Avant", 1), ("Zénith", 2)]


def test_mandates_are_known_or_not_and_past_their_election() -> None:
    known, unknown, past = (a_published_signature() for _ in range(3))
    Mandate.objects.filter(signature=unknown).update(decided_by="")
    by = known.organisation.memberships.get().user
    renew_mandate(known, by=by, facts=mandate_facts(signer=by))
    Mandate.objects.filter(signature=past).update(next_election=date(2026, 1, 1))
    rebuild()

    assert told(a_national(), "mandat") == [("Connu", 2), ("Après son élection", 1), ("Inconnu", 1)]


@pytest.mark.parametrize(("days", "place"), [(0, 0), (89, 0), (91, 1), (364, 1), (366, 2)], ids=str)
def test_a_last_sign_is_in_one_span(days: int, place: int) -> None:
    signature = a_published_signature()
    then = timezone.now() - timedelta(days=days)
    Organisation.objects.update(created_at=then)
    Signature.objects.filter(pk=signature.pk).update(confirmed_at=then)
    Mandate.objects.update(created_at=then)
    User.objects.update(last_login=None)
    rebuild()

    assert [count for _, count in told(a_national(), "silence")] == [int(each == place) for each in range(3)]


def test_who_animates_departments_counts_hers_and_the_committee_all() -> None:
    lyon()
    a_published_signature()
    territorial = member(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))
    committee = member(a_colleague(Role.Kind.COMMITTEE))

    assert (numbers(territorial).signatories, numbers(committee).signatories) == (1, 2)
    assert (numbers(territorial).signatures, numbers(committee).signatures) == (1, 2)
    assert (where(territorial), where(committee)) == (str(a_commune().department), "")
    page = team_browser(territorial.person).get(PAGE).text
    assert "69" not in page.partition("<main")[2].replace("mois", "")


@pytest.mark.parametrize("kind", [Role.Kind.NATIONAL, Role.Kind.COMMITTEE])
def test_who_counts_all_of_them_is_told_of_no_department_though_she_animates_one(kind: Role.Kind) -> None:
    lyon()
    a_published_signature()
    person = a_colleague(Role.Kind.TERRITORIAL, a_commune().department)
    Role.objects.create(user=person, kind=kind)
    actor = member(person)

    assert (numbers(actor).signatories, where(actor)) == (2, "")


def test_it_asks_as_many_queries_for_one_and_for_many() -> None:
    team = a_national()

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            numbers(team)
        return len(asked)

    a_signatory("Les Lilas (exemple)", networks=[a_network()], themes=[a_theme()])
    one = queries()
    lyon()
    a_signatory("Le Mail (exemple)", networks=[a_network("Autre", acronym="AU")], themes=[a_theme("Sport")])

    assert queries() == one


def test_the_page_the_file_and_the_sheet_say_the_same() -> None:
    a_signatory("Les Lilas (exemple)", networks=[a_network()], themes=[a_theme()])
    team = team_browser(a_team_member())

    page = team.get(PAGE).text
    rows = [*csv.DictReader(StringIO(team.get(f"{PAGE}chiffres.csv").content.decode("utf-8-sig")), delimiter=";")]
    sheet = team.get(f"{PAGE}chiffres.pdf")

    said = {(row["question"], row["nom"]): row["nombre"] for row in rows}
    assert said["associations", "Associations signataires"] == "1"
    assert said["reseau", "Réseau d’à côté"] == "1"
    assert all(name in page for question, name in said if question not in {"associations", "signatures"})
    assert page.count("<svg") >= page.count('<th scope="row">') > 0, "a bar for each line"
    assert "Les Lilas" not in page, "nobody is named"
    assert sheet["Content-Type"] == "application/pdf"
    assert "no-store" in sheet["Cache-Control"]


def test_who_animates_or_reads_for_the_committee_is_led_to_them() -> None:
    def is_led(kind: Role.Kind) -> bool:
        departments = [a_commune().department] if kind == Role.Kind.TERRITORIAL else []
        return PAGE in [link.href for link in WORKSPACE_LINKS.gather(member(a_colleague(kind, *departments)))]

    led = {Role.Kind.NATIONAL, Role.Kind.TERRITORIAL, Role.Kind.COMMITTEE}
    assert {kind for kind in (*led, Role.Kind.CONFIDED) if is_led(kind)} == led

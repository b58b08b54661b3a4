"""A list forgets the lines that name somebody, and no others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from signatories.people.places import Leaver
from signatories.taking_up import actions, forgetting
from signatories.taking_up.models import ImportRow, ListImport
from tests.factories import a_team_member, a_user, an_organisation
from tests.signatories.taking_up.lists import a_line, a_list, entered

pytestmark = pytest.mark.django_db


def names_left() -> set[str]:
    return {str(row.cells[0]) for row in ImportRow.objects.all() if row.cells}


def test_a_person_is_forgotten_by_her_whole_name_and_her_whole_address() -> None:
    her = a_user(email="anne@example.org", first_name="Anne", last_name="Roy")
    a_list(
        a_line("Signée par elle", signer="Mme Anne ROY"),
        a_line("À son adresse", email="anne@example.org"),
        a_line("D’une autre", signer="Jeanne Royer"),
        a_line("D’une autre adresse", email="jeanne@example.org"),
    )

    forgetting.forget_person(Leaver(addresses=frozenset({"anne@example.org"}), person=her))

    assert names_left() == {"D’une autre", "D’une autre adresse"}


def test_the_file_of_a_list_that_names_her_goes_alone() -> None:
    hers, other = a_list(a_line("Rose", email="anne@example.org")), a_list(a_line("Iris"))

    forgetting.forget_person(Leaver(addresses=frozenset({"anne@example.org"})))

    for taken in (hers, other):
        taken.refresh_from_db()
    assert (bool(hers.file), str(hers)) == (False, "Liste dont le fichier est effacé")
    assert (bool(other.file), str(other)) == (True, "liste.csv")


def test_a_line_that_was_forgotten_is_read_again_with_the_others() -> None:
    taken = a_list(["Saint-Denis", "Rose"], ["Nulle", "Iris"], headings=["Ville", "Association"])
    forgetting.forget_organisation(an_organisation(name="Rose"))

    taken = actions.choose(taken, by=a_team_member(), choices={})

    assert [row.state for row in taken.rows.order_by("number")] == [ImportRow.State.LEFT, ImportRow.State.ASKED]


def test_an_association_is_forgotten_where_a_cell_is_its_name_or_its_number() -> None:
    organisation = an_organisation(name="Quartiers")
    organisation.rna = "W931234567"
    organisation.save()
    a_list(
        a_line("QUARTIERS"),
        a_line("Au numéro", town="W931234567"),
        a_line("Jeunesse des Quartiers"),
        a_line("Autre", signer="Paul Quartiers"),
    )

    forgetting.forget_organisation(organisation)

    assert names_left() == {"Jeunesse des Quartiers", "Autre"}


def test_what_was_not_entered_and_the_file_go_after_a_while() -> None:
    old, recent = entered(a_list(a_line("Rose"), a_line("Iris", town="Nulle"))), a_list(a_line("Lilas"))
    ListImport.objects.filter(pk=old.pk).update(received_at=timezone.now() - timedelta(days=31))

    assert [forgetting.forget_older_than(timedelta(days=each)) for each in (32, 30, 30)] == [0, 1, 0]

    assert [row.state for row in old.rows.all()] == [ImportRow.State.ENTERED]
    assert recent.rows.count() == 1
    assert [bool(ListImport.objects.get(pk=each.pk).file) for each in (old, recent)] == [False, True]

"""What is not done of a list, in the words that the person reads; and nothing changes."""

from collections.abc import Callable

import pytest
from django.forms.models import model_to_dict

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.people.models import User
from signatories.taking_up import actions
from signatories.taking_up.models import ImportRow, ListImport
from signatories.taking_up.reading.lines import KEPT
from tests.factories import a_charter, a_commune, a_team_member
from tests.signatories.taking_up.lists import PLAIN, a_line, a_list, entered, published, undone
from tests.signatories.taking_up.messy import as_xlsx
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
HOME = "/animation/reprises/"
Act = Callable[[ListImport, User], object]

CHANGES: dict[str, Act] = {
    "read_sheet": lambda taken, by: actions.read_sheet(taken, by=by, title=taken.sheet),
    "name_columns": lambda taken, by: actions.name_columns(taken, by=by, columns=["", "name", "", "", "", ""]),
    "settle": lambda taken, by: actions.settle(taken, by=by, decisions={}),
    "choose": lambda taken, by: actions.choose(taken, by=by, choices={2: ImportRow.Choice.LEAVE}),
}


def is_refused(act: Act, taken: ListImport, why: str) -> None:
    by = a_team_member()

    def all_of_it() -> object:
        rows = [model_to_dict(row) for row in taken.rows.order_by("pk")]
        return model_to_dict(ListImport.objects.get(pk=taken.pk)), rows, Event.objects.count()

    before = all_of_it()
    with pytest.raises(ActionRefused, match=why):
        act(taken, by)
    assert all_of_it() == before


@pytest.mark.parametrize("name", CHANGES)
def test_a_list_that_is_being_entered_or_was_taken_back_is_not_changed(name: str) -> None:
    entering = actions.begin_entering(a_list(), by=a_team_member())
    taken_back = undone(a_list(a_line("Rose")))

    for taken in (entering, taken_back):
        is_refused(CHANGES[name], taken, "on ne peut plus la changer")


def test_a_list_is_entered_once_at_a_time_and_with_a_line_that_is_ready() -> None:
    entering, unknown = actions.begin_entering(a_list(), by=a_team_member()), a_list(a_line("Rose", town="Nulle"))
    assert unknown.rows.get().state == ImportRow.State.ASKED

    is_refused(lambda taken, by: actions.begin_entering(taken, by=by), entering, "déjà en cours d’intégration")
    is_refused(lambda taken, by: actions.begin_entering(taken, by=by), unknown, "Aucune ligne n’est prête")
    is_refused(
        lambda taken, by: actions.begin_entering(taken, by=by), entered(a_list(a_line("Iris"))), "Aucune ligne"
    )


def test_what_was_not_entered_or_is_published_is_not_published() -> None:
    for taken in (a_list(), published(a_list(a_line("Rose")))):
        is_refused(lambda taken, by: actions.begin_publishing(taken, by=by), taken, "n’attend d’être publiée")


def test_those_that_are_not_published_are_not_told_that_they_are_listed() -> None:
    taken = entered(a_list(a_line("Rose", email="rose@example.org")))

    is_refused(lambda taken, by: actions.begin_telling(taken, by=by), taken, "déjà prévenues")


def test_a_list_is_taken_back_for_a_reason_and_not_while_it_is_entered() -> None:
    entering = actions.begin_entering(a_list(), by=a_team_member())

    def undo(reason: str) -> Act:
        return lambda taken, by: actions.begin_undoing(taken, by=by, reason=reason)

    is_refused(undo("Erreur."), entering, "en cours d’intégration")
    is_refused(undo(" \n"), a_list(a_line("Rose")), "Dites pourquoi")


def test_another_sheet_of_the_same_file_is_read_as_long_as_nothing_is_entered() -> None:
    a_commune()
    content = as_xlsx([PLAIN, a_line("Rose")], others=["Budget"])
    taken = actions.receive(content, by=a_team_member(), name="liste.xlsx", charter_version=a_charter())
    assert taken.sheet == "Signataires"

    def reading(title: str) -> Act:
        return lambda taken, by: actions.read_sheet(taken, by=by, title=title)

    is_refused(reading("Autre"), taken, "n’est pas dans le fichier")
    is_refused(reading("Budget"), taken, "aucune ligne sous ses titres")
    actions.choose(taken, by=a_team_member(), choices={2: ImportRow.Choice.LEAVE})
    again = actions.read_sheet(taken, by=a_team_member(), title="Signataires")
    assert [(row.name, row.state) for row in again.rows.all()] == [("Rose", ImportRow.State.READY)]
    is_refused(reading("Signataires"), entered(again), "envoyez l’autre feuille à part")


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        (["", "commune", "", "", "", ""], "nom de l’association"),
        (["name", "commune", "commune", "", "", ""], "la même chose"),
    ],
)
def test_columns_hold_a_name_and_each_field_once(columns: list[str], why: str) -> None:
    is_refused(lambda taken, by: actions.name_columns(taken, by=by, columns=columns), a_list(), why)


def test_what_was_not_asked_is_not_decided() -> None:
    taken = a_list(a_line("Rose", town="Nulle"))
    [question] = taken.questions
    decisions = {question["key"]: "Saint-Denis (93)", "commune:ailleurs": "Saint-Denis (93)"}

    taken = actions.settle(taken, by=a_team_member(), decisions=decisions)

    assert taken.decisions == {question["key"]: "Saint-Denis (93)"}
    assert taken.rows.get().state == ImportRow.State.READY


def test_what_is_known_by_now_is_asked_no_more() -> None:
    taken = a_list(a_line("Rose", town="Trifouilly"))
    a_commune(name="Trifouilly", code="93099")

    actions.choose(taken, by=a_team_member(), choices={})

    taken.refresh_from_db()
    assert (taken.questions, taken.rows.get().state) == ([], ImportRow.State.READY)


def test_a_choice_is_of_its_line_alone_and_changes_nothing_of_what_is_entered() -> None:
    taken = a_list(a_line("Les Voisines"), a_line("Voisines"), a_line("La Voisine"))
    taken = actions.choose(taken, by=a_team_member(), choices={3: ImportRow.Choice.LEAVE})

    assert [row.choice for row in taken.rows.order_by("number")] == ["", "leave", ""]
    taken = entered(taken)
    actions.choose(taken, by=a_team_member(), choices={2: ImportRow.Choice.LEAVE})
    states = [row.state for row in taken.rows.order_by("number")][:2]
    assert states == [ImportRow.State.ENTERED, ImportRow.State.LEFT]
    assert taken.rows.get(number=2).choice == ""


def test_a_button_that_comes_too_late_says_why_on_the_page_of_the_list() -> None:
    taken, browser = entered(a_list()), team_browser(a_team_member())

    def pressed(button: str) -> str:
        answer = browser.post(f"{HOME}{taken.pk}/{button}/", follow=True)
        assert answer.redirect_chain == [(f"{HOME}{taken.pk}/", 302)]
        return answer.content.decode()

    assert "Aucune ligne n’est prête" in pressed("integrer")
    assert "La publication est en route" in pressed("publier")
    assert Event.objects.filter(kind="list_import.publishing").count() == 1
    assert "déjà prévenues" in pressed("prevenir")


def test_a_line_that_is_unclear_is_told_with_where_it_is() -> None:
    a_commune()
    towns = ("Saint-Denis", "Trifouilly", "")
    taken = a_list(*(a_line(name, town=town) for town in towns for name in ("Rose Rouge", "Rouge Rose")))
    as_typed = {question["key"]: KEPT for question in taken.questions}
    taken = actions.settle(taken, by=a_team_member(), decisions=as_typed)

    page = team_browser(a_team_member()).get(f"{HOME}{taken.pk}/lignes/")

    labels = [str(field.label).rpartition(", ")[2] for field in page.context["form"]]
    assert [*dict.fromkeys(labels)] == ["Saint-Denis (93)", "Trifouilly", "commune inconnue"]

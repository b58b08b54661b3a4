"""Blocks: whoever is killed leaves whole ones; what is refused stays, with its reason."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import Storage
from pytest_django import DjangoCaptureOnCommitCallbacks

from qpv_charter.toolkit.actions import ActionRefused
from signatories.erasure.actions import erase_address
from signatories.moderation.papers import PaperFacts, enter_from_paper
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Mandate, RegisterEntry, Signature, Status
from signatories.signatures.verification import verify
from signatories.taking_up import actions, blocks, forgetting
from signatories.taking_up.models import ImportRow, ListImport
from signatories.taking_up.tasks import enter_lines
from tests.constraints import changed
from tests.factories import a_commune, a_published_signature, a_qpv, a_team_member
from tests.signatories.taking_up.lists import PLAIN, a_line, a_list, entered

pytestmark = pytest.mark.django_db
NAMES = ("Rose", "Lilas", "Iris", "Jasmin", "Muguet")


class Killed(Exception):  # noqa: N818  # what happened
    """kill -9, in the middle of a line."""


def test_whoever_is_killed_leaves_whole_blocks_and_the_next_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = actions.begin_entering(a_list(*map(a_line, NAMES)), by=a_team_member())
    monkeypatch.setattr(blocks, "BLOCK", 2)
    enter, tried = enter_from_paper, list[str]()

    def die_at_the_fourth(facts: PaperFacts, **more: object) -> Signature:
        tried.append(facts.name)
        if len(tried) == 4:
            raise Killed
        return enter(facts, **more)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(blocks, "enter_from_paper", die_at_the_fourth)
    with pytest.raises(Killed):
        enter_lines.call(str(taken.pk))
    assert set(Organisation.objects.values_list("name", flat=True)) == {"Rose", "Lilas"}, "not the half of a block"

    enter_lines.call(str(taken.pk))

    assert sorted(Organisation.objects.values_list("name", flat=True)) == sorted(NAMES)
    assert RegisterEntry.objects.filter(kind=RegisterEntry.Kind.IMPORTED).count() == 5
    assert verify() == 5
    taken.refresh_from_db()
    assert taken.state == ListImport.State.PREPARED


def test_what_somebody_begins_is_done_by_the_worker(
    settings: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    team, taken, mistaken = (
        a_team_member(),
        a_list(a_line("Rose", email="rose@example.org")),
        a_list(a_line("Iris")),
    )

    def done(begin: Callable[..., ListImport], list_import: ListImport, **more: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            begin(list_import, by=team, **more)
        return ListImport.objects.get(pk=list_import.pk).state

    assert done(actions.begin_entering, taken) == ListImport.State.PREPARED
    done(actions.begin_publishing, taken)
    assert Signature.objects.published().get().organisation.name == "Rose"
    done(actions.begin_telling, taken)
    assert Message.objects.get().to == "rose@example.org"
    assert done(actions.begin_undoing, mistaken, reason="Mauvais fichier.") == ListImport.State.UNDONE


def test_a_worker_that_comes_when_nothing_is_to_be_done_does_nothing() -> None:
    prepared, done = a_list(), entered(a_list(a_line("Rose")))

    assert [blocks.enter_block(prepared), blocks.undo_block(done)] == [0, 0]
    assert [taken.rows.get().state for taken in (prepared, done)] == [
        ImportRow.State.READY,
        ImportRow.State.ENTERED,
    ]


def test_a_list_that_is_taken_back_is_not_entered_meanwhile() -> None:
    taken = a_list(a_line("Rose"), a_line("Iris"))
    actions.choose(taken, by=a_team_member(), choices={2: ImportRow.Choice.LEAVE})
    taken = entered(taken)
    actions.choose(taken, by=a_team_member(), choices={2: ImportRow.Choice.ENTER})
    actions.begin_undoing(taken, by=a_team_member(), reason="Mauvais fichier.")

    assert blocks.enter_block(taken) == 0

    assert not Organisation.objects.filter(name="Rose").exists()
    taken.refresh_from_db()
    assert taken.state == ListImport.State.UNDOING


def test_who_signed_is_who_the_line_says_and_nobody_is_made_up() -> None:
    lines = [
        ["Rose", "Saint-Denis", "Léa Petit", "présidente", "conseil d’administration"],
        ["Lilas", "Saint-Denis", "Zoé Diallo", "", ""],
        ["Iris", "Saint-Denis", "la trésorière", "", ""],
    ]

    entered(a_list(*lines, headings=["Association", "Ville", "Signataire", "Fonction", "Décision"]))

    mandates = {
        each.signature.organisation.name: (each.signer_name, each.signer_role, each.decided_by)
        for each in Mandate.objects.select_related("signature__organisation")
    }
    assert mandates == {
        "Rose": ("Léa Petit", "présidente", Mandate.Decision.BOARD),
        "Lilas": ("Zoé Diallo", "", ""),
    }


def test_a_line_that_is_refused_while_it_is_entered_is_asked_about_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = a_list(a_line("Les Voisines"), a_line("Voisines"))
    actions.choose(taken, by=a_team_member(), choices={3: ImportRow.Choice.ENTER})

    def refuse(*_: object, **__: object) -> Signature:
        raise ActionRefused("Son numéro est pris.")

    monkeypatch.setattr(blocks, "enter_from_paper", refuse)
    entered(taken)

    told = [(row.state, row.choice, row.why) for row in taken.rows.order_by("number")]
    assert told == [(ImportRow.State.UNCLEAR, "", "Son numéro est pris.")] * 2


def test_who_signed_already_is_known_and_nothing_changes() -> None:
    signature = a_published_signature(name="Les Voisines")

    taken = a_list(a_line("LES VOISINES"), a_line("Voisines"), a_line("Les Voisins"))

    states = [row.state for row in taken.rows.all()]
    assert states == [ImportRow.State.KNOWN, ImportRow.State.UNCLEAR, ImportRow.State.READY]
    assert "Les Voisines" in taken.rows.all()[1].why
    assert list(Signature.objects.all()) == [signature]
    withdraw(signature, by=a_team_member(), reason="Dissolution.")
    assert a_list(a_line("LES VOISINES ")).rows.get().state == ImportRow.State.READY, "it left"


def test_who_signed_already_is_asked_about_where_the_list_says_no_place() -> None:
    """Nor are two made of one that was typed by hand."""
    signature = a_published_signature(name="Les Voisines")
    typed = a_published_signature(name="Le Mail").organisation
    Organisation.objects.filter(pk=typed.pk).update(commune=None, commune_typed="Trifouilly")
    a_commune(name="Bourg-en-Bresse", code="01053")
    lines = [
        ["LES VOISINES", ""],
        ["Les Voisins", ""],
        ["Les Voisines", "Bourg-en-Bresse"],
        ["Le Mail", "Saint-Denis"],
    ]

    taken = a_list(*lines, headings=["Association", "Ville"])

    whys = [row.why.replace("\u202f", "") for row in taken.rows.order_by("number")]
    assert whys == [
        "Elle ressemble à «Les Voisines», Saint-Denis (93), qui a déjà signé la charte.",
        "",
        "Elle ressemble à «LES VOISINES», ligne 2 de la même liste.",
        "Elle ressemble à «Le Mail», Trifouilly, qui a déjà signé la charte.",
    ]
    taken = actions.choose(taken, by=a_team_member(), choices={2: ImportRow.Choice.SAME})
    first = taken.rows.get(number=2)
    assert (first.state, first.standing) == (ImportRow.State.KNOWN, signature)


def test_what_we_export_is_known_by_its_identifier_whatever_its_name_became() -> None:
    signature = a_published_signature(name="Les Voisines")
    line = [str(signature.organisation_id), "Un autre nom", "Saint-Denis"]

    taken = a_list(line, headings=["id", "nom", "commune"])

    assert taken.rows.get().state == ImportRow.State.KNOWN


def test_a_number_that_a_signatory_bears_is_in_doubt_and_blocks_no_publication() -> None:
    other = a_published_signature(name="Autre").organisation
    Organisation.objects.filter(pk=other.pk).update(rna="W931234567")
    taken = entered(a_list(["Rose", "Saint-Denis", "W931234567"], headings=["Association", "Ville", "RNA"]))

    blocks.publish_block(taken, by=a_team_member())

    signature = Signature.objects.get(organisation__name="Rose")
    assert (signature.status, signature.organisation.doubtful_rna) == (Status.PUBLISHED, "W931234567")


def test_a_number_of_one_that_left_is_in_doubt_no_more() -> None:
    gone = a_published_signature(name="Autre")
    changed(gone.organisation, rna="W931234567")
    withdraw(gone, by=a_team_member(), reason="Dissolution.")

    taken = entered(a_list(["Rose", "Saint-Denis", "W931234567"], headings=["Association", "Ville", "RNA"]))

    signature = taken.rows.get().signature
    assert signature
    assert (signature.organisation.rna, signature.organisation.doubtful_rna) == ("W931234567", None)


def test_a_number_published_since_keeps_its_line_back_with_the_reason_and_no_other() -> None:
    numbered = [["Rose", "Saint-Denis", "W931234567"], ["Iris", "Saint-Denis", ""]]
    taken, team = entered(a_list(*numbered, headings=["Association", "Ville", "RNA"])), a_team_member()
    changed(a_published_signature(name="Autre").organisation, rna="W931234567")

    last = blocks.publish_block(taken, by=team)

    assert blocks.publish_block(taken, by=team, after=last) == 0, "it is not tried for ever"
    assert blocks.publish_block(taken, by=team) < last, "nor what is published"
    rose, iris = taken.rows.order_by("number")
    assert [row.signature and row.signature.status for row in (rose, iris)] == [Status.CONFIRMED, Status.PUBLISHED]
    assert [bool(row.why) for row in (rose, iris)] == [True, False]


def test_a_line_that_is_left_aside_is_not_entered() -> None:
    taken, team = a_list(a_line("Les Voisines"), a_line("Voisines")), a_team_member()
    actions.choose(taken, by=team, choices={3: ImportRow.Choice.LEAVE})

    entered(taken)

    assert Organisation.objects.get().name == "Les Voisines"


@pytest.mark.django_db(transaction=True)
def test_a_file_goes_when_somebody_whom_an_entered_line_named_is_erased() -> None:
    taken = entered(a_list(a_line("Rose", email="rose@example.org")))
    storage: Storage = taken.file.storage
    name = str(taken.file.name)
    assert storage.exists(name)

    erase_address("rose@example.org", by=a_team_member())

    taken.refresh_from_db()
    assert (taken.name, bool(taken.file), storage.exists(name)) == ("", False, False)
    assert len(taken.sha256) == 64


def test_a_list_says_what_it_must_before_it_is_entered() -> None:
    assert a_list(headings=PLAIN).columns == ["name", "commune", "email", "signer", "role", "signed_on"]


def test_what_is_forgotten_while_lines_are_entered_leaves_the_list_where_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken = a_list(a_line("Rose", email="rose@example.org"))
    actions.begin_entering(taken, by=a_team_member())

    def entered_meanwhile(file: object) -> None:
        ListImport.objects.update(state=ListImport.State.PREPARED)

    monkeypatch.setattr(forgetting, "remove_once_committed", entered_meanwhile)
    erase_address("rose@example.org", by=a_team_member())

    taken.refresh_from_db()
    assert (taken.state, taken.name) == (ListImport.State.PREPARED, "")


def test_an_association_acts_where_its_line_says_and_nowhere_else() -> None:
    here, _ = a_qpv(), a_qpv(name="Allende", code="QN09332M")
    lines = [[*a_line("Rose"), "Franc-Moisin"], [*a_line("Lilas"), ""]]

    entered(a_list(*lines, headings=[*PLAIN, "Quartier prioritaire"]))

    acts_in = {each.name: [*each.qpvs.all()] for each in Organisation.objects.filter(name__in=["Rose", "Lilas"])}
    assert acts_in == {"Rose": [here], "Lilas": []}

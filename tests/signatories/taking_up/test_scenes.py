"""What each action leaves behind, and that it leaves nothing when it fails."""

from dataclasses import replace

import pytest

from signatories.organisations.models import Organisation
from signatories.organisations.signals import organisation_changed
from signatories.people.models import User
from signatories.signatures import signals
from signatories.signatures.models import Signature
from signatories.taking_up import actions, blocks
from signatories.taking_up.models import ImportRow, ListImport
from tests.factories import (
    a_charter,
    a_commune,
    a_newer_charter,
    a_published_signature,
    a_team_member,
    paper_facts,
)
from tests.scenes import Scene, Scenes, play_cut_then_whole
from tests.signatories.taking_up.lists import PLAIN, a_line, a_list, entered, published
from tests.signatories.taking_up.messy import as_csv, as_xlsx
from tests.signatories.taking_up.sheets import a_session

pytestmark = pytest.mark.django_db
WHY = "Mauvais fichier."


def receive() -> Scene:
    team, version = a_team_member(), a_charter()
    a_commune()
    content = as_csv([PLAIN, a_line("Les Voisines (exemple)")])
    return Scene(
        act=lambda: actions.receive(content, by=team, name="liste.csv", charter_version=version),
        events=(("list_import.received", None, team),),
    )


def read_sheet() -> Scene:
    team = a_team_member()
    content = as_xlsx([PLAIN, a_line("Les Voisines (exemple)")])
    taken = actions.receive(content, by=team, name="liste.xlsx", charter_version=a_charter())
    return Scene(
        act=lambda: actions.read_sheet(taken, by=team, title="Signataires"),
        events=(("list_import.sheet_read", taken, team),),
    )


def name_columns() -> Scene:
    taken, team = a_list(), a_team_member()
    return Scene(
        act=lambda: actions.name_columns(taken, by=team, columns=["name", "", "", "", "", ""]),
        events=(("list_import.columns_named", taken, team),),
    )


def settle() -> Scene:
    taken, team = a_list(a_line("Les Voisines (exemple)", town="Nulle-Part")), a_team_member()
    return Scene(
        act=lambda: actions.settle(taken, by=team, decisions={"commune:nulle-part": "~"}),
        events=(("list_import.settled", taken, team),),
    )


def choose() -> Scene:
    taken, team = a_list(a_line("Les Voisines"), a_line("Voisines")), a_team_member()
    return Scene(
        act=lambda: actions.choose(taken, by=team, choices={3: ImportRow.Choice.LEAVE}),
        events=(("list_import.lines_chosen", taken, team),),
    )


def begin_entering() -> Scene:
    taken, team = a_list(), a_team_member()
    return Scene(
        act=lambda: actions.begin_entering(taken, by=team), events=(("list_import.entering", taken, team),)
    )


def begun(taken: ListImport) -> tuple[ListImport, User]:
    team = a_team_member()
    return actions.begin_entering(taken, by=team), team


def the_signature(taken: ListImport) -> Signature:
    made = taken.rows.get().signature
    assert made
    return made


def enter_block() -> Scene:
    """No mail."""
    taken, team = begun(a_list(a_line("Les Voisines (exemple)", email="voisines@example.org")))
    return Scene(
        act=lambda: blocks.enter_block(taken),
        events=(
            ("organisation.created", lambda _: the_signature(taken).organisation, team),
            ("organisation.entered_from_paper", lambda _: the_signature(taken).organisation, team),
            ("signature.confirmed", lambda _: the_signature(taken), team),
        ),
        news=(signals.signature_confirmed,),
    )


def a_correction() -> tuple[ListImport, Signature]:
    """A line that says a date which nobody knew, and somebody takes it."""
    first = published(a_list(a_line("Les Voisines (exemple)", email="voisines@example.org")))
    taken = a_list([*a_line("Les Voisines (exemple)")[:-1], "12/06/2020"])
    number = taken.rows.get().number
    return actions.choose(taken, by=a_team_member(), choices={}, answers={number: {"date": True}}), the_signature(
        first
    )


def enter_block_of_corrections() -> Scene:
    """No mail."""
    corrected, signature = a_correction()
    taken, team = begun(corrected)
    return Scene(
        act=lambda: blocks.enter_block(taken),
        events=(
            ("organisation.put_right", signature.organisation, team),
            ("signature.put_right", signature, team),
        ),
        news=(organisation_changed, signals.signature_put_right),
    )


def undo_block_of_corrections() -> Scene:
    """No mail either."""
    corrected, signature = a_correction()
    taken, team = entered(corrected), a_team_member()
    actions.begin_undoing(taken, by=team, reason=WHY)
    return Scene(
        act=lambda: blocks.undo_block(taken),
        events=(
            ("organisation.put_right", signature.organisation, team),
            ("signature.put_right", signature, team),
        ),
        news=(organisation_changed, signals.signature_put_right),
    )


def begin_publishing() -> Scene:
    taken, team = entered(a_list()), a_team_member()
    return Scene(
        act=lambda: actions.begin_publishing(taken, by=team), events=(("list_import.publishing", taken, team),)
    )


def publish_block() -> Scene:
    """No mail."""
    taken, team = entered(a_list(a_line("Les Voisines", email="voisines@example.org"))), a_team_member()
    return Scene(
        act=lambda: blocks.publish_block(taken, by=team),
        events=(("signature.published", lambda _: the_signature(taken), team),),
        news=(signals.signature_published,),
    )


def begin_telling() -> Scene:
    taken, team = published(a_list()), a_team_member()
    return Scene(act=lambda: actions.begin_telling(taken, by=team), events=(("list_import.telling", taken, team),))


def tell_block() -> Scene:
    taken = published(a_list(a_line("Les Voisines (exemple)", email="voisines@example.org")))
    return Scene(act=lambda: blocks.tell_block(taken), mails=(("list_import.listed", "voisines@example.org"),))


def begin_undoing() -> Scene:
    taken, team = entered(a_list()), a_team_member()
    return Scene(
        act=lambda: actions.begin_undoing(taken, by=team, reason=WHY),
        events=(("list_import.undoing", taken, team),),
    )


def undo_block() -> Scene:
    """No mail either."""
    taken, team = entered(a_list(a_line("Les Voisines (exemple)", email="voisines@example.org"))), a_team_member()
    actions.begin_undoing(taken, by=team, reason=WHY)
    signature = the_signature(taken)
    return Scene(
        act=lambda: blocks.undo_block(taken),
        events=(
            ("signature.withdrawn", signature, team),
            ("organisation.erased", signature.organisation, team),
        ),
        news=(signals.signature_withdrawn,),
    )


def enter_sheet() -> Scene:
    """No mail either."""
    session, team = a_session(), a_team_member()
    return Scene(
        act=lambda: actions.enter_sheet(
            session, [actions.SheetLine(paper_facts())], by=team, scan="papier/feuille.pdf"
        ),
        events=(
            ("organisation.created", lambda made: made[0].organisation, team),
            ("organisation.entered_from_paper", lambda made: made[0].organisation, team),
            ("signature.confirmed", lambda made: made[0], team),
            ("session.sheet_entered", session, team),
        ),
        news=(signals.signature_confirmed,),
    )


def enter_sheet_of_a_known_one() -> Scene:
    """It is created by nothing, and its contact person is told nothing."""
    known, team = a_published_signature().organisation, a_team_member()
    a_newer_charter()
    session = a_session()
    return Scene(
        act=lambda: actions.enter_sheet(
            session, [actions.SheetLine(paper_facts(), known)], by=team, scan="papier/feuille.pdf"
        ),
        events=(
            ("signature.confirmed", lambda made: made[0], team),
            ("session.sheet_entered", session, team),
        ),
        news=(signals.signature_confirmed,),
    )


def a_sheet(known: Organisation | None = None) -> tuple[User, Signature]:
    team, session = a_team_member(), a_session()
    lines = [actions.SheetLine(replace(paper_facts(), session=session), known)]
    return team, actions.enter_sheet(session, lines, by=team, scan="papier/feuille.pdf")[0]


def undo_sheet(signature: Signature, *, by: User) -> int:
    assert signature.session
    return actions.undo_sheet(signature.session, scan="papier/feuille.pdf", by=by, reason=WHY)


def undo_sheet_of_one_that_it_made() -> Scene:
    """No mail either."""
    team, signature = a_sheet()
    return Scene(
        act=lambda: undo_sheet(signature, by=team),
        events=(
            ("signature.withdrawn", signature, team),
            ("organisation.erased", signature.organisation, team),
            ("session.sheet_undone", signature.session, team),
        ),
        news=(signals.signature_withdrawn,),
    )


def undo_sheet_of_a_known_one() -> Scene:
    """Its record stays, and its contact person is told nothing."""
    known = a_published_signature().organisation
    a_newer_charter()
    team, signature = a_sheet(known)
    return Scene(
        act=lambda: undo_sheet(signature, by=team),
        events=(
            ("signature.withdrawn", signature, team),
            ("session.sheet_undone", signature.session, team),
        ),
        news=(signals.signature_withdrawn,),
    )


SCENES: Scenes = {
    "enter_sheet": enter_sheet,
    "undo_sheet": undo_sheet_of_one_that_it_made,
    "undo_sheet, a known association": undo_sheet_of_a_known_one,
    "enter_sheet, a known association": enter_sheet_of_a_known_one,
    "receive": receive,
    "read_sheet": read_sheet,
    "name_columns": name_columns,
    "settle": settle,
    "choose": choose,
    "begin_entering": begin_entering,
    "enter_block": enter_block,
    "enter_block, a correction": enter_block_of_corrections,
    "begin_publishing": begin_publishing,
    "publish_block": publish_block,
    "begin_telling": begin_telling,
    "tell_block": tell_block,
    "begin_undoing": begin_undoing,
    "undo_block": undo_block,
    "undo_block, a correction": undo_block_of_corrections,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())

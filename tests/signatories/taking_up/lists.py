"""Small lists, and where one may be taken to."""

from signatories.people.models import User
from signatories.taking_up import actions, blocks
from signatories.taking_up.models import ListImport
from tests.factories import a_charter, a_commune, a_team_member
from tests.signatories.taking_up.messy import Cells, as_csv

PLAIN = ["Association", "Ville", "Mail", "Signataire", "Fonction", "Date"]


def a_line(name: str, *, email: str = "", signer: str = "", role: str = "", town: str = "Saint-Denis") -> Cells:
    return [name, town, email, signer, role, "juin 2020"]


def a_list(*lines: Cells, by: User | None = None, headings: Cells = PLAIN) -> ListImport:
    """A list of these lines, read; one line when none is given."""
    a_commune()
    content = as_csv([headings, *(lines or [a_line("Les Voisines (exemple)")])])
    return actions.receive(content, by=by or a_team_member(), name="liste.csv", charter_version=a_charter())


def entered(list_import: ListImport, *, by: User | None = None) -> ListImport:
    actions.begin_entering(list_import, by=by or a_team_member())
    while blocks.enter_block(list_import):
        pass
    return ListImport.objects.get(pk=list_import.pk)


def published(list_import: ListImport, *, by: User | None = None) -> ListImport:
    list_import, by = entered(list_import, by=by), by or a_team_member()
    last = 0
    while last := blocks.publish_block(list_import, by=by, after=last):
        pass
    return list_import


def undone(list_import: ListImport) -> ListImport:
    actions.begin_undoing(list_import, by=a_team_member(), reason="Mauvais fichier.")
    while blocks.undo_block(list_import):
        pass
    return ListImport.objects.get(pk=list_import.pk)

"""What the addresses of this slice name."""

from dataclasses import replace

from django.core.files.storage import Storage

from signatories.sessions.actions import open_session
from signatories.signatures.models import Signature
from signatories.taking_up import actions
from signatories.taking_up.models import ImportRow, ListImport
from tests.factories import paper_facts
from tests.signatories.taking_up.lists import a_line, a_list
from tests.somebody import ADDRESS, FIRST, LAST, Somebody
from tests.weavers import NAME, Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    """A list with a line that is ready, one that asks, two that are alike."""
    lines = [a_line(name) for name in ("Les Voisines (exemple)", "Voisines (exemple)")]
    lines.append(a_line("Les Égarées (exemple)", town="Nulle-Part"))
    world.samples["taking_up"] = {"pk": a_list(*lines, by=world.team).pk}
    session = open_session("Salle des fêtes (exemple)", by=world.team)
    line = actions.SheetLine(replace(paper_facts(), session=session))
    actions.enter_sheet(session, [line], by=world.team, scan="papier/feuille.pdf")
    world.samples["taking_up"]["code"] = session.code
    world.judged["taking_up"] = "national"


def put_somebody(zelie: Somebody) -> None:
    """On a line of a list that nobody entered, and in what was decided of its values."""
    line = a_line("Les Quarterons", email=ADDRESS, signer=f"{FIRST} {LAST}", town=f"Chez {LAST}")
    _keep(a_list(line), zelie.files, decided=f"Chez {FIRST} {LAST}", named=f"{LAST}.csv")


def put_association(weavers: Weavers) -> None:
    """On a line of a list that nobody entered; and on one that was, with nothing but its signature."""
    line = a_line(NAME, town="Kerbihan")
    _keep(a_list(line), weavers.files, decided=NAME, named=f"{NAME}.csv")
    other = a_list(a_line("Autre (exemple)"), a_line(NAME))
    row = other.rows.get(text__contains="tisserandes")
    row.empty()
    row.state, row.signature = ImportRow.State.ENTERED, Signature.objects.get(pk=weavers.twin.pk)
    row.save()


def _keep(taken: ListImport, files: list[tuple[Storage, str]], *, decided: str, named: str) -> None:
    taken.name, taken.decisions = named, {"commune:kerbihan": decided}
    taken.save()
    said = {"slug": "nom", "now": named, "then": decided, "was": {"name": named}, "values": {"name": decided}}
    rows = ImportRow.objects.filter(list_import=taken)
    rows.update(why=f"Elle ressemble à « {decided} ».", differences=[said], answers={"nom": True})
    files.append((taken.file.storage, str(taken.file.name)))

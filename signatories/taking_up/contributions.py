"""What taking up a list adds elsewhere: to the workspace, to the history, to what is forgotten."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse

from qpv_charter.toolkit.personal import ACCOUNT, erased_with_either, kept
from qpv_charter.toolkit.retention import RETENTION, YEAR, Retention
from signatories.history.kinds import declare
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION
from signatories.outbox.conditions import condition
from signatories.outbox.limits import unlimited
from signatories.people.actors import TeamMember
from signatories.people.places import (
    FORGET_PERSON,
    WORKSPACE_LINES,
    WORKSPACE_LINKS,
    Leaver,
    Line,
    Pile,
    Share,
    WorkspaceLink,
)
from signatories.sessions.places import SESSION_LINKS
from signatories.signatures.models import Signature, SigningSession
from signatories.taking_up import forgetting, untouched
from signatories.taking_up.models import ImportRow, ListImport
from signatories.taking_up.session_sheets import on_paper

KEPT: timedelta = YEAR

unlimited("list_import.listed", why="a person of the team says so, once for each association")

declare(
    {
        "list_import.received": "Liste reçue",
        "list_import.sheet_read": "Autre feuille lue",
        "list_import.columns_named": "Colonnes précisées",
        "list_import.settled": "Valeurs décidées",
        "list_import.lines_chosen": "Lignes éclaircies",
        "list_import.entering": "Intégration commencée",
        "list_import.publishing": "Publication demandée",
        "list_import.telling": "Associations prévenues",
        "list_import.undoing": "Annulation demandée",
        "session.sheet_entered": "Feuille de la séance entrée",
        "session.sheet_undone": "Feuille de la séance annulée",
    }
)

erased_with_either(ListImport, "name", "file", "decisions", "questions")
erased_with_either(ImportRow, "cells", "text", "facts", "why", "differences")
kept(ImportRow, "answers", why="of each part, whether it is taken")
kept(ListImport, "received_by", "entered_by", "undone_by", why=ACCOUNT)
kept(ListImport, "undone_why", why="what the team says of its own mistake")
kept(ListImport, "sha256", why="a digest")
kept(ListImport, "sheets", "sheet", "headings", "columns", why="the titles of sheets and columns")


@condition("taking_up.still_listed", otherwise="Ces associations ne figurent plus parmi les signataires.")
def still_listed(*, organisations: str) -> bool:
    return Signature.objects.published().filter(organisation__in=map(UUID, organisations.split(","))).exists()


@FORGET_PERSON.contribute(order=50)
def who_a_list_names(leaver: Leaver) -> None:
    """First: the other slices still say which associations gave her address."""
    forgetting.forget_person(leaver)


@FORGET_ORGANISATION.contribute(order=50)
def what_a_list_says(organisation: Organisation) -> None:
    """First: its record still says its name."""
    forgetting.forget_organisation(organisation)


@RETENTION.contribute(order=150)
def lists() -> Retention:
    return Retention(
        during=KEPT,
        forget=lambda: forgetting.forget_older_than(KEPT),
        what="Une liste de signataires que l’équipe d’animation a reprise",
        why="Vérifier ce qui en a été repris, et pouvoir revenir en arrière.",
    )


@WORKSPACE_LINKS.contribute(order=150)
def take_up_a_list(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.is_national:
        return None
    return WorkspaceLink("Reprendre une liste de signataires", reverse("taking_up:list"))


@SESSION_LINKS.contribute(order=100)
def enter_its_sheet(session: SigningSession) -> WorkspaceLink:
    return WorkspaceLink("Entrer la feuille", reverse("taking_up:session_sheet", args=[session.code]))


@SESSION_LINKS.contribute(order=110)
def undo_its_sheet(session: SigningSession) -> WorkspaceLink | None:
    if not untouched.of_a_sheet(on_paper(session)).exists():
        return None
    return WorkspaceLink("Annuler une feuille entrée", reverse("taking_up:undo_sheet", args=[session.code]))


@WORKSPACE_LINES.contribute(order=180)
def lists_to_finish(actor: TeamMember) -> Pile | None:
    """Those that have lines to decide about, or to enter."""
    if not actor.is_national:
        return None
    state = ImportRow.State
    waiting = state.READY, state.ASKED, state.UNCLEAR, state.DIFFERS
    rows = ImportRow.objects.filter(state__in=waiting).values("list_import")
    return Pile(
        slug="reprises",
        share=Share.DECIDE,
        counted=("liste à finir de reprendre", "listes à finir de reprendre"),
        href=reverse("taking_up:list"),
        rows=ListImport.objects.filter(pk__in=rows),
        since="received_at",
        line=lambda found: Line(
            str(found),
            reverse("taking_up:summary", args=[found.pk]),
            "Des lignes restent à décider, ou à intégrer.",
        ),
    )

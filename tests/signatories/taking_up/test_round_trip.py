"""What the platform exports is taken up again, unchanged: nothing to decide, everybody known, no change."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from signatories.moderation.papers import PaperFacts, enter_from_paper
from signatories.organisations.actions import add_contact, update_description
from signatories.organisations.models import Organisation
from signatories.signatures.dates import Precision
from signatories.signatures.models import Signature
from signatories.taking_up import actions
from signatories.taking_up.models import ImportRow, ListImport
from tests.factories import (
    a_charter,
    a_commune,
    a_published_signature,
    a_qpv,
    a_team_member,
    a_user,
    an_organisation,
    paper_facts,
)
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
DIRECTORY = "/signataires/signataires"
TEAM = "/animation/associations/associations"
FILES = {
    f"{whose}, {extension.upper()}": f"{path}.{extension}"
    for whose, path in (("directory", DIRECTORY), ("team", TEAM))
    for extension in ("csv", "xlsx")
}
MEANS = {
    "directory": {
        "known",
        "name",
        "kind",
        "commune",
        "department",
        "qpvs",
        "qpv_codes",
        "outside_qpv",
        "email",
        "signed_on",
    },
    "team": {"known", "name", "commune", "rna", "siren", "email"},
}


def enter(**said: Any) -> Organisation:
    facts: PaperFacts = replace(paper_facts(), **said)
    return enter_from_paper(facts, by=a_team_member(), scan=None, published=True).organisation


@pytest.fixture
def signatories() -> None:
    """Every kind of record: entered from a paper, online, with people, with places that no list has."""
    contact, qpv = a_user(), a_qpv()
    a_published_signature(organisation=an_organisation(name="Les Jardins (exemple)", contact=contact))
    enter(name="=Formule (exemple)", rna="W931234567", siren="732829320", contact_email="papier@example.org")
    enter(
        name="Collectif « du; Mail », ensemble",
        kind=Organisation.Kind.COLLECTIVE,
        qpvs=[qpv],
        outside_qpv=True,
        signed_on=date(2020, 6, 1),
        signed_precision=Precision.MONTH,
    )
    enter(name="Réseau d’ailleurs", kind=Organisation.Kind.NETWORK, commune=None, commune_typed="Nulle-Part")
    enter(
        name="Section d’Aubervilliers",
        kind=Organisation.Kind.SECTION,
        commune=a_commune(name="Aubervilliers", code="93001"),
        signed_on=None,
        signed_precision=Precision.UNKNOWN,
        qpv_typed="Le Clos",
    )
    lines = enter(name="Femmes, du Clos", contact_email="clos@example.org")
    add_contact(enter(name="Le Landy", contact_email="landy@example.org"), user=contact, role="salariée")
    update_description(
        lines,
        by=contact,
        description="Un café,\ndes ateliers; « etc. »",
        website="https://clos.example.org",
        public_email="bonjour@example.org",
        public_phone="+33 1 23 45 67 89",
    )


def taken_up(path: str) -> ListImport:
    answer = team_browser(a_team_member()).get(path)
    name = path.rpartition("/")[2]
    return actions.receive(answer.getvalue(), by=a_team_member(), name=name, charter_version=a_charter())


@pytest.mark.parametrize("what", FILES)
def test_what_we_export_is_taken_up_unchanged(signatories: None, what: str) -> None:
    taken = taken_up(FILES[what])

    rows = list(taken.rows.all())
    assert {key for key in taken.columns if key} == MEANS[what.partition(",")[0]]
    assert taken.questions == [], "nothing to decide"
    assert {row.state for row in rows} == {ImportRow.State.KNOWN}
    assert [row.differences for row in rows] == [[]] * len(rows)
    assert {row.standing for row in rows} == set(Signature.objects.published())
    assert len(rows) == 7


def test_somebody_known_is_found_by_her_identifier_wherever_she_is(signatories: None) -> None:
    """A commune that the file writes otherwise than any list is no reason to enter her again."""
    landy = Organisation.objects.get(name="Le Landy")
    lines = (f"{landy.pk};Autre nom;Ailleurs", "pas-un-identifiant;Nouvelle;Saint-Denis")

    states = [a_file(line).rows.get().state for line in lines]

    assert states == [ImportRow.State.KNOWN, ImportRow.State.READY]


def a_file(line: str) -> ListImport:
    content = f"id;nom;commune\n{line}\n".encode()
    return actions.receive(content, by=a_team_member(), name="liste.csv", charter_version=a_charter())


def test_a_notice_longer_than_its_list_is_not_read_for_it() -> None:
    a_published_signature()

    taken = taken_up(f"{DIRECTORY}.xlsx")

    assert taken.sheet != "À lire"
    assert taken.rows.count() == 1

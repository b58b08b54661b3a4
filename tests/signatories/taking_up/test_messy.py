"""The messy list, from its file to its signatures: the same in CSV and in XLSX."""

import pytest

from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.signatures.models import Signature, Status
from signatories.signatures.verification import verify
from signatories.taking_up import actions, blocks
from signatories.taking_up.models import ImportRow, ListImport
from tests.factories import a_charter, a_commune, a_qpv, a_team_member
from tests.signatories.taking_up.messy import MESSY, as_csv, as_xlsx

pytestmark = pytest.mark.django_db
State = ImportRow.State
FILES = {"csv": as_csv(MESSY), "tabs": as_csv(MESSY, delimiter="\t", encoding="utf-8-sig"), "xlsx": as_xlsx(MESSY)}


def received(content: bytes) -> ListImport:
    a_qpv()
    bourg = a_commune(name="Bourg-en-Bresse", code="01053")
    bourg.postal_codes = "01000"
    bourg.save()
    return actions.receive(content, by=a_team_member(), name="liste.csv", charter_version=a_charter())


def rows(list_import: ListImport) -> dict[str, ImportRow]:
    return {row.name or row.why: row for row in list_import.rows.all()}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_messy_list_is_read(content: bytes) -> None:
    read = rows(received(content))

    states = {name: row.state for name, row in read.items()}
    assert states == {
        "Les Amis du mail": State.READY,
        "LES AMIS DU MAIL": State.UNCLEAR,
        "Régie des Vennes": State.READY,
        "Collectif du Landy": State.ASKED,
        "Centre social du Landy": State.ASKED,
        "Femmes du Clos": State.ASKED,
        "Jeunes en marche": State.ASKED,
        "Ateliers libres": State.READY,
        "C’est une ligne de total.": State.LEFT,
    }
    amis, regie = read["Les Amis du mail"].facts, read["Régie des Vennes"].facts
    assert (amis["commune"], amis["qpvs"], amis["signed_on"], amis["precision"]) == (
        "93066",
        ["QN09331M"],
        "2020-06-12",
        "day",
    )
    assert (amis["signer"], amis["role"], amis["emails"]) == ("Aminata Diallo", "présidente", ["amis@example.org"])
    assert (regie["commune"], regie["signed_on"], regie["precision"]) == ("01053", "2020-06-01", "month")
    assert (regie["signer"], regie["role"]) == ("", "")


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_decision_settles_every_line_that_says_the_same(content: bytes) -> None:
    taken, team = received(content), a_team_member()
    asked = {question["key"]: question for question in taken.questions}
    assert asked["email:(at)"]["lines"] == 2

    taken = actions.settle(
        taken,
        by=team,
        decisions={
            "email:(at)": "@",
            "commune:saint-dny": "Saint-Denis (93)",
            "signed_on:au forum": "inconnue",
            "qpvs:93066 les marguerites": "~",
        },
    )

    assert taken.questions == []
    read = rows(taken)
    assert read["Collectif du Landy"].facts["emails"] == ["landy@example.org"]
    assert read["Jeunes en marche"].facts["commune"] == "93066"
    assert read["Femmes du Clos"].facts["qpv_typed"] == "Les Marguerites"
    assert read["Femmes du Clos"].facts["emails"] == ["f1@example.org", "f2@example.org"]


def test_the_same_file_again_changes_nothing_and_asks_nothing_again() -> None:
    taken = received(FILES["csv"])

    again = actions.receive(FILES["csv"], by=a_team_member(), name="copie.csv", charter_version=a_charter())

    assert again == taken
    assert ListImport.objects.count() == 1
    assert again.name == "liste.csv"


def test_lines_become_signatures_then_public_ones_and_nobody_is_written_to() -> None:
    taken, team = received(FILES["xlsx"]), a_team_member()
    actions.begin_entering(taken, by=team)

    while blocks.enter_block(taken):
        pass

    entered = Signature.objects.filter(source=Signature.Source.IMPORT)
    assert {each.organisation.name for each in entered} == {
        "Les Amis du mail",
        "Régie des Vennes",
        "Ateliers libres",
    }
    assert {each.status for each in entered} == {Status.CONFIRMED}
    amis = Organisation.objects.get(name="Les Amis du mail")
    assert (amis.rna, amis.doubtful_rna) == (None, "W931234567"), "two names bear this number"
    assert Signature.objects.get(organisation__name="Régie des Vennes").signed_when == "en juin 2020"
    assert not Signature.objects.get(organisation__name="Régie des Vennes").mandates.exists()
    assert {row.text for row in taken.rows.filter(state=State.ENTERED)} == {""}, "the signature says it now"

    last = 0
    while last := blocks.publish_block(taken, by=team, after=last):
        pass
    assert {each.status for each in entered.all()} == {Status.PUBLISHED}
    assert not Message.objects.exists()
    assert verify()

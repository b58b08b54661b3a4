"""Every PDF we print: read aloud as it is seen, numbered as the pages are, no box for a missing sign."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, cast

import pytest
from django.conf import settings
from pypdf import PdfReader

from engagements.consultations.actions.outcomes import agree_to_be_named
from engagements.debates.actions.points import add
from engagements.debates.models import Sheet
from engagements.debates.printing import document as debate_sheet
from engagements.debates.queries import shown
from engagements.needs.actions import close
from engagements.participation.printing import sheet
from engagements.sayings import printing
from evaluations.meetings.printing import cards, invitation, minutes
from evaluations.meetings.queries import Shown as MeetingShown
from evaluations.meetings.queries import shown as meeting_shown
from evaluations.reports import printing as reports
from evaluations.self_evaluations.models import LookBack
from evaluations.self_evaluations.queries import receipt_of
from qpv_charter.portal.sheets import of_neighbourhood
from qpv_charter.toolkit import pdf
from signatories.charter.pdf import charter_document
from signatories.directory.finding.filters import Filters
from signatories.directory.finding.queries import rows
from signatories.directory.kit.material import poster
from signatories.directory.models import DirectoryEntry
from signatories.directory.rows import Row
from signatories.directory.taking_away.document import by_region, list_document, printed
from signatories.directory.taking_away.statement import Statement, statement
from signatories.numbers.printing import sheet as numbers_sheet
from signatories.organisations.models import Organisation
from signatories.people.audiences import member
from signatories.signatures.attestation import attestation_pdf
from signatories.signing.kit import kit_pdf
from tests.engagements.consultations.scenes import three
from tests.engagements.debates.scenes import apart, held
from tests.engagements.needs.scenes import a_contact, a_need
from tests.engagements.participation.scenes import WORDS, a_gathering, a_signatory_of_franc_moisin, contact_of
from tests.evaluations.meetings.scenes import a_meeting as a_yearly_meeting
from tests.evaluations.meetings.scenes import begun, host, minuted
from tests.evaluations.reports.scenes import an_edition, looked_back
from tests.evaluations.self_evaluations.scenes import a_shared, the_campaign
from tests.evaluations.self_evaluations.scenes import a_signatory as a_signing_contact
from tests.factories import (
    a_charter,
    a_commune,
    a_network,
    a_published_signature,
    a_qpv,
    a_signatory,
    a_team_member,
    a_theme,
    an_organisation,
)
from tests.signin import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TEMPLATES = settings.BASE_DIR / "templates"
NAME = "Les Tournesols 🌻🌻 du ☀️ quai 👩🏽‍🌾 (exemple)"
BACK = "evaluations/self_evaluations/"
MEET = "evaluations/meetings/pdf/"
SIGNED_ON = date(2026, 11, 27)


def a_list() -> bytes:
    a_published_signature(name=NAME)
    far = an_organisation(name="Amis du Port (exemple)", commune=a_commune(name="Marseille", code="13055"))
    a_published_signature(organisation=far)
    return pdf.build(list_document(statement(Filters())))


def a_poster() -> bytes:
    signature = a_published_signature(name=NAME)
    return poster(DirectoryEntry.objects.get(signature=signature), sheet="A3")


def a_sheet(name: str) -> bytes:
    """Of a gathering, whose title has what no font draws."""
    gathering = a_gathering(words=replace(WORDS, title=f"Café des parents 🌻 {NAME}"[:150]))
    return pdf.build(sheet(gathering, name=name))


def of_needs(name: str) -> bytes:
    """Its needs, one in each state."""
    contact = a_contact()
    needs = [a_need(by=contact, text=f"{NAME} {number}") for number in range(3)]
    close(needs[0], by=contact, text="Trois lampes 🌻 changées.", done=True)
    close(needs[1], by=contact, text="Pas de pièce.", done=False)
    return pdf.build(printing.sheet(a_qpv(), name=name))


def a_page_to_join() -> bytes:
    """Of a consultation in which an association agrees to be named."""
    those = three()
    Organisation.objects.filter(pk=those.first.organisation.pk).update(name=NAME)
    agree_to_be_named(those.room, by=those.first)
    answer = browser_of(those.second.person).get(f"{those.room.get_absolute_url()}page.pdf")
    return bytes(answer.content)


def a_debate() -> bytes:
    """What an association is to do there, and what separates people."""
    by = a_contact(name=NAME)
    sheet = held(by=by)
    add(sheet, apart(organisation=by.organisation), by=by)
    return pdf.build(debate_sheet(shown(Sheet.objects.with_details().get(pk=sheet.pk), by)))


def a_neighbourhood() -> bytes:
    a_signatory(NAME, qpvs=[a_qpv()])
    a_gathering()
    return pdf.build(of_neighbourhood(a_qpv()))


def a_receipt() -> bytes:
    """Of what an association shared."""
    look_back = a_shared(a_signing_contact(NAME))
    return pdf.build(pdf.compose(f"{BACK}receipt_pdf.html", receipt_of(look_back)))


def questions_on_paper() -> bytes:
    the_campaign()
    contact = a_signing_contact(NAME)
    answer = browser_of(contact.person).get(f"/espace/{contact.organisation.slug}/faire-le-point/sur-papier.pdf")
    return bytes(answer.content)


def a_minuted_meeting() -> MeetingShown:
    """With what its association is to do, as who welcomed it sees it."""
    meeting = minuted(begun(a_yearly_meeting(by=a_signatory_of_franc_moisin(NAME)), days=90))
    return meeting_shown(meeting, host(meeting))


def the_next_meeting() -> MeetingShown:
    """The one that opens on that."""
    meeting = a_yearly_meeting(by=contact_of(a_minuted_meeting().gathering.organisation))
    return meeting_shown(meeting, host(meeting))


def of_a_year(template: str) -> bytes:
    """What six associations said, one of them under this name: in four pages, the whole, or its own sheet."""
    contact = a_signing_contact(NAME)
    looked_back(by=contact)
    edition = an_edition(*["talking"] * 5, words=f"Une année avec {NAME}")
    if template != "sheet_pdf.html":
        return pdf.build(
            {"report_pdf.html": reports.report, "leaflet_pdf.html": reports.leaflet}[template](edition)
        )
    return pdf.build(reports.sheet_of(LookBack.objects.get(organisation=contact.organisation), edition))


def some_numbers() -> bytes:
    """Of a network that bears the name."""
    a_signatory("Les Amis (exemple)", networks=[a_network(NAME)], themes=[a_theme()])
    return pdf.build(numbers_sheet(member(a_team_member())))


PRINTED: dict[str, Callable[[], bytes]] = {
    "engagements/consultations/page_pdf.html": a_page_to_join,
    "engagements/debates/pdf/sheet.html": a_debate,
    "engagements/participation/pdf/affiche.html": lambda: a_sheet("affiche"),
    "engagements/participation/pdf/presence.html": lambda: a_sheet("presence"),
    "engagements/participation/pdf/reponses.html": lambda: a_sheet("reponses"),
    "evaluations/reports/leaflet_pdf.html": lambda: of_a_year("leaflet_pdf.html"),
    "evaluations/reports/report_pdf.html": lambda: of_a_year("report_pdf.html"),
    "evaluations/reports/sheet_pdf.html": lambda: of_a_year("sheet_pdf.html"),
    "portal/territories/qpv_pdf.html": a_neighbourhood,
    f"{BACK}paper_pdf.html": questions_on_paper,
    f"{BACK}receipt_pdf.html": a_receipt,
    "engagements/sayings/pdf/par-theme.html": lambda: of_needs("par-theme"),
    "engagements/sayings/pdf/vous-l-avez-dit.html": lambda: of_needs("vous-l-avez-dit"),
    f"{MEET}cards.html": lambda: pdf.build(cards(the_next_meeting())),
    f"{MEET}invitation.html": lambda: pdf.build(invitation(the_next_meeting())),
    f"{MEET}minutes.html": lambda: pdf.build(minutes(a_minuted_meeting())),
    "signatories/charter/pdf.html": lambda: pdf.build(charter_document(a_charter())),
    "signatories/directory/taking_away/list_pdf.html": a_list,
    "signatories/directory/kit/poster.html": a_poster,
    "signatories/numbers/numbers_pdf.html": some_numbers,
    "signatories/signatures/attestation_pdf.html": lambda: attestation_pdf(a_published_signature(name=NAME)),
    "signatories/signing/kit_pdf.html": lambda: kit_pdf(
        organisation_name=NAME, version=a_charter(), resume_url="http://testserver/signer/"
    ),
}


# The heads of tables, by document: of their columns, of their rows.
HEADS = {
    "evaluations/reports/report_pdf.html": {"/Column", "/Row"},
    "evaluations/reports/sheet_pdf.html": {"/Column", "/Row"},
    "signatories/directory/taking_away/list_pdf.html": {"/Column", "/Row"},
    "signatories/numbers/numbers_pdf.html": {"/Column", "/Row"},
    "engagements/participation/pdf/presence.html": {"/Column"},
    f"{MEET}cards.html": {"/Column", "/Row"},
    "engagements/participation/pdf/reponses.html": {"/Column", "/Row"},
}


def elements(reader: PdfReader) -> Iterator[Mapping[str, Any]]:
    """The structure that assistive technology reads, from the top down."""
    root = cast("dict[str, Any]", reader.root_object)["/StructTreeRoot"]
    waiting = [*root["/K"]]
    while waiting:
        found = waiting.pop(0).get_object()
        if isinstance(found, Mapping) and "/S" in found:
            yield found
            waiting[:0] = found.get("/K", [])


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def test_every_document_is_tried_here() -> None:
    files = (file for file in TEMPLATES.rglob("*.html") if 'extends "pdf/base.html"' in file.read_text())

    assert {str(file.relative_to(TEMPLATES)) for file in files} == PRINTED.keys()


@pytest.mark.parametrize("name", PRINTED)
def test_a_document_says_what_its_parts_are_and_a_name_without_its_emoji(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Its heads say of what (ISO 32000, 14.8.5.7), its pictures what they show; one title; no box."""
    found = [*elements(PdfReader(io.BytesIO(content := PRINTED[name]())))]
    heads = [each["/A"].get("/Scope") for each in found if each["/S"] == "/TH"]
    headings = [int(each["/S"][2]) for each in found if re.fullmatch("/H[1-6]", each["/S"])]
    text = " ".join(" ".join(pages(content)).split())

    assert {*heads} == HEADS.get(name, set())
    assert all(each.get("/Alt") for each in found if each["/S"] == "/Figure")
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert "notdef" not in caplog.text
    assert name == "signatories/charter/pdf.html" or "Les Tournesols du ☀ quai (exemple)" in text


def test_columns_and_rows_have_their_own_heads() -> None:
    table = "<table><thead><tr><th>A<th>B</thead><tbody><tr><th>1<td>2</tbody></table>"
    document = pdf.Document(html=f'<html lang="fr"><title>T</title><body><h1>T</h1>{table}</body></html>', css="")

    found = elements(PdfReader(io.BytesIO(pdf.build(document))))

    assert [each["/A"]["/Scope"] for each in found if each["/S"] == "/TH"] == ["/Column", "/Column", "/Row"]


@pytest.mark.parametrize("name", ["signatories/charter/pdf.html", "signatories/signing/kit_pdf.html"])
def test_the_seven_are_numbered_on_paper(name: str) -> None:
    text = "\n".join(pages(PRINTED[name]()))

    assert re.findall(r"(?<=[.\n])([1-7])(?=\n)", text) == [*"1234567"]


def some_rows(number: int) -> list[Row]:
    """Signatories of as many departments, each made from a true one."""
    a_published_signature(name="Les Amis (exemple)")
    (row,) = rows(Filters())
    fields = vars(row) | {"signed_on": SIGNED_ON}
    return [
        Row(**fields | {"name": f"Les Amis {n:02}", "region": f"Région {n // 3:02}", "department_code": f"{n:02}"})
        for n in range(number)
    ]


@pytest.mark.parametrize("number", [9, 24])
def test_a_list_has_its_heads_once_a_page_and_no_heading_at_a_foot(number: int) -> None:
    said = Statement(filters=Filters(), on=SIGNED_ON, count=number)
    printed_pages = pages(pdf.build(printed(said, by_region(some_rows(number)))))

    assert len(printed_pages) > 1
    for page in printed_pages:
        body = page.partition("Signataires de la charte · liste")[0] or page
        lines = [line for line in body.splitlines() if line.strip()]
        assert page.count("Signée le") <= 1
        assert not re.search(r"signataires?$|\(\d\d\) \d+$", lines[-1]), lines[-4:]

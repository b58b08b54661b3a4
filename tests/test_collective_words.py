"""A collective has neither board nor statutes, and is no association: from its first screen to its space, in what
it is mailed and what it prints, nothing says otherwise. `signatories/organisations/words.py` decides the words."""

import io
import re
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from qpv_charter.toolkit import pdf
from signatories.moderation.actions import ask
from signatories.organisations.actions import ask_to_join
from signatories.organisations.models import Organisation
from signatories.organisations.parts import PARTS
from signatories.organisations.words import ASSOCIATION, words_of
from signatories.outbox.models import Message
from signatories.signatures.actions import pause, publish, resume, send_back, withdraw
from signatories.signatures.attestation import attestation_pdf
from signatories.signatures.models import Mandate, Signature
from signatories.signing.models import SigningDraft
from tests.factories import a_charter, a_commune, a_qpv, a_team_member
from tests.signing import Person, last_mail

pytestmark = pytest.mark.django_db
NAME = "Les Mamans du Sanitas (exemple)"
COLLECTIVE = {"kind": "collective", "name": NAME}
WRONG = re.compile(
    r"(?:\b(?:votre|cette|son) |\bl’)association\b|conseil d’administration|\bstatuts?\b|\bbureau\b|"
    r"assemblée générale",
    re.IGNORECASE,
)
# Said to whoever comes, before we know what they are, or of others.
BEFORE = (
    "Le nom de l’association ou du collectif",
    "Nom de l’association ou du collectif",
    "pour une autre association ou un autre collectif",
)
OTHERS = ("ou section d’une association", "confonde avec une autre association", "d’une association")


def wrong_words(text: str) -> list[str]:
    for said in (*BEFORE, *OTHERS):
        text = text.replace(said, "")
    return [text[max(0, found.start() - 40) : found.end() + 20] for found in WRONG.finditer(text)]


def read(answer: Any) -> str:
    """What a page says, without its frame."""
    assert answer.status_code == 200, answer
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


@pytest.fixture(autouse=True)
def ground() -> None:
    a_charter()
    a_commune()
    a_qpv()


@pytest.fixture
def signer() -> Person:
    person = Person()
    person.begin(**COLLECTIVE)
    person.pass_neighbourhoods()
    person.pass_person(decided_by="collective", role="porte-parole")
    person.pass_charter()
    return person


@pytest.fixture
def signature(signer: Person) -> Signature:
    signer.post("verifier", {"code": signer.ask_code()})
    return Signature.objects.get()


def test_it_is_asked_in_its_own_words(signer: Person) -> None:
    screens = ("association", "quartiers", "vous", "charte", "verifier", "decision", "forget")

    said = {slug: wrong_words(read(signer.get(slug))) for slug in screens}

    assert {slug: wrong for slug, wrong in said.items() if wrong} == {}
    assert wrong_words(read(signer.client.get("/signer/"))) == []
    assert "Collectif" in read(signer.get("verifier"))
    assert "de celui du collectif" in read(signer.get("charte"))


def test_it_waits_for_its_own_decision(signer: Person) -> None:
    signer.pass_person(decided_by="not_yet", role="porte-parole")

    assert wrong_words(read(signer.get("en-attente"))) == []
    if pdf.available():
        kit = PdfReader(io.BytesIO(signer.get("kit").content))
        assert wrong_words(" ".join(page.extract_text() for page in kit.pages)) == []


@pytest.mark.parametrize("decided_by", ["board", "bureau", "assembly", "statutes"])
def test_no_board_decides_for_it(signer: Person, decided_by: str) -> None:
    again = signer.pass_person(decided_by=decided_by)

    assert again.status_code == 200
    assert [each.value for each in Mandate.Decision.of("collective")] == ["collective"]


def test_who_becomes_a_collective_says_again_who_decided() -> None:
    person = Person()
    person.walk_to_check()

    person.post("association", {"name": NAME, "kind": "collective", "commune": "Saint-Denis"})

    assert person.get("draft")["Location"] == person.url("vous")


def test_its_space_is_its_own(signer: Person, signature: Signature) -> None:
    publish(signature, by=a_team_member())
    slug = signature.organisation.slug
    pages = [
        signer.url("merci"),
        *(reverse(f"organisations:{name}", args=[slug]) for name in ("space_detail", "people")),
        *(reverse("organisations:edit", args=[slug, part]) for part in PARTS),
        *(reverse(name, args=[slug]) for name in ("mandates:renew", "mandates:extract", "moderation:exchanges")),
        reverse("joining:ask", args=[slug]),
        reverse("joining:sent", args=[slug]),
        reverse("directory:kit", args=[slug]),
        reverse("signatures:verify", args=[signature.code]),
    ]

    said = {page: wrong_words(read(signer.client.get(page))) for page in pages}

    assert {page: wrong for page, wrong in said.items() if wrong} == {}


def test_a_mandate_is_renewed_without_a_board(signer: Person, signature: Signature) -> None:
    form = {
        "signer_name": "Fatou Sow",
        "signer_role": "porte-parole",
        "decided_by": "collective",
        "decided_on": "",
    }

    signer.client.post(reverse("mandates:renew", args=[signature.organisation.slug]), form)

    assert signature.mandates.get(ended_at=None).signer_name == "Fatou Sow"


def what_happens(signature: Signature) -> None:
    team, organisation = a_team_member(), signature.organisation
    publish(signature, by=team)
    ask(signature, by=team, text="Une question\u202f?")
    pause(signature, by=team, reason="Plus de nouvelles.")
    resume(signature, by=team)
    ask_to_join(organisation, email="awa@example.org", first_name="Awa", last_name="Ba", role="membre")
    withdraw(signature, by=team, reason="À sa demande.")


def test_it_is_written_to_in_its_own_words(signer: Person, signature: Signature) -> None:
    what_happens(signature)
    waiting = Person()
    waiting.begin(kind="collective", name="D’autres mamans (exemple)")
    waiting.pass_neighbourhoods()
    waiting.pass_person(decided_by="not_yet", email="autre@example.org")

    mails = Message.objects.exclude(to__startswith="equipe").order_by("kind")

    said = {mail.kind: wrong_words(f"{mail.subject}\n{mail.text}") for mail in mails}
    assert {kind: wrong for kind, wrong in said.items() if wrong} == {}
    assert len(said) > 8
    assert last_mail("signing.thanks").subject == "Votre collectif a signé la charte"


def test_a_signature_sent_back_too(signature: Signature) -> None:
    send_back(signature, by=a_team_member(), reason="Une question de nom.")

    assert wrong_words(last_mail("signature.reviewed").text) == []


@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
def test_its_attestation_says_what_it_is(signature: Signature) -> None:
    publish(signature, by=a_team_member())
    signature.refresh_from_db()

    page = PdfReader(io.BytesIO(attestation_pdf(signature)))

    text = " ".join(" ".join(sheet.extract_text() for sheet in page.pages).split())
    assert wrong_words(text) == []
    assert "personne n’a noté ce collectif" in text


def test_an_association_keeps_its_words() -> None:
    assert words_of("association") == words_of("section") == words_of("") == ASSOCIATION
    assert Organisation(kind="network").words.your == "votre réseau"
    assert SigningDraft(data={"association": {"kind": "collective"}}).words.of_the == "du collectif"

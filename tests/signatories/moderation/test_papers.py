"""A signature entered from its paper, with its scan."""

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.actions import load as load_charter
from signatories.charter.models import CharterVersion
from signatories.directory.models import DirectoryEntry
from signatories.history.models import Event
from signatories.moderation.papers import enter_from_paper, scan_name
from signatories.organisations.models import Organisation
from signatories.people.models import Role
from signatories.signatures.models import Signature, Status
from signatories.signatures.verification import verify
from signatories.territories.models import Department
from tests.factories import (
    a_charter,
    a_colleague,
    a_commune,
    a_paper_signature,
    a_published_signature,
    a_qpv,
    a_team_member,
    a_user,
    paper_facts,
)
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
PAPER = reverse("moderation:paper")
A_PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"


def a_photo(size: tuple[int, int] = (20, 30)) -> bytes:
    written = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "chez Madame Diallo"
    Image.new("RGB", size, "white").save(written, "JPEG", exif=exif)
    return written.getvalue()


def an_answer(*, scan: bytes = A_PDF, name: str = "scan.pdf", **changes: Any) -> dict[str, Any]:
    a_commune()
    return {
        "name": "Les Amis de 2020 (exemple)",
        "kind": "association",
        "commune": "Saint-Denis",
        "qpvs": a_qpv().code,
        "charter_version": a_charter().pk,
        "signed_on": "2020-10-12",
        "signer_name": "Jeanne Exemple",
        "signer_role": "présidente",
        "decided_by": "board",
        "contact_email": "papier@example.org",
        "scan": SimpleUploadedFile(name, scan),
        "published": "on",
    } | changes


def test_a_paper_becomes_a_published_signature_with_its_own_date() -> None:
    response = team_browser(a_team_member()).post(PAPER, an_answer())

    signature = Signature.objects.get()
    assert response.headers["Location"] == reverse("moderation:review", args=[signature.pk])
    assert (signature.source, signature.signed_on, signature.status) == ("paper", date(2020, 10, 12), "published")
    assert signature.organisation.contact_email == "papier@example.org"
    assert [qpv.name for qpv in signature.organisation.qpvs.all()] == ["Franc-Moisin"]
    assert DirectoryEntry.objects.get().signed_on == date(2020, 10, 12)
    assert verify() == 2


def test_a_paper_makes_its_association_by_the_road_of_all() -> None:
    """Numbers included; and the team reads in the history that it came from a paper."""
    team = a_team_member()

    team_browser(team).post(PAPER, an_answer(rna="W931234567", siren="732829320"))

    organisation = Signature.objects.get().organisation
    assert (organisation.rna, organisation.siren) == ("W931234567", "732829320")
    kinds = {"organisation.created", "organisation.entered_from_paper"}
    events = Event.objects.about(organisation).filter(kind__in=kinds)
    assert {(event.kind, event.actor) for event in events} == {(kind, team) for kind in kinds}


def test_it_may_wait_and_its_commune_may_be_unknown() -> None:
    team_browser(a_team_member()).post(PAPER, an_answer(commune="Sant Deni", published=""))

    signature = Signature.objects.get()
    assert signature.status == Status.CONFIRMED
    assert signature.organisation.commune_typed == "Sant Deni"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"scan": b"<html>"}, "ni un PDF ni une photo"),
        ({"scan": a_photo()[:60]}, "ni un PDF ni une photo"),
        ({"scan": A_PDF + b"\0" * 10 * 1024 * 1024}, "10 Mo"),
        ({"signed_on": "2019-12-31"}, "entre 2020 et aujourd’hui"),
        ({"rna": "123"}, "RNA commence par W"),
        ({"qpvs": "QN00000Z"}, "Ce code de quartier n’existe pas"),
        ({"qpvs": "QN07511M"}, "n’est pas dans les listes"),
        ({"name": "\x00"}, "Ce champ est obligatoire"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(changes: dict[str, Any], reason: str) -> None:
    response = team_browser(a_team_member()).post(PAPER, an_answer(**changes))

    content = response.content.decode()
    assert reason in content
    assert "Jeanne Exemple" in content
    assert not Signature.objects.exists()


def test_a_photo_is_encoded_anew_without_what_it_says_of_people() -> None:
    team_browser(a_team_member()).post(PAPER, an_answer(scan=a_photo(), name="IMG_chez_madame_diallo.jpg"))

    scan = Signature.objects.get().paper_scan
    with scan.open() as file:
        assert b"Diallo" not in file.read()
    assert scan.name is not None
    assert "diallo" not in scan.name.lower()
    assert scan.name.endswith(".jpg")


def test_a_namesake_already_published_is_noticed_and_may_be_told_apart() -> None:
    a_published_signature(name="Les Amis de 2020 (exemple)")
    client = team_browser(a_team_member())

    refused = client.post(PAPER, an_answer())
    client.post(PAPER, an_answer(different="on"))

    assert "est déjà publiée" in refused.content.decode()
    assert Signature.objects.count() == 2


def test_a_paper_that_is_refused_leaves_no_scan() -> None:
    Organisation.objects.filter(pk=a_published_signature().organisation_id).update(rna="W751234567")
    facts, scan = replace(paper_facts(), rna="W751234567"), ContentFile(A_PDF, name=scan_name(".pdf"))

    with pytest.raises(ActionRefused, match="même numéro"):
        enter_from_paper(facts, by=a_team_member(), scan=scan, published=True)

    assert scan.name is not None
    assert not storages["private"].exists(f"papier/{scan.name}")
    kept = enter_from_paper(facts, by=a_team_member(), scan=scan, published=False)
    assert Signature.objects.get(pk=kept.pk).paper_scan.name == f"papier/{scan.name}"
    assert storages["private"].exists(f"papier/{scan.name}")


def test_the_scan_is_an_attachment_for_the_team_alone() -> None:
    signature = a_paper_signature(scan=A_PDF)
    path = reverse("moderation:scan", args=[signature.pk])
    stranger = browser_of(a_user())

    response = team_browser(a_team_member()).get(path)

    assert response["Content-Disposition"] == 'attachment; filename="charte-signee.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert b"".join(response.streaming_content) == A_PDF  # type: ignore[attr-defined]  # a FileResponse
    assert stranger.get(path).status_code in {403, 404}
    assert Client().get(path).status_code == 302


def test_a_text_is_not_signed_before_it_was_written() -> None:
    source = a_charter().source.replace("version: essai", "version: suite", 1).replace("mai 2020", "février 2026")
    later, _ = load_charter(source.encode(), in_force=True)
    client = team_browser(a_team_member())

    page = client.post(PAPER, an_answer(charter_version=later.pk, signed_on="2021-05-03"))

    assert "n’a pas pu être signé" in page.content.decode()
    assert not Signature.objects.exists()


def test_no_text_is_chosen_beforehand() -> None:
    a_charter()

    page = team_browser(a_team_member()).get(PAPER).content.decode()

    assert 'name="charter_version"' in page
    assert not re.search(r'<input[^>]*name="charter_version"[^>]*checked', page)


@pytest.mark.parametrize(
    ("dated", "first"),
    [
        ("mai 2020", date(2020, 5, 1)),
        ("12 Février 2027", date(2027, 2, 1)),
        ("2026", date(2026, 1, 1)),
        ("août-septembre 2026", date(2026, 9, 1)),
        ("décembre 2026", date(2026, 12, 1)),
        ("un beau jour", None),
    ],
)
def test_when_a_text_was_written_at_the_earliest(dated: str, first: date | None) -> None:
    assert CharterVersion(dated=dated).written_from == first


def test_a_text_signed_in_the_month_it_dates_from_is_taken() -> None:
    team_browser(a_team_member()).post(PAPER, an_answer(signed_on="2020-05-01"))

    assert Signature.objects.get().signed_on == date(2020, 5, 1)


@pytest.mark.parametrize(
    ("said", "precision", "on", "label", "shown"),
    [
        ({"signed_on": "", "signed_month": "2020-10-01"}, "month", date(2020, 10, 1), "Signée en", "octobre 2020"),
        ({"signed_on": "", "date_unknown": "on"}, "unknown", None, "Date de signature", "inconnue"),
    ],
)
def test_a_paper_may_say_its_month_or_nothing(
    said: dict[str, Any], precision: str, on: date | None, label: str, shown: str
) -> None:
    team_browser(a_team_member()).post(PAPER, an_answer(**said))

    signature = Signature.objects.get()
    assert (signature.signed_precision, signature.signed_on) == (precision, on)
    assert verify() == 2
    public = Client()
    proof = public.get(f"/verifier/{signature.code}/").content.decode()
    assert f"<dt>{label}</dt><dd>{shown}</dd>" in proof
    rows = public.get("/signataires/signataires.json").getvalue().decode()
    assert "Les Amis de 2020" in rows
    assert "2020-10-01" not in rows
    signatory = public.get(f"/signataires/{signature.organisation.slug}/").content.decode()
    assert "1er octobre" not in signatory
    assert ("depuis octobre 2020" in signatory) == (on is not None)
    listed = public.get("/signataires/?tri=depuis").content.decode()
    assert ("Signataire depuis octobre 2020" in listed) == (on is not None)
    assert "signataire" in listed


@pytest.mark.parametrize(
    "said",
    [
        {"signed_on": ""},
        {"signed_on": "2020-10-12", "signed_month": "2020-10-01"},
        {"signed_on": "2020-10-12", "date_unknown": "on"},
    ],
)
def test_one_date_is_given_or_none_is_known(said: dict[str, Any]) -> None:
    page = team_browser(a_team_member()).post(PAPER, an_answer(**said))

    assert "ou dites qu’il n’en porte pas" in page.content.decode()
    assert not Signature.objects.exists()


def test_a_month_before_the_first_charter_is_refused() -> None:
    page = team_browser(a_team_member()).post(PAPER, an_answer(signed_on="", signed_month="2019-12-01"))

    assert "entre 2020 et aujourd’hui" in page.content.decode()


def test_the_queue_says_that_a_paper_was_signed_then_entered() -> None:
    client = team_browser(a_team_member())
    client.post(PAPER, an_answer(published=""))

    queue = client.get("/animation/signatures/").content.decode()

    assert "signée le 12 octobre 2020, entrée le" in queue
    assert "confirmée le" not in queue


def test_a_territorial_animator_enters_what_has_its_head_office_in_her_departments() -> None:
    a_commune(name="Lyon", code="69123")
    browser = team_browser(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))

    for commune in ("Lyon", "Trifouilly"):
        page = browser.post(PAPER, an_answer(commune=commune, qpvs="")).content.decode()
        assert "n’est pas dans vos départements" in page
    assert not Signature.objects.exists()
    assert browser.post(PAPER, an_answer(), follow=True).status_code == 200

    assert Signature.objects.get().status == Status.PUBLISHED


def searched(place: str, **said: Any) -> str:
    """The page after « Chercher ce lieu »."""
    answer = an_answer(place=place, chercher="1", **said)
    return team_browser(a_team_member()).post(PAPER, answer).content.decode()


def test_places_are_looked_for_in_one_field_which_says_what_each_is() -> None:
    a_commune(name="Montmirail", code="51380")
    a_qpv(name="Grand Mirail", code="QN03109M", commune=a_commune(name="Toulouse", code="31555"))

    page = searched("mirail", commune="", qpvs="")

    first, second = "Grand Mirail, quartier prioritaire QN03109M, Toulouse (31)", "Montmirail (51), commune"
    assert page.index(first) < page.index(second)
    assert 'value="quartier:QN03109M"' in page
    assert 'value="commune:51380"' in page
    Department.objects.filter(code="31").update(name="Haute-Garonne", search_text="haute garonne")
    assert "Haute-Garonne, département\u202f: ajoutez le nom d’une commune" in searched("haute garonne")
    assert "Aucun lieu trouvé pour «\u202fzzzz\u202f»" in searched("zzzz")
    assert not Signature.objects.exists()


def test_a_search_judges_nothing_and_keeps_all_that_was_typed() -> None:
    page = searched("Saint-Denis", signer_name="", commune="Sant Deni", contact_email="pas une adresse")

    assert "à corriger" not in page
    assert all(f'value="{kept}"' in page for kept in ("Sant Deni", "pas une adresse", "présidente", "2020-10-12"))
    assert "choisir le fichier de nouveau" in page


def test_what_is_ticked_is_written_where_it_goes() -> None:
    toulouse = a_commune(name="Toulouse", code="31555")
    a_qpv(name="Grand Mirail", code="QN03109M", commune=toulouse)
    ticked = ["commune:31555", "quartier:QN03109M"]

    page = searched("autre", found=ticked, commune="", qpvs="QN09331M")
    team_browser(a_team_member()).post(PAPER, an_answer(found=ticked, commune="", qpvs=""))

    assert 'value="Toulouse (31)"' in page
    assert 'value="QN09331M, QN03109M"' in page
    organisation = Signature.objects.get().organisation
    assert organisation.commune == toulouse
    assert [qpv.code for qpv in organisation.qpvs.all()] == ["QN03109M"]


@pytest.mark.parametrize("ticked", ["commune:\x00", "quartier:\x00", "rien", "commune:99999", ":"])
def test_what_was_never_offered_breaks_nothing(ticked: str) -> None:
    page = team_browser(a_team_member()).post(PAPER, an_answer(found=[ticked], place="\x00"))

    assert page.status_code in {200, 302}

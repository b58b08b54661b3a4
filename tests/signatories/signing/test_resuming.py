"""Leaving and coming back: the board's decision, the mailed link, the printed kit, the gentle mail."""

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit import pdf, periodic
from signatories.outbox.models import Message
from signatories.signatures.models import JointGroup, Signature
from signatories.signing import screens, tasks
from signatories.signing.actions import drafting
from signatories.signing.actions.confirming import confirm
from signatories.signing.actions.reminders import remind_decisions
from signatories.signing.links import paper_address
from signatories.signing.models import DraftSecret, SigningDraft
from tests.factories import a_charter, a_commune, a_draft, a_waiting_draft, association_answers, person_answers
from tests.signing import Person, last_mail, link_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ground() -> None:
    a_charter()
    a_commune()


def text(response: Any) -> str:
    return str(response.content.decode())


def a_month_later(draft: SigningDraft, *, days: int = 31) -> None:
    """As if the draft had been left alone since."""
    ago = timezone.now() - timedelta(days=days)
    SigningDraft.objects.filter(pk=draft.pk).update(updated_at=ago, created_at=ago)


def test_stop_for_the_board_and_resume_a_month_later() -> None:
    meeting = (timezone.localdate() + timedelta(days=20)).isoformat()
    person = Person()
    person.begin()
    person.pass_neighbourhoods()

    assert person.pass_person(decided_by="not_yet", meeting_on=meeting)["Location"] == person.url("en-attente")
    assert "Télécharger le dossier" in text(person.get("en-attente"))
    assert person.get("charte")["Location"] == person.url("en-attente")
    mail = last_mail("signing.waiting")
    assert mail.secret
    a_month_later(SigningDraft.objects.get())

    later = Person()
    landed: Any = later.client.get(link_in(mail, after="/signer/"), follow=True)
    assert "La décision est prise" in text(landed)
    later.draft_id = landed.redirect_chain[-1][0].split("/")[2]
    assert later.draft_id == person.draft_id
    assert later.post("decision", {"decided_by": "board", "decided_on": ""}).status_code == 302
    assert later.get("draft")["Location"] == later.url("charte")
    later.pass_charter()
    later.post("verifier", {"code": later.ask_code()})

    mandate = Signature.objects.get().mandates.get()
    assert (mandate.signer_name, mandate.decided_by) == ("Aminata Diallo", "board")


def test_the_month_of_the_decision_is_kept() -> None:
    _, token = a_waiting_draft()
    person = Person().follow(token)
    month = timezone.localdate().replace(day=1)

    person.post("decision", {"decided_by": "assembly", "decided_on": month.isoformat()})
    person.pass_charter()
    person.post("verifier", {"code": person.ask_code()})

    assert Signature.objects.get().mandates.get().decided_on == month


@pytest.mark.parametrize(("days", "said"), [(-1, "Cette date est passée"), (500, "Cette date est à plus d’un an")])
def test_a_meeting_is_soon_and_not_past(days: int, said: str) -> None:
    person = Person()
    person.begin()
    person.pass_neighbourhoods()
    day = (timezone.localdate() + timedelta(days=days)).isoformat()

    assert said in text(person.pass_person(decided_by="not_yet", meeting_on=day))


def test_a_draft_waits_four_months_at_least() -> None:
    draft, _ = a_waiting_draft()
    far, _ = a_waiting_draft(meeting_on=(timezone.localdate() + timedelta(days=300)).isoformat())

    assert draft.expires_at >= timezone.now() + timedelta(days=120)
    assert far.expires_at >= timezone.now() + timedelta(days=350)


@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
def test_the_kit_names_the_association_and_where_to_resume() -> None:
    draft, token = a_waiting_draft()
    person = Person().follow(token)

    response = person.get("kit")

    assert response["Content-Type"] == "application/pdf"
    reader = pypdf.PdfReader(io.BytesIO(response.content))
    words = "".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) == 2
    assert "Les Jardins du Moulin" in words
    assert token not in words
    assert paper_address(draft).partition("://")[2].rstrip("/") in words.replace("\n", "")


# The printed kit


def test_paper_is_not_a_key_a_code_is_mailed_first() -> None:
    draft, _ = a_waiting_draft(email="aminata@example.org")
    here = reverse("signing:resume_draft", args=[draft.pk])
    person = Person()

    page = text(person.client.get(here))
    assert "Recevoir mon code" in page
    assert "aminata@example.org" not in page
    assert not Message.objects.filter(kind="signing.resume_code").exists()
    person.client.post(here)
    code = next(line for line in last_mail("signing.resume_code").text.splitlines() if line.isdigit())
    assert "Ce n’est pas le bon code" in text(person.client.post(here, {"code": f"{(int(code) + 1) % 10**6:06d}"}))
    response: Any = person.client.post(here, {"code": code})

    assert response["Location"] == reverse("signing:decision", args=[draft.pk])
    assert "La décision est prise" in text(person.client.get(response["Location"]))
    assert "a expiré" in text(person.client.post(here, {"code": code}))


def test_a_kit_of_a_confirmed_signature_shows_that_it_is_signed() -> None:
    draft, _ = a_draft()
    confirm(draft)
    person = Person()

    page = text(person.client.get(reverse("signing:resume_draft", args=[draft.pk])))

    assert "C’est signé, merci" in page
    assert not person.signed_in()


def test_an_unknown_kit_says_what_to_do() -> None:
    response: Any = Person().client.get(reverse("signing:resume_draft", args=[uuid4()]))

    assert response.status_code == 404
    assert "Recevoir un lien" in text(response)


# The link by mail


def test_the_answer_is_the_same_whatever_the_address() -> None:
    a_draft(email="connue@example.org")
    Message.objects.all().delete()
    person = Person()

    known = text(person.client.post(reverse("signing:resume"), {"email": "Connue@example.org"}))
    unknown = text(person.client.post(reverse("signing:resume"), {"email": "inconnue@example.org"}))

    assert known.replace("connue", "X") == unknown.replace("inconnue", "X")
    assert [message.to for message in Message.objects.all()] == ["connue@example.org"]


def test_a_confirmed_signing_is_not_resumed() -> None:
    draft, _ = a_draft(email="aminata@example.org")
    confirm(draft)
    Message.objects.all().delete()

    assert drafting.mail_links_of("aminata@example.org") == 0
    assert not Message.objects.exists()


@pytest.mark.parametrize("age", ["forged", "expired", "expired draft"])
def test_a_link_that_does_not_work_offers_another(age: str) -> None:
    _, token = a_draft()
    if age == "forged":
        token = "A" * 43
    if age == "expired":
        DraftSecret.objects.update(expires_at=timezone.now())
    if age == "expired draft":
        SigningDraft.objects.update(expires_at=timezone.now())
    client = Person().client

    for page in ([], ["vous/"], ["dossier.pdf"]):
        link = reverse("signing:key", args=[token, *page])
        for response in (client.get(link), client.post(link)):
            assert response.status_code == 404
            assert "Ce lien ne fonctionne pas, ou plus" in text(response)
            assert "Recevoir un lien" in text(response)


# Forgetting


def test_one_may_erase_what_one_typed() -> None:
    _, token = a_draft()
    person = Person().follow(token)

    assert "Effacer vos réponses" in text(person.get("forget"))
    assert SigningDraft.objects.exists()
    assert "Vos réponses sont effacées" in text(person.post("forget"))
    assert not SigningDraft.objects.exists()


def test_expired_drafts_are_forgotten_confirmed_ones_kept() -> None:
    old, _ = a_draft()
    confirm(a_draft(name="Les Voisins (exemple)")[0])
    recent, _ = a_draft(name="Les Autres (exemple)")
    SigningDraft.objects.exclude(pk=recent.pk).update(expires_at=timezone.now())

    assert drafting.forget_expired() == 1

    assert not SigningDraft.objects.filter(pk=old.pk).exists()
    assert SigningDraft.objects.count() == 2


def test_a_draft_without_an_address_is_forgotten_after_two_days_and_one_with_an_address_after_five_months() -> (
    None
):
    """Only the browser that began it could open it, and for half a day."""
    a_charter()
    begun, key = drafting.begin(association_answers())
    moved = drafting.save_screen(begun, screen=screens.NEIGHBOURHOODS, answers={"qpvs": [], "outside": True})
    two_days = timezone.now() + timedelta(days=2)
    assert begun.expires_at <= moved.expires_at <= two_days
    key.refresh_from_db()
    assert key.expires_at == moved.expires_at

    known = drafting.save_person(moved, answers=person_answers(), key=key)

    assert known.expires_at > timezone.now() + timedelta(days=149)


def test_a_group_that_nobody_joined_is_forgotten_with_its_draft_and_one_that_somebody_may_join_is_kept() -> None:
    a_charter()
    left, _ = drafting.begin(association_answers(together=True))
    waiting, _ = drafting.begin(association_answers(together=True))
    signed, _ = a_draft(joint_group=JointGroup.objects.create(code="signed", title="Signé (exemple)"))
    confirm(signed)
    SigningDraft.objects.exclude(pk=waiting.pk).update(expires_at=timezone.now())

    drafting.forget_expired()

    kept = {signed.joint_group, waiting.joint_group}
    assert set(JointGroup.objects.all()) == kept
    assert left.joint_group not in kept


# The gentle mail


def waiting_since(*, meeting_days_ago: int | None, left_days_ago: int) -> SigningDraft:
    draft, _ = a_waiting_draft()
    a_month_later(draft, days=left_days_ago)
    if meeting_days_ago is not None:
        day = timezone.localdate() - timedelta(days=meeting_days_ago)
        SigningDraft.objects.filter(pk=draft.pk).update(decision_expected_on=day)
    return draft


@pytest.mark.parametrize(
    ("meeting_days_ago", "left_days_ago", "mails"),
    [(3, 40, 0), (4, 10, 1), (40, 60, 1), (-10, 60, 0), (None, 29, 0), (None, 31, 1)],
)
def test_one_mail_some_days_after_the_meeting(
    meeting_days_ago: int | None, left_days_ago: int, mails: int
) -> None:
    waiting_since(meeting_days_ago=meeting_days_ago, left_days_ago=left_days_ago)

    assert remind_decisions() == mails
    assert remind_decisions() == 0

    assert Message.objects.filter(kind="signing.decision_reminder").count() == mails


def test_the_daily_work_is_declared() -> None:
    assert tasks.remind_decisions in periodic.daily_tasks()


def test_nobody_who_went_on_is_reminded() -> None:
    draft = waiting_since(meeting_days_ago=10, left_days_ago=40)
    drafting.save_decision(draft, answers={"decided_by": "board", "decided_on": "", "meeting_on": ""})

    assert remind_decisions() == 0


def test_the_gentle_mail_asks_for_a_code_and_says_how_to_stop() -> None:
    draft = waiting_since(meeting_days_ago=10, left_days_ago=40)

    remind_decisions()

    mail = last_mail("signing.decision_reminder")
    paper = Person().client.get(link_in(mail, after="/reprendre/"))
    assert paper["Location"] == reverse("signing:resume_draft", args=[draft.pk])
    page = Person().client.get(link_in(mail, after="/effacer/"), follow=True)
    assert "Effacer vos réponses" in text(page)

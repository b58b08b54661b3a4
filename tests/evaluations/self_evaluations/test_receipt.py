"""The receipt that comes by mail, and who is called after two silent years."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.db.models import QuerySet
from django.utils import timezone
from pypdf import PdfReader

from evaluations.campaigns.actions import close
from evaluations.campaigns.models import Campaign
from evaluations.self_evaluations import queries
from evaluations.self_evaluations.actions.answering import answer
from evaluations.self_evaluations.actions.forgetting import forget_association
from evaluations.self_evaluations.models import LookBack
from evaluations.self_evaluations.places import ANSWERED
from evaluations.self_evaluations.queries import silent
from qpv_charter.toolkit import pdf
from signatories.organisations.models import Organisation
from signatories.outbox import delivery
from signatories.outbox.actions import write_paragraph
from signatories.outbox.models import Message
from signatories.signatures.models import Signature
from tests.constraints import changed
from tests.evaluations.campaigns.scenes import by_nobody
from tests.evaluations.self_evaluations.scenes import (
    WORDS,
    a_confided,
    a_national,
    a_shared,
    a_signatory,
    asked,
    said,
    the_campaign,
)
from tests.evaluations.self_evaluations.test_team import territorial
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
SECRET = "Un élu nous a demandé de nous taire (exemple)."


def received(last: int = -1) -> list[str]:
    """The text of each file that came with the last mail."""
    return [
        " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        for _, content, _ in mail.outbox[last].attachments
    ]


@pytest.mark.once
@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
def test_the_receipt_comes_with_the_mail_and_never_holds_what_is_confided() -> None:
    contact = a_signatory()
    a_confided(contact, text=SECRET, why=SECRET)
    look_back = a_shared(contact)
    answer(asked(), by=contact, said=said(text="Ce qui a été corrigé aussitôt."), read=1)

    delivery.deliver_due()
    (text,) = received()

    assert "Ce qui a été corrigé aussitôt." in text
    assert look_back.organisation.name in text
    for confided in (SECRET, "libres de nos choix", "Nous en parlons entre nous"):
        assert confided not in f"{text} {mail.outbox[-1].body} {Message.objects.about(look_back).get().html}"


@pytest.mark.once
@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
def test_each_receives_its_own() -> None:
    contacts = {contact.person.email: contact for contact in (a_signatory("Une"), a_signatory("Autre"))}
    for contact in contacts.values():
        a_shared(contact)

    delivery.deliver_due()

    told = {sent.to[0]: received(place) for place, sent in enumerate(mail.outbox) if sent.attachments}
    names = {contact.organisation.name for contact in contacts.values()}
    assert told.keys() == contacts.keys()
    for address, (text,) in told.items():
        assert {name for name in names if name in text} == {contacts[address].organisation.name}


def test_the_team_adds_its_word_to_it() -> None:
    write_paragraph("look_back.shared", by=a_national(), text="Merci à vous (exemple).", revision=0)

    a_shared()

    assert "Merci à vous (exemple)." in Message.objects.get(kind="look_back.shared").text


def test_without_a_receipt_the_mail_leaves_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    a_shared()
    monkeypatch.setattr(pdf, "available", lambda: False)
    delivery.deliver_due()
    assert (received(), "est partagé" in mail.outbox[-1].subject) == ([], True)


def test_what_was_erased_is_in_no_receipt(monkeypatch: pytest.MonkeyPatch) -> None:
    look_back = a_shared()
    forget_association(look_back.organisation)
    delivery.deliver_due()
    assert received() == []
    assert WORDS not in mail.outbox[-1].body


def test_who_said_nothing_for_two_years_is_called() -> None:
    names = ["silent", "shared-first", "shared-last", "shares-now", "draft", "withdrawn", "new"]
    contacts = {name: a_signatory(name) for name in names}
    organisations = {name: contact.organisation for name, contact in contacts.items()}
    for year in (2025, 2026):
        opened = close(the_campaign(year), by=by_nobody())
        changed(opened, opened_at=timezone.now() + timedelta(days=year - 2025))
    signatures = Signature.objects.all()
    changed(signatures.get(organisation=organisations["new"]), published_at=timezone.now() + timedelta(hours=12))
    signatures.filter(organisation=organisations["withdrawn"]).update(
        status="withdrawn", withdrawn_at=timezone.now()
    )
    the_campaign()
    for name, year, shared_at in (
        ("shared-first", 2025, timezone.now()),
        ("shared-last", 2026, timezone.now()),
        ("shares-now", 2027, timezone.now()),
        ("draft", 2026, None),
    ):
        LookBack.objects.create(
            campaign=the_campaign(year),
            organisation=organisations[name],
            shared_at=shared_at,
            shared_by=contacts[name].person if shared_at else None,
        )

    called = {each.name for each in silent(a_national())}

    assert called == {"silent", "draft"}
    assert {each.name for each in silent(territorial("69123"))} == set()
    contacts["silent"].person.phone = "01 02 03 04 05"
    contacts["silent"].person.save()
    page = team_browser(a_national().person).get("/animation/faire-le-point/").content.decode()
    assert "deux années sans réponse" in page
    assert "01 02 03 04 05" in page


def test_who_answered_otherwise_is_not_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    came = a_signatory("came").organisation
    a_signatory("silent")
    for year in (2025, 2026):
        changed(close(the_campaign(year), by=by_nobody()), opened_at=timezone.now() + timedelta(days=year - 2025))

    def answered(campaign: Campaign) -> list[QuerySet[Organisation]]:
        return [Organisation.objects.filter(pk=came.pk)] if campaign.year == 2026 else []

    monkeypatch.setattr(ANSWERED, "gather", answered)
    monkeypatch.setattr(queries, "CALLED", 1)

    assert [each.name for each in silent(a_national())] == ["silent"], "who came takes nobody's place"


def test_one_silent_year_is_nobodys_business() -> None:
    a_signatory("silent")
    close(the_campaign(2026), by=by_nobody())
    the_campaign()

    assert not silent(a_national())

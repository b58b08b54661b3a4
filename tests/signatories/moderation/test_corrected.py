"""What was badly copied from a paper, put right by the team: its page and its proof keep their addresses."""

import functools
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from signatories.directory.models import DirectoryEntry
from signatories.moderation import actions
from signatories.moderation.decisions import DECISIONS
from signatories.moderation.paper_form import as_copied
from signatories.moderation.papers import correct_paper, enter_from_paper, said_by
from signatories.organisations.actions import accept_change, update_identity
from signatories.organisations.models import Organisation
from signatories.organisations.signals import organisation_numbers_changed
from signatories.outbox.models import Message
from signatories.people.models import Role
from signatories.signatures.actions import sign, withdraw
from signatories.signatures.corrections import put_right
from signatories.signatures.dates import Precision
from signatories.signatures.models import RegisterEntry, Signature
from signatories.signatures.proof import proof_of
from signatories.signatures.verification import verify
from tests.factories import (
    a_colleague,
    a_commune,
    a_newer_charter,
    a_paper_signature,
    a_published_signature,
    a_team_member,
    paper_facts,
    signing_facts,
)
from tests.signin import team_browser

pytestmark = pytest.mark.django_db


def copied(signature: Signature, **changes: object) -> dict[str, Any]:
    """What the form sends, as it is shown, with a few fields changed."""
    shown = as_copied(signature) | {"charter_version": signature.charter_version.pk} | changes
    return {name: value for name, value in shown.items() if value not in (None, False)}


def address_of(signature: Signature) -> str:
    return reverse("moderation:decide", args=[signature.pk, "corriger"])


def test_all_that_was_copied_is_put_right_and_addresses_stay() -> None:
    # Given a published paper, whose name, number, date, text, address and scan were badly copied
    signature, team = a_paper_signature(contact_email="faux@example.org"), team_browser(a_team_member())
    newer = a_newer_charter()
    before, page = signature.paper_scan.name, team.get(address_of(signature))
    shown = page.content.decode()
    assert 'value="faux@example.org"' in shown
    assert 'value="2020-10-12"' in shown

    # When somebody of the team puts them right
    changes = {
        "vu": page.context["seen"],
        "name": "Les Anciennes d’Épinay (exemple)",
        "kind": "collective",
        "siren": "732 829 320",
        "contact_email": "juste@example.org",
        "charter_version": newer.pk,
        "signed_on": "",
        "signed_month": "2026-06-01",
        "scan": ContentFile(b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n", name="papier.pdf"),
    }
    done = team.post(address_of(signature), copied(signature) | changes, follow=True).content.decode()

    # Then all says so, under the same addresses
    assert "C’est corrigé. Un e-mail part à l’adresse donnée sur le papier." in done
    now = Signature.objects.get()
    organisation = now.organisation
    assert (organisation.slug, now.code) == (signature.organisation.slug, signature.code)
    assert (organisation.name, organisation.kind) == ("Les Anciennes d’Épinay (exemple)", "collective")
    assert (organisation.siren, organisation.contact_email) == ("732829320", "juste@example.org")
    assert (now.signed_on, now.signed_precision, now.charter_version) == (date(2026, 6, 1), "month", newer)
    assert now.paper_scan.name != before
    assert DirectoryEntry.objects.get().name == organisation.name
    assert DirectoryEntry.objects.get().signed_on == date(2026, 6, 1)

    # And the register holds what was written before, without saying that it ever was its name
    assert proof_of(now).name == organisation.name
    assert proof_of(now).signed_as == ""
    assert verify() == RegisterEntry.objects.count()

    # And it is told what, at the address that is right
    mail = Message.objects.get(kind="moderation.put_right")
    assert mail.to == "juste@example.org"
    for part in (
        "le nom",
        "la forme",
        "le numéro SIREN",
        "l’adresse e-mail de contact",
        "le texte signé",
        "le scan",
    ):
        assert f"- {part}" in mail.text
    assert mail.text.count("- la date de signature") == 1
    assert "le numéro RNA" not in mail.text


def test_a_name_borne_since_is_still_told_from_the_one_it_signed_under() -> None:
    # Given a paper put right, whose association then takes another name
    signature, team = a_paper_signature(), a_team_member()
    correct_paper(signature, replace(said_by(signature), name="Les Amis"), by=team)
    organisation = Organisation.objects.get()
    update_identity(organisation, by=team, name="Les Amies", acronym="", kind=Organisation.Kind.ASSOCIATION)
    accept_change(organisation.proposed_changes.get(), by=team)

    # Then it signed under the name that was put right, never under the one that was badly copied
    proof = proof_of(Signature.objects.get())
    assert (proof.name, proof.signed_as) == ("Les Amies", "Les Amis")


def test_a_date_alone_leaves_the_name_and_says_only_that() -> None:
    signature = a_paper_signature(contact_email="papier@example.org")
    correct_paper(signature, replace(said_by(signature), signed_on=date(2020, 10, 13)), by=a_team_member())

    assert "- la date de signature\n\n" in Message.objects.get(kind="moderation.put_right").text
    assert verify() == RegisterEntry.objects.count()


@pytest.mark.parametrize("field", ["rna", "siren"])
def test_a_number_in_doubt_stays_so_until_one_is_given(field: str) -> None:
    signature, team = a_paper_signature(), a_team_member()
    number = {"rna": "W931000001", "siren": "732829320"}[field]
    Organisation.objects.update(**{f"doubtful_{field}": number})
    signature.refresh_from_db()

    correct_paper(signature, replace(said_by(signature), name="Autre"), by=team)
    assert getattr(Organisation.objects.get(), f"doubtful_{field}") == number

    given: Any = {field: number}
    correct_paper(signature, replace(said_by(Signature.objects.get()), **given), by=team)
    organisation = Organisation.objects.get()
    assert (getattr(organisation, field), getattr(organisation, f"doubtful_{field}")) == (number, None)


def test_numbers_given_agree_with_the_establishment_and_are_compared_once() -> None:
    # Given an association whose establishment is known, and whose SIREN was in doubt
    signature, team, compared = a_paper_signature(), a_team_member(), []
    Organisation.objects.update(siret="73282932000074", doubtful_siren="732829320")
    signature.refresh_from_db()
    hear = functools.partial(lambda **told: compared.append(told["organisation"]))
    organisation_numbers_changed.connect(hear)

    # When its form and its number are put right
    with pytest.raises(ActionRefused, match="commence par le SIREN"):
        correct_paper(signature, replace(said_by(signature), siren="443061841"), by=team)
    correct_paper(signature, replace(said_by(signature), siren="732829320", kind="collective"), by=team)
    organisation_numbers_changed.disconnect(hear)

    # Then look-alikes were searched once, the establishment stays, and nothing is in doubt
    organisation = Organisation.objects.get()
    assert compared == [organisation]
    numbers = (organisation.siren, organisation.siret, organisation.doubtful_siren)
    assert numbers == ("732829320", "73282932000074", None)


def test_what_may_not_be_put_right_is_refused_and_nothing_changes() -> None:
    team = a_team_member()
    online, paper, gone = a_published_signature(), a_paper_signature(), a_paper_signature()
    withdraw(gone, by=team, reason="Dissoute.")
    refusals = [
        (online, said_by(online), "recopié d’un papier"),
        (gone, replace(said_by(gone), name="Autre"), "recopié d’un papier"),
        (paper, said_by(paper), "Rien n’est différent"),
        (paper, replace(said_by(paper), signed_on=date(2099, 1, 1)), "dans l’avenir"),
        (paper, replace(said_by(paper), siren="123"), "SIREN"),
        (paper, replace(said_by(paper), name=" "), "Écrivez le nom"),
    ]
    for signature, said, why in refusals:
        before, rows = said_by(signature), RegisterEntry.objects.count()
        with pytest.raises(ActionRefused, match=why):
            correct_paper(signature, said, by=team)
        assert said_by(Signature.objects.get(pk=signature.pk)) == before
        assert RegisterEntry.objects.count() == rows
    assert not Message.objects.filter(kind="moderation.put_right").exists()


def test_an_association_signs_a_version_once_even_on_a_paper_put_right() -> None:
    signature, newer, team = a_paper_signature(), a_newer_charter(), a_team_member()
    again = sign(signature.organisation, facts=signing_facts())
    assert again.charter_version == newer
    with pytest.raises(ActionRefused, match="a déjà signé cette version"):
        put_right(signature, by=team, charter_version=newer, signed_on=None, signed_precision=Precision.UNKNOWN)


def test_who_reads_an_appeal_answers_it_and_decides_nothing_else_where_she_does_not_animate() -> None:
    # Given a paper under appeal, and somebody of the comité de suivi who animates another department
    team = a_team_member()
    signature = enter_from_paper(paper_facts(), by=team, scan=None, published=False)
    actions.send_back(signature, by=team, reason="Qui a décidé\u202f?")
    actions.appeal(signature, by=team, text="Relisez.")
    both = a_colleague(Role.Kind.TERRITORIAL, a_commune(name="Lyon", code="69123").department)
    Role.objects.create(user=both, kind=Role.Kind.COMMITTEE)

    # Then she reads it, and only that answer is hers
    browser = team_browser(both)
    assert browser.get(reverse("moderation:review", args=[signature.pk])).status_code == 200
    answers = {slug: browser.get(reverse("moderation:decide", args=[signature.pk, slug])) for slug in DECISIONS}
    assert [slug for slug, answer in answers.items() if answer.status_code != 404] == ["appel"]
    assert browser.get(reverse("moderation:locate", args=[signature.pk])).status_code == 404


def test_the_form_keeps_what_was_typed_and_asks_for_the_file_again() -> None:
    signature, team = a_paper_signature(), team_browser(a_team_member())
    page = team.get(address_of(signature))
    sent = copied(signature, name="Nom corrigé", signed_month="2020-10-01") | {"vu": page.context["seen"]}
    answer = team.post(address_of(signature), sent).content.decode()

    assert 'value="Nom corrigé"' in answer
    assert "Donnez la date du papier, ou son mois" in answer
    assert "il faut le choisir de nouveau" in answer
    assert Organisation.objects.get().name == signature.organisation.name

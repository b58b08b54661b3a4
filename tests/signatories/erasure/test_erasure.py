"""Erasing: nothing personal is left anywhere in the database, and the register still verifies."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.erasure.actions import erase_address, erase_organisation, erase_person, erase_signer
from signatories.moderation import actions as moderation
from signatories.organisations.actions import add_contact, ask_to_join, invite
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.signatures.actions import MandateFacts, renew_mandate, sign, withdraw
from signatories.signatures.models import JointGroup, Mandate, RegisterValue, Signature
from signatories.signatures.verification import verify
from tests.factories import (
    a_draft,
    a_message,
    a_newer_charter,
    a_paper_signature,
    a_published_signature,
    a_team_member,
    a_user,
    an_organisation,
    signing_facts,
)
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
ZELIE = {"first_name": "Zélie", "last_name": "Quarteron"}


def rows_saying(*words: str) -> list[str]:
    """Every table and column of ours that still holds one of the words."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # the name of one of our own tables
            columns = [column[0] for column in cursor.description or []]
            for row in cursor.fetchall():
                found += [
                    f"{table}.{column}"
                    for column, value in zip(columns, row, strict=True)
                    if any(word.casefold() in str(value).casefold() for word in words)
                ]
    return found


def test_a_person_is_forgotten_everywhere_and_their_signature_stands() -> None:
    person = a_user(email="zelie.quarteron@example.org", first_name="Zélie", last_name="Quarteron")
    organisation = an_organisation(contact=person)
    signature = a_published_signature(organisation=organisation, signer_name="Zélie Quarteron")
    a_message(to="zelie.quarteron@example.org")
    assert rows_saying("Zélie", "Quarteron")

    erase_person(person, by=a_team_member())

    assert rows_saying("Zélie", "Quarteron") == []
    signature.refresh_from_db()
    assert signature.status == "published"
    assert Mandate.objects.get().signer_name == "Personne effacée"
    assert RegisterValue.objects.filter(field="organisation").exists()
    assert verify() == 2


def renewed(signature: Signature, name: str, *, signer: User | None = None) -> Mandate:
    """A colleague typed a name for the next mandate."""
    facts = MandateFacts(
        signer=signer, signer_name=name, signer_role="trésorière", decided_by=Mandate.Decision.BOARD
    )
    return renew_mandate(signature, by=a_user(), facts=facts)


def test_the_mandate_that_a_colleague_renewed_in_her_name_loses_it_and_the_register_verifies() -> None:
    person = a_user(email="zelie.quarteron@example.org", **ZELIE)
    signature = a_published_signature(organisation=an_organisation(contact=person), signer_name="Zélie Quarteron")
    renewed(signature, "Jeanne Autre")
    renewed(signature, "QUARTERON Zelie")

    erase_person(person, by=a_team_member())

    assert rows_saying("Zélie", "Zelie", "Quarteron") == []
    names = signature.mandates.order_by("pk").values_list("signer_name", flat=True)
    assert list(names) == ["Personne effacée", "Jeanne Autre", "Personne effacée"]
    assert verify() == 4


def test_a_mandate_that_bears_her_name_alone_goes_with_her_account_even_once_she_left() -> None:
    person = a_user(email="zelie.quarteron@example.org", **ZELIE)
    signature, elsewhere = a_published_signature(), a_published_signature()
    add_contact(signature.organisation, user=person, role="trésorière")
    renewed(signature, "Zelie QUARTERON")
    homonym = renewed(elsewhere, "Zélie Quarteron")
    signature.organisation.memberships.filter(user=person).update(ended_at=timezone.now())

    erase_person(person, by=a_team_member())

    homonym.refresh_from_db()
    assert signature.mandates.get(ended_at=None).signer_name == "Personne effacée"
    assert homonym.signer_name == "Zélie Quarteron"
    names = RegisterValue.objects.filter(field="signer_name").values_list("value", flat=True)
    assert sorted(names) == ["Aminata Diallo", "Aminata Diallo", "Zélie Quarteron"]
    assert verify() == 6


def test_a_mandate_of_another_account_with_the_same_name_keeps_it() -> None:
    person = a_user(email="zelie.quarteron@example.org", **ZELIE)
    signature = a_published_signature(organisation=an_organisation(contact=person), signer_name="Zélie Quarteron")
    her_niece = renewed(signature, "Zélie Quarteron", signer=a_user(**ZELIE))

    erase_person(person, by=a_team_member())

    her_niece.refresh_from_db()
    assert her_niece.signer_name == "Zélie Quarteron"
    assert RegisterValue.objects.filter(field="signer_name").get().value == "Zélie Quarteron"
    assert verify() == 3


@pytest.mark.parametrize("which", [0, 1])
def test_who_is_on_a_paper_twice_is_forgotten_twice(which: int) -> None:
    signature = a_paper_signature()
    renewed(signature, "Jeanne Exemple")

    erase_signer(signature.mandates.order_by("pk")[which], by=a_team_member())

    assert rows_saying("Jeanne") == []
    assert verify() == 3


def test_an_erased_person_cannot_be_erased_again_nor_sign_in() -> None:
    person = erase_person(a_user(), by=a_team_member())

    assert not person.is_active
    with pytest.raises(ActionRefused):
        erase_person(person, by=a_team_member())


def test_an_association_is_forgotten_once_it_has_withdrawn() -> None:
    team = a_team_member()
    organisation = an_organisation(name="Les Tisserandes du Canal (exemple)")
    signature = a_published_signature(organisation=organisation)
    with pytest.raises(ActionRefused, match="Retirez"):
        erase_organisation(organisation, by=team)

    withdraw(signature, by=team, reason="Dissolution des Tisserandes.")
    erase_organisation(organisation, by=team)

    assert rows_saying("Tisserandes") == []
    assert not RegisterValue.objects.exists()
    assert verify() == 3


@pytest.mark.django_db(transaction=True)
def test_files_go_once_the_erasure_is_committed_and_not_before() -> None:
    signature = withdraw(a_paper_signature(), by=a_team_member(), reason="À leur demande.")
    storage, name = signature.paper_scan.storage, str(signature.paper_scan.name)
    assert storage.exists(name)

    with transaction.atomic():
        erase_organisation(signature.organisation, by=a_team_member())
        assert storage.exists(name)

    assert not storage.exists(name)


def test_her_name_goes_from_the_mails_to_others_at_any_address_she_had() -> None:
    """What could leak: mails to colleagues, to the team and to somebody she invited, sent or not."""
    person, colleague = a_user(email="zelie.quarteron@example.org", **ZELIE), a_user()
    organisation = an_organisation(contact=person)
    add_contact(organisation, user=colleague, role="trésorier")
    signature = a_published_signature(organisation=organisation)
    invite(organisation, by=person, email="zoe@example.org")
    moderation.ask(signature, by=a_team_member(), text="Un numéro\u202f?")
    moderation.reply(signature, by=person, text="Bien sûr. Zélie Quarteron")
    User.objects.filter(pk=person.pk).update(email="z.q.nouvelle@example.org")
    moderation.reply(signature, by=User.objects.get(pk=person.pk), text="C’est encore Zélie.")
    half = Message.objects.order_by("pk").values_list("pk", flat=True)[: Message.objects.count() // 2]
    Message.objects.filter(pk__in=list(half)).update(state=Message.State.FAILED)
    assert rows_saying("Zélie", "Quarteron", "z.q.nouvelle")

    erase_person(person, by=a_team_member())

    assert rows_saying("Zélie", "Quarteron", "z.q.nouvelle") == []
    assert Message.objects.filter(to=colleague.email).exists()


def test_what_the_team_wrote_stays_until_the_association_is_erased() -> None:
    """As the privacy page says: nobody looks for a name in what others wrote."""
    person, team = a_user(email="zelie.quarteron@example.org", **ZELIE), a_team_member()
    signature = a_published_signature(organisation=an_organisation(contact=person))
    moderation.ask(signature, by=team, text="Bonjour Madame Quarteron, quel est votre numéro\u202f?")
    withdraw(signature, by=team, reason="Madame Quarteron le demande.")

    erase_person(person, by=team)
    assert "signatories_exchange.text" in rows_saying("Quarteron")
    erase_organisation(signature.organisation, by=team)

    assert rows_saying("Quarteron") == []


def test_the_name_of_who_asked_to_join_goes_from_the_mails_to_those_who_decide() -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)
    ask_to_join(organisation, email="zelie@example.org", role="trésorière", **ZELIE)
    Message.objects.update(state=Message.State.SENT, sent_at=timezone.now())
    assert "Quarteron" in Message.objects.get(to=contact.email).text

    erase_person(a_user(email="zelie@example.org", **ZELIE), by=a_team_member())

    assert rows_saying("Zélie", "Quarteron") == []
    assert Message.objects.filter(to=contact.email).exists()


def test_erasing_an_association_leaves_the_mails_of_others_alone() -> None:
    """Its name may be a word of every mail: messages are found by what they name, never by words."""
    team = a_team_member()
    organisation = an_organisation(name="La charte")
    signature = withdraw(a_published_signature(organisation=organisation), by=team, reason="À leur demande.")
    other = a_published_signature()
    others = {message.pk: message.text for message in Message.objects.about(other)}
    assert any("charte" in text for text in others.values())

    erase_organisation(organisation, by=team)

    assert {message.pk: message.text for message in Message.objects.about(other)} == others
    assert not Message.objects.about(signature).exclude(text="").exists()


def test_an_address_that_somebody_only_said_was_theirs_is_left_to_its_owner() -> None:
    person, organisation = a_user(), an_organisation()
    EmailAddress.objects.create(user=person, email="nora@example.org", verified=False)
    EmailAddress.objects.create(user=person, email="ancienne@example.org", verified=True)
    for address in ("nora@example.org", "ancienne@example.org"):
        ask_to_join(organisation, email=address, role="trésorière", first_name="Nora", last_name="Benali")

    erase_person(person, by=a_team_member())

    assert [request.email for request in organisation.join_requests.all()] == ["nora@example.org"]


def test_what_she_did_under_an_address_that_she_changed_since_is_forgotten_too() -> None:
    """As the site does it: allauth keeps nothing of the former address."""
    person, organisation = a_user(email="avant@example.org", **ZELIE), an_organisation(contact=a_user())
    ask_to_join(organisation, email="avant@example.org", role="trésorière", **ZELIE)
    invite(organisation, by=organisation.memberships.get().user, email="avant@example.org")
    a_draft(email="avant@example.org")
    browser = browser_of(person)
    browser.post("/compte/adresse/", {"email": "apres@example.org", "action_add": "1"})
    code = re.search(r"^\d{6}$", Message.objects.get(to="apres@example.org").text, re.MULTILINE)
    assert code
    browser.post(reverse("account_email_verification_sent"), {"code": code[0]})
    person.refresh_from_db()
    assert person.email == "apres@example.org"

    erase_person(person, by=a_team_member())

    assert rows_saying("Zélie", "Quarteron", "avant@example.org", "apres@example.org") == []


def test_somebody_who_only_asked_to_join_or_is_on_a_paper_is_forgotten_by_her_address() -> None:
    team, organisation = a_team_member(), an_organisation()
    paper = a_paper_signature(contact_email="Zelie.Quarteron@example.org").organisation
    ask_to_join(organisation, email="zelie.quarteron@example.org", role="trésorière", **ZELIE)
    a_draft(email="zelie.quarteron@example.org")
    nora = ask_to_join(organisation, email="nora@example.org", role="x", first_name="Nora", last_name="Benali")
    assert "Quarteron" in Message.objects.filter(kind__endswith="join_asked").earliest("created_at").text

    erase_address(" Zelie.Quarteron@Example.org ", by=team)

    assert rows_saying("Zélie", "Quarteron") == []
    assert organisation.join_requests.get() == nora
    paper.refresh_from_db()
    assert paper.contact_email == ""


def test_the_address_of_an_account_is_not_erased_without_its_person() -> None:
    person = a_user(email="zelie@example.org")

    with pytest.raises(ActionRefused, match="compte"):
        erase_address("Zelie@example.org", by=a_team_member())

    assert User.objects.get(pk=person.pk).email == "zelie@example.org"


@pytest.mark.django_db(transaction=True)
def test_who_signed_on_paper_is_forgotten_by_name_and_the_signature_stands() -> None:
    signature, other = a_paper_signature(), a_paper_signature()
    storage, name = signature.paper_scan.storage, str(signature.paper_scan.name)

    mandate = erase_signer(signature.mandates.get(), by=a_team_member())

    assert (mandate.signer_name, mandate.signer_role) == ("Personne effacée", "")
    assert not storage.exists(name)
    signature.refresh_from_db()
    assert (signature.status, signature.paper_scan.name) == ("published", "")
    assert set(
        RegisterValue.objects.filter(field="signer_name").values_list("entry__signature_id", flat=True)
    ) == {other.pk}
    assert other.mandates.get().signer_name == "Jeanne Exemple"
    assert verify() == 4


@pytest.mark.django_db(transaction=True)
def test_who_signed_on_paper_goes_from_each_text_that_her_association_signed() -> None:
    first = a_paper_signature()
    a_newer_charter()
    second = sign(first.organisation, facts=signing_facts(signer_name="EXEMPLE Jeanne"))

    erase_signer(first.mandates.get(), by=a_team_member())

    assert second.mandates.get().signer_name == "Personne effacée"
    assert rows_saying("Jeanne") == []
    assert verify() == 3


def test_the_mandate_of_an_account_is_not_erased_without_its_person() -> None:
    with pytest.raises(ActionRefused, match="compte"):
        erase_signer(a_published_signature().mandates.get(), by=a_team_member())
    assert Mandate.objects.get().signer_name == "Aminata Diallo"


def test_the_group_that_bore_the_name_of_an_association_no_longer_does() -> None:
    organisation, team = an_organisation(name="Les Tisserandes du Canal (exemple)"), a_team_member()
    signature = a_published_signature(organisation=organisation)
    group = JointGroup.objects.create(code="ABCD2345", title=organisation.name)
    others = JointGroup.objects.create(code="ABCD2346", title="Les associations du canal")
    Signature.objects.filter(pk=signature.pk).update(joint_group=group)
    withdraw(signature, by=team, reason="Dissolution.")

    erase_organisation(organisation, by=team)

    group.refresh_from_db()
    others.refresh_from_db()
    assert (group.title, others.title) == ("Signature commune", "Les associations du canal")
    assert rows_saying("Tisserandes") == []


def test_a_group_keeps_the_name_of_another_of_its_associations_and_no_former_one_of_the_erased() -> None:
    team, organisation = a_team_member(), an_organisation(name="Les Tisserandes d’hier (exemple)")
    signature, other = a_published_signature(organisation=organisation), a_published_signature(name="Les Autres")
    titles = {"KERB2345": "Les Tisserandes d’hier (exemple)", "KERB2346": "Les Autres"}
    groups = [JointGroup.objects.create(code=code, title=title) for code, title in titles.items()]
    Organisation.objects.filter(pk=organisation.pk).update(name="Les Fileuses (exemple)")
    withdraw(signature, by=team, reason="Dissolution.")
    for group in groups:
        Signature.objects.filter(pk__in=[signature.pk, other.pk]).update(joint_group=group)
        Organisation.objects.filter(pk=organisation.pk).update(erased_at=None)
        erase_organisation(organisation, by=team)

    assert [JointGroup.objects.get(pk=group.pk).title for group in groups] == ["Signature commune", "Les Autres"]


def test_what_was_sent_to_nobodys_account_about_an_association_goes_whole() -> None:
    team = a_team_member()
    signature = a_paper_signature(contact_email="bonjour@tisserandes.example.org")
    other = a_paper_signature(contact_email="bonjour@tisserandes.example.org")
    withdraw(signature, by=team, reason="Dissolution.")
    assert Message.objects.about(signature).filter(to="bonjour@tisserandes.example.org").count() == 2

    erase_organisation(signature.organisation, by=team)

    assert not Message.objects.about(signature).exists()
    assert Message.objects.about(other).filter(to="bonjour@tisserandes.example.org").exists()

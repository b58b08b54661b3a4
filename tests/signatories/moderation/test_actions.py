"""Asking, attempting, pausing, appealing: who may, what is written, who is mailed."""

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.erasure.actions import erase_organisation, erase_person
from signatories.history.models import Event
from signatories.moderation import actions
from signatories.moderation.models import Exchange
from signatories.organisations.actions.record import update_numbers
from signatories.organisations.models import Organisation
from signatories.organisations.signals import organisation_changed
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature, Status
from signatories.signatures.verification import verify
from tests.factories import (
    a_confirmed_signature,
    a_paper_signature,
    a_paused_signature,
    a_published_signature,
    a_team_member,
    a_user,
)

pytestmark = pytest.mark.django_db


def contact_of(signature: Signature) -> User:
    return signature.organisation.memberships.get().user


def kinds(signature: Signature) -> list[str]:
    return list(signature.exchanges.values_list("kind", flat=True))


def test_a_question_is_mailed_and_answering_it_answers_its_author() -> None:
    team, signature = a_team_member(), a_confirmed_signature()

    question = actions.ask(signature, by=team, text="Quel est votre quartier ?\x00")

    mail = Message.objects.get(kind="exchange.question")
    assert question.text == "Quel est votre quartier ?"
    assert mail.to == contact_of(signature).email
    assert mail.reply_to == team.email
    assert "Quel est votre quartier" in mail.text
    assert f"/espace/{signature.organisation.slug}/echanges/" in mail.text
    assert Event.objects.about(signature).filter(kind="exchange.question", actor=team).exists()


def test_a_paper_signature_is_asked_at_the_address_it_gave_without_a_link_to_a_space() -> None:
    signature = a_paper_signature(contact_email="papier@example.org")

    actions.ask(signature, by=a_team_member(), text="Existez-vous toujours\u202f?")

    mail = Message.objects.get(kind="exchange.question")
    assert mail.to == "papier@example.org"
    assert "/espace/" not in mail.text


def test_nobody_is_asked_where_nobody_left_an_address() -> None:
    signature = a_paper_signature(contact_email="")

    with pytest.raises(ActionRefused, match="adresse"):
        actions.ask(signature, by=a_team_member(), text="Bonjour")

    assert kinds(signature) == []


def test_an_empty_message_is_refused() -> None:
    with pytest.raises(ActionRefused, match="vide"):
        actions.ask(a_confirmed_signature(), by=a_team_member(), text=" \x00\n ")


def test_a_reply_reaches_the_team() -> None:
    team, signature = a_team_member(email="equipe@example.org"), a_confirmed_signature()

    actions.reply(signature, by=contact_of(signature), text="Franc-Moisin.")

    mail = Message.objects.get(kind="exchange.reply")
    assert (mail.to, mail.reply_to) == (team.email, contact_of(signature).email)
    assert f"/animation/signatures/{signature.pk}/" in mail.text


@pytest.mark.parametrize("attempts", [0, 1, 2])
def test_a_pause_is_refused_before_three_attempts_and_says_how_many_miss(attempts: int) -> None:
    team, signature = a_team_member(), a_published_signature()
    for _ in range(attempts):
        actions.note_attempt(signature, by=team, text="Appel sans réponse.")

    with pytest.raises(ActionRefused, match=f"il en manque {3 - attempts}"):
        actions.pause(signature, by=team, reason="Plus de nouvelles.")

    signature.refresh_from_db()
    assert signature.status == Status.PUBLISHED


def test_attempts_before_the_last_sign_of_the_association_do_not_count() -> None:
    team, signature = a_team_member(), a_published_signature()
    for _ in range(3):
        actions.note_attempt(signature, by=team, text="Appel sans réponse.")
    actions.reply(signature, by=contact_of(signature), text="Pardon, nous étions en vacances.")

    with pytest.raises(ActionRefused, match="il en manque 3"):
        actions.pause(signature, by=team, reason="Plus de nouvelles.")


def test_an_attempt_is_noted_for_a_published_signature_only() -> None:
    with pytest.raises(ActionRefused):
        actions.note_attempt(a_confirmed_signature(), by=a_team_member(), text="Appel.")


def test_a_reply_ends_the_pause() -> None:
    signature = a_paused_signature()

    actions.reply(signature, by=contact_of(signature), text="Nous sommes là.")

    signature.refresh_from_db()
    assert signature.status == Status.PUBLISHED
    assert verify() == 4


def test_an_edit_by_its_contact_ends_the_pause_an_edit_by_the_team_does_not() -> None:
    signature = a_paused_signature()
    organisation = signature.organisation

    organisation_changed.send(Organisation, organisation=organisation, by=a_team_member())
    signature.refresh_from_db()
    after_team = signature.status
    organisation_changed.send(Organisation, organisation=organisation, by=contact_of(signature))
    signature.refresh_from_db()

    assert after_team == Status.PAUSED
    assert signature.status == Status.PUBLISHED


def test_giving_a_sign_without_a_pause_changes_nothing() -> None:
    signature = a_published_signature()

    assert actions.give_sign(signature.organisation, by=contact_of(signature)) == []


def test_an_appeal_needs_a_decision_and_waits_for_one_answer() -> None:
    team, signature = a_team_member(), a_confirmed_signature()
    contact = contact_of(signature)
    with pytest.raises(ActionRefused):
        actions.appeal(signature, by=contact, text="Nous ne sommes pas d’accord.")
    actions.send_back(signature, by=team, reason="Est-ce une association\u202f?")
    actions.appeal(signature, by=contact, text="Oui, un collectif.")
    with pytest.raises(ActionRefused):
        actions.appeal(signature, by=contact, text="Encore.")

    actions.answer_appeal(signature, by=team, text="Un collectif peut signer.", accepted=True)

    signature.refresh_from_db()
    assert signature.status == Status.PUBLISHED
    assert kinds(signature) == ["to_review", "appeal", "appeal_answer"]
    assert "publiée dès maintenant" in Message.objects.get(kind="exchange.appeal_answer").text
    with pytest.raises(ActionRefused):
        actions.answer_appeal(signature, by=team, text="Non.", accepted=False)


def test_an_appeal_may_be_declined_and_made_again() -> None:
    team, signature = a_team_member(), a_confirmed_signature()
    actions.send_back(signature, by=team, reason="Pas encore.")
    actions.appeal(signature, by=contact_of(signature), text="Regardez, s’il vous plaît.")

    actions.answer_appeal(signature, by=team, text="Il manque la commune.", accepted=False)

    signature.refresh_from_db()
    assert signature.status == Status.TO_REVIEW
    assert actions.appeal(signature, by=contact_of(signature), text="La voici.").kind == Exchange.Kind.APPEAL


def test_a_number_given_later_is_compared_and_the_team_told() -> None:
    team = a_team_member(email="equipe@example.org")
    first, second = a_published_signature(name="Les Amis (exemple)"), a_published_signature(name="Boxe (exemple)")
    for signature in (first, second):
        update_numbers(
            signature.organisation,
            by=contact_of(signature),
            rna="W751234567",
            siren="",
            siret="",
            alsace_moselle_register="",
        )

    mail = Message.objects.get(kind="moderation.look_alikes", to=team.email)
    assert "Les Amis (exemple)" in mail.text
    assert kinds(first) == []
    assert kinds(second) == ["note"]


def test_a_failing_mail_undoes_the_question(monkeypatch: pytest.MonkeyPatch) -> None:
    signature = a_confirmed_signature()
    monkeypatch.setattr("signatories.moderation.emails.write", lambda **_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.ask(signature, by=a_team_member(), text="Bonjour")

    assert kinds(signature) == []


def test_erasing_an_association_or_a_person_erases_what_was_said() -> None:
    team, signature, other = a_team_member(), a_confirmed_signature(), a_confirmed_signature()
    actions.ask(signature, by=team, text="Madame Diallo, êtes-vous là\u202f?")
    withdraw(signature, by=team, reason="Dissolution.")
    writer = contact_of(other)
    actions.reply(other, by=writer, text="C’est Aminata.")

    erase_organisation(signature.organisation, by=team)
    erase_person(writer, by=team)

    assert set(Exchange.objects.values_list("text", flat=True)) == {"Texte effacé."}


def test_erasing_a_person_leaves_what_others_wrote() -> None:
    team, signature = a_team_member(), a_confirmed_signature()
    writer, colleague = contact_of(signature), a_user()
    for person in (writer, colleague):
        actions.reply(signature, by=person, text=f"De {person.email}.")
    actions.ask(signature, by=team, text="Lequel ?")
    actions.note(signature, by=writer, text="Une note n’est pas d’elle.")

    erase_person(writer, by=team)

    texts = list(signature.exchanges.values_list("text", flat=True))
    assert texts == ["Texte effacé.", f"De {colleague.email}.", "Lequel ?", "Une note n’est pas d’elle."]


def test_erasing_an_association_leaves_what_was_said_of_others() -> None:
    team, signature, other = a_team_member(), a_confirmed_signature(), a_confirmed_signature()
    for one in (signature, other):
        actions.ask(one, by=team, text="Lequel ?")

    erase_organisation(withdraw(signature, by=team, reason="Dissolution.").organisation, by=team)

    assert other.exchanges.get().text == "Lequel ?"


def test_a_number_given_after_leaving_is_compared_with_nobody() -> None:
    team, signature, other = a_team_member(), a_published_signature(), a_published_signature()
    numbers = {"rna": "W751234567", "siren": "", "siret": "", "alsace_moselle_register": ""}
    update_numbers(other.organisation, by=contact_of(other), **numbers)
    withdraw(signature, by=team, reason="Dissolution.")

    update_numbers(signature.organisation, by=contact_of(signature), **numbers)

    assert kinds(signature) == []
    assert not Message.objects.filter(kind="moderation.look_alikes").exists()

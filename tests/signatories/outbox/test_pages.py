from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from signatories.outbox import delivery
from signatories.outbox.lists import Mails
from signatories.outbox.models import Message
from tests.factories import a_message, a_team_member, a_user
from tests.lists import costs_the_same_at_any_length
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
LIST = reverse("outbox:list")


@pytest.fixture
def team() -> Client:
    return team_browser(a_team_member())


def a_failed_message(*, secret: bool = False) -> Message:
    message = a_message(to="lea@example.org", subject="Votre signature est publiée", secret=secret)
    Message.objects.filter(pk=message.pk).update(state=Message.State.FAILED, attempts=6, error="TimeoutError")
    message.refresh_from_db()
    return message


def test_the_list_costs_the_same_whatever_its_length(team: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    costs_the_same_at_any_length(monkeypatch, team, Mails, LIST, a_failed_message)


def test_the_list_says_what_was_sent_to_whom(
    team: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        a_failed_message()
    with django_assert_max_num_queries(7):
        page = team.get(LIST).content.decode()
    assert page.count("Votre signature est publiée") == 3
    assert "<strong>3 e-mails</strong>" in page
    assert "lea@example.org" in page
    assert "TimeoutError" in page
    assert "⟦undefined" not in page


def test_the_list_can_show_what_failed_only(team: Client) -> None:
    a_failed_message()
    a_message(subject="En attente")
    page = team.get(reverse("outbox:list"), {"etat": "failed"}).content.decode()
    assert "Votre signature est publiée" in page
    assert "En attente</a>" not in page


def test_the_list_is_searched_by_recipient_within_a_state(team: Client) -> None:
    a_failed_message()
    a_message(to="noe@example.org", subject="À Noé")
    a_message(to="lea@example.org", subject="En attente")

    page = team.get(LIST, {"etat": "queued", "q": "LEA@"}).content.decode()

    assert "<strong>1 e-mail</strong>" in page
    assert "En attente</a>" in page
    assert '<option value="queued" selected>' in page
    assert f'href="{LIST}?etat=queued"' in page  # the search can be removed
    assert f'href="{LIST}?q=LEA%40"' in page  # so can the state


def test_a_code_in_a_subject_is_not_found_by_guessing_it(team: Client) -> None:
    a_message(subject="Votre code : 123456", secret=True)

    assert "Aucun e-mail ne répond à ces filtres" in team.get(LIST, {"q": "123456"}).content.decode()


def test_filters_are_kept_from_page_to_page(team: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Mails, "size", 1)
    a_message(to="lea@example.org")
    a_message(to="lea@example.org")
    a_failed_message()

    page = team.get(LIST, {"etat": "queued", "q": "lea"}).content.decode()
    beyond = team.get(LIST, {"etat": "queued", "q": "lea", "page": "9"})

    assert f'rel="next" href="{LIST}?q=lea&amp;etat=queued&amp;page=2"' in page
    assert beyond["Location"] == f"{LIST}?q=lea&etat=queued&page=2"


def test_fields_left_empty_leave_the_address(team: Client) -> None:
    assert team.get(LIST, {"etat": "", "q": "lea"})["Location"] == f"{LIST}?q=lea"


def test_when_nothing_answers_the_list_says_what_to_ask_less(team: Client) -> None:
    assert "Aucun e-mail ici" in team.get(LIST).content.decode()

    a_message(to="lea@example.org")
    page = team.get(LIST, {"etat": "failed", "q": "lea"}).content.decode()

    assert "sans État\u202f: Échec</a>\u202f: 1 e-mail<" in page


def test_an_unknown_state_shows_everything(team: Client) -> None:
    a_failed_message()
    page = team.get(reverse("outbox:list"), {"etat": "\x00?"}).content.decode()
    assert "Votre signature est publiée" in page


def test_the_text_of_an_ordinary_mail_can_be_read(team: Client) -> None:
    page = team.get(reverse("outbox:detail", args=[a_message().pk])).content.decode()
    assert "Les Amis &amp; voisins" in page


def test_a_secret_text_is_shown_to_nobody(team: Client) -> None:
    page = team.get(reverse("outbox:detail", args=[a_failed_message(secret=True).pk])).content.decode()
    assert "123 456" not in page
    assert "Seule la personne qui le reçoit" in page


def test_a_failed_mail_is_sent_again_from_its_page(team: Client) -> None:
    message = a_failed_message()
    page = team.post(reverse("outbox:retry", args=[message.pk]), follow=True).content.decode()
    assert "repart dans la minute" in page
    message.refresh_from_db()
    assert message.state == Message.State.QUEUED


def test_a_mail_that_waits_is_not_sent_again_and_the_page_says_why(team: Client) -> None:
    page = team.post(reverse("outbox:retry", args=[a_message().pk]), follow=True).content.decode()
    assert "rien à relancer" in page


def test_the_outbox_is_closed_to_all_but_the_team() -> None:
    message = a_failed_message()
    addresses = [reverse("outbox:list"), reverse("outbox:detail", args=[message.pk])]
    stranger = browser_of(a_user())
    without_second_factor = browser_of(a_team_member())
    for address in addresses:
        assert Client().get(address).status_code == 302
        assert stranger.get(address).status_code == 403
        assert without_second_factor.get(address).status_code == 302
    stranger.post(reverse("outbox:retry", args=[message.pk]))
    message.refresh_from_db()
    assert message.state == Message.State.FAILED


def test_the_code_in_a_secret_subject_is_shown_to_nobody_and_erased_once_sent(team: Client) -> None:
    message = a_message(subject="123456 est votre code pour signer la charte", secret=True)

    pages = [
        reverse("outbox:list"),
        reverse("outbox:detail", args=[message.pk]),
        reverse("admin:signatories_message_changelist"),
        reverse("admin:signatories_message_change", args=[message.pk]),
    ]
    shown = [team.get(page).content.decode() for page in pages]
    delivery.deliver(message.pk)

    for page in shown:
        assert "est votre code pour signer la charte" in page
        assert "123456" not in page
    message.refresh_from_db()
    assert message.subject == "•••• est votre code pour signer la charte"


def test_the_list_says_why_a_mail_was_cancelled_and_can_show_those_only(team: Client) -> None:
    cancelled, other = a_message(subject="Une invitation"), a_message(subject="En attente")
    Message.objects.filter(pk=cancelled.pk).update(
        state=Message.State.CANCELLED, reason="L’invitation a été annulée.", error="Le serveur était occupé."
    )

    page = team.get(reverse("outbox:list"), {"etat": "cancelled"}).content.decode()

    assert "L’invitation a été annulée." in page
    assert "Le serveur était occupé." not in page
    assert other.subject not in page.replace("En attente</option>", "")


def test_the_page_of_a_cancelled_mail_says_why(team: Client) -> None:
    message = a_message(until=timezone.now() + timedelta(days=1))
    Message.objects.update(state=Message.State.CANCELLED, reason="L’invitation a été annulée.", text="")

    page = team.get(reverse("outbox:detail", args=[message.pk])).content.decode()

    assert "L’invitation a été annulée." in page
    assert "Utile jusqu’au" in page
    assert "Ce texte a été effacé." in page
    assert "Relancer" not in page


def test_a_failed_mail_that_is_no_longer_useful_is_not_sent_again(team: Client) -> None:
    message = a_failed_message()
    assert "Relancer" in team.get(reverse("outbox:detail", args=[message.pk])).content.decode()
    Message.objects.update(until=timezone.now())

    page = team.get(reverse("outbox:detail", args=[message.pk])).content.decode()
    answer = team.post(reverse("outbox:retry", args=[message.pk]), follow=True).content.decode()

    assert "Relancer" not in page
    assert "n’est plus utile" in page
    assert "n’est plus utile\u202f: le code ou le lien" in answer
    message.refresh_from_db()
    assert message.state == Message.State.FAILED

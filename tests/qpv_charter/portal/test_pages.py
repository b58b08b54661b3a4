"""The public pages of the portal: what they say, and what they may never contain."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries, Settings

from qpv_charter.portal import queries
from qpv_charter.toolkit.health import leave_a_beat
from signatories.outbox.models import Message
from signatories.outbox.rendering import render
from signatories.signatures.models import RegisterAnchor
from signatories.team.actions import say_answer_day
from signatories.team.answering import when_the_team_answers
from tests.factories import (
    a_charter,
    a_confirmed_signature,
    a_message,
    a_published_signature,
    a_team_member,
    a_user,
    an_organisation,
)
from tests.qpv_charter.toolkit.test_pages import NOWHERE
from tests.signin import browser_of

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/confidentialite/",
    "/accessibilite/",
    "/mentions-legales/",
    "/donnees/",
    "/demo/composants/",
    "/rien/",
]


def words(html: str) -> str:
    """The text of a page, one space between words."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split(" ")).replace("\n", " ")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_obeys_the_content_security_policy(client: Client, path: str) -> None:
    response = client.get(path)
    html = response.content.decode()

    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", html)
    assert not re.search(r'(?:src|href)="(?:https?:)?//[^"]*\.(?:js|css|svg|png|woff2?)"', html)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_in_plain_french(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    text = words(re.sub(r"<(?:code|h2 id=\"composant)[^>]*>.*?</", "</", html))

    assert '<html lang="fr">' in html
    assert "⟦undefined" not in html
    assert not re.search(r"\w [;:!?»](?:\s|$)", text), "an ordinary space before a punctuation mark"
    assert "'" not in text.replace("&#x27;", "'"), "a straight apostrophe"
    assert "·e" not in text, "a median point"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_heading_and_a_way_past_the_navigation(client: Client, path: str) -> None:
    html = client.get(path).content.decode()

    assert html.count("<h1") == 1
    assert '<a class="skip" href="#contenu">' in html
    assert '<main id="contenu"' in html


def test_home_says_what_to_do_when_nobody_has_signed(client: Client) -> None:
    text = words(client.get("/").content.decode())

    assert "La première signature sera peut-être la vôtre" in text
    assert "Aucun signataire pour le moment, dans aucun département." in text


def test_home_counts_published_signatures(client: Client) -> None:
    for name in ["Amis du mail (exemple)", "Ciné-club du Lien (exemple)"]:
        a_published_signature(name=name)

    html = client.get("/").content.decode()

    assert "2 signataires" in html
    assert "Ciné-club du Lien (exemple)" in html
    assert "<dt>signatures publiées</dt><dd>2</dd>" in html
    assert "<dt>département</dt><dd>1</dd>" in html


@pytest.mark.parametrize("signatories", [1, 3])
def test_home_asks_the_database_as_often_whatever_it_shows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, signatories: int
) -> None:
    for _ in range(signatories):
        a_published_signature()

    with django_assert_num_queries(8):
        client.get("/")


@pytest.mark.parametrize("path", ["/", "/territoires/"])
def test_a_visitor_is_served_a_kept_page(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, path: str
) -> None:
    first = client.get(path)

    with django_assert_num_queries(0):
        again = client.get(path)
    unchanged = client.get(path, headers={"if-none-match": first["ETag"]})

    assert again.content == first.content
    assert unchanged.status_code == 304


@pytest.mark.django_db(transaction=True)
def test_a_publication_shows_at_once(client: Client) -> None:
    assert "La première signature" in client.get("/").content.decode()

    a_published_signature(name="Amis du mail (exemple)")

    assert "Amis du mail (exemple)" in client.get("/").content.decode()


def test_privacy_names_who_answers_for_it(client: Client, settings: Settings) -> None:
    assert "n’est pas encore indiquée" in client.get("/confidentialite/").content.decode()

    settings.LEGAL = settings.LEGAL | {"publisher": "Fédération (exemple)", "contact": "bonjour@example.org"}
    html = client.get("/confidentialite/").content.decode()

    assert "Fédération (exemple)" in html
    assert "bonjour@example.org" in html
    assert "n’est pas encore indiquée" not in html
    assert "cnil.fr" in html


def test_accessibility_claims_no_audit(client: Client, settings: Settings) -> None:
    settings.LEGAL = settings.LEGAL | {"contact": "bonjour@example.org"}

    html = client.get("/accessibilite/").content.decode()

    assert "Aucun audit n’a encore été mené par un tiers" in html
    assert "non conforme" in html
    assert "bonjour@example.org" in html


def test_legal_notice_says_what_the_host_must_set(client: Client, settings: Settings) -> None:
    settings.LEGAL = dict.fromkeys(settings.LEGAL, "") | {"host": "Hébergeur (exemple)"}

    html = client.get("/mentions-legales/").content.decode()

    assert "Ces mentions sont incomplètes" in html
    assert "<code>LEGAL_DIRECTOR</code>" in html
    assert "Hébergeur (exemple)" in html
    assert "<code>LEGAL_HOST</code>" not in html


def test_a_complete_legal_notice_has_no_warning(client: Client, settings: Settings) -> None:
    settings.LEGAL = dict.fromkeys(settings.LEGAL, "renseigné")

    html = client.get("/mentions-legales/").content.decode()

    assert "incomplètes" not in html
    assert "À renseigner" not in html


def test_open_data_gives_the_charter_its_digest_and_the_anchors(client: Client) -> None:
    charter = a_charter()
    RegisterAnchor.objects.create(number=7, digest="ab" * 32)

    html = client.get("/donnees/").content.decode()

    assert charter.sha256 in html
    assert f"/charte/{charter.version}/charte.md" in html
    assert "ab" * 32 in html
    assert "Licence Ouverte 2.0" in html


def test_open_data_without_a_charter_says_so(client: Client) -> None:
    html = client.get("/donnees/").content.decode()

    assert "Aucune version de la charte n’est encore en vigueur" in html
    assert "Aucune ancre n’a encore été publiée" in html


@pytest.fixture
def everything_up(settings: Settings) -> None:
    """The scheduler has ticked, and the worker taken what it left."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    leave_a_beat()
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now())


ALL_UP = dict.fromkeys(["database", "scheduler", "worker", "cache", "disk", "mail"], "up")


@pytest.mark.usefixtures("everything_up")
def test_health_counts_the_mail_that_waits(client: Client) -> None:
    a_message()
    a_message()
    Message.objects.filter(pk=a_message().pk).update(state=Message.State.FAILED)

    response = client.get("/sante/")

    assert json.loads(response.content) == {"status": "ok", **ALL_UP, "pending_mail": 2}
    assert response["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("everything_up")
@pytest.mark.parametrize(("minutes", "said"), [(14, "up"), (16, "down")])
def test_health_says_that_mail_is_late(client: Client, minutes: int, said: str) -> None:
    a_message()
    Message.objects.update(next_try_at=timezone.now() - timedelta(minutes=minutes))

    answer = json.loads(client.get("/sante/").content)

    assert (answer["mail"], answer["status"]) == (said, "ok" if said == "up" else "degraded")


@pytest.mark.usefixtures("everything_up")
def test_a_site_that_answers_without_its_cache_is_degraded_not_down(client: Client, settings: Settings) -> None:
    settings.CACHES = settings.CACHES | {"versions": NOWHERE}

    response = client.get("/sante/")

    assert response.status_code == 200
    assert json.loads(response.content) == {
        "status": "degraded",
        **ALL_UP,
        "cache": "down",
        "pending_mail": 0,
    }


def test_health_without_a_database_is_unavailable(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: Any) -> int:
        raise OperationalError("could not connect")

    monkeypatch.setattr(queries, "waiting_mail", down)

    response = client.get("/sante/")

    assert response.status_code == 503
    assert json.loads(response.content) == {"status": "down", "database": "down"}


def test_health_is_cheap(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):  # what was seen of scheduler and worker, the mail
        client.get("/sante/")


def test_the_team_says_how_it_is_reached_and_in_how_long(client: Client, settings: Settings) -> None:
    assert "n’a pas encore dit comment la joindre" in client.get("/contact/").content.decode()
    assert "n’a pas encore dit quand elle répond" in client.get("/contact/").content.decode()

    settings.LEGAL = settings.LEGAL | {
        "publisher": "Fédération (exemple)",
        "publisher_address": "1 rue du Moulin, 93200 Saint-Denis",
        "contact": "bonjour@example.org",
    }
    settings.TEAM = {"phone": "01 23 45 67 89", "days": "du lundi au jeudi"}
    say_answer_day(weekday=3, weeks=2, by=a_team_member())
    page = client.get("/contact/").content.decode()

    for said in ("Fédération (exemple)", "1 rue du Moulin", "mailto:bonjour@example.org", "01 23 45 67 89"):
        assert said in page
    assert "du lundi au jeudi" in page
    assert when_the_team_answers() in page
    assert "pas encore dit" not in page


@pytest.mark.parametrize("path", ["/", "/signer/association/", "/compte/connexion/"])
def test_each_page_and_each_mail_leads_to_who_answers(client: Client, path: str) -> None:
    a_charter()

    assert 'href="/contact/"' in client.get(path).content.decode()
    mail = render("signatories/signing/emails/resume_code", {"code": "1"}, subject="Votre code")
    address = f"{django_settings.SITE_URL}/contact/"
    assert address in mail.text
    assert f'href="{address}"' in mail.html


def test_the_day_of_answer_is_said_where_one_waits() -> None:
    signature = a_confirmed_signature(organisation=an_organisation(contact=(contact := a_user())))
    space = reverse("organisations:space_detail", args=[signature.organisation.slug])
    assert "L’équipe est là" not in browser_of(contact).get(space).content.decode()

    say_answer_day(weekday=3, weeks=2, by=a_team_member())

    assert when_the_team_answers() in browser_of(contact).get(space).content.decode()

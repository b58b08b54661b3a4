"""A network's list in a frame of its own site."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from signatories.organisations.models import Network
from signatories.signatures.actions import pause
from signatories.signatures.models import Signature
from tests.factories import a_signatory, a_team_member, a_user

pytestmark = pytest.mark.django_db
FRAME = "/reseaux/rac/integrer/"


def a_member(name: str = "Les Amis & <b>co</b> (exemple)") -> Signature:
    network, _ = Network.objects.get_or_create(slug="rac", defaults={"name": "Réseau d’à côté"})
    return a_signatory(name, networks=[network])


def test_a_frame_lists_the_networks_signatories_and_no_other(client: Client) -> None:
    signature = a_member()
    a_signatory("Sans réseau (exemple)")

    content = client.get(FRAME).content.decode()

    assert f'href="http://testserver/signataires/{signature.organisation.slug}/"' in content
    assert "Les Amis &amp; &lt;b&gt;co&lt;/b&gt; (exemple)" in content
    assert "Saint-Denis (93)" in content
    assert "Sans réseau" not in content
    assert "⟦" not in content


def test_a_frame_may_stand_on_any_site_and_leaves_nothing_there(client: Client) -> None:
    a_member()
    client.force_login(a_user())

    response = client.get(FRAME)

    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert b"<script" not in response.content
    assert b"<form" not in response.content


def test_no_other_page_may_be_framed(client: Client) -> None:
    a_member()

    for path in ("/", "/signataires/", "/reseaux/rac/", "/reseaux/", "/donnees/"):
        response = client.get(path)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"


def test_a_paused_signatory_leaves_the_frame_at_once(
    client: Client, django_capture_on_commit_callbacks: object
) -> None:
    signature = a_member()
    assert "Les Amis" in client.get(FRAME).content.decode()

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
        pause(signature, by=a_team_member(), reason="Trois appels sans réponse.")

    content = client.get(FRAME).content.decode()
    assert "Les Amis" not in content
    assert "Aucune association signataire" in content


def test_three_take_as_many_queries_as_one(client: Client) -> None:
    a_member()
    with CaptureQueriesContext(connection) as one:
        client.get(FRAME)
    for _ in range(2):
        a_member()
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as three:
        client.get(FRAME)

    assert len(three) == len(one) <= 7


def test_the_networks_page_gives_the_code_to_paste(client: Client) -> None:
    a_member()

    content = client.get("/reseaux/rac/").content.decode()

    assert "&lt;iframe src=&quot;http://testserver/reseaux/rac/integrer/&quot;" in content


def test_an_unknown_network_has_no_frame(client: Client) -> None:
    assert client.get("/reseaux/personne/integrer/").status_code == 404

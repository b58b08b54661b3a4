"""Error pages: they say what happened, and stand when nothing else does."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client, RequestFactory

from qpv_charter.portal.views import errors


@pytest.fixture
def request_of_nobody(rf: RequestFactory) -> HttpRequest:
    return rf.get("/rien/")


def test_an_unknown_address_proposes_others(client: Client, db: None) -> None:
    response = client.get("/rien-du-tout/")

    assert response.status_code == 404
    assert "Il n’y a rien à cette adresse" in response.content.decode()


def test_a_form_of_ours_without_its_key_is_offered_again_with_all_it_held(db: None) -> None:
    client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    typed = {"login": ["\n<b>aminata@example.org"], "next": ["/espace/", "/animation/"]}

    refused = client.post("/compte/connexion/?de=mail", typed | {"csrfmiddlewaretoken": "périmée"})
    html = refused.content.decode()

    assert refused.status_code == 403
    assert "Ce que vous avez écrit est gardé" in html
    assert '<textarea name="login" hidden>\n\n&lt;b&gt;aminata@example.org</textarea>' in html
    assert html.count('<textarea name="next"') == 2
    assert "périmée" not in html


@pytest.mark.parametrize("headers", [{}, {"origin": "https://ailleurs.example"}, {"origin": "null"}], ids=str)
def test_what_another_site_sends_is_not_offered_again(headers: dict[str, str], db: None) -> None:
    response = Client(enforce_csrf_checks=True, headers=headers).post("/compte/connexion/", {"login": "piège"})

    html = response.content.decode()
    assert response.status_code == 403
    assert "Ce que vous avez écrit est encore dans la page précédente" in html
    assert "piège" not in html


def test_a_refusal_gives_its_reason(request_of_nobody: HttpRequest) -> None:
    response = errors.forbidden(request_of_nobody, PermissionDenied("Seule l’équipe <relit>."))

    assert response.status_code == 403
    assert "Seule l’équipe &lt;relit&gt;." in response.content.decode()


def test_a_refusal_without_a_reason_is_still_a_sentence(request_of_nobody: HttpRequest) -> None:
    response = errors.forbidden(request_of_nobody, PermissionDenied())

    assert "Elle est réservée à d’autres personnes" in response.content.decode()


def test_a_request_nobody_understands_keeps_what_was_typed(request_of_nobody: HttpRequest) -> None:
    response = errors.bad_request(request_of_nobody, ValueError())

    assert response.status_code == 400
    assert "ce que vous avez écrit y est encore" in response.content.decode()


def test_a_failure_needs_no_user_database_or_hashed_file(rf: RequestFactory) -> None:
    response = errors.server_error(rf.get("/"))

    assert response.status_code == 500
    html = response.content.decode()
    assert "Le site a rencontré un problème" in html
    assert f'href="{settings.STATIC_URL}css/tokens.css"' in html
    assert "⟦undefined" not in html

"""The public's pages: what they show, what they never show, how few queries they take."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qpv_charter.toolkit import tilemap
from signatories.erasure.actions import erase_person
from signatories.organisations.actions import end_membership, publish_name
from signatories.signatures.actions import pause, withdraw
from signatories.signatures.models import Mandate, Signature
from tests.factories import (
    a_published_signature,
    a_qpv,
    a_signatory,
    a_team_member,
    a_theme,
    a_user,
    an_organisation,
)

pytestmark = pytest.mark.django_db
LIST = reverse("directory:list")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def a_page_of(signature: Signature) -> str:
    return reverse("directory:detail", args=[signature.organisation.slug])


def publish_names(signature: Signature) -> None:
    signature.mandates.update(publish_name=True)
    signature.organisation.memberships.update(publish_name=True)


def test_the_list_says_how_many_and_who(client: Client) -> None:
    a_published_signature(name="Les Éclaireuses (exemple)")
    a_published_signature(name="Abeilles (exemple)")

    content = page(client, LIST)

    assert "2 signataires" in content
    assert content.index("Abeilles (exemple)") < content.index("Les Éclaireuses (exemple)")
    assert "⟦" not in content


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?departement=zz", "le département «\u202fzz\u202f»"),
        ("?region=%F0%9F%8E%88", "la région «\u202f🎈\u202f»"),
        ("?commune=99999", "la commune «\u202f99999\u202f»"),
        ("?qpv=QN00000A", "le quartier «\u202fQN00000A\u202f»"),
        ("?reseau=rien", "le réseau «\u202frien\u202f»"),
        ("?theme=" + "x" * 9000, "le thème «\u202f" + "x" * 40 + "\u202f»"),
    ],
)
def test_what_an_address_says_in_vain_is_said_and_left_aside(client: Client, query: str, says: str) -> None:
    a_published_signature(name="Toujours là (exemple)")

    content = page(client, LIST + query)

    assert f"Nous ne connaissons pas {says}." in content
    assert "Toujours là (exemple)" in content


@pytest.mark.parametrize("asked", ["99", "0", "-1", "deux", "9" * 5000, "%00"])
def test_a_page_that_does_not_exist_leads_to_one_that_does(client: Client, asked: str) -> None:
    a_published_signature(name="Toujours là (exemple)")

    answer = client.get(f"{LIST}?page={asked}", follow=True)

    assert "Toujours là (exemple)" in answer.content.decode()


@pytest.mark.parametrize("typed", ["%00", "x" * 5000, "%F0%9F%8E%88", "%E2%80%AEabc", "<script>alert(1)</script>"])
def test_anything_may_be_typed_in_the_search(client: Client, typed: str) -> None:
    response = client.get(LIST, {"q": typed})

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_a_signatory_shows_its_public_side_only(client: Client) -> None:
    signature = a_published_signature(name="Les Amis (exemple)")
    organisation = signature.organisation
    organisation.contact_email = "prive@example.org"
    organisation.website = "https://amis.example.org"
    organisation.save()
    contact = organisation.memberships.get().user

    content = page(client, a_page_of(signature))

    assert 'rel="noopener nofollow ugc"' in content
    for private in ("prive@example.org", contact.email, contact.last_name, "présidente"):
        assert private not in content
    assert "noindex" not in content
    assert "⟦" not in content


def test_a_signatory_says_first_what_it_does_and_how_to_reach_it(client: Client) -> None:
    theme = a_theme("Santé")
    signature = a_signatory("Les Amis (exemple)", themes=[theme], qpvs=[a_qpv()])
    organisation = signature.organisation
    organisation.description, organisation.website = "Un café associatif.", "https://www.amis.example.org/"
    organisation.public_phone, organisation.public_email = "+33 (0)1 23 45 67 89", "bonjour@example.org"
    organisation.save()

    content = page(client, a_page_of(signature)).partition("<h1>")[2]
    told = ["Un café associatif.", "Santé", "La joindre", "Où elle agit", "Franc-Moisin", "Sa signature"]

    assert [content.index(each) for each in told] == sorted(content.index(each) for each in told)
    assert 'href="tel:+33123456789"' in content
    assert 'href="mailto:bonjour@example.org"' in content
    assert ">amis.example.org</strong>" in content
    where = tilemap.locate("93")
    assert where
    assert f"translate({where.x} {where.y})" in content


def test_nobody_is_said_to_be_reached_who_gave_no_way(client: Client) -> None:
    content = page(client, a_page_of(a_published_signature()))

    assert "La joindre" not in content


def test_a_card_says_what_an_association_does(client: Client) -> None:
    themes = [a_theme(label) for label in ("Culture", "Emploi", "Santé", "Sport")]
    signature = a_signatory("Les Amis (exemple)", themes=themes, qpvs=[a_qpv()])
    long = "Un café associatif, des ateliers et une permanence " * 4
    signature.organisation.description = long
    signature.organisation.save()

    for path in (LIST, "/", "/territoires/93/", "/quartiers/QN09331M/"):
        content = page(client, path)
        card = content[content.index('<li class="card card--emblem">') :]
        assert ">A</text>" in card, path
        assert "Franc-Moisin" in card
        assert "Culture" in card
        assert "Sport" not in card, "more than three themes"
        assert long[:100] in card
        assert long.strip() not in card


def test_a_signer_is_named_only_with_a_yes_and_then_not_indexed(client: Client) -> None:
    signature = a_published_signature()
    publish_names(signature)

    content = page(client, a_page_of(signature))

    assert "Aminata Diallo" in content
    assert '<meta name="robots" content="noindex">' in content


def test_a_name_hidden_since_by_its_contact_person_is_hidden_everywhere(client: Client) -> None:
    signature = a_published_signature()
    Mandate.objects.update(publish_name=True, signer=signature.organisation.memberships.get().user)

    assert "Aminata Diallo" not in page(client, a_page_of(signature))

    signature.organisation.memberships.update(publish_name=True)
    cache.clear()
    assert page(client, a_page_of(signature)).count("Aminata Diallo") == 1


def test_a_name_that_was_hidden_does_not_come_back_when_she_leaves_the_association(client: Client) -> None:
    signature = a_published_signature()
    contact = signature.organisation.memberships.get()
    Mandate.objects.update(publish_name=True, signer=contact.user)
    publish_name(contact, by=contact.user, yes=True)
    assert "Aminata Diallo" in page(client, a_page_of(signature))

    end_membership(contact, by=contact.user, leaves_nobody=True)

    cache.clear()
    assert "Aminata Diallo" not in page(client, a_page_of(signature))


def test_an_erased_person_leaves_the_page_at_once(
    client: Client, django_capture_on_commit_callbacks: object
) -> None:
    signature = a_published_signature()
    publish_names(signature)
    assert "Aminata Diallo" in page(client, a_page_of(signature))

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
        erase_person(signature.mandates.get().signer, by=a_team_member())  # type: ignore[arg-type]  # it has one

    assert "Aminata Diallo" not in page(client, a_page_of(signature))


def test_a_paused_or_withdrawn_signatory_is_absent_kindly(client: Client) -> None:
    team = a_team_member()
    paused = pause(a_published_signature(), by=team, reason="Trois appels sans réponse.")
    withdrawn = withdraw(a_published_signature(), by=team, reason="Dissolution.")

    away, gone = client.get(a_page_of(paused)), client.get(a_page_of(withdrawn))

    assert away.status_code == 404
    assert "pas dans la liste des signataires en ce moment" in away.content.decode()
    assert gone.status_code == 410
    assert "a été retirée" in gone.content.decode()
    assert "Trois appels" not in away.content.decode()


def test_an_association_that_was_never_published_has_no_page(client: Client) -> None:
    organisation = an_organisation()

    assert client.get(reverse("directory:detail", args=[organisation.slug])).status_code == 404


def test_a_kept_page_costs_no_query_and_answers_not_modified(client: Client) -> None:
    a_published_signature()
    first = client.get(LIST)

    with CaptureQueriesContext(connection) as captured:
        again = client.get(LIST)
        not_modified = client.get(LIST, headers={"If-None-Match": first["ETag"]})

    assert again.content == first.content
    assert again["Cache-Control"] == "public, no-cache"
    assert not_modified.status_code == 304
    assert len(captured) == 0


def test_a_new_signatory_shows_as_soon_as_it_is_published(
    client: Client, django_capture_on_commit_callbacks: object
) -> None:
    etag = client.get(LIST)["ETag"]

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
        a_published_signature(name="Toute neuve (exemple)")
    response = client.get(LIST, headers={"If-None-Match": etag})

    assert response.status_code == 200
    assert "Toute neuve (exemple)" in response.content.decode()


def test_nobody_signed_in_is_given_a_kept_page_nor_leaves_one(client: Client) -> None:
    client.force_login(a_user())
    signed_in = client.get(LIST)
    visitor = Client().get(LIST)

    assert "private" in signed_in["Cache-Control"]
    assert "Mon espace" in signed_in.content.decode()
    assert "Mon espace" not in visitor.content.decode()

"""The team's pages: what they show, to whom, in how many queries; and the association's page of exchanges."""

import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from qpv_charter.toolkit.text import fold
from signatories.mandates.actions import attach_extract
from signatories.moderation import actions
from signatories.moderation.decisions import revision
from signatories.moderation.lists import Joins, Queue
from signatories.moderation.models import Exchange
from signatories.organisations.actions.joining import ask_to_join
from signatories.organisations.models import JoinRequest
from signatories.people.models import User
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature, Status
from tests.factories import (
    a_commune,
    a_confirmed_signature,
    a_paper_signature,
    a_paused_signature,
    a_published_signature,
    a_qpv,
    a_team_member,
    a_user,
    an_organisation,
)
from tests.lists import costs_the_same_at_any_length
from tests.signin import browser_of, team_browser
from tests.test_sweep import close_files

pytestmark = pytest.mark.django_db
QUEUE = reverse("moderation:queue")


def a_lonely_request(name: str = "") -> JoinRequest:
    """Of somebody who asks to join an association that has no contact person."""
    person = {"email": "lea@example.org", "first_name": "Léa", "last_name": "Petit", "role": "trésorière"}
    organisation = a_paper_signature().organisation
    if name:
        organisation.name, organisation.name_key = name, fold(name)
        organisation.save()
    return ask_to_join(organisation, **person)


def contact_of(signature: Signature) -> User:
    return signature.organisation.memberships.get().user


def contact_client(signature: Signature) -> Client:
    return browser_of(contact_of(signature))


def review_of(signature: Signature) -> str:
    return reverse("moderation:review", args=[signature.pk])


def decision(signature: Signature, slug: str) -> str:
    """The address of a decision's page; what a form posts there carries what was read."""
    return reverse("moderation:decide", args=[signature.pk, slug])


def read_now(signature: Signature, **values: object) -> dict[str, object]:
    """What the form sends of somebody who has just read the page."""
    return values | {"vu": revision(signature)}


def exchanges_of(signature: Signature, name: str = "exchanges") -> str:
    return reverse(f"moderation:{name}", args=[signature.organisation.slug])


@pytest.mark.parametrize(
    "path",
    ["/animation/", QUEUE, reverse("moderation:paper"), reverse("moderation:joins"), reverse("erasure:search")],
)
def test_the_workspace_is_the_teams(path: str) -> None:
    assert Client().get(path).status_code == 302
    assert browser_of(a_user()).get(path).status_code in {403, 404}
    content = team_browser(a_team_member()).get(path).content.decode()
    assert "<h1>" in content
    assert "⟦" not in content


def test_the_queue_shows_what_waits_oldest_first_with_look_alikes() -> None:
    a_published_signature(name="Les Éclaireuses du Mail (exemple)")
    a_confirmed_signature(name="Eclaireuses du mail (exemple)")
    a_confirmed_signature(name="Boxe pour toutes (exemple)")

    content = team_browser(a_team_member()).get(QUEUE).content.decode()

    assert "2 signatures" in content
    assert content.index("Eclaireuses du mail") < content.index("Boxe pour toutes")
    assert content.count("Ressemble à") == 1
    assert "Les Éclaireuses du Mail (exemple)" in content


def test_the_queue_is_filtered_by_state_and_name() -> None:
    a_published_signature(name="Publiée (exemple)")
    a_confirmed_signature(name="En attente (exemple)")
    client = team_browser(a_team_member())

    published = client.get(QUEUE, {"etat": "published"}).content.decode()
    nothing = client.get(QUEUE, {"q": "zanzibar"}).content.decode()

    assert "Publiée (exemple)" in published
    assert "En attente (exemple)" not in published
    assert "Aucune signature ne répond à ces filtres" in nothing
    assert client.get(QUEUE, {"etat": "n’importe quoi", "q": "\x00" * 300}).status_code == 200


def test_the_queue_takes_as_many_queries_whatever_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    names = iter(["Les Amis du Mail (exemple)", "Amis du Mail (exemple)", "Boxe (exemple)"])

    costs_the_same_at_any_length(
        monkeypatch,
        team_browser(a_team_member()),
        Queue,
        QUEUE,
        lambda: a_confirmed_signature(name=next(names)),
    )


def test_the_queue_keeps_what_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Queue, "size", 1)
    client = team_browser(a_team_member())
    for name in ("Amis du Mail (exemple)", "Amis du Parc (exemple)"):
        a_published_signature(name=name)

    page = client.get(QUEUE, {"etat": "published", "q": "amis"}).content.decode()
    beyond = client.get(QUEUE, {"etat": "published", "q": "amis", "page": "7"})
    everything = client.get(QUEUE, {"etat": "toutes"}).content.decode()

    assert f'rel="next" href="{QUEUE}?etat=published&amp;q=amis&amp;page=2"' in page
    assert f'href="{QUEUE}?q=amis"><span class="sr">Enlever </span>État\u202f: Publiée' in page
    assert beyond["Location"] == f"{QUEUE}?etat=published&q=amis&page=2"
    assert "<strong>2 signatures</strong>" in everything
    assert client.get(QUEUE, {"etat": "a-relire", "q": ""})["Location"] == f"{QUEUE}?etat=a-relire"


def test_the_queue_says_when_nothing_waits_and_what_to_ask_less() -> None:
    client = team_browser(a_team_member())
    assert "Rien n’attend de relecture" in client.get(QUEUE).content.decode()

    a_published_signature(name="Publiée (exemple)")
    nothing = client.get(QUEUE, {"etat": "paused", "q": "publiee exemple"}).content.decode()

    assert "Rien n’attend de relecture" in client.get(QUEUE, {"etat": "a-relire"}).content.decode()
    assert "Aucune signature ne répond à ces filtres" in nothing
    assert f'<a href="{QUEUE}">Revenir aux signatures à relire</a>' in nothing


def test_requests_take_as_many_queries_whatever_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    client = team_browser(a_team_member())

    costs_the_same_at_any_length(monkeypatch, client, Joins, reverse("moderation:joins"), a_lonely_request)


def test_requests_are_searched_by_association(monkeypatch: pytest.MonkeyPatch) -> None:
    joins = reverse("moderation:joins")
    client = team_browser(a_team_member())
    assert "Aucune demande n’attend" in client.get(joins).content.decode()
    wanted, other = a_lonely_request("Les Éclaireuses (exemple)"), a_lonely_request("Boxe (exemple)")

    page = client.get(joins, {"q": "eclaireuses"}).content.decode()

    assert "<strong>1 demande</strong>" in page
    assert wanted.organisation.name in page
    assert other.organisation.name not in page
    assert "Aucune demande ne répond" in client.get(joins, {"q": "zanzibar"}).content.decode()


def test_the_review_page_says_all_that_is_needed() -> None:
    signature = a_confirmed_signature(name="Les Amis (exemple)")
    organisation = signature.organisation
    organisation.commune, organisation.commune_typed, organisation.qpv_unknown = None, "Sant Deni", True
    organisation.save()
    actions.ask(signature, by=a_team_member(), text="Êtes-vous de Saint-Denis\u202f?")

    content = team_browser(a_team_member()).get(review_of(signature)).content.decode()

    for words in (
        "Sant Deni",
        "ne sait pas dans quel quartier",
        "Êtes-vous de Saint-Denis",
        "Signature confirmée",
        "Ligne 1",
        "Aminata Diallo",
        "Le conseil d’administration",
        "Publier",
    ):
        assert words in content
    assert "⟦" not in content
    assert "signature.confirmed" not in content


def test_publishing_asks_first_then_publishes() -> None:
    signature, client = a_confirmed_signature(), team_browser(a_team_member())

    asked = client.get(decision(signature, "publier"))
    signature.refresh_from_db()
    before = signature.status
    done = client.post(decision(signature, "publier"), read_now(signature), follow=True)

    signature.refresh_from_db()
    assert "entre dans la liste des signataires" in asked.content.decode()
    assert before == Status.CONFIRMED
    assert signature.status == Status.PUBLISHED
    assert "La signature est publiée." in done.content.decode()


def test_a_refused_decision_keeps_what_was_written() -> None:
    signature = a_published_signature()

    response = team_browser(a_team_member()).post(
        decision(signature, "pause"), read_now(signature, text="Plus de nouvelles depuis mars.")
    )

    content = response.content.decode()
    assert "il en manque 3" in content
    assert "Plus de nouvelles depuis mars." in content


@pytest.mark.parametrize("slug", ["question", "a-revoir", "note", "retirer"])
def test_a_decision_without_its_words_changes_nothing(slug: str) -> None:
    signature = a_confirmed_signature()

    response = team_browser(a_team_member()).post(decision(signature, slug), {"text": "\x00 "})

    signature.refresh_from_db()
    assert "Ce champ est obligatoire" in response.content.decode()
    assert signature.status == Status.CONFIRMED
    assert not signature.exchanges.exists()


def test_an_unknown_decision_is_not_found() -> None:
    assert team_browser(a_team_member()).get(decision(a_confirmed_signature(), "abracadabra")).status_code == 404


def test_places_are_put_right_from_the_page() -> None:
    signature = a_confirmed_signature()
    qpv = a_qpv()
    organisation = signature.organisation
    organisation.qpv_typed = "le franc moisin"
    organisation.save()
    client, path = team_browser(a_team_member()), reverse("moderation:locate", args=[signature.pk])

    wrong = client.post(path, {"commune": "Zanzibar", "codes": "QN1"}).content.decode()
    client.post(path, {"commune": "Saint-Denis (93)", "codes": qpv.code.lower()})

    organisation.refresh_from_db()
    assert "Zanzibar" in wrong
    assert "n’existe pas" in wrong
    assert organisation.qpv_typed == ""
    assert list(organisation.qpvs.all()) == [qpv]


def test_a_commune_just_given_offers_its_neighbourhoods_next() -> None:
    signature, qpv = a_confirmed_signature(), a_qpv()
    organisation = signature.organisation
    organisation.commune, organisation.commune_typed, organisation.qpv_unknown = None, "Sant Deni", True
    organisation.save()
    path = reverse("moderation:locate", args=[signature.pk])

    page = team_browser(a_team_member()).post(path, {"commune": "Saint-Denis"}, follow=True)

    assert page.redirect_chain[-1][0] == path
    assert f'value="{qpv.pk}"' in page.content.decode()


def test_an_association_reads_its_exchanges_but_not_the_teams_notes() -> None:
    signature, team = a_published_signature(), a_team_member()
    actions.ask(signature, by=team, text="Une question.")
    actions.note(signature, by=team, text="Note entre nous.")
    actions.note_attempt(signature, by=team, text="Appelé mardi.")

    content = contact_client(signature).get(exchanges_of(signature)).content.decode()

    assert "Une question." in content
    assert "Note entre nous." not in content
    assert "Appelé mardi." not in content
    assert "⟦" not in content


def test_a_stranger_finds_nothing() -> None:
    signature = a_published_signature()
    stranger = browser_of(an_organisation().memberships.get().user)

    assert stranger.get(exchanges_of(signature)).status_code == 404
    assert stranger.post(exchanges_of(signature, "reply"), {"text": "Moi"}).status_code == 404
    assert stranger.post(exchanges_of(signature, "still_here")).status_code == 404
    assert not Exchange.objects.exists()


def test_an_association_replies_and_appeals_from_its_page() -> None:
    signature = a_confirmed_signature()
    actions.send_back(signature, by=a_team_member(), reason="Est-ce une association\u202f?")
    client = contact_client(signature)

    client.post(exchanges_of(signature, "reply"), {"text": "Un collectif.", "reply": "1"})
    client.post(exchanges_of(signature, "reply"), {"text": "Regardez.", "appeal": "1"})
    again = client.post(exchanges_of(signature, "reply"), {"text": "Encore.", "appeal": "1"})

    assert list(signature.exchanges.values_list("kind", flat=True)) == ["to_review", "reply", "appeal"]
    assert "déjà saisi" in again.content.decode()
    assert "Encore." in again.content.decode()


def test_still_there_ends_the_pause_once() -> None:
    signature = a_paused_signature()
    client = contact_client(signature)
    assert "Nous sommes toujours là" in client.get(exchanges_of(signature)).content.decode()

    done = client.post(exchanges_of(signature, "still_here"), follow=True)
    client.post(exchanges_of(signature, "still_here"))

    signature.refresh_from_db()
    assert signature.status == Status.PUBLISHED
    assert "Quel plaisir de vous retrouver" in done.content.decode()


def test_the_team_answers_for_an_association_without_anybody() -> None:
    team = a_team_member()
    client = team_browser(team)
    lonely = a_paper_signature().organisation
    kept = ask_to_join(lonely, email="lea@example.org", first_name="Léa", last_name="Petit", role="trésorière")
    other = ask_to_join(lonely, email="max@example.org", first_name="Max", last_name="Grand", role="bénévole")
    looked_after = an_organisation()
    theirs = ask_to_join(looked_after, email="zoe@example.org", first_name="Zoé", last_name="Roi", role="bénévole")

    listed = client.get(reverse("moderation:joins")).content.decode()
    client.post(reverse("moderation:join", args=[other.pk]), {"decline": "1"})
    client.post(reverse("moderation:join", args=[kept.pk]), {"accept": "1"})

    assert "Léa Petit" in listed
    assert "Zoé" not in listed
    assert lonely.memberships.get().user.email == "lea@example.org"
    assert client.post(reverse("moderation:join", args=[theirs.pk]), {"accept": "1"}).status_code == 404


def test_erasing_says_what_goes_and_what_stays_then_erases() -> None:
    signature = a_published_signature(name="Les Amis (exemple)")
    person = signature.organisation.memberships.get().user
    client = team_browser(a_team_member())
    found = client.post(reverse("erasure:search"), {"q": person.email}).content.decode()
    path = reverse("erasure:person", args=[person.pk])

    page = client.get(path).content.decode()
    person.refresh_from_db()
    assert person.erased_at is None
    client.post(path)

    person.refresh_from_db()
    assert path in found
    assert "sans son nom\u202f: Les Amis (exemple)" in page
    assert person.erased_at is not None


def test_an_association_is_erased_only_once_withdrawn() -> None:
    signature, client = a_published_signature(), team_browser(a_team_member())
    path = reverse("erasure:organisation", args=[signature.organisation.pk])

    page = client.get(path).content.decode()
    refused = client.post(path, follow=True).content.decode()
    client.post(decision(signature, "retirer"), read_now(signature, text="Dissolution."))
    client.post(path)

    signature.organisation.refresh_from_db()
    assert "Sa signature n’est pas retirée" in page
    assert "Retirez d’abord la signature" in refused
    assert signature.organisation.erased_at is not None


def test_nobody_erases_oneself() -> None:
    client = team_browser(a_team_member())
    myself = User.objects.team().get()

    client.post(reverse("erasure:person", args=[myself.pk]))

    myself.refresh_from_db()
    assert myself.erased_at is None


def test_a_request_is_answered_once_and_the_team_told_what_was_done() -> None:
    client, lonely = team_browser(a_team_member()), a_paper_signature().organisation
    one = ask_to_join(lonely, email="max@example.org", first_name="Max", last_name="Grand", role="bénévole")
    two = ask_to_join(lonely, email="lea@example.org", first_name="Léa", last_name="Petit", role="trésorière")

    no = client.post(reverse("moderation:join", args=[one.pk]), {"decline": "1"}, follow=True).content.decode()
    yes = client.post(reverse("moderation:join", args=[two.pk]), {"accept": "1"}, follow=True).content.decode()

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.state, two.state) == ("declined", "accepted")
    assert "La demande est déclinée" in no
    assert "Max" not in no
    assert "Léa est maintenant personne contact" in yes
    assert client.post(reverse("moderation:join", args=[one.pk]), {"accept": "1"}).status_code == 404


def test_a_withdrawn_signatory_is_no_look_alike() -> None:
    gone = a_published_signature(name="Les Éclaireuses du Mail (exemple)")
    withdraw(gone, by=a_team_member(), reason="Dissolution.")
    a_confirmed_signature(name="Eclaireuses du mail (exemple)")

    assert "Ressemble à" not in team_browser(a_team_member()).get(QUEUE).content.decode()


def test_an_extract_that_was_not_given_is_not_found() -> None:
    signature, client = a_published_signature(), team_browser(a_team_member())
    other, mandate = a_published_signature(), signature.mandates.get()
    asked = [signature.pk, mandate.pk]
    assert client.get(reverse("moderation:extract", args=asked)).status_code == 404
    attach_extract(mandate, by=contact_of(signature), extract=ContentFile(b"%PDF-1.7", name="extrait.pdf"))

    found = client.get(reverse("moderation:extract", args=asked))
    assert found["Content-Disposition"] == 'attachment; filename="extrait-de-la-decision.pdf"'
    assert "no-store" in found["Cache-Control"]
    close_files(found)
    assert client.get(reverse("moderation:extract", args=[other.pk, mandate.pk])).status_code == 404


def test_a_scan_whose_file_is_lost_is_not_found() -> None:
    signature, client = a_paper_signature(), team_browser(a_team_member())
    signature.paper_scan.storage.delete(str(signature.paper_scan.name))

    assert client.get(reverse("moderation:scan", args=[signature.pk])).status_code == 404


def test_places_may_be_put_right_without_a_commune_and_close_names_are_proposed() -> None:
    signature, client = a_confirmed_signature(), team_browser(a_team_member())
    commune = signature.organisation.commune
    a_commune(name="Saint-Denis-sur-Loire", code="41206")
    path = reverse("moderation:locate", args=[signature.pk])

    unclear = client.post(path, {"commune": "Saint-Den", "codes": ""}).content.decode()
    done = client.post(path, {"commune": "", "codes": "", "outside_qpv": "on"}, follow=True).content.decode()

    signature.organisation.refresh_from_db()
    assert "Saint-Denis-sur-Loire (41)" in unclear
    assert "Les lieux sont enregistrés." in done
    assert (signature.organisation.commune, signature.organisation.outside_qpv) == (commune, True)


def test_a_page_of_exchanges_needs_a_signature() -> None:
    organisation = an_organisation(contact=(contact := a_user()))

    page = browser_of(contact).get(reverse("moderation:exchanges", args=[organisation.slug]))
    assert page.status_code == 404


def test_erasing_tells_what_was_done_and_offers_nobody_oneself() -> None:
    team = a_team_member()
    client, other = team_browser(team), a_user()
    mine, theirs = (client.get(reverse("erasure:person", args=[one.pk])).content.decode() for one in (team, other))

    done = client.post(reverse("erasure:person", args=[other.pk]), follow=True).content.decode()

    assert "C’est votre propre compte" in mine
    assert "C’est votre propre compte" not in theirs
    assert "Effacer ces données" in theirs
    assert "Les données de cette personne sont effacées." in done


@pytest.mark.parametrize(("query", "title"), [("", "Signatures à relire"), ("?etat=published", "Signatures")])
def test_the_title_of_the_queue_says_which_it_is(query: str, title: str) -> None:
    page = team_browser(a_team_member()).get(f"{QUEUE}{query}").content.decode()

    assert re.search(r"<title>\s*([^·|–—<]+?)\s*[·|–—<]", page)[1] == title  # type: ignore[index]  # found

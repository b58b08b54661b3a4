"""What the review says in the team's workspace and in an association's space, and what it forgets."""

import pytest

from signatories.moderation.actions import ask, note, note_attempt, pause, reply
from signatories.moderation.models import Exchange
from signatories.organisations.actions import ask_to_join
from signatories.organisations.places import FORGET_ORGANISATION
from signatories.people.places import FORGET_PERSON, WORKSPACE_LINES, WORKSPACE_LINKS, Leaver, Pile
from tests.constraints import changed
from tests.factories import (
    a_confirmed_signature,
    a_paper_signature,
    a_paused_signature,
    a_proposed_change,
    a_published_signature,
    a_team_member,
)
from tests.signin import browser_of
from tests.spaces import a_contact_of, somebody_of_the_team

pytestmark = pytest.mark.django_db


def piles() -> dict[str, Pile]:
    return {pile.slug: pile for pile in WORKSPACE_LINES.gather(somebody_of_the_team())}


def test_what_waits_is_told_line_by_line() -> None:
    waiting = [a_confirmed_signature() for _ in range(6)]
    a_published_signature()
    who = {"first_name": "Nora", "last_name": "Benali", "role": "trésorière"}
    for address in ("nora@example.org", "lea@example.org"):
        ask_to_join(a_paper_signature().organisation, email=address, **who)

    change = a_proposed_change()

    signatures, requests, changes = (piles()[slug] for slug in ("signatures", "demandes", "changements"))
    assert {*signatures.rows} == {*waiting}
    read = signatures.line(waiting[0])
    assert (read.text, read.href) == (waiting[0].organisation.name, f"/animation/signatures/{waiting[0].pk}/")
    assert read.detail == "Saint-Denis (93)"
    assert [requests.line(row).detail for row in requests.rows] == [
        "Nora Benali demande à en être personne contact."
    ] * 2
    assert changes.line(changes.rows.get()).href.startswith("/animation/changements/?q=")
    assert changes.rows.get() == change


def test_what_may_be_done_leads_where_it_is() -> None:
    a_paused_signature()
    a_published_signature()
    a_published_signature()

    links = {link.label: (link.href, link.count) for link in WORKSPACE_LINKS.gather(somebody_of_the_team())}

    assert links["Entrer une signature sur papier"] == ("/animation/signatures/papier/", None)
    assert links["Retrouver une signature publiée"] == ("/animation/signatures/?etat=published", 2)
    assert links["Voir les signatures en pause"] == ("/animation/signatures/?etat=paused", 1)


@pytest.mark.parametrize("how", ["published", "paused", "at its request"])
def test_a_contact_may_write_to_the_team_and_end_a_pause(how: str) -> None:
    signature = a_published_signature() if how == "published" else a_paused_signature()
    changed(signature, pause_asked=how == "at its request")
    contact = a_contact_of(signature.organisation)
    page = browser_of(contact.person).get(f"/espace/{signature.organisation.slug}/").content.decode()

    assert "Écrire à l’équipe d’animation" in page
    buttons = {word for word in ("Nous sommes toujours là", "Nous revenons") if f"{word}</button>" in page}
    assert buttons == {"published": set(), "paused": {"Nous sommes toujours là"}}.get(how, {"Nous revenons"})


def texts() -> dict[str, str]:
    return dict(Exchange.objects.values_list("kind", "text"))


def test_what_a_contact_wrote_is_forgotten_with_her_and_what_the_team_wrote_stays() -> None:
    signature, team = a_published_signature(), a_team_member()
    contact = a_contact_of(signature.organisation).person
    ask(signature, by=team, text="Quel est votre numéro, svp")
    reply(signature, by=contact, text="Le mien.")

    Exchange.objects.create(signature=signature, kind=Exchange.Kind.APPEAL, text="De personne en particulier.")

    FORGET_PERSON.gather(Leaver(frozenset(["nora@example.org"])))
    assert texts()["appeal"] == "De personne en particulier."
    assert (texts()["question"], texts()["reply"]) == ("Quel est votre numéro, svp", "Le mien.")
    FORGET_PERSON.gather(Leaver(frozenset([contact.email]), person=contact))
    assert (texts()["question"], texts()["reply"]) == ("Quel est votre numéro, svp", "Texte effacé.")
    FORGET_PERSON.gather(Leaver(frozenset([team.email]), person=team))
    assert texts()["question"] == "Quel est votre numéro, svp"


def test_all_that_was_said_of_an_association_is_forgotten_with_it() -> None:
    signature, other, team = a_published_signature(), a_published_signature(), a_team_member()
    note(signature, by=team, text="Se souvenir.")
    note_attempt(other, by=team, text="Appel sans réponse.")

    FORGET_ORGANISATION.gather(signature.organisation)

    assert texts() == {"note": "Texte effacé.", "attempt": "Appel sans réponse."}
    with pytest.raises(Exception, match="trois tentatives"):
        pause(other, by=team, reason="Sans nouvelles.")

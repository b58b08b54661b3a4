"""A relais, from an association's yes to the day it stops."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from engagements.relays import receivers, rules
from engagements.relays.actions import Readers, accept, end, end_lost, give, say_when
from engagements.relays.forms import AcceptForm
from engagements.relays.models import LONGEST_TALK, Relay
from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.organisations.models import Membership, Organisation
from signatories.organisations.places import SPACE_PAPERS, SPACE_STEPS
from signatories.organisations.signals import organisation_changed
from signatories.outbox.models import Message
from signatories.people.actors import Actor, TeamMember
from signatories.people.models import Role
from signatories.people.places import WORKSPACE_LINES, WORKSPACE_LINKS
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature
from signatories.signatures.signals import signature_paused
from tests.constraints import changed
from tests.engagements.relays.scenes import (
    TALK,
    a_colleague_of,
    a_relay,
    a_signatory,
    an_animator,
    an_asked_relay,
    contact_of,
    relay_browser,
    the_comite,
    the_team,
    two_readers,
)
from tests.factories import a_colleague, a_qpv, a_user
from tests.races import raised, side_by_side
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db


def test_an_association_says_yes_and_the_team_gives_it_the_role() -> None:
    contact, team = a_signatory(name="La Régie (exemple)"), the_team()
    second = a_colleague_of(contact.organisation)
    space, path = browser_of(contact.person), f"/espace/{contact.organisation.slug}/relais/"
    typed = {"qpvs": ["QN09331M"], "first": contact.person.pk, "second": second.pk, "talk": TALK}

    asked = space.post(path, typed, follow=True).content.decode()
    workspace = team_browser(team.person)
    day, waiting = (workspace.get(f"/animation/{page}").content.decode() for page in ("", "relais/"))
    relay = Relay.objects.get()
    given = workspace.post(f"/animation/relais/{relay.pk}/donner/", follow=True).content.decode()

    assert "Merci\u202f!" in asked
    assert "l’équipe d’animation vous répond bientôt" in asked
    assert "La Régie (exemple), Franc-Moisin" in day
    assert "La Régie (exemple)" in waiting
    assert "Donner ce rôle" in waiting
    assert "les deux personnes en sont prévenues" in given
    assert "Donner ce rôle" not in given
    assert Relay.objects.serving().get() == relay
    assert (relay.first, relay.second, relay.talk) == (contact.person, second, TALK)


def test_the_mail_says_who_reads_to_the_two_people_and_to_the_team() -> None:
    relay = a_relay()

    mails = Message.objects.filter(kind="relays.given")

    assert {mail.to for mail in mails} >= {relay.first.email, relay.second.email}
    assert all("Franc-Moisin (Saint-Denis)" in mail.text and str(relay.second) in mail.text for mail in mails)
    assert all("Franc" not in mail.subject for mail in mails)


def wrong(kind: str) -> None:
    contact, other = a_signatory(published=kind != "unpublished"), a_signatory()
    readers, qpvs = two_readers(contact), [a_qpv()]
    if kind == "alone":
        readers = Readers(first=contact.person, second=contact.person)
    elif kind == "stranger":
        readers = Readers(first=contact.person, second=other.person)
    elif kind == "former":
        Membership.objects.filter(user=readers.second).update(ended_at=contact.organisation.created_at)
    elif kind == "nowhere":
        qpvs = []
    elif kind == "elsewhere":
        qpvs = [a_qpv(), a_qpv(name="Loin", code="QN06901M")]
    elif kind == "twice":
        accept(by=contact, qpvs=qpvs, readers=readers)
    elif kind == "too long":
        readers = two_readers(contact, talk="a" * (LONGEST_TALK + 1))
    before = Relay.objects.count()
    try:
        accept(by=contact, qpvs=qpvs, readers=readers)
    finally:
        assert Relay.objects.count() == before


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("unpublished", "dès que sa signature"),
        ("alone", "différentes"),
        ("stranger", "s’occuper de votre association"),
        ("former", "s’occuper de votre association"),
        ("nowhere", "au moins un quartier"),
        ("elsewhere", "où votre association agit"),
        ("twice", "déjà dit oui"),
        ("too long", "160"),
    ],
)
def test_a_yes_that_cannot_be_is_refused_plainly(kind: str, said: str) -> None:
    with pytest.raises(ActionRefused, match=said):
        wrong(kind)


def test_only_who_animates_there_gives_it_and_once() -> None:
    relay = an_asked_relay()
    for actor in (Actor(), an_animator("69"), contact_of(relay.organisation, relay.first)):
        with pytest.raises(ActionRefused, match="équipe d’animation de ce département"):
            give(relay, by=actor)

    give(relay, by=an_animator("93"))
    with pytest.raises(ActionRefused, match="déjà fait"):
        give(relay, by=the_team())
    with pytest.raises(ActionRefused, match="Une autre association"):
        give(an_asked_relay(), by=the_team())


def test_who_left_the_charter_meanwhile_is_given_nothing() -> None:
    relay = an_asked_relay()
    withdraw(relay.organisation.signatures.get(), by=the_team().person, reason="À sa demande (exemple).")

    with pytest.raises(ActionRefused, match="n’est pas publiée"):
        give(relay, by=the_team())


@pytest.mark.django_db(transaction=True)
def test_two_given_at_once_are_one() -> None:
    team = the_team()
    relays = [an_asked_relay() for _ in range(2)]

    answers = side_by_side(*(partial(give, relay, by=team) for relay in relays))

    assert raised(answers) == [ActionRefused]
    assert Relay.objects.given().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_yes_said_twice_at_once_is_one() -> None:
    contact, qpv = a_signatory(), a_qpv()
    readers = two_readers(contact)
    say_yes = partial(accept, by=contact, qpvs=[qpv], readers=readers)

    answers = side_by_side(say_yes, say_yes)

    assert raised(answers) == [ActionRefused]
    assert Relay.objects.count() == 1


def test_either_ends_it_once_and_nobody_else() -> None:
    relay = a_relay()
    for actor in (Actor(), Actor(person=a_user()), an_animator("69"), a_signatory()):
        with pytest.raises(ActionRefused, match="mettre fin à ce rôle"):
            end(relay, by=actor)

    ended = end(relay, by=contact_of(relay.organisation, relay.second))

    assert ended.ended_at
    assert ended.ended_by == relay.second
    assert not Relay.objects.serving().exists()
    with pytest.raises(ActionRefused, match="déjà fait"):
        end(relay, by=the_team())


def test_the_rules() -> None:
    relay = a_relay()
    actors = {
        "visitor": Actor(),
        "its association": contact_of(relay.organisation, relay.first),
        "another": a_signatory(),
        "not published": a_signatory(published=False),
        "its animator": an_animator("93"),
        "another animator": an_animator("69"),
        "national": the_team(),
    }

    def allowed(rule: object) -> set[str]:
        return {name for name, actor in actors.items() if rule(actor)}  # type: ignore[operator]  # a function

    assert allowed(rules.may_accept) == {"its association", "another"}
    assert allowed(lambda actor: rules.animates(actor, relay)) == {"its animator", "national"}
    assert allowed(lambda actor: rules.may_end(actor, relay)) == {"its association", "its animator", "national"}
    assert allowed(lambda actor: Relay.objects.visible_to(actor).exists()) == {
        *("its association", "its animator", "national")
    }


@pytest.mark.parametrize("lost", ["signature", "first", "second", "neighbourhood", "nothing"])
def test_who_lost_what_it_needs_reads_no_more_and_is_told(lost: str) -> None:
    relay = a_relay()
    if lost == "signature":
        withdraw(relay.organisation.signatures.get(), by=the_team().person, reason="À sa demande (exemple).")
    elif lost == "neighbourhood":
        relay.organisation.qpvs.clear()
    elif lost != "nothing":
        Membership.objects.filter(user=getattr(relay, lost)).update(ended_at=relay.asked_at)

    serving = Relay.objects.serving().exists()
    for _ in range(2):
        end_lost()

    assert serving is (lost == "nothing")
    assert Relay.objects.given().exists() is (lost == "nothing")
    assert Event.objects.filter(kind="relay.ended").count() == (lost != "nothing")


def test_an_asked_one_waits_whatever_happens() -> None:
    relay = an_asked_relay()

    end_lost()

    assert Relay.objects.asked().get() == relay
    assert not Relay.objects.read_by(relay.first).exists()


def test_both_people_read_and_nobody_else() -> None:
    relay = a_relay()
    third = a_colleague_of(relay.organisation)

    found = [Relay.objects.read_by(person).exists() for person in (relay.first, relay.second, third, None)]

    assert found == [True, True, False, False]


def test_when_one_may_come_is_said_by_the_association_alone() -> None:
    relay = a_relay()
    contact = contact_of(relay.organisation, relay.first)
    path = f"/espace/{relay.organisation.slug}/relais/{relay.pk}/"

    page = browser_of(contact.person).post(path, {"talk": "Jeudi 9 h–11 h"}, follow=True).content.decode()

    assert "Jeudi 9 h–11 h" in page
    with pytest.raises(ActionRefused, match="Seule l’association"):
        say_when(relay, by=a_signatory(), talk="Jamais")
    assert Relay.objects.get().talk == "Jeudi 9 h–11 h"


def test_an_association_stops_from_its_space() -> None:
    relay = a_relay()
    path = f"/espace/{relay.organisation.slug}/relais/{relay.pk}/arreter/"
    browser = browser_of(relay.first)

    asked = browser.get(path).content.decode()
    done = browser.post(path, follow=True).content.decode()

    assert "Le formulaire se ferme aussitôt" in asked
    assert "Merci d’avoir lu" in done
    assert browser.get(path).status_code == 404


def test_nobody_finds_that_of_another() -> None:
    relay, stranger = a_relay(), a_signatory()
    path = f"/espace/{stranger.organisation.slug}/relais/{relay.pk}/"

    browser = browser_of(stranger.person)

    assert [browser.get(f"{path}{page}").status_code for page in ("", "arreter/")] == [404, 404]
    assert team_browser(a_user()).get("/animation/relais/").status_code == 403


def test_a_form_that_nobody_can_fill_in_says_what_is_missing() -> None:
    contact = a_signatory()

    page = browser_of(contact.person).get(f"/espace/{contact.organisation.slug}/relais/").content.decode()

    assert "deux personnes qui s’occupent d’elle" in page
    assert "Nous acceptons" not in page


def test_the_team_sees_that_a_form_is_closed() -> None:
    relay, team = a_relay(), the_team()
    Membership.objects.filter(user=relay.second).update(ended_at=relay.asked_at)

    page = team_browser(team.person).get("/animation/relais/").content.decode()

    assert "Le formulaire est fermé" in page


def test_who_animates_one_department_sees_its_relais_alone() -> None:
    here, far = a_relay(), a_relay(qpv=a_qpv(name="Loin", code="QN06901M"))

    page = team_browser(a_colleague(Role.Kind.TERRITORIAL, here.qpv.department)).get("/animation/relais/").text

    assert here.organisation.name in page
    assert far.organisation.name not in page


def test_signing_in_again_leads_back() -> None:
    relay = a_relay()
    browser = relay_browser(relay.first, ago=timedelta(hours=13))

    led = browser.post("/compte/de-nouveau/?next=/espace/")
    away = browser_of(relay.second).post("/compte/de-nouveau/?next=//example.org/")

    assert led["Location"] == "/compte/connexion/?next=%2Fespace%2F"
    assert away["Location"] == "/compte/connexion/?next=%2Fespace%2F"
    assert browser.get("/espace/").status_code == 302


def test_one_that_ended_may_begin_again() -> None:
    relay = a_relay()
    changed(relay, ended_at=relay.asked_at)

    again = accept(
        by=contact_of(relay.organisation, relay.first),
        qpvs=[a_qpv()],
        readers=Readers(first=relay.second, second=relay.first),
    )

    assert give(again[0], by=the_team()).given_at


def test_the_page_of_a_neighbourhood_follows_its_relay_and_no_other_association(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    relay, other, anew = a_relay(), a_signatory(), list[Relay]()
    monkeypatch.setattr(receivers, "changed", lambda *relays: anew.extend(relays))

    organisation_changed.send(Organisation, organisation=other.organisation, by=None)
    assert anew == []
    organisation_changed.send(Organisation, organisation=relay.organisation, by=None)
    assert anew == [relay]
    signature_paused.send(Signature, signature=other.organisation.signatures.get())
    assert anew == [relay]
    signature_paused.send(Signature, signature=relay.organisation.signatures.get())
    assert anew == [relay, relay]


def who_looks() -> dict[str, TeamMember]:
    return {"here": an_animator("93"), "far": an_animator("69"), "comité": the_comite()}


def test_the_workspace_counts_those_that_read_where_one_animates() -> None:
    a_relay()
    an_asked_relay(qpv=a_qpv(name="À côté", code="QN09332M"))

    counts = {
        who: [link.count for link in WORKSPACE_LINKS.gather(actor) if link.label == "Relais de quartier"]
        for who, actor in who_looks().items()
    }

    assert counts == {"here": [1], "far": [0], "comité": []}


def test_what_waits_to_be_given_is_shown_to_who_animates_there() -> None:
    relay = an_asked_relay()
    a_relay(qpv=a_qpv(name="À côté", code="QN09332M"))

    piles = {
        who: [[*pile.rows] for pile in WORKSPACE_LINES.gather(actor) if pile.slug == "relais"]
        for who, actor in who_looks().items()
    }

    assert piles == {"here": [[relay]], "far": [[]], "comité": []}


def test_it_is_proposed_once_to_a_signatory_that_acts_somewhere_then_its_papers_lead_to_it() -> None:
    nowhere, relay = a_signatory(), an_asked_relay()
    nowhere.organisation.qpvs.clear()
    contacts = {
        "signed": a_signatory(),
        "unsigned": a_signatory(published=False),
        "nowhere": nowhere,
        "said yes": contact_of(relay.organisation, relay.first),
    }

    def told(place: Any) -> set[str]:
        return {
            name
            for name, contact in contacts.items()
            if any(each.href.endswith("/relais/") for each in place.gather(contact))
        }

    assert told(SPACE_STEPS) == {"signed"}
    assert told(SPACE_PAPERS) == {"said yes"}


def test_only_neighbourhoods_and_people_that_may_be_chosen_are_offered() -> None:
    relay, other = a_relay(), a_qpv(name="À côté", code="QN09332M")
    gone = a_colleague_of(relay.organisation)
    Membership.objects.filter(user=gone).update(ended_at=relay.asked_at)
    a_relay(qpv=other)  # of another association, which keeps nobody from offering to read there
    relay.organisation.qpvs.add(other)

    form = AcceptForm(organisation=relay.organisation)

    fields: dict[str, Any] = form.fields
    assert [*fields["qpvs"].queryset] == [other]
    for name in ("first", "second"):
        assert {*fields[name].queryset} == {relay.first, relay.second}
    assert form.is_possible
    relay.organisation.qpvs.remove(other)
    assert not AcceptForm(organisation=relay.organisation).is_possible


def test_what_ended_is_shown_to_the_team_of_its_place_and_no_more_to_its_association() -> None:
    relay = a_relay()
    contact = contact_of(relay.organisation, relay.first)
    end(relay, by=contact)

    space = browser_of(contact.person).get(f"/espace/{relay.organisation.slug}/relais/").content.decode()
    pages = [
        team_browser(a_colleague(Role.Kind.TERRITORIAL, place.department)).get("/animation/relais/").text
        for place in (relay.qpv, a_qpv(name="Loin", code="QN06901M"))
    ]

    assert f"/relais/{relay.pk}/arreter/" not in space
    assert [relay.organisation.name in page for page in pages] == [True, False]
    with pytest.raises(ActionRefused, match="Seule l’association qui est relais"):
        say_when(relay, by=contact, talk="Jamais")


def test_what_no_association_reads_any_more_is_ended_by_nobody() -> None:
    lost, kept = a_relay(), a_relay(qpv=a_qpv(name="À côté", code="QN09332M"))
    lost.organisation.qpvs.clear()

    end_lost()

    lost.refresh_from_db()
    kept.refresh_from_db()
    assert lost.ended_at
    assert lost.ended_by is None
    assert kept.ended_at is None

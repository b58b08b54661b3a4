"""Several signatures of a list are paused at once, after the rules."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from signatories.history.models import Event
from signatories.moderation import actions
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.people.models import Role
from signatories.signatures.models import Signature
from tests.factories import (
    a_colleague,
    a_commune,
    a_confirmed_signature,
    a_paper_signature,
    a_published_signature,
    a_team_member,
    an_organisation,
)
from tests.lists import queries_of
from tests.signatories.tags.scenes import in_lyon
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
LIST, PAUSE = reverse("following:list"), reverse("together:pause")
SHOWN = f"{PAUSE}?q=exemple"
WHY = "Trois appels sans réponse."


def out_of_reach(name: str, *, attempts: int = 3, organisation: Organisation | None = None) -> Signature:
    """Published, and called in vain."""
    signature = a_published_signature(organisation=organisation or an_organisation(name=name))
    for _ in range(attempts):
        actions.note_attempt(signature, by=a_team_member(), text="Appel sans réponse.")
    return signature


def ticked(page: str) -> dict[str, bool]:
    boxes = re.findall(r'name="signatures" value="([^"]+)"( checked)?', page)
    return {pk: bool(checked) for pk, checked in boxes}


def sent(page: str, *signatures: Signature, why: str = WHY) -> dict[str, object]:
    """What the form of the page sends with these ticked, and no other."""
    read = dict(re.findall(r'name="([^"]+-vu)" value="(\d+)"', page))
    return read | {"signatures": [str(signature.pk) for signature in signatures], "text": why}


def page_of(team: Client, address: str = SHOWN) -> str:
    return team.get(address).content.decode()


def states(*signatures: Signature) -> list[str]:
    return [Signature.objects.get(pk=signature.pk).status for signature in signatures]


def test_only_those_that_the_rules_allow_are_offered_and_the_others_say_why() -> None:
    # Given one called three times, one twice, one that waits for its review, one that signed nothing
    ready, called = out_of_reach("Prête (exemple)"), out_of_reach("Appelée (exemple)", attempts=2)
    waits = a_confirmed_signature(name="Attend (exemple)")
    an_organisation(name="Rien (exemple)")
    team = team_browser(a_team_member())

    # When she goes from the list to the page that says who is meant
    assert SHOWN in page_of(team, f"{LIST}?q=exemple")
    page = page_of(team)

    # Then the first alone is ticked, what will happen is said, and of each other why not
    assert ticked(page) == {str(ready.pk): True}
    assert "quitte la liste des signataires" in page
    assert "Ses personnes contact recevront un e-mail, avec ce que vous écrivez." in page
    assert "3 associations ne peuvent pas être mises en pause" in page
    for name, why in (
        ("Appelée", "2 sur 3"),
        ("Attend", "confirmée, en cours de relecture"),
        ("Rien", "Elle n’a rien signé."),
    ):
        assert re.search(rf"{name} \(exemple\)</a> <span class=\"hint\">[^<]*{why}", page), name
    assert states(ready, called, waits) == ["published", "published", "confirmed"]


def test_what_is_ticked_is_paused_and_its_people_are_told() -> None:
    one, two, left = (out_of_reach(f"{name} (exemple)") for name in ("Une", "Deux", "Laissée"))
    person = a_team_member()
    team = team_browser(person)

    answer = team.post(SHOWN, sent(page_of(team), one, two), follow=True)

    assert answer.redirect_chain == [(f"{LIST}?q=exemple", 302)]
    assert "2 signatures sont en pause." in answer.content.decode()
    assert states(one, two, left) == ["paused", "paused", "published"]
    told = Message.objects.filter(kind="signature.paused").values_list("to", flat=True)
    assert sorted(told) == sorted(each.organisation.memberships.get().user.email for each in (one, two))
    for signature in (one, two):
        event = Event.objects.of(signature).filter(kind="signature.paused").get()
        assert (event.actor, event.note) == (person, WHY)
    listed = team.get("/signataires/").content.decode()
    assert one.organisation.name not in listed
    assert left.organisation.name in listed

    # And one comes back by itself when its association gives a sign
    actions.reply(one, by=one.organisation.memberships.get().user, text="Toujours là.")
    assert states(one, two, left) == ["published", "paused", "published"]


def test_what_happened_meanwhile_holds_that_one_back_alone() -> None:
    wrote, plain = out_of_reach("Écrit (exemple)"), out_of_reach("Prête (exemple)")
    team = team_browser(a_team_member())
    form = sent(page_of(team), wrote, plain)
    actions.reply(wrote, by=wrote.organisation.memberships.get().user, text="Toujours là.")

    page = team.post(SHOWN, form, follow=True).content.decode()

    assert states(wrote, plain) == ["published", "paused"]
    assert "Une signature est en pause." in page
    assert "Écrit (exemple) n’est pas en pause\u202f: Il s’est passé quelque chose" in page


def test_what_the_rules_do_not_allow_is_not_done_even_if_it_is_sent() -> None:
    called, team = out_of_reach("Appelée (exemple)", attempts=2), team_browser(a_team_member())
    out_of_reach("Prête (exemple)")
    seen = Event.objects.order_by("-pk")[0].pk
    form = sent(page_of(team), called) | {f"{called.pk}-vu": Event.objects.about(called).latest("pk").pk}

    page = team.post(SHOWN, form, follow=True).content.decode()

    assert seen
    assert states(called) == ["published"]
    assert "il en manque 1" in page
    assert "sont en pause" not in page, "nothing was done"


def test_one_that_she_does_not_animate_and_nothing_is_done() -> None:
    here, elsewhere = out_of_reach("Ici (exemple)"), out_of_reach("", organisation=in_lyon())
    hers = team_browser(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))
    page = page_of(hers)
    assert ticked(page) == {str(here.pk): True}

    answer = hers.post(SHOWN, sent(page, here, elsewhere)).content.decode()

    assert "Rien n’est changé" in answer
    assert states(here, elsewhere) == ["published", "published"]


def test_what_was_typed_is_kept_after_a_refusal() -> None:
    one, two = out_of_reach("Une (exemple)"), out_of_reach("Deux (exemple)")
    team = team_browser(a_team_member())
    form = sent(page_of(team), two)

    assert ticked(team.post(SHOWN, form | {"text": ""}).content.decode()) == {
        str(one.pk): False,
        str(two.pk): True,
    }
    assert WHY in team.post(SHOWN, form | {"signatures": []}).content.decode()
    assert states(one, two) == ["published", "published"]


def test_it_says_who_cannot_be_told() -> None:
    paper = a_paper_signature(contact_email="")
    for _ in range(3):
        actions.note_attempt(paper, by=a_team_member(), text="Passage, porte close.")

    page = page_of(team_browser(a_team_member()), f"{PAUSE}?etat=published")

    assert ticked(page) == {str(paper.pk): True}
    assert "Personne n’a laissé d’adresse e-mail" in page


def test_the_page_costs_the_same_at_any_length() -> None:
    team, costs = team_browser(a_team_member()), []
    for many in (1, 3):
        for number in range(many):
            out_of_reach(f"{many} {number} (exemple)")
            out_of_reach(f"{many} {number} bis (exemple)", attempts=1)
        costs.append(queries_of(team, SHOWN))

    assert costs[0] == costs[1]

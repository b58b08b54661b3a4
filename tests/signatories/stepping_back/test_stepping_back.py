"""An association asks for a pause or a withdrawal; somebody of the team does it; it may think again."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit import periodic
from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.moderation.actions import give_sign, reply
from signatories.organisations.actions import add_contact, update_themes
from signatories.organisations.models import Membership
from signatories.outbox.delivery import deliver_due
from signatories.outbox.models import Message
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.people.places import Leaver
from signatories.signatures.actions import pause, take_publication_back, withdraw
from signatories.signatures.models import Signature, Status
from signatories.stepping_back import actions
from signatories.stepping_back.contributions import waiting, why_it_asked, why_she_asked
from signatories.stepping_back.lists import StepBacks
from signatories.stepping_back.models import DONE_WITHIN, StepBack
from signatories.stepping_back.tasks import settle_what_is_due
from tests.factories import (
    a_colleague,
    a_commune,
    a_confirmed_signature,
    a_newer_charter,
    a_published_signature,
    a_team_member,
    a_user,
    an_organisation,
)
from tests.lists import costs_the_same_at_any_length
from tests.signatories.stepping_back.scenes import WHY, Kind, a_step_back, contact_of, the_team
from tests.signatories.today.lines import heaps
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def signature() -> Signature:
    return a_published_signature()


@pytest.fixture
def browser(signature: Signature) -> Client:
    return browser_of(contact_of(signature).person)


def page_of(name: str, signature: Signature) -> str:
    return reverse(f"stepping_back:{name}", args=[signature.organisation.slug])


def space(browser: Client, signature: Signature) -> str:
    return browser.get(f"/espace/{signature.organisation.slug}/").content.decode()


def state(signature: Signature) -> str:
    return Signature.objects.get(pk=signature.pk).status


def test_it_asks_says_why_if_it_likes_and_everybody_there_is_told(signature: Signature, browser: Client) -> None:
    colleague, team = add_contact(signature.organisation, user=a_user(), role="").user, the_team()

    assert "Faire une pause, ou se retirer" in space(browser, signature)
    page = browser.get(page_of("ask", signature)).content.decode()
    assert "Vous revenez quand vous voulez" in page
    assert "signer de nouveau" in page
    browser.post(page_of("ask", signature), {"kind": "pause", "reason": WHY})

    assert state(signature) == Status.PUBLISHED
    assert {*Message.objects.filter(kind="stepping_back.asked").values_list("to", flat=True)} == {
        contact_of(signature).person.email,
        colleague.email,
    }
    assert WHY in Message.objects.get(kind="stepping_back.asked_of_team", to=team.person.email).text
    assert heaps(team)["departs"] == (1, 0)
    assert "a demandé une pause" in space(browser, signature)
    assert "Envoyer la demande" not in browser.get(page_of("ask", signature)).content.decode()


def test_who_leaves_is_asked_of_the_signature_that_is_in_force(signature: Signature, browser: Client) -> None:
    """Not of the one that was given since, and waits to be read: both end."""
    a_newer_charter()
    waiting = a_confirmed_signature(organisation=signature.organisation)

    assert "Faire une pause, ou se retirer" in space(browser, signature)
    browser.post(page_of("ask", signature), {"kind": "withdrawal", "reason": WHY})
    step = StepBack.objects.get()
    actions.settle(step, by=the_team())

    assert step.signature == signature
    assert [state(each) for each in (signature, waiting)] == [Status.WITHDRAWN, Status.WITHDRAWN]


def test_until_it_is_done_one_thinks_again_and_what_waited_does_not_leave(
    signature: Signature, browser: Client
) -> None:
    a_team_member()
    a_step_back(signature)
    former = add_contact(signature.organisation, user=a_user(email="partie@example.org"), role="")
    Membership.objects.filter(pk=former.pk).update(ended_at=timezone.now())
    other = a_step_back(a_published_signature())  # which waits on

    browser.post(page_of("take_back", signature))

    assert "Faire une pause, ou se retirer" in space(browser, signature)
    assert "Votre signature reste comme elle est" in Message.objects.get(kind="stepping_back.taken_back").text
    deliver_due()
    told = {*Message.objects.filter(kind="stepping_back.taken_back").values_list("to", flat=True)}
    assert told == {contact_of(signature).person.email}
    waited = Message.objects.filter(kind__startswith="stepping_back.asked").about(signature.organisation)
    assert waiting(step=str(other.pk))
    assert {*waited.values_list("state", flat=True)} == {Message.State.CANCELLED}
    again = browser.post(page_of("take_back", signature), follow=True).content.decode()
    assert "Cette demande n’attend plus" in again


@pytest.mark.parametrize(
    ("kind", "becomes", "said"),
    [(Kind.PAUSE, Status.PAUSED, "est en pause"), (Kind.WITHDRAWAL, Status.WITHDRAWN, "est retirée")],
)
def test_somebody_of_the_team_does_it_in_her_words(
    signature: Signature, kind: StepBack.Kind, becomes: str, said: str
) -> None:
    step, team = a_step_back(signature, kind=kind), team_browser(a_team_member())
    address = reverse("stepping_back:settle", args=[step.pk])

    assert signature.organisation.name in team.get("/animation/departs/").content.decode()
    assert WHY in team.get(address).content.decode()
    answer = team.post(address, {"text": "Merci, et à bientôt."}, follow=True).content.decode()

    assert said in answer
    assert "Personne ne demande à s’arrêter" in answer
    assert state(signature) == becomes
    mail = Message.objects.get(kind=f"signature.{becomes}")
    assert "Merci, et à bientôt." in mail.text
    assert "pas réussi à joindre" not in mail.text
    assert team.get(address).status_code == 404


def test_a_pause_that_it_asked_for_ends_when_it_says_so_and_by_nothing_else(
    signature: Signature, browser: Client
) -> None:
    contact = contact_of(signature)
    actions.settle(a_step_back(signature), by=the_team())

    reply(signature, by=contact.person, text="Merci à vous.")
    update_themes(signature.organisation, by=contact.person, themes=[])
    give_sign(signature.organisation, by=contact.person)
    assert state(signature) == Status.PAUSED
    assert "comme vous l’avez demandé" in (page := space(browser, signature))
    assert "Retirer notre signature" in page
    exchanges = browser.get(reverse("moderation:exchanges", args=[signature.organisation.slug]))
    assert "Vous l’avez demandé. Quand vous le direz" in exchanges.content.decode()
    browser.post(reverse("moderation:still_here", args=[signature.organisation.slug]))

    found = Signature.objects.get(pk=signature.pk)
    assert (found.status, found.pause_asked) == (Status.PUBLISHED, False)


def test_who_withdrew_may_sign_again(signature: Signature, browser: Client) -> None:
    actions.settle(a_step_back(signature, kind=Kind.WITHDRAWAL), by=the_team())

    page = space(browser, signature)

    assert "Signer la charte" in page
    assert "Faire une pause" not in page
    assert browser.get(page_of("ask", signature)).status_code == 404


def test_what_nobody_does_in_time_is_done(signature: Signature) -> None:
    late, recent = a_step_back(signature, kind=Kind.WITHDRAWAL), a_step_back()
    StepBack.objects.filter(pk=late.pk).update(asked_at=timezone.now() - DONE_WITHIN)

    for _ in range(2):
        settle_what_is_due.call()

    assert settle_what_is_due in periodic.daily_tasks()
    assert state(signature) == Status.WITHDRAWN
    assert state(recent.signature) == Status.PUBLISHED
    assert Event.objects.get(kind="signature.withdrawn").actor == late.asked_by


def test_what_cannot_be_done_waits_as_it_is_and_stops_nothing(signature: Signature) -> None:
    stuck, late = a_step_back(signature), a_step_back()
    StepBack.objects.update(asked_at=timezone.now() - DONE_WITHIN)
    take_publication_back(signature, by=a_team_member(), reason="Publiée trop vite.")

    actions.settle_due()

    stuck.refresh_from_db()
    assert (stuck.state, state(signature)) == (StepBack.State.WAITING, Status.CONFIRMED)
    assert state(late.signature) == Status.PAUSED


def test_another_road_to_the_same_end_settles_it(signature: Signature) -> None:
    step = a_step_back(signature)

    withdraw(signature, by=a_team_member(), reason="À sa demande, au téléphone.")

    step.refresh_from_db()
    assert step.state == StepBack.State.DONE


def test_each_button_says_what_it_did(signature: Signature, browser: Client) -> None:
    asked = browser.post(page_of("ask", signature), {"kind": "pause", "reason": ""}, follow=True).content.decode()
    taken_back = browser.post(page_of("take_back", signature), follow=True).content.decode()

    assert "Votre demande est arrivée à l’équipe d’animation" in asked
    assert "Rien ne change : votre signature reste comme elle est." in taken_back


def test_a_pause_by_another_road_leaves_an_end_that_was_asked_for(signature: Signature) -> None:
    pausing, leaving, other = a_step_back(), a_step_back(signature, kind=Kind.WITHDRAWAL), a_step_back()

    for each in (pausing, leaving):
        pause(each.signature, by=a_team_member(), reason="Au téléphone.")

    states = [StepBack.objects.get(pk=each.pk).state for each in (pausing, leaving, other)]
    assert states == [StepBack.State.DONE, StepBack.State.WAITING, StepBack.State.WAITING]


def test_what_one_asks_for_is_shown_and_taken_back_there_alone(signature: Signature, browser: Client) -> None:
    other = a_step_back(kind=Kind.WITHDRAWAL)

    assert "Faire une pause, ou se retirer" in space(browser, signature)
    assert "Envoyer la demande" in browser.get(page_of("ask", signature)).content.decode()
    answer = browser.post(page_of("take_back", signature), follow=True).content.decode()

    assert "Cette demande n’attend plus" in answer
    assert StepBack.objects.get() == other
    assert StepBack.objects.get().state == StepBack.State.WAITING


def test_each_of_the_team_reads_and_finds_those_of_her_departments() -> None:
    lyon = an_organisation(name="Les Canuts (exemple)", commune=a_commune(name="Lyon", code="69123"))
    here, there = (
        a_step_back(a_published_signature(organisation=each))
        for each in (an_organisation(name="Le Mail (exemple)"), lyon)
    )
    done = a_step_back()
    actions.settle(done, by=the_team())
    browsers = (
        team_browser(a_colleague(Role.Kind.TERRITORIAL, a_commune().department)),
        team_browser(a_team_member()),
    )

    def listed(browser: Client, **asked: str) -> list[StepBack]:
        return list(browser.get("/animation/departs/", asked).context["listing"].rows)

    assert [listed(browser) for browser in browsers] == [[here], [here, there]]
    assert listed(browsers[1], q="canuts") == [there]
    address = reverse("stepping_back:settle", args=[there.pk])
    assert [browser.get(address).status_code for browser in browsers] == [404, 200]
    assert heaps(member(a_colleague(Role.Kind.TERRITORIAL, a_commune().department)))["departs"] == (1, 0)


def test_why_goes_with_who_said_it_or_with_its_association_and_with_nobody_else() -> None:
    hers, others, its = a_step_back(), a_step_back(), a_step_back()

    why_she_asked(Leaver(frozenset({"personne@example.org"})))
    assert StepBack.objects.filter(reason=WHY).count() == 3
    why_she_asked(Leaver(frozenset({hers.asked_by.email}), hers.asked_by))
    why_it_asked(its.signature.organisation)

    reasons = [StepBack.objects.get(pk=each.pk).reason for each in (hers, others, its)]
    assert reasons == ["", WHY, ""]
    told = Message.objects.filter(kind="stepping_back.asked", text__contains=WHY)
    assert [mail.to for mail in told] == [others.asked_by.email], "the mails that said why went too"


def test_what_ended_is_asked_to_end_no_more(signature: Signature) -> None:
    withdraw(signature, by=a_team_member(), reason="À sa demande.")

    for kind in Kind:
        with pytest.raises(ActionRefused, match="déjà retirée"):
            actions.ask(signature, by=contact_of(signature), kind=kind)


def test_one_cannot_ask_for_what_makes_no_sense(signature: Signature) -> None:
    contact, waiting = contact_of(signature), a_confirmed_signature()

    with pytest.raises(ActionRefused, match="Seule une signature publiée"):
        actions.ask(waiting, by=contact_of(waiting), kind=Kind.PAUSE)
    with pytest.raises(ActionRefused, match="Seules les personnes contact"):
        actions.ask(waiting, by=contact, kind=Kind.WITHDRAWAL)
    a_step_back(signature)
    with pytest.raises(ActionRefused, match="attend déjà"):
        actions.ask(signature, by=contact, kind=Kind.WITHDRAWAL)
    with pytest.raises(ActionRefused, match="de ce département"):
        actions.settle(StepBack.objects.get(), by=contact)
    with pytest.raises(ActionRefused, match="Seules les personnes contact"):
        actions.take_back(StepBack.objects.get(), by=contact_of(waiting))


def test_who_is_not_seen_is_offered_its_withdrawal_alone() -> None:
    signature = a_confirmed_signature()
    browser = browser_of(contact_of(signature).person)

    page = browser.get(page_of("ask", signature)).content.decode()

    assert 'value="pause"' not in page
    assert 'value="withdrawal"' in page


def test_the_list_costs_the_same_at_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = team_browser(a_team_member())
    costs_the_same_at_any_length(monkeypatch, browser, StepBacks, "/animation/departs/", a_step_back)

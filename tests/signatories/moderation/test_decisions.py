"""A decision says what it was decided on; a stale one shows what happened meanwhile, and does nothing."""

import pytest
from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from signatories.moderation import actions
from signatories.moderation.decisions import DECISIONS, StaleDecision, offered, revision, take
from signatories.moderation.queries import pending_appeal
from signatories.organisations.actions import update_themes
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.signatures.models import Signature, Status
from tests.factories import a_confirmed_signature, a_published_signature, a_team_member
from tests.races import raised, side_by_side
from tests.signin import team_browser

alone = pytest.mark.django_db
together = pytest.mark.django_db(transaction=True)
WHY = {"text": "Le nom manque."}


def contact_of(signature: Signature) -> User:
    return signature.organisation.memberships.get().user


def an_appealed_signature() -> Signature:
    signature = actions.send_back(a_confirmed_signature(), by=a_team_member(), reason="Non.")
    actions.appeal(signature, by=contact_of(signature), text="Regardez.")
    return signature


def decide(slug: str, signature: Signature, by: User, seen: int, **data: object) -> None:
    take(DECISIONS[slug], signature, by=by, data=data, seen=seen)


@together
@pytest.mark.parametrize(("first", "second"), [("publier", "a-revoir"), ("a-revoir", "publier")])
def test_of_two_people_who_decide_together_one_wins_and_the_other_sees(first: str, second: str) -> None:
    signature, one, other = a_confirmed_signature(), a_team_member(), a_team_member()
    seen = revision(signature)

    answers = side_by_side(
        lambda: decide(first, signature, one, seen, **WHY), lambda: decide(second, signature, other, seen, **WHY)
    )

    assert raised(answers) == [StaleDecision]
    signature.refresh_from_db()
    assert signature.status == (Status.PUBLISHED if first == "publier" else Status.TO_REVIEW)
    stale = answers[1]
    assert isinstance(stale, StaleDecision)
    assert stale.revision == revision(signature)
    assert {line.by for line in stale.meanwhile} == {str(one)}


@alone
def test_a_stale_page_shows_what_happened_and_carries_what_was_read_since() -> None:
    signature, team = a_confirmed_signature(), a_team_member()
    browser, address = team_browser(team), reverse("moderation:decide", args=[signature.pk, "publier"])
    page = browser.get(reverse("moderation:review", args=[signature.pk])).content.decode()
    seen = revision(signature)
    assert f"{address}?vu={seen}" in page
    actions.send_back(signature, by=a_team_member(), reason="Le quartier manque.")

    asked = browser.get(f"{address}?vu={seen}").content.decode()
    answer = browser.post(address, {"vu": seen}).content.decode()

    signature.refresh_from_db()
    assert f'name="vu" value="{seen}"' in asked
    assert signature.status == Status.TO_REVIEW
    assert "Relisez, puis décidez" in answer
    assert "À revoir ensemble" in answer
    assert "Le quartier manque." in answer
    assert f'name="vu" value="{revision(signature)}"' in answer
    done = browser.post(address, {"vu": revision(signature)}, follow=True)
    assert "La signature est publiée" in done.content.decode()


@alone
@pytest.mark.parametrize("carried", [{}, {"vu": ""}, {"vu": "x"}, {"vu": "-1"}])
def test_a_decision_that_does_not_say_what_was_read_is_shown_all_of_it(carried: dict[str, str]) -> None:
    signature = a_confirmed_signature()

    answer = team_browser(a_team_member()).post(
        reverse("moderation:decide", args=[signature.pk, "publier"]), carried
    )

    signature.refresh_from_db()
    assert signature.status == Status.CONFIRMED
    assert "Signature confirmée" in answer.content.decode()


@alone
def test_what_the_association_wrote_on_its_record_counts_too() -> None:
    signature, team = a_confirmed_signature(), a_team_member()
    seen = revision(signature)
    update_themes(signature.organisation, by=contact_of(signature), themes=[])

    with pytest.raises(StaleDecision):
        decide("publier", signature, team, seen)


@alone
@pytest.mark.parametrize("slug", ["note", "telephone", "tentative"])
def test_what_only_adds_stands_beside_what_happened(slug: str) -> None:
    signature, team = a_published_signature(), a_team_member()

    decide(slug, signature, team, 0, text="Vu.")

    assert signature.exchanges.count() == 1
    assert {one.slug for one in DECISIONS.values() if one.only_adds} == {"note", "telephone", "tentative"}


@alone
@pytest.mark.parametrize(("slug", "said"), [("publier", "publiée"), ("retirer", "retirée")])
def test_deciding_closes_the_appeal_that_no_stale_page_answers(slug: str, said: str) -> None:
    signature, team = an_appealed_signature(), a_team_member()

    decide(slug, signature, team, revision(signature), text="Dissoute.")

    assert pending_appeal(signature) is None
    assert said in signature.exchanges.get(kind="appeal_answer").text
    with pytest.raises(ActionRefused):
        actions.answer_appeal(signature, by=team, text="Reste à revoir.", accepted=False)
    assert not Message.objects.filter(kind="exchange.appeal_answer").exists()


@alone
def test_an_appeal_left_open_by_an_earlier_publication_is_answered_no_more() -> None:
    signature, team = an_appealed_signature(), a_team_member()
    Signature.objects.filter(pk=signature.pk).update(status=Status.PUBLISHED, published_at=signature.status_at)

    with pytest.raises(ActionRefused, match="n’attend de réponse"):
        actions.answer_appeal(signature, by=team, text="Reste à revoir.", accepted=False)


@alone
def test_an_answer_of_the_comite_that_publishes_is_one_answer() -> None:
    signature, team = an_appealed_signature(), a_team_member()

    decide("appel", signature, team, revision(signature), text="Publiez.", accepted=True)

    assert [one.text for one in signature.exchanges.filter(kind="appeal_answer")] == ["Publiez."]
    assert Signature.objects.get(pk=signature.pk).status == Status.PUBLISHED


OFFERED = {
    Status.CONFIRMED: {"publier", "question", "a-revoir", "telephone", "note", "doute", "retirer"},
    Status.TO_REVIEW: {"publier", "question", "telephone", "note", "doute", "retirer"},
    Status.PUBLISHED: {"question", "tentative", "pause", "telephone", "note", "doute", "retirer"},
    Status.PAUSED: {"question", "reprise", "telephone", "note", "doute", "retirer"},
    Status.WITHDRAWN: {"note"},
}


@pytest.mark.parametrize("status", Status)
def test_what_is_offered_in_each_state(status: Status) -> None:
    signature = Signature(status=status)
    answer = {"appel"} if status == Status.TO_REVIEW else set()

    assert {decision.slug for decision in offered(signature, has_appeal=False)} == OFFERED[status]
    assert {decision.slug for decision in offered(signature, has_appeal=True)} == OFFERED[status] | answer


@alone
@pytest.mark.parametrize(("answered", "status"), [("oui", Status.PUBLISHED), ("non", Status.TO_REVIEW)])
def test_the_comites_answer_is_noted_from_the_page_of_the_very_signature(answered: str, status: Status) -> None:
    team, signature, other = a_team_member(), a_confirmed_signature(), a_confirmed_signature()
    actions.send_back(signature, by=team, reason="Pas encore.")
    actions.appeal(signature, by=signature.organisation.memberships.get().user, text="Regardez.")
    client = team_browser(team)
    address = reverse("moderation:decide", args=[signature.pk, "appel"])
    pages = [
        client.get(reverse("moderation:review", args=[one.pk])).content.decode() for one in (signature, other)
    ]

    client.post(address, {"accepted": answered, "text": "Vu.", "vu": revision(signature)})

    signature.refresh_from_db()
    other.refresh_from_db()
    assert [address in page for page in pages] == [True, False]
    assert (signature.status, other.status) == (status, Status.CONFIRMED)

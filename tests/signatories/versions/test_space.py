"""An association's two pages, « pas cette fois », and the ways that lead there."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.models import CharterVersion
from signatories.organisations.models import Membership, Organisation
from signatories.signatures.actions import sign
from signatories.signatures.models import Signature
from signatories.signing.actions import drafting
from signatories.signing.actions.confirming import confirm
from signatories.versions import queries
from signatories.versions.actions import answering
from signatories.versions.forms import who_signs
from signatories.versions.models import Renewal
from tests.constraints import changed
from tests.factories import (
    a_charter,
    a_commune,
    a_draft,
    a_newer_charter,
    a_published_signature,
    a_user,
    another_text,
    association_answers,
    signing_facts,
)
from tests.signatories.versions.scenes import (
    a_proposal,
    an_adoption,
    an_asked,
    answer_of,
    contact_of,
    renewal_of,
    signed_again,
)
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
SIGNED = {
    "decided_by": "board",
    "decided_on": "",
    "meeting_on": "",
    "signer_name": "Aminata Diallo",
    "signer_role": "présidente",
    "agree": "on",
}


def here(organisation: Organisation, page: str = "") -> str:
    return f"/espace/{organisation.slug}/nouvelle-version/{page}"


def signing(**more: str) -> dict[str, str]:
    text = CharterVersion.objects.in_force()
    assert text
    return SIGNED | {"sha256": text.sha256} | more


def test_two_pages_are_enough_to_sign_the_new_text() -> None:
    actor = an_asked()
    browser = browser_of(actor.person)
    space = browser.get(f"/espace/{actor.organisation.slug}/").text
    changes = browser.get(here(actor.organisation)).text
    decision = browser.get(here(actor.organisation, "decision/")).text

    answer = browser.post(here(actor.organisation, "decision/"), signing(), follow=True).text

    assert "La charte a changé" in space
    assert "porte sur un texte précédent" in space
    assert "<ins>" in changes
    assert "6 engagements ne changent pas" in changes
    assert 'value="Aminata Diallo"' in decision
    assert answer_of(actor) == "signed"
    assert "C’est signé." in answer
    assert "La charte a changé" not in answer
    assert "porte sur un texte précédent" not in answer
    assert browser.get(here(actor.organisation)).status_code == 404, "nothing is left to sign"


def test_what_was_typed_stays_and_what_is_missing_is_said() -> None:
    actor = an_asked()
    browser = browser_of(actor.person)

    answer = browser.post(here(actor.organisation, "decision/"), signing(agree="", signer_name="Zoé Ré"))

    assert "Pour signer, cochez" in answer.text
    assert 'value="Zoé Ré"' in answer.text
    assert answer_of(actor) == "invited"


def test_the_board_is_waited_for_with_its_two_pages() -> None:
    actor = an_asked()
    browser = browser_of(actor.person)
    data = signing(decided_by="not_yet", meeting_on="2027-01-12", agree="")

    answer = browser.post(here(actor.organisation, "decision/"), data, follow=True).text
    kit = browser.get(here(actor.organisation, "dossier.pdf"))

    assert answer_of(actor) == "waiting"
    assert "la question vous attend ici" in answer
    assert "12 janvier 2027" in answer
    assert kit.content.startswith(b"%PDF")


def test_a_meeting_in_the_past_is_refused_by_the_action_too() -> None:
    actor = an_asked()

    with pytest.raises(ActionRefused, match="passée"):
        answering.wait_for_board(actor.organisation, by=actor, meeting_on=date(2020, 1, 1))


def test_not_this_time_is_said_with_a_reason_and_may_change() -> None:
    actor = an_asked()
    browser = browser_of(actor.person)

    empty = browser.post(here(actor.organisation, "pas-cette-fois/"), {"reason": " "}).text
    answer = browser.post(here(actor.organisation, "pas-cette-fois/"), {"reason": "Pas de réunion."}, follow=True)

    assert "Dites pourquoi" in empty
    assert "C’est noté. Votre signature d’avant" in answer.text
    assert "Vous avez répondu" in answer.text
    assert (renewal_of(actor).reason, answer_of(actor)) == ("Pas de réunion.", "declined")
    browser.post(here(actor.organisation, "decision/"), signing())
    assert answer_of(actor) == "signed"


def test_no_reason_is_refused_by_the_action_too() -> None:
    actor = an_asked()

    with pytest.raises(ActionRefused, match="Dites pourquoi"):
        answering.decline(actor.organisation, by=actor, reason=" \n")


def test_who_signs_is_proposed_in_the_role_that_she_has_there_today() -> None:
    actor = an_asked()
    hers = actor.organisation.memberships.get()
    Membership.objects.create(organisation=actor.organisation, user=a_user(), role="trésorier")
    changed(hers, role="stagiaire", ended_at=timezone.now())

    assert who_signs(actor) == {"signer_name": actor.person.full_name, "signer_role": ""}
    Membership.objects.create(organisation=actor.organisation, user=actor.person, role="coprésidente")
    assert who_signs(actor)["signer_role"] == "coprésidente"


def test_who_has_read_is_seen_to_have_read_once() -> None:
    actor = an_asked()
    browser = browser_of(actor.person)

    browser.get(here(actor.organisation))
    first = renewal_of(actor).read_at
    browser.get(here(actor.organisation))

    assert first
    assert renewal_of(actor).read_at == first


def test_what_changes_is_said_since_the_last_text_that_it_signed_itself() -> None:
    actor, other = an_asked(), an_asked()
    published = Signature.objects.get(organisation=actor.organisation)
    answering.decline(actor.organisation, by=actor, reason="Trop tôt.")
    sign(actor.organisation, facts=signing_facts())  # on paper, which nobody has read yet
    signed_again(other)

    found = queries.since_signed(actor.organisation, a_charter())
    assert (found["signature"], found["renewal"]) == (published, renewal_of(actor))
    assert queries.since_signed(other.organisation, a_charter())["renewal"] == renewal_of(other)
    third = an_adoption(a_proposal(another_text("trois", words="Nous gardons la porte ouverte ensemble")))
    assert queries.since_signed(actor.organisation, third)["renewal"] is None, "it answered another text"
    assert queries.since_signed(other.organisation, third)["signature"].charter_version.version == "nouvelle"


def test_who_signs_again_by_the_first_door_is_led_to_her_space() -> None:
    signature = a_published_signature(name="Les Lilas (exemple)")
    a_newer_charter()
    answers = association_answers(
        name="Les Lilas (exemple)", commune=a_commune().code, twins=[signature.organisation.slug]
    )
    draft, key = drafting.begin(answers)
    browser = Client()
    browser.get(f"/signer/{key.clear}/", follow=True)

    page = browser.get(f"/signer/{draft.pk}/deja-signataire/").text

    assert f'href="{here(signature.organisation)}"' in page
    assert "vous n’avez pas à signer de nouveau" not in page


def test_who_looks_after_it_makes_no_second_line() -> None:
    actor = an_asked("Les Lilas (exemple)")
    draft, _ = a_draft(name="Les Lilas (exemple)", commune=a_commune().code, email=actor.person.email)

    with pytest.raises(ActionRefused, match="personne contact"):
        confirm(draft)

    assert Organisation.objects.filter(name="Les Lilas (exemple)").count() == 1


def test_the_page_of_a_signatory_says_each_text_that_it_signed() -> None:
    actor = an_asked()
    signed_again(actor)
    first, last = Signature.objects.filter(organisation=actor.organisation).order_by("confirmed_at")

    page = Client().get(f"/signataires/{actor.organisation.slug}/").text
    found = Client().get("/signataires/").text

    assert f"/verifier/{first.code}/" in page
    assert f"/verifier/{last.code}/" in page
    assert "Textes signés : nouvelle, essai" in found.replace("\u202f", " ")
    assert found.count(f"/signataires/{actor.organisation.slug}/") == 1


def test_nobody_else_reads_or_answers_for_it() -> None:
    actor, other = an_asked(), contact_of(a_published_signature().organisation)

    assert browser_of(other.person).get(here(actor.organisation)).status_code == 404
    assert Renewal.objects.filter(read_at=None).count() == 1

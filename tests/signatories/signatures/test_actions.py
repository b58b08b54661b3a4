"""The life of a signature: each step does it, refuses it out of turn, says who and why, or does nothing at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.signatures import signals
from signatories.signatures.actions import (
    MandateFacts,
    pause,
    publish,
    renew_mandate,
    resume,
    send_back,
    sign,
    withdraw,
)
from signatories.signatures.models import Mandate, RegisterEntry, Signature, Status
from tests.factories import (
    a_confirmed_signature,
    a_newer_charter,
    a_published_signature,
    a_team_member,
    a_user,
    an_organisation,
    signing_facts,
)

pytestmark = pytest.mark.django_db

Step = Callable[[Signature, User], Signature]
STEPS: dict[str, Step] = {
    "publish": lambda signature, by: publish(signature, by=by),
    "send_back": lambda signature, by: send_back(signature, by=by, reason="Quel est votre quartier ?"),
    "pause": lambda signature, by: pause(signature, by=by, reason="Trois appels sans réponse."),
    "resume": lambda signature, by: resume(signature, by=by),
    "withdraw": lambda signature, by: withdraw(signature, by=by, reason="Dissolution."),
}
ALLOWED = {
    Status.CONFIRMED: {"publish", "send_back", "withdraw"},
    Status.TO_REVIEW: {"publish", "withdraw"},
    Status.PUBLISHED: {"pause", "withdraw"},
    Status.PAUSED: {"resume", "withdraw"},
    Status.WITHDRAWN: set(),
}
ROADS = {
    Status.CONFIRMED: [],
    Status.TO_REVIEW: ["send_back"],
    Status.PUBLISHED: ["publish"],
    Status.PAUSED: ["publish", "pause"],
    Status.WITHDRAWN: ["withdraw"],
}


def brought_to(status: Status, *, by: User) -> Signature:
    signature = a_confirmed_signature()
    for step in ROADS[status]:
        signature = STEPS[step](signature, by)
    return signature


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("step", list(STEPS))
def test_each_state_allows_these_steps_and_no_other(status: Status, step: str) -> None:
    team = a_team_member()
    signature = brought_to(status, by=team)
    rows = RegisterEntry.objects.count()

    if step in ALLOWED[status]:
        STEPS[step](signature, team)
        assert RegisterEntry.objects.count() == rows + 1
    else:
        with pytest.raises(ActionRefused):
            STEPS[step](signature, team)
        assert Signature.objects.get().status == status
        assert RegisterEntry.objects.count() == rows


def test_withdrawing_says_who_when_and_why() -> None:
    team = a_team_member()
    signature = a_published_signature()

    withdraw(signature, by=team, reason="Dissolution votée en juin.")

    signature.refresh_from_db()
    event = Event.objects.about(signature).first()
    assert (signature.status, signature.status_by) == (Status.WITHDRAWN, team)
    assert signature.status_reason == "Dissolution votée en juin."
    assert signature.withdrawn_at is not None
    assert event is not None
    assert (event.kind, event.actor, event.note) == ("signature.withdrawn", team, "Dissolution votée en juin.")


@pytest.mark.parametrize("step", [send_back, pause, withdraw])
def test_a_step_the_association_reads_about_needs_a_reason(step: Callable[..., Signature]) -> None:
    signature = a_published_signature() if step is pause else a_confirmed_signature()

    with pytest.raises(ActionRefused, match="pourquoi"):
        step(signature, by=a_team_member(), reason="  ")


def test_each_contact_gets_a_mail_that_names_the_association() -> None:
    contact = a_user(email="contact@example.org", first_name="Fatou")
    organisation = an_organisation(name="L’Atelier du Mail (exemple)", contact=contact)

    publish(a_confirmed_signature(organisation=organisation), by=a_team_member())

    mail = Message.objects.get(kind="signature.published")
    assert mail.to == "contact@example.org"
    assert "Bonjour Fatou" in mail.text
    assert "L’Atelier du Mail (exemple)" in mail.text
    assert "/verifier/" in mail.text


def test_a_failing_listener_rolls_everything_back() -> None:
    signature = a_confirmed_signature()

    def fail(**_: object) -> None:
        raise RuntimeError("broken listener")

    signals.signature_published.connect(fail)
    try:
        with pytest.raises(RuntimeError, match="broken listener"):
            publish(signature, by=a_team_member())
    finally:
        signals.signature_published.disconnect(fail)

    assert Signature.objects.get().status == Status.CONFIRMED
    assert RegisterEntry.objects.count() == 1
    assert not Message.objects.filter(kind="signature.published").exists()


def test_an_association_signs_a_version_once_and_may_again_after_withdrawing() -> None:
    organisation = an_organisation()
    first = a_confirmed_signature(organisation=organisation)

    with pytest.raises(ActionRefused, match="déjà signé"):
        sign(organisation, facts=signing_facts())

    withdraw(first, by=a_team_member(), reason="Erreur de notre part.")
    second = sign(organisation, facts=signing_facts())
    assert second.code != first.code


def test_a_text_is_not_signed_on_paper_before_it_was_written() -> None:
    organisation = an_organisation()
    facts = replace(signing_facts(), source=Signature.Source.PAPER)

    with pytest.raises(ActionRefused, match="daté de mai 2020"):
        sign(organisation, facts=replace(facts, signed_on=date(2020, 4, 30)))

    assert sign(organisation, facts=replace(facts, signed_on=date(2020, 5, 1))).signed_on == date(2020, 5, 1)


def test_a_signature_names_who_gave_it() -> None:
    with pytest.raises(ActionRefused, match="le prénom et le nom"):
        sign(an_organisation(), facts=signing_facts(signer_name=" "))

    assert not Signature.objects.exists()


def test_the_same_number_is_not_published_twice_unless_a_section() -> None:
    team = a_team_member()
    published = a_published_signature()
    published.organisation.siren = "732829320"
    published.organisation.save()
    twin = a_confirmed_signature()
    twin.organisation.siren = "732829320"
    twin.organisation.save()

    with pytest.raises(ActionRefused, match="même numéro"):
        publish(twin, by=team)

    twin.organisation.kind = "section"
    twin.organisation.save()
    assert publish(twin, by=team).status == Status.PUBLISHED


@pytest.mark.parametrize("step", ["publish", "resume"])
def test_the_same_number_is_not_published_twice_by_signing_another_text(step: str) -> None:
    team = a_team_member()
    twin = brought_to(Status.PAUSED if step == "resume" else Status.CONFIRMED, by=team)
    twin.organisation.siren = "732829320"
    twin.organisation.save()
    newer = replace(signing_facts(), charter_version=a_newer_charter())
    other = an_organisation()
    other.siren = "732829320"
    other.save()
    publish(sign(other, facts=newer), by=team)

    with pytest.raises(ActionRefused, match="même numéro"):
        STEPS[step](twin, team)


def test_an_association_signs_the_next_text_under_its_own_number() -> None:
    published = a_published_signature()
    published.organisation.siren = "732829320"
    published.organisation.save()
    newer = replace(signing_facts(), charter_version=a_newer_charter())

    assert publish(sign(published.organisation, facts=newer), by=a_team_member()).status == Status.PUBLISHED


def test_without_a_number_nobody_is_anybodys_twin() -> None:
    a_published_signature(name="La Ruche (exemple)")

    assert a_published_signature(name="La Ruche (exemple)").status == Status.PUBLISHED


def test_renewing_a_mandate_ends_the_former_and_keeps_it() -> None:
    signature = a_published_signature()
    facts = MandateFacts(
        signer_name="Nora Benali",
        signer_role="trésorière",
        decided_by=Mandate.Decision.ASSEMBLY,
        decided_on=date(2026, 10, 1),
    )

    renewed = renew_mandate(signature, by=a_user(), facts=facts)

    former = signature.mandates.exclude(pk=renewed.pk).get()
    assert former.ended_at is not None
    assert signature.mandates.get(ended_at=None).signer_name == "Nora Benali"
    assert RegisterEntry.objects.last().kind == "mandate_renewed"  # type: ignore[union-attr]  # rows exist by now

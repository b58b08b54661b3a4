"""Who is invited to sign a new text, what they make of it, and what the team sees."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.actions import load as load_charter
from signatories.charter.demo import DEMONSTRATION
from signatories.charter.models import CharterVersion
from signatories.directory.models import DirectoryEntry
from signatories.following.queries import associations
from signatories.history.models import Event
from signatories.mailings.readers import selection
from signatories.moderation.actions import give_sign
from signatories.outbox.delivery import deliver_due
from signatories.outbox.models import Message
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.signatures.actions import pause, publish, resume, sign, withdraw
from signatories.signatures.duplicates import latest_of_each, twins_of
from signatories.signatures.models import Mandate, RegisterEntry, Signature, Status
from signatories.signatures.queries import latest_signature
from signatories.versions import forgetting, tasks
from signatories.versions.actions import answering, inviting
from signatories.versions.lists import Wave
from signatories.versions.models import SILENT_AFTER, Answer, Renewal
from signatories.versions.tasks import invite
from signatories.versions.waves import tallies, text_of_today, wave_of_today
from tests.constraints import changed
from tests.factories import (
    a_charter,
    a_colleague,
    a_commune,
    a_confirmed_signature,
    a_newer_charter,
    a_paper_signature,
    a_paused_signature,
    a_published_signature,
    a_team_member,
    a_user,
    an_organisation,
    another_text,
    mandate_facts,
    signing_facts,
)
from tests.lists import costs_the_same_at_any_length
from tests.queued import queued_by
from tests.signatories.versions.scenes import a_national, an_asked, answer_of, invited, renewal_of, signed_again
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
WAVE = "/animation/charte/signer-de-nouveau/"


def to() -> list[str]:
    return sorted(Message.objects.filter(kind="version.invited").values_list("to", flat=True))


def test_those_whose_signature_is_published_are_invited_once() -> None:
    signature = a_published_signature()
    a_confirmed_signature()
    a_paused_signature()
    a_paper_signature(contact_email="papier@example.org")
    a_paper_signature()
    text = a_newer_charter()

    invite.call()
    invite.call()

    assert Event.objects.filter(kind="version.invited").count() == 1, "the second time, nobody was left to invite"
    assert to() == sorted([signature.organisation.memberships.get().user.email, "papier@example.org"])
    assert Renewal.objects.count() == 3
    assert Renewal.objects.with_answer(text).filter(answer=Answer.UNREACHED).count() == 1


def test_who_signed_a_demonstration_is_not_asked_for_the_official_text() -> None:
    load_charter(DEMONSTRATION.read_bytes())
    a_published_signature()
    load_charter(another_text().replace("demonstration: true\n", "").encode(), in_force=True)

    invited()

    assert text_of_today() == CharterVersion.objects.get(is_demonstration=False)
    assert not to()


def test_a_text_that_was_replaced_meanwhile_invites_nobody() -> None:
    a_published_signature()
    text = a_newer_charter()
    load_charter(another_text("ensuite", words="Nous gardons autre chose ensemble").encode(), in_force=True)

    assert inviting.invite_block(text) == 0
    assert not Renewal.objects.exists()


def test_a_wave_is_of_the_text_of_today_and_of_nobody_s_before_it() -> None:
    an_asked()
    assert wave_of_today() == text_of_today()

    load_charter(another_text("ensuite", words="Nous gardons autre chose ensemble").encode(), in_force=True)

    assert wave_of_today() is None, "nobody is invited yet"


def test_those_concerned_are_invited_as_soon_as_a_text_is_in_force(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    a_published_signature()
    queued = queued_by(monkeypatch, tasks, "invite")

    with django_capture_on_commit_callbacks(execute=True):
        a_newer_charter()
        assert queued == []

    assert queued == [()]


def test_who_comes_back_from_a_pause_is_invited_then() -> None:
    signature = a_paused_signature()
    a_newer_charter()
    invited()
    assert not to()

    resume(signature, by=a_team_member())
    invited()

    assert len(to()) == 1


def test_each_answer_is_what_was_done_last() -> None:
    actor = an_asked()
    said = [answer_of(actor)]
    answering.read(actor.organisation, by=actor)
    said.append(answer_of(actor))
    answering.wait_for_board(actor.organisation, by=actor, meeting_on=timezone.localdate())
    said.append(answer_of(actor))
    answering.decline(actor.organisation, by=actor, reason="Trop tôt.")
    said.append(answer_of(actor))
    answering.wait_for_board(actor.organisation, by=actor, meeting_on=None)
    said.append(answer_of(actor))
    signed_again(actor)

    assert [*said, answer_of(actor)] == ["invited", "reading", "waiting", "declined", "waiting", "signed"]


@pytest.mark.parametrize("field", ["invited_at", "read_at"])
def test_a_month_without_news_is_silence(field: str) -> None:
    actor = an_asked()
    late = timezone.now() - SILENT_AFTER
    Renewal.objects.update(**{"invited_at": late, field: late})

    assert answer_of(actor) == "silent"
    Renewal.objects.update(**{field: late + timedelta(minutes=1)})
    assert answer_of(actor) != "silent"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("answer", ["signed", "declined", "waiting"])
def test_nobody_who_answered_is_written_to(answer: str) -> None:
    actor = an_asked()
    if answer == "signed":
        signed_again(actor)
    elif answer == "declined":
        answering.decline(actor.organisation, by=actor, reason="Trop tôt.")
    else:
        answering.wait_for_board(actor.organisation, by=actor, meeting_on=None)

    deliver_due()

    assert Message.objects.get(kind="version.invited").state == Message.State.CANCELLED


def test_the_former_signature_stays_what_it_was_and_the_directory_has_one_line() -> None:
    actor = an_asked()
    before = Signature.objects.filter(organisation=actor.organisation).values().get()
    rows = [*RegisterEntry.objects.filter(signature_id=before["id"]).values()]

    signature = signed_again(actor)

    assert Signature.objects.filter(pk=before["id"]).values().get() == before
    assert [*RegisterEntry.objects.filter(signature_id=before["id"]).values()] == rows
    assert [*RegisterEntry.objects.filter(signature_id=signature.pk).values_list("kind", flat=True)] == [
        "confirmed",
        "published",
    ]
    entry = DirectoryEntry.objects.get(organisation=actor.organisation)
    assert (entry.signature, entry.texts) == (signature, "nouvelle, essai")
    call_command("verify_register")


def test_who_signs_is_in_the_mandate_as_she_said() -> None:
    actor = an_asked()

    mandate = signed_again(actor).mandates.get()

    assert (mandate.signer, mandate.decided_by) == (actor.person, Mandate.Decision.BOARD)


def test_nothing_is_signed_twice_nor_by_who_is_not_asked() -> None:
    actor, _ = an_asked(), an_asked()  # which is still asked
    signed_again(actor)

    for again in (
        lambda: signed_again(actor),
        lambda: answering.decline(actor.organisation, by=actor, reason="Non."),
    ):
        with pytest.raises(ActionRefused, match="rien à signer"):
            again()


def test_another_text_than_the_one_on_the_screen_is_not_signed() -> None:
    actor = an_asked()
    former = CharterVersion.objects.get(version="essai")

    with pytest.raises(ActionRefused, match="a changé"):
        answering.sign_again(actor.organisation, by=actor, sha256=former.sha256, mandate=mandate_facts())


def test_an_association_is_shown_or_not_as_a_whole() -> None:
    actor, team = an_asked(), a_team_member()
    signature = signed_again(actor)
    states = Signature.objects.filter(organisation=actor.organisation).values_list("status", flat=True)

    pause(signature, by=team, reason="Sans nouvelles.")
    assert {*states} == {Status.PAUSED}
    assert not DirectoryEntry.objects.filter(organisation=actor.organisation).exists()
    resume(signature, by=team)
    assert {*states.all()} == {Status.PUBLISHED}
    withdraw(signature, by=team, reason="Elle cesse.")
    assert {*states.all()} == {Status.WITHDRAWN}
    assert Message.objects.filter(kind="signature.withdrawn").count() == 1, "told once"


def one_that_waits_beside_the_published_one() -> tuple[Signature, Signature]:
    """As the sheet of a session enters it."""
    published = a_published_signature()
    a_newer_charter()
    return published, sign(published.organisation, facts=signing_facts())


def test_who_leaves_takes_along_what_waits_to_be_read() -> None:
    published, waiting = one_that_waits_beside_the_published_one()
    another = a_confirmed_signature()

    withdraw(published, by=a_team_member(), reason="Elle cesse.")

    waiting.refresh_from_db()
    assert (waiting.status, waiting.status_reason) == (Status.WITHDRAWN, "Elle cesse.")
    another.refresh_from_db()
    assert another.status == Status.CONFIRMED, "another association’s"
    assert Message.objects.filter(kind="signature.withdrawn").count() == 1, "told once"


def test_what_was_entered_by_mistake_leaves_what_waits_to_be_read() -> None:
    published, waiting = one_that_waits_beside_the_published_one()

    withdraw(published, by=a_team_member(), reason="Entrée deux fois.", told=False)

    waiting.refresh_from_db()
    assert waiting.status == Status.CONFIRMED


def test_what_waits_stays_beside_what_is_in_force_and_takes_nothing_along() -> None:
    former, published = one_that_waits_beside_the_published_one()
    team = a_team_member()
    publish(published, by=team)
    load_charter(another_text("ensuite", words="Nous gardons autre chose ensemble").encode(), in_force=True)
    waiting = sign(published.organisation, facts=signing_facts())
    its = Signature.objects.filter(organisation=published.organisation_id)
    states = its.order_by("confirmed_at").values_list("status", flat=True)

    withdraw(former, by=team, reason="Un seul texte suffit.")
    assert [*states] == [Status.WITHDRAWN, Status.PUBLISHED, Status.CONFIRMED]
    withdraw(waiting, by=team, reason="Pas encore décidé.")
    assert [*states.all()] == [Status.WITHDRAWN, Status.PUBLISHED, Status.WITHDRAWN]


def test_a_paper_of_an_earlier_text_that_is_entered_later_follows_the_last_all_the_same() -> None:
    # Given who signed the text of today, and whose paper of the former one is found after that
    organisation, team = an_organisation(contact=a_user()), a_team_member()
    former = a_charter()
    a_newer_charter()
    last = publish(sign(organisation, facts=signing_facts()), by=team)
    signed_before = replace(signing_facts(), charter_version=former)
    ended = publish(sign(organisation, facts=signed_before), by=team)
    withdraw(ended, by=team, reason="Entrée deux fois.", told=False)
    paper = publish(sign(organisation, facts=signed_before), by=team)
    standing = Signature.objects.filter(organisation=organisation).exclude(pk=ended.pk)
    states = standing.values_list("status", flat=True)

    # Then the last text speaks for it everywhere
    assert latest_signature(organisation) == last
    assert associations(a_national()).get(pk=organisation.pk).signature_id == last.pk
    assert latest_of_each(twins_of([organisation.slug])) == [last]
    assert DirectoryEntry.objects.get(organisation=organisation).signature == last

    # And it is shown or not as a whole, told once, but for what ended before
    pause(paper, by=team, reason="Sans nouvelles.")
    assert sorted(states) == [Status.PAUSED, Status.PUBLISHED]
    pause(last, by=team, reason="Sans nouvelles.")
    assert {*states.all()} == {Status.PAUSED}
    changed(organisation, rna="W931000001")
    organisation.refresh_from_db()
    changed(a_confirmed_signature().organisation, rna="W931000001")  # which nobody compares for this
    Message.objects.all().delete()
    assert give_sign(organisation, by=organisation.memberships.get().user) == [last]
    assert {*states.all()} == {Status.PUBLISHED}
    assert [mail.kind for mail in Message.objects.all()] == ["signature.resumed"]


def test_what_was_entered_by_mistake_takes_nothing_along() -> None:
    actor = an_asked()

    withdraw(signed_again(actor), by=a_team_member(), reason="Erreur.", told=False)

    entry = DirectoryEntry.objects.get(organisation=actor.organisation)
    assert (entry.signature.charter_version.version, entry.texts) == ("essai", "essai")


def test_the_team_counts_those_that_it_animates_and_the_committee_all() -> None:
    a_published_signature(organisation=an_organisation(commune=a_commune(name="Lyon", code="69123")))
    an_asked()
    text = wave_of_today()
    assert text
    territorial = member(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))
    committee = member(a_colleague(Role.Kind.COMMITTEE))

    counts = {each.answer: each.count for each in tallies(text, territorial)}

    assert counts == {answer: int(answer == Answer.INVITED) for answer in Answer}
    assert sum(each.count for each in tallies(text, committee)) == 2
    assert sum(each.count for each in tallies(text, a_national())) == 2
    page = team_browser(territorial.person).get(WAVE).text
    assert "Lyon" not in page


def test_those_who_left_are_counted_no_more() -> None:
    actor = an_asked()
    withdraw(Signature.objects.get(organisation=actor.organisation), by=a_team_member(), reason="Elle cesse.")
    text = wave_of_today()
    assert text

    assert sum(each.count for each in tallies(text, a_national())) == 0


def test_a_list_asks_as_many_queries_for_one_and_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    costs_the_same_at_any_length(monkeypatch, team_browser(a_team_member()), Wave, WAVE, an_asked)


def test_each_answer_is_an_address_and_an_audience_of_messages() -> None:
    asked, other = an_asked("Les Lilas (exemple)"), an_asked("Le Mail (exemple)")
    answering.decline(other.organisation, by=other, reason="Pas de réunion avant juin.")
    text = wave_of_today()
    assert text

    page = team_browser(a_team_member()).get(f"{WAVE}?reponse=declined").text
    found = selection(f"?groupe=charte-{text.text_id}-invited", a_national())

    assert "Pas de réunion avant juin." in page
    assert asked.organisation.name not in page
    assert [reader.address for reader in found.readers] == [asked.person.email]


def test_a_reason_is_forgotten_with_time() -> None:
    actor = an_asked()
    answering.decline(actor.organisation, by=actor, reason="Trop tôt.")
    Renewal.objects.update(declined_at=timezone.now() - timedelta(days=3))

    assert forgetting.forget_reasons(timedelta(days=4)) == 0
    assert forgetting.forget_reasons(timedelta(days=2)) == 1
    assert forgetting.forget_reasons(timedelta(days=2)) == 0
    assert renewal_of(actor).reason == forgetting.FORGOTTEN

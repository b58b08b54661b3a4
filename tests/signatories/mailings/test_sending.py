"""From the confirmation to what left: asked again at each step, stopped, resumed; nobody twice, nobody lost."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.revisions import Stale
from signatories.following.actions import rebuild
from signatories.history.models import Event
from signatories.mailings import actions, blocks, tasks
from signatories.mailings.models import KEPT_BACK, Mailing, Outcome
from signatories.mailings.readers import FAMILY, NO_LONGER, REFUSES
from signatories.mailings.tasks import go_on, write_messages
from signatories.organisations.models import Membership
from signatories.outbox.actions import refuse
from signatories.outbox.models import Message, Preference
from signatories.people.audiences import member
from signatories.people.models import Role, User
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Mandate, Signature
from tests.factories import a_paper_signature, a_team_member, a_user
from tests.queued import queued_by
from tests.signatories.mailings.scenes import (
    KIND,
    PLAIN,
    SUBJECT,
    TEXT,
    a_draft,
    a_national,
    a_sending,
    a_stopped,
    confirmed,
    delivered,
    mails,
    outcomes,
    reading,
    territorial,
    written,
)

pytestmark = pytest.mark.django_db
UNKNOWN = "?mandat=inconnu"


def without_mandate(*signatures: Signature) -> None:
    Mandate.objects.filter(signature__in=signatures).update(decided_by="")
    rebuild()


def answered(signature: Signature) -> None:
    Mandate.objects.filter(signature=signature).update(decided_by="board")
    rebuild()


def test_a_mail_says_each_word_in_its_place_and_how_to_refuse() -> None:
    reading("nora@example.org", "Les Lilas (exemple)", "Le Mail (exemple)", first_name="Nora")
    mailing = written(a_sending(TEXT))

    assert delivered() == ["nora@example.org"]

    [sent] = [each for each in mail.outbox if each.subject == SUBJECT]
    assert "Bonjour Nora," in sent.body
    assert "Le Mail (exemple) et Les Lilas (exemple) vient ?" in sent.body
    assert "http://testserver/espace/\n" in sent.body
    assert "Vous recevez ce message pour Le Mail (exemple) et Les Lilas (exemple)." in sent.body
    assert sent.reply_to == [mailing.begun_by.email]
    assert re.search(r"/ne-plus-recevoir/\S+", str(sent.body))
    assert "List-Unsubscribe" in sent.extra_headers
    message = Message.objects.get(kind=KIND)
    assert {each.subject_type for each in message.subjects.all()} == {
        *("signatories.mailing", "signatories.organisation", "signatories.user")
    }
    assert outcomes(mailing) == {"nora@example.org": Outcome.SENT}


def test_a_word_that_nobody_told_us_holds_back_whom_it_misses() -> None:
    """As whoever wants none is; and each row says why."""
    reading("nora@example.org", "Les Lilas (exemple)")
    a_paper_signature(contact_email="papier@example.org")
    reading("non@example.org", "Non merci (exemple)")
    refuse(Preference.objects.create(address="non@example.org", family=FAMILY))
    mailing = written(a_sending("Bonjour {{prénom}}"))

    assert mails() == ["nora@example.org"]
    held = mailing.recipients.with_outcome().filter(outcome=Outcome.HELD)
    assert dict(held.values_list("address", "why")) == {
        "non@example.org": REFUSES,
        "papier@example.org": "Nous ne connaissons pas\u202f: prénom.",
    }


def test_the_history_of_who_is_held_back_since_does_not_say_that_it_was_written_to() -> None:
    [lilas], [thanks] = reading("nora@example.org", "Les Lilas"), reading("non@example.org", "Non merci")
    mailing = a_sending()
    refuse(Preference.objects.create(address="non@example.org", family=FAMILY))

    written(mailing)

    assert mails() == ["nora@example.org"]
    said = [[*Event.objects.about(each.organisation).filter(kind="mailing.sent")] for each in (lilas, thanks)]
    assert [len(events) for events in said] == [1, 0]


def test_who_has_no_space_is_led_to_where_one_asks_for_it() -> None:
    slug = a_paper_signature(contact_email="papier@example.org").organisation.slug
    written(a_sending("{{lien vers l’espace}}"))

    assert reverse("joining:ask", args=[slug]) in Message.objects.get(kind=KIND).text


def test_who_has_a_space_is_led_to_it_and_to_all_of_hers_where_there_are_several() -> None:
    [lilas] = reading("nora@example.org", "Les Lilas")
    reading("zoe@example.org", "La Rose", "Le Jasmin")

    written(a_sending("{{lien vers l’espace}}."))

    texts = {each.to: each.text for each in Message.objects.filter(kind=KIND)}
    assert reverse("organisations:space_detail", args=[lilas.organisation.slug]) in texts["nora@example.org"]
    assert f"{reverse('organisations:space')}." in texts["zoe@example.org"]


@pytest.mark.parametrize("changes", ["the list", "the text"])
def test_what_changed_since_the_preview_is_read_again(changes: str) -> None:
    reading("nora@example.org", "Les Lilas (exemple)")
    mailing = a_draft()
    by, revision = member(mailing.begun_by), mailing.revision
    if changes == "the list":
        reading("zoe@example.org", "Le Mail (exemple)")
    else:
        actions.write_text(mailing, by=by, subject=SUBJECT, text="Autre chose.", revision=revision)

    with pytest.raises(ActionRefused, match="Rien n’est parti"):
        actions.confirm(mailing, by=by, seen=1, revision=revision)

    mailing.refresh_from_db()
    assert (mailing.state, mailing.recipients.count()) == (Mailing.State.DRAFT, 0)


def test_what_is_not_ready_is_not_sent() -> None:
    reading("nora@example.org", "Les Lilas (exemple)")
    by = a_national()
    bare = actions.begin("?etat=published&page=3&x=1", by=by)
    assert bare.audience == "?etat=published"
    for revision, (subject, text) in enumerate([("", ""), (SUBJECT, ""), ("", "Bonjour.")]):
        bare = actions.write_text(bare, by=by, subject=subject, text=text, revision=revision)
        with pytest.raises(ActionRefused, match="Il manque l’objet ou le texte"):
            actions.confirm(bare, by=by, seen=1, revision=revision + 1)
    a_paper_signature(contact_email="papier@example.org")
    nobody = actions.begin("?q=Anciens", by=by)
    nobody = actions.write_text(nobody, by=by, subject=SUBJECT, text="{{prénom}}", revision=0)
    with pytest.raises(ActionRefused, match="Personne"):
        actions.confirm(nobody, by=by, seen=0, revision=1)
    with pytest.raises(ActionRefused, match="ne se remplace par rien"):
        actions.write_text(bare, by=by, subject=SUBJECT, text="{{ville}}", revision=0)
    with pytest.raises(ActionRefused, match="sans accolades"):
        actions.write_text(bare, by=by, subject="{{prénom}}", text="", revision=0)
    with pytest.raises(Stale):
        actions.write_text(nobody, by=by, subject=SUBJECT, text="Autre", revision=0)
    mailing = a_sending(by=by)
    for late in (
        lambda: actions.write_text(mailing, by=by, subject=SUBJECT, text="Trop tard", revision=1),
        lambda: actions.confirm(mailing, by=by, seen=2, revision=1),
        lambda: actions.discard(mailing, by=by),
    ):
        with pytest.raises(ActionRefused, match="déjà parti"):
            late()
    with pytest.raises(ActionRefused, match="rien à reprendre"):
        actions.resume(mailing, by=by)
    actions.stop(mailing, by=by)
    with pytest.raises(ActionRefused, match="rien à arrêter"):
        actions.stop(mailing, by=by)


@pytest.mark.parametrize("moment", ["before it is written", "before it leaves"])
def test_who_has_answered_since_is_not_reminded(moment: str) -> None:
    first, second = reading("nora@example.org", "Les Lilas (exemple)", "Le Mail (exemple)")
    [alone] = reading("zoe@example.org", "La Régie (exemple)")
    [other] = reading("ana@example.org", "Les Égarées (exemple)")
    without_mandate(first, second, alone, other)
    mailing = a_sending(audience=UNKNOWN)
    if moment == "before it leaves":
        written(mailing)
    answered(first)
    answered(alone)
    written(mailing)

    delivered()
    go_on()
    written(mailing)

    assert delivered() == ["ana@example.org", "nora@example.org"]
    [hers] = [each.body for each in mail.outbox if each.to == ["nora@example.org"] and each.subject == SUBJECT]
    assert "Le Mail (exemple)" in hers
    assert "Les Lilas (exemple)" not in hers, "what it asks of one is not asked of the other"
    assert outcomes(mailing)["zoe@example.org"] == Outcome.CANCELLED
    assert mailing.recipients.get(address="zoe@example.org").why == NO_LONGER
    go_on()
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.OVER


@pytest.mark.parametrize(
    "what", ["withdrawn", "contact left", "filter gone", "role ended", "refused", "erased row"]
)
@pytest.mark.parametrize("moment", ["before it is written", "before it leaves"])
def test_nobody_is_written_to_whom_it_no_longer_concerns(what: str, moment: str) -> None:
    [signature] = reading("nora@example.org", "Les Lilas (exemple)")
    mailing = a_sending()
    if moment == "before it leaves":
        written(mailing)
    if what == "withdrawn":
        withdraw(signature, by=a_team_member(), reason="Fin.")
    elif what == "contact left":
        Membership.objects.filter(organisation=signature.organisation).update(ended_at=timezone.now())
        Membership.objects.create(organisation=signature.organisation, user=a_user(email="suivante@example.org"))
    elif what == "filter gone":
        Mailing.objects.update(audience="?etat=published&theme=parti")
    elif what == "role ended":
        Role.objects.update(ended_at=timezone.now())
    elif what == "refused":
        preference, _ = Preference.objects.get_or_create(address="nora@example.org", family=FAMILY)
        refuse(preference)
    else:
        mailing.recipients.all().delete()
    written(mailing)

    for _ in range(2):
        assert delivered() == []
        go_on()
        written(mailing)

    assert {*outcomes(mailing).values()} <= {Outcome.CANCELLED, Outcome.HELD}


def test_a_block_is_written_then_the_next_and_the_history_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    signatures = [reading(f"{name}@example.org", name)[0] for name in "abcde"]
    monkeypatch.setattr(blocks, "BLOCK", 2)
    mailing = a_sending()

    assert [blocks.write_block(mailing) for _ in range(4)] == [2, 2, 1, 0]

    assert mails() == [f"{name}@example.org" for name in "abcde"]
    assert Event.objects.filter(kind="mailing.sent").count() == 3
    about = Event.objects.about(signatures[0].organisation).filter(kind="mailing.sent").get()
    assert about.actor == mailing.begun_by


def test_a_stop_keeps_back_what_has_not_left_and_a_resume_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in "abcdef":
        reading(f"{name}@example.org", name)
    monkeypatch.setattr(blocks, "BLOCK", 2)
    mailing = a_sending()
    by = member(mailing.begun_by)
    blocks.write_block(mailing)
    assert delivered() == ["a@example.org", "b@example.org"]
    blocks.write_block(mailing)

    actions.stop(mailing, by=by)

    assert blocks.write_block(mailing) == 0
    assert delivered() == ["a@example.org", "b@example.org"]
    go_on()
    assert [*outcomes(mailing).values()] == [Outcome.SENT] * 2 + [Outcome.WAITING] * 4
    assert {*Message.objects.filter(kind=KIND, state="cancelled").values_list("reason", flat=True)} == {KEPT_BACK}
    actions.resume(mailing, by=by)
    write_messages.call(str(mailing.pk))
    assert delivered() == [f"{name}@example.org" for name in "abcdef"]
    go_on()
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.OVER
    assert [each.to for each in mail.outbox if each.subject == SUBJECT] != []
    assert len([each for each in mail.outbox if each.subject == SUBJECT]) == 6


def test_each_minute_what_was_left_is_taken_up_and_what_still_waits_is_not_over() -> None:
    reading("nora@example.org", "Les Lilas (exemple)")
    mailing, stopped, draft = a_sending(), a_stopped(), a_draft()
    assert blocks.settle(mailing)
    written(mailing)
    assert not blocks.settle(mailing)
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.SENDING, "it was written, and has not left"
    Message.objects.filter(kind=KIND).update(state="cancelled", reason=KEPT_BACK)
    assert blocks.settle(mailing), "kept back by a stop that was taken back meanwhile"
    assert not blocks.settle(stopped)
    assert not blocks.settle(draft)
    written(mailing)
    waiting = Message.objects.filter(kind=KIND, state="queued")
    waiting.update(state="failed", error="Le serveur refuse cette adresse\u202f: 550")
    assert not blocks.settle(mailing)
    mailing.refresh_from_db()
    assert (mailing.state, outcomes(mailing)) == (Mailing.State.OVER, {"nora@example.org": Outcome.REFUSED})


def test_a_message_of_one_place_leaves_to_nobody_elsewhere() -> None:
    """By who may see it, too."""
    reading("nora@example.org", "Ici (exemple)")
    here, elsewhere, national = territorial(), territorial("69123"), a_national()
    mine, draft = confirmed(a_draft(by=here), here), a_draft(by=here)
    theirs = a_sending(by=national)

    def seen(actor: object) -> set[Mailing]:
        return set(Mailing.objects.visible_to(actor))  # type: ignore[arg-type]  # one of the three

    assert seen(here) == {mine, draft}
    assert seen(elsewhere) == set()
    assert seen(national) == {mine, theirs}, "a draft is its author’s"
    for signature in Signature.objects.all():
        signature.organisation.commune = None
        signature.organisation.save()
    rebuild()
    assert seen(here) == {draft}, "it went to one that is no longer hers"
    assert written(mine).recipients.get().why == NO_LONGER


def test_what_a_worker_left_is_written_from_the_next_minute_on(monkeypatch: pytest.MonkeyPatch) -> None:
    reading("nora@example.org", "Les Lilas (exemple)")
    mailing, queued = a_sending(), queued_by(monkeypatch, tasks, "write_messages")

    go_on()
    assert queued == [(str(mailing.pk),)]
    written(mailing)
    go_on()
    assert queued == [(str(mailing.pk),)], "nothing is left to write"


def test_the_worker_is_called_once_a_message_is_confirmed_or_resumed(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """Not before the rows that it will read are there."""
    queued = queued_by(monkeypatch, tasks, "write_messages")

    with django_capture_on_commit_callbacks(execute=True):
        mailing = a_sending()
        assert queued == []
    assert queued == [(str(mailing.pk),)]
    by = member(mailing.begun_by)
    with django_capture_on_commit_callbacks(execute=True):
        actions.resume(actions.stop(mailing, by=by), by=by)
    assert queued == [(str(mailing.pk),)] * 2


def test_who_no_longer_animates_sees_no_message_of_before() -> None:
    by = a_national()
    reading("nora@example.org", "Ici (exemple)")
    draft, sending = a_draft(by=by), a_sending(by=by)
    assert {*Mailing.objects.visible_to(by)} == {draft, sending}

    Role.objects.filter(user=by.person).update(kind=Role.Kind.COMMITTEE)

    assert [*Mailing.objects.visible_to(member(User.objects.get(pk=by.person.pk)))] == []


def test_plain_words_are_sent_as_they_are() -> None:
    written()

    assert PLAIN in Message.objects.get(kind=KIND).text

"""A publication taken back within the hour, its mail that waits; what leads from one page to another."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.directory.models import DirectoryEntry
from signatories.moderation.actions import give_sign, note_attempt, pause, send_back
from signatories.moderation.decisions import DECISIONS, offered
from signatories.moderation.queries import next_to_read
from signatories.organisations.models import Organisation
from signatories.outbox.delivery import deliver_due
from signatories.outbox.models import Message
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.people.places import WORKSPACE_LINES
from signatories.sessions.actions import close_session, open_session
from signatories.signatures.actions import publish, take_publication_back
from signatories.signatures.models import RegisterEntry, Signature, Status
from signatories.signatures.verification import verify
from tests.factories import (
    a_colleague,
    a_commune,
    a_confirmed_signature,
    a_published_signature,
    a_team_member,
    an_organisation,
)
from tests.signin import browser_of, team_browser
from tests.spaces import somebody_of_the_team

pytestmark = pytest.mark.django_db
WHY = "Publiée par erreur."
HOUR = timedelta(hours=1)


def an_hour_later() -> None:
    """For the mails: their hour has come."""
    Message.objects.update(next_try_at=timezone.now())


def to_read() -> list[Signature]:
    piles = {pile.slug: pile for pile in WORKSPACE_LINES.gather(somebody_of_the_team())}
    return list(piles["signatures"].rows)


def published_mails() -> list[str]:
    mails = Message.objects.filter(kind="signature.published").order_by("created_at", "pk")
    return list(mails.values_list("state", flat=True))


def test_a_publication_taken_back_is_told_to_nobody_and_is_to_be_read_again() -> None:
    signature, team = a_published_signature(), a_team_member()
    mail = Message.objects.get(kind="signature.published")
    assert signature.published_at
    assert mail.next_try_at == signature.published_at + HOUR
    deliver_due()
    assert published_mails() == ["queued"]

    taken = take_publication_back(signature, by=team, reason=WHY)

    assert (taken.status, taken.status_reason) == (Status.CONFIRMED, WHY)
    assert not DirectoryEntry.objects.exists()
    assert RegisterEntry.objects.order_by("-number")[0].kind == RegisterEntry.Kind.REVIEWED
    assert verify() == RegisterEntry.objects.count()
    assert to_read() == [signature]
    an_hour_later()
    deliver_due()
    assert published_mails() == ["cancelled"]


def test_why_it_was_taken_back_is_the_team_s_own() -> None:
    signature, team = a_published_signature(), a_team_member()
    contact = signature.organisation.memberships.get().user
    take_publication_back(signature, by=team, reason=WHY)

    space = browser_of(contact).get(f"/espace/{signature.organisation.slug}/").content.decode()

    assert "L’équipe d’animation la relit, puis la publie." in space
    assert "revoir" not in space
    assert WHY not in space
    assert (
        "Publication reprise"
        in team_browser(team).get(reverse("moderation:review", args=[signature.pk])).content.decode()
    )


def test_published_again_it_is_told_once() -> None:
    signature, team = a_published_signature(), a_team_member()
    publish(take_publication_back(signature, by=team, reason=WHY), by=team)

    an_hour_later()
    deliver_due()

    assert published_mails() == ["cancelled", "sent"]


def test_what_was_only_sent_back_waits_for_the_association() -> None:
    send_back(a_confirmed_signature(), by=a_team_member(), reason="Qui êtes-vous\u202f?")

    assert to_read() == []


def published_ago(age: timedelta) -> Signature:
    signature, at = a_published_signature(), timezone.now() - age
    Signature.objects.filter(pk=signature.pk).update(published_at=at, status_at=at)
    return Signature.objects.get(pk=signature.pk)


def a_resumed_signature() -> Signature:
    signature, team = a_published_signature(), a_team_member()
    for _ in range(3):
        note_attempt(signature, by=team, text="Appel.")
    pause(signature, by=team, reason="Sans nouvelles.")
    return give_sign(signature.organisation, by=team)[0]


def test_a_publication_is_taken_back_within_the_hour_alone() -> None:
    team, still = a_team_member(), published_ago(HOUR - timedelta(minutes=1))
    assert DECISIONS["depublier"] in offered(still, has_appeal=False)

    for signature in (published_ago(HOUR), a_resumed_signature(), a_confirmed_signature()):
        assert DECISIONS["depublier"] not in offered(signature, has_appeal=False)
        with pytest.raises(ActionRefused, match="dans l’heure"):
            take_publication_back(signature, by=team, reason=WHY)
    with pytest.raises(ActionRefused, match="pourquoi"):
        take_publication_back(still, by=team, reason=" ")
    assert take_publication_back(still, by=team, reason=WHY).status == Status.CONFIRMED


def territorial() -> TeamMember:
    return member(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))


def test_one_leads_to_the_next_to_read() -> None:
    first, second, third = (a_confirmed_signature() for _ in range(3))
    in_lyon = an_organisation(commune=a_commune(name="Lyon", code="69123"))
    elsewhere = a_confirmed_signature(organisation=in_lyon)
    for days, each in enumerate((elsewhere, third, second, first), start=1):
        Signature.objects.filter(pk=each.pk).update(confirmed_at=timezone.now() - timedelta(days=days))
    first, second, third = (Signature.objects.get(pk=each.pk) for each in (first, second, third))
    here = territorial()

    assert next_to_read(first, here) == second
    assert next_to_read(second, here) == third
    assert next_to_read(third, here) == first, "the one that has waited longest"
    page = team_browser(here.person).get(reverse("moderation:review", args=[first.pk])).content.decode()
    assert f"Suivante à relire\u202f: {second.organisation.name}" in page
    Signature.objects.filter(pk__in=[second.pk, third.pk]).update(status=Status.TO_REVIEW)
    assert next_to_read(first, here) is None


def same_number(organisation: Organisation) -> Organisation:
    organisation.siren = "123456782"
    organisation.save()
    return organisation


def test_what_it_looks_like_leads_where_one_reads_it() -> None:
    here = a_confirmed_signature(organisation=same_number(an_organisation(name="Bel Air (exemple)")))
    twin = a_confirmed_signature(organisation=same_number(an_organisation(name="Bel-Air du Nord (exemple)")))
    lyon = an_organisation(name="Ailleurs (exemple)", commune=a_commune(name="Lyon", code="69123"))
    far = a_published_signature(organisation=same_number(lyon))
    asked = "/animation/signatures/?etat=toutes&amp;q="

    national, local = (team_browser(person) for person in (a_team_member(), territorial().person))
    for path in ("/animation/signatures/", reverse("moderation:review", args=[here.pk])):
        of_all, of_hers = (browser.get(path).content.decode() for browser in (national, local))
        assert f"{asked}Ailleurs" in of_all
        assert f"{asked}Bel-Air" in of_hers
        assert f'href="/signataires/{far.organisation.slug}/"' in of_hers
    found = national.get(
        "/animation/signatures/", {"etat": "toutes", "q": twin.organisation.name}
    ).content.decode()
    assert reverse("moderation:review", args=[twin.pk]) in found


def test_a_session_that_is_over_leads_to_what_was_signed_and_opens_again() -> None:
    team, signature = a_team_member(), a_confirmed_signature()
    session, browser = open_session("Salle des fêtes (exemple)", by=team), team_browser(team)
    Signature.objects.filter(pk=signature.pk).update(session=session)
    page = reverse("signing_sessions:detail", args=[session.code])
    review = reverse("moderation:review", args=[signature.pk])
    assert review not in browser.get(page).content.decode(), "it is on the wall"

    close_session(session, by=team)

    over = browser.get(page).content.decode()
    assert review in over
    assert "Rouvrir la séance" in over
    browser.post(reverse("signing_sessions:reopen", args=[session.code]))
    session.refresh_from_db()
    assert session.closed_at is None
    again = browser.post(reverse("signing_sessions:reopen", args=[session.code]), follow=True).content.decode()
    assert "déjà ouverte" in again

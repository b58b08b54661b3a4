"""What the team sees of a message to many, and how it goes."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from signatories.following.actions import rebuild
from signatories.mailings import actions, queries
from signatories.mailings.forgetting import forget_older_than
from signatories.mailings.lists import Mailings, Recipients
from signatories.mailings.models import Mailing, Outcome
from signatories.outbox.models import Message
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.signatures.models import Mandate, Signature
from tests.factories import a_confirmed_signature, a_paper_signature, a_team_member
from tests.lists import costs_the_same_at_any_length
from tests.signatories.mailings.scenes import (
    KIND,
    NORA,
    PUBLISHED,
    SUBJECT,
    TEXT,
    a_draft,
    a_national,
    a_sending,
    a_stopped,
    confirmed,
    reading,
    territorial,
    written,
)
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
ROOT = "/animation/envois/"


def test_lists_cost_the_same_at_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    reading(NORA, "Les Lilas (exemple)", "Le Mail (exemple)")
    by = a_national()
    browser = team_browser(by.person)

    for place, address in ((Mailings, ROOT), (Recipients, f"{ROOT}destinataires/")):
        costs_the_same_at_any_length(monkeypatch, browser, place, address, lambda: written(a_sending(by=by)))


def test_what_is_typed_is_kept_whatever_is_refused() -> None:
    reading(NORA, "Les Lilas (exemple)")
    mailing = a_draft()
    browser = team_browser(mailing.begun_by)
    address = reverse("mailings:text", args=[mailing.pk])

    def save(text: str, **more: int) -> str:
        return str(browser.post(address, {"subject": SUBJECT, "text": text, **more}).content.decode())

    page = save("Venez à {{ville}}.", revision=1)
    assert "ne se remplace par rien" in page
    assert "Venez à {{ville}}." in page
    page = save("Le mien.", revision=0)
    assert "Le mien." in page
    assert "Une réunion se prépare." in page, "what another window saved stands beside it"
    page = save("Le mien.", revision=0, both=1)
    assert "Une réunion se prépare.\n\nLe mien." in page
    save("Le mien.", revision=1)
    mailing.refresh_from_db()
    assert (mailing.text, mailing.revision) == ("Le mien.", 2)


def test_one_leafs_through_the_previews_and_sends_from_there_alone() -> None:
    reading(NORA, "Les Lilas (exemple)", first_name="Nora")
    reading("zoe@example.org", "Le Mail (exemple)", first_name="Zoé")
    held = a_paper_signature(contact_email="papier@example.org").organisation.name
    mailing = a_draft(TEXT)
    browser = team_browser(mailing.begun_by)
    address, send = (reverse(f"mailings:{name}", args=[mailing.pk]) for name in ("preview", "send"))

    first, second, last = (browser.get(address, {"page": at}).content.decode() for at in ("x", 2, 99))
    assert "Bonjour Nora," in first
    assert 'href="?page=2"' in first
    assert 'href="?page=0"' not in first
    assert "Bonjour Zoé," in second
    assert 'href="?page=1"' in second
    assert 'href="?page=3"' not in second
    assert "Bonjour Zoé," in last
    assert f"papier@example.org, pour {held}" in first
    assert "Envoyer à 2 adresses" in first

    for bare in ({}, {"seen": 2}, {"revision": 1}):
        assert "Relisez d’abord" in browser.post(send, bare, follow=True).content.decode()
    assert "Rien n’est parti" in browser.post(send, {"seen": 3, "revision": 1}, follow=True).content.decode()
    page = browser.post(send, {"seen": 2, "revision": 1}, follow=True).content.decode()
    assert "C’est parti" in page
    assert "Nous ne connaissons pas" in page
    for gone in ("texte", "apercu", "supprimer"):
        answer = browser.get(f"{ROOT}{mailing.pk}/{gone}/")
        assert answer.headers["Location"] == f"{ROOT}{mailing.pk}/"


def test_one_stops_resumes_and_throws_a_draft_away() -> None:
    mailing = a_sending()
    browser = team_browser(mailing.begun_by)

    def press(name: str) -> str:
        return str(browser.post(f"{ROOT}{mailing.pk}/{name}/", follow=True).content.decode())

    assert "ce qui n’était pas parti ne part pas" in press("arreter")
    assert "rien à arrêter" in press("arreter")
    assert "L’envoi reprend" in press("reprendre")
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.SENDING
    draft = a_draft(by=member(mailing.begun_by))
    thrown = browser.post(f"{ROOT}{draft.pk}/supprimer/", follow=True).content.decode()
    assert "Le brouillon est supprimé." in thrown
    assert list(Mailing.objects.all()) == [mailing]


def one_of_each_outcome() -> Mailing:
    """To five addresses, each named by what became of it."""
    for outcome in Outcome:
        reading(f"{outcome}@example.org", f"Association {outcome}")
    mailing = written(a_sending())
    mails = {outcome: Message.objects.filter(kind=KIND, to=f"{outcome}@example.org") for outcome in Outcome}
    mails[Outcome.SENT].update(state="sent", sent_at=timezone.now())
    mails[Outcome.REFUSED].update(state="failed", error="Adresse inconnue 550")
    mails[Outcome.CANCELLED].update(state="cancelled", reason="Elle n’en veut plus.")
    mailing.recipients.filter(address="held@example.org").update(
        message=None, state="held", why="Il manque son nom."
    )
    return mailing


def test_each_outcome_is_counted_and_who_got_nothing_is_named_with_why() -> None:
    mailing = one_of_each_outcome()

    page = team_browser(mailing.begun_by).get(f"{ROOT}{mailing.pk}/").content.decode()

    named = {tally.outcome: [row.address for row in tally.rows] for tally in queries.tallies(mailing)}
    got_nothing = {Outcome.HELD, Outcome.REFUSED, Outcome.CANCELLED}
    assert named == {each: [f"{each}@example.org"] if each in got_nothing else [] for each in Outcome}
    assert [tally.count for tally in queries.tallies(mailing)] == [1] * 5
    for told in ("Adresse inconnue 550", "Elle n’en veut plus.", "Il manque son nom."):
        assert told in page


def test_recipients_are_found_by_outcome_by_message_and_by_association() -> None:
    mailing = one_of_each_outcome()
    browser = team_browser(mailing.begun_by)

    for outcome in Outcome:
        shown = browser.get(f"{ROOT}destinataires/?etat={outcome}&message={mailing.pk}").content.decode()
        assert [each for each in Outcome if f"{each}@example.org" in shown] == [outcome]
    found = browser.get(f"{ROOT}destinataires/", {"q": "association refused"}).content.decode()
    assert "refused@example.org" in found
    assert "sent@example.org" not in found
    other = browser.get(f"{ROOT}destinataires/?message={a_stopped().pk}")
    assert other.context["listing"].total == 5, "each message is a list of its own"
    every = browser.get(ROOT).context["listing"].rows
    assert [(each.sent, each.addresses) for each in every] == [(0, 5), (1, 5)]


def test_the_page_of_an_association_says_what_became_of_its_message() -> None:
    mailing = one_of_each_outcome()
    slug = mailing.recipients.get(address="refused@example.org").organisations.get().slug
    address, local = reverse("following:association", args=[slug]), territorial().person

    whole, theirs = (team_browser(each).get(address).content.decode() for each in (mailing.begun_by, local))

    assert "Adresse inconnue 550" in whole
    assert f"{ROOT}{mailing.pk}/" in whole
    for page in (whole, theirs):
        assert "Une réunion se prépare." in page
    assert f"{ROOT}{mailing.pk}/" not in theirs, "its other readers are not hers"


def test_a_draft_without_a_subject_has_a_name() -> None:
    reading(NORA, "Les Lilas (exemple)")
    by = a_national()
    bare, written_down = actions.begin(PUBLISHED, by=by), a_draft(by=by)

    page = team_browser(by.person).get(ROOT).text

    assert [str(bare), str(written_down)] == ["Message sans objet", SUBJECT]
    assert "Message sans objet" in page


def test_messages_are_found_by_the_words_of_their_subject_and_their_state() -> None:
    reading(NORA, "Les Lilas (exemple)")
    by = a_national()
    sending, draft = a_sending(by=by), a_draft(by=by)
    Mailing.objects.filter(pk=draft.pk).update(subject="Un goûter en juin")
    browser = team_browser(by.person)

    def found(**asked: str) -> list[Mailing]:
        return list(browser.get(ROOT, asked).context["listing"].rows)

    assert found(q="réunion") == [sending]
    assert found(q="goûter") == [draft]
    assert found(etat="sending") == [sending]
    assert {*found()} == {sending, draft}


def test_an_association_is_told_of_the_messages_that_named_it_and_of_no_others() -> None:
    [told, other] = reading(NORA, "Les Lilas (exemple)"), reading("zoe@example.org", "Le Mail (exemple)")
    mailing = written(a_sending(audience="?q=lilas"))
    browser = team_browser(a_team_member())

    def said(signature: Signature) -> str:
        return str(browser.get(reverse("following:association", args=[signature.organisation.slug])).text)

    assert [row.mailing for row in queries.sent_to(told[0].organisation)] == [mailing]
    assert queries.sent_to(other[0].organisation) == []
    assert "Messages envoyés à plusieurs" in said(told[0])
    assert "Messages envoyés à plusieurs" not in said(other[0])


def test_who_received_what_is_read_by_who_may_read_the_message() -> None:
    reading(NORA, "Les Lilas (exemple)")
    here, national = territorial(), a_national()
    mine, theirs = written(confirmed(a_draft(by=here), here)), written(a_sending(by=national))
    address = f"{ROOT}destinataires/"

    def listed(actor: TeamMember) -> tuple[set[Mailing], set[Mailing]]:
        """Messages; and those of the recipients."""
        browser = team_browser(actor.person)
        sent, received = (browser.get(each).context["listing"].rows for each in (ROOT, address))
        return {*sent}, {row.mailing for row in received}

    assert listed(here) == ({mine}, {mine})
    assert listed(national) == ({mine, theirs}, {mine, theirs})
    assert listed(territorial("69123")) == (set(), set())


def test_a_draft_is_read_where_it_is_written_and_what_is_sent_where_it_is_counted() -> None:
    reading(NORA, "Les Lilas (exemple)")
    by = a_national()
    draft, sending = a_draft(by=by), a_sending(by=by)
    browser = team_browser(by.person)

    assert browser.get(f"{ROOT}{draft.pk}/").headers["Location"] == f"{ROOT}{draft.pk}/texte/"
    assert browser.get(f"{ROOT}{sending.pk}/").status_code == 200
    for page in ("texte", "apercu", "supprimer"):
        assert browser.get(f"{ROOT}{draft.pk}/{page}/").status_code == 200
    assert Mailing.objects.count() == 2, "reading removes nothing"
    assert "déjà parti" in browser.post(f"{ROOT}{sending.pk}/supprimer/", follow=True).content.decode()
    assert Mailing.objects.count() == 2


def test_without_anybody_to_write_to_the_page_names_audiences_with_how_many_each_has() -> None:
    known, unknown, past = (reading(f"{name}@example.org", name)[0] for name in ("ana", "zoe", "lea"))
    a_confirmed_signature()
    Mandate.objects.filter(signature=unknown).update(decided_by="")
    Mandate.objects.filter(signature=past).update(next_election=date(2020, 1, 1))
    rebuild()
    browser, begin = team_browser(a_national().person), f"{ROOT}nouveau/"

    named = browser.get(begin).context["named"]

    assert known.organisation.name == "ana"
    assert [(link.href, link.count) for link in named if link.count is not None] == [
        (f"{begin}?etat=published", 3),
        (f"{begin}?etat=published&mandat=inconnu", 1),
        (f"{begin}?etat=published&mandat=passe", 1),
    ]
    assert browser.get(f"{begin}?etat=published").context["named"] == []


def test_a_list_leads_to_writing_to_what_it_shows_and_only_the_team_does() -> None:
    [signature] = reading(NORA, "Les Lilas (exemple)")
    by = a_national()
    browser = team_browser(by.person)
    page = browser.get("/animation/associations/?etat=published").content.decode()
    assert f'href="{ROOT}nouveau/?etat=published"' in page
    assert "Écrire à ces associations" in page
    begun = browser.post(f"{ROOT}nouveau/?etat=published")
    assert begun.headers["Location"] == f"{ROOT}{Mailing.objects.get().pk}/texte/"
    assert browser_of(signature.organisation.memberships.get().user).get(ROOT).status_code == 403


def test_a_message_is_forgotten_within_the_year() -> None:
    old, recent = a_sending(), a_sending()
    Mailing.objects.filter(pk=old.pk).update(begun_at=timezone.now() - timedelta(days=366))

    assert forget_older_than(timedelta(days=365)) == 1
    assert list(Mailing.objects.all()) == [recent]

"""What the report quotes: with a yes, shown before, without a name, and gone everywhere once it is taken back."""

from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from engagements.decisions.models import Audience
from evaluations.campaigns.actions import close
from evaluations.reports import actions, printing, standing
from evaluations.reports.actions import freeze
from evaluations.reports.composing import digest
from evaluations.reports.models import SHOWN_BEFORE, Edition, Quotation
from evaluations.reports.printing import FILES, FOLDER
from evaluations.reports.tasks import asked_at, print_reports
from evaluations.self_evaluations.actions.answering import answer
from qpv_charter.toolkit import pdf
from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations.places import FORGET_ORGANISATION
from signatories.outbox.models import Message
from tests.constraints import changed
from tests.engagements.decisions.scenes import a_decision
from tests.evaluations.reports.scenes import a_quotable_answer, a_quotation, an_answered_year, looked_back
from tests.evaluations.reports.test_reports import drawn
from tests.evaluations.self_evaluations.scenes import (
    WORDS,
    a_confided,
    a_draft,
    a_national,
    a_shared,
    a_signatory,
    asked,
    said,
    the_campaign,
)
from tests.evaluations.self_evaluations.test_team import territorial
from tests.factories import a_team_member
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
PAGES = ("/rapports/2027/", "/rapports/2027/edition-1/")
OTHER = "Une salle prêtée chaque samedi (exemple)."


def frozen(words: str = "") -> Edition:
    return freeze(close(the_campaign(), by=a_national()), by=a_national(), words=words)


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_sentence_is_quoted_without_a_name_on_the_page_and_on_paper(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    contact = a_signatory("Les Tournesols (exemple)")
    a_confided(contact, text="Un élu nous a demandé de nous taire.")
    a_quotation(contact)
    too_late = actions.quote(a_quotable_answer(text=OTHER), by=a_national())
    edition = frozen()
    paper = printing.report(edition).html

    assert WORDS not in edition.content, "an edition never changes: it holds the digest of what may be taken back"
    for page in (*(read(client, path) for path in PAGES), paper):
        assert WORDS in page
        for hidden in (OTHER, "Les Tournesols", "nous taire"):
            assert hidden not in page
    changed(too_late, chosen_at=timezone.now() - SHOWN_BEFORE)
    with django_capture_on_commit_callbacks(execute=True):
        second = freeze(edition.campaign, by=a_national(), words="")
    assert OTHER in read(client, "/rapports/2027/")
    assert OTHER not in read(client, "/rapports/2027/edition-1/")
    assert second.says["questions"] == edition.says["questions"]


def test_what_is_taken_back_is_read_in_no_edition_and_changes_no_figure(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    contact, other = a_signatory(), a_signatory()
    quotation = a_quotation(contact)
    edition = frozen()
    page = f"/espace/{contact.organisation.slug}/rapports/citations/"
    space = browser_of(contact.person)
    assert WORDS in read(client, PAGES[0])
    assert page in read(space, f"/espace/{contact.organisation.slug}/")
    assert "rapports/citations" not in read(browser_of(other.person), f"/espace/{other.organisation.slug}/")
    theirs = f"/espace/{other.organisation.slug}/rapports/citations/"
    assert browser_of(other.person).post(theirs, {"phrase": quotation.pk}).status_code == 404

    assert WORDS in read(space, page)
    with django_capture_on_commit_callbacks(execute=True):
        assert "n’est plus citée" in space.post(page, {"phrase": quotation.pk}, follow=True).content.decode()

    for path in PAGES:
        assert WORDS not in read(client, path)
    assert WORDS not in read(space, page)
    assert WORDS not in printing.report(edition).html
    kept = Edition.objects.get()
    assert digest(kept.content) == kept.sha256, "an edition never changes"
    with pytest.raises(ActionRefused, match="ne veut plus"):
        actions.quote(quotation.answer, by=a_national())


def test_who_is_erased_is_quoted_no_more(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    organisation = a_quotation().answer.look_back.organisation
    frozen()
    assert WORDS in read(client, PAGES[0])

    with django_capture_on_commit_callbacks(execute=True):
        FORGET_ORGANISATION.gather(organisation)

    assert not Quotation.objects.exists()
    assert WORDS not in read(client, PAGES[0])


def test_only_a_yes_of_what_is_shared_may_be_chosen_and_once() -> None:
    no, draft = a_shared().answers.get(), a_draft().answers.get()
    contact = a_signatory()
    a_confided(contact)
    yes = a_quotable_answer(contact, text=OTHER)
    browser, page = team_browser(a_team_member()), "/animation/campagnes/2027/citations/"
    changed(draft, quotable=True)

    text = read(browser, page)
    assert (OTHER in text, text.count("<blockquote>")) == (True, 1)
    for row in (no, draft):
        assert browser.post(page, {"phrase": row.pk}).status_code == 404
        with pytest.raises(ActionRefused, match="ne peut plus être citée"):
            actions.quote(row, by=a_national())
    assert browser.post(page, {"phrase": ""}).status_code == 404
    for _ in range(2):
        browser.post(page, {"phrase": yes.pk})
    mail = Message.objects.get(kind="quotation.chosen")
    assert mail.to == contact.person.email
    assert OTHER in mail.text
    assert f"/espace/{contact.organisation.slug}/rapports/citations/" in mail.text
    assert "à partir du" in read(browser, page)

    browser.post(page, {"phrase": yes.pk, "laisser": "1"})
    assert not Quotation.objects.exists()


def test_words_that_change_are_quoted_no_more() -> None:
    contact = a_signatory()
    quotation = a_quotation(contact)

    answer(asked(), by=contact, said=said(text="Autre chose.", quotable=True), read=quotation.answer.revision)

    assert not Quotation.objects.standing().exists()
    assert frozen().says["quotations"] == {}


def test_each_does_what_is_theirs() -> None:
    quotation, here = a_quotation(), territorial()

    for act in (lambda: actions.quote(quotation.answer, by=here), lambda: actions.leave_out(quotation, by=here)):
        with pytest.raises(ActionRefused, match="L’équipe nationale"):
            act()
    with pytest.raises(ActionRefused, match="qui a dit cette phrase"):
        actions.take_back(quotation, by=a_signatory())
    assert list(Quotation.objects.standing()) == [quotation]


def test_what_an_edition_quotes_is_left_out_by_its_association_alone() -> None:
    quotation = a_quotation()
    looked_back()
    frozen()

    with pytest.raises(ActionRefused, match="Une édition cite déjà"):
        actions.leave_out(quotation, by=a_national())


@pytest.mark.once
@pytest.mark.usefixtures("real_tasks")
@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
def test_the_files_are_built_once_in_a_task_and_again_without_what_was_taken_back(client: Client) -> None:
    quotation = a_quotation(contact := a_signatory())
    address = f"{frozen().get_absolute_url()}rapport.pdf"
    assert client.get(address).status_code == 202
    assert DBTaskResult.objects.count() == 1, "freezing asked for it already"
    print_reports.func()
    first = client.get(address)

    print_reports.func()
    assert client.get(address)["ETag"] == first["ETag"]
    actions.take_back(quotation, by=contact)
    assert DBTaskResult.objects.count() == 2
    assert client.get(address).status_code == 202, "nobody reads the file of before, even until then"
    print_reports.func()
    assert [WORDS in drawn(each.content) for each in (first, client.get(address))] == [True, False]
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)
    assert asked_at(timezone.now() - SHOWN_BEFORE) is None
    assert len([*Path(storages["private"].path(FOLDER)).glob("*.pdf")]) == len(FILES)


def test_of_public_decisions_only_those_that_an_edition_names_are_read() -> None:
    campaign = an_answered_year("talking")
    named, other = (a_decision(text=text, audience=Audience.PUBLIC) for text in ("Un (exemple)", "Deux (exemple)"))

    words = standing.words(campaign, {"decisions": [{"id": str(named.pk)}]})

    assert named.text in words.values()
    assert other.text not in words.values()

"""« Faire le point », from the first screen to the receipt, without scripts."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.contrib import admin
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from engagements.decisions.actions import finish as finish_decision
from engagements.decisions.models import Decision
from engagements.needs.actions import close
from evaluations.campaigns.actions import close as close_campaign
from evaluations.campaigns.actions import open_to_all, report
from evaluations.questionnaires.actions import add
from evaluations.questionnaires.models import Question
from evaluations.self_evaluations.actions.answering import answer, confide, share
from evaluations.self_evaluations.models import Confided, LookBack, LookBackAnswer
from evaluations.self_evaluations.queries import receipt_of
from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.organisations.actors import Contact
from signatories.outbox.models import Message
from signatories.people.models import Role
from tests.constraints import changed
from tests.engagements.closures.scenes import contact_of
from tests.engagements.decisions.scenes import a_decision
from tests.engagements.needs.scenes import a_need
from tests.evaluations.campaigns.scenes import a_campaign, by_nobody
from tests.evaluations.self_evaluations.scenes import (
    WORDS,
    a_confided,
    a_draft,
    a_national,
    a_reader,
    a_shared,
    a_signatory,
    asked,
    said,
    the_campaign,
)
from tests.factories import a_colleague, a_qpv, a_user, an_organisation
from tests.races import raised, side_by_side
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
SECRET = "Un élu nous a demandé de nous taire (exemple)."


def page_of(contact: Contact, path: str = "") -> str:
    return f"/espace/{contact.organisation.slug}/faire-le-point/{path}"


def sent(slug: str = "veille", code: str = "talking", **more: str) -> dict[str, str]:
    return {"choice": code, "text": WORDS, "revision": "0"} | more


def read(browser: Client, contact: Contact, path: str = "") -> str:
    return browser.get(page_of(contact, path)).content.decode()


def test_seven_screens_the_meeting_and_the_receipt() -> None:
    contact = a_signatory()
    the_campaign()
    a_reader()
    browser, path, screens = browser_of(contact.person), page_of(contact, "question/veille/"), []
    while "/question/" in path:
        screens.append(path.split("/")[-2])
        page = browser.get(path).content.decode()
        assert "Pas encore partagé" in page
        assert ("C’est enregistré" in page) is (len(screens) > 1)
        reader = re.search(r'name="reader" value="(\d+)"', page)
        path = browser.post(path, sent(screens[-1]) | ({"reader": reader[1]} if reader else {}))["Location"]

    assert len(screens) == 7
    assert path == page_of(contact, "pour-finir/")
    answer = browser.post(path, {"coming": "we_come", "agenda": "Le local", "revision": "0"})
    assert answer["Location"] == page_of(contact, "partager/")
    assert "Le local" in read(browser, contact, "partager/")

    answer = browser.post(page_of(contact, "partager/"), follow=True)

    look_back = LookBack.objects.get()
    assert look_back.shared_by == contact.person
    assert "Un reçu vous attend" in answer.content.decode()
    assert look_back.answers.count() == 6
    mail = Message.objects.about(look_back).get()
    assert mail.to == contact.person.email
    assert page_of(contact, "notre-point.pdf") in mail.text
    assert browser.get(page_of(contact, "notre-point.pdf")).content.startswith(b"%PDF")


def test_one_goes_on_at_the_first_question_without_an_answer() -> None:
    contact = a_signatory()
    slugs = [each.slug for each in the_campaign().questionnaire.in_order() if not each.is_confided]
    browser = browser_of(contact.person)

    for answered, goes_on, word in ((None, slugs[0], "Commencer"), (slugs[0], slugs[1], "Reprendre")):
        if answered:
            answer(asked(answered), by=contact, said=said(slug=answered))
        button = re.search(r'<a class="btn[^"]*" href="([^"]+)">(\w+)</a>', read(browser, contact))
        assert button
        assert button.groups() == (page_of(contact, f"question/{goes_on}/"), word)


@pytest.mark.parametrize(
    ("screen", "said", "nothing"),
    [("question/veille/", "choice=talking", "choice="), ("pour-finir/", "coming=we_come", "coming=")],
)
def test_what_was_pressed_can_be_taken_back(screen: str, said: str, nothing: str) -> None:
    contact = a_signatory()
    the_campaign()
    browser, pass_over = browser_of(contact.person), "Finalement, nous passons"

    assert pass_over not in read(browser, contact, screen)
    for revision, sent in enumerate((said, nothing)):
        name, _, value = sent.partition("=")
        browser.post(page_of(contact, screen), {name: value, "revision": revision})
        assert (pass_over in read(browser, contact, screen)) is (sent == said)

    look_back = LookBack.objects.get()
    assert (look_back.coming, [each.choice for each in look_back.answers.all() if each.choice]) == ("", [])


def test_three_minutes_are_the_seven_situations() -> None:
    contact = a_signatory()
    the_campaign()
    reader = a_reader()
    browser = browser_of(contact.person)
    slugs = [each.slug for each in the_campaign().questionnaire.in_order()]
    body = {f"{slug}-choice": "usually" for slug in slugs} | {f"{slug}-revision": "0" for slug in slugs}

    answer = browser.post(page_of(contact, "en-trois-minutes/"), body | {"reader": str(reader.pk)})

    assert answer["Location"] == page_of(contact, "partager/")
    assert LookBackAnswer.objects.filter(choice__code="usually").count() == 6
    assert Confided.objects.get().choice.code == "usually"  # type: ignore[union-attr]  # chosen


def test_nothing_is_required_and_nothing_at_all_is_not_shared() -> None:
    contact = a_signatory()
    the_campaign()
    browser = browser_of(contact.person)

    assert browser.post(page_of(contact, "question/veille/"), {"revision": "0"}).status_code == 302
    page = browser.post(page_of(contact, "partager/"), follow=True).content.decode()

    assert "Répondez au moins à une question" in page
    assert LookBack.objects.get().shared_at is None


def test_without_a_campaign_or_a_signature_there_is_nothing_to_answer() -> None:
    contact = a_signatory()
    browser = browser_of(contact.person)
    a_campaign()
    assert "Aucune campagne" in read(browser, contact)
    assert browser.get(page_of(contact, "question/veille/")).status_code == 404

    unsigned = contact_of(an_organisation(contact=a_user()))
    the_campaign(2026)
    assert browser_of(unsigned.person).get(page_of(unsigned, "question/veille/")).status_code == 404
    with pytest.raises(ActionRefused, match="signature"):
        answer(asked(year=2026), by=unsigned, said={"text": "Bonjour"})


def test_a_yes_to_be_quoted_falls_when_the_words_change() -> None:
    contact = a_signatory()
    row = answer(asked(), by=contact, said=said(quotable=True))
    assert row.quotable

    row = answer(asked(), by=contact, said=said(text="Autre chose.", quotable=True), read=row.revision)
    assert not row.quotable
    row = answer(asked(), by=contact, said=said(text="Autre chose.", quotable=True), read=row.revision)
    assert row.quotable, "said again of these very words"
    row = answer(asked(), by=contact, said=said(text="", quotable=True), read=row.revision)
    assert not row.quotable, "nothing is left to quote"


def test_an_answer_is_taken_back_by_a_button_that_is_there_once_there_is_one() -> None:
    contact = a_signatory()
    the_campaign()
    browser, path = browser_of(contact.person), page_of(contact, "question/veille/")
    assert "Finalement, nous passons" not in browser.get(path).content.decode()
    browser.post(path, sent())
    assert "Finalement, nous passons" in browser.get(path).content.decode()

    browser.post(path, sent(code="", revision="1"))

    assert LookBackAnswer.objects.get().choice is None


def test_two_who_write_at_once_both_see_both_texts() -> None:
    contact = a_signatory()
    a_draft(contact)
    browser, path = browser_of(contact.person), page_of(contact, "question/veille/")

    late = browser.post(path, sent(text="Écrit pendant ce temps.")).content.decode()
    assert "Écrit pendant ce temps." in late
    assert WORDS in late
    assert LookBackAnswer.objects.get().text == WORDS

    joined = browser.post(path, sent(text="Écrit pendant ce temps.", both="1")).content.decode()
    assert f"{WORDS}\n\nÉcrit pendant ce temps." in joined

    revision = str(LookBackAnswer.objects.get().revision)
    browser.post(path, sent(text="Le mien.", revision=revision))
    assert LookBackAnswer.objects.get().text == "Le mien."


@pytest.mark.django_db(transaction=True)
def test_two_first_words_at_once_make_one_look_back_and_lose_nothing() -> None:
    contact, question = a_signatory(), asked()

    answers = side_by_side(
        lambda: answer(question, by=contact, said={"text": "Une."}),
        lambda: answer(question, by=contact, said={"text": "L’autre."}),
    )

    assert LookBack.objects.count() == 1
    assert LookBackAnswer.objects.get().text == "Une."
    assert [issubclass(each, ActionRefused) for each in raised(answers)] == [True]


@pytest.mark.django_db(transaction=True)
def test_two_who_share_at_once_receive_one_receipt() -> None:
    contact, campaign = a_signatory(), the_campaign()
    a_draft(contact)

    side_by_side(*[lambda: share(campaign, by=contact)] * 2)

    assert Message.objects.filter(kind="look_back.shared").count() == 1


def a_year_with_a_need(year: int = 2027) -> Contact:
    """An association that noted a need, today, in the year that a campaign looks back on."""
    contact = a_signatory()
    contact.organisation.qpvs.add(a_qpv())
    a_need(by=contact)
    today = timezone.localdate()
    changed(the_campaign(year), starts_on=today - timedelta(days=100), ends_on=today + timedelta(days=100))
    return contact


def test_the_year_is_there_already_and_each_line_is_kept_or_left() -> None:
    contact = a_year_with_a_need()
    browser, path = browser_of(contact.person), page_of(contact, "question/veille/")
    page = browser.get(path).content.decode()
    (name,) = re.findall(r'name="facts" value="(\w+)"[^>]*checked', page)

    browser.post(path, sent())
    assert f'value="{name}"' in browser.get(path).content.decode()
    assert not re.search(rf'value="{name}"[^>]*checked', browser.get(path).content.decode())

    browser.post(path, sent(facts=name, revision="1"))
    assert re.search(rf'value="{name}"[^>]*checked', browser.get(path).content.decode())
    share(the_campaign(), by=contact)

    assert [each.name for each in LookBack.objects.get().kept_facts.all()] == [name]


def test_what_is_left_is_not_copied() -> None:
    contact = a_year_with_a_need()
    answer(asked(), by=contact, said=said(), kept=[])

    share(the_campaign(), by=contact)

    assert not LookBack.objects.get().kept_facts.exists()


def test_what_was_copied_stays_as_it_was_and_what_comes_later_is_offered() -> None:
    contact = a_year_with_a_need()
    a_shared(contact)
    (copied,) = LookBack.objects.get().kept_facts.all()
    later = a_need(by=contact)
    close(later, by=contact, text="Un banc (exemple).", done=True)
    page = read(browser_of(contact.person), contact, "question/veille/")

    lines = re.findall(r'name="facts" value="(\w+)"([^>]*)', page)
    assert [name for name, more in lines if "checked" in more] == [copied.name]
    assert len(lines) > 1, "what happened since"

    offered = next(name for name, more in lines if "checked" not in more)
    answer(asked(), by=contact, said={}, kept=[copied.name, offered])
    assert {each.name for each in LookBack.objects.get().kept_facts.all()} == {copied.name, offered}


def test_what_was_said_last_year_is_folded_and_what_was_confided_is_not_there() -> None:
    contact = a_signatory()
    answer(asked(year=2026), by=contact, said={"text": "Déjà ensemble (exemple)."})
    a_reader()
    confide(asked("clientelisme", 2026), by=contact, reader=a_reader(), said={"text": SECRET})
    share(the_campaign(2026), by=contact)
    report(close_campaign(the_campaign(2026), by=by_nobody()), by=by_nobody())
    the_campaign()
    browser = browser_of(contact.person)

    assert "Déjà ensemble (exemple)." in read(browser, contact, "question/veille/")
    assert SECRET not in read(browser, contact, "question/clientelisme/")
    answer(asked(), by=contact, said={"text": "Cette année (exemple)."})
    assert SECRET not in read(browser, contact, "question/clientelisme/"), "begun, this year’s holds nothing of it"


def test_once_the_report_is_fixed_nothing_changes() -> None:
    contact = a_signatory()
    a_shared(contact)
    report(close_campaign(the_campaign(), by=by_nobody()), by=by_nobody())

    for act in (
        lambda: answer(asked(), by=contact, said=said()),
        lambda: share(the_campaign(), by=contact),
        lambda: a_confided(contact),
    ):
        with pytest.raises(ActionRefused, match="rapport"):
            act()
    assert "Notre point 2027" in read(browser_of(contact.person), contact)


def test_closing_is_no_door() -> None:
    close_campaign(the_campaign(), by=by_nobody())

    assert a_shared(a_signatory()).is_shared


def test_a_question_that_hangs_on_another_is_asked_to_who_made_that_choice() -> None:
    campaign = a_campaign()
    talking = campaign.questionnaire.questions.get(slug="veille").choices.get(code="talking")
    add(campaign.questionnaire, by=by_nobody(), kind=Question.Kind.TEXT, text="Avec qui ?", depends_on=talking)
    open_to_all(campaign, by=by_nobody())
    contact = a_signatory()
    browser = browser_of(contact.person)

    assert "Avec qui" not in read(browser, contact)
    a_draft(contact)
    assert "Avec qui" in read(browser, contact)


# --- what is confided


def test_the_screen_names_its_one_reader_and_without_one_does_not_ask() -> None:
    contact = a_signatory()
    the_campaign()
    browser = browser_of(contact.person)
    assert browser.get(page_of(contact, "question/clientelisme/")).status_code == 404

    reader = a_reader()
    reader.first_name, reader.last_name = "Odile", "Lectrice"
    reader.save()
    a_colleague(Role.Kind.CONFIDED)
    page = read(browser, contact, "question/clientelisme/")

    assert "Odile Lectrice, et personne d’autre" in page
    assert "citer cette phrase" not in page


def test_whoever_was_named_reads_it_or_it_is_not_saved() -> None:
    contact, other = a_signatory(), a_user()
    the_campaign()
    a_reader()
    path = page_of(contact, "question/clientelisme/")

    page = browser_of(contact.person).post(path, sent("clientelisme", text=SECRET, reader=str(other.pk)))
    assert "a changé" in page.content.decode()
    assert SECRET in page.content.decode(), "nothing typed is lost"
    with pytest.raises(ActionRefused, match="a changé"):
        confide(asked("clientelisme"), by=contact, reader=other, said={"text": SECRET})
    assert not Confided.objects.exists()


def test_what_is_confided_goes_by_its_own_road() -> None:
    contact = a_signatory()

    with pytest.raises(ActionRefused, match="à l’écran"):
        answer(asked("clientelisme"), by=contact, said={"text": SECRET})
    with pytest.raises(ActionRefused, match="pas de celles"):
        confide(asked(), by=contact, reader=a_reader(), said={"text": SECRET})


def test_what_is_confided_is_in_no_receipt_mail_history_nor_admin() -> None:
    contact = a_signatory()
    a_draft(contact)
    a_confided(contact, text=SECRET)
    look_back = share(the_campaign(), by=contact)

    assert SECRET in read(browser_of(contact.person), contact, "partager/"), "on its own screen"
    assert not any(row.question.is_confided for row, _ in receipt_of(look_back)["said"])  # type: ignore[attr-defined]  # rows
    assert not Message.objects.filter(text__contains=SECRET).exists()
    assert not Event.objects.filter(note__contains=SECRET).exists()
    assert not any(model in admin.site._registry for model in (Confided, LookBackAnswer, LookBack))


def test_the_paper_leaves_clientelism_out() -> None:
    contact = a_signatory()
    the_campaign()
    content = browser_of(contact.person).get(page_of(contact, "sur-papier.pdf")).content

    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    assert "Chacune de notre côté" in words
    assert "libres de nos choix" not in words


def test_dates_said_on_the_first_screen_are_those_of_the_campaign() -> None:
    contact = a_signatory()
    campaign = the_campaign()
    assert (campaign.starts_on, campaign.ends_on) == (date(2026, 7, 1), date(2027, 6, 30))

    page = read(browser_of(contact.person), contact)

    assert "1er juillet 2026" in page
    assert "Rien n’est noté ni classé." in page


def test_what_was_decided_together_is_asked_about_in_the_next_campaign() -> None:
    contact, today = a_signatory(), timezone.localdate()
    changed(the_campaign(), starts_on=today - timedelta(days=100), ends_on=today)
    a_decision(by=contact, text="Le car (exemple)")
    finish_decision(a_decision(by=contact, text="La fête (exemple)"), by=contact, told="En juin (exemple)")
    old = finish_decision(a_decision(by=contact, text="Le banc (exemple)"), by=contact)
    changed(old, state_at=timezone.now() - timedelta(days=200))
    a_decision(by=a_signatory(), text="Celle d’une autre (exemple)")
    waits = Decision.objects.get(text="Le car (exemple)")

    page = browser_of(contact.person).get(page_of(contact, "pour-finir/")).text
    team = team_browser(a_national().person)
    noted = team.get(f"/animation/faire-le-point/noter/{contact.organisation.slug}/").text

    for asked_there in (page, noted):
        assert f"{waits.get_absolute_url()}suite/" in asked_there
        assert "fait, En juin (exemple)" in asked_there
        assert "Le banc" not in asked_there
        assert "Celle d’une autre" not in asked_there

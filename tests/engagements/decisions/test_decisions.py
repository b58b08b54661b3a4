"""Decisions, from who writes them down to what became of them."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from engagements.decisions.actions import (
    KEPT,
    MONTHS_AHEAD,
    Facts,
    carry_over,
    correct,
    decide,
    drop,
    finish,
    forget_words_of,
    reopen,
    show_to,
)
from engagements.decisions.lists import Decisions
from engagements.decisions.models import LONGEST_TEXT, Audience, Decision, State
from engagements.decisions.queries import without_news
from engagements.letter.places import LETTER, Asks, Part, Told, reply_of
from engagements.scope.places import place_of
from engagements.voices.models import Voice
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.revisions import Stale
from qpv_charter.toolkit.templatetags.toolkit import month
from signatories.history.models import Event
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import EVIDENCE, SPACE_WAITING
from signatories.people.actors import Actor
from signatories.people.places import JOURNAL, Period
from signatories.signatures.actions import withdraw
from signatories.territories.models import Department
from tests.engagements.decisions.scenes import (
    LIGHT,
    a_contact,
    a_decision,
    an_animator,
    facts,
    franc_moisin,
    in_days,
    in_months,
    last_day,
    months_ago,
    the_team,
)
from tests.factories import a_commune, a_qpv
from tests.lists import costs_the_same_at_any_length
from tests.races import raised, side_by_side
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
WEEK = Period(in_days(-7), in_days(1))


def typed(contact: Contact, **more: object) -> dict[str, object]:
    return {
        "text": LIGHT,
        "association": str(contact.organisation.pk),
        "called": "",
        "kind": "resident",
        "month": in_months(1).isoformat(),
        "reach": "qpv",
        "qpvs": ["QN09331M"],
        "audience": "public",
        **more,
    }


@pytest.mark.django_db(transaction=True)
def test_it_is_written_in_one_form_and_read_on_the_neighbourhoods_page_until_it_is_done() -> None:
    contact, visitor = a_contact(name="La Régie (exemple)"), Client()
    browser = browser_of(contact.person)
    before = visitor.get("/quartiers/QN09331M/").content.decode()

    written = browser.post(f"/espace/{contact.organisation.slug}/decisions/", typed(contact), follow=True)
    there = visitor.get("/quartiers/QN09331M/").content.decode()
    decision = Decision.objects.get()
    told = {"says": "done", "told": "Trois lampes changées (exemple)."}
    done = browser.post(f"{decision.get_absolute_url()}suite/", told, follow=True).content.decode()
    after = visitor.get("/quartiers/QN09331M/").content.decode()

    assert "Qui s’en charge le voit dans son espace." in written.content.decode()
    for words in (LIGHT, "À faire ensemble"):
        assert (words in before, words in there, words in after) == (False, True, False)
    assert "La Régie (exemple)" in there
    assert f"pour {month(in_months(1))}" in there
    assert "Trois lampes changées (exemple)." in done
    assert "Trois lampes" in visitor.get(decision.get_absolute_url()).content.decode()
    assert decision.commitments == ["debat"]


def test_one_without_a_who_is_not_saved_and_nothing_typed_is_lost() -> None:
    contact = a_contact()
    data = typed(contact, association="", month="")

    page = (
        browser_of(contact.person).post(f"/espace/{contact.organisation.slug}/decisions/", data).content.decode()
    )

    assert "Dites qui s’en charge" in page
    assert "Dites pour quel mois." in page
    assert LIGHT in page
    assert not Decision.objects.exists()


def test_an_association_that_has_not_signed_is_told_when_it_can() -> None:
    contact = a_contact(published=False)
    path = f"/espace/{contact.organisation.slug}/decisions/"
    browser = browser_of(contact.person)

    page = browser.get(path).content.decode()
    browser.post(path, typed(contact, association="", called="Fatou"))

    assert "dès que sa signature sera publiée" in page
    assert not Decision.objects.exists()


def refused_facts() -> dict[str, Facts]:
    unsigned = a_contact(published=False).organisation
    far = a_contact(qpv=a_qpv(name="Loin", code="QN06901M")).organisation
    Organisation.objects.filter(pk=far.pk).update(commune=None)
    return {
        "en une phrase": facts(text=" \u200b "),
        "300": facts(text="é" * (LONGEST_TEXT + 1)),
        "Dites qui s’en charge": facts(called=" "),
        "passé": facts(month=in_months(-1)),
        "plus de deux ans": facts(month=in_months(MONTHS_AHEAD)),
        "signataire du département": facts(organisation=unsigned),
        "signataire du départemen": facts(organisation=far),
    }


@pytest.mark.parametrize("said", [*map(str, range(7))])
def test_facts_are_checked_at_this_door_too(said: str) -> None:
    words, wrong = [*refused_facts().items()][int(said)]

    with pytest.raises(ActionRefused, match=words):
        decide(wrong, by=a_contact(), place=franc_moisin())

    assert not Decision.objects.exists()


def test_what_is_at_the_bound_is_taken() -> None:
    decision = a_decision(text="é" * LONGEST_TEXT, month=in_months(MONTHS_AHEAD - 1))

    assert (len(decision.text), decision.month) == (LONGEST_TEXT, in_months(MONTHS_AHEAD - 1))
    assert a_decision(month=in_days(0)).month == in_months(0)


@pytest.mark.parametrize("who", [Actor(), lambda: a_contact(published=False), lambda: an_animator("69")])
def test_only_signatories_and_the_animators_of_the_place_write_one(who: Actor | Callable[[], Actor]) -> None:
    by = who() if callable(who) else who

    with pytest.raises(ActionRefused, match="signataire"):
        decide(facts(), by=by, place=franc_moisin())


def test_the_team_writes_one_that_is_nobodys_association() -> None:
    decision = decide(facts(), by=the_team(), place=franc_moisin())

    assert (decision.written_for, decision.organisation) == (None, None)


def test_somebody_is_called_by_a_name_until_three_months_after() -> None:
    decision = a_decision(called="Fatou (exemple)", month=in_months(2))

    assert decision.voice
    assert (decision.voice.called, decision.voice.noted_how) == ("Fatou (exemple)", "meeting")
    assert decision.voice.forget_on == last_day(decision) + KEPT


def test_a_name_is_read_by_those_of_the_place_and_by_nobody_else() -> None:
    contact, neighbour, far = a_contact(), a_contact(), a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))
    Organisation.objects.filter(pk=far.organisation.pk).update(commune=None)
    decision = a_decision(by=contact, called="Fatou (exemple)", audience=Audience.PUBLIC)
    browsers = [browser_of(contact.person), browser_of(neighbour.person), browser_of(far.person), Client()]

    pages = [browser.get(decision.get_absolute_url()).content.decode() for browser in browsers]

    assert ["Fatou (exemple)" in page for page in pages] == [True, True, False, False]
    assert "habitante ou habitant" in pages[3]
    assert not any("Fatou (exemple)" in browser.get("/decisions/").content.decode() for browser in browsers)


def test_what_became_of_it_is_said_by_who_carries_it_or_wrote_it() -> None:
    writer, carrier = a_contact(), a_contact()
    of_carrier: dict[str, Any] = {"by": writer, "organisation": carrier.organisation}

    assert finish(a_decision(**of_carrier), by=carrier).state == State.DONE
    assert drop(a_decision(**of_carrier), by=writer, why="Plus le temps.").told == "Plus le temps."
    assert reopen(finish(a_decision(**of_carrier), by=carrier, told="Fait."), by=writer).told == ""


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda decision, _: finish(decision, by=a_contact()), "Seules l’équipe"),
        (lambda decision, _: finish(decision, by=Actor()), "Seules l’équipe"),
        (lambda decision, by: drop(decision, by=by, why=" "), "Dites pourquoi"),
        (lambda decision, by: drop(decision, by=by, why="é" * 501), "500"),
        (lambda decision, by: carry_over(decision, by=by, month=decision.month), "qui vient après"),
        (lambda decision, by: carry_over(decision, by=by, month=in_months(-1)), "passé"),
        (lambda decision, by: reopen(decision, by=by), "encore à faire"),
        (lambda decision, by: correct(decision, facts(called=" "), by=by, read=0), "Dites qui s’en charge"),
    ],
)
def test_what_cannot_be_is_refused_plainly(act: Callable[[Decision, Contact], object], said: str) -> None:
    contact = a_contact()
    decision = a_decision(by=contact)

    with pytest.raises(ActionRefused, match=said):
        act(decision, contact)

    decision.refresh_from_db()
    assert (decision.state, decision.told, Decision.objects.count()) == ("to_do", "", 1)


@pytest.mark.parametrize(
    "again",
    [
        lambda decision, by: finish(decision, by=by),
        lambda decision, by: drop(decision, by=by, why="Non."),
        lambda decision, by: carry_over(decision, by=by, month=in_months(3)),
        lambda decision, by: correct(decision, facts(), by=by, read=None),
    ],
)
def test_what_is_done_is_done(again: Callable[[Decision, Contact], object]) -> None:
    contact = a_contact()
    decision = finish(a_decision(by=contact), by=contact)

    with pytest.raises(ActionRefused, match="relisez la page"):
        again(decision, contact)


def test_what_is_carried_over_leads_to_what_follows_and_is_not_reopened() -> None:
    contact = a_contact()
    decision = a_decision(by=contact, called="Fatou", organisation=contact.organisation, audience=Audience.PUBLIC)

    after = carry_over(decision, by=contact, month=in_months(1))

    decision.refresh_from_db()
    assert decision.state == State.CARRIED_OVER
    assert (after.carried_from, after.month, after.state, after.audience) == (
        *(decision, in_months(1)),
        *("to_do", "public"),
    )
    assert after.voice
    assert after.voice.called == "Fatou"
    assert [*after.qpvs.all()] == [*decision.qpvs.all()]
    with pytest.raises(ActionRefused, match="déjà reporté"):
        reopen(decision, by=contact)
    page = Client().get(decision.get_absolute_url()).content.decode()
    assert after.get_absolute_url() in page
    assert decision.get_absolute_url() in Client().get(after.get_absolute_url()).content.decode()
    assert browser_of(contact.person).get(f"{decision.get_absolute_url()}suite/").status_code == 404


def test_it_is_corrected_and_who_is_not_named_any_more_is_forgotten() -> None:
    contact = a_contact()
    decision = a_decision(by=contact, called="Fatou")

    renamed = correct(decision, facts(called="Rosa", month=in_months(2)), by=contact, read=0)
    assert renamed.voice
    renamed.voice.refresh_from_db()
    assert (renamed.voice.called, renamed.voice.forget_on) == ("Rosa", last_day(renamed) + KEPT)

    correct(decision, facts(text="Autre chose", organisation=contact.organisation), by=contact, read=1)
    decision.refresh_from_db()
    assert (decision.text, decision.organisation, decision.voice) == ("Autre chose", contact.organisation, None)
    assert not Voice.objects.filter(called="Rosa").exists()


def test_two_who_correct_at_once_see_both_texts() -> None:
    contact = a_contact()
    decision = a_decision(by=contact)
    browser, path = browser_of(contact.person), f"{decision.get_absolute_url()}corriger/"
    correct(decision, facts(text="Le sien"), by=contact, read=0)

    with pytest.raises(Stale):
        correct(decision, facts(text="Le mien"), by=contact, read=0)
    late = {**typed(contact), "text": "Le mien", "revision": "0"}
    both = browser.post(path, late).content.decode()
    kept = browser.post(path, {**late, "revision": "1"}, follow=True).content.decode()

    assert "Le sien" in both
    assert "Le mien" in both
    assert "C’est corrigé." in kept
    assert Decision.objects.get().text == "Le mien"


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one_answer_and_a_word() -> None:
    contact = a_contact()
    decision = a_decision(by=contact)

    answers = side_by_side(
        partial(carry_over, decision, by=contact, month=in_months(1)),
        partial(carry_over, decision, by=contact, month=in_months(2)),
    )

    assert raised(answers) == [ActionRefused]
    assert Decision.objects.count() == 2


def test_the_form_says_what_is_missing() -> None:
    contact = a_contact()
    decision = a_decision(by=contact)
    browser, path = browser_of(contact.person), f"{decision.get_absolute_url()}suite/"

    assert "Dites pourquoi." in browser.post(path, {"says": "dropped"}).content.decode()
    assert "Dites à quel mois." in browser.post(path, {"says": "carried_over"}).content.decode()
    later = {"says": "carried_over", "month": in_months(2).isoformat()}
    assert "Prévu d’abord pour" in browser.post(path, later, follow=True).content.decode()


def test_what_was_dropped_is_taken_up_again_from_its_page() -> None:
    contact = a_contact()
    decision = drop(a_decision(by=contact), by=contact, why="Plus le temps.")
    browser = browser_of(contact.person)

    page = browser.get(decision.get_absolute_url()).content.decode()
    browser.post(f"{decision.get_absolute_url()}suite/", {"says": "to_do"})

    decision.refresh_from_db()
    assert "C’est à faire, finalement" in page
    assert "/corriger/" not in page
    assert (decision.state, decision.told) == ("to_do", "")


def test_nobody_else_finds_these_doors() -> None:
    decision, stranger = a_decision(audience=Audience.PUBLIC), browser_of(a_contact().person)

    page = stranger.get(decision.get_absolute_url()).content.decode()

    assert "Dire où l’on en est" not in page
    for door in ("suite", "corriger"):
        assert stranger.get(f"{decision.get_absolute_url()}{door}/").status_code == 404


def names(contact: Contact, period: Period = WEEK) -> list[Told]:
    return [each for each in LETTER.gather(contact, period) if each.name.startswith("decision")]


def test_the_letter_says_what_it_is_to_do_once() -> None:
    contact, other = a_contact(), a_contact()
    decision = a_decision(by=other, organisation=contact.organisation, month=in_months(3))

    assert [(each.part, each.name) for each in names(contact)] == [(Part.DATES, f"decision:{decision.pk}")]
    assert names(other) == []
    assert names(contact, Period(in_days(1), in_days(8))) == []


def test_the_letter_asks_at_the_end_of_the_month_and_no_more_once_it_is_answered() -> None:
    contact = a_contact()
    decision = a_decision(by=contact, month=in_months(2))
    end, week = last_day(decision), timedelta(days=7)
    before, during = Period(end - week, end), Period(end, end + week)

    asked = names(contact, during)
    assert [(each.part, each.name) for each in asked] == [(Part.ANSWER, f"decision.due:{decision.pk}")]
    assert LIGHT in asked[0].text
    assert asked[0].href == f"{decision.get_absolute_url()}suite/"
    assert asked[0].asks == Asks("decisions.where_it_stands", decision.pk)
    assert names(contact, before) == []
    finish(decision, by=contact)
    assert names(contact, during) == []


@pytest.mark.parametrize(
    ("says", "state", "told"), [("done", "done", ""), ("dropped", "dropped", "Plus le temps.")]
)
def test_one_says_where_it_stands_from_the_letter(says: str, state: str, told: str) -> None:
    contact, other = a_contact(), a_contact()
    decision = a_decision(by=other, organisation=contact.organisation)
    kind = "decisions.where_it_stands"
    assert reply_of(kind, other, decision.pk) is None

    reply = reply_of(kind, contact, decision.pk)
    assert reply
    form = reply.form({"says": says, "told": told})
    assert form.is_valid()
    reply.say(form)

    decision.refresh_from_db()
    assert (decision.state, decision.told) == (state, told)
    assert LIGHT in reply.text
    assert reply_of(kind, contact, decision.pk) is None


def test_the_letter_says_to_those_of_the_place_what_others_did() -> None:
    contact, neighbour, far = a_contact(), a_contact(), a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))
    Organisation.objects.filter(pk=far.organisation.pk).update(commune=None)
    decision = finish(a_decision(by=contact), by=contact)
    finish(a_decision(by=contact, audience=Audience.BETWEEN), by=contact)
    drop(a_decision(by=contact), by=contact, why="Non.")

    assert [(each.part, each.name) for each in names(neighbour)] == [
        (Part.DONE, f"decision.done:{decision.pk}"),
    ]
    assert names(far) == []
    assert not [each for each in names(contact) if each.part is Part.DONE]
    assert names(neighbour, Period(in_days(-7), in_days(0))) == []


def test_what_is_late_waits_in_the_space() -> None:
    contact = a_contact()
    months_ago(late := a_decision(by=contact), 1)
    a_decision(by=contact, text="Plus tard (exemple)", month=in_months(1))
    now = a_decision(by=contact, text="Ce mois-ci (exemple)")
    finish(done := a_decision(by=contact), by=contact)

    waiting = [each.href for each in SPACE_WAITING.gather(contact) if "/decisions/" in each.href]

    assert waiting == [f"{each.get_absolute_url()}suite/" for each in (late, now)]
    assert (late.is_late, now.is_late, done.is_late) == (True, False, False)
    shown = browser_of(contact.person).get(f"/espace/{contact.organisation.slug}/").content.decode()
    assert "Plus tard (exemple)" in shown


def test_the_year_remembers_what_it_did() -> None:
    contact, other = a_contact(), a_contact()
    decision = finish(a_decision(by=other, organisation=contact.organisation), by=contact)
    drop(a_decision(by=contact), by=contact, why="Non.")

    def evidence(organisation: Organisation, period: Period = WEEK) -> list[tuple[str, tuple[str, ...]]]:
        found = EVIDENCE.gather(organisation, period)
        return [(each.href, each.commitments) for each in found if "/decisions/" in each.href]

    assert evidence(contact.organisation) == [(decision.get_absolute_url(), ("debat",))]
    assert evidence(other.organisation) == []
    assert evidence(contact.organisation, Period(in_days(-7), in_days(0))) == []


def test_the_list_shows_what_is_to_do_first_and_answers_its_filters(client: Client) -> None:
    contact, lyon = a_contact(), a_qpv(name="Loin", code="QN06901M")
    public: dict[str, Any] = {"by": contact, "audience": Audience.PUBLIC}
    finish(done := a_decision(text="Fini (exemple)", **public), by=contact)
    here = a_decision(text="Ici (exemple)", **public)
    there = a_decision(
        by=a_contact(qpv=lyon),
        called="Rosa",
        text="Là-bas (exemple)",
        place=place_of(qpvs=[lyon], department=None),
        audience=Audience.PUBLIC,
    )

    def shown(query: str = "") -> list[Decision]:
        page = client.get(f"/decisions/{query}").content.decode()
        places = {page.index(each.text): each for each in (done, here, there) if each.text in page}
        return [places[place] for place in sorted(places)]

    assert shown() == [here, there, done]
    assert shown("?departement=69") == [there]
    assert shown("?qpv=QN09331M") == [here, done]
    assert shown("?etat=done") == [done]


def test_a_list_costs_as_many_queries_whatever_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = browser_of(a_contact().person)

    costs_the_same_at_any_length(
        monkeypatch, browser, Decisions, "/decisions/", lambda: a_decision(called="Fatou")
    )


@pytest.mark.django_db(transaction=True)
def test_who_is_a_signatory_no_more_is_named_to_nobody() -> None:
    contact, visitor = a_contact(name="La Régie (exemple)"), Client()
    decision = a_decision(by=contact, audience=Audience.PUBLIC)
    before = visitor.get(decision.get_absolute_url()).content.decode()
    a_contact()  # another one is named where it carries something

    withdraw(contact.organisation.signatures.get(), by=the_team().person, reason="À sa demande (exemple).")

    after = visitor.get(decision.get_absolute_url()).content.decode()
    assert "La Régie (exemple)" in before
    assert "La Régie (exemple)" not in after
    assert "une association" in after


def test_the_team_looks_at_what_its_month_left_without_news_where_it_animates() -> None:
    there = place_of(qpvs=[a_qpv(name="Loin", code="QN06901M")], department=None)
    late, far = months_ago(a_decision(), 1), months_ago(a_decision(by=the_team(), place=there, called="Awa"), 1)
    finish(months_ago(a_decision(by=(contact := a_contact())), 1), by=contact)
    a_decision()

    assert [*without_news(an_animator("93"))] == [late]
    assert {*without_news(the_team())} == {late, far}


def test_readers_are_changed_for_those_that_had_others() -> None:
    contact = a_contact()
    a_decision(by=contact, audience=Audience.PUBLIC)
    between = a_decision(by=contact, audience=Audience.BETWEEN)

    show_to(Decision.objects.all(), Audience.PUBLIC, by=contact)

    assert Event.objects.filter(kind="decision.shown").values_list("subject_id", flat=True).get() == str(
        between.pk
    )
    assert {*Decision.objects.values_list("audience", flat=True)} == {"public"}


def test_what_an_erased_association_was_to_do_is_read_no_more() -> None:
    contact, other = a_contact(), a_contact()
    theirs = a_decision(by=other, organisation=contact.organisation, audience=Audience.PUBLIC)
    mine = drop(a_decision(by=contact, called="Fatou"), by=contact, why="Non.")
    others = a_decision(by=other, text="Autre (exemple)", audience=Audience.PUBLIC)

    forget_words_of(contact.organisation)

    assert {*Decision.objects.filter(text="Décision", audience="between")} == {theirs, mine}
    mine.refresh_from_db()
    assert mine.told == "Décision"
    others.refresh_from_db()
    assert (others.text, others.audience) == ("Autre (exemple)", "public")


def test_the_event_names_the_associations_and_the_neighbourhood() -> None:
    contact, other = a_contact(), a_contact()
    decision = a_decision(by=other, organisation=contact.organisation)
    about = (contact.organisation, other.organisation, decision.qpvs.get())

    assert all("decision.made" in [event.kind for event in Event.objects.about(one)] for one in about)


def test_the_journal_of_a_territory_says_what_was_done_that_anybody_may_read() -> None:
    by = a_contact()
    public, between, waiting = (
        a_decision(by=by, audience=audience) for audience in (Audience.PUBLIC, Audience.PLACE, Audience.PUBLIC)
    )
    for each in (public, between):
        finish(each, by=by)
    today = timezone.localdate()
    week, before = Period(today, today + timedelta(days=7)), Period(today - timedelta(days=7), today)

    def told(department: Department | None, period: Period) -> set[str]:
        return {news.href for news in JOURNAL.gather(department, period) if "/decisions/" in news.href}

    assert told(None, week) == told(public.department, week) == {public.get_absolute_url()}
    assert told(a_commune(name="Lyon", code="69123").department, week) == set()
    assert told(None, before) == set()
    assert waiting.state == State.TO_DO

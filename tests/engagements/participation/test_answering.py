"""Answering without an account, changing it and taking it back from any device; who reads what."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from engagements.participation import actions
from engagements.participation.actions.answering import Said
from engagements.participation.models import Answer, Gathering, State
from engagements.participation.views.answers import PER_NETWORK
from engagements.voices.actions import Speaker
from engagements.voices.models import Kind, Voice, VoiceContact, VoiceKey
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.retention import forget_all
from signatories.history.models import Event
from signatories.outbox.delivery import deliver_due
from signatories.outbox.models import Message
from signatories.people.actors import Actor
from signatories.people.places import FORGET_PERSON, Leaver
from tests.asking import use_up
from tests.engagements.participation.scenes import (
    a_gathering,
    a_resident_answers,
    a_signatory_of_franc_moisin,
    long_ago,
    organiser,
    says,
)
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
CODE = re.compile(r'class="big-code">([\w-]+)<')


def page_of(gathering: Gathering) -> str:
    return f"/rencontres/{gathering.pk}/repondre/"


def typed(gathering: Gathering, *answers: str, **more: Any) -> dict[str, Any]:
    """What the page sends: yes to every date unless said otherwise."""
    times = says(gathering, *answers).times
    return {f"time_{pk}": word for pk, word in times.items()} | {"kind": "resident"} | more


def answers(browser: Client, gathering: Gathering, *words: str, **more: Any) -> str:
    """Answer as anybody does; the page where it ends."""
    shown_at = browser.get(page_of(gathering)).context["form"]["moment"].value()
    data = typed(gathering, *words, **more) | {"moment": shown_at}
    page = browser.post(page_of(gathering), data, follow=True)
    assert page.redirect_chain, page.content.decode()
    return page.content.decode()


def code_on(page: str) -> str:
    found = CODE.search(page)
    assert found, "no code"
    return found[1]


def mailed_link(gathering: Gathering) -> str:
    text = Message.objects.about(gathering).get(kind="gatherings.answered").text
    return re.search(r"/rencontres/reponse/\S+", text)[0]  # type: ignore[index]  # it is there


def said_of(answer: Answer) -> list[str]:
    return list(answer.said.order_by("time__starts_at").values_list("says", flat=True))


def test_a_resident_answers_with_nothing_but_three_choices_a_date() -> None:
    gathering, browser = a_gathering(), Client()

    shown = browser.get(page_of(gathering)).content.decode()
    page = answers(browser, gathering, "yes", "if_needed", "no")

    answer = Answer.objects.get()
    assert "C’est changé" not in page
    assert shown.count('type="radio" name="time_') == 9
    assert "<table" not in shown
    assert said_of(answer) == ["yes", "if_needed", "no"]
    assert (answer.voice.kind, answer.voice.called) == (Kind.RESIDENT, "")
    assert not VoiceContact.objects.exists()
    assert not Message.objects.filter(kind__startswith="gatherings").exists()
    assert len(code_on(page)) == 11


def test_what_would_make_it_possible_is_kept_with_the_answer() -> None:
    gathering = a_gathering()

    answers(
        Client(), gathering, needs=["childcare"], interpreting="tamoul", called="Fatou", phone="06 12 34 56 78"
    )

    answer = Answer.objects.get()
    assert answer.needs == ["une garde d’enfants", "un interprète (tamoul)"]
    assert (answer.voice.called, answer.voice.contact.phone) == ("Fatou", "06 12 34 56 78")


def test_a_code_copied_on_paper_opens_it_on_another_device() -> None:
    gathering = a_gathering()
    code = code_on(answers(Client(), gathering, "yes", "yes", "yes"))
    other = Client()

    page = other.post(f"/rencontres/{gathering.pk}/code/", {"code": code.lower().replace("-", " ")}, follow=True)
    mine = page.redirect_chain[-1][0]
    assert "à corriger" not in page.content.decode()
    other.post(mine, typed(gathering, "no", "yes", "no", called="Awa"))

    answer = Answer.objects.get()
    assert mine == answer.get_absolute_url()
    assert (said_of(answer), answer.voice.called) == (["no", "yes", "no"], "Awa")


def test_the_mailed_link_opens_it_and_takes_it_back() -> None:
    gathering = a_gathering()
    answers(Client(), gathering, email="fatou@example.org")
    other = Client()

    mine = other.get(mailed_link(gathering), follow=True).redirect_chain[-1][0]
    page = other.post(f"{mine}reprendre/", follow=True).content.decode()

    assert "Il n’en reste rien" in page
    for left in (Answer, Voice, VoiceContact, VoiceKey):
        assert not left.objects.exists()
    assert other.get(mine).status_code == 404


def test_who_lost_the_cookie_while_answering_finds_the_page_again() -> None:
    gathering, phone = a_gathering(), Client()
    answers(phone, gathering, "yes", "yes", "yes")
    mine = Answer.objects.get().get_absolute_url()
    shown = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', phone.get(mine).content.decode())
    )

    phone.cookies.clear()
    changed = phone.post(mine, typed(gathering, "no", "no", "no") | shown, follow=True)

    assert "C’est changé" in changed.content.decode()
    assert phone.get(mine).status_code == 200
    assert said_of(Answer.objects.get()) == ["no", "no", "no"]


def test_each_opens_and_takes_back_what_is_hers() -> None:
    gathering = a_gathering()
    answers(Client(), gathering, called="Awa")
    other = Client()
    answers(other, gathering, "no", "no", "no", called="Fatou")
    awa, fatou = (Answer.objects.get(voice__called=name) for name in ("Awa", "Fatou"))

    assert "Fatou" in other.get(fatou.get_absolute_url()).content.decode()
    assert other.get(awa.get_absolute_url()).status_code == 404
    other.post(f"{fatou.get_absolute_url()}reprendre/")

    assert [*Answer.objects.all()] == [awa]


@pytest.mark.django_db(transaction=True)
def test_no_link_leaves_for_an_answer_that_was_taken_back_meanwhile() -> None:
    gathering = a_gathering()
    given = a_resident_answers(gathering, email="fatou@example.org").answer

    actions.take_back(given)
    deliver_due()

    assert Message.objects.get(kind="gatherings.answered").state == Message.State.CANCELLED


def test_a_code_is_shown_once_and_another_replaces_it() -> None:
    gathering, browser = a_gathering(), Client()
    first = code_on(answers(browser, gathering))
    mine = Answer.objects.get().get_absolute_url()

    again = browser.get(mine).content.decode()
    second = code_on(browser.post(f"{mine}nouveau-code/", follow=True).content.decode())

    assert first not in again
    assert "n’ouvre aucune réponse" in _tries(gathering, first)
    assert "n’ouvre aucune réponse" not in _tries(gathering, second)


def test_a_lost_code_is_given_again_by_the_organiser_and_ends_the_former_keys() -> None:
    gathering = a_gathering()
    browser = Client()
    lost = code_on(answers(browser, gathering, called="Fatou"))
    mine = Answer.objects.get()

    page = browser_of(organiser(gathering).person).post(
        f"/espace/{gathering.organisation.slug}/rencontres/{gathering.pk}/code/{mine.pk}/", follow=True
    )

    new = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", page.content.decode())
    assert new
    assert "n’ouvre aucune réponse" in _tries(gathering, lost)
    assert "n’ouvre aucune réponse" not in _tries(gathering, new[0])
    assert browser.get(mine.get_absolute_url()).status_code == 404


def _tries(gathering: Gathering, code: str) -> str:
    page = Client().post(f"/rencontres/{gathering.pk}/code/", {"code": code}, follow=True)
    return page.content.decode()


def test_a_code_opens_nothing_on_the_page_of_another_gathering() -> None:
    gathering, other = a_gathering(), a_gathering()
    code = code_on(answers(Client(), gathering))

    assert "n’ouvre aucune réponse" in _tries(other, code)


def test_nobody_opens_the_answer_of_somebody_else() -> None:
    gathering, browser = a_gathering(), Client()
    answers(browser, gathering, called="Fatou")
    hers = Answer.objects.get()
    other = Client()
    answers(other, gathering, called="Awa")

    for page in ("", "reprendre/", "nouveau-code/"):
        assert other.post(f"{hers.get_absolute_url()}{page}").status_code == 404
    assert Answer.objects.count() == 2


def test_who_organises_reads_names_needs_and_contacts_and_nobody_else_does() -> None:
    gathering = a_gathering()
    a_resident_answers(
        gathering,
        "yes",
        "no",
        "no",
        called="Fatou",
        phone="06 12 34 56 78",
        email="fatou@example.org",
        childcare=True,
    )
    secrets = ("Fatou", "06 12 34 56 78", "fatou@example.org")
    space = f"/espace/{gathering.organisation.slug}/rencontres/{gathering.pk}/"

    hers = browser_of(organiser(gathering).person).get(space).content.decode()
    public = Client().get(gathering.get_absolute_url()).content.decode()

    assert all(secret in hers for secret in secrets)
    assert "une garde d’enfants" in hers
    assert not any(secret in public for secret in secrets)
    assert not Answer.objects.read_by(a_signatory_of_franc_moisin()).exists()
    assert not Answer.objects.read_by(Actor(departments=frozenset({"93"}))).exists()
    assert Answer.objects.read_by(organiser(gathering)).exists()


def test_the_organiser_sees_which_date_leaves_the_fewest_residents_out() -> None:
    gathering = a_gathering()
    a_resident_answers(gathering, "no", "yes", "no", childcare=True)
    a_resident_answers(gathering, "yes", "if_needed", "no")

    page = browser_of(organiser(gathering).person).get(
        f"/espace/{gathering.organisation.slug}/rencontres/{gathering.pk}/"
    )

    assert page.context["best"].time == gathering.times.all()[1].pk
    assert "2 habitantes ou habitants sur 2" in page.content.decode()


def test_a_date_without_an_answer_is_asked_for_and_the_rest_stays() -> None:
    gathering = a_gathering()
    data = typed(gathering, "yes", "yes", called="Fatou", interpreting="tamoul")

    page = Client().post(page_of(gathering), data).content.decode()

    assert "Oui, s’il le faut, ou non" in page
    assert 'value="tamoul"' in page
    assert page.count(" checked") >= 3
    assert not Answer.objects.exists()


def test_who_was_mistaken_for_a_robot_sends_again_and_loses_nothing() -> None:
    gathering = a_gathering()
    data = typed(gathering, called="Fatou", sujet="rempli")

    page = Client().post(page_of(gathering), data).content.decode()

    assert "Rien n’est perdu" in page
    assert 'value="Fatou"' in page
    assert not Answer.objects.exists()


def test_forty_answers_from_one_wifi_pass() -> None:
    gathering = a_gathering()

    for number in range(40):
        answers(Client(), gathering, email=f"voisine{number}@example.org")

    assert Answer.objects.count() == 40
    assert Message.objects.filter(kind="gatherings.answered").count() == 40


def test_a_robot_behind_one_address_is_stopped() -> None:
    gathering = a_gathering()
    use_up([PER_NETWORK], "127.0.0.1")

    page = Client().post(page_of(gathering), typed(gathering))

    assert page.status_code == 429
    assert not Answer.objects.exists()


def test_who_is_asked_of_one_date_says_whether_they_come() -> None:
    gathering = a_gathering(days=(10,))

    page = Client().get(page_of(gathering)).content.decode()
    answers(Client(), gathering, "yes")

    assert "Venez-vous" in page
    assert page.count('type="radio" name="time_') == 3
    assert gathering.state == State.FIXED


def test_after_its_last_date_nobody_answers_any_more() -> None:
    gathering = a_gathering()
    given = a_resident_answers(gathering).answer
    long_ago(gathering, days=1)

    page = Client().get(page_of(gathering)).content.decode()

    assert "On ne répond plus" in page
    with pytest.raises(ActionRefused, match="On ne répond plus"):
        actions.answer(gathering, by=Actor(), speaker=Speaker(), said=says(gathering))
    with pytest.raises(ActionRefused, match="On ne répond plus"):
        actions.change(given, speaker=Speaker(), said=says(gathering))


def test_after_its_last_date_one_still_takes_ones_answer_back() -> None:
    gathering, browser = a_gathering(), Client()
    answers(browser, gathering)
    long_ago(gathering, days=1)

    mine = Answer.objects.get().get_absolute_url()
    page = browser.get(mine).content.decode()
    browser.post(f"{mine}reprendre/")

    assert "Changer ma réponse" not in page
    assert not Answer.objects.exists()


@pytest.mark.parametrize("wrong", ["unknown date", "no date", "no word"])
def test_an_answer_speaks_of_the_dates_that_are_asked(wrong: str) -> None:
    gathering, other = a_gathering(), a_gathering()
    said = {
        "unknown date": says(other),
        "no date": Said(times={}),
        "no word": says(gathering, "peut-être"),
    }[wrong]

    with pytest.raises(ActionRefused):
        actions.answer(gathering, by=Actor(), speaker=Speaker(), said=said)

    assert not Voice.objects.exists()


def test_somebody_signed_in_who_answers_as_a_resident_is_named_by_nothing() -> None:
    gathering, contact = a_gathering(), a_signatory_of_franc_moisin()

    answers(browser_of(contact.person), gathering, called="Voisine")

    voice = Answer.objects.get().voice
    assert (voice.person, voice.organisation, voice.called) == (None, None, "Voisine")
    assert Event.objects.get(kind="gathering.answered").actor is None


def test_an_association_answers_in_its_own_name() -> None:
    gathering, contact = a_gathering(), a_signatory_of_franc_moisin()

    answers(browser_of(contact.person), gathering, kind="association")

    assert Answer.objects.get().voice.organisation == contact.organisation
    assert Event.objects.get(kind="gathering.answered").acts_for == contact.organisation.pk


def test_three_months_after_the_last_date_nobody_can_tell_who_answered_nor_what_they_needed() -> None:
    gathering = a_gathering()
    given = a_resident_answers(gathering, email="fatou@example.org", childcare=True, interpreting="tamoul").answer
    today = timezone.localdate()

    assert given.voice.forget_on == timezone.localdate(gathering.last_at) + timedelta(days=90)
    for day, left in ((today, True), (today - timedelta(days=1), False)):
        Voice.objects.update(forget_on=day)
        forget_all()
        answer = Answer.objects.get()
        assert bool(answer.needs) is left
        assert VoiceContact.objects.exists() is left
        assert (answer.voice.called == "Fatou") is left
    assert said_of(Answer.objects.get()) == ["yes", "yes", "yes"]


def test_who_is_forgotten_by_the_address_they_left_leaves_no_need_either() -> None:
    gathering = a_gathering()
    hers = a_resident_answers(gathering, email="fatou@example.org", interpreting="tamoul").answer
    other = a_resident_answers(gathering, email="awa@example.org", interpreting="arabe").answer

    FORGET_PERSON.gather(Leaver(addresses=frozenset({"fatou@example.org"})))

    assert [Answer.objects.get(pk=each.pk).interpreting for each in (hers, other)] == ["", "arabe"]


def test_only_so_many_links_leave_for_one_mailbox_and_the_answers_are_kept() -> None:
    gathering = a_gathering()

    for _ in range(20):
        a_resident_answers(gathering, email="victime@example.org")

    assert Answer.objects.count() == 20
    assert Message.objects.filter(to="victime@example.org").count() <= 12

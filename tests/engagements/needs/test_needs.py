"""Needs, from the café des parents to the page of the neighbourhood, and to an answer."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from engagements.letter.places import LETTER, Part, reply_of
from engagements.needs.actions import (
    MOST_LINES,
    Line,
    Occasion,
    close,
    note,
    reopen,
    second,
    second_no_more,
    tell,
)
from engagements.needs.lists import Needs
from engagements.needs.models import LONGEST_TEXT, MOST_VOICES, Need, NeedStep, Seconded, State
from engagements.needs.queries import followed_by, to_second
from engagements.needs.replies import SEEN_TOO
from engagements.scope.places import place_of
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.templatetags.toolkit import month
from signatories.history.models import Event
from signatories.organisations.models import Theme
from signatories.organisations.places import EVIDENCE, SPACE_STEPS
from signatories.people.actors import Actor
from signatories.people.places import Period
from signatories.signatures.actions import withdraw
from tests.engagements.needs.scenes import (
    LIGHT,
    a_contact,
    a_need,
    franc_moisin,
    hidden,
    in_days,
    last_month,
    the_team,
)
from tests.factories import a_commune, a_qpv
from tests.lists import costs_the_same_at_any_length
from tests.races import raised, side_by_side
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
THIS_YEAR = Period(date(2000, 1, 1), date(2100, 1, 1))


def typed(**more: object) -> dict[str, object]:
    """The form of notes, with one line."""
    month_ = in_days(-40).replace(day=1).isoformat()
    return {
        "reach": "qpv",
        "qpvs": ["QN09331M"],
        "said_in": month_,
        "how": "meeting",
        "called": "café des parents",
        "text_1": LIGHT,
        "how_many_1": "9",
        **more,
    }


@pytest.mark.django_db(transaction=True)
def test_ten_lines_are_noted_in_one_form_and_read_on_the_neighbourhoods_page() -> None:
    contact, visitor = a_contact(name="La Régie (exemple)"), Client()
    before = visitor.get("/quartiers/QN09331M/").content.decode()
    others = {f"text_{number}": f"Besoin numéro {number} (exemple)" for number in range(2, MOST_LINES + 1)}

    answer = browser_of(contact.person).post(
        f"/espace/{contact.organisation.slug}/besoins/", typed(**others), follow=True
    )

    assert "Ce qui se dit ici" not in before
    listed, there = answer.content.decode(), visitor.get("/quartiers/QN09331M/").content.decode()
    assert "10 besoins notés." in listed
    assert all(text in listed for text in others.values())
    assert LIGHT not in before
    assert LIGHT in there
    assert "9 personnes l’ont dit" in there
    assert "Tous les besoins de ce quartier" in there
    need = Need.objects.get(text=LIGHT)
    assert (need.voice.noted_for, need.voice.noted_by) == (contact.organisation, contact.person)
    assert (need.said_in, need.occasion) == (in_days(-40).replace(day=1), "café des parents")
    assert need.commitments == ["veille"]


def test_a_line_without_words_is_left_out_and_nothing_typed_is_lost() -> None:
    contact = a_contact()
    data = typed(said_in="", text_1="", how_many_1="", text_9="Un banc (exemple)", how_many_9="beaucoup")

    page = browser_of(contact.person).post(f"/espace/{contact.organisation.slug}/besoins/", data).content.decode()

    assert "Dites en quel mois." in page
    assert "Un banc (exemple)" in page
    assert 'value="beaucoup"' in page
    assert '<details class="more" open>' in page
    assert not Need.objects.exists()


def test_a_form_without_any_line_says_so() -> None:
    contact = a_contact()

    page = browser_of(contact.person).post(f"/espace/{contact.organisation.slug}/besoins/", typed(text_1=""))

    assert "Écrivez ce qui a été dit, en une phrase." in page.content.decode()


@pytest.mark.parametrize(
    "text", ["Appelez Zoé au 06 12 34 56 78", "Écrire à zoe@example.org", "tél. +33 6.12.34.56.78", "0148200000"]
)
def test_what_reaches_somebody_is_refused_on_its_line(text: str) -> None:
    contact = a_contact()

    page = (
        browser_of(contact.person)
        .post(f"/espace/{contact.organisation.slug}/besoins/", typed(text_2=text))
        .content.decode()
    )

    assert "On y lit une adresse ou un numéro de téléphone" in page
    assert text in page
    assert not Need.objects.exists()


@pytest.mark.parametrize(
    "text", ["300 personnes attendent un bus le 06", "À 18 h 30, plus rien", "Le 93200, c’est loin"]
)
def test_numbers_that_reach_nobody_are_taken(text: str) -> None:
    assert a_need(text=text).text == text


def test_an_association_that_has_not_signed_is_told_when_it_can() -> None:
    contact = a_contact(published=False)
    browser, path = browser_of(contact.person), f"/espace/{contact.organisation.slug}/besoins/"

    assert "dès que sa signature sera publiée" in browser.get(path).content.decode()
    assert "Seules" not in browser.get(path).content.decode()
    browser.post(path, typed())
    assert not Need.objects.exists()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "une ligne au moins"),
        ([Line(text=f"{number}") for number in range(MOST_LINES + 1)], "10 au plus"),
        ([Line(text=" \u200b ")], "en une phrase"),
        ([Line(text="é" * (LONGEST_TEXT + 1))], "300"),
        ([Line(text="Un banc", how_many=0)], "de 1 à 500"),
        ([Line(text="Un banc", how_many=MOST_VOICES + 1)], "de 1 à 500"),
        ([Line(text="Un banc"), Line(text="06 12 34 56 78")], "numéro de téléphone"),
    ],
)
def test_lines_are_checked_at_this_door_too(lines: list[Line], said: str) -> None:
    with pytest.raises(ActionRefused, match=said):
        note(lines, by=a_contact(), place=franc_moisin(), occasion=last_month(), is_public=True)

    assert not Need.objects.exists()


def test_what_is_at_the_bound_is_taken() -> None:
    assert a_need(text="é" * LONGEST_TEXT, how_many=MOST_VOICES).state == State.SHARED


def test_nothing_is_noted_of_a_month_to_come() -> None:
    to_come = Occasion(said_in=in_days(1))

    with pytest.raises(ActionRefused, match="pas encore venu"):
        note([Line(text="Un banc")], by=a_contact(), place=franc_moisin(), occasion=to_come, is_public=True)

    assert a_need(text="Aujourd’hui").said_in.day == 1


@pytest.mark.parametrize(
    ("how_many", "seconded", "state"), [(1, 1, "open"), (2, 0, "open"), (2, 1, "shared"), (3, 0, "shared")]
)
def test_three_voices_of_any_kind_make_it_shared(how_many: int, seconded: int, state: str) -> None:
    need = a_need(how_many=how_many)
    for _ in range(seconded):
        second(need, by=a_contact())

    need.refresh_from_db()
    assert need.state == state


def test_an_association_says_it_once_and_may_take_it_back() -> None:
    need, contact = a_need(how_many=2), a_contact()

    for _ in range(2):
        second(need, by=contact)
    assert Seconded.objects.count() == 1
    assert Event.objects.filter(kind="need.seconded").count() == 1

    for _ in range(2):
        second_no_more(need, by=contact)
    need.refresh_from_db()
    assert not Seconded.objects.exists()
    assert Event.objects.filter(kind="need.seconded_no_more").count() == 1
    assert need.state == State.SHARED  # what was shared stays so


def test_one_takes_back_ones_own_alone() -> None:
    need = a_need()
    first, other = a_contact(), a_contact()
    second(need, by=first)

    second_no_more(need, by=other)

    assert Seconded.objects.get().organisation == first.organisation


def test_only_other_signatories_of_the_place_say_they_see_it_too() -> None:
    by = a_contact()
    need = a_need(by=by)

    for actor in (by, Actor(), the_team(), a_contact(published=False)):
        with pytest.raises(ActionRefused, match="signataires de ce territoire"):
            second(need, by=actor)


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_lose_nobody_and_share_it_once() -> None:
    need, contacts = a_need(), [a_contact() for _ in range(4)]

    answers = side_by_side(*(partial(second, need, by=contact) for contact in contacts))

    assert raised(answers) == []
    assert Seconded.objects.count() == 4
    assert Need.objects.get().state == State.SHARED


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one_answer_and_a_word() -> None:
    contact = a_contact()
    need = a_need(by=contact)

    answers = side_by_side(*(partial(close, need, by=contact, text=text, done=True) for text in ("Un.", "Deux.")))

    assert raised(answers) == [ActionRefused]
    assert NeedStep.objects.count() == 1


def test_it_is_followed_step_by_step_and_reopened() -> None:
    contact, neighbour = a_contact(), a_contact()
    need = a_need(by=contact, how_many=3)

    tell(need, by=neighbour, to="le bailleur", on=in_days(-2), text="Réponse sous un mois.")
    after_telling = Need.objects.get().state
    close(need, by=contact, text="Trois lampes changées.", done=True)
    after_closing = Need.objects.get().state
    reopen(need, by=neighbour, text="De nouveau dans le noir.")

    assert (after_telling, after_closing, Need.objects.get().state) == ("under_way", "answered", "shared")
    steps = [(step.kind, step.told_to, step.organisation, step.happened_on) for step in NeedStep.objects.all()]
    assert steps == [
        ("told", "le bailleur", neighbour.organisation, in_days(-2)),
        ("answered", "", contact.organisation, in_days(0)),
        ("reopened", "", neighbour.organisation, in_days(0)),
    ]


def test_reopened_with_few_voices_it_is_only_said() -> None:
    contact = a_contact()
    need = close(a_need(by=contact), by=contact, text="Fait.", done=False)
    assert need.state == State.SET_ASIDE

    assert reopen(need, by=contact).state == State.OPEN


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda need, by: tell(need, by=by, to=" ", on=in_days(0)), "Dites à qui"),
        (lambda need, by: tell(need, by=by, to="la mairie", on=in_days(1)), "pas encore venue"),
        (lambda need, by: tell(need, by=by, to="la mairie", on=in_days(0), text="06 12 34 56 78"), "téléphone"),
        (lambda need, by: close(need, by=by, text=" ", done=True), "quelques mots"),
        (lambda need, by: reopen(need, by=by), "relisez la page"),
        (lambda need, _: close(need, by=a_contact(published=False), text="Fait.", done=True), "Seules"),
        (lambda need, _: close(need, by=Actor(), text="Fait.", done=True), "Seules"),
    ],
)
def test_what_cannot_be_is_refused_plainly(act: object, said: str) -> None:
    contact = a_contact()
    need = a_need(by=contact)

    with pytest.raises(ActionRefused, match=said):
        act(need, contact)  # type: ignore[operator]  # a function

    need.refresh_from_db()
    assert (need.state, need.hidden_at, need.steps.count()) == ("open", None, 0)


def test_what_is_closed_is_neither_closed_again_nor_seconded() -> None:
    contact = a_contact()
    need = close(a_need(by=contact), by=contact, text="Fait.", done=True)

    with pytest.raises(ActionRefused, match="relisez la page"):
        close(need, by=contact, text="Encore.", done=True)
    with pytest.raises(ActionRefused, match="rouvrez-le"):
        second(need, by=a_contact())


def test_its_page_says_all_that_is_known() -> None:
    contact, neighbour = a_contact(name="La Régie (exemple)"), a_contact(name="Le Lien (exemple)")
    theme = Theme.objects.create(slug="cadre", label="Cadre de vie")
    need = a_need(by=contact, how_many=4, theme=theme)
    second(need, by=neighbour)
    tell(need, by=contact, to="le bailleur", on=in_days(0), text="Réponse sous un mois.")

    page = Client().get(need.get_absolute_url()).content.decode()

    said = [
        "4 personnes l’ont dit",
        "1 association le voit aussi",
        "Cadre de vie",
        "La Régie (exemple)",
        "en réunion",
    ]
    said += ["Le Lien (exemple)", "À\u202f: le bailleur", "Réponse sous un mois.", "café des parents"]
    assert [words for words in said if words not in page] == []
    assert month(need.said_in) in page
    assert contact.person.first_name not in page
    assert "Nous le voyons aussi" not in page
    assert "Noter la suite" not in page


def test_who_is_of_the_place_acts_from_its_page() -> None:
    need, contact = a_need(), a_contact()
    browser = browser_of(contact.person)

    before = browser.get(need.get_absolute_url()).content.decode()
    after = browser.post(f"{need.get_absolute_url()}aussi/", follow=True).content.decode()
    taken_back = browser.post(f"{need.get_absolute_url()}aussi/", {"retirer": "oui"}, follow=True).content.decode()

    assert "Nous le voyons aussi" in before
    assert "Votre association a dit qu’elle le voit aussi." in after
    assert "Nous le voyons aussi" in taken_back
    assert "Retirer ce besoin" not in before


def test_what_became_of_it_is_written_in_one_form() -> None:
    contact = a_contact()
    need = a_need(by=contact)
    browser, path = browser_of(contact.person), f"{need.get_absolute_url()}suite/"

    forgot = browser.post(path, {"kind": "told", "text": "Bientôt."}).content.decode()
    wordless = browser.post(path, {"kind": "answered"}).content.decode()
    told = browser.post(path, {"kind": "told", "to": "la mairie", "on": in_days(0).isoformat()}, follow=True)
    done = browser.post(path, {"kind": "answered", "text": "Réparé le 12."}, follow=True).content.decode()
    again = browser.post(path, {"kind": "reopened", "text": "De nouveau."}, follow=True).content.decode()

    assert "Dites à qui." in forgot
    assert "Dites quel jour." in forgot
    assert "Bientôt." in forgot
    assert "Dites-le en quelques mots." in wordless
    assert "À\u202f: la mairie" in told.content.decode()
    assert "Réparé le 12." in done
    assert "C’est encore là" in done
    assert "De nouveau." in again
    assert [step.kind for step in NeedStep.objects.all()] == ["told", "answered", "reopened"]


def test_nobody_else_finds_these_doors() -> None:
    need, stranger = a_need(), browser_of(a_contact(published=False).person)

    assert stranger.get(f"{need.get_absolute_url()}suite/").status_code == 404
    assert (
        "signataires de ce territoire"
        in stranger.post(f"{need.get_absolute_url()}aussi/", follow=True).content.decode()
    )
    need.refresh_from_db()
    assert need.hidden_at is None


def test_the_team_takes_a_need_out_of_every_page() -> None:
    need, visitor = a_need(), Client()
    team = the_team()

    browser = team_browser(team.person)
    browser.post(f"/animation/retirer/besoin/{need.pk}/", {"why": "Un nom."})

    assert "Retiré" in browser.get(need.get_absolute_url()).content.decode()
    assert visitor.get(need.get_absolute_url()).status_code == 404
    assert LIGHT not in visitor.get("/besoins/").content.decode()
    assert LIGHT not in visitor.get("/quartiers/QN09331M/").content.decode()


def test_the_list_answers_its_filters(client: Client) -> None:
    theme = Theme.objects.create(slug="sante", label="Santé")
    here, far = a_need(theme=theme), None
    lyon = a_qpv(name="Loin", code="QN06901M")
    far = a_need(
        by=a_contact(qpv=lyon), text="Un arrêt de bus (exemple)", place=place_of(qpvs=[lyon], department=None)
    )
    contact = a_contact()
    close(done := a_need(by=contact, text="Un banc (exemple)"), by=contact, text="Fait.", done=True)

    def shown(query: str) -> set[str]:
        page = client.get(f"/besoins/{query}").content.decode()
        return {need.text for need in (here, far, done) if need.text in page}

    assert shown("") == {here.text, far.text, done.text}
    assert shown("?departement=69") == {far.text}
    assert shown("?qpv=QN09331M") == {here.text, done.text}
    assert shown("?theme=sante") == {here.text}
    assert shown("?etat=answered") == {done.text}
    assert shown("?etat=nimporte") == {here.text, far.text, done.text}


def test_a_list_costs_as_many_queries_whatever_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = browser_of(a_contact().person)

    costs_the_same_at_any_length(monkeypatch, browser, Needs, "/besoins/", a_need)


def test_what_waits_comes_before_and_what_got_an_answer_is_said(client: Client) -> None:
    contact = a_contact()
    few, many, seen = (
        a_need(by=contact, text=text, how_many=number) for text, number in (("Peu", 1), ("Bcp", 5), ("Vu", 2))
    )
    second(seen, by=a_contact())
    close(a_need(by=contact, text="Fini (exemple)"), by=contact, text="Fait.", done=True)
    close(a_need(by=contact, text="Pas pu (exemple)"), by=contact, text="Non.", done=False)

    page = client.get("/quartiers/QN09331M/").content.decode()

    places = [page.index(f">{need.text}<") for need in (seen, many, few)]
    assert places == sorted(places)
    assert "Vous l’avez dit" in page
    assert "Fini (exemple)" in page
    assert "Pas pu (exemple)" not in page


def test_a_need_of_a_whole_commune_is_on_the_page_of_its_neighbourhoods(client: Client) -> None:
    a_need(text="Un bus le soir (exemple)", place=place_of(qpvs=[], commune=a_commune(), department=None))
    a_qpv()

    assert "Un bus le soir (exemple)" in client.get("/quartiers/QN09331M/").content.decode()


def test_the_letter_tells_those_of_the_place_what_got_an_answer() -> None:
    contact, neighbour, far = a_contact(), a_contact(), a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))
    need = close(a_need(by=contact), by=contact, text="Réparé.", done=True)
    a_need(by=contact, text="En attente")
    week = Period(in_days(-7), in_days(1))

    told = [each for each in LETTER.gather(neighbour, week) if each.name.startswith("need:")]

    assert [(each.part, each.name, each.href) for each in told] == [
        (Part.DONE, f"need:{need.pk}", need.get_absolute_url())
    ]
    assert LIGHT in told[0].text
    for actor, period in ((far, week), (neighbour, Period(in_days(-7), in_days(0)))):
        assert not [each for each in LETTER.gather(actor, period) if each.name.startswith("need:")]
    assert not [each for each in LETTER.gather(a_contact(published=False), week) if each.name.startswith("need:")]


def test_one_is_asked_of_what_anybody_reads_near_and_that_one_has_not_said_to_see() -> None:
    by, neighbour, lyon = a_contact(), a_contact(), a_qpv(name="Loin", code="QN06901M")
    asked = a_need(by=by, text="Un banc (exemple)")
    a_need(by=by, is_public=False)
    hidden(a_need(by=by))
    close(a_need(by=by), by=by, text="Fait.", done=True)
    close(a_need(by=by), by=by, text="Non.", done=False)
    a_need(by=neighbour)
    second(a_need(by=by), by=neighbour)
    a_need(by=a_contact(qpv=lyon), place=place_of(qpvs=[lyon], department=None))

    def told(period: Period) -> list[str]:
        return [each.name for each in LETTER.gather(neighbour, period) if each.name.startswith("need.seen_too")]

    assert [*to_second(neighbour)] == [asked]
    assert told(Period(in_days(-7), in_days(1))) == [f"need.seen_too:{asked.pk}"]
    assert told(Period(in_days(-7), in_days(0))) == []


def test_what_was_reopened_is_no_evidence_of_what_one_followed() -> None:
    contact = a_contact()
    need = a_need(by=contact)
    close(need, by=contact, text="Fait.", done=True)
    reopen(need, by=contact, text="De nouveau.")

    assert [step.kind for step in followed_by(contact.organisation, THIS_YEAR)] == ["answered"]


def test_the_year_remembers_what_it_noted_and_followed() -> None:
    contact, neighbour = a_contact(), a_contact()
    lines = [Line(text="Un (exemple)"), Line(text="Deux (exemple)")]
    one, _ = note(lines, by=contact, place=franc_moisin(), occasion=last_month(), is_public=False)
    tell(one, by=neighbour, to="la mairie", on=in_days(-1))

    def evidence(organisation: object, period: Period = THIS_YEAR) -> list[tuple[str, str]]:
        found = EVIDENCE.gather(organisation, period)  # type: ignore[arg-type]  # an Organisation
        return [(each.text, each.href) for each in found if each.commitments == ("veille",)]

    said = f"Vous avez noté 2 besoins dits par des habitantes et habitants en {month(in_days(-30))}."
    assert evidence(contact.organisation) == [(said, one.get_absolute_url())]
    assert evidence(neighbour.organisation) == [
        ("«\u202fUn (exemple)\u202f»\u202f: nous l’avons dit (à\u202f: la mairie).", one.get_absolute_url())
    ]
    assert evidence(contact.organisation, Period(in_days(-9), in_days(0))) == []
    assert evidence(neighbour.organisation, Period(in_days(-9), in_days(0))) == []


def test_the_space_proposes_to_note_once_it_has_signed() -> None:
    def proposed(*, published: bool) -> bool:
        steps = SPACE_STEPS.gather(a_contact(published=published))
        return any(step.label == "Noter ce qui s’est dit" for step in steps)

    assert (proposed(published=True), proposed(published=False)) == (True, False)


def test_the_event_names_the_association_and_the_neighbourhood() -> None:
    contact = a_contact()
    need = a_need(by=contact)

    kinds = [[event.kind for event in Event.objects.about(one)] for one in (contact.organisation, need.qpvs.get())]
    assert all("need.noted" in found for found in kinds)


@pytest.mark.django_db(transaction=True)
def test_who_is_a_signatory_no_more_is_named_on_no_page_and_its_needs_stay() -> None:
    contact, neighbour, visitor = (
        a_contact(name="La Régie (exemple)"),
        a_contact(name="Le Lien (exemple)"),
        Client(),
    )
    need = a_need(by=contact)
    second(need, by=neighbour)
    tell(need, by=neighbour, to="la mairie", on=in_days(0))
    before = visitor.get(need.get_absolute_url()).content.decode()

    for each in (contact, neighbour):
        withdraw(each.organisation.signatures.get(), by=the_team().person, reason="À sa demande (exemple).")

    after = visitor.get(need.get_absolute_url()).content.decode()
    assert before.count("La Régie (exemple)") == 1
    assert before.count("Le Lien (exemple)") == 2
    assert "La Régie (exemple)" not in after
    assert "Le Lien (exemple)" not in after
    assert after.count("une association") == 2
    assert LIGHT in after


def test_nothing_is_told_of_a_day() -> None:
    need = a_need()

    assert need.said_in == last_month().read().said_in
    assert timezone.localdate() - need.said_in > timedelta(days=28)


def test_the_letter_asks_of_one_need_and_writes_on_that_one() -> None:
    by, neighbour = a_contact(), a_contact()
    a_need(by=by, text="Un autre besoin (exemple)")
    need = a_need(by=by)

    reply = reply_of(SEEN_TOO, neighbour, need.pk)
    assert reply
    assert need.text in reply.text
    reply.say({})

    assert [each.need for each in Seconded.objects.all()] == [need]
    assert reply_of(SEEN_TOO, neighbour, need.pk) is None


def test_who_sees_another_need_is_no_voice_of_this_one() -> None:
    by = a_contact()
    seen = a_need(by=by, text="Un autre besoin (exemple)")
    for _ in range(2):
        second(seen, by=a_contact())

    need = a_need(by=by)
    second(need, by=a_contact())

    seen.refresh_from_db()
    need.refresh_from_db()
    assert (seen.state, need.state) == (State.SHARED, State.OPEN)

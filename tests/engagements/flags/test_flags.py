"""Reporting: out of sight at one word, back once read; nobody empties the site; a reason, and another look."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from engagements.flags import actions, rules
from engagements.flags.models import Case, Reason, Report, State
from engagements.flags.places import kinds, reported
from engagements.flags.views import PER_NETWORK
from engagements.needs.actions import tell, withdraw
from engagements.needs.models import Need
from engagements.participation.models import Gathering
from engagements.scope.places import Place, place_of
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.retention import forget_all
from signatories.organisations.actors import Contact
from signatories.organisations.places import SPACE_WAITING
from signatories.outbox.models import Message
from signatories.people.actors import Actor, TeamMember
from signatories.people.models import Role
from signatories.people.places import WORKSPACE_LINES
from tests.engagements.flags.scenes import (
    WHY,
    a_case,
    a_report,
    appealed,
    author_of,
    here,
    hidden,
    of_needs,
    the_comite,
)
from tests.engagements.needs.scenes import a_contact, a_need, an_animator, in_days, the_team
from tests.engagements.participation.scenes import a_gathering, organiser
from tests.factories import a_colleague, a_commune
from tests.races import raised, side_by_side
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
PATH = "/signaler/besoin/{}/"


def in_lyon() -> Place:
    return place_of(commune=a_commune(name="Lyon", code="69123"), department=None)


def in_sight(need: Need) -> bool:
    return Need.objects.visible_to(Actor()).filter(pk=need.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_one_word_takes_a_text_out_of_every_page_until_it_is_read() -> None:
    need, visitor, path = a_need(), Client(), "/quartiers/QN09331M/"
    before = visitor.get(path).content.decode()

    answer = visitor.post(PATH.format(need.pk), {"reason": Reason.NAMES, "words": "Mon voisin."})
    gone = visitor.get(path).content.decode()
    actions.keep(Case.objects.get(), by=here())

    assert "Merci, l’équipe d’animation va lire ce texte" in answer.content.decode()
    assert [need.text in page for page in (before, gone, visitor.get(path).content.decode())] == [
        True,
        False,
        True,
    ]
    assert not answer.cookies.keys() - {"csrftoken"}


def test_who_wrote_it_and_who_animates_there_still_read_it() -> None:
    contact = a_contact()
    need = a_need(by=contact)
    a_report(need)

    seen = [need in Need.objects.visible_to(actor) for actor in (contact, here(), an_animator("69"), a_contact())]

    assert seen == [True, True, False, False]


def test_words_that_were_kept_do_not_leave_again_but_others_do() -> None:
    contact = a_contact()
    need = a_need(by=contact)
    actions.keep(a_case(need), by=here())

    again = a_report(need).case
    stays = in_sight(need)
    actions.keep(again, by=here())
    tell(need, by=contact, to="Monsieur Untel", on=in_days(0))
    a_report(need)

    assert (stays, in_sight(need)) == (True, False)
    assert again.state == State.WAITING


def test_nobody_empties_a_department() -> None:
    for _ in range(actions.LEAVING.times):
        a_report()

    need, elsewhere = a_need(), a_need(by=None, place=in_lyon())
    a_report(need)
    a_report(elsewhere)

    assert (in_sight(need), in_sight(elsewhere)) == (True, False)
    assert Case.objects.filter(about=need.pk, state=State.WAITING).exists()


def test_a_network_reports_ten_times_an_hour(client: Client) -> None:
    need = a_need()
    answers = [client.post(PATH.format(a_need().pk), {"reason": Reason.FALSE}) for _ in range(PER_NETWORK.times)]

    refused = client.post(PATH.format(need.pk), {"reason": Reason.FALSE})

    assert {answer.status_code for answer in answers} == {200}
    assert refused.status_code == 429
    assert in_sight(need)


def test_reports_of_one_text_are_one_case() -> None:
    need = a_need()

    cases = {a_report(need, reason=reason).case for reason in Reason}

    assert len(cases) == 1
    assert Report.objects.count() == len(Reason)


@pytest.mark.parametrize("named", ["inconnu", "besoin"])
def test_what_is_not_in_sight_is_not_reported(client: Client, named: str) -> None:
    need = a_need()
    hidden(need)

    statuses = [getattr(client, method)(f"/signaler/{named}/{need.pk}/").status_code for method in ("get", "post")]

    assert statuses == [404, 404]


def test_between_signatories_it_is_reported_by_them_alone() -> None:
    need = a_need(is_public=False)
    path = PATH.format(need.pk)

    assert [Client().get(path).status_code, browser_of(a_contact().person).get(path).status_code] == [404, 200]


def test_what_is_hidden_says_why_and_tells_its_author() -> None:
    need = a_need()
    case = hidden(need)

    message = Message.objects.get(kind="flags.hidden")
    assert WHY in message.text
    assert f"/textes-retires/{case.pk}/" in message.text
    assert need.text not in message.text
    assert not in_sight(need)


def test_who_left_an_address_is_told_what_was_decided() -> None:
    a_report(need := a_need(), email="lue@example.org")
    actions.hide(of_needs(), need, by=here(), why=WHY)
    actions.keep(a_report(email="gardee@example.org").case, by=here())

    texts = {message.to: message.text for message in Message.objects.filter(kind="flags.read")}

    assert "n’est plus montré" in texts["lue@example.org"]
    assert WHY not in texts["lue@example.org"]
    assert "montré à tout le monde" in texts["gardee@example.org"]


def test_another_person_reads_it_again_and_what_they_say_stands() -> None:
    need = a_need()
    first = here()
    case = appealed(hidden(need, by=first))

    with pytest.raises(ActionRefused, match="Une autre personne"):
        actions.answer(case, by=first, shown=True, words="Je change d’avis.")
    actions.answer(case, by=the_comite(), shown=False, words="Le prénom suffit à reconnaître.")
    case.refresh_from_db()

    assert not in_sight(need)
    assert (case.state, rules.may_appeal(author_of(case), case)) == (State.HIDDEN, False)
    assert "Il reste retiré" in Message.objects.get(kind="flags.answered").text


def test_what_is_shown_after_an_appeal_does_not_leave_at_the_next_report() -> None:
    need = a_need()
    actions.answer(appealed(hidden(need)), by=the_comite(), shown=True, words="Personne n’y est nommé.")

    a_report(need)

    assert in_sight(need)


def hides(need: Need, by: Actor, why: str = WHY) -> Case:
    return actions.hide(of_needs(), need, by=by, why=why)


def answers(case: Case, by: Actor, words: str = "Personne n’y est nommé.") -> Case:
    return actions.answer(case, by=by, shown=True, words=words)


REFUSED: dict[str, tuple[Callable[[Need], object], str]] = {
    "hidden by who animates elsewhere": (lambda need: hides(need, an_animator("69")), "équipe"),
    "hidden by an association": (lambda need: hides(need, a_contact()), "équipe"),
    "hidden without a reason": (lambda need: hides(need, here(), " "), "pourquoi"),
    "reported for nothing": (lambda need: a_report(need, reason="rien"), "ce qui ne va pas"),
    "kept by who animates elsewhere": (lambda need: actions.keep(a_case(need), by=an_animator("69")), "équipe"),
    "hidden twice": (lambda need: [hidden(need) for _ in "12"], "déjà"),
    "reported once hidden": (lambda need: (hidden(need), a_report(need)), "déjà"),
    "appealed by another": (lambda need: actions.appeal(hidden(need), by=a_contact(), words="Non."), "relisez"),
    "appealed without words": (lambda need: appealed(hidden(need), " "), "quelques mots"),
    "appealed twice": (lambda need: appealed(appealed(hidden(need))), "relisez"),
    "kept once appealed": (lambda need: actions.keep(appealed(hidden(need)), by=here()), "relisez"),
    "kept once it was read again": (
        lambda need: actions.keep(
            actions.answer(appealed(hidden(need)), by=(other := here()), shown=False, words="Non."), by=other
        ),
        "relisez",
    ),
    "answered without words": (lambda need: answers(appealed(hidden(need)), the_comite(), ""), "pourquoi"),
    "answered before an appeal": (lambda need: answers(hidden(need), the_comite()), "autre personne"),
    "answered from elsewhere": (lambda need: answers(appealed(hidden(need)), an_animator("69")), "autre personne"),
}


def test_what_its_author_took_back_is_neither_read_nor_shown_again() -> None:
    need = a_need()
    case = a_case(need)

    withdraw(need)

    assert not Case.objects.filter(pk=case.pk).exists()
    for act in (a_report, hidden):
        with pytest.raises(ActionRefused, match="déjà"):
            act(need)


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_not_be_is_refused_plainly(name: str) -> None:
    act, said = REFUSED[name]

    with pytest.raises(ActionRefused, match=said):
        act(a_need())


def test_who_sees_a_case() -> None:
    waiting, asked = a_case(), appealed()
    author = author_of(asked)
    actors: dict[str, Actor] = {
        "visitor": Actor(),
        "author": author,
        "another": a_contact(),
        "here": here(),
        "elsewhere": an_animator("69"),
        "comité": the_comite(),
        "national": the_team(),
    }

    def seen(case: Case) -> set[str]:
        return {name for name, actor in actors.items() if case in Case.objects.visible_to(actor)}

    assert seen(waiting) == {"here", "national"}
    assert seen(asked) == {"author", "here", "comité", "national"}
    assert not Case.objects.visible_to(author_of(waiting)).filter(pk=waiting.pk)


@pytest.mark.django_db(transaction=True)
def test_two_reports_at_once_are_one_case() -> None:
    need = a_need()

    raced = side_by_side(*2 * [partial(a_report, need)])

    assert raised(raced) == []
    assert (Case.objects.count(), Report.objects.count()) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_two_animators_at_once_decide_once() -> None:
    need, team = a_need(), here()
    case = a_case(need)

    raced = side_by_side(
        partial(actions.hide, of_needs(), need, by=team, why=WHY), partial(actions.keep, case, by=team)
    )

    case.refresh_from_db()
    need.refresh_from_db()
    assert (case.state == State.KEPT) == (need.hidden_at is None)
    assert raised(raced) in ([], [ActionRefused])


def test_the_team_reads_and_decides_on_one_page() -> None:
    need = a_need()
    case = a_report(need, words="On y parle de mon fils.").case
    browser = team_browser(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))

    front = browser.get("/animation/").content.decode()
    listed = browser.get("/animation/signalements/").content.decode()
    page = browser.get(f"/animation/signalements/{case.pk}/").content.decode()
    browser.post(f"/animation/signalements/{case.pk}/", {"choice": "keep"})

    assert "1 texte signalé à lire" in front
    assert f"/animation/signalements/{case.pk}/" in listed
    assert need.text in page
    assert "On y parle de mon fils." in page
    assert in_sight(need)


def test_the_team_hides_from_the_page_of_a_text_and_shows_it_again() -> None:
    need = a_need()
    browser = team_browser(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))
    link = f"/animation/retirer/besoin/{need.pk}/"

    offered = link in browser.get(need.get_absolute_url()).content.decode()
    case_page = browser.post(link, {"why": WHY}).headers["Location"]
    gone = in_sight(need)
    browser.post(case_page, {"choice": "keep"})

    assert offered
    assert link not in Client().get(need.get_absolute_url()).content.decode()
    assert (gone, in_sight(need)) == (False, True)


def test_its_author_reads_why_and_asks_for_another_look() -> None:
    case = hidden()
    author = author_of(case)
    browser = browser_of(author.person)
    path = f"/espace/{author.organisation.slug}/textes-retires/{case.pk}/"

    space = browser.get(f"/espace/{author.organisation.slug}/").content.decode()
    page = browser.get(path).content.decode()
    after = browser.post(path, {"words": "Personne n’y est nommé."}, follow=True).content.decode()

    assert path in space
    assert WHY in page
    assert "Une autre personne relit ce texte" in after
    assert "Demander qu’on le relise" not in after
    comite = team_browser(a_colleague(Role.Kind.COMMITTEE))
    comite.post(f"/animation/signalements/{case.pk}/", {"choice": "keep", "why": "Personne, en effet."})
    assert "Personne, en effet." in browser.get(path).content.decode()


def test_its_space_asks_an_association_of_its_own_texts_until_it_asked_for_another_look() -> None:
    case, others, waits = hidden(), hidden(), a_case()
    author = author_of(case)

    def asked(contact: Contact) -> list[str]:
        return [each.href for each in SPACE_WAITING.gather(contact) if "/textes-retires/" in each.href]

    path = f"/espace/{author.organisation.slug}/textes-retires/"
    assert asked(author) == [f"{path}{case.pk}/"]
    assert asked(author_of(waits)) == []
    browser = browser_of(author.person)
    assert [browser.get(f"{path}{each.pk}/").status_code for each in (case, others)] == [200, 404]
    theirs = author_of(waits)
    of_theirs = f"/espace/{theirs.organisation.slug}/textes-retires/{waits.pk}/"
    assert browser_of(theirs.person).get(of_theirs).status_code == 404
    appealed(case)
    assert asked(author) == []


def test_what_is_to_be_read_waits_for_who_animates_there_and_what_is_asked_again_for_the_comite() -> None:
    waits, asked = a_case(), appealed()
    actions.keep(a_case(), by=here())
    hidden()

    piles = {
        who: [{*pile.rows} for pile in WORKSPACE_LINES.gather(actor) if pile.slug == "signalements"]
        for who, actor in {"here": here(), "far": an_animator("69"), "comité": the_comite()}.items()
    }

    assert piles == {"here": [{waits, asked}], "far": [set()], "comité": [{asked}]}


def test_who_animates_elsewhere_finds_neither_a_case_nor_how_to_hide() -> None:
    case, need = a_case(), a_need()
    far = team_browser(a_colleague(Role.Kind.TERRITORIAL, a_commune(name="Lyon", code="69123").department))
    pages = (f"/animation/signalements/{case.pk}/", f"/animation/retirer/besoin/{need.pk}/")

    assert [far.get(page).status_code for page in pages] == [404, 404]
    assert f"/animation/signalements/{case.pk}/" not in far.get("/animation/signalements/").content.decode()
    far.post(pages[0], {"choice": "keep"})
    far.post(pages[1], {"why": WHY})
    assert Case.objects.get().state == State.WAITING


def test_the_page_of_what_is_asked_again_offers_nothing_to_who_decided() -> None:
    first = a_colleague(Role.Kind.TERRITORIAL, a_commune().department)
    second = a_colleague(Role.Kind.TERRITORIAL, a_commune().department)
    by = TeamMember(person=first, roles=frozenset({Role.Kind.TERRITORIAL}), departments=frozenset({"93"}))
    case = appealed(hidden(by=by))
    path = f"/animation/signalements/{case.pk}/"

    offered = ['name="choice"' in team_browser(each).get(path).content.decode() for each in (first, second)]

    assert offered == [False, True]


def test_a_gathering_is_reported_like_a_need(client: Client) -> None:
    gathering = a_gathering()
    client.post(f"/signaler/rencontre/{gathering.pk}/", {"reason": Reason.HURTS})

    shown = [
        gathering in rows
        for rows in (Gathering.objects.visible_to(Actor()), Gathering.objects.visible_to(organiser(gathering)))
    ]
    by_invitation = client.get(f"/rencontres/{gathering.invitation}/", follow=True)

    assert shown == [False, True]
    assert by_invitation.status_code == 404
    assert client.get("/rencontres/quartier/QN09331M.ics").content.decode().count("BEGIN:VEVENT") == 0


def test_two_kinds_have_two_names() -> None:
    with pytest.raises(ValueError, match="besoin"):
        reported(replace(kinds()["rencontre"], name="besoin"), noun="Besoin")


def test_who_reported_is_forgotten_three_months_after_the_decision() -> None:
    for email, days in (("ancienne@example.org", 91), ("recente@example.org", 89)):
        case = actions.keep(a_report(email=email, words="Un nom.").case, by=here())
        Case.objects.filter(pk=case.pk).update(decided_at=timezone.now() - timedelta(days=days))
    a_report(email="attend@example.org", words="Un nom.")

    forget_all()

    assert {(each.email, each.words) for each in Report.objects.all()} == {
        ("", ""),
        ("recente@example.org", "Un nom."),
        ("attend@example.org", "Un nom."),
    }


def test_what_was_said_of_the_texts_of_an_erased_association_is_emptied_and_no_case_gains_words() -> None:
    author, other = a_contact(), hidden()
    waiting = a_report(a_need(by=author), words="On y parle de mon fils.", email="lue@example.org").case
    out, asked = hidden(a_need(by=author)), appealed(hidden(a_need(by=author)))
    answered = actions.answer(appealed(hidden(a_need(by=author))), by=the_comite(), shown=False, words="Non.")

    actions.forget_words_of(author.organisation)

    erased = "Texte effacé."
    words = {case.pk: (case.why, case.appeal, case.answer) for case in Case.objects.all()}
    assert words[waiting.pk] == ("", "", "")
    assert words[out.pk] == (erased, "", "")
    assert words[asked.pk] == (erased, erased, "")
    assert words[answered.pk] == (erased, erased, erased)
    assert words[other.pk] == (WHY, "", "")
    assert Report.objects.get().words == ""

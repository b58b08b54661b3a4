"""The team's day: ten lines, counts that are right, what is put off, who sees what."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.following.actions import rebuild
from signatories.following.models import Followed
from signatories.moderation.actions import appeal, ask, note, reply, send_back
from signatories.moderation.models import WITHOUT_NEWS, Exchange
from signatories.organisations.models import Membership, Organisation
from signatories.outbox.models import Message
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.people.places import WORKSPACE_LINES, Line, Pile, Share
from signatories.signatures.models import Signature
from signatories.today import actions, queries
from signatories.today.models import PutOff
from tests.factories import (
    a_colleague,
    a_commune,
    a_confirmed_signature,
    a_message,
    a_paused_signature,
    a_published_signature,
    a_team_member,
    an_organisation,
)
from tests.signatories.today.lines import a_line_put_off, heaps, in_days, line_of, texts
from tests.signin import team_browser
from tests.spaces import somebody_of_the_team

pytestmark = pytest.mark.django_db
YEAR_AND_MORE = timedelta(days=366)


def territorial(code: str = "93066") -> TeamMember:
    return member(a_colleague(Role.Kind.TERRITORIAL, a_commune(name=f"Ville {code}", code=code).department))


def in_lyon(name: str = "") -> Organisation:
    return an_organisation(name=name, commune=a_commune(name="Lyon", code="69123"))


def ago(signature: Signature, **age: float) -> Signature:
    at = timezone.now() - timedelta(**age)
    Signature.objects.filter(pk=signature.pk).update(confirmed_at=at, status_at=at)
    return signature


def a_line(share: Share, days: int) -> queries.DayLine:
    pile: Any = Pile(
        slug=share.value,
        share=share,
        counted=("", ""),
        href="",
        rows=Signature.objects.none(),
        since="",
        line=lambda _: Line("", ""),
    )
    return queries.DayLine(pile, str(days), Line("", ""), date(2027, 1, 1) + timedelta(days=days))


@pytest.mark.parametrize(
    ("waiting", "shown"),
    [
        ((30, 30, 30), (5, 3, 2)),
        ((30, 0, 0), (10, 0, 0)),
        ((2, 30, 1), (2, 7, 1)),
        ((0, 4, 30), (0, 4, 6)),
        ((30, 1, 0), (9, 1, 0)),
        ((0, 0, 0), (0, 0, 0)),
    ],
)
def test_ten_lines_a_day_where_decisions_hide_no_call(waiting: tuple[int, ...], shown: tuple[int, ...]) -> None:
    lines = [
        a_line(share, days) for share, many in zip(Share, waiting, strict=True) for days in reversed(range(many))
    ]

    parts = queries.chosen(lines)

    assert [len(part.lines) for part in parts] == [many for many in shown if many]
    for part in parts:
        assert [each.about for each in part.lines] == [str(days) for days in range(len(part.lines))]


def test_a_line_put_off_leaves_the_day_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    actor, first = somebody_of_the_team(), ago(a_confirmed_signature(name="Première (exemple)"), days=9)
    ago(a_confirmed_signature(name="Deuxième (exemple)"), days=4)
    assert texts(actor) == ["Première (exemple)", "Deuxième (exemple)"]

    put = a_line_put_off(first, days=3, by=actor)

    assert texts(actor) == ["Deuxième (exemple)"]
    assert heaps(actor) == {"signatures": (1, 1)}
    assert [(each.shown.line.text, each.put) for each in queries.later(actor)] == [("Première (exemple)", put)]
    again = a_line_put_off(first, days=5)  # by somebody else: it is the same row
    assert (again.pk, PutOff.objects.count()) == (put.pk, 1)
    PutOff.objects.update(until=timezone.localdate())
    assert texts(actor) == ["Première (exemple)", "Deuxième (exemple)"]
    assert heaps(actor) == {"signatures": (2, 0)}
    assert queries.later(actor) == []
    a_line_put_off()
    assert not PutOff.objects.filter(pk=put.pk).exists(), "what is back needs no row"


def test_what_is_settled_counts_nowhere_though_it_was_put_off() -> None:
    actor, signature = somebody_of_the_team(), a_confirmed_signature()
    a_line_put_off(signature)
    line = line_of(signature, actor)

    Signature.objects.filter(pk=signature.pk).update(status="to_review")
    still = a_confirmed_signature()

    assert heaps(actor) == {"signatures": (1, 0)}
    assert queries.later(actor) == []
    with pytest.raises(ActionRefused, match="n’attend plus"):
        actions.put_off(line.pile, line.about, until=in_days(1), by=actor)
    with pytest.raises(ActionRefused, match="n’est pas remise"):
        actions.take_back(line.pile, line.about, by=actor)
    a_line_put_off(still)
    PutOff.objects.update(until=timezone.localdate())
    with pytest.raises(ActionRefused, match="n’est pas remise"):
        actions.take_back(line.pile, str(still.pk), by=actor)


def test_a_line_is_put_off_to_a_day_of_the_coming_year() -> None:
    for days in (1, 366):
        assert a_line_put_off(days=days).until == in_days(days)
    for days in (-1, 0, 367):
        with pytest.raises(ActionRefused, match="dans l’année"):
            a_line_put_off(days=days)


def test_a_line_of_elsewhere_is_nobodys_to_put_off() -> None:
    there, here = a_confirmed_signature(organisation=in_lyon()), territorial()

    assert queries.line_of(here, "signatures", str(there.pk)) is None
    assert queries.line_of(here, "signatures", "rien") is None
    assert queries.line_of(here, "rien", str(there.pk)) is None
    assert queries.line_of(territorial("69123"), "signatures", str(there.pk))


def test_a_line_that_does_not_wait_has_no_page() -> None:
    there, browser = a_confirmed_signature(organisation=in_lyon()), team_browser(territorial().person)
    known = a_confirmed_signature()

    for pile, about in (("signatures", str(there.pk)), ("signatures", "rien"), ("rien", str(known.pk))):
        assert browser.get(reverse("today:put_off", args=[pile, about])).status_code == 404
        assert browser.post(reverse("today:take_back", args=[pile, about])).status_code == 404
    assert browser.get(reverse("today:put_off", args=["signatures", str(known.pk)])).status_code == 200
    assert browser.get(reverse("today:take_back", args=["signatures", str(known.pk)])).status_code == 405


def test_what_is_taken_back_twice_or_put_off_by_another_says_so() -> None:
    signature, browser = a_confirmed_signature(), team_browser(a_team_member())
    address = reverse("today:take_back", args=["signatures", str(signature.pk)])

    assert "n’est pas remise à plus tard" in browser.post(address, follow=True).content.decode()
    a_line_put_off(signature)
    assert "de nouveau dans la journée" in browser.post(address, follow=True).content.decode()
    assert not PutOff.objects.exists()


def test_what_another_put_off_in_another_pile_stays() -> None:
    one, other = a_confirmed_signature(), a_confirmed_signature()
    actor = somebody_of_the_team()
    put = [a_line_put_off(each, by=actor) for each in (one, other)]
    PutOff.objects.create(pile="reponses", about=str(one.pk), until=in_days(2), by=actor.person)
    line = line_of(one, actor)

    actions.take_back(line.pile, line.about, by=actor)

    left = {(each.pile, each.about) for each in PutOff.objects.all()}
    assert left == {("signatures", put[1].about), ("reponses", str(one.pk))}


def test_pages_put_off_and_take_back() -> None:
    signature, person = a_confirmed_signature(name="À relire (exemple)"), a_team_member()
    browser, about = team_browser(person), str(signature.pk)
    page = browser.get("/animation/").content.decode()
    asks = reverse("today:put_off", args=["signatures", about])
    assert asks in page
    assert reverse("moderation:review", args=[signature.pk]) in page

    refused = browser.post(asks, {"until": in_days(0).isoformat()})
    assert "Choisissez un jour à venir" in refused.content.decode()
    answer = browser.post(asks, {"until": in_days(8).isoformat()}, follow=True)
    assert answer.redirect_chain == [("/animation/", 302)]
    assert "cette ligne revient le" in answer.content.decode()

    front, later = (browser.get(path).content.decode() for path in ("/animation/", "/animation/plus-tard/"))
    assert "À relire (exemple)" not in front
    assert "1 ligne remise à plus tard" in front
    assert str(person) in later
    assert browser.post(reverse("today:take_back", args=["signatures", about])).status_code == 302
    assert "À relire (exemple)" in browser.get("/animation/").content.decode()


def test_the_day_says_what_is_beside_it_and_costs_the_same_at_any_length() -> None:
    browser = team_browser(a_team_member())
    counts = []
    for many in (1, 3, 60):
        while Signature.objects.count() < many:
            a_confirmed_signature()
        browser.get("/animation/")
        with CaptureQueriesContext(connection) as asked:
            page = browser.get("/animation/").content.decode()
        counts.append(len(asked))

    assert counts[0] == counts[1] == counts[2]
    assert page.count("Rappeler plus tard") == 10
    assert "60 signatures à relire" in page
    assert "50 autres" in page


def left_by_all(organisation: Organisation) -> None:
    Membership.objects.filter(organisation=organisation).update(ended_at=timezone.now())


def test_what_could_go_wrong_is_a_list_to_call() -> None:
    nobody, changed, elected, silent = (
        a_published_signature(name=f"{name} (exemple)") for name in ("Seule", "Rebond", "Élue", "Muette")
    )
    left_by_all(nobody.organisation)
    contact = changed.organisation.memberships.get().user
    mail = a_message(to=contact.email, about=[changed.organisation])
    Message.objects.filter(pk=mail.pk).update(state=Message.State.FAILED)
    last_month = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    elected.mandates.update(next_election=last_month)
    long_ago = timezone.now() - YEAR_AND_MORE
    ago(silent, days=366)
    silent.mandates.update(created_at=long_ago)
    Organisation.objects.filter(pk=silent.organisation_id).update(created_at=long_ago)
    rebuild()

    actor = somebody_of_the_team()
    assert heaps(actor) == {
        "sans-contact": (1, 0),
        "adresses-refusees": (1, 0),
        "mandats": (1, 0),
        "silence": (1, 0),
    }
    assert sorted(texts(actor)) == ["Muette (exemple)", "Rebond (exemple)", "Seule (exemple)", "Élue (exemple)"]
    assert heaps(territorial()) == heaps(actor)
    assert heaps(territorial("69123")) == {}
    browser = team_browser(actor.person)
    for pile in WORKSPACE_LINES.gather(actor):
        if pile.rows.exists():
            rows = browser.get(pile.href).context["listing"].rows
            assert [each.organisation.name for each in rows] == [pile.line(row).text for row in pile.rows], (
                pile.slug
            )

    elected.mandates.update(next_election=timezone.localdate().replace(day=1))
    Membership.objects.filter(organisation=nobody.organisation).update(ended_at=None)
    rebuild()
    Message.objects.filter(pk=mail.pk).update(to="ancienne@example.org")
    reply(silent, by=silent.organisation.memberships.get().user, text="Nous sommes là.")
    assert heaps(actor) == {"reponses": (1, 0)}


def test_who_is_paused_is_not_called_for_its_silence() -> None:
    a_paused_signature()
    published = a_published_signature()
    Followed.objects.update(heard_at=timezone.now() - YEAR_AND_MORE)

    silent = next(pile for pile in WORKSPACE_LINES.gather(somebody_of_the_team()) if pile.slug == "silence")

    assert [row.organisation for row in silent.rows] == [published.organisation]


def test_an_address_that_answers_again_or_was_refused_long_ago_is_no_worry() -> None:
    organisation = a_published_signature().organisation
    address = organisation.memberships.get().user.email
    old, new = (a_message(to=address, about=[organisation]) for _ in range(2))
    Message.objects.update(state=Message.State.FAILED)
    rebuild()
    actor = somebody_of_the_team()
    assert heaps(actor)["adresses-refusees"] == (1, 0), "one line an association"

    Message.objects.filter(pk=new.pk).update(state=Message.State.SENT, sent_at=timezone.now())
    assert "adresses-refusees" not in heaps(actor)
    Message.objects.filter(pk=new.pk).delete()
    assert heaps(actor)["adresses-refusees"] == (1, 0)
    assert old.created_at
    Message.objects.update(created_at=timezone.now() - timedelta(days=181))
    assert "adresses-refusees" not in heaps(actor)


def test_a_mail_that_failed_and_is_about_no_association_is_the_national_animators() -> None:
    mail = a_message(to="prefecture@example.org")
    Message.objects.filter(pk=mail.pk).update(state=Message.State.FAILED)

    assert heaps(somebody_of_the_team()) == {"courriels": (1, 0)}
    assert heaps(territorial()) == {}


def test_what_an_association_answers_waits_until_somebody_does_something_of_it() -> None:
    signature, team = a_published_signature(), a_team_member()
    actor, contact = member(team), signature.organisation.memberships.get().user
    ask(signature, by=team, text="Toujours au centre social\u202f?")
    assert heaps(actor) == {}

    Exchange.objects.update(at=timezone.now() - WITHOUT_NEWS)
    assert heaps(actor) == {"questions": (1, 0)}
    assert heaps(territorial("69123")) == {}
    reply(signature, by=contact, text="Oui.")
    assert heaps(actor) == {"reponses": (1, 0)}
    assert heaps(territorial()) == heaps(actor)
    assert heaps(territorial("69123")) == {}
    note(signature, by=team, text="Lu.")

    assert heaps(actor) == {}


def test_the_comite_sees_what_it_is_asked_and_nothing_else() -> None:
    asked, other, team = a_confirmed_signature(), a_confirmed_signature(), a_team_member()
    for signature in (asked, other):
        send_back(signature, by=team, reason="Est-ce une association\u202f?")
    appeal(asked, by=asked.organisation.memberships.get().user, text="Regardez.")
    comite, confided = (member(a_colleague(kind)) for kind in (Role.Kind.COMMITTEE, Role.Kind.CONFIDED))

    assert heaps(comite) == {"comite": (1, 0)} == heaps(somebody_of_the_team())
    assert texts(comite) == [asked.organisation.name]
    assert heaps(confided) == {}
    piles = [{pile.slug for pile in WORKSPACE_LINES.gather(who)} for who in (comite, confided)]
    assert piles == [{"comite", "signalements", "versions"}, set()], (
        "what is the animators’ is not counted for others"
    )


def test_two_published_that_bear_one_number_are_to_compare() -> None:
    one, other, section = (a_published_signature() for _ in range(3))
    numbers = Organisation.objects.filter(pk__in=[each.organisation_id for each in (one, other, section)])
    numbers.filter(pk=section.organisation_id).update(kind=Organisation.Kind.SECTION)
    numbers.update(rna=None, siren="123456782")
    a_published_signature()

    assert heaps(somebody_of_the_team()) == {"ressemblances": (2, 0)}
    numbers.filter(pk=other.organisation_id).update(siren=None)
    assert heaps(somebody_of_the_team()) == {}


def test_every_pile_is_read_by_its_own_name() -> None:
    slugs = [pile.slug for pile in WORKSPACE_LINES.gather(somebody_of_the_team())]

    assert len(slugs) == len({*slugs}) > 10


def test_a_refused_address_waits_since_the_last_mail_of_its_own_that_was_given_up() -> None:
    days = {"Rose (exemple)": [9, 4], "Lilas (exemple)": [6]}
    for name, ago_of_each in days.items():
        organisation = a_published_signature(name=name).organisation
        for each in ago_of_each:
            mail = a_message(to=organisation.memberships.get().user.email, about=[organisation])
            at = timezone.now() - timedelta(days=each)
            Message.objects.filter(pk=mail.pk).update(state=Message.State.FAILED, created_at=at)
    elsewhere = a_message(to="ancienne@example.org", about=[organisation])
    Message.objects.filter(pk=elsewhere.pk).update(state=Message.State.FAILED)
    rebuild()

    [part] = queries.today(somebody_of_the_team()).parts

    assert [(each.line.text, each.since) for each in part.lines] == [
        ("Lilas (exemple)", in_days(-6)),
        ("Rose (exemple)", in_days(-4)),
    ]

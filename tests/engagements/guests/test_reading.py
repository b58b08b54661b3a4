"""What an invitation opens, to whom, and until when."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from engagements.guests.models import Guest
from engagements.needs.actions import close, join, tell
from engagements.scope.places import place_of
from signatories.organisations.models import Theme
from signatories.people.models import Role
from signatories.people.places import NEIGHBOURHOOD, WORKSPACE_LINKS
from tests.constraints import changed
from tests.engagements.guests.scenes import COUNCIL, a_guest, an_invitation
from tests.engagements.needs.scenes import a_contact, a_need, an_animator, hidden, in_days, the_team
from tests.engagements.relays.scenes import a_relay, a_signatory, the_comite
from tests.engagements.sayings.scenes import a_saying
from tests.factories import a_colleague, a_qpv, a_theme
from tests.lists import queries_of
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
READ = "/besoins/quartier/QN09331M/lire/"
INVITES = "/besoins/quartier/QN09331M/invites/"


def a_guests_browser() -> Client:
    web = Client()
    web.get(reverse("guests:key", args=[an_invitation().clear]))
    return web


def page_of(web: Client) -> str:
    answer = web.get(READ)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_an_invitation_is_passed_on_read_and_ended() -> None:
    team, web = team_browser(the_team().person), Client()
    a_need(text="Un banc devant l’école (exemple)", is_public=False)

    said = team.post(INVITES, {"called": COUNCIL, "until": in_days(9).isoformat()}).content.decode()
    link = said.partition("/besoins/invitation/")[2].partition("<")[0]
    entered = web.get(f"/besoins/invitation/{link}", follow=True)

    assert entered.redirect_chain[-1][0] == READ
    assert "Un banc devant l’école (exemple)" in entered.content.decode()
    assert COUNCIL in entered.content.decode()
    assert entered["Cache-Control"] == "private, no-store"
    assert link not in team.get(INVITES).content.decode()
    guest = Guest.objects.get()
    team.post(f"{INVITES}{guest.pk}/retirer/")
    assert web.get(READ).status_code == 404
    assert web.get(f"/besoins/invitation/{link}").status_code == 404


def test_a_guest_reads_what_was_read_and_nothing_else() -> None:
    shown = [a_need(text="Pour tous (exemple)"), a_need(text="Entre nous (exemple)", is_public=False)]
    out = hidden(a_need(text="Caché (exemple)"))
    far = a_need(text="Ailleurs (exemple)", place=place_of(qpvs=[a_qpv(code="QN09332M")], department=None))
    waiting = a_saying(text="Pas encore lu (exemple)")

    page = page_of(a_guests_browser())

    assert [need.text in page for need in shown] == [True, True]
    assert page.count("entre associations") == 1
    assert [each.text in page for each in (out, far, waiting)] == [False, False, False]


def test_what_says_the_same_is_read_once_unless_the_other_is_not_shown() -> None:
    by, web = a_contact(), a_guests_browser()
    kept, same = a_need(by=by, text="La lumière (exemple)"), a_need(by=by, text="L’allée est noire (exemple)")
    join(same, to=kept, by=by)
    assert "noire" not in page_of(web)

    hidden(kept)

    assert "noire" in page_of(web)


def test_needs_stand_by_theme_with_what_became_of_them() -> None:
    by, theme = a_contact(), a_theme()
    told, done = a_need(by=by, text="Un (exemple)"), a_need(by=by, text="Deux (exemple)", theme=theme)
    tell(told, by=by, to="la mairie", on=in_days(-1), text="Au conseil de quartier.")
    close(done, by=by, text="Réparé en mars.", done=True)

    page = page_of(a_guests_browser())

    assert page.index(Theme.objects.get(pk=theme.pk).label) < page.index("Deux") < page.index("Autres besoins")
    assert page.index("Autres besoins") < page.index("Un (exemple)")
    assert "Nous l’avons dit\u00a0: Au conseil de quartier." in page
    assert "Voilà ce qui a été fait\u00a0: Réparé en mars." in page


def test_an_empty_neighbourhood_says_so() -> None:
    assert "Rien n’est encore noté" in page_of(a_guests_browser())


@pytest.mark.parametrize("over", [{"until": in_days(-1)}, None])
def test_a_key_opens_its_own_neighbourhood_until_its_day(over: dict[str, object] | None) -> None:
    web = a_guests_browser()
    guest = Guest.objects.get()
    assert web.get("/besoins/quartier/QN06901M/lire/").status_code == 404
    assert web.get(READ).status_code == 200

    if over:
        changed(guest, **over)
    else:
        guest.keys.all().revoke()

    assert web.get(READ).status_code == 404


def test_without_an_invitation_nothing_opens() -> None:
    a_guest()
    for web in (Client(), browser_of(a_signatory().person), team_browser(the_team().person)):
        assert web.get(READ).status_code == 404
    assert Client().get(reverse("guests:key", args=["x" * 43])).status_code == 404


def test_the_neighbourhoods_page_shows_the_way_to_who_may_invite() -> None:
    qpv, relay = a_qpv(), a_relay()
    an_invitation()

    for person in (relay.first, relay.second):
        page = browser_of(person).get(qpv.get_absolute_url()).content.decode()  # type: ignore[attr-defined]  # settings/addresses.py
        assert f'href="{INVITES}"' in page
        assert COUNCIL in page
        assert COUNCIL in browser_of(person).get(INVITES).content.decode()
    for web in (Client(), browser_of(a_signatory().person)):
        page = web.get(qpv.get_absolute_url()).content.decode()  # type: ignore[attr-defined]  # settings/addresses.py
        assert "invites/" not in page
        assert COUNCIL not in page


def test_who_may_not_invite_finds_nothing_there() -> None:
    guest = a_guest()
    a_qpv(name="Loin", code="QN06901M")
    stranger = browser_of(a_signatory().person)

    assert stranger.get(INVITES).status_code == 404
    assert stranger.post(f"{INVITES}{guest.pk}/retirer/").status_code == 404
    assert team_browser(the_team().person).get("/besoins/quartier/QN99999M/invites/").status_code == 404
    other = "/besoins/quartier/QN06901M/invites/"
    assert team_browser(the_team().person).post(f"{other}{guest.pk}/retirer/").status_code == 404
    assert Guest.objects.exists()


def test_what_was_typed_stays_after_a_refusal() -> None:
    a_qpv()

    page = team_browser(the_team().person).post(INVITES, {"called": COUNCIL, "until": in_days(900).isoformat()})

    assert "dans un an au plus" in page.content.decode()
    assert f'value="{COUNCIL}"' in page.content.decode()
    assert not Guest.objects.exists()


def test_the_team_sees_who_reads_where_it_animates() -> None:
    here = an_invitation().target
    there = an_invitation(qpv=a_qpv(name="Loin", code="QN06901M"), called="La table de quartier (exemple)").target
    changed(an_invitation(called="Parti (exemple)").target, until=in_days(-1))

    team = team_browser(the_team().person)
    page = team.get("/animation/invites/").content.decode()
    assert [each.called in page for each in (here, there)] == [True, True]
    assert "Parti" not in page
    assert "Personnes invitées dans un quartier" in team.get("/animation/").content.decode()


def test_who_animates_elsewhere_neither_counts_nor_reads_them() -> None:
    here = an_invitation().target

    counts = {
        who: [link.count for link in WORKSPACE_LINKS.gather(actor) if link.href == "/animation/invites/"]
        for who, actor in {"here": an_animator("93"), "far": an_animator("69"), "comité": the_comite()}.items()
    }
    far = a_colleague(Role.Kind.TERRITORIAL, a_qpv(name="Loin", code="QN06901M").department)

    assert counts == {"here": [1], "far": [0], "comité": []}
    assert here.called not in team_browser(far).get("/animation/invites/").content.decode()


def test_a_neighbourhood_shows_its_own_guests_alone() -> None:
    here = an_invitation().target
    an_invitation(qpv=a_qpv(name="Loin", code="QN06901M"), called="Les voisins (exemple)")

    page = team_browser(the_team().person).get(INVITES).content.decode()
    section: Any = next(each for each in NEIGHBOURHOOD.gather(here.qpv, the_team()) if each.key == "invites")

    assert COUNCIL in page
    assert "Les voisins (exemple)" not in page
    assert [*section.context["guests"]] == [here]


def test_a_page_costs_the_same_at_any_length() -> None:
    web, team = a_guests_browser(), team_browser(the_team().person)
    tell_one()
    few = [queries_of(web, READ), queries_of(team, "/animation/invites/"), queries_of(team, INVITES)]
    for _ in range(3):
        tell_one()
        an_invitation()

    assert [queries_of(web, READ), queries_of(team, "/animation/invites/"), queries_of(team, INVITES)] == few


def tell_one() -> None:
    by = a_contact()
    tell(a_need(by=by), by=by, to="la mairie", on=in_days(-1), text="Dit.")

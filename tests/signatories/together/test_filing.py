"""Several associations of a list are given a tag, or it is taken off them, at once."""

import csv
import re

import pytest
from django.test import Client
from django.urls import reverse

from signatories.organisations.models import Organisation
from signatories.tags.actions import remove
from signatories.tags.models import Tagging
from signatories.together import queries
from tests.factories import a_published_signature, a_team_member, an_organisation
from tests.lists import queries_of
from tests.signatories.tags.scenes import a_tag, filed, in_lyon, national, of_seine_saint_denis
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
LIST, FILE = reverse("following:list"), reverse("together:file")
SHOWN = f"{FILE}?q=exemple"


def ticked(page: str) -> dict[str, bool]:
    boxes = re.findall(r'name="associations" value="([^"]+)"( checked)?', page)
    return {pk: bool(checked) for pk, checked in boxes}


def sent(*organisations: Organisation, label: str = "À rappeler", what: str = "mettre") -> dict[str, object]:
    keys = [str(each.pk) for each in organisations]
    return {"associations": keys, "tag": a_tag(label).pk, "what": what}


def bearing(label: str = "À rappeler") -> list[str]:
    return [
        each.organisation.name for each in Tagging.objects.filter(tag__label=label).order_by("organisation__name")
    ]


def page_of(browser: Client, address: str = SHOWN) -> str:
    return browser.get(address).getvalue().decode()


def test_from_a_list_to_the_tag_that_it_bears() -> None:
    # Given three, of which the filters show two
    one, other = an_organisation(name="Une (exemple)"), an_organisation(name="Deux (exemple)")
    an_organisation(name="Ailleurs")
    a_tag()
    team = team_browser(a_team_member())

    # When she goes from the list to the page that says who is meant
    assert "together" not in page_of(team, LIST)
    assert SHOWN in page_of(team, f"{LIST}?q=exemple")
    page = page_of(team)

    # Then both are ticked, nothing is done, and what stays ticked is tagged
    assert ticked(page) == {str(one.pk): True, str(other.pk): True}
    assert "Ailleurs" not in page
    assert bearing() == []
    answer = team.post(SHOWN, sent(one), follow=True)
    assert answer.redirect_chain == [(f"{LIST}?q=exemple", 302)]
    assert "Une association porte maintenant l’étiquette «\u202fÀ rappeler\u202f»." in answer.content.decode()
    assert bearing() == ["Une (exemple)"]

    # And the tag is a filter of the list, told on each line, in the file and on the page of each
    listed = page_of(team, f"{LIST}?etiquette=a+rappeler")
    assert "Une (exemple)" in listed
    assert "Deux (exemple)" not in listed
    assert f"{LIST}?etiquette=a+rappeler" in page_of(team, LIST)
    (row,) = csv.DictReader(
        page_of(team, f"{LIST}associations.csv?etiquette=a+rappeler").splitlines(), delimiter=";"
    )
    assert "À rappeler" in row.values()
    assert "À rappeler" in page_of(team, reverse("following:association", args=[one.slug]))

    # And it comes off in the same way
    taken = team.post(SHOWN, sent(one, other, what="enlever"), follow=True).content.decode()
    assert "Une association ne porte plus" in taken
    assert bearing() == []
    assert "Aucune ne portait" in team.post(SHOWN, sent(one, what="enlever"), follow=True).content.decode()


def test_all_that_are_ticked_bear_it_and_those_that_did_are_not_counted() -> None:
    some = [an_organisation(name=f"{number} (exemple)") for number in range(3)]
    filed(some[0])
    team = team_browser(a_team_member())

    page = team.post(SHOWN, sent(*some), follow=True).content.decode()

    assert "2 associations portent maintenant" in page
    assert len(bearing()) == 3
    assert "Rien ne change" in team.post(SHOWN, sent(*some), follow=True).content.decode()


def test_one_that_she_does_not_animate_and_nothing_is_done() -> None:
    here, elsewhere = an_organisation(name="Ici (exemple)"), in_lyon()
    hers = team_browser(of_seine_saint_denis())
    a_tag()
    assert ticked(page_of(hers)) == {str(here.pk): True}

    page = hers.post(SHOWN, sent(here, elsewhere)).content.decode()

    assert "Rien n’est changé" in page
    assert bearing() == []


def test_what_was_chosen_is_kept_after_a_refusal() -> None:
    one, other = an_organisation(name="Une (exemple)"), an_organisation(name="Deux (exemple)")
    team = team_browser(a_team_member())

    page = team.post(SHOWN, sent(other) | {"tag": ""}).content.decode()
    assert ticked(page) == {str(one.pk): False, str(other.pk): True}
    page = team.post(SHOWN, sent()).content.decode()
    assert "Cochez au moins une association." in page
    assert " selected>À rappeler" in page


def test_a_tag_removed_meanwhile_is_said() -> None:
    organisation, team = an_organisation(name="Une (exemple)"), team_browser(a_team_member())
    form = sent(organisation)
    remove(a_tag(), by=national())

    assert team.post(SHOWN, form).status_code == 200
    assert not Tagging.objects.exists()


@pytest.mark.parametrize("asked", ["", "?etiquette=inconnue", "?q=exemple&reseau=inconnu"])
def test_an_address_that_names_nobody_names_nobody(asked: str) -> None:
    an_organisation(name="Une (exemple)")
    a_tag()

    page = page_of(team_browser(a_team_member()), FILE + asked)

    assert ticked(page) == {}
    assert "Choisissez d’abord des associations" in page


def test_more_than_a_page_holds_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST", 2)
    team = team_browser(a_team_member())
    a_tag()
    for number in range(2):
        an_organisation(name=f"{number} (exemple)")
    assert len(ticked(page := page_of(team))) == 2
    assert "Ces filtres nomment" not in page

    an_organisation(name="3 (exemple)")

    page = page_of(team)
    assert ticked(page) == {}
    assert "Ces filtres nomment 3 associations" in page


def test_without_any_tag_the_page_says_who_makes_them() -> None:
    an_organisation(name="Une (exemple)")

    page = page_of(team_browser(of_seine_saint_denis()))

    assert "Aucune étiquette pour l’instant" in page
    assert ticked(page) == {}


def test_one_association_is_filed_from_its_own_page() -> None:
    organisation = a_published_signature(name="Les Lilas (exemple)").organisation
    filed(organisation, "Reste")
    filed(organisation, "Part")
    new, team = a_tag("Nouvelle"), team_browser(of_seine_saint_denis())
    page, url = (
        reverse("following:association", args=[organisation.slug]),
        reverse("together:tags", args=[organisation.slug]),
    )
    assert url in page_of(team, page)
    assert page_of(team, url).count(" checked") == 2

    answer = team.post(url, {"tags": [new.pk, a_tag("Reste").pk]}, follow=True)

    assert answer.redirect_chain == [(page, 302)]
    assert "Ses étiquettes sont enregistrées." in answer.content.decode()
    assert [each.tag.label for each in organisation.taggings.all()] == ["Nouvelle", "Reste"]
    assert team.get(reverse("together:tags", args=[in_lyon().slug])).status_code == 404


def test_the_page_costs_the_same_at_any_length() -> None:
    team, costs = team_browser(a_team_member()), []
    for many in (1, 3):
        for number in range(many):
            filed(an_organisation(name=f"{many} {number} (exemple)"), f"Mot {number}")
        costs.append(queries_of(team, SHOWN))

    assert costs[0] == costs[1]

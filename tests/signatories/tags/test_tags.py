"""The team's words: chosen by national animators, put where one animates, read by nobody else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from qpv_charter.toolkit.actions import ActionRefused
from signatories.erasure.actions import erase_organisation
from signatories.history.models import Event
from signatories.moderation.actions import appeal, send_back
from signatories.organisations.models import Organisation
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.signatures.models import Signature
from signatories.tags import actions
from signatories.tags.models import LONGEST_LABEL, Tag, Tagging
from signatories.tags.queries import every_tag, tag_of
from tests.factories import (
    a_colleague,
    a_confirmed_signature,
    a_published_signature,
    a_team_member,
    an_organisation,
)
from tests.lists import queries_of
from tests.signatories.tags.scenes import a_tag, filed, in_lyon, national, of_seine_saint_denis
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
LIST = reverse("tags:list")


@pytest.mark.parametrize("label", ["à rappeler", "A RAPPELER", "À  rappeler\u202f!"])
def test_a_word_is_one_whatever_its_accents_and_capitals(label: str) -> None:
    a_tag("À rappeler")

    with pytest.raises(ActionRefused, match="Il y a déjà une étiquette"):
        actions.make(label, by=national())
    with pytest.raises(ActionRefused, match="Il y a déjà une étiquette"):
        actions.rename(a_tag("Autre"), label, by=national())

    assert tag_of(label) == a_tag("À rappeler")


@pytest.mark.parametrize(
    ("label", "why"),
    [
        (" \u200b ", "Écrivez un mot"),
        ("a" * (LONGEST_LABEL + 1), "40 au plus"),
        ("www.site.fr", "adresse de site"),
    ],
)
def test_what_is_no_word_is_refused(label: str, why: str) -> None:
    with pytest.raises(ActionRefused, match=why):
        actions.make(label, by=national())

    assert not Tag.objects.exists()
    assert actions.make("a" * LONGEST_LABEL, by=national()).label == "a" * LONGEST_LABEL


CHOOSING: dict[str, Callable[..., object]] = {
    "make": lambda _, by: actions.make("Autre", by=by),
    "rename": lambda tag, by: actions.rename(tag, "Autre", by=by),
    "remove": lambda tag, by: actions.remove(tag, by=by),
}


@pytest.mark.parametrize("name", CHOOSING)
def test_who_animates_departments_does_not_choose_the_words(name: str) -> None:
    tag = a_tag()

    with pytest.raises(ActionRefused, match="animation nationale"):
        CHOOSING[name](tag, member(of_seine_saint_denis()))

    assert [each.label for each in Tag.objects.all()] == ["À rappeler"]


def test_one_that_she_does_not_animate_and_nothing_is_done() -> None:
    here, elsewhere, tag, hers = an_organisation(), in_lyon(), a_tag(), member(of_seine_saint_denis())

    with pytest.raises(ActionRefused, match="Rien n’est changé"):
        actions.put_on(tag, [here, elsewhere], by=hers)
    assert not Tagging.objects.exists()

    filed(here)
    filed(elsewhere)
    with pytest.raises(ActionRefused, match="Rien n’est changé"):
        actions.take_off(tag, [here, elsewhere], by=hers)
    assert Tagging.objects.count() == 2
    assert actions.take_off(tag, [here], by=hers) == [here]


def test_who_reads_for_the_committee_puts_none() -> None:
    reader = member(a_colleague(Role.Kind.COMMITTEE))

    with pytest.raises(ActionRefused, match="Rien n’est changé"):
        actions.put_on(a_tag(), [an_organisation()], by=reader)


def test_those_that_bore_it_are_left_as_they_are() -> None:
    one, other, by = an_organisation(), an_organisation(), national()
    tag = filed(one)

    assert actions.put_on(tag, [one, other], by=by) == [other]
    assert actions.take_off(tag, [other], by=by) == [other]
    assert actions.take_off(tag, [other], by=by) == []
    assert [each.organisation for each in Tagging.objects.all()] == [one]


def test_the_history_of_each_tells_who() -> None:
    one, other, by = an_organisation(), an_organisation(), national()
    tag = filed(one)

    actions.put_on(tag, [one, other], by=by)

    (event,) = Event.objects.about(other)
    assert (event.kind, event.actor, event.subject_id) == ("tag.put_on", by.person, str(tag.pk))
    assert Event.objects.about(one).count() == 1, "it bore it already"
    told = Event.objects.count()
    assert actions.put_on(tag, [one, other], by=by) == []
    assert actions.take_off(tag, [an_organisation()], by=by) == []
    assert Event.objects.count() == told, "nothing was put on anybody, nor taken off"
    three = one, other, an_organisation()
    actions.remove(tag, by=by)
    removed = [[*Event.objects.about(each).filter(kind="tag.removed")] for each in three]
    assert [len(events) for events in removed] == [1, 1, 0]


def test_an_association_is_filed_under_what_is_said_and_nothing_else() -> None:
    organisation, by = an_organisation(), national()
    filed(organisation, "À rappeler")
    filed(organisation, "Reste")

    actions.file_under(organisation, tags=[a_tag("Reste"), a_tag("Nouvelle")], by=by)

    assert [each.tag.label for each in organisation.taggings.all()] == ["Nouvelle", "Reste"]


def test_a_word_that_was_removed_is_put_on_nobody() -> None:
    tag, organisation = filed(an_organisation()), an_organisation()
    gone = Tag.objects.get(pk=tag.pk)
    actions.remove(tag, by=national())

    for act in (actions.put_on, actions.take_off):
        with pytest.raises(ActionRefused, match="n’existe plus"):
            act(gone, [organisation], by=national())
    assert not Tagging.objects.exists()


def test_an_erased_association_bears_none() -> None:
    organisation = an_organisation()
    filed(organisation)

    erase_organisation(organisation, by=a_team_member())

    assert not Tagging.objects.exists()
    organisation.refresh_from_db()
    with pytest.raises(ActionRefused, match="Rien n’est changé"):
        actions.put_on(a_tag(), [organisation], by=national())


def test_nobody_but_the_team_reads_them(client: Client) -> None:
    # Given a signatory with a tag, and one that the comité de suivi is asked about
    published = a_published_signature().organisation
    appealed = appeal_of(a_confirmed_signature())
    for organisation in (published, appealed.organisation):
        filed(organisation, "Zizanie")
    contact = browser_of(published.memberships.get().user)
    reader = team_browser(a_colleague(Role.Kind.COMMITTEE))

    # Then neither its people, nor the comité, nor anybody reads it
    pages = [
        contact.get(f"/espace/{published.slug}/"),
        contact.get(f"/espace/{published.slug}/echanges/"),
        reader.get(reverse("moderation:review", args=[appealed.pk])),
        reader.get("/animation/"),
        client.get(f"/signataires/{published.slug}/"),
        client.get("/signataires/?q=zizanie"),
        client.get("/signataires/signataires.csv"),
        client.get("/signataires/signataires.json"),
    ]
    assert {page.status_code for page in pages} == {200}
    assert [page.request["PATH_INFO"] for page in pages if "Zizanie" in page.getvalue().decode()] == []
    for browser in (client, contact, reader):
        assert browser.get(LIST).status_code in {302, 403, 404}


def appeal_of(signature: Signature) -> Signature:
    """Sent back by the team, and brought before the comité de suivi."""
    send_back(signature, by=a_team_member(), reason="Qui a décidé\u202f?")
    appeal(signature, by=signature.organisation.memberships.get().user, text="Nous tous.")
    return signature


def test_how_many_bear_each_of_those_one_animates() -> None:
    for organisation in (an_organisation(), an_organisation(), in_lyon()):
        filed(organisation)
    filed(erased := an_organisation())
    Organisation.objects.filter(pk=erased.pk).update(erased_at="2026-01-01T00:00Z")
    a_tag("Autre")

    def counts(actor: object) -> dict[str, int]:
        return {each.label: each.bearing for each in every_tag(actor)}  # type: ignore[arg-type]  # an Actor

    assert counts(national()) == {"À rappeler": 3, "Autre": 0}
    assert counts(member(of_seine_saint_denis())) == {"À rappeler": 2, "Autre": 0}


def test_from_making_a_word_to_removing_it() -> None:
    team = team_browser(a_team_member())
    assert LIST in team.get("/animation/").content.decode()

    assert "est prête" in team.post(LIST, {"label": "À rappeler"}, follow=True).content.decode()
    assert "Il y a déjà" in team.post(LIST, {"label": "a rappeler"}).content.decode()
    tag = Tag.objects.get()
    filed(an_organisation(name="Les Lilas (exemple)"))
    page = team.get(LIST).content.decode()
    assert "1 association<" in page
    listed = team.get(tag.get_absolute_url()).content.decode()  # type: ignore[attr-defined]  # settings/addresses.py
    assert "Les Lilas (exemple)" in listed

    renamed = team.post(reverse("tags:tag", args=[tag.pk]), {"label": "Rappelée"}, follow=True)
    assert "«\u202fRappelée\u202f»" in renamed.content.decode()
    assert "1 association" in team.get(reverse("tags:remove", args=[tag.pk])).content.decode()
    assert Tag.objects.exists(), "reading the page removes nothing"
    removed = team.post(reverse("tags:remove", args=[tag.pk]), follow=True).content.decode()
    assert "L’étiquette «\u202fRappelée\u202f» est supprimée." in removed
    assert not Tag.objects.exists()


def test_a_territorial_animator_is_led_to_no_page_of_words() -> None:
    page = team_browser(of_seine_saint_denis()).get("/animation/").content.decode()

    assert LIST not in page


def test_the_page_costs_the_same_whatever_there_is() -> None:
    browser, costs = team_browser(a_team_member()), []
    for many in (1, 3):
        for number in range(many):
            filed(an_organisation(), f"Mot {number}")
        costs.append(queries_of(browser, LIST))

    assert costs[0] == costs[1]

"""What a person of the team sees: look-alikes, two records side by side, what was done, and what came back."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from signatories.following.actions import rebuild
from signatories.merging.actions import join, part
from signatories.merging.models import Union
from signatories.merging.queries import unions_of
from signatories.moderation.places import COMPARED
from signatories.organisations.models import Organisation
from signatories.people.audiences import member
from signatories.people.models import Role
from tests.constraints import changed
from tests.factories import a_colleague, a_commune, a_confirmed_signature, a_published_signature, an_organisation
from tests.lists import queries_of
from tests.signatories.merging.twins import JOINED, KEPT, a_union, an_animator, two_records
from tests.signin import team_browser

pytestmark = pytest.mark.django_db


def national() -> Client:
    return team_browser(an_animator().person)


def compared(kept: Organisation, joined: Organisation) -> str:
    return reverse("merging:compare", args=[kept.slug, joined.slug])


def sent(browser: Client, address: str, **more: str) -> dict[str, str]:
    """What the form sends as it is shown, and what else is chosen."""
    form = browser.get(address).context["form"]
    return {name: str(form.get_initial_for_field(field, name)) for name, field in form.fields.items()} | more


def test_a_look_alike_leads_to_both_side_by_side() -> None:
    kept, joined = two_records(joined=KEPT)
    waiting = a_confirmed_signature(organisation=an_organisation(name=KEPT))
    browser = national()

    page = browser.get(reverse("following:association", args=[joined.slug])).content.decode()
    assert reverse("merging:choose", args=[joined.slug]) in page
    assert compared(joined, kept) in page
    review = browser.get(reverse("moderation:review", args=[waiting.pk])).content.decode()
    assert f"{waiting.organisation.slug}/reunir/{kept.slug}/" in review


def test_the_record_that_says_more_is_proposed_first() -> None:
    kept, _ = two_records()
    waiting = a_confirmed_signature(organisation=an_organisation(name="Régie"))
    browser = national()

    page = browser.get(reverse("merging:choose", args=[waiting.organisation.slug]), {"q": "regie tilleuls"})

    assert compared(kept, waiting.organisation) in page.content.decode()


def test_many_look_alikes_cost_as_many_queries_as_one() -> None:
    two_records()
    waiting = a_confirmed_signature(organisation=an_organisation(name="Régie"))
    browser, address = national(), reverse("merging:choose", args=[waiting.organisation.slug])
    few = queries_of(browser, address, q="regie tilleuls")
    for number in range(3):
        a_published_signature(organisation=an_organisation(name=f"{KEPT} {number}"))

    assert queries_of(browser, address, q="regie tilleuls") == few


def test_two_records_are_compared_joined_and_parted() -> None:
    kept, joined = two_records()
    changed(joined, description="Nous réparons.", website="https://example.org")
    browser, address = national(), compared(kept, joined)

    page = browser.get(address).content.decode()
    assert all(words in page for words in (KEPT, JOINED, "Nous réparons.", "1 personne contact", "pendant un an"))
    answer = browser.post(address, sent(browser, address, site="gardee"))

    union = Union.objects.get()
    assert answer["Location"] == reverse("merging:union", args=[union.pk])
    done = browser.get(answer["Location"])
    assert "il n’y a plus qu’une fiche" in done.content.decode()
    assert done.context["moved"] == ["1 personne contact"]
    kept.refresh_from_db()
    assert (kept.name, kept.description, kept.website) == (KEPT, "Nous réparons.", "")
    assert "Séparer ces deux fiches" in browser.get(answer["Location"]).content.decode()
    page = browser.post(reverse("merging:part", args=[union.pk]), follow=True).content.decode()
    assert "les deux fiches sont séparées" in page
    assert "Tout est revenu comme avant." in page


def test_what_happened_meanwhile_is_read_again_and_nothing_chosen_is_lost() -> None:
    kept, joined = two_records()
    browser, address = national(), compared(kept, joined)
    form = sent(browser, address, nom="reunie")
    part(join(kept, an_organisation(), by=an_animator(), chosen={}), by=an_animator())

    page = browser.post(address, form)

    assert page.status_code == 200
    assert "Il s’est passé quelque chose" in page.content.decode()
    assert page.context["form"]["nom"].value() == "reunie"
    assert not Union.objects.standing().exists()
    browser.post(address, {name: str(page.context["form"][name].value()) for name in page.context["form"].fields})
    assert Union.objects.standing().exists()


def test_one_finds_the_records_that_one_animates_and_neither_this_one_nor_what_was_erased() -> None:
    # Given records that bear one number: here, elsewhere, and one that was erased
    here, near, gone = (an_organisation(name=name) for name in ("Régie", "Régie voisine", "Régie effacée"))
    lyon = an_organisation(name="Régie de Lyon", commune=a_commune(name="Lyon", code="69123"))
    for each in (here, near, gone, lyon):
        a_published_signature(organisation=each)
    for each in (here, near, gone, lyon):
        changed(each, rna="W931234567")
    changed(gone, erased_at=timezone.now())
    address = reverse("merging:choose", args=[here.slug])
    browsers = team_browser(a_colleague(Role.Kind.TERRITORIAL, a_commune().department)), national()

    def offered(browser: Client, kind: str) -> list[str]:
        return sorted(each.organisation.name for each in browser.get(address, {"q": "regie"}).context[kind])

    assert [offered(browser, "alike") for browser in browsers] == [
        ["Régie voisine"],
        ["Régie de Lyon", "Régie voisine"],
    ]
    rebuild()
    assert [offered(browser, "found") for browser in browsers] == [
        ["Régie voisine"],
        ["Régie de Lyon", "Régie voisine"],
    ]


def test_an_erased_record_is_neither_compared_nor_joined() -> None:
    kept, gone = two_records()
    changed(gone, erased_at=timezone.now())
    browser = national()

    assert browser.get(compared(kept, gone)).status_code == 404
    assert browser.get(reverse("merging:choose", args=[gone.slug])).status_code == 404


def test_two_look_alikes_are_compared_by_who_animates_both_as_long_as_both_stand() -> None:
    kept, other = two_records()
    here = member(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))
    address = compared(kept, other)

    assert COMPARED.gather(kept, other, here) == [address]
    assert COMPARED.gather(kept, other, member(a_colleague(Role.Kind.COMMITTEE))) == []
    changed(other, commune=a_commune(name="Lyon", code="69123"))
    other.refresh_from_db()
    assert COMPARED.gather(kept, other, here) == []
    assert COMPARED.gather(kept, other, an_animator()) == [address]
    changed(kept, joined_into=other)
    kept.refresh_from_db()
    assert COMPARED.gather(kept, other, an_animator()) == []


def test_the_page_of_a_record_names_those_that_were_joined_to_it_and_no_others() -> None:
    union, another = a_union(), an_organisation(name="Le Mail (exemple)")
    a_published_signature(organisation=another)
    lone = an_organisation(name="Les Lilas (exemple)")
    join(another, lone, by=an_animator(), chosen={})
    browser = national()

    def named(record: Organisation) -> list[Union]:
        sections = browser.get(reverse("following:association", args=[record.slug])).context["sections"]
        return [each for section in sections for each in section.context.get("unions", ())]

    assert named(union.kept) == [union]
    part(union, by=an_animator())
    assert named(union.kept) == [union], "it is said of those parted, too"
    assert named(union.joined) == []


def test_the_page_of_a_joined_record_leads_to_the_kept_one() -> None:
    union = a_union()

    answer = national().get(reverse("following:association", args=[union.joined.slug]))

    assert answer["Location"] == reverse("following:association", args=[union.kept.slug])


def test_who_does_not_animate_the_kept_record_is_led_nowhere() -> None:
    kept = an_organisation(commune=a_commune(name="Lyon", code="69123"))
    a_published_signature(organisation=kept)
    union = join(kept, an_organisation(), by=an_animator(), chosen={})
    address = reverse("following:association", args=[union.joined.slug])
    of_seine = team_browser(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))

    assert of_seine.get(address).status_code == 404
    assert national().get(address)["Location"] == reverse("following:association", args=[kept.slug])


def test_who_animates_one_of_both_finds_neither_page_nor_union() -> None:
    seine, rhone = a_commune(), a_commune(name="Lyon", code="69123")
    here, there = an_organisation(commune=seine), an_organisation(commune=rhone)
    a_published_signature(organisation=here)
    near = a_colleague(Role.Kind.TERRITORIAL, seine.department)
    nearer = a_colleague(Role.Kind.TERRITORIAL, seine.department, rhone.department)
    of_seine, of_both = team_browser(near), team_browser(nearer)

    for one, other in ((here, there), (there, here)):
        assert of_seine.post(compared(one, other), {"vu": "0"}).status_code == 404
    assert not Union.objects.exists()
    address = compared(here, there)
    of_both.post(address, sent(of_both, address))
    union = Union.objects.get()
    for name in ("merging:union", "merging:part"):
        assert of_seine.post(reverse(name, args=[union.pk])).status_code in {404, 405}
        assert of_seine.get(reverse(name, args=[union.pk])).status_code == 404
        assert of_both.get(reverse(name, args=[union.pk])).status_code == 200
    assert not there.joined_records.exists()
    assert Union.objects.standing().exists()
    seen = [list(unions_of(union.kept, member(each))) for each in (near, nearer)]
    assert seen == [[], [union]]

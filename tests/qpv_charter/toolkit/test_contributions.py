"""Places that slices add to: in the order they say, once each, refused when two ask for the same."""

import pytest

from qpv_charter.toolkit.contributions import Place


@pytest.fixture
def place() -> Place[[str], str]:
    return Place("essai", address=("code",))


def first(asked: str) -> str:
    return f"premier {asked}"


def second(asked: str) -> list[str]:
    return [f"deuxième {asked}", f"troisième {asked}"]


def nothing(asked: str) -> None:
    return None


def test_what_is_added_comes_in_the_order_said_whoever_was_imported_first(place: Place[[str], str]) -> None:
    place.contribute(order=300)(nothing)
    place.contribute(order=200)(second)
    place.contribute(order=100)(first)

    assert place.gather("ici") == ["premier ici", "deuxième ici", "troisième ici"]


def test_the_same_function_added_twice_speaks_once(place: Place[[str], str]) -> None:
    place.contribute(order=100)(first)
    place.contribute(order=100)(first)

    assert place.gather("ici") == ["premier ici"]


def test_two_functions_that_ask_for_the_same_order_are_refused(place: Place[[str], str]) -> None:
    place.contribute(order=100)(first)

    with pytest.raises(ValueError, match=r"essai.*order 100"):
        place.contribute(order=100)(second)
    assert place.gather("ici") == ["premier ici"]


def test_a_place_knows_the_kept_pages_it_depends_on(place: Place[[str], str]) -> None:
    place.contribute(order=200, pages=["needs:{code}", "needs"])(second)
    place.contribute(order=100, pages=["gatherings:{code}"])(first)

    assert place.pages(code="QN09331M", other="rien") == ["gatherings:QN09331M", "needs:QN09331M", "needs"]


def test_a_name_may_hold_only_what_the_address_gives(place: Place[[str], str]) -> None:
    with pytest.raises(ValueError, match=r"essai.*slug"):
        place.contribute(order=100, pages=["needs:{slug}"])(first)
    assert place.gather("ici") == []

"""The closed list of words that a text leaves to be replaced."""

import pytest

from signatories.mailings import words

pytestmark = pytest.mark.once
VALUES = dict.fromkeys(words.MEANING, "") | {words.FIRST_NAME: "Nora", words.COMMUNE: "{{nom}}"}


@pytest.mark.parametrize(
    "typed", ["{{prénom}}", "{{ PRENOM }}", "Bonjour {{Prénom}} {{lien vers l'espace}}", "{ }"]
)
def test_known_words_are_kept_as_they_are_typed(typed: str) -> None:
    assert words.read_letter(typed) == typed


@pytest.mark.parametrize("typed", ["{{ville}}", "{{}}", "{{prénom}", "prénom}}", "{{prénom}} {{téléphone}}"])
def test_what_means_nothing_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"ne se remplace par rien|Il manque une accolade"):
        words.read_letter(typed)


def test_a_subject_is_the_same_for_all() -> None:
    assert words.read_subject(" Une  réunion ") == "Une réunion"
    for braced in ("Bonjour {{prénom}}", "Bonjour {{prénom", "prénom}}, bonjour"):
        with pytest.raises(ValueError, match="sans accolades"):
            words.read_subject(braced)


def test_words_are_replaced_once_whatever_they_hold() -> None:
    assert words.fill("{{Prenom}}, à {{commune}}", VALUES) == "Nora, à {{nom}}"
    assert words.missing_in("{{commune}} {{nom}} {{prénom}} {{association}}", VALUES) == ["nom", "association"]
    assert [words.together(names) for names in (["A"], ["A", "B", "A"], [])] == ["A", "A et B", ""]

import pytest
from django.template import Context, Template

from qpv_charter.toolkit.french import at_place, of_place


@pytest.mark.parametrize(
    ("name", "of", "at"),
    [
        ("Saint-Denis (93)", "de Saint-Denis (93)", "à Saint-Denis (93)"),
        ("Le Havre (76)", "du Havre (76)", "au Havre (76)"),
        ("Les Abymes", "des Abymes", "aux Abymes"),
        ("La Courneuve", "de La Courneuve", "à La Courneuve"),
        ("L’Haÿ-les-Roses", "de L’Haÿ-les-Roses", "à L’Haÿ-les-Roses"),
        ("Évry-Courcouronnes", "d’Évry-Courcouronnes", "à Évry-Courcouronnes"),
        ("Aubervilliers", "d’Aubervilliers", "à Aubervilliers"),
        ("Yvetot", "d’Yvetot", "à Yvetot"),
        ("Yutz", "de Yutz", "à Yutz"),
        ("Lens", "de Lens", "à Lens"),
        ("Leers", "de Leers", "à Leers"),
        ("Hénin-Beaumont", "de Hénin-Beaumont", "à Hénin-Beaumont"),
    ],
)
def test_small_words_join_the_article_of_a_place(name: str, of: str, at: str) -> None:
    assert (of_place(name), at_place(name)) == (of, at)
    assert Template("{{ name|of_place }} {{ name|at_place }}").render(Context({"name": name})) == f"{of} {at}"

"""Components that hold what a page writes in them: what they draw, and that they let no markup through."""

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString

from qpv_charter.toolkit.templatetags import components


def test_text_is_escaped() -> None:
    written = (
        "{% note title=text %}<p>{{ text }}</p>{% endnote %}{% card title=text meta=text %}{{ text }}{% endcard %}"
    )
    written += "{% button name='n' value=text %}{{ text }}{% endbutton %}"
    written += "{% breadcrumb current=text %}<li>{{ text }}</li>{% endbreadcrumb %}"
    html = Template(written).render(Context({"text": '<b>"gras"</b>'}))

    assert html.count("&lt;b&gt;&quot;gras&quot;&lt;/b&gt;") == 9
    assert "<b>" not in html
    assert "<p>&lt;b&gt;" in html


def test_what_a_page_writes_in_a_component_stays_as_written() -> None:
    tags = ("note", "card", "button", "breadcrumb current=1", "status kind='sent'")
    for tag in tags:
        html = Template(f"{{% {tag} %}}A<span> b</span>{{% end{tag.split()[0]} %}}").render(Context())

        assert "A<span> b</span>" in html


def test_what_a_tag_is_given_is_escaped_too() -> None:
    html = components.card("<b>", title="<b>", meta="<b>") + components.note("<b>", title="<b>")

    assert html.count("&lt;b&gt;") == 5
    assert "<b>" not in html


def test_a_card_is_what_it_is_asked_to_be() -> None:
    whole = components.card(
        SafeString("<p>x</p>"), tag="section", labelled_by="etat", heading="p", title="A", href="/", meta="m"
    )

    assert whole == (
        '<section class="card" aria-labelledby="etat"><p class="card__title"><a href="/">A</a></p>'
        '<p class="meta">m</p><p>x</p></section>'
    )
    assert components.card(SafeString("<p>x</p>")) == '<div class="card"><p>x</p></div>'


def test_a_button_keeps_the_attributes_it_is_given() -> None:
    assert (
        components.button("Non", name="number", value="")
        == '<button class="btn" name="number" value="">Non</button>'
    )
    assert components.button("Oui", kind="link", disabled=True) == (
        '<button class="btn btn--link" disabled="">Oui</button>'
    )
    assert components.button("Voir", href="/?a=1&b", rel="next", kind="plain") == (
        '<a class="btn btn--plain" rel="next" href="/?a=1&amp;b">Voir</a>'
    )


@pytest.mark.parametrize("tag", ["button", "card"])
def test_a_link_that_leads_nowhere_is_an_error(tag: str) -> None:
    written = f"{{% url 'no_such_page' as href %}}{{% {tag} href=href %}}Voir{{% end{tag} %}}"

    with pytest.raises(ValueError, match="nowhere"):
        Template(written).render(Context())


def test_a_note_may_have_a_kind_and_a_title() -> None:
    assert components.note(SafeString("<p>x</p>")) == '<div class="note"><p>x</p></div>'
    assert components.note(SafeString("<p>x</p>"), kind="warning", title="A") == (
        '<div class="note note--warning"><p class="note__title">A</p><p>x</p></div>'
    )


def test_a_breadcrumb_ends_where_one_is() -> None:
    assert components.breadcrumb(SafeString('<li><a href="/">Accueil</a></li>'), current="Ici") == (
        '<nav class="crumbs" aria-label="Fil d’Ariane"><ol><li><a href="/">Accueil</a></li>'
        '<li aria-current="page">Ici</li></ol></nav>'
    )
    assert (
        components.status("Publiée", kind="published") == '<span class="status status--published">Publiée</span>'
    )

"""Components that hold what a page writes in them:

    {% note kind="warning" title="Un titre" %}<p>Du texte.</p>{% endnote %}
    {% card tag="li" heading="h2" title=one.name href=one.get_absolute_url %}<p class="meta">…</p>{% endcard %}
    {% button %}Enregistrer{% endbutton %}
    {% button href="/signer/" kind="plain" %}Signer la charte{% endbutton %}
    {% status kind="paused" %}En pause{% endstatus %}
    {% emblem name=one.name key=one.pk as tile %}{% card title=one.name emblem=tile %}…{% endcard %}
    {% breadcrumb current="Échanges" %}<li><a href="/espace/">Mon espace</a></li>{% endbreadcrumb %}

Drawn here rather than by templates, which takes half as long again: a list has fifty cards."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from qpv_charter.toolkit import emblems

register = template.Library()
NOTHING = SafeString("")


@register.simple_block_tag
def note(content: str, *, kind: str = "", title: object = "") -> str:
    """A remark set apart: paragraphs, a list, a form.

    kind: "info" (the default), "success", "warning" or "error"."""
    head = format_html('<p class="note__title">{}</p>', title) if title else NOTHING
    return _element("div", format_html("{}{}", head, content), _kinds("note", kind))


@register.simple_block_tag
def card(
    content: str,
    *,
    title: object = "",
    href: str | None = None,
    meta: object = "",
    heading: str = "h3",
    tag: str = "div",
    labelled_by: str | None = None,
    emblem: SafeString = NOTHING,
) -> str:
    """One item of a list of things, or a part of a page that stands alone.

    title: its name, written in a heading ("h2", "h3" or "p"). href: its page. meta: a line below.
    tag: "div", "li", "article" or "section". labelled_by: id of the heading of a section. emblem: the tile of who
    it is about, beside all the rest."""
    name = title if href is None else format_html('<a href="{}">{}</a>', _somewhere(href), title)
    head = _element(heading, name, "card__title") if title else NOTHING
    below = format_html('<p class="meta">{}</p>', meta) if meta else NOTHING
    inside = format_html("{}{}{}", head, below, content)
    if emblem:
        inside = format_html("{}<div>{}</div>", emblem, inside)
    return _element(tag, inside, _kinds("card", "emblem" if emblem else ""), aria_labelledby=labelled_by)


@register.simple_block_tag
def button(
    content: str,
    *,
    href: str | None = None,
    rel: str | None = None,
    kind: str = "",
    name: str | None = None,
    value: object = None,
    disabled: bool = False,
) -> str:
    """A button of a form, or with href a link that looks like one: what it does, a verb.

    kind: "plain", "danger" or "link"; one primary button a page. name, value: when a form has several."""
    classes = _kinds("btn", kind)
    if href is not None:
        return _element("a", content, classes, rel=rel, href=_somewhere(href))
    disabling = "" if disabled else None
    return _element("button", content, classes, name=name, value=value, disabled=disabling)


@register.simple_block_tag
def status(content: str, *, kind: str) -> str:
    """Where something stands, by a shape and a word, never by a colour alone.

    kind: confirmed, to_review, published, paused, withdrawn (signatures); queued, sending, sent, failed, cancelled
    (mail); done, waiting, error (anything else)."""
    return _element("span", content, _kinds("status", kind))


@register.simple_block_tag
def breadcrumb(content: str, *, current: object) -> str:
    """Where this page is: a list item with a link for each page above, from the home page down.

    current: this page's name."""
    here = format_html('<li aria-current="page">{}</li>', current)
    return format_html('<nav class="crumbs" aria-label="Fil d’Ariane"><ol>{}{}</ol></nav>', content, here)


@register.simple_tag
def emblem(*, name: object, key: object, logo: str = "") -> SafeString:
    """Who something is about, at a glance and beside its name: its logo, else its tile and its initials.

    name: what the initials recall. key: what the tile is drawn from, which never changes. logo: a file, if any."""
    if logo:
        picture = '<img class="emblem" src="/{}" alt="" width="512" height="512" loading="lazy">'
        return format_html(picture, logo)
    tile = emblems.emblem(key)
    turned = format_html(' transform="rotate({} 20 20)"', tile.turned) if tile.turned else NOTHING
    return format_html(
        '<svg class="emblem k{}" viewBox="0 0 40 40" aria-hidden="true" focusable="false">'
        '<rect class="ground" width="40" height="40" rx="5"/><path class="shape" d="{}"{}/>'
        '<text x="20" y="26" text-anchor="middle">{}</text></svg>',
        tile.colour,
        tile.path,
        turned,
        emblems.initials(str(name)),
    )


def _kinds(block: str, kind: str) -> str:
    return f"{block} {block}--{kind}" if kind else block


def _element(tag: str, content: object, classes: str, /, **attributes: object) -> SafeString:
    """An element with the attributes that are not None ("_" for "-")."""
    written = NOTHING
    for attribute, value in attributes.items():
        if value is not None:
            written += format_html(' {}="{}"', attribute.replace("_", "-"), value)
    return format_html('<{0} class="{1}"{2}>{3}</{0}>', tag, classes, written, content)


def _somewhere(href: str) -> str:
    """Raises ValueError for an empty address: {% url … as href %} makes one of a name that is none."""
    if not href:
        message = "A link that leads nowhere"
        raise ValueError(message)
    return href

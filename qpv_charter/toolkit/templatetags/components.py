"""Components that hold what a page writes in them, each drawn by its template in templates/components/:

{% note kind="warning" title="Un titre" %}<p>Du texte.</p>{% endnote %}
{% card tag="li" heading="h2" title=one.name href=one.get_absolute_url %}<p class="meta">…</p>{% endcard %}
{% button %}Enregistrer{% endbutton %}
{% button href="/signer/" kind="plain" %}Signer la charte{% endbutton %}
{% status kind="paused" %}En pause{% endstatus %}
{% breadcrumb current="Échanges" %}<li><a href="/espace/">Mon espace</a></li>{% endbreadcrumb %}"""

from typing import Any

from django import template
from django.template import Context

register = template.Library()


@register.simple_block_tag(takes_context=True)
def note(context: Context, content: str, *, kind: str = "", title: str = "") -> str:
    """A remark set apart; `content` is paragraphs, lists, forms."""
    return _drawn(context, "note", content=content, kind=kind, title=title)


@register.simple_block_tag(takes_context=True)
def card(
    context: Context,
    content: str,
    *,
    title: object = "",
    href: str | None = None,
    meta: str = "",
    heading: str = "h3",
    tag: str = "div",
    labelled_by: str = "",
) -> str:
    """One item of a list of things, or a part of a page that stands alone."""
    parameters = {"title": title, "href": _leading_somewhere(href), "meta": meta, "heading": heading, "tag": tag}
    return _drawn(context, "card", content=content, labelled_by=labelled_by, **parameters)


@register.simple_block_tag(takes_context=True)
def button(
    context: Context,
    content: str,
    *,
    href: str | None = None,
    kind: str = "",
    name: str = "",
    value: object = "",
    rel: str = "",
    disabled: bool = False,
) -> str:
    """A button of a form, or with `href` a link that looks like one."""
    parameters = {"kind": kind, "name": name, "value": value, "rel": rel, "disabled": disabled}
    return _drawn(context, "button", content=content, href=_leading_somewhere(href), **parameters)


@register.simple_block_tag(takes_context=True)
def status(context: Context, content: str, *, kind: str) -> str:
    """Where something stands, in a word."""
    return _drawn(context, "status", content=content, kind=kind)


@register.simple_block_tag(takes_context=True)
def breadcrumb(context: Context, content: str, *, current: object) -> str:
    """Where a page is: `content` is a list item for each page above it, `current` this page's name."""
    return _drawn(context, "breadcrumb", content=content, current=current)


def _leading_somewhere(href: str | None) -> str | None:
    """Raises ValueError for an empty address: {% url … as href %} makes one of a name that is none."""
    if href == "":
        message = "A link that leads nowhere"
        raise ValueError(message)
    return href


def _drawn(context: Context, component: str, **parameters: Any) -> str:
    assert context.template is not None  # noqa: S101  # a tag is drawn within a template
    drawing = context.template.engine.get_template(f"components/{component}.html")
    return drawing.render(context.new(parameters))

"""What a mail's text sets apart from its sentences, each on a line of its own:

    {% load letters %}
    {% code_apart code %}
    {% button_apart link "Ouvrir notre espace" %}
    {% title_apart organisation.name %}

The plain text shows the code and the address; its HTML twin draws them (`signatories/outbox/rendering.py`). They
are set between marks that nobody can guess, so that what somebody typed into a mail draws nothing."""

import re
import secrets
from dataclasses import dataclass
from typing import NamedTuple

from django.template import Context, Library

register = Library()


class Code(NamedTuple):
    """What one copies, or types on the page one comes from."""

    text: str


class Button(NamedTuple):
    """The one thing to do: its address, and a verb."""

    href: str
    label: str


class Title(NamedTuple):
    """What the lines below are about."""

    text: str


Apart = Code | Button | Title


@dataclass(frozen=True)
class Marks:
    """The marks of one mail. `templates` are given them as `marks`."""

    own: str

    @classmethod
    def draw(cls) -> "Marks":
        return cls(secrets.token_hex(16))

    def around(self, *words: str) -> str:
        return "".join([self.own, *(f"{word}{self.own}" for word in words)])

    def read(self, text: str) -> list[str | Apart]:
        """A rendered text in pieces: sentences, and what is set apart."""
        own = self.own
        apart = re.compile(rf"{own}(code|title){own}(.*?){own}|{own}button{own}(.*?){own}(.*?){own}")
        pieces, end = list[str | Apart](), 0
        for found in apart.finditer(text):
            pieces += [text[end : found.start()], _apart(*found.groups())]
            end = found.end()
        return [*pieces, text[end:]]


def _apart(kind: str | None, words: str, href: str, label: str) -> Apart:
    if kind is None:
        return Button(href, label)
    return Code(words) if kind == "code" else Title(words)


@register.simple_tag(takes_context=True)
def code_apart(context: Context, code: str) -> str:
    marks: Marks = context["marks"]
    return marks.around("code", code)


@register.simple_tag(takes_context=True)
def button_apart(context: Context, href: str, label: str) -> str:
    marks: Marks = context["marks"]
    return marks.around("button", href, label)


@register.simple_tag(takes_context=True)
def title_apart(context: Context, text: str) -> str:
    marks: Marks = context["marks"]
    return marks.around("title", text)

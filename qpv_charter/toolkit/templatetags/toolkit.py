"""Template tags every page may use, loaded everywhere (settings: builtins)."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.forms import BoundField
from django.template.context import Context
from django.template.defaultfilters import date as format_date
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from qpv_charter.toolkit import french
from qpv_charter.toolkit.exports import Column, Value, as_text
from qpv_charter.toolkit.keys import FIELD, Key

register = template.Library()
register.filter(french.of_place)
register.filter(french.at_place)


@register.filter(expects_localtime=True)
def day(when: dt.date | None) -> str:
    """A date as one writes it: "1er mars 2026", "12 mars 2026"; nothing for no date."""
    if when is None:
        return ""
    return f"{'1er' if when.day == 1 else when.day} {format_date(when, 'F Y')}"


@register.filter(expects_localtime=True)
def month(when: dt.date | None) -> str:
    """A month as one writes it: "mars 2026"; nothing for no date."""
    return format_date(when, "F Y") if when else ""


@register.filter(expects_localtime=True)
def moment(when: dt.datetime | None) -> str:
    """A day and an hour: "1er mars 2026 à 9 h 05"; nothing for no date."""
    if when is None:
        return ""
    return f"{day(when)} à {when.hour}\u202fh\u202f{when.minute:02}"


@register.filter
def plural(count: int, ending: str = "s") -> str:
    """What a French plural adds: from two on, so "0 signature", "1,5 signature", "2 signatures"."""
    return ending if abs(count) >= 2 else ""  # noqa: PLR2004  # two is where the French plural starts


@register.filter
def counted(count: int, words: tuple[str, str]) -> str:
    """How many of what, in its number: "1 signataire", "1 234 signataires"."""
    return f"{intcomma(count)} {words[bool(plural(count))]}"


@register.filter
def unlocalized(number: int) -> str:
    """A number for a machine to read, without the spaces French puts between thousands."""
    return str(number)


@register.filter
def under(cells: Sequence[object], headers: Sequence[object]) -> Iterable[tuple[object, object]]:
    """Each cell of a table's row with its column's header."""
    return zip(headers, cells, strict=True)


@register.filter
def value(row: object, column: Column) -> str:
    """What a column says of a row, as a person reads it: "12 mars 2026", "Floréal, Franc-Moisin"."""
    found = column.of(row)
    if isinstance(found, dt.date):
        return day(found)
    return ", ".join(found) if isinstance(found, tuple) else as_text(found)


@register.filter
def in_file(found: Value) -> str:
    """A value as our text files write it: "oui", "2026-03-12", "48,93621", "Santé | Sport"."""
    return as_text(found)


@register.filter
def dialled(written: str) -> str:
    """A telephone number as a phone dials it: "+33 (0)1 23 45 67 89" is +33123456789; nothing for what is not one
    number (E.164 allows fifteen digits)."""
    number = re.sub(r"[^\d+]", "", written.replace("(0)", ""))
    is_one = not any(char.isalpha() for char in written) and re.fullmatch(r"\+?\d{3,15}", number)
    return number if is_one else ""


@register.filter
def bare_address(url: str) -> str:
    """The address of a site as one says it: "https://www.amis.example.org/" is "amis.example.org"."""
    return re.sub(r"^https?://(?:www\.)?", "", url).removesuffix("/")


@register.filter
def opening(said: str, longest: int) -> str:
    """The first words of a text, on one line, cut between two words and ended by "…" where it goes on."""
    line = re.sub(r"[ \t\r\n]+", " ", said.strip())  # narrow spaces before a colon stay
    if len(line) <= longest:
        return line
    cut, space, _ = line[:longest].rpartition(" ")
    return (cut if space else line[: longest - 1]).rstrip(" \u202f,;:.") + "…"


@register.filter
def focus_id(field: BoundField) -> str:
    """The id of what a link to this field should focus: the first choice of a group, else the field."""
    first = next(iter(field.subwidgets), None) if field.use_fieldset else None
    return str(first.id_for_label if first and first.id_for_label else field.auto_id)


@register.simple_tag
def key_field(key: Key) -> SafeString:
    """In a form of a page that a key opened: what finds it again if the browser loses its cookies meanwhile."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, key.seal)


@register.simple_tag(takes_context=True)
def again(context: Context, name: str) -> SafeString:
    """What a block of the page says, a second time: templates may write a block once."""
    blocks: BlockContext = context.render_context[BLOCK_CONTEXT_KEY]
    written: SafeString = blocks.get_block(name).render(context)
    return written

"""QR codes drawn in the page: no picture file, no script, the same on screen and in a PDF."""

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def qr(url: str, label: str) -> SafeString:
    """An inline SVG of a URL's QR code; `label` says where it leads, to screen readers and in a tagged PDF.

    Error correction M or better (segno raises it while the symbol keeps its size): it survives a photocopy."""
    svg: str = segno.make_qr(url, error="m").svg_inline(
        title=label, border=4, omitsize=True, svgclass="qr", lineclass=None, dark="#1d2433", light="#fff"
    )
    return mark_safe(svg)  # noqa: S308  # drawn by segno, which escapes the title

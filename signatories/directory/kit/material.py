"""What a signatory needs to say that it signed: badge, poster, words to paste. Public while the signature is."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.pdf import PICTURE, STYLES, render
from signatories.directory.models import DirectoryEntry
from signatories.organisations.models import Organisation

BADGES = Path(settings.BASE_DIR) / "static" / "img" / "badge"  # drawn by qpv_charter/bin/draw-badges
BADGE_TEXT = "Signataire de la charte de coopération inter-associative"
SHADES = {"badge": "clair", "badge-sombre": "sombre"}
SHEETS = {"affiche": "A4", "affiche-a3": "A3"}
LONG_NAME = 40  # characters: the poster sets it smaller


@dataclass(frozen=True)
class Badge:
    """`code` is HTML to paste: a picture that leads to the signatory's page and follows its signature."""

    name: str
    label: str
    svg_path: str
    png_path: str
    code: str


@dataclass(frozen=True)
class Share:
    label: str
    href: str


@dataclass(frozen=True)
class Kit:
    page: str
    text: str
    badges: list[Badge]
    shares: list[Share]


def kit_of(entry: DirectoryEntry) -> Kit:
    """Everything on the kit's page; no query."""
    page = absolute(reverse("directory:detail", args=[entry.slug]))
    text = words(entry, page)
    return Kit(page=page, text=text, badges=[_badge(entry, page, name) for name in SHADES], shares=_shares(text))


def words(entry: DirectoryEntry, page: str) -> str:
    """What to send to one's members and neighbours."""
    return (
        f"{entry.name} a signé la charte de coopération inter-associative\u202f: nous coopérons entre "
        f"associations et avec les habitantes et les habitants du quartier. Notre page\u202f: {page}"
    )


def picture(name: str, extension: str) -> bytes:
    """The badge's file. Raises KeyError for a name that is not in SHADES."""
    return (BADGES / f"{SHADES[name]}.{extension}").read_bytes()


def poster(entry: DirectoryEntry, *, sheet: str) -> bytes:
    """A poster for one's door, as a tagged PDF of one page; `sheet` is "A4" or "A3".

    Built each time and kept nowhere: erasing an association must leave no copy of its name. Raises
    PdfUnavailable."""
    logo = _logo(entry.organisation)
    context = {
        "entry": entry,
        "charter": entry.signature.charter_version,
        "page": absolute(reverse("directory:detail", args=[entry.slug])),
        "name_class": "long" if len(entry.name) > LONG_NAME else "",
        "logo": PICTURE if logo else "",
    }
    styles = (*STYLES, "css/pdf-poster.css", *(["css/pdf-poster-a3.css"] if sheet == "A3" else []))
    return render("signatories/directory/kit/poster.html", context, styles=styles, picture=logo)


def _logo(organisation: Organisation) -> bytes:
    """Its logo, a PNG; empty when it gave none, or when the file was lost."""
    content = b""
    if organisation.logo:
        with suppress(FileNotFoundError), organisation.logo.open("rb") as file:
            content = file.read()
    return content


def _badge(entry: DirectoryEntry, page: str, name: str) -> Badge:
    svg, png = (reverse("directory:badge", args=[entry.slug, name, extension]) for extension in ("svg", "png"))
    label = "Sur fond sombre" if SHADES[name] == "sombre" else "Sur fond clair"
    code = f'<a href="{page}"><img src="{absolute(svg)}" alt="{BADGE_TEXT}" width="344" height="92"></a>'
    return Badge(name, label, svg, png, code)


def _shares(text: str) -> list[Share]:
    """Plain links: nobody is told of a share that was not sent."""
    said, subject = quote(text), quote("Nous avons signé la charte de coopération inter-associative")
    return [
        Share("Par e-mail", f"mailto:?subject={subject}&body={said}"),
        Share("Par SMS", f"sms:?&body={said}"),
        Share("Par WhatsApp", f"https://wa.me/?text={said}"),
    ]

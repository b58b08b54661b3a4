"""Tagged PDF (PDF/UA-1) from a template and print style sheets, kept by content so that nobody waits twice.

A document is what it is made of: the same HTML and CSS always give the same bytes, so the SHA-256 of both is
its name in the store and its ETag. Nothing is read from the network or from the disk except our own static
files, written `static:img/name.svg` in a template or a style sheet.

What is kept is bounded, in number and in bytes: strangers ask for as many lists as they like, and each new file
drives out the oldest. All can be built again. What is published once has a folder of its own, from which nothing
is driven out, and a name: it stays as it was, whatever becomes of templates."""

import hashlib
import importlib
import logging
import re
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from django.contrib.staticfiles import finders
from django.core.files.storage import storages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render as render_page
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from PIL import ImageFile

from qpv_charter.toolkit.turns import Turns, come_back

INSTALL_COMMANDS = {
    "Debian, Ubuntu": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "macOS": "brew install pango",
}
VARIANT = "pdf/ua-1"
STYLES = ("css/pdf.css",)
MOST_FILES = 500
MOST_BYTES = 200_000_000
PASSING = "pdf"  # the folder whose oldest files go
PICTURE = "given:picture"  # the address, in a template, of the PNG that its document is given
_STATIC = re.compile(r"static:([\w./-]+)")
# Pictures that only a font of pictures draws (Unicode's Emoji_Presentation), with what joins and colours them:
# other fonts put an empty box, often upon what follows. Signs that text fonts have (★ ✓ ❤) stay.
_PICTURES = re.compile(
    "[\U0001f000-\U0001fbff\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693"
    "\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b"
    "\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55]"
    "[\u200d\ufe0e\ufe0f\U000e0020-\U000e007f]*|[\ufe0e\ufe0f\u20e3]"
)
logger = logging.getLogger(__name__)
# One takes half a second of a processor, or two: forty at once took 400 MB and half a minute of all threads.
_turns = Turns(waiting=8, patience=15.0)


class PdfUnavailable(Exception):  # noqa: N818  # reads as what happened
    """WeasyPrint cannot load Pango, its system library; INSTALL_COMMANDS says how to get it."""


class PdfBusy(PdfUnavailable):
    """Too many are being made in this process: it can be asked for again in a minute."""


@dataclass(frozen=True)
class Document:
    """A page ready to be printed: its HTML, its CSS and the picture it was given (a PNG), nothing else."""

    html: str
    css: str
    picture: bytes = b""

    @cached_property
    def key(self) -> str:
        """SHA-256 (hexadecimal) of all that the PDF is made of, the static files it names included."""
        digest = hashlib.sha256(f"{VARIANT}\0{self.html}\0{self.css}".encode() + self.picture)
        for name in sorted(set(_STATIC.findall(self.html + self.css))):
            digest.update(_static_file(name).read_bytes())
        return digest.hexdigest()


def compose(
    template: str, context: Mapping[str, Any], *, styles: tuple[str, ...] = STYLES, picture: bytes = b""
) -> Document:
    """The document a template gives; `styles` are names of static files, in cascade order. A template finds the
    `picture` (a PNG) at PICTURE.

    The template extends `pdf/base.html`, which sets the language and asks for the title that PDF/UA needs. What
    people wrote is printed without its emoji."""
    css = "\n".join(_static_file(name).read_text(encoding="utf-8") for name in styles)
    html = _PICTURES.sub("", render_to_string(template, dict(context)))
    return Document(html=html, css=css, picture=picture)


def build(document: Document) -> bytes:
    """The PDF of a document, each time the same bytes. Raises PdfUnavailable, PdfBusy where too many wait."""
    with _turns.take() as has_come:
        if not has_come:
            raise PdfBusy
        return stored(document.key) or _drawn(document)  # whose turn it was may have kept it


def _drawn(document: Document) -> bytes:
    weasyprint, fetch = _weasyprint(), partial(_fetch, picture=document.picture)
    html = weasyprint.HTML(string=document.html, url_fetcher=fetch)
    sheet = weasyprint.CSS(string=document.css, url_fetcher=fetch)
    written: bytes = html.write_pdf(stylesheets=[sheet], pdf_variant=VARIANT, finisher=_scope_heads)
    return written


def _scope_heads(_: Any, file: Any) -> None:
    """Say which heads are a column's and which a row's (ISO 32000, 14.8.5.7), which WeasyPrint leaves out.

    A column's stand in a table's head. `file` is a pydyf.PDF, about to be written."""
    elements = {one.number: one for one in file.objects if hasattr(one, "get") and "S" in one}
    for head in elements.values():
        if head["S"] == "/TH":
            row = elements[_number(head["P"])]
            in_head = elements[_number(row["P"])]["S"] == "/THead"
            head["A"]["Scope"] = "/Column" if in_head else "/Row"


def _number(reference: bytes) -> int:
    """Of the object that "12 0 R" names."""
    return int(reference.split()[0])


def render(
    template: str, context: Mapping[str, Any], *, styles: tuple[str, ...] = STYLES, picture: bytes = b""
) -> bytes:
    """The PDF a template gives, kept nowhere: for what holds a name or a private link. Raises PdfUnavailable."""
    return build(compose(template, context, styles=styles, picture=picture))


def stored(key: str, *, folder: str = PASSING) -> bytes | None:
    """The PDF already built for a document's key, if there is one."""
    try:
        return _path(key, folder).read_bytes()
    except FileNotFoundError:
        return None


def kept(document: Document, *, folder: str = PASSING, name: str = "") -> bytes:
    """The stored PDF of a document, built and stored now if it was not; by its key, or a name. Raises
    PdfUnavailable.

    On a full disk it is given, and kept nowhere."""
    name = name or document.key
    found = stored(name, folder=folder)
    if found is None:
        found = build(document)
        try:
            _write_atomically(_path(name, folder), found)
        except OSError:
            logger.exception("PDF: could not be kept")
        _forget_beyond_budget()
    return found


def keep_only(names: Collection[str], *, folder: str) -> None:
    """Remove from a folder all but these."""
    for path in _path("", folder).parent.glob("*.pdf"):
        if path.stem not in names:
            path.unlink(missing_ok=True)


def forget_older_than(seconds: float, *, now: float) -> int:
    """Remove stored files last written before `now - seconds` (Unix time); how many were. They can be rebuilt."""
    old = [file for file in _newest_first() if file.written < now - seconds]
    for file in old:
        file.path.unlink(missing_ok=True)
    return len(old)


def _forget_beyond_budget() -> None:
    """Remove the oldest files beyond MOST_FILES or MOST_BYTES."""
    room = MOST_BYTES
    for number, file in enumerate(_newest_first()):
        room -= file.size
        if number >= MOST_FILES or room < 0:
            file.path.unlink(missing_ok=True)


class _File(NamedTuple):
    written: float
    size: int
    path: Path


def _newest_first() -> list[_File]:
    """All that the folder holds, what a killed process left unfinished included."""
    found = []
    for path in _path("").parent.glob("*"):
        with suppress(FileNotFoundError):  # another process removed it meanwhile
            about = path.stat()
            found.append(_File(about.st_mtime, about.st_size, path))
    return sorted(found, reverse=True)


def pdf_response(
    request: HttpRequest, document: Document, *, filename: str, public: bool = True, max_age: int = 0
) -> HttpResponseBase:
    """Answer a document as a PDF shown in the browser, under a French file name ("Charte 2020.pdf").

    304 when the visitor has it already; a page that says what to install (503) when Pango is missing.
    A private document (`public=False`) is built anew and kept neither here nor in caches."""
    try:
        content = kept(document) if public else build(document)
    except PdfUnavailable as why:
        return unavailable(request, why)
    if public:
        return answer(request, content, key=document.key, filename=filename, max_age=max_age)
    response = _shown(content, filename)
    patch_cache_control(response, private=True, no_store=True)
    return response


def answer(request: HttpRequest, content: bytes, *, key: str, filename: str, max_age: int = 0) -> HttpResponseBase:
    """A public PDF by the key of its document; 304 when the visitor has it already."""
    response = _shown(content, filename)
    response["ETag"] = etag = f'"{key}"'
    patch_cache_control(response, public=True, max_age=max_age)
    return get_conditional_response(request, etag=etag, response=response) or response


def _shown(content: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=filename) or ""
    return response


def available() -> bool:
    """Whether this machine can build a PDF."""
    try:
        _weasyprint()
    except PdfUnavailable:
        return False
    return True


def unavailable(request: HttpRequest, why: PdfUnavailable | None = None) -> HttpResponse:
    """The page that says, with the command, that PDF cannot be made on this machine yet; or that too many are."""
    if isinstance(why, PdfBusy):
        return come_back(request)
    logger.error("PDF: Pango is missing. Install it with: %s", INSTALL_COMMANDS)
    response = render_page(request, "errors/503_pdf.html", {"commands": INSTALL_COMMANDS}, status=503)
    response["Retry-After"] = "3600"  # seconds
    patch_cache_control(response, no_store=True)
    return response


def _weasyprint() -> ModuleType:
    """WeasyPrint, loaded when first needed: importing it raises OSError where Pango is missing, and the rest
    of the site must run without it. This is the only place that imports it."""
    try:
        loaded = importlib.import_module("weasyprint")
    except OSError as error:
        raise PdfUnavailable(str(error)) from error
    # Importing it lets Pillow half-draw a picture cut short, in the whole process: uploads must be refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return loaded


def _fetch(url: str, *, picture: bytes = b"") -> Any:
    """WeasyPrint's URL fetcher: our static files by their name, the picture that the document was given, nothing
    else (a URLFetcherResponse)."""
    if picture and url == PICTURE:
        return _weasyprint().urls.URLFetcherResponse(url, picture, {"Content-Type": "image/png"})
    if not (match := _STATIC.fullmatch(url)):
        message = f"Only our own static files may be read, not {url[:200]}"
        raise ValueError(message)
    path = _static_file(match[1])
    return _weasyprint().urls.URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _mime_type(path)})


def _mime_type(path: Path) -> str:
    return {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}.get(path.suffix, "text/css")


def _static_file(name: str) -> Path:
    """A static file by its name. Raises ValueError for one that does not exist or leaves the static folders."""
    found = finders.find(name)
    if not found:
        message = f"No static file is called {name}"
        raise ValueError(message)
    return Path(found)


def _path(key: str, folder: str = PASSING) -> Path:
    """Where a PDF is kept. The private storage is a folder: renaming a finished file into it is atomic."""
    return Path(storages["private"].path(folder)) / f"{key}.pdf"


def _write_atomically(path: Path, content: bytes) -> None:
    """Write beside, then rename: a reader sees the whole file or none, whoever dies in between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        beside = Path(part.name)
        try:
            part.write(content)
            part.flush()
            beside.replace(path)
        except OSError:
            beside.unlink()
            raise

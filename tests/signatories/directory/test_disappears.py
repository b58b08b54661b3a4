"""A signatory that is paused or withdrawn is gone at once from all that anyone may read, kept pages included."""

import io
from collections.abc import Callable
from html import unescape

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader
from pytest_django import DjangoCaptureOnCommitCallbacks

from signatories.signatures.actions import pause, resume, withdraw
from signatories.signatures.models import Signature
from tests.factories import a_network, a_qpv, a_signatory, a_team_member, a_theme

pytestmark = pytest.mark.django_db
NAME = "Les Amis qui s’en vont (exemple)"

# Each address, and what says there that the signatory is in: more of them as more pages show signatories.
SHOWN = {
    "/": NAME,
    "/signataires/": NAME,
    "/signataires/?vue=tableau": NAME,
    "/signataires/?vue=carte": "(93)\u202f: 1 signataire",
    "/signataires/?q=amis": NAME,
    "/signataires/?qpv=QN09331M": NAME,
    "/signataires/?departement=93": NAME,
    "/signataires/?reseau=reseau-d-a-cote": NAME,
    "/signataires/?theme=sante": NAME,
    "/signataires/{slug}/": "Signataire depuis",
    "/territoires/": "1 signataire",
    "/territoires/93/": NAME,
    "/quartiers/QN09331M/": NAME,
    "/reseaux/reseau-d-a-cote/": NAME,
    "/reseaux/reseau-d-a-cote/integrer/": NAME,
    "/signataires/signataires.csv": NAME,
    "/signataires/signataires.xlsx": NAME,
    "/signataires/signataires.json": NAME,
    "/signataires/signataires.geojson": NAME,
    "/signataires/signataires.atom": NAME,
    "/signataires/signataires.pdf": NAME,
    "/signataires/signataires.csv?departement=93": NAME,
    "/signataires/{slug}/kit/": NAME,
    "/signataires/{slug}/badge.svg": "<svg",
    "/signataires/{slug}/badge-sombre.svg": "<svg",
    "/signataires/{slug}/badge.png": "PNG",
    "/signataires/{slug}/badge-sombre.png": "PNG",
    "/signataires/{slug}/affiche.pdf": NAME,
    "/signataires/{slug}/affiche-a3.pdf": NAME,
}


def read(path: str, slug: str) -> str:
    """What a visitor reads there, spaces and lines folded."""
    response: HttpResponseBase = Client().get(path.format(slug=slug))
    content = response.getvalue()
    return " ".join(unescape(text_of(content)).replace("\n", " ").split(" "))


def text_of(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if content.startswith(b"PK"):
        return str(list(load_workbook(io.BytesIO(content))["Signataires"].values))
    return content.decode(errors="replace")


def paused(signature: Signature) -> None:
    pause(signature, by=a_team_member(), reason="Trois appels sans réponse.")


def withdrawn(signature: Signature) -> None:
    withdraw(signature, by=a_team_member(), reason="Dissolution.")


@pytest.mark.parametrize("leave", [paused, withdrawn])
def test_who_leaves_is_gone_everywhere_at_once(
    leave: Callable[[Signature], None],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        signature = a_signatory(NAME, qpvs=[a_qpv()], networks=[a_network()], themes=[a_theme()])
    slug = signature.organisation.slug
    absent_before = [path for path, sign in SHOWN.items() if sign not in read(path, slug)]

    with django_capture_on_commit_callbacks(execute=True):
        leave(signature)
    there_after = [path for path, sign in SHOWN.items() if sign in read(path, slug)]

    assert absent_before == []
    assert there_after == []


def test_who_comes_back_is_everywhere_again(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    signature = a_signatory(NAME, qpvs=[a_qpv()], networks=[a_network()], themes=[a_theme()])
    paused(signature)

    with django_capture_on_commit_callbacks(execute=True):
        resume(signature, by=a_team_member())

    slug = signature.organisation.slug
    assert [path for path, sign in SHOWN.items() if sign not in read(path, slug)] == []

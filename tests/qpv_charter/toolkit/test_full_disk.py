"""A disk without room: whoever sends a file is told so on her form, nothing cut short remains, no row names it."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db.models import FileField, Model
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.files import NO_ROOM, WholeFiles
from signatories.organisations.models import Organisation
from signatories.signatures.models import Mandate, Signature
from tests.factories import a_published_signature, a_team_member, a_user, an_organisation
from tests.qpv_charter.toolkit.test_pictures import a_picture
from tests.signatories.moderation.test_papers import an_answer
from tests.signin import browser_of, team_browser

A_PDF = b"%PDF-1.7\n" + b"\0" * 1_500_000 + b"\n%%EOF\n"  # beyond what Django holds in memory
Sent = dict[str, Any]


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def half(*_: object, **__: object) -> Iterator[bytes]:
    """What is written before the disk is full."""
    yield b"%PDF-1.7 half"
    full()


@dataclass(frozen=True)
class Upload:
    """A form with a file: `rows` are those that would name it."""

    client: Client
    address: str
    sent: Sent
    typed: str
    rows: Callable[[], bool]


def a_paper() -> Upload:
    sent = an_answer(scan=A_PDF)
    rows = Signature.objects.exists
    return Upload(team_browser(a_team_member()), reverse("moderation:paper"), sent, "Les Amis de 2020", rows)


def a_space() -> tuple[Organisation, Client]:
    contact = a_user()
    organisation = an_organisation(contact=contact)
    a_published_signature(organisation=organisation)
    return organisation, browser_of(contact)


def an_extract() -> Upload:
    organisation, client = a_space()
    sent = {"extract": SimpleUploadedFile("extrait.pdf", A_PDF)}
    rows = Mandate.objects.exclude(extract="").exists
    return Upload(client, reverse("mandates:extract", args=[organisation.slug]), sent, "Extrait", rows)


def a_logo() -> Upload:
    organisation, client = a_space()
    sent = {"logo": SimpleUploadedFile("logo.png", a_picture(), "image/png")}
    rows = Organisation.objects.exclude(logo="").exists
    return Upload(client, reverse("organisations:edit", args=[organisation.slug, "logo"]), sent, "Logo", rows)


def files() -> set[Path]:
    """All that our storages hold."""
    folders = [Path(storages[name].path("")) for name in ("default", "private")]
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


def is_refused_on_its_form(upload: Upload) -> None:
    before = files()

    page = upload.client.post(upload.address, upload.sent)

    assert page.status_code == 200
    assert NO_ROOM in page.content.decode()
    assert upload.typed in page.content.decode()
    assert files() == before
    assert not upload.rows()


@pytest.mark.django_db
@pytest.mark.parametrize("upload", [a_paper, an_extract, a_logo])
def test_where_files_are_kept_every_form_says_so_and_keeps_the_rest(
    upload: Callable[[], Upload], monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = upload()
    monkeypatch.setattr(File, "chunks", half)

    is_refused_on_its_form(ready)


@pytest.mark.django_db
@pytest.mark.parametrize("upload", [a_paper, an_extract])
@pytest.mark.parametrize("step", ["__init__", "write", "seek"])
def test_where_files_arrive_every_form_says_so_and_keeps_the_rest(
    upload: Callable[[], Upload], step: str, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    ready = upload()
    monkeypatch.setattr(TemporaryUploadedFile, step, full)

    is_refused_on_its_form(ready)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_with_room_again_the_same_form_passes() -> None:
    ready = a_paper()
    ready.client.post(ready.address, ready.sent)

    assert Signature.objects.get().paper_scan.size == len(A_PDF)


def test_every_model_keeps_its_files_whole() -> None:
    fields = [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, FileField)
    ]

    assert fields
    assert [field for _, field in fields if not isinstance(field.storage, WholeFiles)] == []


def test_a_file_whose_name_cannot_be_written_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = files()
    storage = storages["private"]
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", full)
        with pytest.raises(ActionRefused, match="la place manque"):
            storage.save("papier/essai.pdf", ContentFile(A_PDF))

    assert files() == before
    assert not storage.exists("papier/essai.pdf")


def test_what_was_there_stays_when_its_successor_finds_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = storages["private"]
    name = storage.save("papier/essai.pdf", ContentFile(b"before"))
    monkeypatch.setattr(File, "chunks", half)

    with pytest.raises(ActionRefused):
        storage.save("papier/essai.pdf", ContentFile(b"after"))

    with storage.open(name) as file:
        assert file.read() == b"before"
    storage.delete(name)


@pytest.mark.django_db
def test_a_file_that_was_lost_is_not_found() -> None:
    """A disk restored without its files: a page says that it is not there, never that the site is broken."""
    contact = a_user()
    organisation = an_organisation(contact=contact)
    mandate = a_published_signature(organisation=organisation).mandates.get()
    mandate.extract.save("extrait.pdf", ContentFile(A_PDF))
    organisation.logo.save("logo.png", ContentFile(a_picture()))
    lost: list[tuple[Model, Any, str]] = [
        (mandate, mandate.extract, reverse("mandates:download", args=[organisation.slug, mandate.pk])),
        (organisation, organisation.logo, f"/{organisation.logo.name}"),
    ]
    for _, file, address in lost:
        there = browser_of(contact).get(address)
        assert b"".join(there.streaming_content)  # type: ignore[attr-defined]  # a FileResponse
        file.storage.delete(file.name)

        assert browser_of(contact).get(address).status_code == 404

"""What may be kept of a signed paper, at its bounds."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ValidationError
from PIL import Image

from signatories.moderation import scans

END = b"%%EOF\n"


def uploaded(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("scan", content)


def a_pdf(length: int) -> bytes:
    return b"%PDF-1.7\n".ljust(length - len(END), b" ") + END


def a_picture(*, size: tuple[int, int], kind: str = "PNG") -> bytes:
    written = io.BytesIO()
    Image.new("1", size).save(written, kind)
    return written.getvalue()


def test_a_file_may_weigh_ten_megabytes_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    assert scans.MOST_BYTES == 10 * 1024 * 1024
    monkeypatch.setattr(scans, "MOST_BYTES", 100)

    assert scans.checked_scan(uploaded(a_pdf(100))).size == 100
    with pytest.raises(ValidationError, match="dépasse 10 Mo"):
        scans.checked_scan(uploaded(a_pdf(101)))


def test_a_picture_has_so_many_pixels_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "MOST_PIXELS", 200)

    kept = scans.checked_scan(uploaded(a_picture(size=(10, 20))))
    assert kept.read().startswith(b"\xff\xd8")
    for size in [(10, 21), (201, 1), (1, 201)]:
        with pytest.raises(ValidationError, match="trop grande"):
            scans.checked_scan(uploaded(a_picture(size=size)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 cut short",
        b"not first %PDF-1.7 %%EOF",
        b"%PDF-1.7 %%EOF" + b" " * 2048,
        a_picture(size=(3, 3), kind="GIF"),
        a_picture(size=(3, 3))[:40],
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError, match="ni un PDF ni une photo"):
        scans.checked_scan(uploaded(content))


def test_a_name_says_nothing_of_whose_paper_it_is() -> None:
    first, second = (scans.checked_scan(uploaded(a_pdf(100))).name for _ in range(2))

    assert first != second
    assert str(first).endswith(".pdf")

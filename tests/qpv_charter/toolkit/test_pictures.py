"""Pictures and papers: bounded, upright, bare of what the file told, one at a time."""

import subprocess
import sys
import threading
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile
from pypdf import PdfReader, PdfWriter

from qpv_charter.toolkit import pictures
from qpv_charter.toolkit.pictures import document, redrawn
from tests.races import raised, side_by_side

pytestmark = pytest.mark.once

ORIENTATION = 0x0112
TURNED_RIGHT = 6  # the phone was held upright: the picture must be turned a quarter to the right


def _a_pdf() -> bytes:
    writer, file = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(file)
    return file.getvalue()


A_PDF = _a_pdf()


def a_picture(*, size: tuple[int, int] = (40, 20), kind: str = "PNG", mode: str = "RGB", **saved: Any) -> bytes:
    file = BytesIO()
    Image.new(mode, size, "#1f5c4a" if mode == "RGB" else 0).save(file, kind, **saved)
    return file.getvalue()


def drawn(content: bytes, **options: Any) -> Image.Image:
    return Image.open(BytesIO(redrawn(BytesIO(content), size=len(content), **options).read()))


def kept(content: bytes, **options: Any) -> bytes:
    content = document(BytesIO(content), size=len(content), **options).read()
    assert isinstance(content, bytes)
    return content


def turned(**saved: Any) -> bytes:
    """Red on the left, blue on the right, to be turned a quarter to the right: red on top."""
    exif, file = Image.Exif(), BytesIO()
    exif[ORIENTATION] = TURNED_RIGHT
    picture = Image.new("RGB", (40, 20), "red")
    picture.paste("blue", (20, 0, 40, 20))
    picture.save(file, exif=exif, **saved)
    return file.getvalue()


def is_red(point: Any) -> bool:
    red, _, blue, *_ = point
    return bool(red > 200 and blue < 60)


@pytest.mark.parametrize("saved", [{"format": "JPEG", "quality": 95}, {"format": "PNG"}, {"format": "WEBP"}])
def test_a_picture_stands_upright_and_no_longer_says_how_it_was_held(saved: dict[str, Any]) -> None:
    upright = drawn(turned(**saved))

    assert upright.size == (20, 40)
    assert not upright.getexif()
    assert is_red(upright.getpixel((10, 2)))
    assert not is_red(upright.getpixel((10, 38)))


@pytest.mark.parametrize("size", [(2000, 1000), (600, 600)])
def test_no_side_is_longer_than_asked(size: tuple[int, int]) -> None:
    assert max(drawn(a_picture(size=size)).size) == 512
    assert max(drawn(a_picture(size=size, kind="JPEG"), side=100).size) == 100


def test_a_small_picture_stays_small() -> None:
    assert drawn(a_picture()).size == (40, 20)


def test_what_is_clear_stays_clear() -> None:
    assert drawn(a_picture(mode="RGBA")).getpixel((1, 1)) == (0, 0, 0, 0)


def test_sixteen_bits_of_grey_do_not_turn_white() -> None:
    file = BytesIO()
    Image.new("I;16", (40, 20), 0x8080).save(file, "PNG")

    assert drawn(file.getvalue()).getpixel((1, 1)) == (128, 128, 128, 255)
    with Image.open(BytesIO(kept(file.getvalue()))) as photo:
        assert photo.convert("L").getpixel((1, 1)) in {127, 128, 129}


@pytest.mark.parametrize(
    ("mode", "left", "right", "saved", "expected"),
    [
        ("LA", (255, 0), (80, 255), {}, [(255, 255, 255, 0), (80, 80, 80, 255)]),
        ("L", 255, 80, {"transparency": 255}, [(255, 255, 255, 0), (80, 80, 80, 255)]),
        ("RGB", (255, 0, 0), (0, 0, 255), {"transparency": (255, 0, 0)}, [(255, 0, 0, 0), (0, 0, 255, 255)]),
        ("P", 0, 1, {"transparency": 0}, [(0, 0, 0, 0), (255, 255, 255, 255)]),
        ("1", 0, 1, {}, [(0, 0, 0, 255), (255, 255, 255, 255)]),
        ("CMYK", (255, 0, 0, 0), (0, 0, 0, 255), {"format": "JPEG"}, [(0, 255, 255, 255), (0, 0, 0, 255)]),
        ("L", 255, 80, {"format": "JPEG"}, [(255, 255, 255, 255), (80, 80, 80, 255)]),
    ],
)
def test_colours_are_what_a_browser_shows_whatever_the_mode(
    mode: str, left: Any, right: Any, saved: dict[str, Any], expected: list[tuple[int, ...]]
) -> None:
    picture, file = Image.new(mode, (40, 20), left), BytesIO()
    picture.paste(right, (20, 0, 40, 20))
    if mode == "P":
        picture.putpalette([0, 0, 0, 255, 255, 255])
    picture.save(file, **({"format": "PNG"} | saved))

    seen = drawn(file.getvalue())

    assert [seen.getpixel(at) for at in ((4, 10), (36, 10))] == expected


def test_a_photo_of_two_pictures_as_some_telephones_take_is_the_first() -> None:
    file = BytesIO()
    Image.new("RGB", (40, 20), "red").save(
        file, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 20), "blue")]
    )

    assert is_red(drawn(file.getvalue()).getpixel((5, 5)))
    with Image.open(BytesIO(kept(file.getvalue()))) as photo:
        assert is_red(photo.getpixel((5, 5)))


def test_a_palette_is_smoothed_like_any_picture() -> None:
    file = BytesIO()
    Image.new("RGB", (2000, 1000), "red").quantize().save(file, "PNG")

    assert drawn(file.getvalue()).getpixel((5, 5)) == (255, 0, 0, 255)


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
@pytest.mark.parametrize("read", [redrawn, document])
def test_a_photo_of_a_telephone_that_few_can_read_says_what_to_do(read: Any, brand: bytes) -> None:
    with pytest.raises(ValueError, match="capture d’écran"):
        read(BytesIO(b"\0\0\0\x18ftyp" + brand + b"\0" * 100), size=112)


def test_another_film_is_just_no_picture() -> None:
    with pytest.raises(ValueError, match="n’est pas une image"):
        redrawn(BytesIO(b"\0\0\0\x18ftypisom" + b"\0" * 100), size=112)


def test_the_weight_of_a_file_is_bounded() -> None:
    with pytest.raises(ValueError, match="pèse plus de 5"):
        redrawn(BytesIO(a_picture()), size=5_000_001)
    assert redrawn(BytesIO(a_picture()), size=5_000_000)
    with pytest.raises(ValueError, match="dépasse 10"):
        document(BytesIO(A_PDF), size=10 * 1024 * 1024 + 1)
    assert document(BytesIO(A_PDF), size=10 * 1024 * 1024)


def test_points_are_counted_before_anything_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_PIXELS", 800)
    assert redrawn(BytesIO(a_picture(size=(40, 20))), size=1)
    assert document(BytesIO(a_picture(size=(40, 20))), size=1)

    cut = a_picture(size=(41, 20))
    monkeypatch.setattr(ImageFile.ImageFile, "load", pytest.fail)
    with pytest.raises(ValueError, match="trop de pixels"):
        redrawn(BytesIO(cut), size=1)
    with pytest.raises(ValueError, match="trop grande"):
        document(BytesIO(cut), size=1)


def test_a_bomb_is_refused_in_words() -> None:
    header = a_picture()[:16] + (30_000).to_bytes(4) + (30_000).to_bytes(4) + a_picture()[24:]

    with pytest.raises(ValueError, match=r"(n’est pas une image|trop de pixels)"):
        redrawn(BytesIO(header), size=10)


MOST_MEMORY = 300  # MB above what the process held
DRAWS = """
import sys
import django_stubs_ext
django_stubs_ext.monkeypatch()  # as our settings do
from qpv_charter.toolkit import pictures

def said(name):
    status = open("/proc/self/status").read()
    return int(status.split(name + ":")[1].split()[0]) // 1000

held = said("VmRSS")
with open(sys.argv[1], "rb") as upload:
    try:
        getattr(pictures, sys.argv[2])(upload, size=1)
    except ValueError as refused:
        sys.exit(str(refused))
print(said("VmHWM") - held)
"""
SQUARE = (5_000, 5_000)  # the most that we take
PHONE = (8_160, 6_120)


def memory_for(content: bytes, read: Any, at: Path) -> int:
    """The most memory that a process of its own took to read a picture, in MB."""
    at.write_bytes(content)
    command = [sys.executable, "-c", DRAWS, str(at), read.__name__]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603  # ours


@pytest.mark.parametrize("read", [redrawn, document])
@pytest.mark.parametrize("mode", ["RGBA", "RGB", "LA", "P", "I;16"])
def test_the_largest_picture_takes_a_bounded_memory(mode: str, read: Any, tmp_path: Path) -> None:
    assert memory_for(a_picture(size=SQUARE, mode=mode), read, tmp_path / "sent") <= MOST_MEMORY


@pytest.mark.parametrize("read", [redrawn, document])
@pytest.mark.parametrize(
    ("mode", "size", "saved"),
    [
        ("RGB", PHONE, {"subsampling": 0}),
        ("RGB", SQUARE, {"progressive": True, "subsampling": 0}),
        ("CMYK", SQUARE, {"progressive": True}),
    ],
)
def test_so_does_a_photo_which_may_have_more_points(
    mode: str, size: tuple[int, int], saved: dict[str, Any], read: Any, tmp_path: Path
) -> None:
    content = a_picture(size=size, mode=mode, kind="JPEG", **saved)
    assert memory_for(content, read, tmp_path / "sent") <= MOST_MEMORY


def test_so_does_a_webp_which_may_have_fewer(tmp_path: Path) -> None:
    content = a_picture(size=(5_000, 2_500), mode="RGBA", kind="WEBP")
    assert memory_for(content, redrawn, tmp_path / "sent") <= MOST_MEMORY
    with pytest.raises(ValueError, match="trop de pixels"):
        redrawn(BytesIO(a_picture(size=(5_000, 2_501), kind="WEBP")), size=1)


@pytest.mark.parametrize(
    ("mode", "size", "saved"),
    [
        ("RGB", PHONE, {"progressive": True}),  # its decoder holds the whole, whatever size we ask
        ("CMYK", PHONE, {}),
        ("RGB", (8_000, 7_501), {}),
    ],
)
def test_a_photo_that_cannot_be_decoded_smaller_is_refused(
    mode: str, size: tuple[int, int], saved: dict[str, Any]
) -> None:
    content = a_picture(size=size, mode=mode, kind="JPEG", **saved)
    with pytest.raises(ValueError, match="trop grande"):
        document(BytesIO(content), size=1)


def test_so_is_one_whose_colours_come_each_by_itself() -> None:
    content = a_picture(size=PHONE, kind="JPEG")
    head = content.index(b"\xff\xda")
    alone = content[:head] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + content[head + 14 :]
    with pytest.raises(ValueError, match="trop grande"):
        document(BytesIO(alone), size=1)


def test_a_photo_of_a_phone_is_kept_at_the_size_of_a_page() -> None:
    with Image.open(BytesIO(kept(a_picture(size=PHONE, kind="JPEG")))) as photo:
        assert photo.width == 3508


def test_pictures_are_drawn_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, most = [], []
    real = pictures._drawn

    def watched(*args: Any, **options: Any) -> Image.Image:
        inside.append(1)
        most.append(len(inside))
        threading.Event().wait(0.05)
        try:
            return real(*args, **options)
        finally:
            inside.pop()

    monkeypatch.setattr(pictures, "_drawn", watched)
    content = a_picture()

    answers = side_by_side(*[lambda: redrawn(BytesIO(content), size=1).size] * 4)

    assert raised(answers) == []
    assert max(most) == 1


@pytest.mark.parametrize("read", [redrawn, document])
def test_few_wait_for_their_turn_and_the_others_are_told_at_once(
    monkeypatch: pytest.MonkeyPatch, read: Any
) -> None:
    """Who waits holds a thread and a connection: fifty logos stopped every page."""
    monkeypatch.setattr(pictures, "PATIENCE", 30.0)
    content, drawing, told = a_picture(), threading.Event(), threading.Semaphore(0)
    real = pictures._drawn

    def long(*args: Any, **options: Any) -> Image.Image:
        drawing.wait(30)
        return real(*args, **options)

    def send() -> None:
        try:
            read(BytesIO(content), size=1)
        except ValueError as refused:
            assert str(refused) == pictures.BUSY  # noqa: PT017  # in a thread of its own
            told.release()

    monkeypatch.setattr(pictures, "_drawn", long)
    senders = [threading.Thread(target=send) for _ in range(10)]
    for sender in senders:
        sender.start()
    try:
        assert all(told.acquire(timeout=5) for _ in range(6))
    finally:
        drawing.set()
        for sender in senders:
            sender.join()
    assert not told.acquire(blocking=False)  # four were drawn
    assert redrawn(BytesIO(content), size=1)


def test_nobody_waits_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PATIENCE", 0.01)
    with pictures._one_at_a_time:
        for _ in range(5):  # who gave up leaves the place to another
            with pytest.raises(ValueError, match="Beaucoup d’images"):
                redrawn(BytesIO(a_picture()), size=1)
    assert redrawn(BytesIO(a_picture()), size=1)


def test_a_picture_that_fails_leaves_its_place_to_the_next() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="n’est pas une image"):
            redrawn(BytesIO(b"GIF89a"), size=6)
    assert redrawn(BytesIO(a_picture()), size=1)


# Papers


def test_a_pdf_is_kept_as_it_is_under_a_name_of_ours() -> None:
    assert kept(A_PDF) == A_PDF


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\n\n", b"x" * 1024])
def test_what_comes_before_a_pdf_is_left_out_as_readers_do(before: bytes) -> None:
    content = kept(before + A_PDF)

    assert content == A_PDF
    assert len(PdfReader(BytesIO(content)).pages) == 1


@pytest.mark.parametrize("content", [b"x" * 1025 + A_PDF, b"%PDF-9.9 startxref", b"<html>", b"PK\x03\x04"])
def test_what_is_neither_pdf_nor_photo_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="ni un PDF ni une photo"):
        kept(content)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("decision.png", True),
        ("DECISION.JPG", True),
        ("decision.pdf", True),
        ("decision.docx", False),
        ("decision.gif", False),
        ("decision", False),
    ],
)
def test_its_name_is_spoken_of_only_where_it_says_otherwise(name: str, *, said: bool) -> None:
    upload = SimpleUploadedFile(name, b"<html>")

    with pytest.raises(ValueError, match="ni un PDF ni une photo") as refused:
        document(upload, size=6)

    assert ("même si son nom le dit" in str(refused.value)) is said


def test_a_pdf_cut_on_its_way_is_refused() -> None:
    with pytest.raises(ValueError, match="incomplet"):
        kept(A_PDF.replace(b"startxref", b"").replace(b"%%EOF", b""))
    with pytest.raises(ValueError, match="incomplet"):
        kept(A_PDF + b"\0" * 2048)


@pytest.mark.parametrize("end", [b"startxref", b"%%EOF"])
def test_either_of_its_ends_will_do(end: bytes) -> None:
    other = {b"startxref": b"%%EOF", b"%%EOF": b"startxref"}[end]
    assert kept(A_PDF.replace(other, b""))


def test_a_photo_is_a_jpeg_upright_and_bare() -> None:
    with Image.open(BytesIO(kept(turned(format="JPEG")))) as photo:
        assert (photo.format, photo.size) == ("JPEG", (20, 40))
        assert not photo.getexif()


def test_a_photo_becomes_the_page_of_a_pdf() -> None:
    assert len(PdfReader(BytesIO(kept(a_picture(), photo_as="PDF"))).pages) == 1


def test_a_photo_is_brought_down_to_a_page() -> None:
    with Image.open(BytesIO(kept(a_picture(size=(5000, 1000))))) as photo:
        assert photo.width == 3508


def test_what_is_clear_on_a_paper_is_white() -> None:
    with Image.open(BytesIO(kept(a_picture(mode="RGBA")))) as photo:
        assert photo.getpixel((1, 1)) == (255, 255, 255)


def test_a_gif_is_no_paper() -> None:
    with pytest.raises(ValueError, match="ni un PDF ni une photo"):
        kept(a_picture(kind="GIF"))


def test_black_and_white_is_a_photo_too() -> None:
    with Image.open(BytesIO(kept(a_picture(mode="1")))) as photo:
        assert photo.getpixel((1, 1)) == (0, 0, 0)


def test_a_name_says_nothing_of_whose_paper_it_is() -> None:
    first, second = (document(BytesIO(A_PDF), size=1).name for _ in range(2))

    assert first != second
    assert str(first).endswith(".pdf")

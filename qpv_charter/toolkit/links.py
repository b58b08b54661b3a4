"""Addresses that leave the site: in mails, PDFs and QR codes, where a path alone means nothing."""

from django.conf import settings


def absolute(path: str) -> str:
    """The full address of a path of this site (`/signer/` → `https://…/signer/`).

    Raises ValueError for anything but a path starting with one slash: no foreign address gets through.
    """
    if not path.startswith("/") or path.startswith("//"):
        message = f"Not a path of this site: {path!r}"
        raise ValueError(message)
    return f"{settings.SITE_URL}{path}"

"""The address of an association's page: readable, unique, given once and never changed."""

import secrets

from django.utils.text import slugify

from qpv_charter.toolkit.text import fold
from signatories.organisations.models import Organisation

ROOM = 100  # of the 120 characters a slug may have, leaving place for a number
NO_LETTERS = "association"  # a name without any Latin letter or digit


def new_slug(name: str, *, taken_now: bool = False) -> str:
    """A free slug for a name; a number tells namesakes apart.

    Two people may take the same one at once: the column is unique, the second asks again with `taken_now`,
    and gets a few letters that nobody else can be given."""
    base = slugify(fold(name))[:ROOM].strip("-") or f"{NO_LETTERS}-{secrets.token_hex(3)}"
    if taken_now:
        return f"{base}-{secrets.token_hex(3)}"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug

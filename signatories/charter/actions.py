"""Loading a charter and putting it in force: the only ways a version changes."""

import hashlib

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.models import Article, CharterVersion, Commitment
from signatories.charter.reader import read
from signatories.charter.rendering import plain_text
from signatories.charter.text import CharterText
from signatories.history.actions import record
from signatories.people.models import User

Status = CharterVersion.Status
PAGES = "charter"  # the public pages that show the charter


@transaction.atomic
def load(data: bytes, *, by: User | None = None, in_force: bool = False) -> tuple[CharterVersion, bool]:
    """The version these exact bytes are, and whether it is new (False: they were loaded before).

    It goes in force at once when it is the first, when the one in force is a demonstration, or when
    `in_force` asks so; it stays a draft otherwise, and as long as its date is to come. Raises CharterError
    (malformed, nothing is loaded) or ActionRefused (another text already has this version; `in_force` is asked of
    one dated from a month to come)."""
    text = read(data)
    version, is_new = _stored(data, text, by=by)
    first = is_new and _replaces_nothing_official() and not version.is_yet_to_come
    if version.status == Status.DRAFT and (in_force or first):
        version = put_in_force(version, by=by)
    return version, is_new


@transaction.atomic
def put_in_force(version: CharterVersion, *, by: User | None) -> CharterVersion:
    """Make a draft the version one signs from now on; the one before it is superseded and stays readable.

    Raises ActionRefused for a version that was in force before, one dated from a month to come, or a demonstration
    after an official text."""
    rows = {row.pk: row for row in CharterVersion.objects.select_for_update().order_by("pk")}
    version = rows[version.pk]
    current = next((row for row in rows.values() if row.status == Status.IN_FORCE), None)
    _check_may_replace(version, current)
    if current:
        _supersede(current, version, by=by)
    version.status, version.in_force_at = Status.IN_FORCE, timezone.now()
    version.save(update_fields=["status", "in_force_at"])
    record("charter.in_force", version, by=by, version=version.version, sha256=version.sha256)
    pages.changed(PAGES)
    return version


def _check_may_replace(version: CharterVersion, current: CharterVersion | None) -> None:
    if version.status != Status.DRAFT:
        raise ActionRefused(f"Cette version est déjà {version.get_status_display()}.")
    if version.is_yet_to_come:
        raise ActionRefused(f"Ce texte est daté de {version.dated}\u202f: il n’entre pas en vigueur avant.")
    if current and version.is_demonstration and not current.is_demonstration:
        raise ActionRefused("Un texte de démonstration ne remplace pas une charte officielle.")


def _supersede(current: CharterVersion, successor: CharterVersion, *, by: User | None) -> None:
    current.status, current.superseded_at = Status.SUPERSEDED, timezone.now()
    current.save(update_fields=["status", "superseded_at"])
    record("charter.superseded", current, by=by, version=current.version, successor=successor.version)


def _replaces_nothing_official() -> bool:
    current = CharterVersion.objects.in_force()
    return current is None or current.is_demonstration


def _stored(data: bytes, text: CharterText, *, by: User | None) -> tuple[CharterVersion, bool]:
    sha256 = hashlib.sha256(data).hexdigest()
    known = CharterVersion.objects.filter(version=text.front.version).first()
    if known and known.sha256 == sha256:
        return known, False
    if known:
        raise ActionRefused(
            f"La version «\u202f{known.version}\u202f» est déjà chargée avec un autre texte, et un texte chargé "
            "ne change plus. Donnez une autre «\u202fversion\u202f» à ce fichier."
        )
    version = _create(data, text, sha256)
    record("charter.loaded", version, by=by, version=version.version, sha256=sha256)
    return version, True


def _create(data: bytes, text: CharterText, sha256: str) -> CharterVersion:
    version = CharterVersion.objects.create(
        version=text.front.version,
        title=text.front.title,
        dated=text.front.dated,
        language=text.front.language,
        is_demonstration=text.front.demonstration,
        source=data.decode("utf-8"),  # exact: encoding it again gives the same bytes back
        sha256=sha256,
    )
    commitments = []
    for order, part in enumerate(text.articles, start=1):
        article = Article.objects.create(
            version=version, slug=part.slug, order=order, heading=part.title, is_annex=part.is_annex
        )
        commitments += [(article, item) for item in part.items if item.family]
    Commitment.objects.bulk_create(
        Commitment(
            version=version,
            article=article,
            slug=item.slug,
            order=order,
            family=item.family or "",
            text=plain_text(item.markdown).removesuffix(";").rstrip(),
        )
        for order, (article, item) in enumerate(commitments, start=1)
    )
    return version

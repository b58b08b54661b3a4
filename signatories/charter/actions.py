"""Loading a charter and putting it in force: the only ways a version changes."""

import hashlib
from datetime import date

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit import pages
from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.comparing import is_typography
from signatories.charter.models import Article, CharterVersion, Commitment
from signatories.charter.queries import text_of
from signatories.charter.reader import read
from signatories.charter.signals import version_in_force
from signatories.charter.text import CharterText
from signatories.history.actions import record
from signatories.people.actors import TeamMember
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
def propose(data: bytes, *, by: User) -> CharterVersion:
    """The version these exact bytes are, kept until the comité de suivi adopts it. Raises CharterError, or
    ActionRefused for a text that is already there."""
    version, is_new = _stored(data, read(data), by=by)
    if not is_new:
        raise ActionRefused(f"Ce texte est déjà celui de la version «\u202f{version.version}\u202f».")
    return version


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
        version.corrects_id = _corrected(current, version)
    version.status, version.in_force_at = Status.IN_FORCE, timezone.now()
    version.save(update_fields=["status", "in_force_at", "corrects"])
    record("charter.in_force", version, by=by, version=version.version, sha256=version.sha256)
    pages.changed(PAGES)
    version_in_force.send(CharterVersion, version=version)
    return version


@transaction.atomic
def adopt(version: CharterVersion, *, by: TeamMember, on: date) -> CharterVersion:
    """Put a version in force as the comité de suivi decided that day, in the name of who says so.

    Raises ActionRefused for who is not of it, for a day to come or before the text, and like `put_in_force`."""
    if not by.reads_for_the_committee:
        raise ActionRefused("C’est le comité de suivi qui adopte une version : demandez à une de ses personnes.")
    if on > timezone.localdate():
        raise ActionRefused("Le jour de la décision est dans l’avenir : vérifiez-le.")
    if version.written_from and on < version.written_from:
        raise ActionRefused(f"Ce texte est daté de {version.dated} : il n’a pas pu être adopté avant.")
    version = put_in_force(version, by=by.person)
    version.adopted_by, version.adopted_on = by.person, on
    version.save(update_fields=["adopted_by", "adopted_on"])
    record("charter.adopted", version, by=by, version=version.version, on=on.isoformat())
    return version


@transaction.atomic
def take_away(version: CharterVersion, *, by: User) -> None:
    """Forget a version that nobody adopted. Raises ActionRefused for one that was in force, if only for a day."""
    version = CharterVersion.objects.select_for_update().get(pk=version.pk)
    if version.status != Status.DRAFT:
        raise ActionRefused(f"Cette version est déjà {version.get_status_display()} : elle ne se retire plus.")
    record("charter.taken_away", version, by=by, version=version.version, sha256=version.sha256)
    version.delete()


def _check_may_replace(version: CharterVersion, current: CharterVersion | None) -> None:
    if version.status != Status.DRAFT:
        raise ActionRefused(f"Cette version est déjà {version.get_status_display()}.")
    if version.is_yet_to_come:
        raise ActionRefused(f"Ce texte est daté de {version.dated}\u202f: il n’entre pas en vigueur avant.")
    if current and version.is_demonstration and not current.is_demonstration:
        raise ActionRefused("Un texte de démonstration ne remplace pas une charte officielle.")


def _corrected(current: CharterVersion, version: CharterVersion) -> int | None:
    """The key of the text that a version says again, with nothing changed but typography."""
    return current.text_id if is_typography(text_of(current), text_of(version)) else None


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
    articles = Article.objects.bulk_create(
        Article(version=version, slug=part.slug, order=order, heading=part.title, is_annex=part.is_annex)
        for order, part in enumerate(text.articles, start=1)
    )
    parts = zip(articles, text.articles, strict=True)
    commitments = [(article, item) for article, part in parts for item in part.items if item.family]
    Commitment.objects.bulk_create(
        Commitment(
            version=version,
            article=article,
            slug=item.slug,
            order=order,
            family=item.family or "",
            text=item.plain.removesuffix(";").rstrip(),
        )
        for order, (article, item) in enumerate(commitments, start=1)
    )
    return version

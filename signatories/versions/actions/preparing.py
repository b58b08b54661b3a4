"""From the text in force to a version that waits for the comité de suivi."""

from django.db import transaction

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.revisions import save_over
from signatories.charter import actions as charter
from signatories.charter.comparing import compare
from signatories.charter.models import CharterVersion
from signatories.charter.queries import text_of
from signatories.charter.reader import CharterError, read
from signatories.charter.text import CharterText
from signatories.history.actions import record
from signatories.people.actors import TeamMember
from signatories.versions import emails
from signatories.versions.models import Preparation
from signatories.versions.rules import may_prepare


@transaction.atomic
def begin(*, by: TeamMember) -> Preparation:
    """The preparation of the next text: that of somebody else, if one is under way. Raises ActionRefused while no
    text is in force."""
    _require_hers(by)
    base = CharterVersion.objects.in_force()
    if base is None:
        raise ActionRefused("Aucune version n’est en vigueur\u202f: il n’y a rien à reprendre.")
    known = Preparation.objects.select_for_update(of=("self",)).first()
    if known:
        return known
    preparation, is_new = Preparation.objects.get_or_create(
        base=base, defaults={"source": base.source, "begun_by": by.person}
    )
    if is_new:
        record("version.begun", preparation, by=by, base=base.version)
    return preparation


@transaction.atomic
def write_text(preparation: Preparation, *, by: TeamMember, source: str, revision: int) -> Preparation:
    """Keep the text. Raises ActionRefused for one that does not read as a charter, with its line; Stale when it
    was written in another window."""
    _require_hers(by)
    source = source.replace("\r\n", "\n").rstrip() + "\n"
    _read(source)
    _held(preparation)
    preparation = save_over(Preparation.objects.all(), preparation.pk, read=revision, source=source)
    record("version.written", preparation, by=by)
    return preparation


@transaction.atomic
def discard(preparation: Preparation, *, by: TeamMember) -> None:
    """Throw a preparation away."""
    _require_hers(by)
    preparation = _held(preparation)
    record("version.discarded", preparation, by=by)
    preparation.delete()


@transaction.atomic
def propose(preparation: Preparation, *, by: TeamMember, revision: int) -> CharterVersion:
    """Make a version of it, whose text changes no more, and ask the comité de suivi to adopt it.

    Raises ActionRefused for a text that is not another one, bears the name of another, or was written again since
    it was read."""
    _require_hers(by)
    preparation = _held(preparation)
    if preparation.revision != revision:
        raise ActionRefused("Le texte a été récrit depuis que vous l’avez lu\u202f: relisez-le, puis proposez-le.")
    _require_another(_read(preparation.source), preparation.base)
    version = charter.propose(preparation.source.encode(), by=by.person)
    record("version.proposed", version, by=by)
    preparation.delete()
    emails.proposed(version, by=by.person)
    return version


@transaction.atomic
def take_back(version: CharterVersion, *, by: TeamMember) -> None:
    """Take back a version that nobody adopted: it can be prepared again. Raises ActionRefused once it is in
    force."""
    _require_hers(by)
    charter.take_away(version, by=by.person)


def _held(preparation: Preparation) -> Preparation:
    """Until the end of the transaction. Raises ActionRefused once it was proposed, or thrown away."""
    rows = Preparation.objects.select_for_update(of=("self",)).select_related("base")
    found = rows.filter(pk=preparation.pk).first()
    if found is None:
        raise ActionRefused("Ce texte a été proposé ou supprimé entre-temps\u202f: revenez à la liste.")
    return found


def _require_hers(by: TeamMember) -> None:
    if not may_prepare(by):
        raise ActionRefused("C’est l’animation nationale qui prépare une version.")


def _read(source: str) -> CharterText:
    try:
        return read(source.encode())
    except CharterError as error:
        raise ActionRefused(f"Ligne {error.line}\u202f: {error.reason}") from error


def _require_another(text: CharterText, base: CharterVersion) -> None:
    before = text_of(base)
    comparison = compare(before, text)
    if not comparison.changed and not comparison.others:
        raise ActionRefused("Ce texte est celui de la version en vigueur\u202f: changez-en au moins un mot.")
    if text.front.version == before.front.version:
        raise ActionRefused(
            f"Ce texte s’appelle encore «\u202f{text.front.version}\u202f»\u202f: donnez-lui une "
            "autre «\u202fversion\u202f», en haut du texte."
        )
    if text.front.demonstration and not before.front.demonstration:
        raise ActionRefused("Un texte de démonstration ne remplace pas une charte officielle.")

"""Scans of signed papers. The sheet of a session is one file for the signatures of all of its lines."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db.models import FileField, QuerySet

from qpv_charter.toolkit.files import remove_once_committed
from signatories.people.actors import Actor
from signatories.signatures.models import Signature


def keep(scan: ContentFile[bytes]) -> str:
    """The name under which a scan is kept before any signature has it: for a day at most, if none ever does
    (`toolkit.files.forget_orphans`). Raises ActionRefused when the disk does not take it."""
    field = _field()
    return field.storage.save(field.generate_filename(Signature(), str(scan.name)), scan)


def is_kept(name: str) -> bool:
    return _field().storage.exists(name)


def on_the_same_paper(signature: Signature) -> QuerySet[Signature]:
    """The signatures that the scan of this one shows, itself included; none without a scan."""
    name = str(signature.paper_scan.name or "")
    return Signature.objects.filter(paper_scan=name) if name else Signature.objects.none()


def readable_by(actor: Actor, *signatures: Signature) -> set[UUID]:
    """Which of these have a scan that the actor may read: who reads a paper reads all that it shows (1 query)."""
    names = {each.pk: str(each.paper_scan.name) for each in signatures if each.paper_scan}
    seen = Signature.objects.visible_to(actor).values("pk")
    beyond = Signature.objects.filter(paper_scan__in=names.values()).exclude(pk__in=seen)
    kept_from_her = set(beyond.values_list("paper_scan", flat=True))
    return {pk for pk, name in names.items() if name not in kept_from_her}


def let_go(signature: Signature) -> None:
    """Give up the scan of a signature that gets another one; the file stays for those that it shows too."""
    if not on_the_same_paper(signature).exclude(pk=signature.pk).exists():
        remove_once_committed(signature.paper_scan)


def _field() -> FileField:
    return Signature._meta.get_field("paper_scan")

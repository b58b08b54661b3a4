"""Forgetting who signed, or what an association signed. Salts and values go: the register stays verifiable."""

from django.db.models import Q, QuerySet

from qpv_charter.toolkit.files import remove_once_committed
from qpv_charter.toolkit.text import same_person
from signatories.history.actions import forget_notes
from signatories.organisations.models import Organisation
from signatories.outbox.forgetting import forget_about
from signatories.signatures import register, scans
from signatories.signatures.models import ERASED_PERSON, JointGroup, Mandate, RegisterValue, Signature
from signatories.signatures.sealing import NAME

ERASED_GROUP = "Signature commune"
SIGNER_FIELDS = ["signer_name", "signer_role"]


def forget_signer(mandates: QuerySet[Mandate]) -> None:
    """Take a name off signatures, which stand without it; with the papers that show it."""
    for mandate in mandates.select_related("signature"):
        for borne in _borne_by_the_same(mandate):
            register.forget_signer(borne, fields=SIGNER_FIELDS)
            _forget_mandate(borne)
            _forget_scan(borne.signature)


def _borne_by_the_same(mandate: Mandate) -> list[Mandate]:
    """A mandate, and those of its association that say the same name: a renewal that somebody else typed, the
    signature of another text. Not those of another account."""
    organisation = mandate.signature.organisation_id
    others = Mandate.objects.filter(signature__organisation=organisation).exclude(pk=mandate.pk)
    unlinked = others.filter(Q(signer=None) | Q(signer=mandate.signer_id))
    return [mandate, *(other for other in unlinked if same_person(other.signer_name, mandate.signer_name))]


def forget_signatures(organisation: Organisation) -> None:
    """All that was said by and of an association when it signed."""
    signatures = list(organisation.signatures.all())
    for group in JointGroup.objects.filter(signatures__in=signatures).distinct():
        _forget_group(group, organisation)
    register.forget([signature.pk for signature in signatures])
    for signature in signatures:
        for mandate in signature.mandates.all():
            _forget_mandate(mandate)
        _forget_scan(signature)
        signature.status_reason = ""
        signature.save()
        forget_notes(signature)
        forget_about(signature)


def _forget_group(group: JointGroup, organisation: Organisation) -> None:
    """A group bears the name that one of its associations had when it began: the name of another one may stay."""
    others = group.signatures.exclude(organisation=organisation)
    sealed = RegisterValue.objects.filter(entry__signature_id__in=others.values("pk"), field=NAME)
    if not sealed.filter(value=group.title).exists():
        group.title = ERASED_GROUP
        group.save()


def _forget_mandate(mandate: Mandate) -> None:
    remove_once_committed(mandate.extract)  # the extract of a decision names who was there
    mandate.extract = ""
    mandate.signer_name, mandate.signer_role, mandate.publish_name = ERASED_PERSON, "", False
    mandate.save()


def _forget_scan(signature: Signature) -> None:
    """The paper shows a handwritten name: it goes whole, that of a session's sheet for all of its lines."""
    remove_once_committed(signature.paper_scan)
    scans.on_the_same_paper(signature).update(paper_scan="")
    signature.paper_scan = ""
    signature.save()

"""Which associations may be joined."""

from django.db.models import QuerySet

from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature


def joinable() -> QuerySet[Organisation]:
    """Associations the public knows: one not published yet must not be revealed by this page."""
    seen = Signature.objects.published().values("organisation")
    return Organisation.objects.filter(pk__in=seen).select_related("commune__department")


def signed_on_paper(organisation: Organisation) -> Signature | None:
    """Its published signature, if it came on paper: nobody of it has read what we made of it yet."""
    published = organisation.signatures.published().select_related("charter_version")
    signature = published.latest_first().first()
    return signature if signature and signature.source != Signature.Source.ONLINE else None


def what_is_known(signature: Signature) -> list[dict[str, str]]:
    """What its public page says of who signed, in rows for the summary component (2 queries)."""
    organisation = signature.organisation
    places = [qpv.label for qpv in organisation.qpvs.prefetch_related("communes")]
    if organisation.outside_qpv:
        places.append("Hors des quartiers prioritaires")
    rows = [
        ("Nom", organisation.name),
        ("Forme", organisation.get_kind_display()),
        ("Commune", organisation.commune_label),
        ("Quartiers", "\n".join(places)),
        ("Signature", f"sur papier, {signature.signed_when}"),
        ("Texte signé", signature.charter_version.label),
    ]
    return [{"label": label, "value": value, "href": ""} for label, value in rows]

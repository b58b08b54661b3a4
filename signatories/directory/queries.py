"""What the directory's pages show, fetched at once."""

from django.db.models import Prefetch, prefetch_related_objects

from signatories.directory.models import DirectoryEntry, DirectoryEntryQuerySet
from signatories.organisations.models import Membership, Organisation
from signatories.signatures.models import Mandate, Signature
from signatories.signatures.queries import agrees_to_be_named
from signatories.territories.models import Qpv


def shown(entries: DirectoryEntryQuerySet) -> DirectoryEntryQuerySet:
    """Rows with what a list shows of each (two queries, neighbourhoods included)."""
    return entries.select_related("commune", "department", "organisation").prefetch_related(neighbourhoods())


def neighbourhoods() -> Prefetch[str]:
    """Those of each association, by name."""
    return Prefetch("organisation__qpvs", Qpv.objects.order_by("search_text"))


def signed_by_each() -> Prefetch[str]:
    """The published signatures of each association (`published_signatures`), that of the last text first."""
    given = Signature.objects.published().select_related("charter_version").defer("charter_version__source")
    return Prefetch("organisation__signatures", given.latest_first(), to_attr="published_signatures")


def with_cards(entries: list[DirectoryEntry]) -> list[DirectoryEntry]:
    """The same rows, with what a card says of each (two queries, whatever their number; none for none)."""
    prefetch_related_objects(entries, neighbourhoods(), "organisation__themes")
    return entries


def organisation_of(slug: str) -> Organisation | None:
    """An association that was published once, whether it is today or not."""
    once = Organisation.objects.filter(slug=slug, signatures__published_at__isnull=False)
    return once.select_related("joined_into").distinct().first()


def entry_of(organisation: Organisation) -> DirectoryEntry | None:
    """Everything a signatory's page says (11 queries)."""
    mandates = Mandate.objects.filter(ended_at=None)
    contacts = Membership.objects.current().select_related("user")
    return (
        DirectoryEntry.objects.filter(organisation=organisation)
        .select_related(
            "organisation__commune", "department__region", "signature__charter_version", "signature__joint_group"
        )
        .prefetch_related(
            Prefetch("signature__mandates", mandates, to_attr="current_mandates"),
            Prefetch("organisation__memberships", contacts, to_attr="current_contacts"),
            Prefetch("organisation__qpvs", Qpv.objects.order_by("search_text").prefetch_related("communes")),
            "organisation__action_communes",
            "organisation__action_departments",
            "organisation__action_regions",
            "organisation__networks",
            "organisation__themes",
            signed_by_each(),
        )
        .first()
    )


def other_places(organisation: Organisation) -> list[str]:
    """Where an association acts beside the neighbourhoods it named, a line each kind."""
    communes = ", ".join(each.label for each in organisation.action_communes.all())
    departments = ", ".join(each.name for each in organisation.action_departments.all())
    regions = ", ".join(each.name for each in organisation.action_regions.all())
    lines = {"Communes": communes, "Départements": departments, "Régions": regions}
    typed = organisation.qpv_typed if not organisation.qpvs.all() else ""
    beside = "Hors des quartiers prioritaires" + (" aussi" if organisation.qpvs.all() else "")
    return [
        *([typed] if typed else []),
        *([beside] if organisation.outside_qpv else []),
        *(f"{label}\u202f: {said}" for label, said in lines.items() if said),
    ]


def public_signer(entry: DirectoryEntry) -> Mandate | None:
    """The mandate whose holder agrees to be named."""
    mandates: list[Mandate] = getattr(entry.signature, "current_mandates", [])
    contacts: list[Membership] = getattr(entry.organisation, "current_contacts", [])
    return next((one for one in mandates if agrees_to_be_named(one, contacts)), None)


def public_contacts(entry: DirectoryEntry) -> list[Membership]:
    """Contact persons who agreed to be named; the signer is named once, as such."""
    contacts: list[Membership] = getattr(entry.organisation, "current_contacts", [])
    signer = public_signer(entry)
    named = [contact for contact in contacts if contact.publish_name]
    return [contact for contact in named if signer is None or contact.user_id != signer.signer_id]

"""An association's record: made once, then changed part by part."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, models, transaction

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.files import remove_once_committed
from qpv_charter.toolkit.identifiers import read_rna, read_siren, read_siret
from qpv_charter.toolkit.mailboxes import read_email
from qpv_charter.toolkit.text import clean_text, read_line, read_name, read_site
from signatories.history.actions import record
from signatories.organisations import emails, signals
from signatories.organisations.models import Network, Organisation, ProposedChange, Theme
from signatories.organisations.numbers import hold_numbers
from signatories.organisations.proposing import PROVEN, close, hold_back, still_pending
from signatories.organisations.slugs import new_slug
from signatories.people.models import User
from signatories.territories.models import Commune, Department, Qpv, Region


@transaction.atomic
def create(
    *,
    name: str,
    kind: Organisation.Kind = Organisation.Kind.ASSOCIATION,
    commune: Commune | None = None,
    commune_typed: str = "",
    qpvs: Iterable[Qpv] = (),
    qpv_typed: str = "",
    qpv_unknown: bool = False,
    outside_qpv: bool = False,
    action_communes: Iterable[Commune] = (),
    rna: str | None = None,
    siren: str | None = None,
    contact_email: str = "",
    by: User | None = None,
) -> Organisation:
    """A new record, with its page's address. `contact_email` is private, copied from a paper signature.

    Raises ActionRefused for what is no name (`read_name`), or too long."""
    name = _named(name)
    organisation = _with_free_slug(
        name=name,
        kind=kind,
        commune=commune,
        commune_typed="" if commune else _place("commune_typed", commune_typed),
        qpv_typed=_place("qpv_typed", qpv_typed),
        qpv_unknown=qpv_unknown,
        outside_qpv=outside_qpv,
        rna=rna,
        siren=siren,
        contact_email=or_refuse(read_email, contact_email),
    )
    organisation.qpvs.set(qpvs)
    organisation.action_communes.set(action_communes)
    record("organisation.created", organisation, by=by)
    return organisation


def _with_free_slug(*, name: str, **fields: Any) -> Organisation:
    """Two associations of one name may come at the same instant: the second asks for another slug."""
    try:
        with transaction.atomic():
            return Organisation.objects.create(slug=new_slug(name), name=name, **fields)
    except IntegrityError:
        return Organisation.objects.create(slug=new_slug(name, taken_now=True), name=name, **fields)


@transaction.atomic
def update_identity(
    organisation: Organisation, *, by: User, name: str, acronym: str, kind: Organisation.Kind
) -> Organisation:
    """Change what the association is called. Its page keeps its address. Raises ActionRefused without a name."""
    acronym = or_refuse(read_name, acronym, longest=_longest("acronym"))
    values = {"name": _named(name), "acronym": acronym, "kind": kind}
    return _change(organisation, "identity", by=by, values=values)


@transaction.atomic
def update_numbers(
    organisation: Organisation, *, by: User, rna: str, siren: str, siret: str, alsace_moselle_register: str
) -> Organisation:
    """Change the official numbers, empty where there is none; a SIRET alone gives its SIREN.

    Look-alikes are then searched again (`organisation_numbers_changed`). Raises ActionRefused when a number is
    wrong or when SIRET and SIREN disagree."""
    numbers = _numbers(rna, siren, siret)
    register = {"alsace_moselle_register": _line("alsace_moselle_register", alsace_moselle_register)}
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    hold_numbers()
    sure: dict[str, str | None] = {"doubtful_rna": None, "doubtful_siren": None}
    changed = _change(organisation, "numbers", by=by, values=numbers | register | sure)
    signals.organisation_numbers_changed.send(Organisation, organisation=changed, by=by)
    return changed


def _numbers(rna: str, siren: str, siret: str) -> dict[str, Any]:
    """In their stored form, None for each that is empty. Raises ActionRefused for one that is wrong."""
    typed = {"rna": (read_rna, rna), "siren": (read_siren, siren), "siret": (read_siret, siret)}
    numbers = {field: or_refuse(read, value) if value else None for field, (read, value) in typed.items()}
    return numbers | {"siren": siren_agreeing(numbers["siren"], numbers["siret"])}


def siren_agreeing(siren: str | None, siret: str | None) -> str | None:
    """The SIREN both numbers give. A SIRET starts with its SIREN (Insee). Raises ActionRefused if they differ."""
    if siret and siren and not siret.startswith(siren):
        raise ActionRefused(
            "Le SIRET commence par le SIREN\u202f: ces deux numéros ne vont pas ensemble. "
            f"Le SIRET que vous donnez commence par {siret[:9]}."
        )
    return siren or (siret[:9] if siret else None)


@transaction.atomic
def update_address(
    organisation: Organisation, *, by: User, commune: Commune | None, commune_typed: str, address: str
) -> Organisation:
    """Change the head office. `commune_typed` is for a commune the official list does not have."""
    return _change(
        organisation,
        "address",
        by=by,
        values={
            "commune": commune,
            "commune_typed": "" if commune else _place("commune_typed", commune_typed),
            "address": clean_text(address),
        },
    )


@transaction.atomic
def update_area(
    organisation: Organisation,
    *,
    by: User,
    qpvs: Iterable[Qpv],
    outside_qpv: bool,
    communes: Iterable[Commune],
    departments: Iterable[Department],
    regions: Iterable[Region],
) -> Organisation:
    """Change where the association acts; acting outside any priority neighbourhood is a normal answer."""
    chosen = list(qpvs)
    sets: dict[str, Iterable[models.Model]] = {
        "qpvs": chosen,
        "action_communes": communes,
        "action_departments": departments,
        "action_regions": regions,
    }
    still_unknown = organisation.qpv_unknown and not chosen and not outside_qpv
    values = {"outside_qpv": outside_qpv, "qpv_unknown": still_unknown}
    return _change(organisation, "area", by=by, values=values, sets=sets)


@transaction.atomic
def locate(
    organisation: Organisation,
    *,
    by: User,
    commune: Commune | None,
    qpvs: Iterable[Qpv],
    outside_qpv: bool,
    commune_typed: str | None = None,
    qpv_typed: str | None = None,
) -> Organisation:
    """Put official places instead of what was typed by hand or not known; without a commune, it keeps its own.

    What was `typed` takes their place again where such a correction is undone; None leaves that aside."""
    chosen = list(qpvs)
    values: dict[str, Any] = {"outside_qpv": outside_qpv}
    if commune:
        values |= {"commune": commune, "commune_typed": ""}
    elif commune_typed is not None:
        values |= {"commune": None, "commune_typed": _place("commune_typed", commune_typed)}
    if chosen or outside_qpv:
        values |= {"qpv_typed": "", "qpv_unknown": False}
    if qpv_typed is not None:
        values["qpv_typed"] = _place("qpv_typed", qpv_typed)
    kind = "organisation.located"
    return _change(
        organisation, "places", by=by, values=values, sets={"qpvs": chosen}, kind=kind, is_reviewed=True
    )


@transaction.atomic
def put_right(
    organisation: Organisation,
    *,
    by: User,
    name: str,
    kind: Organisation.Kind,
    rna: str,
    siren: str,
    contact_email: str,
) -> Organisation:
    """Correct what the team copied from a paper, or from a list of papers. Its page keeps its address; a number
    given here is sure, one left out stays in doubt if it was. Refuses as `create` and `update_numbers` do."""
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    hold_numbers()
    numbers = _numbers(rna, siren, locked.siret or "")
    values = numbers | {f"doubtful_{field}": None for field in ("rna", "siren") if numbers[field]}
    values |= {"name": _named(name), "kind": kind, "contact_email": or_refuse(read_email, contact_email)}
    return _change(locked, "paper", by=by, values=values, kind="organisation.put_right", is_reviewed=True)


@transaction.atomic
def take_over(
    organisation: Organisation, *, by: User, values: Mapping[str, Any], sets: Mapping[str, Iterable[Any]]
) -> Organisation:
    """Write into a record what another one of the same association says, as the team chose; numbers are held."""
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    kind, values = "organisation.taken_over", {**values, "revision": locked.revision + 1}
    return _change(locked, "union", by=by, values=values, sets=dict(sets), kind=kind, is_reviewed=True)


@transaction.atomic
def accept_change(proposal: ProposedChange, *, by: User) -> ProposedChange:
    """Write what an association proposed into its record, and tell who did. Raises ActionRefused if it no longer
    waits as it was read."""
    proposal = still_pending(proposal)
    kind = "organisation.change_accepted"
    close(proposal, ProposedChange.State.ACCEPTED, by=by)
    emails.change_accepted(proposal)
    values = proposal.values | ({"commune_typed": ""} if proposal.values.get("commune") else {})
    _change(proposal.organisation, "identity", by=by, values=values, kind=kind, is_reviewed=True)
    return proposal


@transaction.atomic
def update_themes(organisation: Organisation, *, by: User, themes: Iterable[Theme]) -> Organisation:
    """Change the fields of action."""
    return _change(organisation, "themes", by=by, sets={"themes": themes})


@transaction.atomic
def update_networks(
    organisation: Organisation, *, by: User, networks: Iterable[Network], networks_typed: str = ""
) -> Organisation:
    """Change the networks the association says it belongs to; one that no list has is typed, for the team."""
    values = {"networks_typed": _place("networks_typed", networks_typed)}
    return _change(organisation, "networks", by=by, values=values, sets={"networks": networks})


@transaction.atomic
def update_description(
    organisation: Organisation,
    *,
    by: User,
    description: str,
    website: str,
    public_email: str,
    public_phone: str,
    read: int | None = None,
) -> Organisation:
    """Change what the public reads on the association's page.

    `read` is the revision that was read before writing, None to write whatever was there. Raises Stale when
    somebody wrote something else meanwhile."""
    values = {
        "description": clean_text(description),
        "website": or_refuse(read_site, website),
        "public_email": or_refuse(read_email, public_email),
        "public_phone": _line("public_phone", public_phone),
    }
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    locked.turn_over(values, read=read)
    return _change(organisation, "description", by=by, values=values | {"revision": locked.revision})


@transaction.atomic
def set_logo(organisation: Organisation, *, by: User, picture: File[bytes]) -> Organisation:
    """Put a logo drawn by `toolkit.pictures` in place of the former one, whose file goes after the commit."""
    remove_once_committed(organisation.logo)
    return _change(organisation, "logo", by=by, values={"logo": picture})


@transaction.atomic
def remove_logo(organisation: Organisation, *, by: User) -> Organisation:
    """Take the logo off, and its file after the commit."""
    remove_once_committed(organisation.logo)
    return _change(organisation, "logo", by=by, values={"logo": ""})


def _named(name: str) -> str:
    cleaned = or_refuse(read_name, name, longest=_longest("name"))
    if not cleaned:
        raise ActionRefused("Écrivez le nom, comme on le dit d’habitude.")
    return cleaned


def _place(field: str, typed: str) -> str:
    """A place typed by hand stands beside the association's name, on its page and its proof."""
    return or_refuse(read_name, typed, longest=_longest(field))


def _line(field: str, typed: str) -> str:
    return or_refuse(read_line, typed, longest=_longest(field))


def _longest(field: str) -> int:
    """How many characters the record has room for."""
    return Organisation._meta.get_field(field).max_length  # type: ignore[union-attr,return-value]  # a CharField's


def _change(
    organisation: Organisation,
    part: str,
    *,
    by: User,
    values: dict[str, Any] | None = None,
    sets: dict[str, Iterable[models.Model]] | None = None,
    kind: str = "organisation.changed",
    is_reviewed: bool = False,
) -> Organisation:
    """Write one part of the record and say so, in the history (without its values) and to the slices above.

    Who a proven association is only changes once the team has seen it (`is_reviewed`)."""
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    values = values or {}
    if not is_reviewed:
        values = hold_back(locked, values, by=by)
    changed = {name for name, value in values.items() if value != getattr(locked, name)}
    for name, value in values.items():
        setattr(locked, name, value)
    for name in changed:
        locked.from_registry.pop(name, None)  # corrected: no longer the registry's word
    locked.save()
    for name, chosen in (sets or {}).items():
        getattr(locked, name).set(chosen)
    if values or sets:
        record(kind, locked, by=by, part=part)
    signals.organisation_changed.send(Organisation, organisation=locked, by=by)
    if is_reviewed and changed & {"kind", "rna", "siren"}:  # a section shares the number of its association
        hold_numbers()
        signals.organisation_numbers_changed.send(Organisation, organisation=locked, by=by)
    if changed.intersection(PROVEN):
        signals.organisation_corrected.send(Organisation, organisation=locked, by=by)
    return locked

"""The sheet of a signing session, as it is copied: what is the same for all, then a line an association."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.core import signing
from django.core.files.base import ContentFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.fields import Day, Document, Email, EmailInput, Month, Name, PersonName, Role
from qpv_charter.toolkit.text import LONGEST_FULL_NAME
from signatories.charter.models import CharterVersion
from signatories.moderation.papers import NOT_HERS, PaperFacts
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.people.rules import may_animate
from signatories.signatures import scans
from signatories.signatures.actions import MandateFacts, require_possible
from signatories.signatures.models import Mandate, SigningSession
from signatories.taking_up.known import communes_meant
from signatories.taking_up.reading.lines import LONGEST_TYPED_COMMUNE
from signatories.taking_up.sheet_lines import Written

PRINTED, ADDED, MOST = 12, 6, 60  # lines: of the printed sheet, that a button adds, that one sheet may have
SHOWN_FIRST = 4  # lines; the others are folded: on a telephone, twelve are long
# Seconds that a scan waits for its lines: less than what no row names is left (toolkit.files).
KEPT_FOR = 12 * 3600
MONTHS_BACK = 12
NEEDED = {
    "nom": "Écrivez le nom de cette association, ou videz la ligne.",
    "commune": "Écrivez sa commune, comme elle est sur la feuille.",
    "personne": "Écrivez le nom de la personne qui a signé.",
    "role": "Écrivez son rôle.",
}
TYPED = (*NEEDED, "courriel", "decision", "mois")  # a line where none of these says anything is nothing


Lines = list[tuple[int, list[forms.BoundField]]]


class SheetOfSession(forms.Form):
    """A line left empty is nothing. The scan is kept from one sending to the next (`kept`, signed for this session
    and this person): a browser never sends a file twice."""

    first_added = 0  # where somebody who asked for more lines goes on
    asks_nothing = True  # « (facultatif) » twelve times eight is noise: the page says what a line needs
    charter_version = forms.ModelChoiceField(
        CharterVersion.objects.none(), label="Texte signé", empty_label=None, widget=forms.RadioSelect
    )
    signed_on = Day(label="Date de signature")
    scan = Document(
        label="Scan de la feuille signée",
        missing="Choisissez le scan de la feuille.",
        help_text="Un PDF ou une photo (JPEG, PNG), 10 Mo au plus. Jamais publié.",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        session: SigningSession,
        actor: TeamMember,
        **options: Any,
    ) -> None:
        super().__init__(data, files, **options)
        self.session, self.actor = session, actor
        said = data if data is not None else options.get("initial", {})
        self.numbers = range(1, _how_many(said.get("lignes")) + 1)
        self.kept = self._still_kept(said.get("feuille", ""))
        for number in self.numbers:
            self.fields |= {f"{name}_{number}": field for name, field in _fields(number)}
        self.fields["scan"].required = not self.kept
        versions = self.fields["charter_version"]
        versions.queryset = CharterVersion.objects.public()  # type: ignore[attr-defined]  # a ModelChoiceField
        versions.initial = CharterVersion.objects.in_force()
        self.fields["signed_on"].initial = timezone.localdate(session.opened_at)

    def longer(self) -> "SheetOfSession":
        """The same as it was typed, not judged yet, with more lines."""
        typed = {name: self.data.get(name, "").replace("\x00", "") for name in self.fields if name != "scan"}
        again = {"lignes": len(self.numbers) + ADDED, "feuille": self.token}
        form = type(self)(session=self.session, actor=self.actor, initial=typed | again)
        form.first_added = len(self.numbers) + 1
        return form

    @property
    def may_be_longer(self) -> bool:
        return len(self.numbers) < MOST

    def keep_scan(self) -> None:
        """Whatever else is wrong, the file that came is kept. Raises ActionRefused when the disk takes no more."""
        came = self.cleaned_data.get("scan")
        if isinstance(came, ContentFile):
            self.kept = scans.keep(came)

    @property
    def token(self) -> str:
        return signing.dumps(self.kept, salt=self._salt) if self.kept else ""

    def _still_kept(self, token: str) -> str:
        try:
            name = str(signing.loads(token, salt=self._salt, max_age=KEPT_FOR))
        except signing.BadSignature:
            return ""
        return name if scans.is_kept(name) else ""

    @property
    def _salt(self) -> str:
        return f"taking_up.sheet:{self.session.pk}:{self.actor.person.pk}"

    @property
    def before(self) -> list[forms.BoundField]:
        return [self[name] for name in ("charter_version", "signed_on", "scan")]

    @property
    def first_lines(self) -> Lines:
        return [(number, self._line(number)) for number in self.numbers[:SHOWN_FIRST]]

    @property
    def more_lines(self) -> Lines:
        """Folded, until one of them says something."""
        return [(number, self._line(number)) for number in self.numbers[SHOWN_FIRST:]]

    @property
    def opens(self) -> bool:
        more = self.numbers[SHOWN_FIRST:]
        return bool(self.first_added) or any(self[f"{name}_{number}"].value() for number in more for name in TYPED)

    def _line(self, number: int) -> list[forms.BoundField]:
        return [self[f"{name}_{number}"] for name, _ in _fields(number)]

    @property
    def carried(self) -> Iterator[tuple[str, str]]:
        """What was typed, as the next page sends it again, with the addresses that were asked about."""
        for name in self.fields:
            if name != "scan" and (typed := self.data.get(name, "")):
                yield name, typed
                if name.startswith("courriel_"):
                    yield f"{name}_asked", self.cleaned_data[name]

    def clean(self) -> dict[str, Any]:
        for number in self.numbers:
            self._require_whole(number)
        if not self._spoken and not self.errors:
            self.add_error("nom_1", "Recopiez au moins une ligne de la feuille.")
        self._require_possible()
        for line in self.written:
            if not may_animate(self.actor.person, line.commune.department_id if line.commune else None):
                self.add_error(f"commune_{line.number}", NOT_HERS)
        return self.cleaned_data

    def _require_whole(self, number: int) -> None:
        for name, missing in NEEDED.items():
            field = f"{name}_{number}"
            if number in self._spoken and not self.cleaned_data.get(field) and field not in self.errors:
                self.add_error(field, missing)

    def _require_possible(self) -> None:
        version, signed_on = (self.cleaned_data.get(name) for name in ("charter_version", "signed_on"))
        if version and signed_on:
            try:
                require_possible(version, signed_on)
            except ActionRefused as refused:
                self.add_error("signed_on", refused.reason)

    @cached_property
    def _spoken(self) -> frozenset[int]:
        """The lines where something was typed, well or not."""
        return frozenset(
            number
            for number in self.numbers
            if any(self.data.get(f"{name}_{number}", "").strip() for name in TYPED)
        )

    @cached_property
    def written(self) -> list[Written]:
        """The lines that can be read whole (2 queries)."""
        lines = {
            number: {name: self.cleaned_data.get(f"{name}_{number}") for name in ("forme", *TYPED)}
            for number in sorted(self._spoken)
        }
        whole = {number: said for number, said in lines.items() if all(said[name] for name in NEEDED)}
        near = () if self.actor.is_national else self.actor.departments
        communes = communes_meant((str(said["commune"]) for said in whole.values()), near=near)
        return [Written(number, said, communes.get(str(said["commune"]))) for number, said in whole.items()]

    def facts(self, line: Written) -> PaperFacts:
        said = line.said
        return PaperFacts(
            name=said["nom"],
            kind=line.kind,
            commune=line.commune,
            commune_typed="" if line.commune else said["commune"],
            contact_email=said["courriel"],
            charter_version=self.cleaned_data["charter_version"],
            signed_on=self.cleaned_data["signed_on"],
            mandate=MandateFacts(
                signer_name=said["personne"],
                signer_role=said["role"],
                decided_by=Mandate.Decision(said["decision"]) if said["decision"] else None,
                decided_on=said["mois"],
            ),
            session=self.session,
        )


def _how_many(typed: Any) -> int:
    """How many lines the page has."""
    text = str(typed or "")
    return min(int(text[:3]) or PRINTED, MOST) if text.isascii() and text.isdigit() else PRINTED


def _fields(number: int) -> Iterator[tuple[str, forms.Field]]:
    """Those of a line, in the order of the printed sheet; each says its line, as errors are listed on top."""
    silent = {"autocomplete": "off"}
    line = forms.TextInput(silent)
    yield "nom", Name(label=f"{number}. Association ou collectif", required=False, widget=line)
    yield (
        "forme",
        forms.ChoiceField(label=f"{number}. Forme", choices=Organisation.Kind.choices, required=False),
    )
    yield (
        "commune",
        Name(label=f"{number}. Commune", max_length=LONGEST_TYPED_COMMUNE, required=False, widget=line),
    )
    yield (
        "personne",
        PersonName(label=f"{number}. Prénom et nom", max_length=LONGEST_FULL_NAME, required=False, widget=line),
    )
    yield "role", Role(label=f"{number}. Rôle", required=False, widget=line)
    yield "courriel", Email(label=f"{number}. E-mail", required=False, widget=EmailInput(silent))
    decisions = [("", "La feuille ne le dit pas"), *Mandate.Decision.choices]
    yield "decision", forms.ChoiceField(label=f"{number}. Qui a décidé", choices=decisions, required=False)
    yield "mois", Month(label=f"{number}. En quel mois", back=MONTHS_BACK, unknown="—")

"""What the gallery shows: each component, a template or a tag, with its parameters, in each state."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from qpv_charter.portal import commitments
from qpv_charter.toolkit import emblems, tilemap
from qpv_charter.toolkit.fields import Code, Document, Email, Name, Text
from qpv_charter.toolkit.filters import Filters, choice, search
from qpv_charter.toolkit.lists import Link, Listing, Place
from qpv_charter.toolkit.numbers import number_of
from qpv_charter.toolkit.revisions import Both
from qpv_charter.toolkit.templatetags import components

# Made by other components, never included by a page.
PARTS = {"field_messages", "htmx", "logo", "nav", "tile_map_drawing"}


@dataclass(frozen=True)
class Sample:
    component: str
    state: str
    context: dict[str, Any] = field(default_factory=dict)

    def drawn(self, request: HttpRequest) -> str:
        """Its HTML."""
        if self.component in components.register.tags:
            tag: Callable[..., str] = getattr(components, self.component)
            return tag(**self.context)
        return render_to_string(f"components/{self.component}.html", self.context, request)


class SampleForm(forms.Form):
    """One field of each kind."""

    name = Name(
        label="Nom usuel",
        help_text="Celui que tout le monde emploie dans le quartier.",
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    email = Email(label="Adresse e-mail", required=False)
    decision = forms.ChoiceField(
        label="Qui a décidé de signer la charte\u202f?",
        help_text="La personne qui signe peut être bénévole ou salariée\u202f: c’est la décision qui compte.",
        choices=[
            ("assembly", "L’assemblée générale"),
            ("board", "Le conseil d’administration"),
            ("later", "Pas encore\u202f: nous devons en parler"),
        ],
        widget=forms.RadioSelect,
    )
    themes = forms.MultipleChoiceField(
        label="Ce que vous faites",
        required=False,
        choices=[("youth", "Jeunesse"), ("culture", "Culture"), ("work", "Emploi et insertion")],
        widget=forms.CheckboxSelectMultiple,
    )
    department = forms.ChoiceField(
        label="Département", choices=[("", "Choisir"), ("93", "Seine-Saint-Denis (93)")]
    )
    description = Text(label="Présentation", required=False, rows=4, max_length=1500)
    extract = Document(
        label="Extrait de la décision", required=False, help_text="Un PDF ou une photo, 10\u202fMo au plus."
    )
    publish = forms.BooleanField(label="Publier mon nom", required=False)
    agree = forms.BooleanField(label="Nous avons lu la charte et nous la signons")


class CodeForm(forms.Form):
    code = Code(label="Code reçu par e-mail", help_text="Six chiffres.")


@dataclass(frozen=True, kw_only=True)
class SampleFilters(Filters):
    """One question of each kind."""

    q: str = search("Nom de l’association")
    state: str = choice("etat", "État", [("published", "Publiée"), ("paused", "En pause")], everything="Tous")


class SamplePlace(Place[SampleFilters]):
    asks, route, size = SampleFilters, "portal:components", 20
    counted = ("signature", "signatures")
    nothing, everything = "Aucune signature ne répond à ces filtres", "Voir toutes les signatures"


def a_listing(
    total: int, *, page: int = 1, loosenings: Sequence[Link] = (), q: str = "", state: str = ""
) -> dict[str, Any]:
    """A page of a list that is asked this."""
    place = SamplePlace(filters=SampleFilters(q=q, state=state), page=page)
    return {"listing": Listing(place=place, total=total, rows=(), loosenings=loosenings)}


def filled(form: type[forms.Form], prefix: str, **data: object) -> forms.Form:
    """A form sent with these answers, its ids its own on the page."""
    return form({f"{prefix}-{name}": value for name, value in data.items()}, prefix=prefix)


def samples() -> Iterator[Sample]:
    yield from _actions()
    yield from _remarks()
    yield from _forms()
    yield from _contents()
    yield from _ways()
    yield from _lists()
    yield from _tiles()
    yield from _maps()


def _actions() -> Iterator[Sample]:
    yield Sample("button", "principal", {"content": "Continuer"})
    yield Sample("button", "second", {"content": "Enregistrer", "kind": "plain", "name": "then", "value": "stay"})
    yield Sample("button", "grave", {"content": "Retirer la signature", "kind": "danger"})
    yield Sample("button", "comme un lien", {"content": "Renvoyer le code", "kind": "link"})
    yield Sample("button", "impossible", {"content": "Publier", "disabled": True})
    yield Sample("button", "un lien, principal", {"content": "Signer la charte", "href": "/signer/"})
    yield Sample("button", "un lien, second", {"content": "Lire la charte", "href": "/charte/", "kind": "plain"})


def _remarks() -> Iterator[Sample]:
    yield Sample("note", "information", {"content": _said("Votre nom ne sera publié que si vous le demandez.")})
    yield Sample(
        "note",
        "réussi",
        {"kind": "success", "title": "C’est signé", "content": _said("Votre signature est confirmée.")},
    )
    yield Sample("note", "attention", {"kind": "warning", "content": _said("Ce code ne marche plus.")})
    yield Sample(
        "note",
        "erreur",
        {"kind": "error", "content": _said("Le fichier dépasse 5 Mo\u202f: choisissez-en un plus léger.")},
    )
    yield Sample("empty", "avec une suite", _nothing() | {"href": "/signataires/", "label": "Voir toute la liste"})
    yield Sample("empty", "sans suite", _nothing())
    yield Sample("numbers", "avec sa légende", _counted())
    yield Sample("numbers", "sous un titre qui la dit", _counted() | {"quiet": True})
    yield Sample("progress", "en cours", _import(412))
    yield Sample("progress", "fini", _import(1584) | {"id": "import-fini"})
    yield Sample(
        "copy",
        "un texte à coller",
        {"id": "lien", "label": "Lien de la séance", "text": "https://charte.example.org/signer/seance/"},
    )


def _counted() -> dict[str, Any]:
    found = [number_of("Jura", 2, whole=11), number_of("Rhône", 9, whole=11)]
    return {"numbers": found, "what": "Département", "caption": "Associations, par département"}


def _said(text: str) -> SafeString:
    return format_html("<p>{}</p>", text)


def _nothing() -> dict[str, Any]:
    return {"title": "Aucun signataire ne correspond", "text": "Essayez un mot de moins, ou un autre département."}


def _import(done: int) -> dict[str, Any]:
    return {"id": "import", "label": "Quartiers lus", "value": done, "max": 1584}


def _forms() -> Iterator[Sample]:
    wrong = filled(SampleForm, "wrong", email="pas une adresse", publish="on", decision="board")
    yield Sample("form", "vierge", {"form": SampleForm(prefix="blank")})
    yield Sample("form", "à corriger", {"form": wrong})
    yield Sample(
        "error_summary", "seul", {"form": filled(SampleForm, "alone", name="Nous", decision="board", agree=1)}
    )
    yield Sample("field", "vierge", {"field": SampleForm(prefix="field")["name"]})
    yield Sample("field", "à corriger", {"field": filled(SampleForm, "field-wrong")["name"]})
    both = [Both("Présentation", mine="Nous jardinons le samedi.", theirs="Nous jardinons le dimanche.")]
    yield Sample("both_texts", "deux textes", {"both": both, "theirs_url": "#"})
    yield Sample("code_input", "vierge", {"field": CodeForm(prefix="code")["code"]})
    yield Sample("code_input", "à corriger", {"field": filled(CodeForm, "code-wrong")["code"]})


def _contents() -> Iterator[Sample]:
    yield Sample("tag", "un mot", {"label": "Jeunesse"})
    yield Sample("tag", "un lien", {"label": "Culture", "href": "/signataires/?theme=culture"})
    for kind, label in [
        ("confirmed", "en cours de relecture"),
        ("to_review", "à revoir ensemble"),
        ("published", "publiée"),
        ("paused", "en pause"),
        ("withdrawn", "retirée"),
        ("failed", "échec"),
        ("cancelled", "annulé"),
    ]:
        yield Sample("status", label, {"kind": kind, "content": label})
    yield Sample(
        "card",
        "complète",
        {
            "title": "Centre social de l’Étoile (exemple)",
            "href": "/signataires/centre-social-de-l-etoile/",
            "meta": "Bobigny (93), signataire depuis mars 2021",
            "content": _said("Un lieu ouvert à toutes et à tous, de la petite enfance aux aînés."),
        },
    )
    yield Sample("card", "réduite", {"title": "Ciné-club du Lien (exemple)", "content": ""})
    yield Sample(
        "figures",
        "trois nombres",
        {
            "figures": [
                {"value": n, "label": label}
                for n, label in [
                    (168, "signatures publiées"),
                    (241, "quartiers"),
                    (1584, "quartiers prioritaires"),
                ]
            ]
        },
    )
    yield Sample("pledges", "avec un texte", {"pledges": commitments.TOGETHER})
    yield Sample(
        "pledges", "sans texte", {"pledges": [{"number": 5, "title": "Refuser le clientélisme", "text": ""}]}
    )
    yield Sample("table", "trois lignes", _table())


def _table() -> dict[str, Any]:
    names = ["Amis du mail", "Collectif des mamans du 8e", "Régie des Quatre Vents"]
    return {
        "caption": "Signatures à relire",
        "headers": ["Association", "Commune", "Confirmée le"],
        "rows": [
            [{"text": f"{name} (exemple)", "href": "/animation/"}, "Vénissieux (69)", "12 mars 2026"]
            for name in names
        ],
    }


def _ways() -> Iterator[Sample]:
    others = [{"name": f"Les Amis du mail {number} (exemple)", "slug": f"amis-{number}"} for number in range(1, 6)]
    yield Sample("acting", "beaucoup d’associations", {"name": "Bel Air (exemple)", "others": others})
    yield Sample("steps", "au milieu", {"steps": _steps(2)})
    yield Sample("steps", "au début", {"steps": _steps(0)})
    yield Sample(
        "summary_list",
        "à vérifier",
        {
            "rows": [
                {"label": "Association", "value": "Amis du mail (exemple)", "href": "/signer/association/"},
                {"label": "Site", "value": "", "href": "/signer/site/"},
                {"label": "Version de la charte", "value": "2020", "href": ""},
            ]
        },
    )
    trail = [("/", "Accueil"), ("/territoires/", "Territoires")]
    links = format_html_join("", '<li><a href="{}">{}</a></li>', trail)
    yield Sample("breadcrumb", "trois niveaux", {"content": links, "current": "Seine-Saint-Denis"})


def _lists() -> Iterator[Sample]:
    yield Sample("filters", "rien de choisi", a_listing(60))
    yield Sample("count", "une page plus loin", a_listing(1260, page=2) | {"order": "la plus ancienne en premier"})
    yield Sample("chosen", "deux choses demandées", a_listing(3, q="amis", state="paused"))
    yield Sample("chosen", "rien de choisi", a_listing(60))
    less = [Link("sans État\u202f: En pause", "/demo/composants/?q=amis", count=1)]
    yield Sample("no_answer", "une chose à enlever", a_listing(0, q="amis", state="paused", loosenings=less))
    yield Sample("no_answer", "rien à enlever", a_listing(0, q="zanzibar"))
    yield Sample("pagination", "au milieu", a_listing(60, page=2, q="centre"))
    yield Sample("pagination", "au début", a_listing(60) | {"name": "Pages, au début"})
    yield Sample("pagination", "une seule page", a_listing(3))


def _steps(current: int) -> list[dict[str, str]]:
    return [
        {
            "label": label,
            "state": "done" if i < current else "current" if i == current else "todo",
            "href": "/signer/" if i < current else "",
        }
        for i, label in enumerate(["Association", "Quartiers", "Vous", "La charte", "Vérifier"])
    ]


def _tiles() -> Iterator[Sample]:
    for state, name in [("des initiales", "Amis du mail"), ("un nom très court", "Z")]:
        yield Sample("emblem", state, {"name": name, "key": name})
    yield Sample("skyline", "quelques signataires", {"skyline": emblems.skyline(range(12)), "id": "some"})
    yield Sample("skyline", "aucun signataire", {"skyline": emblems.skyline([]), "id": "none"})
    yield Sample("locator", "un département", {"located": tilemap.locate("93")})
    yield Sample(
        "locator",
        "une association",
        {"located": tilemap.locate("974"), "tile": emblems.emblem("mail"), "initials": "AM"},
    )


def _maps() -> Iterator[Sample]:
    counts = {"93": 31, "75": 18, "69": 14, "59": 7, "13": 4, "974": 3, "973": 1, "31": 2}
    names = {"93": "Seine-Saint-Denis", "974": "La Réunion", "2A": "Corse-du-Sud"}
    for state, shown in [("des signataires", counts), ("aucun signataire", {})]:
        drawn = tilemap.draw(shown, names, href="/territoires/{code}/")
        yield Sample("tile_map", state, {"map": drawn, "caption": "Associations signataires", "after": "fin"})

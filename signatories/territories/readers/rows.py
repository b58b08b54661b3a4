"""One line of each layout as facts. Every function raises ValueError with the reason, in French."""

import re
from collections.abc import Iterator
from decimal import Decimal

from qpv_charter.toolkit.identifiers import department_of, read_qpv_code
from qpv_charter.toolkit.text import clean_line, fold
from signatories.territories.models import Commune, Qpv, Zone
from signatories.territories.readers.facts import CommuneFact, DepartmentFact, QpvFact, RegionFact
from signatories.territories.readers.sources import Record

QPV_CODE = "codeqp|codeqpv|codequartier|codequartierprioritaire|codeduquartier"
QPV_NAME = (
    "libqp|nomqp|libqpv|nomqpv|libelleqp|libelleqpv|nomquartier|nomduquartier|nomquartierprioritaire|"
    "libellequartier|quartierprioritaire|quartier"
)
QPV_COMMUNES = "inseecom|codeinsee|codecommune|codeinseecommune|codescommunes"
# Lists as the State's regional services publish them give names alone.
QPV_COMMUNE_NAMES = (
    "communeqp|communeqpv|communesqp|libcom|nomcom|nomcommune|nomdelacommune|libellecommune|commune|communes|"
    "nomsdescommunesconcernees|communesconcernees|ville"
)
DEPARTMENT_CODE = "departement|codedepartement"

REGION = re.compile(r"[0-9]{2,3}")
DEPARTMENT = re.compile(r"[0-9]{2}|2[AB]|9[78][0-9]")
COMMUNE = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{3}")
POSTAL_CODE = re.compile(r"[0-9]{5}")
POPULATION = re.compile(r"[0-9]{1,8}")
DEGREES = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,20})?")
Point = tuple[Decimal | None, Decimal | None]  # longitude, latitude
# Capitals that a name has in the files and not in French: never its first word, nor what follows a dash.
_SMALL = re.compile(
    r"(?<=[a-zà-ÿ0-9] )(?:De|Du|Des|Et|Sur|Sous|En|Aux|Au|Arrondissements?)\b|(?<=[a-zà-ÿ] )[DL](?=’)"
)
_AFTER_DE = re.compile(r"(?<=\bde )(?:La\b|L(?=’))")
_BETWEEN_CODES = re.compile(r"[\s,;/|]+")
_OVERSEAS_REGIONS = {"01", "02", "03", "04", "06"}
_OVERSEAS_DEPARTMENTS = {"971", "972", "973", "974", "976"}
_INSEE_KINDS = {
    "COM": Commune.Kind.COMMUNE,
    "ARM": Commune.Kind.ARRONDISSEMENT,
    "COMD": Commune.Kind.DELEGATED,
    "COMA": Commune.Kind.ASSOCIATED,
}


def region(record: Record) -> Iterator[RegionFact]:
    yield RegionFact(
        record.line, region_code(record.get("code")), name(record.get("nom")), zone(record.get("zone"))
    )


def insee_region(record: Record) -> Iterator[RegionFact]:
    code = region_code(record.get("reg"))
    where = Zone.DROM if code in _OVERSEAS_REGIONS else Zone.METROPOLE
    yield RegionFact(record.line, code, name(record.get("libelle")), where)


def department(record: Record) -> Iterator[DepartmentFact]:
    code = department_code(record.get("code"))
    where = zone(record.get("zone")) if record.get("zone") else zone_of(code)
    yield DepartmentFact(record.line, code, name(record.get("nom")), region_code(record.get("region")), where)


def insee_department(record: Record) -> Iterator[DepartmentFact]:
    code = department_code(record.get("dep"))
    yield DepartmentFact(
        record.line, code, name(record.get("libelle")), region_code(record.get("reg")), zone_of(code)
    )


def insee_collectivity(record: Record) -> Iterator[RegionFact | DepartmentFact]:
    """An overseas collectivity is a region and a department to us: all count the same."""
    code, called = department_code(record.get("comer")), name(record.get("libelle"))
    yield RegionFact(record.line, code, called, Zone.COM)
    yield DepartmentFact(record.line, code, called, code, Zone.COM)


def commune(record: Record) -> Iterator[CommuneFact]:
    """JSON of the package or of geo.api.gouv.fr, CSV made from them: communes, arrondissements, merged ones."""
    code = commune_code(record.get("code"))
    kind = record.get("type") or Commune.Kind.COMMUNE
    if kind not in Commune.Kind.values:
        raise ValueError(f"type de commune inconnu\u202f: «\u202f{kind[:40]}\u202f»")
    yield CommuneFact(
        record.line,
        code,
        name(record.get("nom")),
        kind,
        department_code(record.get(*DEPARTMENT_CODE.split("|"))),
        parent_code(record.get("communeparente", "cheflieu", "commune"), kind),
        postal_codes(record.get("codespostaux")) if record.has("codespostaux") else None,
        population(record.get("population")),
        former_codes(record.get("ancienscodes")) if record.has("ancienscodes") else None,
        *given_point(record),
    )


def insee_commune(record: Record) -> Iterator[CommuneFact]:
    """COM, ARM, COMD or COMA; the last two leave their department empty, it is that of COMPARENT."""
    code = commune_code(record.get("com"))
    if record.get("typecom") not in _INSEE_KINDS:
        raise ValueError(f"type de commune inconnu\u202f: «\u202f{record.get('typecom')[:40]}\u202f»")
    kind = _INSEE_KINDS[record.get("typecom")]
    parent = parent_code(record.get("comparent"), kind)
    where = record.get("dep") or department_of(parent or code)
    yield CommuneFact(record.line, code, name(record.get("libelle")), kind, department_code(where), parent)


def insee_overseas_commune(record: Record) -> Iterator[CommuneFact]:
    code, where = commune_code(record.get("comcomer")), department_code(record.get("comer"))
    yield CommuneFact(record.line, code, name(record.get("libelle")), Commune.Kind.COMMUNE, where, "")


def qpv(record: Record) -> Iterator[QpvFact]:
    code = read_qpv_code(record.get(*QPV_CODE.split("|")))
    if not code.isascii():
        raise ValueError(f"code de quartier illisible\u202f: «\u202f{code[:20]}\u202f»")
    typed = _BETWEEN_CODES.split(record.get(*QPV_COMMUNES.split("|")))
    communes = tuple(dict.fromkeys(commune_code(part) for part in typed if part))
    by_code = any(record.has(column) for column in QPV_COMMUNES.split("|"))
    names = "" if by_code else clean_line(record.get(*QPV_COMMUNE_NAMES.split("|")))
    if not communes and not names:
        raise ValueError("aucune commune n’est donnée pour ce quartier")
    given = given_point(record)
    computed = None in given
    yield QpvFact(
        record.line,
        code,
        name(record.get(*QPV_NAME.split("|"))),
        communes,
        *(point(record.get("contourlon"), record.get("contourlat")) if computed else given),
        computed,
        names,
    )


def qpv_department(code: str) -> str:
    """Department that a neighbourhood's code names (QN09301M: 93, QN97101M: 971, QN02A01M: 2A)."""
    return code[2:5].removeprefix("0")


def qpv_generation(code: str) -> int:
    return Qpv.Generation.G2024 if code.startswith("QN") else Qpv.Generation.G2015


def name(typed: str) -> str:
    """A name as French writes it: official files put straight apostrophes, and capitals to « De », « D'Or »."""
    cleaned = _SMALL.sub(lambda found: found[0].lower(), clean_line(typed).replace("'", "’"))
    cleaned = _AFTER_DE.sub(lambda found: found[0].lower(), cleaned)
    if not cleaned:
        raise ValueError("le nom est vide")
    if len(cleaned) > 200 or len(fold(cleaned)) > 250:  # noqa: PLR2004  # what the columns hold
        raise ValueError(f"nom trop long ({len(cleaned)} caractères)\u202f: «\u202f{cleaned[:40]}…\u202f»")
    return cleaned


def zone(typed: str) -> str:
    if typed not in Zone.values:
        raise ValueError(f"zone inconnue\u202f: «\u202f{typed[:40]}\u202f» (attendu\u202f: metro, drom ou com)")
    return typed


def zone_of(department: str) -> str:
    if department in _OVERSEAS_DEPARTMENTS:
        return Zone.DROM
    return Zone.COM if department[:2] in {"97", "98"} else Zone.METROPOLE


def region_code(typed: str) -> str:
    return _code(typed.zfill(2), REGION, "région")


def department_code(typed: str) -> str:
    return _code(typed.zfill(2), DEPARTMENT, "département")


def commune_code(typed: str) -> str:
    """A commune's code, with the leading zero that spreadsheets take away (1053: 01053)."""
    return _code(typed.zfill(5), COMMUNE, "commune")


def parent_code(typed: str, kind: str) -> str:
    if kind == Commune.Kind.COMMUNE:
        return ""
    if not typed:
        raise ValueError("la commune d’aujourd’hui n’est pas indiquée")
    return commune_code(typed)


def postal_codes(typed: str) -> str:
    parts = [part.zfill(5) for part in _BETWEEN_CODES.split(typed) if part]
    wrong = next((part for part in parts if not POSTAL_CODE.fullmatch(part)), None)
    if wrong is not None:
        raise ValueError(f"code postal illisible\u202f: «\u202f{wrong[:20]}\u202f»")
    return _joined(parts, "codes postaux")


def former_codes(typed: str) -> str:
    return _joined([commune_code(part) for part in _BETWEEN_CODES.split(typed) if part], "anciens codes")


def population(typed: str) -> int | None:
    if not typed:
        return None
    if not POPULATION.fullmatch(typed):
        raise ValueError(f"population illisible\u202f: «\u202f{typed[:20]}\u202f»")
    return int(typed)


def given_point(record: Record) -> Point:
    return point(record.get("lon", "longitude"), record.get("lat", "latitude"))


def point(longitude: str, latitude: str) -> Point:
    """Both halves of a point, or two None: half a point would be completed with half of what is known."""
    if bool(longitude) != bool(latitude):
        raise ValueError("longitude et latitude vont ensemble\u202f: l’une des deux manque")
    return degrees(longitude, 180), degrees(latitude, 90)


def degrees(typed: str, limit: int) -> Decimal | None:
    """A coordinate rounded to five decimals (about a metre)."""
    if not typed:
        return None
    if not DEGREES.fullmatch(typed.replace(",", ".")) or abs(Decimal(typed.replace(",", "."))) > limit:
        raise ValueError(f"coordonnée illisible\u202f: «\u202f{typed[:20]}\u202f»")
    return round(Decimal(typed.replace(",", ".")), 5)


def _code(typed: str, pattern: re.Pattern[str], what: str) -> str:
    code = typed.upper()
    if not pattern.fullmatch(code):
        raise ValueError(f"code de {what} illisible\u202f: «\u202f{clean_line(typed)[:20]}\u202f»")
    return code


def _joined(parts: list[str], what: str) -> str:
    joined = " ".join(parts)
    if len(joined) > 300:  # noqa: PLR2004  # what the column holds
        raise ValueError(f"trop de {what}")
    return joined

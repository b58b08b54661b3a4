"""E-mail addresses as people type and paste them: one form for one mailbox, and what is wrong in words."""

import idna
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from qpv_charter.toolkit.text import clean_line

LONGEST = 254  # characters (RFC 5321)
SHORT_LOCAL = 3  # characters before the @, of which two would say nearly all
SHORT = "Cette adresse n’est pas complète\u202f: il manque"
EXAMPLE = "Exemple\u202f: contact@mon-association.fr."
# Where most French mailboxes are; a domain one slip away from these is asked about, never refused.
USUAL = (
    "gmail.com", "hotmail.com", "hotmail.fr", "outlook.com", "outlook.fr", "live.fr", "yahoo.fr", "yahoo.com",
    "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net", "icloud.com", "bbox.fr", "neuf.fr", "aol.com",
    "protonmail.com",
)  # fmt: skip
# Near the former, and real.
REAL = frozenset(
    (*USUAL, "live.com", "ymail.com", "mail.com", "email.com", "aol.fr", "me.com", "hotmail.be", "orange.com")
)
SLIPS = {"gmail.fr": "gmail.com", "laposte.com": "laposte.net", "orange.com.fr": "orange.fr"}
# Names under which one provider serves each of its mailboxes.
OTHER_NAMES = {
    "googlemail.com": "gmail.com",
    **dict.fromkeys(("me.com", "mac.com"), "icloud.com"),
    **dict.fromkeys(("proton.me", "pm.me", "protonmail.ch"), "protonmail.com"),
}
BEFORE, AFTER = " <(\"'", " >)\"',;."  # what is pasted around an address


def same_mailbox(typed: str) -> str:
    """The one form under which a mailbox is kept and looked for, whatever its case, its invisible characters and
    the spelling of an international domain (IDNA 2008, as ASCII: what mail servers take; Python's own codec, of
    2003, makes of « straße.de » somebody else's domain). Never raises."""
    local, at, domain = _alone(clean_line(typed).lower()).rpartition("@")
    try:
        ascii_domain = idna.encode(domain, uts46=True).decode("ascii").lower()
    except UnicodeError:
        ascii_domain = domain
    return f"{local}{at}{ascii_domain}"


def mailbox_of(address: str) -> str:
    """What an address is counted under: dots and what follows a `+` lead to one mailbox, with most providers; so
    do the several names of one provider."""
    local, at, domain = same_mailbox(address).rpartition("@")
    return f"{local.partition('+')[0].replace('.', '')}{at}{OTHER_NAMES.get(domain, domain)}"


def _alone(pasted: str) -> str:
    """Without what stands around it. No pattern: one that looks for the end reads a long text again and again."""
    return pasted.strip(BEFORE).removeprefix("mailto:").lstrip(BEFORE).rstrip(AFTER)


def read_email(typed: str) -> str:
    """The address in its one form, empty when nothing was typed. Raises ValueError saying what is wrong in it."""
    address = same_mailbox(typed)
    if not address:
        return ""
    if wrong := _what_is_wrong(address, typed):
        meant = likely_meant(address)
        raise ValueError(f"{wrong} " + (f"Vouliez-vous dire {meant}\u202f?" if meant else EXAMPLE))
    return address


def _what_is_wrong(address: str, typed: str) -> str:
    local, _, domain = address.rpartition("@")
    shown = f"«\u202f{address[:80]}\u202f»"
    odd = next((char for char in local if not char.isascii()), "")
    problems = (
        (len(address) > LONGEST, "Cette adresse est trop longue\u202f: vérifiez-la."),
        ("@" not in address, f"{SHORT} l’arobase (@) dans {shown}."),
        (address.count("@") > 1, f"Il y a plusieurs arobases (@) dans {shown}\u202f: écrivez une seule adresse."),
        (not local, f"{SHORT} ce qui vient avant l’arobase, dans {shown}."),
        (not domain, f"{SHORT} ce qui vient après l’arobase, dans {shown}."),
        (" " in address, f"Il y a une espace au milieu de {shown}."),
        ("," in address, f"Il y a une virgule dans {shown}\u202f: c’est sans doute un point."),
        (bool(odd), f"Il n’y a pas de «\u202f{odd}\u202f» avant l’arobase d’une adresse\u202f: {shown}."),
        (".." in address, f"Il y a deux points de suite dans {shown}."),
        ("." not in domain, f"{SHORT} la fin (.fr, .com…) de {shown}."),
        (
            not domain.isascii() or "[" in domain or not _is_valid(address) or "\x00" in typed,
            f"Il y a un signe de trop, ou un qui manque, dans {shown}.",
        ),
    )
    return next((sentence for wrong, sentence in problems if wrong), "")


def _is_valid(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def likely_meant(address: str) -> str:
    """The address that a slip of the finger hides (gmial.com, hotmial, orange.f), empty when none is likely."""
    local, _, domain = address.rpartition("@")
    mended = domain.replace(",", ".").replace("..", ".")
    if not local or domain in REAL:
        return ""
    if mended in REAL:
        return f"{local}@{mended}"
    near = SLIPS.get(mended) or next((usual for usual in USUAL if _is_a_slip(mended, usual)), "")
    return f"{local}@{near}" if near else ""


def _is_a_slip(domain: str, usual: str) -> bool:
    """Whether a domain, its ending written or not, is a usual one but for one letter. Short names are too near
    each other to be told from their ending alone."""
    if "." not in domain:
        usual = usual.partition(".")[0]
        return domain == usual or (len(usual) > 4 and one_letter_apart(domain, usual))  # noqa: PLR2004  # letters
    return one_letter_apart(domain, usual)


def one_letter_apart(one: str, other: str) -> bool:
    """One letter added, left out or changed, or two neighbours exchanged (Damerau's distance of one)."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    one, other = one[start:], other[start:]
    exchanged = one[:2] == other[1::-1] and one[2:] == other[2:]
    return exchanged or one[1:] == other[1:] or one[1:] == other or one == other[1:]


def masked(address: str) -> str:
    """An address that its owner recognises and nobody else learns: m…e@example.org."""
    local, _, domain = address.rpartition("@")
    last = local[-1] if len(local) > SHORT_LOCAL else ""
    return f"{local[:1]}…{last}@{domain}"

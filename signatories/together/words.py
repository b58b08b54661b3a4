"""What happened, of several at once."""

from signatories.tags.models import Tag


def are_paused(count: int) -> str:
    if count == 1:
        return "Une signature est en pause. Au premier signe de l’association, elle revient d’elle-même."
    return f"{count} signatures sont en pause. Au premier signe d’une association, la sienne revient d’elle-même."


def are_filed(count: int, tag: Tag, *, put: bool) -> str:
    """`count` is of those for which something changed."""
    said = f"l’étiquette «\u202f{tag}\u202f»"
    if not count:
        return f"Rien ne change\u202f: elles portaient toutes {said}." if put else f"Aucune ne portait {said}."
    if count == 1:
        return f"Une association porte maintenant {said}." if put else f"Une association ne porte plus {said}."
    verb = "portent maintenant" if put else "ne portent plus"
    return f"{count} associations {verb} {said}."

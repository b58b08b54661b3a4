"""Families of mails that are not necessary, in the words of the page where one stops them.

The family of a message is what stands before the dot in its kind. A slice declares its own in its
`contributions.py`:

    family("signing", words="les rappels à propos d’une signature commencée")
"""

_words: dict[str, str] = {}


def family(name: str, *, words: str) -> None:
    """Let a slice write mails that one may refuse; `words` complete « Ne plus recevoir … »."""
    _words[name] = words


def family_of(kind: str) -> str:
    """The family a kind of message belongs to.

    >>> family_of("signing.decision_reminder")
    'signing'
    """
    return kind.partition(".")[0]


def words_of(name: str) -> str:
    """What a family is, in French. Raises LookupError for one that no slice declared."""
    if name not in _words:
        message = f"No slice declared the family of mails {name!r}."
        raise LookupError(message)
    return _words[name]

"""What a mail server's refusal means: whether to try again, and what to tell the team.

A reply of 500 or more is final (RFC 5321, 4.2.1), unless it is about us and not about the message: a password, a
greeting, a connection. Those concern every mail, and somebody mends them: the mails wait meanwhile."""

import smtplib
from dataclasses import dataclass

from qpv_charter.toolkit.text import clean_line

LONGEST = 500  # characters of what is kept of an error
PERMANENT = 500
AUTHENTICATION_REQUIRED = 530  # RFC 4954, 6: said to whichever command comes without it
ABOUT_US = (smtplib.SMTPAuthenticationError, smtplib.SMTPConnectError, smtplib.SMTPHeloError)
NOT_LET_IN = "Le serveur de courrier ne nous laisse rien envoyer, son réglage est à revoir"


@dataclass(frozen=True)
class Failure:
    """`reason` is a sentence in French, followed by the server's own words."""

    reason: str
    is_permanent: bool = False


def read(error: Exception) -> Failure:
    """What went wrong with one attempt."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            return _refused_recipient(error)
        case smtplib.SMTPResponseException():
            return _refused(error)
        case smtplib.SMTPException() if not isinstance(error, smtplib.SMTPServerDisconnected):
            return _failure(NOT_LET_IN, str(error))
        case OSError():  # no connection, a time-out, an unknown host, a server that hangs up
            return _failure("Le serveur de courrier n’a pas pu être joint", str(error))
        case _:
            return _failure("L’envoi n’a pas abouti", f"{type(error).__name__}, {error}")


def _refused_recipient(error: smtplib.SMTPRecipientsRefused) -> Failure:
    """A mail of ours has one recipient, so there is one reply."""
    code, words = next(iter(error.recipients.values()))
    return _answered("Le serveur de courrier refuse cette adresse", code, words)


def _refused(error: smtplib.SMTPResponseException) -> Failure:
    if isinstance(error, ABOUT_US) or error.smtp_code == AUTHENTICATION_REQUIRED:
        return _failure(NOT_LET_IN, f"{error.smtp_code} {_text(error.smtp_error)}")
    return _answered("Le serveur de courrier refuse ce message", error.smtp_code, error.smtp_error)


def _answered(sentence: str, code: int, words: bytes | str) -> Failure:
    is_permanent = code >= PERMANENT
    sentence = sentence if is_permanent else f"{sentence} pour l’instant"
    return _failure(sentence, f"{code} {_text(words)}", is_permanent=is_permanent)


def _text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words


def _failure(sentence: str, words: str, *, is_permanent: bool = False) -> Failure:
    return Failure(f"{sentence}\u202f: {clean_line(words)}"[:LONGEST], is_permanent=is_permanent)

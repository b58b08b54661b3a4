"""Taking down a voice, giving its owner keys, and forgetting who it was. Slices decide what is said with it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone

from engagements.voices.models import LONGEST_CALLED, Kind, NotedHow, Voice, VoiceContact, VoiceKey
from qpv_charter.toolkit import short_codes
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.mailboxes import read_email
from qpv_charter.toolkit.text import read_line, read_name
from signatories.people.actors import Actor
from signatories.people.models import User

LONGEST_PHONE = 30


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Who speaks, as a form says it. `noted_how` is empty for who speaks for themselves."""

    kind: str = Kind.RESIDENT
    called: str = ""
    email: str = ""
    phone: str = ""
    noted_how: str = ""

    def read(self) -> "Speaker":
        """The same, cleaned. Raises ActionRefused, with a sentence."""
        if self.kind not in Kind or (self.noted_how and self.noted_how not in NotedHow):
            raise ActionRefused("Dites qui parle, et comment vous l’avez su.")
        return Speaker(
            kind=self.kind,
            called=or_refuse(read_name, self.called, longest=LONGEST_CALLED),
            email=or_refuse(read_email, self.email) if self.email else "",
            phone=or_refuse(read_line, self.phone, longest=LONGEST_PHONE),
            noted_how=self.noted_how,
        )


@transaction.atomic
def take_down(speaker: Speaker, *, by: Actor, forget_on: date | None) -> Voice:
    """A new voice: that of whoever asks, in the name of their association if they act for one and say so, or
    somebody's whom they note. Raises ActionRefused for a visitor who notes somebody."""
    speaker = speaker.read()
    voice = Voice(kind=speaker.kind, called=speaker.called, forget_on=forget_on)
    if speaker.noted_how:
        _note(voice, by=by, how=speaker.noted_how)
    elif by.acts_for and speaker.kind == Kind.ASSOCIATION:
        voice.organisation_id, voice.person, voice.called = by.acts_for, by.person, ""
    voice.save()
    _reach(voice, speaker)
    return voice


@transaction.atomic
def change_speaker(voice: Voice, speaker: Speaker) -> Voice:
    """What one says of oneself, said again; who noted it, and for which association, stay."""
    speaker = speaker.read()
    if voice.organisation_id is None:
        voice.kind, voice.called = speaker.kind, speaker.called
        voice.save(update_fields=["kind", "called"])
    VoiceContact.objects.filter(voice=voice).delete()
    _reach(voice, speaker)
    return voice


@transaction.atomic
def give_link(voice: Voice, *, until: datetime) -> VoiceKey:
    """A new key, whose `clear` is to be put in an address; the former ones go on working."""
    key: VoiceKey = VoiceKey.objects.issue(target=voice, purpose=VoiceKey.LINK, expires_at=until)
    return key


@transaction.atomic
def give_code(voice: Voice, *, within: models.Model, until: datetime) -> str:
    """A new code in clear, to copy on paper, good on the page of `within` alone; the former one stops working."""
    VoiceKey.objects.filter(target=voice, purpose=VoiceKey.CODE).revoke()
    key = short_codes.issue(
        VoiceKey.objects.all(), within=within, target=voice, purpose=VoiceKey.CODE, expires_at=until
    )
    return short_codes.printed(key.clear)


@transaction.atomic
def end_keys(voice: Voice) -> None:
    """Nothing opens what was said any more, on any device: for what is taken back, and before a lost key is given
    again."""
    VoiceKey.objects.filter(target=voice).revoke()


@transaction.atomic
def take_back_voice(voice: Voice) -> None:
    """Nothing is left of it, nor of what was said with it, where the slice that keeps that says so (CASCADE)."""
    Voice.objects.filter(pk=voice.pk).delete()


@transaction.atomic
def keep_until(voices: models.QuerySet[Voice], day: date) -> None:
    """Change after which day a voice no longer tells who it was."""
    voices.update(forget_on=day)


@transaction.atomic
def forget_who(voices: models.QuerySet[Voice]) -> None:
    """Nobody can tell any more whose voices these were; what they said stays with who keeps it."""
    keys = list(voices.values_list("pk", flat=True))
    VoiceContact.objects.filter(voice__in=keys).delete()
    VoiceKey.objects.filter(target__in=keys).delete()
    Voice.objects.filter(pk__in=keys).update(called="", forget_on=None)


@transaction.atomic
def forget_old() -> None:
    """What has passed its day (`Voice.forget_on`), which is still told that day."""
    forget_who(Voice.objects.filter(forget_on__lt=timezone.localdate()))


@transaction.atomic
def forget_address(address: str) -> None:
    """Somebody without an account who asks to be forgotten, by the address they left."""
    forget_who(Voice.objects.filter(contact__email__iexact=address))


@transaction.atomic
def forget_account(person: User) -> None:
    """What somebody said in the name of an association stays the association's."""
    forget_who(Voice.objects.filter(person=person))


def _note(voice: Voice, *, by: Actor, how: str) -> None:
    if by.person is None:
        raise ActionRefused("Connectez-vous pour noter ce que quelqu’un d’autre vous a dit.")
    voice.noted_how, voice.noted_by, voice.noted_for_id = how, by.person, by.acts_for


def _reach(voice: Voice, speaker: Speaker) -> None:
    if speaker.email or speaker.phone:
        VoiceContact.objects.create(voice=voice, email=speaker.email, phone=speaker.phone)

"""Writing a need without an account, reading it, opening it to those of the place or keeping it; time passing."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from engagements.needs.actions import Line, take_up, withdraw
from engagements.needs.models import Need
from engagements.relays.models import Relay
from engagements.sayings import emails, rules
from engagements.sayings.models import (
    CLOSES_AFTER,
    KEYS_LAST,
    LONGEST_SAYING,
    READ_WITHIN,
    About,
    Saying,
    SayingQuerySet,
    State,
    Told,
    Wants,
    Why,
)
from engagements.scope.places import place_of
from engagements.voices.actions import (
    Speaker,
    end_keys,
    forget_who,
    give_code,
    keep_until,
    take_back_voice,
    take_down,
)
from engagements.voices.models import Voice
from qpv_charter.toolkit import locks
from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.limits import DAY, Limit
from qpv_charter.toolkit.retention import MONTH, YEAR
from qpv_charter.toolkit.text import read_text
from signatories.history.actions import record
from signatories.people.actors import Actor
from signatories.territories.models import Qpv

NEWS, AFTER_ITS_END = YEAR, 3 * MONTH  # how long one still knows whose it was: without news, and once it is over
# Far more than a neighbourhood writes: a machine that passes the guard does not drown who reads.
PER_NEIGHBOURHOOD = Limit("sayings-neighbourhood", times=150, seconds=DAY)
CLOSED = "Ce formulaire est fermé\u202f: personne ne peut lire ici en ce moment."
READ = "C’est déjà lu."


@dataclass(frozen=True, kw_only=True)
class Words:
    """What somebody writes: that something is wrong or wished for, about what, in their words."""

    wants: str
    about: str
    text: str

    def read(self) -> "Words":
        """The same, cleaned. Raises ActionRefused, with a sentence."""
        if self.wants not in Wants or self.about not in About:
            raise ActionRefused("Choisissez une image dans chaque liste.")
        text = or_refuse(read_text, self.text, longest=LONGEST_SAYING)
        if not text:
            raise ActionRefused("Écrivez quelques mots.")
        return Words(wants=self.wants, about=self.about, text=text)


@dataclass(frozen=True, kw_only=True)
class Given:
    """What was written, and what lets its author follow it: a code to copy."""

    saying: Saying
    code: str


@transaction.atomic
def say(words: Words, *, qpv: Qpv, number: UUID, email: str = "") -> Given:
    """Write what only those who read there will see; whoever left an address receives a link.

    `number` is that of the page it was written on. Raises ActionRefused where nobody reads, for a page that was
    sent already, and past what a neighbourhood writes in a day."""
    words = words.read()
    if rules.relay_of(qpv) is None:
        raise ActionRefused(CLOSED)
    locks.hold(f"saying:{number}")  # pressed twice, the second waits and is told so
    if Saying.objects.filter(pk=number).exists():
        raise ActionRefused("C’est déjà envoyé, une fois suffit. Votre code était sur la page d’avant.")
    if not PER_NEIGHBOURHOOD.spend(qpv.pk):
        raise ActionRefused("Beaucoup de messages sont arrivés aujourd’hui. Réessayez demain, ou venez en parler.")
    voice = take_down(Speaker(email=email), by=Actor(), forget_on=_in(NEWS))
    saying = Saying.objects.create(id=number, qpv=qpv, voice=voice, **vars(words))
    record("saying.said", saying, by=None)
    emails.received(saying)
    return Given(saying=saying, code=give_code(voice, within=qpv, until=timezone.now() + KEYS_LAST))


@transaction.atomic
def change(saying: Saying, *, text: str) -> Saying:
    """Say it otherwise, by its key. Raises ActionRefused once it was read, and without words."""
    saying = _held(saying)
    if not saying.is_waiting:
        raise ActionRefused("C’est lu maintenant. Ce que vous voulez ajouter, écrivez-le à part.")
    saying.text = Words(wants=saying.wants, about=saying.about, text=text).read().text
    saying.save(update_fields=["text"])
    record("saying.changed", saying, by=None)
    return saying


@transaction.atomic
def take_back(saying: Saying) -> None:
    """By its key, at any time: the words and the voice go. The need that was made of it leaves every page, unless
    others say it too: it is theirs as well, and nobody knows any more who said it first."""
    saying = _held(saying)
    need, voice = saying.need, saying.voice
    record("saying.taken_back", saying, by=None)
    if need is None:
        take_back_voice(voice)
        return
    saying.delete()
    withdraw(need)
    forget_who(Voice.objects.filter(pk=voice.pk))


@transaction.atomic
def open_to_all(saying: Saying, line: Line, *, by: Actor) -> Need:
    """Make a need of it, in the words that were read on the preview; its author is told, the first words stay with
    who reads. Raises ActionRefused for who does not read there, when it was read, and as `Line.read` does."""
    saying, by = _to_read(saying, by)
    need = take_up(line, voice=saying.voice, by=by, place=place_of(qpvs=[saying.qpv], department=None))
    saying.need = need
    _read(saying, State.OPENED, by=by)
    keep_until(Voice.objects.filter(pk=saying.voice_id), _in(NEWS))
    emails.opened(saying)
    return need


@transaction.atomic
def keep_closed(saying: Saying, *, by: Actor, why: str) -> Saying:
    """Tell it to nobody; its author is told why, and whom to call for a danger. Raises ActionRefused for who does
    not read there, when it was read, and without a reason of ours."""
    if why not in Why:
        raise ActionRefused("Dites pourquoi.")
    saying, by = _to_read(saying, by)
    saying.why = why
    _read(saying, State.CLOSED, by=by)
    keep_until(Voice.objects.filter(pk=saying.voice_id), _in(AFTER_ITS_END))
    emails.closed(saying)
    return saying


@transaction.atomic
def tell_who_waits() -> None:
    """Each day: the first reader of what is new; after seven days the second and the team; after fourteen, or when
    nobody reads any more, whoever wrote. Each is told once."""
    waiting = Saying.objects.waiting().with_details()
    held = waiting.select_for_update(of=("self",))
    relays = {relay.qpv_id: relay for relay in Relay.objects.serving().with_details()}
    late = timezone.now() - CLOSES_AFTER
    for saying in held.exclude(told=Told.AUTHOR):
        if saying.qpv_id not in relays or saying.said_at <= late:
            _tell(saying, Told.AUTHOR)
            emails.not_read(saying)
    for qpv, relay in relays.items():
        _tell_readers(relay, held.filter(qpv=qpv))


@transaction.atomic
def forget_old() -> None:
    """What nobody has had news of for a year, or what was closed three months ago; the need that was made of it
    stays, without what was first written."""
    old = Saying.objects.filter(voice__forget_on__lt=timezone.localdate())
    Saying.objects.filter(pk__in=old.filter(need__isnull=False).values("pk")).delete()
    for saying in old.select_related("voice"):
        take_back_voice(saying.voice)


@transaction.atomic
def forget_address(address: str) -> None:
    """What somebody wrote, by the address they left, before it is forgotten whose it was."""
    for saying in Saying.objects.filter(voice__contact__email__iexact=address).select_related("voice"):
        end_keys(saying.voice)
        if saying.need_id is None:
            take_back_voice(saying.voice)
        else:
            saying.delete()


@transaction.atomic
def follow(need: Need) -> None:
    """Something happened to a need: its author is told of what counts, and known for longer, or not for long."""
    saying = Saying.objects.filter(need=need).with_details().first()
    if saying is None:
        return
    keep_until(Voice.objects.filter(pk=saying.voice_id), _in(AFTER_ITS_END if need.status.is_over else NEWS))
    emails.moved(saying, need)


def _tell_readers(relay: Relay, waiting: SayingQuerySet) -> None:
    new = list(waiting.filter(told=Told.NOBODY))
    old = list(waiting.filter(told__lt=Told.SECOND, said_at__lte=timezone.now() - READ_WITHIN))
    if new:
        emails.to_read(relay, new)
    if old:
        emails.late(relay, old)
    for saying in new:
        _tell(saying, Told.FIRST)
    for saying in old:
        _tell(saying, Told.SECOND)


def _tell(saying: Saying, told: Told) -> None:
    saying.told = told
    saying.save(update_fields=["told"])


def _to_read(saying: Saying, by: Actor) -> tuple[Saying, Actor]:
    """What waits, and who reads it, in the name of the association that is relais there."""
    saying = _held(saying)
    if by.person is None or not rules.reads(by, saying):
        raise ActionRefused("Seules les deux personnes du relais et l’équipe d’animation lisent ici.")
    if not saying.is_waiting:
        raise ActionRefused(READ)
    relay = Relay.objects.read_by(by.person).filter(qpv=saying.qpv_id).first()
    return saying, replace(by, acts_for=relay.organisation_id) if relay else by


def _read(saying: Saying, state: State, *, by: Actor) -> None:
    saying.state, saying.read_by, saying.read_at = state, by.person, timezone.now()
    saying.save(update_fields=["state", "why", "need", "read_by", "read_at"])
    record(f"saying.{state}", saying, by=by)


def _held(saying: Saying) -> Saying:
    rows = Saying.objects.select_for_update(of=("self",))
    return rows.select_related("voice", "qpv__department", "need").get(pk=saying.pk)


def _in(time: timedelta) -> date:
    return timezone.localdate() + time

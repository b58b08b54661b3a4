"""What sheets add elsewhere: cards, what waits, the letter, evidence, the journal, what is forgotten."""

from uuid import UUID

from django.urls import reverse

from engagements.debates import queries
from engagements.debates.actions.inviting import forget_old_guests
from engagements.debates.actions.sheets import forget_words_of
from engagements.debates.lists import SheetFilters, Sheets
from engagements.debates.models import (
    DecidedAt,
    Point,
    Sheet,
    SheetGuest,
    SheetGuestKey,
    SheetNote,
    SheetParty,
    State,
)
from engagements.debates.rules import within
from engagements.decisions.models import Decision
from engagements.decisions.places import COUNTRYWIDE, ORIGIN, Origin
from engagements.letter.places import LETTER, Part, Told
from engagements.participation.models import Gathering
from engagements.participation.places import GATHERING
from engagements.participation.rules import organises
from qpv_charter.toolkit import unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.limits import DAY, Limit
from qpv_charter.toolkit.personal import ACCOUNT, erased_with_association, kept
from qpv_charter.toolkit.retention import MONTH, RETENTION, Retention
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import (
    EVIDENCE,
    FORGET_ORGANISATION,
    SPACE,
    SPACE_STEPS,
    SPACE_WAITING,
    Evidence,
    Step,
)
from signatories.outbox.conditions import condition
from signatories.outbox.limits import limited
from signatories.people.actors import Actor
from signatories.people.places import DOORS, JOURNAL, NEIGHBOURHOOD, Asked, Door, News, Period
from signatories.territories.models import Department, Qpv

SHOWN, MOST_TOLD = 3, 10

declare(
    {
        "sheet.opened": "Fiche de débat ouverte",
        "sheet.held": "Débat tenu",
        "sheet.correcting": "Fiche donnée à relire",
        "sheet.closed": "Fiche close",
        "sheet.readers": "Fiche ouverte à d’autres, ou à moins de monde",
        "sheet.agreed": "Accord pour publier une fiche",
        "sheet.agreed_no_more": "Accord pour publier une fiche retiré",
        "sheet.noted": "Note ajoutée à une fiche",
        "sheet.decided": "Décision écrite sur une fiche",
        "sheet.invited": "Association invitée à un débat",
        "sheet.guest_invited": "Personne invitée à un débat",
        "sheet.guest_ended": "Invitation à un débat retirée",
        "point.written": "Point écrit sur une fiche",
        "point.changed": "Point corrigé",
        "point.struck": "Point retiré",
    }
)

erased_with_association(Sheet, "title", "context")
kept(Sheet, "commitments", why="slugs of the charter")
kept(Sheet, "opened_by", why=ACCOUNT)
erased_with_association(Point, "text", "reason")
kept(Point, "written_by", why=ACCOUNT)
kept(SheetParty, "invited_by", why=ACCOUNT)
kept(SheetGuest, "called", why="it goes on the day its invitation ends, three months after it was given at most")
kept(SheetGuest, "invited_by", why=ACCOUNT)
kept(SheetGuestKey, "purpose", "digest", why="codes")
erased_with_association(SheetNote, "text")
kept(SheetNote, "written_by", why=ACCOUNT)
unions.moves(Sheet, "organisation")
unions.moves(Point, "organisation", "written_for")
unions.moves(SheetParty, "organisation")
unions.moves(SheetNote, "written_for")

limited(
    "debates.to_correct",
    to=[Limit("debates-to", times=20, seconds=DAY, share=8)],
    by=[Limit("debates-by", times=60, seconds=DAY)],
)


@condition("debates.is_read_again", otherwise="La fiche n’est plus à relire.")
def is_read_again(*, sheet: str) -> bool:
    return Sheet.objects.filter(pk=UUID(sheet), state=State.CORRECTING).exists()


@FORGET_ORGANISATION.contribute(order=735)
def what_it_wrote(organisation: Organisation) -> None:
    forget_words_of(organisation)


@RETENTION.contribute(order=610)
def who_was_invited() -> Retention:
    return Retention(
        during=3 * MONTH,
        forget=forget_old_guests,
        what="Le nom sous lequel vous êtes invité à lire la fiche d’un débat",
        why="Que l’association sache qui peut la lire.",
        besides=" au plus, ou dès que l’invitation finit",
    )


@ORIGIN.contribute(order=100)
def where_it_was_decided(decision: Decision, actor: Actor) -> Origin | None:
    found = DecidedAt.objects.filter(decision=decision).select_related("sheet").first()
    if found is None or found.sheet.held_on is None:
        return None
    readable = Sheet.objects.visible_to(actor).filter(pk=found.sheet_id).exists()
    if not readable:
        return Origin(f"le {day(found.sheet.held_on)}")
    return Origin(f"{found.sheet.title}, le {day(found.sheet.held_on)}", found.sheet.get_absolute_url())


@COUNTRYWIDE.contribute(order=100)
def of_the_country(decision: Decision) -> bool:
    """What was decided at a meeting of the country."""
    found = DecidedAt.objects.filter(decision=decision).select_related("sheet__gathering").first()
    return found is not None and within(found.sheet) is None


@GATHERING.contribute(order=100)
def of_gathering(gathering: Gathering, actor: Actor) -> Section | None:
    """Its notes, to who may read them; to who organises it, the way to take them."""
    sheet = queries.of_gathering(gathering, actor)
    if sheet is None and not organises(actor, gathering):
        return None
    return Section(
        "Les notes", "engagements/debates/_gathering.html", {"sheet": sheet, "gathering": gathering}, key="notes"
    )


@NEIGHBOURHOOD.contribute(order=410, pages=["debates:{code}"])
def of_neighbourhood(qpv: Qpv, actor: Actor) -> Section | None:
    """The last debates and notes that were closed there."""
    found = list(queries.at(qpv, actor)[:SHOWN])
    if not found:
        return None
    href = Sheets(filters=SheetFilters(qpv=qpv)).href()
    context = {"sheets": found, "href": href}
    return Section("Débats et notes", "engagements/debates/_neighbourhood.html", context, key="debats")


@DOORS.contribute(order=200)
def door(actor: Actor) -> Door:
    return Door(
        "debat",
        "Débats",
        reverse("debates:list"),
        "Avant et après un projet\u202f: ce qui nous rassemble, ce qui nous sépare, et pourquoi.",
    )


@SPACE_STEPS.contribute(order=720)
def of_space(actor: Contact) -> Step | None:
    if not queries.may_prepare(actor):
        return None
    return Step(
        "Préparer un débat",
        "Une question, avant ou après un projet. On garde les désaccords, avec leurs raisons.",
        reverse("debates:prepare", args=[actor.organisation.slug]),
    )


@SPACE.contribute(order=720)
def in_progress(actor: Contact) -> Section | None:
    """The sheets that it takes part in and that are not closed."""
    found = queries.in_progress(actor)[:SHOWN]
    return Section("", "engagements/debates/_space.html", {"sheets": found}) if found else None


@SPACE_WAITING.contribute(order=720)
def what_waits(actor: Contact) -> list[Asked]:
    """Sheets to read again before they close; those that would be public if it says yes."""
    return [
        *(Asked(_to_correct(each), "Relire", each.get_absolute_url()) for each in queries.to_correct(actor)),
        *(Asked(_to_agree(each), "Répondre", each.get_absolute_url()) for each in queries.to_agree(actor)),
    ]


@LETTER.contribute(order=720)
def told(actor: Contact, period: Period) -> list[Told]:
    """What is to be read again, or agreed; what was closed where it acts."""
    asked = [
        *(
            _ask(each, _to_correct(each), "correct", deadline=True)
            for each in queries.to_correct(actor)[:MOST_TOLD]
        ),
        *(_ask(each, _to_agree(each), "agree") for each in queries.to_agree(actor)[:MOST_TOLD]),
    ]
    return [*asked, *map(_closed, queries.closed_near(actor, period)[:MOST_TOLD])]


@EVIDENCE.contribute(order=200)
def what_it_took_part_in(organisation: Organisation, period: Period) -> list[Evidence]:
    return [
        Evidence(
            at=sheet.opened_at,
            text=f"Vous avez débattu le {day(sheet.held_on)}\u202f: «\u202f{sheet.title}\u202f».",
            href=sheet.get_absolute_url(),
            commitments=tuple(sheet.commitments),
        )
        for sheet in queries.taken_part_in_by(organisation, period)
    ]


@JOURNAL.contribute(order=200)
def published(department: Department | None, period: Period) -> list[News]:
    """What anybody may read since it was closed."""
    return [
        News(sheet.closed_at, sheet.title, sheet.get_absolute_url(), sheet.place)
        for sheet in queries.published_in(department, period)
        if sheet.closed_at
    ]


def _to_correct(sheet: Sheet) -> str:
    return f"«\u202f{sheet.title}\u202f»\u202f: à relire avant le {day(sheet.correct_until)}."


def _to_agree(sheet: Sheet) -> str:
    return f"«\u202f{sheet.title}\u202f» vous nomme. Tout le monde peut-il la lire\u202f?"


def _ask(sheet: Sheet, text: str, what: str, *, deadline: bool = False) -> Told:
    return Told(Part.ANSWER, f"debate.{what}:{sheet.pk}", text, href=sheet.get_absolute_url(), deadline=deadline)


def _closed(sheet: Sheet) -> Told:
    text = f"«\u202f{sheet.title}\u202f» ({sheet.place})\u202f: la fiche est close."
    return Told(Part.DONE, f"debate:{sheet.pk}", text, href=sheet.get_absolute_url())

"""One principal subject, others named, in whose name; and words for every kind, declared by its slice."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from signatories.history import kinds
from signatories.history.actions import record
from signatories.history.kinds import OTHER, UndeclaredKindError, declare, declared, words_of
from signatories.history.models import Event
from signatories.history.queries import history_of
from signatories.people.actors import Actor
from signatories.people.places import FORGET_PERSON, Leaver
from tests.factories import a_qpv, a_user, an_organisation

ROOT = Path(__file__).resolve().parent.parent.parent.parent
APPS = ("signatories", "engagements", "evaluations")


@pytest.mark.django_db
def test_an_event_is_found_from_its_subject_and_from_what_it_names() -> None:
    subject, organisation, qpv = a_user(), an_organisation(), a_qpv()
    event = record("role.given", subject, by=None, about=[organisation, qpv])
    record("role.ended", a_user(), by=None)

    for found in (subject, organisation, qpv):
        assert Event.objects.about(found).get() == event
    assert Event.objects.of(subject).get() == event
    assert not Event.objects.of(organisation).exists()
    assert not Event.objects.about(a_user()).exists()


@pytest.mark.django_db
def test_an_event_about_several_of_the_objects_asked_comes_once_newest_first() -> None:
    subject, named = a_user(), an_organisation()
    first = record("role.given", subject, by=None, about=[named])
    second = record("role.ended", named, by=None, about=[subject])

    assert list(Event.objects.about(subject, named)) == [second, first]


@pytest.mark.django_db
def test_the_page_of_a_named_object_never_shows_the_note(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    subject, named = a_user(), an_organisation()
    record("role.given", subject, by=a_user(first_name="Zoé"), about=[named], note="Entre nous")

    with django_assert_num_queries(1):
        lines = history_of(named)

    assert [(line.words, line.by, line.note) for line in lines] == [("Rôle donné", "Zoé Diallo", "")]
    assert [line.note for line in history_of(subject)] == ["Entre nous"]
    assert [line.note for line in history_of(named, subject)] == ["Entre nous"]


@pytest.mark.django_db
def test_an_event_says_in_whose_name_it_was_done() -> None:
    person, association = a_user(), uuid4()

    acting = record("role.given", a_user(), by=Actor(person=person, acts_for=association))
    alone = record("role.given", a_user(), by=person)

    assert (acting.actor, acting.acts_for) == (person, association)
    assert (alone.actor, alone.acts_for) == (person, None)


@pytest.mark.django_db
def test_somebody_erased_is_not_shown_as_an_address() -> None:
    person, subject = a_user(), a_user()
    record("role.given", subject, by=person)
    person.erased_at = timezone.now()
    person.save()

    assert history_of(subject)[0].by == "personne effacée"


@pytest.mark.django_db
def test_notes_about_somebody_are_forgotten_with_her_and_no_other() -> None:
    person, other = a_user(), a_user()
    for subject in (person, other):
        record("role.given", subject, by=None, about=[a_user()], note="Entre nous")

    FORGET_PERSON.gather(Leaver(frozenset(["nora@example.org"])))
    assert Event.objects.get(pk__in=Event.objects.of(person)).note == "Entre nous"
    FORGET_PERSON.gather(Leaver(frozenset([person.email]), person=person))

    assert Event.objects.of(person).get(kind="role.given").note == ""
    assert Event.objects.of(other).get().note == "Entre nous"


@pytest.mark.django_db
def test_a_kind_that_no_slice_declares_is_refused_when_recorded() -> None:
    with pytest.raises(UndeclaredKindError, match=r"besoin\.inconnu"):
        record("besoin.inconnu", a_user(), by=None)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_kind_of_a_former_version_of_the_site_does_not_show_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    subject = a_user()
    record("role.given", subject, by=None)
    monkeypatch.setattr(kinds, "_words", {})

    assert [line.words for line in history_of(subject)] == [OTHER]


def test_a_kind_has_one_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_words", {"need.opened": "Besoin dit"})

    declare({"need.opened": "Besoin dit"})
    with pytest.raises(ValueError, match="declared twice"):
        declare({"need.opened": "Autre chose"})
    assert words_of("need.opened") == "Besoin dit"


def modules() -> Iterator[Path]:
    for app in APPS:
        yield from sorted(path for path in (ROOT / app).rglob("*.py") if path.name != "contributions.py")


def recorded() -> Iterator[tuple[str, str]]:
    """Where each kind is recorded, as a pattern: the first argument of `record`, the constants that a variable may
    be, any text in place of what an f-string works out."""
    for path in modules():
        tree = ast.parse(path.read_text())
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in {"record", "record_event"}:
                for pattern in patterns(call.args[0], tree):
                    yield str(path.relative_to(ROOT)), pattern


def patterns(kind: ast.expr, tree: ast.Module) -> Iterator[str]:
    match kind:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"\w+" for p in parts)
        case _:  # a parameter: whatever constant of this module looks like a kind
            texts = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
            yield from (re.escape(text) for text in texts if re.fullmatch(r"\w+\.\w+", text))


def test_every_kind_that_is_recorded_is_declared() -> None:
    unsaid = [
        f"{where}: {pattern}"
        for where, pattern in recorded()
        if not any(re.fullmatch(pattern, kind) for kind in declared())
    ]
    assert unsaid == []


def test_every_kind_that_is_declared_is_recorded_somewhere() -> None:
    found = [pattern for _, pattern in recorded()]
    kinds = {kind.partition("/")[0] for kind in declared()}  # less the road by which it came
    assert [kind for kind in kinds if not any(re.fullmatch(pattern, kind) for pattern in found)] == []

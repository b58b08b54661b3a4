from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from signatories.history import append_only
from signatories.history.actions import forget_notes, record
from signatories.history.models import Event, EventNaming
from signatories.people.actors import Actor
from signatories.signatures.models import RegisterEntry
from tests.factories import a_team_member, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def triggers(db: None) -> None:
    """Every trigger, as the migration installs them, for the time of one test."""
    # Not entered: on SQLite that asks for a connection outside any transaction, of no use to triggers.
    append_only.install(None, connection.schema_editor(atomic=False))


def a_register_entry() -> RegisterEntry:
    return RegisterEntry.objects.create(
        number=1,
        previous="0" * 64,
        body="{}",
        digest="1" * 64,
        signature_id="00000000-0000-4000-8000-000000000001",
        kind=RegisterEntry.Kind.CONFIRMED,
    )


def refused(act: Callable[[], object]) -> str:
    """What the database says when it refuses."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    return str(caught.value)


def test_an_event_says_what_who_and_on_which_object() -> None:
    user, subject = a_team_member(), a_user()
    record("role.given", subject, by=user, note="Au téléphone", role="contact")
    event = Event.objects.about(subject).get()
    assert (event.kind, event.actor, event.note, event.data) == (
        "role.given",
        user,
        "Au téléphone",
        {"role": "contact"},
    )


def test_python_refuses_to_save_an_event_twice() -> None:
    event = record("role.given", a_user(), by=None)
    with pytest.raises(TypeError, match="append-only"):
        event.save()


@pytest.mark.usefixtures("triggers")
@pytest.mark.parametrize(
    "change",
    [
        {"kind": "other"},
        {"data": {"role": "other"}},
        {"subject_id": "2"},
        {"actor_id": None},
        {"acts_for": None},
        {"note": "Une autre histoire"},
    ],
)
def test_the_database_refuses_to_rewrite_an_event(change: dict[str, object]) -> None:
    record("role.given", a_user(), by=Actor(person=a_user(), acts_for=uuid4()), note="Au téléphone")
    assert "signatories_event is append-only" in refused(lambda: Event.objects.update(**change))
    assert Event.objects.get().kind == "role.given"


@pytest.mark.usefixtures("triggers")
def test_the_database_refuses_to_delete_an_event() -> None:
    record("role.given", a_user(), by=None)
    assert "signatories_event is append-only" in refused(Event.objects.all().delete)
    assert Event.objects.count() == 1


@pytest.mark.usefixtures("triggers")
def test_the_database_refuses_to_rewrite_or_delete_what_an_event_names() -> None:
    named = a_user()
    record("role.given", a_user(), by=None, about=[named])
    namings = EventNaming.objects.all()
    for act in (lambda: namings.update(subject_id="0"), namings.delete):
        assert "signatories_eventnaming is append-only" in refused(act)
    assert namings.get().subject_id == str(named.pk)


def test_an_event_names_an_object_once() -> None:
    named = a_user()
    with pytest.raises(IntegrityError), transaction.atomic():
        record("role.given", a_user(), by=None, about=[named, named])
    assert not Event.objects.exists()


def test_python_refuses_to_save_a_naming_twice() -> None:
    naming = record("role.given", a_user(), by=None, about=[a_user()]).namings.get()
    with pytest.raises(TypeError, match="append-only"):
        naming.save()


@pytest.mark.usefixtures("triggers")
def test_erasing_empties_the_notes_of_one_object_only() -> None:
    erased, other = a_user(), a_user()
    record("role.given", erased, by=None, note="Au téléphone")
    record("role.given", other, by=None, note="Par courrier")
    forget_notes(erased)
    assert [event.note for event in Event.objects.about(erased)] == [""]
    assert [event.note for event in Event.objects.about(other)] == ["Par courrier"]


@pytest.mark.usefixtures("triggers")
def test_the_database_refuses_to_touch_the_register() -> None:
    a_register_entry()
    entries = RegisterEntry.objects.all()
    assert "signatories_registerentry is append-only" in refused(lambda: entries.update(body="{ }"))
    assert "signatories_registerentry is append-only" in refused(entries.delete)
    assert RegisterEntry.objects.get().body == "{}"


@pytest.mark.usefixtures("triggers")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["event", "eventnaming", "registerentry"])
def test_postgresql_refuses_to_truncate(table: str) -> None:
    """CASCADE, since a table that others point to is refused without any trigger."""
    with connection.cursor() as cursor:
        answer = refused(lambda: cursor.execute(f"TRUNCATE signatories_{table} CASCADE"))
    assert f"signatories_{table}" in answer
    assert "is append-only" in answer


def test_every_migration_leaves_the_triggers_in_place() -> None:
    """A rebuilt SQLite table loses its triggers: a migration that rebuilds one must install them again."""
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(names[connection.vendor])
        standing = {row[0] for row in cursor.fetchall()}
    kept = {t.name for t in append_only.triggers_of(connection) if t.when.startswith("UPDATE")}
    assert kept <= standing

"""`visible_to` is the only road from rows to whoever asks: what is nobody's business reaches nobody by it.

Every queryset that has it is tried on the rows of the world; what each person does see is its slice's own test."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from signatories.people.actors import Actor
from signatories.people.models import Role
from tests.factories import a_user
from tests.worlds import World

pytestmark = pytest.mark.django_db
NATIONAL = Actor(roles=frozenset({Role.Kind.NATIONAL}))


def shown_to_some() -> Iterator[type[models.Model]]:
    """The models whose rows are shown to some people and not to others."""
    for model in apps.get_models():
        if hasattr(model._default_manager.get_queryset(), "visible_to"):
            yield model


def strangers() -> dict[str, Actor]:
    elsewhere = Actor(roles=frozenset({Role.Kind.TERRITORIAL}), departments=frozenset({"976"}))
    return {
        "a visitor": Actor(),
        "somebody signed in": Actor(person=a_user()),
        "somebody who acts for another association": Actor(person=a_user(), acts_for=uuid.uuid4()),
        "who animates another department": replace(elsewhere, person=a_user()),
        "who reads what is confided": Actor(person=a_user(), roles=frozenset({Role.Kind.CONFIDED})),
    }


@pytest.mark.parametrize("model", list(shown_to_some()), ids=lambda model: model._meta.label)
def test_a_stranger_sees_none(world: World, model: Any) -> None:
    """Of what is public, a stranger sees what anyone does: the world holds one that is not shown (or not yet)."""
    public = model._meta.label_lower in world.shown_to_all
    shown = set(model.objects.visible_to(Actor())) if public else set()
    kept = model._meta.label_lower in world.kept_from_the_team
    hidden = set(model.objects.all() if kept else model.objects.visible_to(NATIONAL)) - shown
    assert hidden, "give the world one, in its slice’s tests: world.py"
    assert bool(shown) == public
    assert not (kept and model.objects.visible_to(NATIONAL).exists())

    for name, stranger in strangers().items():
        assert set(model.objects.visible_to(stranger)) == shown, name

"""Who may note, second, follow and hide a need."""

from engagements.needs.models import Need
from engagements.scope.rules import signs
from signatories.people.actors import Actor


def may_note(actor: Actor) -> bool:
    """Who acts for an association whose signature is published."""
    return actor.person is not None and signs(actor)


def noted_it(actor: Actor, need: Need) -> bool:
    return actor.acts_for is not None and need.voice.noted_for_id == actor.acts_for


def belongs(actor: Actor, need: Need) -> bool:
    """Whether she acts for a published signatory of the need's place."""
    return actor.acts_for is not None and Need.objects.near(actor.acts_for).filter(pk=need.pk).exists()


def looks_after(actor: Actor, need: Need) -> bool:
    """Whether she animates the department of a need."""
    return actor.is_national or need.department_id in actor.departments


def may_second(actor: Actor, need: Need) -> bool:
    """The signatories of its place, but for the one that noted it."""
    return belongs(actor, need) and not noted_it(actor, need)


def may_follow(actor: Actor, need: Need) -> bool:
    """The association that noted it, those of its place, and its animators."""
    return noted_it(actor, need) or looks_after(actor, need) or belongs(actor, need)

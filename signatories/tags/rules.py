"""Who chooses the words. Who puts one on an association: whoever animates there (`Organisation.visible_to`)."""

from signatories.people.actors import Actor


def may_keep(actor: Actor) -> bool:
    """National animators: the words are the same everywhere."""
    return actor.is_national

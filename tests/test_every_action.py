"""What the whole site promises of any action: its place is made once, then it is played where a mailbox received
enough, where an object was written about enough, and as it is; each but the last is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import transaction

from qpv_charter.toolkit.mailboxes import mailbox_of
from signatories.directory.actions import rebuild
from signatories.following import actions as following
from signatories.outbox.limits import Allowance, TooManyMails, allowance_of
from signatories.outbox.models import Message
from tests.asking import use_up
from tests.atomicity import everything
from tests.scenes import Scene, of_every_slice
from tests.signatories.directory.test_lines import made_now, written
from tests.signatories.following.test_keeping import kept, to_be_kept
from tests.test_mails_drawn import faulty
from tests.test_subjects import reaching_others

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SCENES = of_every_slice()

Counted = dict[tuple[str, str], Allowance]  # by kind, and to whom


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", SCENES)
def test_an_action_keeps_what_the_site_promises(name: str) -> None:
    scene = SCENES[name]()
    rebuild()
    following.rebuild()

    with taken_back():
        a_mailbox_that_received_enough_receives_no_more(scene)
    with taken_back():
        an_object_that_was_written_about_enough_is_written_about_no_more(scene)
    scene.act()

    assert written() == made_now(), "a line of the directory’s files says something else than its row"
    assert kept() == to_be_kept(), "a row of the team’s list says something else than what it is made of"
    assert faulty() == [], "how its mails are drawn"
    assert reaching_others() == [], "what a stranger typed, in another’s subject line"


def a_mailbox_that_received_enough_receives_no_more(scene: Scene) -> None:
    counted = {(kind, to): allowance_of(kind) for kind, to in scene.mails if not allowance_of(kind).why}
    for (_, to), allowance in counted.items():
        use_up(allowance.to, mailbox_of(to))
    _act_in_vain(scene, counted)


def an_object_that_was_written_about_enough_is_written_about_no_more(scene: Scene) -> None:
    """But for one that is new: it was never written about."""
    counted = {(kind, to): allowance_of(kind) for kind, to in scene.mails if allowance_of(kind).about}
    for allowance in counted.values():
        for label, limits in allowance.about.items():
            for row in apps.get_model(label)._base_manager.all():
                use_up(limits, f"{label} {row.pk}")
    if "organisation.created" not in {kind for kind, *_ in scene.events}:
        _act_in_vain(scene, counted)


def _act_in_vain(scene: Scene, counted: Counted) -> None:
    mails = set(Message.objects.values_list("pk", flat=True))
    if any(allowance.otherwise for allowance in counted.values()):
        before = everything()
        with pytest.raises(TooManyMails) as said:
            scene.act()
        assert said.value.reason.endswith(".")
        assert everything() == before
    elif counted:
        scene.act()
        sent = Message.objects.exclude(pk__in=mails).values_list("kind", "to")
        assert not {*sent} & counted.keys()

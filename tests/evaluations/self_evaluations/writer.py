"""A process that saves what is written, and is killed as by `kill -9` once it is written and not yet committed:
`python -m … <association> <text>`."""

import os
import signal
import sys
from typing import Any

import django
from django.db.models.signals import post_save


def _die(**_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    django.setup()
    from evaluations.questionnaires.models import Question  # Django had to be set up first
    from evaluations.self_evaluations.actions.answering import answer
    from evaluations.self_evaluations.models import LookBackAnswer
    from signatories.organisations.actors import Contact
    from signatories.organisations.models import Organisation

    association = Organisation.objects.get(slug=sys.argv[1])
    person = association.memberships.get().user
    by = Contact(person=person, acts_for=association.pk, organisation=association)
    post_save.connect(_die, sender=LookBackAnswer, weak=False)
    question = Question.objects.select_related("questionnaire__campaign").get(slug="veille")
    answer(question, by=by, said={"text": sys.argv[2]}, read=1, drafted=True)
